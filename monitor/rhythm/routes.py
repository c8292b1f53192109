"""What is asked of a route, what its answer leaves behind, and which routes of a source can be tried."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from http import HTTPStatus

from monitor.records import FetchProblem, FetchRequest, FetchResult, Route, RouteState, Source, SourceState
from monitor.rhythm.bounds import Bounds
from monitor.rhythm.waits import JITTER, LONGEST_BACKOFF, wait_after_failure

UNCONDITIONAL_EVERY = 12
"""One poll in so many goes without validators, to the configured address: feeds lie about ETags, and a wrong redirect
is mended some day. A judgement: every three hours as shipped."""

MOVES_BELIEVED = 3
"""So many times in a row permanent redirects lead to the same place before it is asked directly. A judgement."""

_MISSING_STATUSES = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_MISSING_PROBLEMS: frozenset[FetchProblem] = frozenset(
    {"bad_url", "forbidden_address", "connect", "tls", "redirect_loop"}
)


def read_as(source: Source, route: Route) -> str:
    """How the lists of a route are read, as one text: what decides which entries the same bytes list."""
    return f"{route.kind} {source.lang} {source.zone} {route.link_pattern}"


def request_for(state: RouteState) -> FetchRequest:
    """What the next poll asks for: where permanent redirects led several times, else the configured address.

    The validators go along. Every ``UNCONDITIONAL_EVERY``-th poll has none, and looks at the configured address again.
    """
    if _is_unconditional(state):
        return FetchRequest(state.url)
    url = state.moved_to if _is_moved(state) else state.url
    return FetchRequest(url, state.etag, state.last_modified)


def after_answer(state: RouteState, result: FetchResult, now: datetime) -> RouteState:
    """The route's state after a 200 that could be read, or a 304. ``body_hash`` stays as it was: the caller sets it.

    A 304 keeps the validators that it does not renew. A server that says ``Expires: 0`` wants no cache: its validators
    are not kept. Source: miniflux, ``response_handler.go``. A move is forgotten where the configured address answers
    without a permanent redirect.
    """
    request = request_for(state)
    # Polls of a place that the route moved to count without validators, too: the configured address has its turn.
    counts = request.url != state.url or request.etag is not None or request.last_modified is not None
    return replace(
        _with_move(_with_validators(state, result), result),
        conditional_polls=state.conditional_polls + 1 if counts else 0,
        failures=0,
        retry_at=None,
        succeeded_at=now,
        problem="",
    )


def after_failure(  # noqa: PLR0913, PLR0917 - what was known, what came, and the three that every wait is made of
    state: RouteState, result: FetchResult | None, problem: str, bounds: Bounds, now: datetime, chance: float
) -> RouteState:
    """The route's state after an answer that was none, or that could not be read; ``problem`` says why, in words.

    A 410 of the configured address ends the route. Where a stored move leads nowhere (404, 410, no connection, a body
    that is no list) the configured address is asked again from the next poll on. A host that rests was not asked: that
    is no further failure. Nor is it one where the configured address was only looked at again: the move stays, and the
    place that it leads to has the next poll.
    """
    if _is_look(state):
        # What the old place asks for says nothing of the one that the route moved to.
        wait = wait_after_failure(state.failures, None, bounds, now, chance)
        return replace(state, conditional_polls=0, retry_at=now + wait, problem=problem)
    asked = result is None or result.problem != "resting"
    failures = state.failures + 1 if asked else state.failures
    wait = wait_after_failure(failures, result, bounds, now, chance)
    failed = replace(state, failures=failures, retry_at=now + wait, problem=problem)
    if _is_moved(state):
        return _moved_back(failed) if _is_missing(result) else failed
    if result is not None and result.status == HTTPStatus.GONE:
        return replace(failed, gone_at=now)
    return failed


def usable_routes(source: Source, state: SourceState, now: datetime) -> tuple[RouteState, ...]:
    """The states of the source's routes that can be tried now, in the configured order.

    Left out are those that are gone and those that wait for their ``retry_at``. One that lies further ahead than any
    wait is long was set by a clock that has gone back since, and is not waited for. States of routes that are
    configured no more are dropped. Where a route's lists are to be read otherwise than they were (``read_as``), its
    validators and ``body_hash`` are dropped: the same bytes have to be fetched and read again.
    """
    states = (_as_configured(state.route_state(route.url), read_as(source, route)) for route in source.routes)
    return tuple(route for route in states if route.gone_at is None and not _is_waiting(route, now))


def is_gone(source: Source, state: SourceState) -> bool:
    """Whether every configured route has answered 410."""
    return all(state.route_state(route.url).gone_at is not None for route in source.routes)


def _as_configured(state: RouteState, mark: str) -> RouteState:
    if state.read_as == mark:
        return state
    return replace(state, read_as=mark, etag=None, last_modified=None, body_hash=None)


def _is_look(state: RouteState) -> bool:
    """Whether the next poll looks at the configured address of a route that has moved."""
    return _is_moved(state) and _is_unconditional(state)


def _is_unconditional(state: RouteState) -> bool:
    return state.conditional_polls >= UNCONDITIONAL_EVERY - 1


def _is_moved(state: RouteState) -> bool:
    return bool(state.moved_to) and state.moved_polls >= MOVES_BELIEVED


def _is_waiting(route: RouteState, now: datetime) -> bool:
    return route.retry_at is not None and now < route.retry_at <= now + LONGEST_BACKOFF * (1 + JITTER)


def _with_validators(state: RouteState, result: FetchResult) -> RouteState:
    if (result.expires or "").strip() == "0":
        return replace(state, etag=None, last_modified=None)
    if result.unchanged:
        return replace(state, etag=result.etag or state.etag, last_modified=result.last_modified or state.last_modified)
    return replace(state, etag=result.etag, last_modified=result.last_modified)


def _with_move(state: RouteState, result: FetchResult) -> RouteState:
    if result.moved_to and result.moved_to == state.moved_to:
        return replace(state, moved_polls=state.moved_polls + 1)
    if result.moved_to:
        return replace(state, moved_to=result.moved_to, moved_polls=1)
    # An answer straight from where the route had moved to says that it is still there.
    return state if _is_moved(state) and not _is_look(state) else replace(state, moved_to="", moved_polls=0)


def _is_missing(result: FetchResult | None) -> bool:
    if result is None or result.problem is None:
        return True
    return result.problem in _MISSING_PROBLEMS or result.status in _MISSING_STATUSES


def _moved_back(state: RouteState) -> RouteState:
    return replace(state, moved_to="", moved_polls=0, etag=None, last_modified=None)
