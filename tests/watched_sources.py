"""Sources as the judgement of their health sees them: invented outlets, what polls report, and a newsroom's day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.health import Findings, HealthRules, ReadPage, judge_round
from monitor.records import Canary, Extraction, Health, Notice, Pace, Sample, Source, SourceReport, SourceState

NINE = datetime(2026, 3, 9, 6, 0, tzinfo=UTC)
"""Nine o'clock in Baghdad, when the first round is."""

TICK = timedelta(minutes=15)
RULES = HealthRules()


def source(name: str = "quay", **parts: Any) -> Source:
    """An outlet with a host of its own."""
    return replace(Source(name, name.title(), f"https://{name}.example/feed.xml", "en", "Asia/Baghdad"), **parts)


def good(name: str = "quay", **parts: Any) -> SourceReport:
    """A poll that brought a list."""
    return replace(SourceReport(name, "polled", seen=20, fresh=1, host=f"{name}.example"), **parts)


def bad(problem: Any = "connect", name: str = "quay", **parts: Any) -> SourceReport:
    """A poll that failed in some way."""
    report = SourceReport(name, "failed", detail="so it is", problem=problem, host=f"{name}.example")
    return replace(report, **parts)


def rerouted(problem: Any = "http_status", kind: Any = "feed", name: str = "quay", **parts: Any) -> SourceReport:
    """A poll in which the preferred route failed in some way, and another one, of this kind, served."""
    url, other = f"https://{name}.example/feed.xml", "https://elsewhere.example/feed.xml"
    detail = f"{url} failed ({problem}: so it is); served by {other}"
    report = good(name, fallback=kind, problem=problem, detail=detail, host="elsewhere.example")
    return replace(report, **parts)


def empty(name: str = "quay", **parts: Any) -> SourceReport:
    """A poll that brought a list without entries."""
    return good(name, **({"seen": 0, "fresh": 0, "problem": "no_items", "detail": "none"} | parts))


def refused(status: int, name: str = "quay") -> SourceReport:
    """A poll that was answered by a status."""
    return bad("http_status", name, status=status)


def gone(name: str = "quay") -> SourceReport:
    """A poll that ended for good."""
    return SourceReport(name, "gone", detail="every route is gone (410)")


def resting(name: str = "quay") -> SourceReport:
    """No poll: the host asked for a pause."""
    return SourceReport(name, "not_due", detail="asked for a pause")


def state(name: str = "quay", **parts: Any) -> SourceState:
    """What is remembered of a source that was polled well at nine, and has been watched for a year."""
    default = SourceState(
        name,
        pace=Pace((NINE - timedelta(hours=2), NINE - timedelta(hours=1))),
        polled_at=NINE,
        due_at=NINE + TICK,
        succeeded_at=NINE,
        baseline_at=NINE - timedelta(days=365),
    )
    return replace(default, **parts)


def after_poll(before: SourceState, report: SourceReport, now: datetime) -> SourceState:
    """What is remembered of a source after a poll."""
    if report.outcome in {"polled", "unchanged"}:
        pace = Pace((*before.pace.arrivals, now)[-5:]) if report.fresh else before.pace
        return replace(before, pace=pace, polled_at=now, succeeded_at=now, failures=0, problem="")
    if report.outcome == "not_due":
        return before
    return replace(before, polled_at=now, failures=before.failures + 1, problem=f"{report.problem}: {report.detail}")


def extraction(words: int = 200, **parts: Any) -> Extraction:
    """An article of so many different words, six letters each, ten a line."""
    spelled = ["w" + "".join("abcdefghij"[int(digit)] for digit in f"{number:05d}") for number in range(words)]
    lines = [" ".join(spelled[start : start + 10]) for start in range(0, words, 10)]
    return replace(Extraction("The title", "\n".join(lines), method="fast"), **parts)


def samples(*counted: tuple[int, int, str, str]) -> tuple[Sample, ...]:
    """So many samples of so many letters each, with method and problem."""
    return tuple(Sample(letters, method, problem) for count, letters, method, problem in counted for _ in range(count))


CANARY = Canary("https://quay.example/old", "the crane was\nfast asleep")


@dataclass
class Watch:
    """A newsroom that lives through rounds, one a quarter of an hour; keeps what each round leaves behind."""

    sources: tuple[Source, ...] = (source(),)
    rules: HealthRules = RULES
    now: datetime = NINE
    healths: dict[str, Health] = field(default_factory=dict)
    states: dict[str, SourceState] = field(default_factory=dict)
    told: list[Notice] = field(default_factory=list)
    changed: tuple[Health, ...] = ()

    def round(self, *reports: SourceReport, findings: Mapping[str, Findings] | None = None) -> tuple[Notice, ...]:
        """One round with these reports: what it tells."""
        for one in reports:
            known = self.states.get(one.source, state(one.source))
            self.states[one.source] = after_poll(known, one, self.now)
        notices = self.again(reports, findings or {})
        self.now += TICK
        return notices

    def again(self, reports: Sequence[SourceReport], findings: Mapping[str, Findings]) -> tuple[Notice, ...]:
        """The same round judged once more."""
        self.changed, notices = judge_round(
            self.sources, self.states, reports, self.healths, findings, self.now, self.rules
        )
        self.healths |= {one.subject: one for one in self.changed}
        self.told += notices
        return notices

    def rounds(self, *reports: SourceReport) -> list[str]:
        """A round for each report: what was told in each, as "" or the ailment, with "healed " before it when over."""
        return [", ".join(map(in_words, self.round(one))) for one in reports]

    def state_of(self, subject: str = "quay") -> str:
        """How a subject fares."""
        return self.healths.get(subject, Health(subject)).state


def in_words(notice: Notice) -> str:
    """The notice in two words."""
    return f"healed {notice.ailment}" if notice.healed else notice.ailment


def pages(*problems: str | None, detail: str = "a wall of moss") -> Findings:
    """Pages that were read in a cycle, by what was wrong with each."""
    read = (extraction(detail=detail if one == "challenge" else "", problem=one) for one in problems)
    return Findings(tuple(ReadPage(f"https://quay.example/{number}", one) for number, one in enumerate(read)))


def looking_nowhere(*names: str) -> dict[str, Findings]:
    """That the article of the day could not be fetched, for these sources."""
    return {name: Findings(canary="missing", canary_detail="its page could not be fetched") for name in names}
