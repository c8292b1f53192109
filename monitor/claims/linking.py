"""Which event a date belongs to: the nearest that it can govern, counted in words, clauses and what lies between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from monitor.claims.timing import DatedWords
from monitor.language.events import Event
from monitor.language.reading import Layout
from monitor.language.scenes import Scene, Staging

# What speaks against a link, in words of distance. All are judgements, made on the development articles.
_CLAUSE_COST = 4
_FOLLOWING_COST = 3
_OTHER_DATE_COST = 12
_WEAK_EVENT_COST = 4
_LONGEST_REACH = 24

_SPEECH_REACH = 12


@dataclass(frozen=True, slots=True)
class DateLink:
    """A date and the event that it dates; ``rule`` names how they were joined."""

    dated: DatedWords
    event: Event
    rule: str


def link_dates(scene: Scene, staging: Staging, resolved: Mapping[int, DatedWords]) -> tuple[DateLink, ...]:
    """The links of one sentence by position of the date; dates of speech, and those near no event, have none."""
    dates = [resolved[words.first] for words in scene.dates if words.first in resolved]
    links: list[DateLink] = []
    for dated in dates:
        event = _governed_event(dated, dates, scene)
        if event is not None and not _dates_speech(dated, event, scene, staging.layout):
            links.append(DateLink(dated, event, f"{event.frame.role}_dated_{_side(event, dated)}"))
    return (*links, *_included(scene, links))


def _side(event: Event, dated: DatedWords) -> str:
    return "after" if dated.words.first > event.first else "before"


def _governed_event(dated: DatedWords, dates: Sequence[DatedWords], scene: Scene) -> Event | None:
    costs = [(_cost(event, dated, dates, scene), order) for order, event in enumerate(scene.events)]
    best = min(costs, default=None)
    if best is None or best[0] > _LONGEST_REACH:
        return None
    return scene.events[best[1]]


def _cost(event: Event, dated: DatedWords, dates: Sequence[DatedWords], scene: Scene) -> int:
    words = dated.words
    inside = event.first < words.first and words.last < event.last
    gap = 0 if inside else max(words.first - event.last, event.first - words.last) - 1
    clauses = abs(
        scene.clause_of(event.last if event.last < words.first else event.first) - scene.clause_of(words.first)
    )
    low, high = min(event.first, words.first), max(event.last, words.last)
    others = sum(1 for other in dates if other is not dated and low < other.words.first < high)
    following = event.first > words.last
    weak = event.frame.role == "agreed"
    return (
        gap + _CLAUSE_COST * clauses + _FOLLOWING_COST * following + _OTHER_DATE_COST * others + _WEAK_EVENT_COST * weak
    )


def _dates_speech(dated: DatedWords, event: Event, scene: Scene, layout: Layout) -> bool:
    """Whether the date tells when somebody spoke: a verb of saying is nearer to it than the event."""
    words = dated.words
    event_gap = max(words.first - event.last, event.first - words.last) - 1
    for at in range(scene.sentence.first, scene.sentence.last + 1):
        verb = layout.starting(at, "verbs")
        if verb is None or at in event.words or (verb.last >= words.first and at <= words.last):
            continue
        gap = max(words.first - verb.last, at - words.last) - 1
        between = at < words.first and not (event.last < words.first and event.first > at)
        lead = at > words.last and words.first - scene.sentence.first <= 2 and gap <= 1  # noqa: PLR2004 - "On Monday, X said"
        if gap < event_gap and gap <= _SPEECH_REACH and (between or lead) and _is_day(dated):
            return True
        if lead and gap < event_gap:
            return True
    return False


def _is_day(dated: DatedWords) -> bool:
    return (dated.value.end - dated.value.start).days == 0


def _included(scene: Scene, links: Sequence[DateLink]) -> Iterator[DateLink]:
    """Events without a date of their own that an inclusion ("including", "بما يشمل") adds to a dated one."""
    linked = {link.event.first for link in links}
    for hit in scene.group_hits("including"):
        before = [link for link in links if link.dated.words.last <= hit.first]
        if not before:
            continue
        nearest = max(before, key=lambda link: link.dated.words.last)
        clause = scene.clause_of(hit.first)
        for event in scene.events:
            if event.first > hit.last and event.first not in linked and scene.clause_of(event.first) == clause:
                yield DateLink(nearest.dated, event, f"{event.frame.role}_included")
