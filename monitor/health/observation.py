"""What one poll shows of a source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from monitor.headers import REFUSALS
from monitor.records import Ailment, RouteKind, SourceReport, Trouble

Concern = Literal["access", "gone", "silent", "route", "stale", "pages", "drift", "canary", "network"]
"""What is asked about a source, each apart from the others; a source has at most one trouble of each.

``access`` asks whether the lists of articles are let out, ``pages`` whether the articles are: an outlet may leave its
feed open and wall off what the feed links to. ``route`` asks whether the preferred way serves."""

CONCERNS: dict[Ailment, Concern] = {
    "failing": "access",
    "blocked": "access",
    "challenge": "access",
    "gone": "gone",
    "silent": "silent",
    "rerouted": "route",
    "stale": "stale",
    "drift": "drift",
    "canary": "canary",
    "network": "network",
}
"""A source that fails now by a timeout, now by a refusal has one trouble, not two: all ways to fail are one concern."""

PAGES = "pages: "
"""How the detail of a wall before pages begins. That before a list begins with the kind of failure, see ``observe``."""

_SERVED_BY = "served by "
"""What stands in a report's detail where it says which routes failed before the one that serves."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One look at one concern. ``ailment`` is None where all is well; ``since`` is known for what began earlier."""

    concern: Concern
    ailment: Ailment | None = None
    detail: str = ""
    since: datetime | None = None


def concern_of(trouble: Trouble) -> Concern:
    """What a trouble is about. A wall is told under one name, be it before the lists or before the pages."""
    if trouble.ailment == "challenge" and trouble.detail.startswith(PAGES):
        return "pages"
    return CONCERNS[trouble.ailment]


def observe(report: SourceReport, kind: RouteKind = "feed") -> tuple[Observation, ...]:
    """What a poll's report shows of a source whose preferred route is of ``kind``.

    Empty where it shows nothing: not due, or the host asked for a pause. A list without entries shows that the outlet
    answers, and that it is silent; a news query without any shows nothing of the outlet. Where a news query serves in
    place of a route that leads to pages, these are not read: the source fails as its preferred route does. A failure
    shows nothing of whether there would be entries.
    """
    if report.outcome == "not_due":
        return ()
    if report.outcome == "gone":
        return (Observation("gone", "gone", reason_of(report)),)
    if report.outcome == "failed" and report.problem != "no_items":
        return () if report.problem == "resting" else (Observation("access", _failure(report), reason_of(report)),)
    if report.fallback == "news-query" and kind != "news-query":
        return _discovered(report)
    return (Observation("access"), Observation("gone"), *_listed(report, kind), *_routed(report))


def is_success(report: SourceReport) -> bool:
    """Whether somebody gave a list, be it an empty one."""
    return report.outcome in {"polled", "unchanged"} or (report.outcome == "failed" and report.problem == "no_items")


def reason_of(report: SourceReport) -> str:
    """The kind of failure and the report's detail. The first alone where the detail is not about it.

    While the preferred route waits for its next try, a report of another one that serves tells of that one only.
    """
    if report.problem is None:
        return report.detail
    is_about_it = report.fallback is None or _SERVED_BY in report.detail
    return f"{report.problem}: {report.detail}" if report.detail and is_about_it else report.problem


def _discovered(report: SourceReport) -> tuple[Observation, ...]:
    """What is shown where only a news query serves. That it lists nothing does not say why the outlet's own way fails.

    A preferred route that is at rest, as its host asked for, does not fail.
    """
    if report.problem == "resting" or (report.problem == "no_items" and not report.seen):
        return ()
    if report.problem == "no_items":
        return (Observation("access"), Observation("gone"), Observation("silent", "silent", reason_of(report)))
    detail = "; ".join(filter(None, ("pages are only discovered, by a news query", reason_of(report))))
    return (Observation("access", _failure(report), detail), Observation("gone"))


def _listed(report: SourceReport, kind: RouteKind) -> tuple[Observation, ...]:
    if not _is_empty(report):
        return (Observation("silent"),)
    if (report.fallback or kind) == "news-query":
        return ()
    return (Observation("silent", "silent", "" if report.fallback else reason_of(report)),)


def _is_empty(report: SourceReport) -> bool:
    """Whether the list that was served holds nothing; ``problem`` is that of another route where a fallback served."""
    if report.fallback is not None:
        return report.outcome == "polled" and not report.seen
    return report.problem == "no_items"


def _routed(report: SourceReport) -> tuple[Observation, ...]:
    if report.outcome == "failed" or report.problem == "resting":
        return ()
    return (
        Observation("route", "rerouted" if report.fallback else None, reason_of(report) if report.fallback else ""),
    )


def _failure(report: SourceReport) -> Ailment:
    if report.problem == "robots" or (report.problem == "http_status" and report.status in REFUSALS):
        return "blocked"
    return "challenge" if report.problem == "challenge" else "failing"
