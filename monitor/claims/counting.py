"""Which figures of a sentence count a force: soldiers and the like, not the dead, other people or things."""

from __future__ import annotations

from monitor.claims.spans import clauses_apart, gap
from monitor.language.figure_words import FigureWords
from monitor.language.scenes import Scene, Staging

# All numbers here are judgements, made on the development articles.
_HARM_REACH = 2
"""How many words may stand between a figure and the harm or the enemy that it counts."""

_CUE_REACH = 4
"""How far before a figure without a noun its cue may stand ("they number about 2,500")."""

_NAME_REACH = 5
"""How far before a figure without a noun the force may be named whose number it is."""

_POPULACE = 50_000
"""So many people are those of a city, where their noun names no soldiers; a judgement."""

_FEWEST = 3
"""Two or three people are no force."""

VERB_REACH = 4
"""How many words of a verb may stand before what it says of a bare number ("300 are scheduled to depart")."""

_FEWEST_BARE = 100
"""A smaller number without a noun may count anything."""


def leads_to_whole(first: int, last: int, staging: Staging) -> bool:
    """Whether an "of" stands in the tokens ``first..last``."""
    tables = (("small", "of"), ("locations", "from"))
    return any(staging.layout.positions(table, meaning, first, last) for table, meaning in tables)


PART_REACH = 3
"""How many words ("of the approximately") may lead from a part to the whole that it is of."""


def whole_of(figure: FigureWords, scene: Scene, staging: Staging) -> FigureWords | None:
    """The figure of those of whom this one counts a part ("300 of the 1,200 soldiers"), or None."""
    whole = next((other for other in scene.figures if other.first > figure.last), None)
    if whole is None or not whole.counts_people_or_things or whole.of_civilians:
        return None
    near = whole.first - figure.last - 1 <= PART_REACH and whole.first > figure.last + 1
    return whole if near and leads_to_whole(figure.last + 1, whole.first - 1, staging) else None


def word_before(figure: FigureWords, scene: Scene, staging: Staging) -> int:
    """The last token before a figure that is no mark."""
    before = figure.first - 1
    while before > scene.sentence.first and staging.tokens[before].kind == "mark":
        before -= 1
    return before


def why_left_out(figure: FigureWords, scene: Scene, staging: Staging) -> str:
    """Why a figure counts no force, in words for people."""
    value = figure.value
    reasons = (
        (value.unit == "vehicles", "it counts vehicles that are not said to leave"),
        (figure.of_civilians, "it counts people who belong to no force"),
        (max(value.low or 0, value.high or 0) <= _FEWEST, f"{_FEWEST} or fewer are no force"),
        (_is_harm(figure, scene), "it counts those who were harmed, or the enemy"),
        (_is_populace(figure, scene), "so many people are those of a city or a land"),
        (not counts_force(figure, scene, staging), "no soldiers are named beside it"),
    )
    return next((reason for holds, reason in reasons if holds), "the sentence is about no force")


def counts_force(figure: FigureWords, scene: Scene, staging: Staging) -> bool:
    """Whether the figure counts soldiers and the like: by its own noun, or beside one that does in the sentence."""
    value = figure.value
    if not may_count(figure, scene) or _speaks(figure, scene, staging):
        return False
    if (
        figure.counts_people_or_things
        or is_of_them(figure, scene)
        or _is_subject(figure, scene, staging)
        or _is_of_force(figure, scene)
    ):
        return True
    if whole_of(figure, scene, staging) is not None:
        return True
    large = max(value.low or 0, value.high or 0) >= _FEWEST_BARE
    return large and stands_bare(figure, scene, staging) and _is_in_count(figure, scene, staging)


def _is_harm(figure: FigureWords, scene: Scene) -> bool:
    """Whether the figure counts the dead, the wounded, the captured or the enemy."""
    return any(
        clauses_apart(hit, figure, scene) == 0 and gap(hit, figure) <= _HARM_REACH
        for hit in scene.group_hits("harm", "enemy")
    )


def may_count(figure: FigureWords, scene: Scene) -> bool:
    """Whether a figure may count a force as far as it goes: enough people, no civilians, nobody harmed, no city."""
    value = figure.value
    few = max(value.low or 0, value.high or 0) <= _FEWEST
    return not (few or figure.of_civilians or _is_harm(figure, scene) or _is_populace(figure, scene))


def _is_populace(figure: FigureWords, scene: Scene) -> bool:
    """Whether so many people are counted as no force has, with no soldiers named beside them."""
    value = figure.value
    many = max(value.low or 0, value.high or 0) >= _POPULACE
    return many and value.unit not in {"troops", "advisers"} and not _is_of_force(figure, scene)


def _speaks(figure: FigureWords, scene: Scene, staging: Staging) -> bool:
    """Whether a few people are those who say what is told: "four people familiar with the talks said"."""
    few = (figure.value.high or 0) <= _FEW_VOICES and figure.value.unit == "people"
    says = staging.layout.positions(
        "verbs", "say", figure.last + 1, min(figure.last + _VOICE_REACH, scene.sentence.last)
    )
    return few and any(_is_plain(figure.last + 1, at, staging) for at in says)


def _is_plain(first: int, behind: int, staging: Staging) -> bool:
    """Whether nothing but words stands in the tokens from ``first`` to before ``behind``."""
    return all(token.kind == "word" for token in staging.tokens[first:behind])


_FEW_VOICES = 12
"""More people are no sources; a judgement."""

_VOICE_REACH = 8
"""How many words may stand between sources and what they do; a judgement."""


def _is_of_force(figure: FigureWords, scene: Scene) -> bool:
    """Whether a force is named right behind a number that is no share: "150,000 U.S. troops"."""
    return any(hit.first == figure.last + 1 for hit in (*scene.forces, *scene.people))


def is_of_them(figure: FigureWords, scene: Scene) -> bool:
    """Whether a number is of those spoken of: "350 of them", "منهم 350"."""
    return any(figure.last + 1 == hit.first or hit.last + 1 == figure.first for hit in scene.group_hits("of_them"))


def _is_subject(figure: FigureWords, scene: Scene, staging: Staging) -> bool:
    """Whether a number without a noun is said to leave or stay: "hundreds would go", "يرحل 200"."""
    helped = any(hit.first == figure.last + 1 for hit in scene.group_hits("have"))  # "300 have already left"
    reach = VERB_REACH if helped or _opens_verb(figure.last + 1, staging) else 1
    return (figure.value.high or figure.value.low or 0) >= _FEWEST_BARE and any(
        0 <= hit.first - figure.last - 1 <= reach or hit.last + 1 == figure.first
        for hit in scene.group_hits("departure", "withdrawal", "remain", "arrival")
    )


def _opens_verb(at: int, staging: Staging) -> bool:
    """Whether an auxiliary or a word of planning stands at a token: "300 are scheduled to depart"."""
    layout = staging.layout
    return any(
        layout.meaning(at, table, meaning) is not None
        for table, meaning in (
            ("tense", "present"),
            ("tense", "past"),
            ("cues", "planned"),
            ("auxiliaries", "pluperfect"),
        )
    )


def _follows_direction(figure: FigureWords, scene: Scene, staging: Staging) -> bool:
    before = word_before(figure, scene, staging)
    return staging.layout.ends_in(before, "locations", "to", "from")


def _is_in_count(figure: FigureWords, scene: Scene, staging: Staging) -> bool:
    """Whether the sentence counts people beside the figure, or cues a count right before it."""
    if any(other.counts_people_or_things and other is not figure for other in scene.figures if not other.of_civilians):
        return True
    if scene.group_hits("reduce") and _follows_direction(figure, scene, staging):
        return True
    named = any(
        0 <= figure.first - hit.last - 1 <= _NAME_REACH and clauses_apart(hit, figure, scene) == 0
        for hit in (*scene.forces, *scene.people)
    )
    cues = scene.group_hits("presence", "have", "reduce", "remain")
    return named or any(-1 <= figure.first - hit.last - 1 <= _CUE_REACH for hit in cues)  # "keep about 100" overlap


_BEHIND_COUNT = ("now_words", "stops", "breaks", "tense", "cues", "auxiliaries", "subjects")
"""Tables of words that may stand behind a number of people without a noun: "fewer than 2,000 once it is over"."""


def stands_bare(figure: FigureWords, scene: Scene, staging: Staging) -> bool:
    """Whether no other noun stands behind the number: a preposition, a mark, a joint or the end does."""
    layout, behind = staging.layout, figure.last + 1
    if behind > scene.sentence.last or scene.is_dated(behind):
        return True
    token = staging.tokens[behind]
    if token.kind == "mark":
        return token.folded not in {"%", "-", ":", "°"} or not token.glued
    located = any(layout.meaning(behind, "locations", way) for way in ("in", "to", "from"))
    located = located or any(layout.starting(behind, table) is not None for table in _BEHIND_COUNT)
    return located or layout.starting(behind, "and") is not None or token.folded.startswith(layout.pack.connectors)
