"""What came of asking one route: pure, so that every kind of answer can be tried without a server."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.records import FeedProblem, FeedReading, FetchProblem, FetchResult, Route, RouteState
from monitor.rhythm import Bounds, after_answer, after_failure


@dataclass(frozen=True, slots=True)
class Timing:
    """When a poll is, and when the next one may be. ``chance`` lies in [0, 1): by it, polls are spread."""

    now: datetime
    bounds: Bounds
    chance: float = 0.0


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of one route. ``listed`` is None where nothing had to be read.

    ``problem`` is None where it serves; ``detail`` says in words what was wrong.
    """

    route: Route
    state: RouteState
    result: FetchResult
    listed: FeedReading | None = None
    problem: FetchProblem | FeedProblem | None = None
    detail: str = ""

    @property
    def serves(self) -> bool:
        """Whether the source needs no other route."""
        return self.problem is None

    @property
    def told(self) -> str:
        """Problem and detail together, for states and logs."""
        return f"{self.problem}: {self.detail}" if self.detail else self.problem or ""


def judge_route(
    route: Route, before: RouteState, result: FetchResult, listed: FeedReading | None, timing: Timing
) -> Tried:
    """What came of asking one route. ``listed`` is what its body lists, None for an unchanged one.

    A host that asked for a pause is no failure of the route: it is left alone until then.
    """
    problem, detail = _problem(result, listed)
    tried = Tried(route, before, result, listed, problem, detail)
    if problem == "no_items":  # the route answers well, and lists nothing: that is no reason to ask it less often
        answered = after_answer(before, result, timing.now)
        return replace(tried, state=replace(answered, succeeded_at=before.succeeded_at, problem=tried.told))
    if problem is not None:
        after = after_failure(before, result, tried.told, timing.bounds, timing.now, timing.chance)
        return replace(tried, state=after)
    after = after_answer(before, result, timing.now)
    if listed is not None:
        after = replace(after, body_hash=body_hash(result))
    return replace(tried, state=after)


def body_hash(result: FetchResult) -> str:
    """The digest by which an answer is known to be the same, byte for byte."""
    return hashlib.sha256(result.body).hexdigest()


def _problem(result: FetchResult, listed: FeedReading | None) -> tuple[FetchProblem | FeedProblem | None, str]:
    if listed is not None and listed.problem == "challenge":
        status = f" (status {result.status})" if result.problem is not None else ""
        return "challenge", f"{listed.detail}{status}"
    if result.problem is not None:
        return result.problem, result.detail
    return (listed.problem, listed.detail) if listed is not None else (None, "")
