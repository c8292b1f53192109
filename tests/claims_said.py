"""Claims as the ledger's tests tell of them: a value, when it was said, and what is unusual about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from monitor.ledger import judge_claims
from monitor.records import Change, Claim, ClaimKey, DateRel, DateValue, FigureValue, Judgement, KeyHistory, Said, Value

FIRST_MORNING = datetime(2026, 2, 2, 6, 0, tzinfo=UTC)
KEY = ClaimKey("causeway-garrison", "garrison_leaves", "north_pier")


def days(start: str, end: str = "", rel: DateRel = "in") -> DateValue:
    """The span of days from one ISO day to another, or the one day."""
    return DateValue(date.fromisoformat(start), date.fromisoformat(end or start), rel)


def month(name: str, rel: DateRel = "in") -> DateValue:
    """A whole month such as "2026-09"."""
    first = date.fromisoformat(f"{name}-01")
    return DateValue(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1), rel)


def year(number: int, rel: DateRel = "in") -> DateValue:
    """A whole year."""
    return DateValue(date(number, 1, 1), date(number, 12, 31), rel)


def count(number: float) -> FigureValue:
    """Exactly so many."""
    return FigureValue(number, number)


def about(number: float) -> FigureValue:
    """About so many."""
    return FigureValue(number, number, approx=True)


def between(low: float | None, high: float | None) -> FigureValue:
    """From so many to so many; None leaves a side open."""
    return FigureValue(low, high)


def said(  # noqa: PLR0913 - each by its name
    value: Value,
    hour: float = 0,
    *,
    article: str = "",
    key: ClaimKey = KEY,
    outlet: str = "Pier Post",
    origin: str = "",
    **fields,
) -> Said:
    """A claim of a value, said so many hours after the first morning, by default in an article of that hour."""
    article_id = article or (f"article-{hour}" if outlet == "Pier Post" else f"{outlet}-{hour}")
    claim = Claim(
        claim_id=f"{article_id}/{key}/{value}/{sorted(fields.items())}",
        article_id=article_id,
        key=key,
        value=value,
        quote="The garrison leaves the north pier then.",
        start=0,
        end=40,
        value_text="then",
        value_start=35,
        value_end=39,
        **fields,
    )
    said_at = FIRST_MORNING + timedelta(hours=hour)
    return Said(claim, outlet, f"https://pier.example/{article_id}", "en", said_at, origin=origin)


class Desk:
    """A ledger that is told one claim after the other and remembers."""

    def __init__(self) -> None:
        """Start with an empty ledger."""
        self.histories: dict[ClaimKey, KeyHistory] = {}
        self.supports: dict[str, set[str]] = {}
        self.known: dict[str, Said] = {}
        self.told: set[str] = set()

    def hears(self, *told: Said, **options) -> Judgement:
        """Judge the claims of one article and keep what comes of it."""
        judgement = judge_claims(told, self.histories, self.known.__getitem__, already=frozenset(self.known), **options)
        self.keeps(judgement, told)
        return judgement

    def keeps(self, judgement: Judgement, told: Iterable[Said], article: str = "") -> None:
        """Keep what comes of some claims; those of ``article`` are what it backs now, and nothing else."""
        self.histories |= {history.key: history for history in judgement.histories}
        self.known |= {one.claim.claim_id: one for one in told}
        self.told |= {change.change_id for change in judgement.changes if change.told}
        for merged, into in judgement.merged.items():
            self.supports.setdefault(into, set()).update(self.supports.pop(merged, set()))
        for backers in self.supports.values():
            backers.discard(article)
        for support in judgement.supports or ():
            self.supports.setdefault(support.position_id, set()).add(support.article_id)

    def hears_each(self, told: list[Said]) -> list[Change]:
        """Judge the claims as so many articles; the changes in order."""
        return [change for one in told for change in self.hears(one).changes]

    def came_late(self, one: Said) -> bool:
        """Whether a claim was published before another one of its key that was heard before it."""
        rivals = (other for other in self.known.values() if other.claim.key == one.claim.key)
        return any(other.said_at > one.said_at for other in rivals)

    def values(self, key: ClaimKey = KEY) -> list[Value]:
        """The values that stand under a key, the oldest position first."""
        history = self.histories.get(key, KeyHistory(key))
        return [position.value for position in history.positions]
