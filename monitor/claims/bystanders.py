"""Places that a sentence names though nothing happens there: speakers and parties, destinations, datelines."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.claims.spans import Span, gap
from monitor.language.lexicon import Hit
from monitor.language.scenes import Scene, Staging
from monitor.language.tokens import COMMAS
from monitor.language.vocabulary import Mark

APPOSITION = 1
"""How many words may stand between a place and the one that it lies in ("Baghdad, Iraq")."""

_PREPOSITION_REACH = 3
"""How many words ("the air base at") may stand between a preposition and its place."""


def is_usable(hit: Hit[Mark], scene: Scene, staging: Staging, barred: Iterable[Span]) -> bool:
    """Whether a place may be where something happens: no destination, no bystander, not within a ``barred`` span."""
    if any(span.first <= hit.first and hit.last <= span.last for span in barred):
        return False
    return not (is_bystander(hit, scene, staging) or is_destination(hit, scene, staging))


def is_bystander(hit: Hit[Mark], scene: Scene, staging: Staging) -> bool:
    """Whether a place is named though nothing is said to happen there.

    It speaks or agrees, is part of an institution's name, only tells where something was said or written, what lies
    near, or of what a place named before consists.
    """
    return (
        _is_beside(hit, scene)
        or _is_part_of_named(hit, scene, staging)
        or _is_where_they_speak(hit, scene, staging)
        or _is_dateline(hit, scene, staging)
        or _names_body(hit, scene, staging)
        or _is_party(hit, scene, staging)
        or _is_of_a_reason(hit, scene, staging)
    )


def _is_of_a_reason(hit: Hit[Mark], scene: Scene, staging: Staging) -> bool:
    """Whether a place outside the home is only named for a reason: "stay on because of developments in Lumia"."""
    if staging.lies_at_home(hit.label.name):
        return False
    causes = (one for one in scene.group_hits("cause") if 0 <= hit.first - one.last - 1 <= _REASON_REACH)
    return any(not any(one.last < event.first < hit.first for event in scene.events) for one in causes)


_REASON_REACH = 5
"""How many words may stand between "because of" and the place of the reason; a judgement."""


def _is_beside(hit: Hit[Mark], scene: Scene) -> bool:
    """Whether something else is said to lie near a place: "south of Baghdad"."""
    return any(hit.first == word.last + 1 for word in scene.group_hits("beside"))


def _is_part_of_named(hit: Hit[Mark], scene: Scene, staging: Staging) -> bool:
    """Whether a place is only told to be part of one named before: "all of Iraq, including Erbil"."""
    holding = set(staging.holders(hit.label.name))
    return any(
        0 <= hit.first - word.last - 1 <= 1
        and any(
            gap(one, word) <= _PREPOSITION_REACH and one.label.name in holding
            for one in scene.places
            if one.last < word.first
        )
        for word in scene.group_hits("including")
    )


def _is_where_they_speak(hit: Hit[Mark], scene: Scene, staging: Staging) -> bool:
    """Whether a place is only where something was said: "announced in Baghdad that"."""
    layout = staging.layout
    for at in range(hit.first - 1, max(hit.first - 1 - APPOSITION, scene.sentence.first) - 1, -1):
        if layout.ending_meaning(at, "locations", "in") is not None:
            return layout.ending_meaning(at - 1, "verbs", "say") is not None or _opens_speech(at, hit, scene, staging)
    return False


def _opens_speech(at: int, hit: Hit[Mark], scene: Scene, staging: Staging) -> bool:
    """Whether a place opens the sentence and a comma and a verb of saying follow: "في بغداد، قال"."""
    behind = hit.last + 1
    comma = behind < scene.sentence.last and staging.tokens[behind].folded in COMMAS
    opens = at == scene.sentence.first
    return opens and comma and bool(staging.layout.positions("verbs", "say", behind + 1, behind + 1))


def _is_dateline(hit: Hit[Mark], scene: Scene, staging: Staging) -> bool:
    """Whether a report's first words only tell where it was written: "ERBIL (Kurdistan 24) - …", "أربيل/ …"."""
    body = next((one for one in staging.scenes if not one.is_title), None)
    first = scene.sentence.first
    if scene is not body or hit.first - first > _DATELINE_REACH:
        return False
    end = min(first + _DATELINE_REACH, scene.sentence.last)
    marks = [at for at in range(first + 1, end + 1) if staging.tokens[at].folded in _DATELINE_MARKS]
    return any(hit.last < at and not any(first <= event.first < at for event in scene.events) for at in marks)


_DATELINE_REACH = 11
"""How many words and marks a dateline has with its day and its agency; a judgement."""

_DATELINE_MARKS = frozenset({"-", "–", "—", "/", ":"})


def _names_body(hit: Hit[Mark], scene: Scene, staging: Staging) -> bool:
    """Whether the place is part of the name of an institution: behind its word, or before it where names come first."""
    bodies = scene.group_hits("body")
    if "name_first" in staging.layout.pack.order:
        return any(0 <= word.first - hit.last - 1 <= 1 for word in bodies)
    located = staging.layout.ending_meaning(hit.first - 1, "locations", "in") is not None  # "the command posts in X"
    return any(0 <= hit.first - word.last - 1 <= (not located) for word in bodies)


def is_destination(hit: Hit[Mark], scene: Scene, staging: Staging) -> bool:
    """Whether a place is one that others go to, or a companion: a word of going or of "to" leads there, or "with"."""
    leading = (
        word
        for word in scene.group_hits("arrival")
        if staging.layout.ending_meaning(word.last, "locations", "from") is None  # "moved from X"
    )
    if any(0 <= hit.first - word.last - 1 <= 1 for word in leading):
        return True
    before = next((place for place in reversed(scene.places) if place.last < hit.first), None)
    if before is not None and (_names_again(before, hit, staging) or _goes_along(before, hit, staging)):
        return is_destination(before, scene, staging)
    return _leads_to(hit, scene, staging)


def _names_again(one: Hit[Mark], other: Hit[Mark], staging: Staging) -> bool:
    """Whether a place only says where the one before it lies: "for Erbil, in the Kurdistan Region"."""
    within = {one.label.name, *staging.holders(one.label.name)}
    return other.label.name in within and gap(one, other) <= _PREPOSITION_REACH


def _goes_along(one: Span, other: Span, staging: Staging) -> bool:
    """Whether a place is joined to the one before it, or is where that one lies: "to Tanf in Syria"."""
    if gap(one, other) > 1:
        return False
    between = range(one.last + 1, other.first)
    holds = any(staging.layout.ending_meaning(at, "locations", "in") is not None for at in between)
    return holds or only_and_between(one, other, staging)


def _leads_to(hit: Hit[Mark], scene: Scene, staging: Staging) -> bool:
    """Whether the nearest preposition before a place is one of "to" or "with"."""
    layout = staging.layout
    if layout.ending_meaning(hit.first - 1, "locations", "bound") is not None and _goes_before(hit, scene):
        return True
    for at in range(hit.first, max(hit.first - 1 - _PREPOSITION_REACH, scene.sentence.first - 1), -1):
        if at < hit.first and layout.ends_in(at, "locations", "from", "in"):
            return False
        if at < hit.first and layout.ending_meaning(at, "locations", "to") is not None:
            return True
        if hit.first - at == 1 and layout.ending_meaning(at, "locations", "with") is not None:
            return True
        if at < hit.first and _is_taken(at, scene):
            return False
    return False


def _goes_before(hit: Hit[Mark], scene: Scene) -> bool:
    """Whether a word of going stands before a place, so that "for" leads there: "left before dawn for Erbil"."""
    going = scene.group_hits("departure", "withdrawal", "arrival")
    return any(0 <= hit.first - word.last - 1 <= _BOUND_REACH for word in going)


_BOUND_REACH = 5
"""How many words may stand between a word of going and the place that it goes for; a judgement."""


def _is_taken(at: int, scene: Scene) -> bool:
    """Whether a token belongs to another place or an event ("to leave X"), so that no preposition reaches over it."""
    placed = any(place.first <= at <= place.last for place in scene.places)
    return placed or any(at in event.words for event in scene.events)


def _is_party(hit: Hit[Mark], scene: Scene, staging: Staging) -> bool:
    """Whether the place stands for its government: beside another party, or before an office or a verb of saying."""
    beside = [other for other in scene.group_hits("owner") if gap(hit, other) <= 1 and not same(hit, other)]
    if any(only_and_between(hit, other, staging) for other in beside):
        return True
    layout, behind = staging.layout, hit.last + 1
    if "verb_first" in layout.pack.order:
        located = layout.ends_in(hit.first - 1, "locations", "from", "in")
        speaks = layout.starting(behind, "verbs") is not None and not located and behind <= scene.sentence.last
        return speaks or layout.ending(hit.first - 1, "verbs") is not None
    office = layout.starting(behind, "persons") is not None or layout.starting(behind, "verbs") is not None
    office = office or _wants(hit, scene, staging)
    return behind <= scene.sentence.last and office


def _wants(hit: Hit[Mark], scene: Scene, staging: Staging) -> bool:
    """Whether a place opens its clause before a modal verb, as a government does: "Baghdad would like"."""
    layout, behind = staging.layout, hit.last + 1
    opens = hit.first == scene.sentence.first or layout.meaning(hit.first - 1, "subjects", "that") is not None
    opens = opens or hit.first in scene.sentence.clauses
    modal = layout.meaning(behind, "cues", "planned")
    stays = modal is not None and layout.meaning(modal.last + 1, "tense", "state") is not None
    return opens and modal is not None and not stays


def same(one: Span, other: Span) -> bool:
    """Whether two spans overlap."""
    return one.first <= other.last and other.first <= one.last


def and_between(one: Span, other: Span, staging: Staging) -> bool:
    """Whether an "and" stands somewhere between two places, written apart or attached."""
    connectors = staging.layout.pack.connectors
    between = range(one.last + 1, other.first + 1)
    glued = bool(connectors) and any(staging.tokens[at].folded.startswith(connectors) for at in between)
    return glued or any(staging.layout.starting(at, "and") is not None for at in between)


def only_and_between(one: Span, other: Span, staging: Staging) -> bool:
    """Whether nothing but an "and" stands between two spans."""
    before, after = (one, other) if one.first < other.first else (other, one)
    between = staging.tokens[before.last + 1 : after.first]
    glued = staging.tokens[after.first].folded.startswith(staging.layout.pack.connectors)
    joined = any(staging.layout.starting(at, "and") for at in range(before.last + 1, after.first))
    return bool(glued and not between) or joined
