"""All claims of an article under a topic, each with the words that carry it and the rule that made it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from monitor.claims.figures import figure_frame
from monitor.claims.linking import DateLink, link_dates
from monitor.claims.modality import is_background, judge_modality
from monitor.claims.places import places_of
from monitor.claims.speakers import Speaker, find_speakers
from monitor.claims.timing import resolve_dates
from monitor.identity import stable_id
from monitor.json_forms import value_form
from monitor.language.figures import FigureWords
from monitor.language.scenes import Scene, Staging
from monitor.records import Claim, ClaimKey, DateValue, Frame, Value


@dataclass(frozen=True, slots=True)
class _Finding:
    """A value under a frame, with the tokens of the value and of all that was joined to make the claim."""

    frame: Frame
    value: Value
    value_first: int
    value_last: int
    first: int
    last: int
    rule: str


def read_claims(staging: Staging) -> tuple[Claim, ...]:
    """The claims of an article in order of their place, one for each frame, place, force and value.

    Of claims that say the same the first is kept, but one that is news is kept before one that recalls.
    """
    resolved = resolve_dates(staging)
    speakers = find_speakers(staging)
    claims: dict[tuple[ClaimKey, Value], Claim] = {}
    for scene, speaker in zip(staging.scenes, speakers, strict=True):
        links = link_dates(scene, staging, resolved)
        figures = _figures(scene, staging)
        findings = [*_dated(scene, links, figures), *figures]
        for finding in findings:
            for claim in _claims(finding, scene, staging, speaker):
                known = claims.get((claim.key, claim.value))
                if known is None or (known.background and not claim.background):
                    claims[claim.key, claim.value] = claim
    return tuple(sorted(claims.values(), key=lambda claim: (claim.start, claim.value_start, str(claim.key))))


def _figures(scene: Scene, staging: Staging) -> list[_Finding]:
    if not scene.names_force(force.name for force in staging.topic.forces):
        return []
    return [
        _Finding(found[0], figure.value, figure.first, figure.last, figure.first, figure.last, found[1])
        for figure in scene.figures
        if (found := figure_frame(figure, scene, staging)) is not None
    ]


def _dated(scene: Scene, links: tuple[DateLink, ...], figures: list[_Finding]) -> Iterator[_Finding]:
    for link in links:
        frame, words, event = link.event.frame, link.dated.words, link.event
        yield _Finding(
            frame,
            link.dated.value,
            words.first,
            words.last,
            min(words.first, event.first),
            max(words.last, event.last),
            link.rule,
        )


def _claims(finding: _Finding, scene: Scene, staging: Staging, speaker: Speaker | None) -> Iterator[Claim]:
    sentence = scene.sentence
    modality = judge_modality(scene, staging, finding.first, finding.last, finding.value)
    force = _force(finding, scene, staging)
    start, end = staging.tokens[sentence.first].start, staging.tokens[sentence.last].end
    value_start, value_end = staging.tokens[finding.value_first].start, staging.tokens[finding.value_last].end
    text = staging.article.full_text
    for place in _places(finding, scene, staging):
        key = ClaimKey(staging.topic.name, finding.frame.name, place, force)
        form = json.dumps(value_form(finding.value), sort_keys=True)
        yield Claim(
            claim_id=stable_id("claim", staging.article.article_id, str(key), form, modality),
            article_id=staging.article.article_id,
            key=key,
            value=finding.value,
            quote=text[start:end],
            start=start,
            end=end,
            value_text=text[value_start:value_end],
            value_start=value_start,
            value_end=value_end,
            modality=modality,
            background=is_background(scene, staging, finding.value, modality),
            speaker=speaker.text if speaker else None,
            office=speaker.office if speaker else None,
            rule=finding.rule,
        )


def _places(finding: _Finding, scene: Scene, staging: Staging) -> tuple[str, ...]:
    if finding.frame.role == "agreed":
        return (staging.topic.home,)
    places = places_of(scene, staging, finding.first, finding.last)
    if finding.frame.role == "ends":
        limited = tuple(place for place in places if place in _limits(staging))
        return limited[:1] or (staging.topic.home,)
    return places if isinstance(finding.value, DateValue) else places[:1]


def _limits(staging: Staging) -> frozenset[str]:
    """The places that a mission may be limited to: those right below the home."""
    return frozenset(place.name for place in staging.topic.places if place.parent == staging.topic.home)


def _force(finding: _Finding, scene: Scene, staging: Staging) -> str | None:
    """The other force that the sentence is about, where it names none of the topic's own."""
    if scene.names_force(staging.own_forces):
        return None
    others = [hit.label.name for hit in scene.forces]
    return others[0] if others and finding.frame.role != "agreed" else None


def _is_partial(finding: _Finding, figure: FigureWords) -> bool:
    return finding.first <= figure.first <= finding.last
