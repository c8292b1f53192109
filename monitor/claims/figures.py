"""What a figure of people says: how many are there, will remain, or leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.claims.spans import Span, clauses_apart, gap
from monitor.language.figure_words import FigureWords
from monitor.language.lexicon import Hit
from monitor.language.scenes import Scene, Staging
from monitor.language.vocabulary import Mark
from monitor.records import Frame, FrameRole

# All numbers here are judgements, made on the development articles.
_REACH = 10
"""How many words a cue may stand from its figure."""

_HARM_REACH = 2
"""How many words may stand between a figure and the harm or the enemy that it counts."""

_CUE_REACH = 4
"""How far before a figure without a noun its cue may stand ("they number about 2,500")."""

_NAME_REACH = 5
"""How far before a figure without a noun the force may be named whose number it is."""

_CLAUSE_COST = 3
_BEHIND_COST = 1
_OTHER_FIGURE_COST = 4
_PRESENCE_COST = 2
"""What being somewhere counts less than going or staying, in words of distance."""

_FEWEST = 3
"""Two or three people are no force."""

_VERB_REACH = 4
"""How many words of a verb may stand before what it says of a bare number ("300 are scheduled to depart")."""

_FEWEST_BARE = 100
"""A smaller number without a noun may count anything."""

_ROLES: Sequence[tuple[str, FrameRole]] = (
    ("remain", "remaining"),
    ("absence", "remaining"),
    ("rest", "remaining"),
    ("withdrawal", "leaving"),
    ("departure", "leaving"),
    ("arrival", "leaving"),
    ("presence", "present"),
    ("have", "present"),
    ("presence_noun", "present"),
)


@dataclass(frozen=True, slots=True)
class CountedForce:
    """A figure with its frame; ``rule`` names what chose the frame, ``cue`` the words that did, if any."""

    figure: FigureWords
    frame: Frame
    rule: str
    cue: Hit[Mark] | None


def count_forces(scene: Scene, staging: Staging) -> tuple[CountedForce, ...]:
    """The figures of a sentence that count a force, in order; other people and things are left out."""
    if not (scene.forces or scene.people or scene.group_hits("owner", "armed_body") or _goes_on(scene)):
        return ()
    found = (_count(figure, scene, staging) for figure in scene.figures)
    return tuple(one for one in found if one is not None)


def _goes_on(scene: Scene) -> bool:
    """Whether a sentence without a force speaks of one named before ("it stood at 20,000")."""
    return bool(scene.group_hits("presence", "have", "reduce", "remain", "departure"))


def _count(figure: FigureWords, scene: Scene, staging: Staging) -> CountedForce | None:
    if not _counts_force(figure, scene, staging):
        return None
    role, rule, cue = _moved(figure, scene, staging) or _by_cue(figure, scene)
    if rule == "figure_by_presence" and cue is not None and _is_to_be(cue, figure, scene, staging):
        role, rule = "remaining", "figure_to_be"
    elif role == "leaving" and _is_whole_with_article(figure, staging):
        role, rule, cue = "present", "figure_of_all", None
    elif whole_of(figure, scene, staging) is not None:
        role, rule, cue = _told_behind(figure, scene, staging) or (role, rule, cue)
    elif rule == "figure_by_presence" and cue is not None:
        role, rule, cue = _of_those_who(figure, cue, scene, staging) or (role, rule, cue)
    if rule == "figure_by_have" and cue is not None and _is_planned(cue, scene.sentence.first, scene, staging):
        role, rule = "remaining", "figure_to_have"
    frame = next((frame for frame in staging.topic.frames if frame.role == role), None)
    return CountedForce(figure, frame, rule, cue) if frame is not None else None


def _is_to_be(cue: Hit[Mark], figure: FigureWords, scene: Scene, staging: Staging) -> bool:
    """Whether a number is told of those who will be there: "would number fewer than 300"."""
    now = staging.layout.starting(cue.first, "now_words") is not None
    if now or not 0 <= figure.first - cue.last - 1 <= _VERB_REACH:
        return False
    return _is_planned(cue, cue.first - 1, scene, staging)


def _is_whole_with_article(figure: FigureWords, staging: Staging) -> bool:
    """Whether only a part of those counted goes: "few of the 2,500 will leave"; "a group of 200" is no part."""
    layout = staging.layout
    of = layout.positions("small", "of", figure.first - 2, figure.first - 1)
    return bool(of) and bool(layout.positions("small", "article", of[-1] + 1, figure.first))


def _is_planned(cue: Hit[Mark], first: int, scene: Scene, staging: Staging) -> bool:
    """Whether a word of planning stands in the cue's clause, from a token on: "plans to keep 800"."""
    planned = staging.layout.positions("cues", "planned", first, cue.first)
    return any(scene.clause_of(at) == scene.clause_of(cue.first) for at in planned)


def _by_cue(figure: FigureWords, scene: Scene) -> tuple[FrameRole, str, Hit[Mark] | None]:
    found = [
        (_distance(hit, figure, scene) + _PRESENCE_COST * (role == "present"), order, role, group, hit)
        for order, (group, role) in enumerate(_ROLES)
        for hit in scene.group_hits(group)
        if group != "have" or hit.first < figure.first
    ]
    best = min(found, key=lambda one: one[:2], default=None)
    if best is None or best[0] > _REACH:
        return "present", "figure_alone", None
    return best[2], f"figure_by_{best[3]}", best[4]


def _of_those_who(
    figure: FigureWords, presence: Hit[Mark], scene: Scene, staging: Staging
) -> tuple[FrameRole, str, Hit[Mark]] | None:
    """What those do whose presence is told in passing: "the 30 soldiers stationed there will go", "all, 30 men"."""
    if _is_whole_of_part(figure, staging):
        return None
    if presence.first == figure.last + 1:
        return _told_behind(presence, scene, staging)
    if not _is_aside(figure, presence, scene):
        return None
    clause = scene.clause_of(figure.first) - 1
    before = [one for one in _going(scene) if scene.clause_of(one[0].first) == clause]
    return _as_told(before[-1]) if before else None


def _told_behind(span: Span, scene: Scene, staging: Staging) -> tuple[FrameRole, str, Hit[Mark]] | None:
    """What the nearest verb behind, in the same clause, tells: "300 of the 1,200 have left"."""
    behind = (one for one in _going(scene) if one[0].first > span.last and _is_verb(one[0], staging))
    nearest = next((one for one in behind if clauses_apart(one[0], span, scene) == 0), None)
    return _as_told(nearest) if nearest is not None else None


def _going(scene: Scene) -> list[tuple[Hit[Mark], FrameRole]]:
    """The words of going and staying of a sentence with the role that each gives a figure, by position."""
    found = [(hit, role) for group, role in _ROLES if group in _DEEDS for hit in scene.group_hits(group)]
    return sorted(found, key=lambda one: one[0].first)


def _as_told(told: tuple[Hit[Mark], FrameRole]) -> tuple[FrameRole, str, Hit[Mark]]:
    hit, role = told
    return role, f"figure_of_{hit.label.name}", hit


_DEEDS = frozenset({"withdrawal", "departure", "arrival", "remain"})
"""Groups whose words tell what those who are counted do; those of presence only tell where they are."""


def _is_whole_of_part(figure: FigureWords, staging: Staging) -> bool:
    """Whether only some of those counted are meant: "600 of the 1,200", "how many of the 2,500"."""
    return _leads_to_whole(max(figure.first - _PART_REACH, 0), figure.last - 1, staging)


def _leads_to_whole(first: int, last: int, staging: Staging) -> bool:
    """Whether an "of" stands in the tokens ``first..last``."""
    tables = (("small", "of"), ("locations", "from"))
    return any(staging.layout.positions(table, meaning, first, last) for table, meaning in tables)


_PART_REACH = 3
"""How many words ("of the approximately") may lead from a part to the whole that it is of."""


def whole_of(figure: FigureWords, scene: Scene, staging: Staging) -> FigureWords | None:
    """The figure of those of whom this one counts a part ("300 of the 1,200 soldiers"), or None."""
    whole = next((other for other in scene.figures if other.first > figure.last), None)
    if whole is None or not whole.counts_people_or_things or whole.of_civilians:
        return None
    near = whole.first - figure.last - 1 <= _PART_REACH and whole.first > figure.last + 1
    return whole if near and _leads_to_whole(figure.last + 1, whole.first - 1, staging) else None


def _is_verb(hit: Hit[Mark], staging: Staging) -> bool:
    """Whether a word of going or staying is told as done or planned, as nouns are not."""
    layout = staging.layout
    tables = (("cues", "planned"), ("tense", "past"))
    return any(layout.positions(table, meaning, hit.first - 2, hit.last) for table, meaning in tables)


def _is_aside(figure: FigureWords, cue: Hit[Mark], scene: Scene) -> bool:
    """Whether a clause holds nothing but a figure and the word that counts: ", numbering 300,"."""
    starts = (*scene.sentence.clauses, scene.sentence.last + 1)
    clause = scene.clause_of(figure.first)
    first, last = min(cue.first, figure.first), max(cue.last, figure.last)
    whole = clause + 1 < len(starts) and starts[clause + 1] - starts[clause] <= last - first + 1 + _ASIDE_MARKS
    return whole and scene.clause_of(first) == clause


_ASIDE_MARKS = 2
"""How many words and marks an aside has beside its figure and the word that counts."""


def _distance(hit: Hit[Mark], figure: FigureWords, scene: Scene) -> int:
    low, high = (hit, figure) if hit.first < figure.first else (figure, hit)
    between = sum(low.last < other.first < high.first for other in scene.figures)
    cost = gap(hit, figure) + _CLAUSE_COST * clauses_apart(hit, figure, scene)
    return cost + _BEHIND_COST * (hit.first > figure.last) + _OTHER_FIGURE_COST * between


def _moved(figure: FigureWords, scene: Scene, staging: Staging) -> tuple[FrameRole, str, Hit[Mark] | None] | None:
    """As in "cut from 2,500 to 500": the first figure is what was there, the second what remains."""
    layout = staging.layout
    cues = [hit for hit in scene.group_hits("reduce") if clauses_apart(hit, figure, scene) <= 1]
    if not cues:
        return None
    cue = min(cues, key=lambda hit: gap(hit, figure))
    before = _word_before(figure, scene, staging)
    follows_cue = cue.first < figure.first and gap(cue, figure) == 0  # they overlap in "will be under 2,000"
    if follows_cue or layout.ending_meaning(before, "locations", "to") is not None:
        return "remaining", "figure_reduced_to", cue
    if layout.ending_meaning(before, "locations", "from") is not None:
        return "present", "figure_reduced_from", cue
    if figure.last < cue.first and gap(cue, figure) <= 1:
        return "present", "figure_reduced_from", cue
    return None


def _word_before(figure: FigureWords, scene: Scene, staging: Staging) -> int:
    """The last token before a figure that is no mark."""
    before = figure.first - 1
    while before > scene.sentence.first and staging.tokens[before].kind == "mark":
        before -= 1
    return before


def why_left_out(figure: FigureWords, scene: Scene, staging: Staging) -> str:
    """Why a figure counts no force, in words for people."""
    value = figure.value
    if value.unit == "vehicles":
        return "it counts vehicles"
    if figure.of_civilians:
        return "it counts people who belong to no force"
    if max(value.low or 0, value.high or 0) <= _FEWEST:
        return f"{_FEWEST} or fewer are no force"
    if _is_harm(figure, scene):
        return "it counts those who were harmed, or the enemy"
    if not _counts_force(figure, scene, staging):
        return "no soldiers are named beside it"
    return "the sentence is about no force"


def _counts_force(figure: FigureWords, scene: Scene, staging: Staging) -> bool:
    """Whether the figure counts soldiers and the like: by its own noun, or beside one that does in the sentence."""
    value = figure.value
    if value.unit == "vehicles" or figure.of_civilians or max(value.low or 0, value.high or 0) <= _FEWEST:
        return False
    if _is_harm(figure, scene):
        return False
    if figure.counts_people_or_things or _is_subject(figure, scene, staging) or _is_of_force(figure, scene):
        return True
    if whole_of(figure, scene, staging) is not None:
        return True
    large = max(value.low or 0, value.high or 0) >= _FEWEST_BARE
    return large and _stands_bare(figure, scene, staging) and _is_in_count(figure, scene, staging)


def _is_harm(figure: FigureWords, scene: Scene) -> bool:
    """Whether the figure counts the dead, the wounded, the captured or the enemy."""
    return any(
        clauses_apart(hit, figure, scene) == 0 and gap(hit, figure) <= _HARM_REACH
        for hit in scene.group_hits("harm", "enemy")
    )


def _is_of_force(figure: FigureWords, scene: Scene) -> bool:
    """Whether a force is named right behind a number that is no share: "150,000 U.S. troops"."""
    return any(hit.first == figure.last + 1 for hit in (*scene.forces, *scene.people))


def _is_subject(figure: FigureWords, scene: Scene, staging: Staging) -> bool:
    """Whether a number without a noun is said to leave or stay: "hundreds would go", "يرحل 200"."""
    reach = _VERB_REACH if _opens_verb(figure.last + 1, staging) else 1
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
    before = _word_before(figure, scene, staging)
    return any(staging.layout.ending_meaning(before, "locations", way) is not None for way in ("to", "from"))


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
    return named or any(0 <= figure.first - hit.last - 1 <= _CUE_REACH for hit in cues)


_BEHIND_COUNT = ("stops", "breaks", "tense", "cues", "auxiliaries", "subjects")
"""Tables of words that may stand behind a number of people without a noun: "fewer than 2,000 once it is over"."""


def _stands_bare(figure: FigureWords, scene: Scene, staging: Staging) -> bool:
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
