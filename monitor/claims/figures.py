"""What a figure of people says: how many are there, will remain, or leave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monitor.claims.counting import (
    PART_REACH,
    VERB_REACH,
    counts_force,
    is_of_them,
    leads_to_whole,
    may_count,
    stands_bare,
    whole_of,
    word_before,
)
from monitor.claims.spans import Span, clauses_apart, gap
from monitor.language.figure_words import FigureWords
from monitor.language.lexicon import Hit
from monitor.language.scenes import Scene, Staging
from monitor.language.vocabulary import Mark
from monitor.records import Frame, FrameRole

# All numbers here are judgements, made on the development articles.
_REACH = 10
"""How many words a cue may stand from its figure."""

_CLAUSE_COST = 3
_SIDE_COST = 1
_OTHER_FIGURE_COST = 4
_PRESENCE_COST = 2
"""What being somewhere counts less than going or staying, in words of distance."""

_LISTED = "figure_listed"
_REDUCED = "figure_reduced_"
"""How the rules begin that read one of the numbers of a reduction."""

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
    beside: FigureWords | None = None
    """The count with which this one is compared, and with which it shares its place: "keep 100, down from 600"."""

    @property
    def listed(self) -> bool:
        """Whether the words that tell what it says are those of the count before it."""
        return self.rule == _LISTED

    def moved_with(self, other: CountedForce) -> bool:
        """Whether one reduction tells both numbers: "cut from 2,500 to 500"."""
        reduced = all(one.rule.startswith(_REDUCED) for one in (self, other))
        return reduced and self is not other and self.cue == other.cue


def count_forces(scene: Scene, staging: Staging) -> tuple[CountedForce, ...]:
    """The figures of a sentence that count a force, in order; other people and things are left out."""
    if not (scene.forces or scene.people or scene.group_hits("owner", "armed_body") or _goes_on(scene)):
        return ()
    counted: list[CountedForce] = []
    for figure in scene.figures:
        one = _compared(figure, counted, scene, staging) or _count(figure, scene, staging)
        if one is not None:
            counted.append(_as_listed(one, counted, scene, staging) or one)
    if any(one.frame.role == "leaving" and one.figure.value.unit != "vehicles" for one in counted):
        return tuple(one for one in counted if one.figure.value.unit != "vehicles")  # lorries go with those who leave
    return tuple(counted)


def _as_listed(
    one: CountedForce, counted: Sequence[CountedForce], scene: Scene, staging: Staging
) -> CountedForce | None:
    """A count without a word of its own says what the one before says: "100 will stay in X, and 50 in Y"."""
    known = next((other for other in reversed(counted) if other.rule != "figure_compared"), None)
    if known is None or known.cue is None or one.rule != "figure_alone" or known.rule.startswith(_REDUCED):
        return None
    figure, layout = one.figure, staging.layout
    tokens, connectors = staging.tokens, layout.pack.connectors
    joined = layout.starting(figure.first - 1, "and") is not None or tokens[figure.first].folded.startswith(connectors)
    placed = any(0 <= hit.first - figure.last - 1 <= _LISTED_REACH for hit in scene.places)
    between = layout.positions("verbs", "say", known.figure.last, figure.first)
    if not (joined and placed) or between or any(known.figure.last < hit.first < figure.first for hit in scene.forces):
        return None
    return CountedForce(figure, known.frame, _LISTED, known.cue)


_PLACED_REACH = 3
"""How many words may stand between a number and its place ("of them in"); a judgement."""

_LISTED_REACH = 2
"""How many words may stand between a count of a list and its place; a judgement."""


def _compared(
    figure: FigureWords, counted: Sequence[CountedForce], scene: Scene, staging: Staging
) -> CountedForce | None:
    """A figure of those who are or were there, beside the one counted before it: "100, down from 600"."""
    cue = next((hit for hit in _comparing(scene, staging) if 0 <= figure.first - hit.last - 1 <= 1), None)
    present = next((frame for frame in staging.topic.frames if frame.role == "present"), None)
    if cue is None or present is None or not counted or not may_count(figure, scene):
        return None
    if figure.value.unit == "vehicles":
        return None
    known = counted[-1].figure
    bare = figure.counts_people_or_things or stands_bare(figure, scene, staging)
    if not bare or gap(known, cue) > _COMPARED_REACH:
        return None
    return CountedForce(figure, present, "figure_compared", cue, known)


def _comparing(scene: Scene, staging: Staging) -> list[Hit[Mark]]:
    """The words that lead to a number with which another is compared: "against", and "down from" without a "to"."""
    reduced = [
        hit
        for hit in scene.group_hits("reduce")
        if hit.last > hit.first and staging.layout.ending_meaning(hit.last, "locations", "from") is not None
    ]
    return [*scene.group_hits("compared"), *reduced]


_COMPARED_REACH = 6
"""How many words may stand between a count and what leads to the number that it is compared with; a judgement."""


def _goes_on(scene: Scene) -> bool:
    """Whether a sentence without a force speaks of one named before ("it stood at 20,000")."""
    return bool(scene.group_hits("presence", "have", "reduce", "remain", "departure", "of_them"))


def _count(figure: FigureWords, scene: Scene, staging: Staging) -> CountedForce | None:
    if not counts_force(figure, scene, staging):
        return None
    role, rule, cue = _moved(figure, scene, staging) or _by_cue(figure, scene, staging)
    placed = any(0 <= hit.first - figure.last - 1 <= _PLACED_REACH for hit in scene.places)
    if rule == "figure_alone" and any(clauses_apart(hit, figure, scene) == 0 for hit in scene.group_hits("send")):
        return None
    if rule == "figure_alone" and is_of_them(figure, scene) and not placed:
        return None  # "of them 160 train others": nothing is said of where they are
    if rule == "figure_by_presence" and cue is not None and _is_to_be(cue, figure, scene, staging):
        role, rule = "remaining", "figure_to_be"
    elif _is_number_of_all(figure, scene) or (role == "leaving" and _is_whole_with_article(figure, staging)):
        role, rule, cue = "present", "figure_of_all", None
    elif whole_of(figure, scene, staging) is not None:
        role, rule, cue = _told_behind(figure, scene, staging) or (role, rule, cue)
    elif rule == "figure_by_presence" and cue is not None:
        role, rule, cue = _of_those_who(figure, cue, scene, staging) or (role, rule, cue)
    if rule == "figure_by_have" and cue is not None and _is_planned(cue, scene.sentence.first, scene, staging):
        role, rule = "remaining", "figure_to_have"
    if figure.value.unit == "vehicles" and role != "leaving":
        return None  # a convoy that goes is told of, a park of lorries is not
    frame = next((frame for frame in staging.topic.frames if frame.role == role), None)
    return CountedForce(figure, frame, rule, cue) if frame is not None else None


def _is_to_be(cue: Hit[Mark], figure: FigureWords, scene: Scene, staging: Staging) -> bool:
    """Whether a number is told of those who will be there: "would number fewer than 300"."""
    now = staging.layout.starting(cue.first, "now_words") is not None
    if now or not 0 <= figure.first - cue.last - 1 <= VERB_REACH:
        return False
    return _is_planned(cue, cue.first - 1, scene, staging)


def _is_number_of_all(figure: FigureWords, scene: Scene) -> bool:
    """Whether a part was counted out of this number: "200 out of a total of 900"."""
    return any(hit.last + 1 == figure.first for hit in scene.group_hits("of_all"))


def _is_whole_with_article(figure: FigureWords, staging: Staging) -> bool:
    """Whether only a part of those counted goes: "few of the 2,500 will leave"; "a group of 200" is no part."""
    layout = staging.layout
    of = layout.positions("small", "of", figure.first - 2, figure.first - 1)
    return bool(of) and bool(layout.positions("small", "article", of[-1] + 1, figure.first))


def _is_planned(cue: Hit[Mark], first: int, scene: Scene, staging: Staging) -> bool:
    """Whether a word of planning stands in the cue's clause, from a token on: "plans to keep 800"."""
    planned = staging.layout.positions("cues", "planned", first, cue.first)
    return any(scene.clause_of(at) == scene.clause_of(cue.first) for at in planned)


def _by_cue(figure: FigureWords, scene: Scene, staging: Staging) -> tuple[FrameRole, str, Hit[Mark] | None]:
    verb_last = "verb_last" in staging.layout.pack.order
    found = [
        (_distance(hit, figure, scene, verb_last=verb_last) + cost, order, role, group, hit)
        for order, (group, role, cost) in enumerate(_cues(staging))
        for hit in scene.group_hits(group)
        if group != "have" or hit.first < figure.first
    ]
    found = [one for one in found if one[3] not in _GOING or not _is_told_by(one[4], staging)] or found
    best = min(found, key=lambda one: one[:2], default=None)
    if best is None or best[0] > _REACH:
        return "present", "figure_alone", None
    if best[3] == "presence":
        best = min((one for one in found if _leads_on(one[4], best[4], scene)), default=best, key=lambda one: one[:2])
    return best[2], f"figure_by_{best[3]}", best[4]


def _is_told_by(hit: Hit[Mark], staging: Staging) -> bool:
    """Whether a word of going only tells when something else is so: "after the withdrawal 600 will stay"."""
    return staging.layout.ends_in(hit.first - 1, "relations", "after", "before")


_GOING = frozenset({"withdrawal", "departure", "arrival"})


def _cues(staging: Staging) -> Iterator[tuple[str, FrameRole, int]]:
    """The word groups that tell what a figure says, with their role and cost: the topic's own first."""
    for frame in staging.topic.frames:
        if frame.kind == "quantity":
            yield from ((trigger, frame.role, 0) for trigger in frame.triggers)
    yield from ((group, role, _PRESENCE_COST * (role == "present")) for group, role in _ROLES)


def _leads_on(staying: Hit[Mark], presence: Hit[Mark], scene: Scene) -> bool:
    """Whether those whose number is told are what is left: "nothing is left but a team numbering 20"."""
    left = staying.label.name in {"remain", "absence", "rest"} and staying.last < presence.first
    return left and gap(staying, presence) <= _LEFT_REACH and clauses_apart(staying, presence, scene) == 0


_LEFT_REACH = 5
"""How many words may stand between a word of staying and the one that counts those who stay; a judgement."""


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
    return leads_to_whole(max(figure.first - PART_REACH, 0), figure.last - 1, staging)


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


def _distance(hit: Hit[Mark], figure: FigureWords, scene: Scene, *, verb_last: bool) -> int:
    low, high = (hit, figure) if hit.first < figure.first else (figure, hit)
    between = sum(low.last < other.first < high.first for other in scene.figures)
    cost = gap(hit, figure) + _CLAUSE_COST * clauses_apart(hit, figure, scene)
    wrong_side = (hit.first > figure.last) != verb_last
    return cost + _SIDE_COST * wrong_side + _OTHER_FIGURE_COST * between


def _moved(figure: FigureWords, scene: Scene, staging: Staging) -> tuple[FrameRole, str, Hit[Mark] | None] | None:
    """As in "cut from 2,500 to 500": the first figure is what was there, the second what remains."""
    layout = staging.layout
    cues = [hit for hit in scene.group_hits("reduce") if clauses_apart(hit, figure, scene) <= 1]
    if not cues:
        return None
    cue = min(cues, key=lambda hit: (clauses_apart(hit, figure, scene), gap(hit, figure)))
    before = word_before(figure, scene, staging)
    if layout.ending_meaning(before, "locations", "from") is not None:
        return "present", f"{_REDUCED}from", cue
    follows_cue = cue.first < figure.first and gap(cue, figure) == 0  # they overlap in "will be under 2,000"
    if follows_cue or layout.ending_meaning(before, "locations", "to") is not None:
        return "remaining", f"{_REDUCED}to", cue
    if figure.last < cue.first and gap(cue, figure) <= 1 and cue not in _comparing(scene, staging):
        return "present", f"{_REDUCED}from", cue
    return None
