"""Who says it: the speaker of each sentence, carried on while the same one goes on speaking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.language.lexicon import Hit
from monitor.language.pack import Lexeme
from monitor.language.reading import Layout
from monitor.language.scenes import Scene, Staging

_LONGEST_NAME = 12
"""A speaker's name and office in words; longer runs are no name."""

_CARRY_SENTENCES = 2
"""For how many sentences without a speaker of their own the last one is taken to go on."""

_LEAD_REACH = 3


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as the article names them, and the office that the words amount to in any language.

    ``first..last`` are the tokens of the naming; for a speaker who goes on, those of the sentence that named them.
    """

    text: str
    office: str | None
    first: int
    last: int


def find_speakers(staging: Staging) -> tuple[Speaker | None, ...]:
    """The speaker of each scene in order, None where nobody is quoted."""
    speakers: list[Speaker | None] = []
    last: Speaker | None = None
    silent = 0
    for scene in staging.scenes:
        own = _own_speaker(scene, staging)
        if own is not None and not _is_carried(own, scene, staging):
            last, silent = own, 0
        elif own is not None:
            silent = 0
        else:
            silent += 1
        speaks_on = last if own is not None or silent <= _CARRY_SENTENCES else None
        speakers.append(own if own is not None and last is None else speaks_on)
    return tuple(speakers)


def _own_speaker(scene: Scene, staging: Staging) -> Speaker | None:
    """The one whom the sentence itself names: beside a verb of saying, or behind "according to"."""
    layout = staging.layout
    headed = _before_colon(scene, staging)
    if headed is not None:
        return headed
    for at in range(scene.sentence.first, scene.sentence.last + 1):
        source = layout.starting(at, "according")
        if source is not None:
            return _speaker(staging, scene, source.last + 1, forward=True)
        verb = layout.meaning(at, "verbs", "say")
        if verb is not None:
            return _beside_verb(staging, scene, verb)
    return None


def _before_colon(scene: Scene, staging: Staging) -> Speaker | None:
    """The one whose name and office stand before a colon, with the words behind it: "The spokesman: we shall leave"."""
    first = scene.sentence.first
    for at in range(first, min(first + _LONGEST_NAME + 1, scene.sentence.last)):
        if staging.tokens[at].folded == ":" and any(
            staging.tokens[before].kind == "word" for before in range(first, at)
        ):
            named = any(staging.layout.starting(before, "persons") for before in range(first, at))
            offices = any(staging.layout.starting(before, "offices") for before in range(first, at))
            return _speaker(staging, scene, at - 1, forward=False) if named or offices else None
    return None


def _beside_verb(staging: Staging, scene: Scene, verb: Hit[Lexeme]) -> Speaker | None:
    """The subject: behind the verb in Arabic, before it in English and Sorani, else on the other side."""
    behind_first = staging.layout.pack.lang == "ar"
    behind = _speaker(staging, scene, verb.last + 1, forward=True)
    before = _speaker(staging, scene, verb.first - 1, forward=False)
    return (behind or before) if behind_first else (before or behind)


def _speaker(staging: Staging, scene: Scene, at: int, *, forward: bool) -> Speaker | None:
    tokens = range(at, scene.sentence.last + 1) if forward else range(at, scene.sentence.first - 1, -1)
    taken: list[int] = []
    for position in tokens:
        if _ends_name(staging.layout, position, forward=forward) or len(taken) == _LONGEST_NAME:
            break
        taken.append(position)
    words = [position for position in taken if staging.tokens[position].kind == "word"]
    if not words:
        return None
    first, last = min(words), max(words)
    return Speaker(staging.text(first, last), _office(staging.layout, first, last), first, last)


def _ends_name(layout: Layout, at: int, *, forward: bool) -> bool:
    token = layout.tokens[at]
    if token.kind == "mark" and token.folded not in {"-", ".", "'"}:
        return True
    stopped = layout.starting(at, "subjects") is not None and (forward or layout.pack.lang != "en")
    return stopped or layout.meaning(at, "verbs", "say") is not None


def _office(layout: Layout, first: int, last: int) -> str | None:
    """Whose and what the speaker is, such as ``iraqi-government-source``; None where the words name no office."""
    found: dict[str, list[str]] = {"offices": [], "persons": []}
    for at in range(first, last + 1):
        for table, names in found.items():
            hit = layout.starting(at, table)
            if hit is not None and hit.label.value not in names:
                names.append(hit.label.value)
    whose: Sequence[str] = sorted(found["offices"], key=_office_order)
    parts = [*whose, *found["persons"][:1]]
    return "-".join(part.replace("_", "-") for part in parts) or None


_COUNTRIES = ("iraqi", "us", "german", "british", "french", "un", "kurdish")


def _office_order(name: str) -> tuple[bool, str]:
    return name not in _COUNTRIES, name


def _is_carried(speaker: Speaker, scene: Scene, staging: Staging) -> bool:
    """Whether the sentence goes on with "he", "the source": the one named before, not a new speaker."""
    layout = staging.layout
    for at in range(scene.sentence.first, min(scene.sentence.first + _LEAD_REACH, scene.sentence.last) + 1):
        hit = layout.meaning(at, "carried", "again")
        if hit is not None:
            carried = staging.text(hit.first, hit.last)
            return speaker.text == carried or len(speaker.text.split()) <= len(carried.split()) + 1
    return False
