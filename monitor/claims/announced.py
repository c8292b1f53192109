"""What is told as done without a day of its own, and so takes the day of the news."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.claims.links import ANNOUNCED, DateLink
from monitor.claims.spans import gap
from monitor.claims.tense import has_happened
from monitor.claims.timing import DatedWords
from monitor.language.events import Event
from monitor.language.scenes import Scene, Staging


def announced(
    scene: Scene, staging: Staging, reporting: Sequence[DatedWords], links: Sequence[DateLink]
) -> Iterator[DateLink]:
    """What is said to have happened and has no date takes the day on which it is said."""
    dated = [link.event for link in links]
    if not reporting:
        return
    for event in scene.events:
        told = any(one.role == event.role and one.first < event.first for one in dated)
        known = told or event in dated or _is_put_off(event, scene, staging)
        undated = event.firm and not known and event.role not in {"agreed", "partial"}
        done = has_happened(event, scene, staging) or any(_is_what_is_told(event, day, staging) for day in reporting)
        if undated and done:
            nearest = min(reporting, key=lambda dated: gap(event, dated.words))
            yield DateLink(nearest, event, f"{event.role}{ANNOUNCED}")


def _is_put_off(event: Event, scene: Scene, staging: Staging) -> bool:
    """Whether the clause of an event says that it was put off or is not sure: the day of the news is no day of it."""
    first, last = scene.sentence.first, scene.sentence.last
    cues = (at for cue in ("postponed", "uncertain") for at in staging.layout.positions("cues", cue, first, last))
    return any(scene.clause_of(at) == scene.clause_of(event.last) for at in cues)


def _is_what_is_told(event: Event, day: DatedWords, staging: Staging) -> bool:
    """Whether the event stands right behind the day of its announcement: "announced, on Monday, the evacuation"."""
    between = range(day.words.last + 1, event.first)
    leads = (staging.layout.meaning(at, "locations", "from") is not None for at in between)
    small = all(staging.tokens[at].kind == "mark" or led for at, led in zip(between, leads, strict=True))
    return event.first > day.words.last and small
