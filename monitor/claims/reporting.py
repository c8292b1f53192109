"""Days on which somebody spoke, apart from the days of which they spoke."""

from __future__ import annotations

from collections.abc import Container
from datetime import timedelta

from monitor.claims.timing import DatedWords
from monitor.language.scenes import Scene, Staging

_LATELY = timedelta(days=8)
"""News reports what was said within the week; a judgement."""

_REACH = 14
"""How many words a name and an office may put between a verb of saying and its day; a judgement."""


def is_reporting_day(dated: DatedWords, scene: Scene, staging: Staging) -> bool:
    """Whether a date is the day on which the sentence's words were said: one recent day beside a verb of saying.

    Between the day and the verb stands no event and nothing that opens what is said ("that", "إن", "کە").
    """
    value, published_on = dated.value, staging.article.published_on
    if value.rel == "in" and value.start < value.end and value.start <= published_on <= value.end:
        return value.end - value.start < _LATELY and _is_beside_verb(dated, staging)
    if value.start != value.end or value.rel != "in" or value.end > published_on:
        return False
    if value.end < published_on - _LATELY and not _leads_to_what_is_said(dated, scene, staging):
        return False
    first, last = dated.words.first, dated.words.last
    agreed = {at for event in scene.events if event.role == "agreed" for at in event.words}
    before = _verbs(staging, max(scene.sentence.first, first - _REACH), first - 1, agreed)
    after = _verbs(staging, last + 1, min(scene.sentence.last, last + _REACH), agreed)
    leads = first - scene.sentence.first <= 1
    opened = any(staging.layout.positions("subjects", "that", at + 1, first - 1) for at in before[-1:])
    return (not opened and any(_is_free(scene, at + 1, first - 1) for at in before)) or any(
        _is_free(scene, last + 1, at - 1) and (leads or at - last <= 2)  # noqa: PLR2004 - "on Monday, X said"
        for at in after
    )


def _is_beside_verb(dated: DatedWords, staging: Staging) -> bool:
    """Whether a verb of saying stands right beside the words of a date: "ministers said this week"."""
    first, last = dated.words.first - 1, dated.words.last + 1
    return any(staging.layout.positions("verbs", "say", at, at) for at in (first, last))


def _leads_to_what_is_said(dated: DatedWords, scene: Scene, staging: Staging) -> bool:
    """Whether what is said begins right behind the day: "he told them on 20 August that …"."""
    behind = dated.words.last + 1
    return bool(staging.layout.positions("subjects", "that", behind, min(behind + 1, scene.sentence.last)))


def _verbs(staging: Staging, first: int, last: int, agreed: Container[int]) -> list[int]:
    """Verbs of saying, asking and other deeds, but those by which sides agree ("the two governments stated")."""
    layout = staging.layout
    found = [
        *layout.positions("verbs", "say", first, last),
        *layout.positions("verbs", "deed", first, last),
        *layout.positions("according", "to", first, last),
    ]
    return sorted(at for at in found if at not in agreed)


def _is_free(scene: Scene, first: int, last: int) -> bool:
    """Whether no event stands in the tokens ``first..last``."""
    return not any(first <= at <= last for event in scene.events if event.firm for at in event.words)
