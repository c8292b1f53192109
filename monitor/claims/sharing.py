"""Events that share the date of another: in a list, behind "and" or "including", or where the date has moved on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.claims.links import LISTED, DateLink
from monitor.claims.spans import clauses_apart, gap
from monitor.claims.timing import DatedWords
from monitor.language.events import Event
from monitor.language.scenes import Scene, Staging


def included(scene: Scene, links: Sequence[DateLink]) -> Iterator[DateLink]:
    """Events without a date of their own that an inclusion ("including", "بما يشمل") adds to a dated one."""
    linked = {link.event.first for link in links}
    for hit in scene.group_hits("including"):
        before = [link for link in links if link.dated.words.last <= hit.first]
        if not before:
            continue
        nearest = max(before, key=lambda link: link.dated.words.last)
        clause = scene.clause_of(hit.first)
        for event in scene.events:
            added = event.firm and event.first > hit.last and event.first not in linked
            if added and scene.clause_of(event.first) == clause:
                yield DateLink(nearest.dated, event, f"{event.role}_included")


def listed(scene: Scene, dates: Sequence[DatedWords], links: Sequence[DateLink]) -> Iterator[DateLink]:
    """Dates of a list without a verb, which "the rest" closes: "the port and the camp in May, the rest in June"."""
    dated = {link.dated.words.first for link in links}
    for link in links:
        if link.event.trigger != "rest":
            continue
        for other in dates:
            words = other.words
            placed = any(place.last < words.first and clauses_apart(place, words, scene) == 0 for place in scene.places)
            if placed and words.first not in dated and words.last < link.event.first:
                yield DateLink(other, link.event, f"{link.event.role}{LISTED}")


def coordinated(scene: Scene, staging: Staging, links: Sequence[DateLink]) -> Iterator[DateLink]:
    """Events that share the date of the next one, to which an "and" joins them: "leave X and wind down in Y by May"."""
    linked = {link.event.first for link in links}
    for link in links:
        earlier = [
            event
            for event in scene.events
            if event.firm
            and event.role in {"completes", "partial"}
            and event.first not in linked
            and event.last < link.event.first < link.dated.words.first
            and gap(event, link.event) <= _COORDINATION_REACH
            and not (_is_agreed_on(event, scene) and clauses_apart(event, link.event, scene) > 1)
        ]
        if earlier and link.event.role != "agreed" and _joined_by_and(earlier[-1], link.event, scene, staging):
            yield DateLink(link.dated, earlier[-1], f"{earlier[-1].role}_coordinated")


def moved_on(
    scene: Scene, staging: Staging, dates: Sequence[DatedWords], links: Sequence[DateLink]
) -> Iterator[DateLink]:
    """The day to which what was dated before it has moved: "was due in May, but has been put off to July"."""
    linked = {link.dated.words.first for link in links}
    cues = staging.layout.positions("cues", "postponed", scene.sentence.first, scene.sentence.last)
    for dated in dates:
        words, clause = dated.words, scene.clause_of(dated.words.first)
        before = (link for link in links if link.dated.words.last < words.first)
        last = max(before, key=lambda link: link.dated.words.last, default=None)
        moved = any(scene.clause_of(at) == clause and not scene.is_dated(at) for at in cues)
        busy = any(event.firm and scene.clause_of(event.first) == clause for event in scene.events)
        if last is None or not moved or busy or words.first in linked:
            continue
        if dated.value.end > last.dated.value.end:
            yield DateLink(dated, last.event, f"{last.event.role}_moved_on")


def _is_agreed_on(event: Event, scene: Scene) -> bool:
    """Whether the event is only what an agreement is about: "the deal on the withdrawal"."""
    deals = (hit for hit in scene.group_hits("agreement") if hit.first < event.first)
    return any(scene.clause_of(hit.first) == scene.clause_of(event.first) for hit in deals)


def _joined_by_and(one: Event, other: Event, scene: Scene, staging: Staging) -> bool:
    """Whether an "and" stands between two events that joins them, and not two places or figures."""
    connectors, layout = staging.layout.pack.connectors, staging.layout
    things = {place.first for place in scene.places} | {figure.first for figure in scene.figures}
    for at in range(one.last + 1, other.first + 1):
        joint = layout.starting(at, "and")
        if layout.meaning(at, "subjects", "that") is not None or scene.is_dated(at):
            return False
        glued = bool(connectors) and staging.tokens[at].folded.startswith(connectors)
        behind = joint.last + 1 if joint is not None else at
        if (glued or joint is not None) and behind not in things:
            return True
    return False


_COORDINATION_REACH = 14
"""How many words may stand between two events that share a date; a judgement."""
