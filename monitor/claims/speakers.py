"""Who says it: the speaker of each sentence, carried on while the same one goes on speaking."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.claims.spans import Span
from monitor.language.lexicon import Hit
from monitor.language.pack import Lexeme, load_pack
from monitor.language.reading import Layout
from monitor.language.scenes import Scene, Staging
from monitor.language.tokens import COMMAS, tokenize
from monitor.records import Lang, Modality

_LONGEST_NAME = 12
"""A speaker's name and office in words; longer runs are no name."""

_CARRY_SENTENCES = 2
"""For how many sentences without a speaker of their own the last one is taken to go on."""

_LEAD_REACH = 3


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as the article names them, and the office that the words amount to in any language.

    ``first..last`` are the tokens of the naming; for a speaker who goes on, those of the sentence that named them.
    ``attributed`` is False where the sentence itself says of nobody that they said it.
    """

    text: str
    office: str | None
    first: int
    last: int
    attributed: bool = True

    def speaks(self, modality: Modality) -> bool:
        """Whether a claim of this sentence is the speaker's.

        In a sentence that is attributed to nobody, what happened is the report's own word, while what is to come goes
        on from the speaker before: a judgement, made on the development articles.
        """
        return self.attributed or modality != "occurred"


def find_speakers(staging: Staging) -> tuple[Speaker | None, ...]:
    """The speaker of each scene in order, None where nobody is quoted.

    "He", "the source" and the like are told as the one named before; a pronoun of nobody is no speaker.
    """
    speakers: list[Speaker | None] = []
    last: Speaker | None = None
    silent = 0
    marked = staging.layout.places_of(_MARKED)
    for scene in staging.scenes:
        first = bisect_left(marked, scene.sentence.first)
        own = _own_speaker(scene, staging, marked[first : bisect_right(marked, scene.sentence.last, first)])
        silent = 0 if own is not None or _is_said(scene, staging) else silent + 1
        if own is not None and not _is_carried(own, scene, staging):
            last = own
        if own is not None and last is None:
            speakers.append(None if _stands_for(own, staging.layout, "pronoun") else own)
        else:
            goes_on = silent <= _CARRY_SENTENCES
            speakers.append(replace(last, attributed=silent == 0) if last is not None and goes_on else None)
    return tuple(speakers)


def name_office(speaker: str, lang: Lang) -> str | None:
    """The office that the words of a speaker amount to in any language, as for ``Speaker.office``; None for none."""
    tokens = tokenize(speaker)
    return _office(Layout(tokens, load_pack(lang), "speech"), 0, len(tokens) - 1)


def _is_said(scene: Scene, staging: Staging) -> bool:
    """Whether the sentence has a verb of saying, be it without a subject ("وأضاف أن": he added that)."""
    return bool(staging.layout.positions("verbs", "say", scene.sentence.first, scene.sentence.last))


_MARKED = frozenset({"according", "verbs"})
"""The tables of the words beside which a speaker may stand."""


def _own_speaker(scene: Scene, staging: Staging, marked: Sequence[int]) -> Speaker | None:
    """The one whom the sentence itself names: before a colon, beside a verb of saying, or behind "according to".

    ``marked`` are the tokens of the sentence at which a word of ``_MARKED`` starts.
    """
    layout = staging.layout
    headed = _before_colon(scene, staging)
    if headed is not None:
        return headed
    for at in marked:
        source, verb = layout.starting(at, "according"), layout.meaning(at, "verbs", "say")
        named = _speaker(staging, scene, source.last + 1, forward=True) if source is not None else None
        if named is None and verb is not None:
            named = _beside_verb(staging, scene, verb)
        if named is not None:
            return named
    return None


def _before_colon(scene: Scene, staging: Staging) -> Speaker | None:
    """The one whose name and office stand before a colon, with the words behind it: "The spokesman: we shall leave"."""
    first = scene.sentence.first
    for at in range(first, min(first + _LONGEST_NAME + 1, scene.sentence.last)):
        if staging.tokens[at].folded == ":" and any(
            staging.tokens[before].kind == "word" for before in range(first, at)
        ):
            if _looks_like_name(scene, staging, first, at - 1):
                return Speaker(staging.text(first, at - 1), _office(staging.layout, first, at - 1), first, at - 1)
            office = _names_office(staging.layout, first, at - 1)
            return _speaker(staging, scene, at - 1, forward=False) if office else None
    return None


def _names_office(layout: Layout, first: int, last: int) -> bool:
    """Whether a person's calling, a country or an office stands in the tokens ``first..last``."""
    tables = ("persons", "countries", "offices")
    return any(layout.starting(at, table) is not None for at in range(first, last + 1) for table in tables)


def _looks_like_name(scene: Scene, staging: Staging, first: int, last: int) -> bool:
    """Whether two to five words before a colon can be a name: nothing of the topic, no date, verb or small word.

    Where writing has capitals all words have them.
    """
    if not _SHORTEST_NAME <= last - first + 1 <= _LONGEST_BARE_NAME:
        return False
    layout = staging.layout
    words = staging.tokens[first : last + 1]
    spelled = all(word.kind == "word" and not word.text[0].islower() for word in words)
    told: tuple[Span, ...] = (*scene.groups, *scene.forces, *scene.dates, *scene.figures, *scene.confusables)
    free = not any(first <= hit.first <= last for hit in told)
    small = any(
        layout.starting(at, table) is not None
        for at in range(first, last + 1)
        for table in ("verbs", "cues", "locations", "small", "tense")
    )
    return spelled and free and not small


_SHORTEST_NAME, _LONGEST_BARE_NAME = 2, 5
"""How many words a name without an office has before a colon; a judgement."""


def _beside_verb(staging: Staging, scene: Scene, verb: Hit[Lexeme]) -> Speaker | None:
    """The subject: behind the verb in Arabic, before it in English and Sorani, else on the other side."""
    behind_first = "verb_first" in staging.layout.pack.order
    if _is_passive(verb, staging.layout):
        return None
    behind = _speaker(staging, scene, verb.last + 1, forward=True)
    at = _before_day(staging, scene, _before_addressee(staging, scene, verb.first - 1))
    before = _speaker(staging, scene, at, forward=False) or _before_aside(staging, scene, at)
    return (behind or before) if behind_first else (before or behind)


def _before_addressee(staging: Staging, scene: Scene, at: int) -> int:
    """The token before those who were told, where they stand between the speaker and the verb: "X بە ڕووداوی گوت"."""
    for back in range(at, max(scene.sentence.first, at - _LONGEST_ADDRESSEE), -1):
        if staging.layout.meaning(back, "subjects", "addressee") is not None:
            return back - 1
        if staging.tokens[back].folded in COMMAS:
            break
    return at


def _before_day(staging: Staging, scene: Scene, at: int) -> int:
    """The token before the day on which somebody spoke, with the commas around it: "X, on Monday, said"."""
    back = at
    while back > scene.sentence.first and (scene.is_dated(back) or staging.tokens[back].folded in COMMAS):
        back -= 1
    return back if any(scene.is_dated(place) for place in range(back + 1, at + 1)) else at


_LONGEST_ADDRESSEE = 6
"""How many words the name of those who were told may have; a judgement."""


def _before_aside(staging: Staging, scene: Scene, at: int) -> Speaker | None:
    """The one named before an aside that ends with the comma at a token: "Halden, the envoy in Korsa, said"."""
    layout = staging.layout
    if at <= scene.sentence.first or staging.tokens[at].folded not in COMMAS:
        return None
    for back in range(at - 1, max(scene.sentence.first, at - _LONGEST_ASIDE), -1):
        if staging.tokens[back].folded in COMMAS or layout.meaning(back, "subjects", "that") is not None:
            named = _speaker(staging, scene, back - 1, forward=False)
            is_name = named is not None and named.first in scene.sentence.clauses
            return (
                replace(named, office=_office(layout, named.first, at - 1), last=at - 1) if named and is_name else None
            )
    return None


_LONGEST_ASIDE = 16
"""How many words may tell of a speaker between the name and the verb; a judgement."""


def _is_passive(verb: Hit[Lexeme], layout: Layout) -> bool:
    """Whether somebody is told something, and does not tell it: "the troops were told"."""
    before = verb.first - 1
    auxiliary = layout.meaning(before, "tense", "past") is not None and not layout.pack.articles
    return auxiliary and layout.meaning(before, "auxiliaries", "pluperfect") is None


def _speaker(staging: Staging, scene: Scene, at: int, *, forward: bool) -> Speaker | None:
    tokens = range(at, scene.sentence.last + 1) if forward else range(at, scene.sentence.first - 1, -1)
    taken: list[int] = []
    for position in tokens:
        ends = _ends_name(staging.layout, position, forward=forward) or scene.is_dated(position)
        if ends or len(taken) == _LONGEST_NAME:
            break
        taken.append(position)
    words = [position for position in taken if staging.tokens[position].kind == "word"]
    if all(staging.layout.meaning(position, "subjects", "never") is not None for position in words):
        return None
    first, last = min(words), max(words)
    return Speaker(staging.text(first, last), _office(staging.layout, first, last), first, last)


def _ends_name(layout: Layout, at: int, *, forward: bool) -> bool:
    token = layout.tokens[at]
    if token.kind == "mark" and token.folded not in {"-", ".", "'"}:
        return True
    stopped = layout.starting(at, "subjects") is not None and (forward or "phrases_in_subject" not in layout.pack.order)
    return stopped or layout.meaning(at, "verbs", "say") is not None


def _office(layout: Layout, first: int, last: int) -> str | None:
    """Whose and what the speaker is, such as ``iraqi-government-source``; None where the words name no office."""
    found: dict[str, list[str]] = {"countries": [], "offices": [], "persons": []}
    for at in range(first, last + 1):
        for table, names in found.items():
            hit = layout.starting(at, table)
            if hit is not None and hit.label.value not in names:
                names.append(hit.label.value)
    parts = [*sorted(found["countries"]), *sorted(found["offices"]), *found["persons"][:1]]
    return "-".join(part.replace("_", "-") for part in parts) or None


def _is_carried(speaker: Speaker, scene: Scene, staging: Staging) -> bool:
    """Whether the sentence goes on with "he", "the source": the one named before, not a new speaker."""
    layout = staging.layout
    if _stands_for(speaker, layout, "again") or _stands_for(speaker, layout, "pronoun"):
        return True
    for at in range(scene.sentence.first, min(scene.sentence.first + _LEAD_REACH, scene.sentence.last) + 1):
        hit = layout.meaning(at, "carried", "again")
        if hit is not None:
            carried = staging.text(hit.first, hit.last)
            return speaker.text == carried or len(speaker.text.split()) <= len(carried.split()) + 1
    return False


def _stands_for(speaker: Speaker, layout: Layout, meaning: str) -> bool:
    """Whether the speaker's name is no more than a word for somebody named before."""
    hit = layout.meaning(speaker.first, "carried", meaning)
    return hit is not None and hit.last == speaker.last
