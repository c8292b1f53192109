"""What one poll shows of a source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Literal

from monitor.records import Ailment, SourceReport

Concern = Literal["access", "gone", "silent", "stale", "drift", "canary", "network"]
"""What is asked about a source, each apart from the others; a source has at most one trouble of each."""

CONCERNS: dict[Ailment, Concern] = {
    "failing": "access",
    "blocked": "access",
    "challenge": "access",
    "gone": "gone",
    "silent": "silent",
    "stale": "stale",
    "drift": "drift",
    "canary": "canary",
    "network": "network",
}
"""A source that fails now by a timeout, now by a refusal has one trouble, not two: all ways to fail are one concern."""

_REFUSALS = frozenset(
    {
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS,
    }
)


@dataclass(frozen=True, slots=True)
class Observation:
    """One look at one concern. ``ailment`` is None where all is well; ``since`` is known for what began earlier."""

    concern: Concern
    ailment: Ailment | None = None
    detail: str = ""
    since: datetime | None = None


def observe(report: SourceReport) -> tuple[Observation, ...]:
    """What a poll's report shows; empty where it shows nothing: not due, or the host asked for a pause.

    A list without entries shows that the outlet answers, and that it is silent. A failure shows nothing of whether
    there would be entries.
    """
    if report.outcome in {"polled", "unchanged"}:
        return (Observation("access"), Observation("gone"), Observation("silent"))
    if report.outcome == "gone":
        return (Observation("gone", "gone", _words(report)),)
    if report.outcome == "not_due" or report.problem == "resting":
        return ()
    if report.problem == "no_items":
        return (Observation("access"), Observation("gone"), Observation("silent", "silent", _words(report)))
    return (Observation("access", _failure(report), _words(report)),)


def is_success(report: SourceReport) -> bool:
    """Whether the outlet gave a list, be it an empty one."""
    return any(one == Observation("access") for one in observe(report))


def _failure(report: SourceReport) -> Ailment:
    if report.problem == "robots" or (report.problem == "http_status" and report.status in _REFUSALS):
        return "blocked"
    return "challenge" if report.problem == "challenge" else "failing"


def _words(report: SourceReport) -> str:
    """The report's detail, with the kind of failure before it where it does not say so itself."""
    if report.problem is None or report.detail.startswith(report.problem):
        return report.detail
    return f"{report.problem}: {report.detail}" if report.detail else report.problem
