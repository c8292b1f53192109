"""Whether a change, or a notice, is one of those that a matcher means, and if not, which condition it failed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from monitor.records import Alert, Change, Matcher, Notice
from monitor.routing.fit import Fit
from monitor.routing.sizes import fit_size
from monitor.routing.surroundings import Surroundings

Part = Change | Notice
"""What an alert is made of: its changes, or its one notice."""


def parts_of(alert: Alert) -> tuple[Part, ...]:
    """The changes of an alert, the loudest first; of an alert about a source or channel, its notice."""
    return alert.changes if alert.notice is None else (alert.notice,)


def fit(matcher: Matcher, alert: Alert, part: Part, surroundings: Surroundings) -> Fit:
    """Whether a part of an alert fits; the obstacle is the first condition that fails, in the order of the matcher."""
    if isinstance(part, Notice):
        return Fit(next(_obstacles_of_notice(matcher, alert, part, surroundings), ""))
    obstacle = next(_obstacles_of_change(matcher, alert, part, surroundings), "")
    return Fit(obstacle) if obstacle else fit_size(matcher, part)


def _obstacles_of_change(matcher: Matcher, alert: Alert, change: Change, surroundings: Surroundings) -> Iterator[str]:
    key = change.said.claim.key
    if matcher.ailments:
        yield "ailment: a claim has none"
    yield from _unlisted("topic", key.topic, matcher.topics)
    yield from _unlisted("frame", key.frame, matcher.frames)
    yield from _unlisted("kind", change.kind, matcher.kinds)
    if matcher.places and not surroundings.lies_in(key.topic, key.place, matcher.places):
        yield f"place: {key.place} does not lie in {_either(matcher.places)}"
    yield from _obstacles_of_outlet(matcher, alert, surroundings)


def _obstacles_of_notice(matcher: Matcher, alert: Alert, notice: Notice, surroundings: Surroundings) -> Iterator[str]:
    yield from _unlisted("ailment", notice.ailment, matcher.ailments)
    of_claims = {"topic": matcher.topics, "frame": matcher.frames, "kind": matcher.kinds, "place": matcher.places}
    yield from (f"{condition}: a notice has none" for condition, wanted in of_claims.items() if wanted)
    if _asks_for_size(matcher):
        yield "size: a notice has none"
    yield from _obstacles_of_outlet(matcher, alert, surroundings)


def _obstacles_of_outlet(matcher: Matcher, alert: Alert, surroundings: Surroundings) -> Iterator[str]:
    yield from _unlisted("lang", alert.lang, matcher.langs)
    yield from _unlisted("outlet", alert.outlet or "none", matcher.outlets)
    tier = surroundings.tier(alert.outlet)
    if matcher.tiers and tier not in matcher.tiers:
        yield f"tier: {alert.outlet or 'no outlet'} is of {tier}, not {_either(map(str, matcher.tiers))}"


def _asks_for_size(matcher: Matcher) -> bool:
    limits = (matcher.least_later_days, matcher.least_earlier_days, matcher.least_percent, matcher.least_count)
    return any(limit is not None for limit in limits)


def _unlisted(condition: str, found: str, wanted: tuple[str, ...]) -> Iterator[str]:
    if wanted and found not in wanted:
        yield f"{condition}: {found} is not {_either(wanted)}"


def _either(wanted: Iterable[str]) -> str:
    return " or ".join(wanted)
