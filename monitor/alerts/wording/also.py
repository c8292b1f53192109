"""What a matter holds beside its loudest change, a line each."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.alerts.inert import make_inert
from monitor.alerts.matters import Matter, stands_against_itself, stands_no_more
from monitor.alerts.wording.counting import set_off
from monitor.alerts.wording.headings import name_change
from monitor.alerts.wording.newsroom import Newsroom
from monitor.alerts.wording.sides import Sides, word_sides, word_sides_shown
from monitor.alerts.wording.sources import word_place_of_report, word_source, word_source_briefly, word_speaker
from monitor.alerts.wording.timing import word_timing
from monitor.alerts.wording.values import word_claim
from monitor.records import Change, Said

_TOLD_BY_ITS_VALUE = frozenset({"changed", "refined", "denied", "put_off", "restated", "occurred", "gone", "page_gone"})
"""Changes whose line holds nothing but the claim on the other side: it is told once."""


def word_also(matter: Matter, newsroom: Newsroom) -> tuple[str, ...]:
    """The lines of a matter, none told twice: what the article says else of the fact, then what its other changes are.

    Nothing is told again that the headline tells, nor a value whose sentence is that of the first one.
    """
    lines = [_value(said, newsroom) for said in _further(matter)]
    if not matter.values and any(change.in_one_article for change in (matter.headline, *matter.others)):
        lines.append(newsroom.words.also.contradicted)
    shown = word_sides_shown(matter, newsroom)
    unsaid = (matter.headline, *matter.others) if matter.values and not shown.before else matter.others
    for change in unsaid:
        if not stands_against_itself(change) and not _is_denial_beside_values(change, matter):
            lines.extend(_line(change, matter.headline, shown, newsroom))
    return tuple(dict.fromkeys(lines))


def _further(matter: Matter) -> Iterator[Said]:
    """The claims that need a line with their sentence: the other values, and what the article denies beside them."""
    for said in matter.values[1:]:
        first = matter.values[0].claim
        if (said.claim.start, said.claim.quote) != (first.start, first.quote):
            yield said
    yield from (change.said for change in matter.others if _is_denial_beside_values(change, matter))


def _is_denial_beside_values(change: Change, matter: Matter) -> bool:
    return bool(matter.values) and change.said.claim.modality == "denied" and not stands_no_more(change)


def _value(said: Said, newsroom: Newsroom) -> str:
    now, now_said = word_claim(said.claim, newsroom.words), word_source(said, newsroom.zone, newsroom.words)
    quote = set_off(make_inert(said.claim.quote).strip(), newsroom.words)
    return newsroom.words.also.value.format(now=now, now_said=now_said, quote=quote)


def _line(change: Change, headline: Change, shown: Sides, newsroom: Newsroom) -> Iterator[str]:
    """The line of a change; none for one that would only say again what the headline does."""
    words, sides, name = newsroom.words.also, word_sides(change, newsroom), name_change(change)
    if name == "new" or (name == "denied" and not sides.before):
        yield words.new if name == "new" else words.denied_alone
        return
    timing, against = word_timing(change, newsroom.words), change.against or change.said
    repeats = _before(sides) == _before(shown)
    if repeats and name == "occurred" and timing:
        yield words.done.format(timing=timing)
    elif repeats and name == "revised_value":
        yield words.own_value.format(before=sides.before)
    elif sides.before and not (repeats and name in _TOLD_BY_ITS_VALUE):
        yield _phrase(change, headline, newsroom).format(
            before=sides.before,
            before_said=sides.before_said,
            before_who=word_speaker(against.claim, newsroom.words),
            where=word_place_of_report(against, newsroom.zone, newsroom.words),
            who=word_source_briefly(change.said, newsroom.words),
            timing=timing,
        )


def _before(sides: Sides) -> tuple[str, str]:
    return sides.before, sides.before_said


def _phrase(change: Change, headline: Change, newsroom: Newsroom) -> str:
    words, name = newsroom.words.also, name_change(change)
    now_by, before_by = (one and word_speaker(one.claim, newsroom.words) for one in (change.said, change.against))
    if name == "source_reversed" and now_by != word_speaker(headline.said.claim, newsroom.words):
        return words.another_reversed
    if name == "revised_speaker" and not before_by:
        return words.speaker_named
    if name == "occurred" and word_timing(change, newsroom.words):
        return words.occurred_timed
    phrase: str = getattr(words, name)
    return phrase
