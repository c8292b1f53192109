"""Whether a value moved far enough to be told."""

from __future__ import annotations

from monitor.records import Change, ChangeKind, DateValue, Matcher, Size
from monitor.routing.fit import Fit

_MOVING: frozenset[ChangeKind] = frozenset({"changed", "revised", "source_reversed", "lead_moved"})
"""Kinds that set one value against another. Where it is not known how far apart the two are, they count as far enough:
what might be large must not be lost. A judgement."""


def fit_size(matcher: Matcher, change: Change) -> Fit:
    """Whether a change is large enough; it is not where sizes are asked for, and none of its sort, dates or figures."""
    if isinstance(change.said.claim.value, DateValue):
        return _fit_days(matcher, change)
    return _fit_figure(matcher, change)


def _fit_days(matcher: Matcher, change: Change) -> Fit:
    limits = {"later": matcher.least_later_days, "earlier": matcher.least_earlier_days}
    given = {direction: least for direction, least in limits.items() if least is not None}
    days = change.size.days if change.size is not None else None
    if not given:
        return _of_other_sort(change, "a date", "figures", (matcher.least_percent, matcher.least_count))
    if days is None or change.direction is None:
        return _unmeasured(change)
    found = f"{change.direction} by {days} {'day' if days == 1 else 'days'}"
    least = given.get(change.direction)
    if least is None:
        return Fit(f"{found}, not {' or '.join(given)}")
    return Fit() if days >= least else Fit(f"{found}, less than {least}")


def _fit_figure(matcher: Matcher, change: Change) -> Fit:
    size = change.size or Size()
    limits = ((size.percent, matcher.least_percent, " %"), (size.count, matcher.least_count, ""))
    given = [(found, least, unit) for found, least, unit in limits if least is not None]
    if not given:
        return _of_other_sort(change, "a figure", "days", (matcher.least_later_days, matcher.least_earlier_days))
    if any(found is not None and found >= least for found, least, _ in given):
        return Fit()
    measured = [f"{found:.12g}{unit}" for found, _, unit in given if found is not None]
    if len(measured) < len(given):
        return _unmeasured(change)
    least_of_all = " or ".join(f"{least:.12g}{unit}" for _, least, unit in given)
    return Fit(f"{change.direction} by {' and '.join(measured)}, less than {least_of_all}")


def _of_other_sort(change: Change, sort: str, asked: str, limits: tuple[float | None, float | None]) -> Fit:
    if limits == (None, None):
        return Fit()
    return Fit(f"size: {change.said.claim.key.frame} is {sort}, and only {asked} are asked for")


def _unmeasured(change: Change) -> Fit:
    if change.kind in _MOVING:
        return Fit(note=f"how far {change.said.claim.key.frame} moved is not known, and counts as far enough")
    return Fit(f"size: {change.kind} moves nothing that can be measured")
