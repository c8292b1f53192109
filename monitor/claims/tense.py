"""Whether an event is told as done, or as still to come."""

from __future__ import annotations

from monitor.claims.spans import clauses_apart, gap
from monitor.claims.timing import DatedWords
from monitor.language.events import Event
from monitor.language.scenes import Scene, Staging

_AUXILIARY_REACH = 3
"""How many tokens an auxiliary ("has", "تم") may stand before its event; a judgement."""


def has_happened(event: Event, scene: Scene, staging: Staging) -> bool:
    """Whether the words of an event put it in the past, or say that the state it leads to holds."""
    layout = staging.layout
    first = max(scene.sentence.first, event.first - _AUXILIARY_REACH)
    if layout.positions("tense", "open", first, event.first - 1):
        return False
    if event.trigger.startswith(("absence", "none")):
        return not layout.positions("cues", "planned", first, event.last)
    done = layout.positions("tense", "past", first, _last_of_verb(event, scene, staging))
    clause = scene.clause_of(event.first)
    others = {at for other in scene.events if other is not event for at in other.words}
    return any(scene.clause_of(at) == clause and at not in others for at in done)


def _last_of_verb(event: Event, scene: Scene, staging: Staging) -> int:
    """The last token at which an event's verb may stand: right behind its noun, or at the end where verbs come last."""
    if "verb_last" not in staging.layout.pack.order:
        return min(_end_of_phrase(event, scene) + 1, scene.sentence.last)
    starts = (*scene.sentence.clauses, scene.sentence.last + 1)
    end_of_clause = starts[min(scene.clause_of(event.last) + 1, len(starts) - 1)] - 1
    following = (other.first - 1 for other in scene.events if other.first > event.last)
    return max(event.last, min(end_of_clause, *following, scene.sentence.last))


def _end_of_phrase(event: Event, scene: Scene) -> int:
    """The last token of an event's noun with the force and place behind it: "the evacuation of Korsa was completed"."""
    last = event.last
    for hit in sorted((*scene.forces, *scene.places), key=lambda hit: hit.first):
        if 0 <= hit.first - last - 1 <= 1:
            last = hit.last
    return last


def is_plausible(event: Event, dated: DatedWords, scene: Scene, staging: Staging) -> bool:
    """Whether an event can have the date: what has no word of the past or of a plan is not dated to a day gone by."""
    if event.role == "agreed":
        ahead = dated.value.start > staging.article.published_on
        if ahead and not _is_put_otherwise(event, scene, staging, "uncertain"):
            return False
        return gap(event, dated.words) <= _AGREEMENT_REACH and clauses_apart(event, dated.words, scene) <= 1
    if dated.words.is_vague:
        return False
    published_on = staging.article.published_on
    if dated.value.start > published_on:
        return not _is_told_as_done(event, scene, staging)
    if dated.value.end < published_on and says_until(dated, staging):
        return False
    behind = dated.words.first > event.last and clauses_apart(event, dated.words, scene) == 0
    reach = _TODAY_BEHIND_REACH if behind else _TODAY_REACH
    near_today = dated.value.end == published_on and gap(event, dated.words) <= reach
    ahead = dated.value.end > published_on
    return near_today or ahead or has_happened(event, scene, staging) or _is_put_otherwise(event, scene, staging)


def _is_put_otherwise(event: Event, scene: Scene, staging: Staging, *more: str) -> bool:
    """Whether the event's clause says that it was planned, postponed or denied, or ``more`` meanings of cues."""
    sentence, clause = scene.sentence, scene.clause_of(event.first)
    return any(
        scene.clause_of(at) in {clause, scene.clause_of(event.last)}
        for meaning in ("planned", "postponed", "denied", *more)
        for at in staging.layout.positions("cues", meaning, sentence.first, sentence.last)
    )


def says_until(dated: DatedWords, staging: Staging) -> bool:
    """Whether the words of a date are those of a day until which something lasts."""
    words = dated.words
    return bool(staging.layout.positions("words", "until", max(words.first - 1, 0), words.last))


def _is_told_as_done(event: Event, scene: Scene, staging: Staging) -> bool:
    """Whether the event's own word is one of the past, with no plan before it in the clause."""
    if not staging.layout.positions("tense", "past", event.first, event.last):
        return False
    if _is_noun(event, staging):
        return False
    planned = [
        at
        for cue in ("planned", "uncertain")
        for at in staging.layout.positions("cues", cue, scene.sentence.first, event.last)
    ]
    return not any(scene.clause_of(at) == scene.clause_of(event.first) for at in planned)


def _is_noun(event: Event, staging: Staging) -> bool:
    """Whether the event's word follows a preposition, as no verb does: "أنباء عن سحب"."""
    return staging.layout.ends_in(event.first - 1, "locations", "from", "in")


_TODAY_REACH = 3
"""How near to what goes on today its day stands; a judgement."""

_TODAY_BEHIND_REACH = 12
"""The same where the day stands behind what goes on, with its place between; a judgement."""

_AGREEMENT_REACH = 10
"""How many words may stand between an agreement and its date; a judgement."""
