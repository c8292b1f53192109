"""What was read in each sentence, for people: the rules that made its claims, and what nearly was a claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monitor.claims.counting import why_left_out
from monitor.claims.extraction import read_claims
from monitor.claims.figures import count_forces
from monitor.claims.linking import WeighedDate, weigh_dates
from monitor.claims.timing import resolve_dates
from monitor.language.scenes import Scene, Staging
from monitor.records import Claim

_SHOWN = 3
"""How many events that a date was weighed against are told, the nearest first."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that mean something to the topic: characters ``start..end`` of the full text, what they are, which one."""

    start: int
    end: int
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class ExplainedSentence:
    """One sentence: where it stands in the full text, what was found in it, what became a claim, what nearly did."""

    start: int
    end: int
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    almost: tuple[str, ...]


def explain_sentences(staging: Staging) -> tuple[ExplainedSentence, ...]:
    """Every sentence of an article in order, those with nothing in them left out."""
    claims = read_claims(staging)
    resolved = resolve_dates(staging)
    found = []
    for scene in staging.scenes:
        start, end = _characters(scene.sentence.first, scene.sentence.last, staging)
        own = tuple(claim for claim in claims if start <= claim.value_start < end)
        weighed = weigh_dates(scene, staging, resolved)
        almost = (*_unlinked(weighed, own, staging), *_uncounted(scene, staging))
        mentions = tuple(_mentions(scene, staging))
        if mentions or own or almost:
            found.append(ExplainedSentence(start, end, mentions, own, almost))
    return tuple(found)


def _characters(first: int, last: int, staging: Staging) -> tuple[int, int]:
    return staging.tokens[first].start, staging.tokens[last].end


def _mentions(scene: Scene, staging: Staging) -> Iterator[Mention]:
    """Forces, places, look-alikes, events, dates and figures by position."""
    found = [
        *((hit.first, hit.last, hit.label.kind, hit.label.name) for hit in (*scene.forces, *scene.places)),
        *((hit.first, hit.last, "look-alike", hit.label.name) for hit in scene.confusables),
        *((hit.first, hit.last, "abroad", hit.label.name) for hit in scene.abroad),
        *((at, at, "event", event.trigger) for event in scene.events for at in event.words),
        *((words.first, words.last, "date", words.rule) for words in scene.dates),
        *((words.first, words.last, "figure", words.rule) for words in scene.figures),
    ]
    for first, last, kind, name in sorted(found):
        yield Mention(*_characters(first, last, staging), kind, name)


def _unlinked(weighed: Sequence[WeighedDate], claims: Sequence[Claim], staging: Staging) -> Iterator[str]:
    """Why a date that means a day became no claim."""
    made = {claim.value_start for claim in claims}
    for one in weighed:
        words = one.dated.words
        start, _ = _characters(words.first, words.last, staging)
        if start in made:
            continue
        text = staging.text(words.first, words.last)
        if one.is_reporting:
            yield f'"{text}" is the day on which it was said'
        elif not one.events:
            yield f'"{text}" stands in a sentence without an event'
        for event, cost, fits in one.events[:_SHOWN] if not one.is_reporting else ():
            verdict = _verdict(cost, one.reach, fits=fits)
            yield f'"{text}" and "{staging.text(event.first, event.last)}" ({event.trigger}): {verdict}'


def _verdict(cost: int, reach: int, *, fits: bool) -> str:
    """Why an event has not taken a date, in words for people."""
    if not fits:
        return "it cannot have such a day: it is told as done, or only talked about"
    if cost > reach:
        return f"too far apart: {cost} for the words, clauses and days between, {reach} at most"
    return "near enough, but the sentence is not about the force, or the claim stands elsewhere already"


def _uncounted(scene: Scene, staging: Staging) -> Iterator[str]:
    """Why a figure counts no force."""
    counted = {one.figure.first for one in count_forces(scene, staging)}
    for figure in scene.figures:
        if figure.first not in counted:
            text = staging.text(figure.first, figure.last)
            yield f'"{text}" counts no force: {why_left_out(figure, scene, staging)}'
