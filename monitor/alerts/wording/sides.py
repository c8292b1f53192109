"""The two sides of a change: how it stands now and how it stood before, each with its source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from monitor.alerts.matters import Matter, stands_against_itself, stands_no_more
from monitor.alerts.wording.counting import word_count
from monitor.alerts.wording.dates import word_day
from monitor.alerts.wording.newsroom import Newsroom
from monitor.alerts.wording.sources import (
    word_outlet,
    word_place_of_report,
    word_source,
    word_speaker,
)
from monitor.alerts.wording.values import word_claim
from monitor.records import Change, Said

_AGAINST_WHAT_WAS_KNOWN = frozenset({"changed", "refined", "new", "restated"})


@dataclass(frozen=True, slots=True)
class Sides:
    """``before`` and ``before_said`` are empty where nothing stands on the other side."""

    now: str
    now_said: str
    before: str = ""
    before_said: str = ""


def word_sides(change: Change, newsroom: Newsroom) -> Sides:
    """Both sides of the change. What is gone or overdue stands before, and "now" says that it is.

    The other value of an article that contradicts itself is not what was known before: it is told as a value.
    """
    words, today = newsroom.words, word_day(newsroom.today, newsroom.words)
    if stands_no_more(change):
        now = words.layout.page_gone if change.part == "page_gone" else words.layout.gone
        read = words.said.as_read.format(outlet=word_outlet(change.said, words), day=today)
        return Sides(now, read, *_side(change.said, newsroom))
    if change.kind == "overdue":
        return Sides(words.layout.overdue, words.said.as_of.format(day=today), *_side(change.said, newsroom))
    before = () if change.against is None or stands_against_itself(change) else _side(change.against, newsroom)
    return Sides(*_side(change.said, newsroom), *before)


def word_sides_shown(matter: Matter, newsroom: Newsroom) -> Sides:
    """Both sides of a matter. "Now" holds all values of an article that contradicts itself, and who gives each.

    Beside such values, "before" is what was known; what else the article changes (that its speaker said otherwise, that
    it read otherwise) has a line of its own.
    """
    sides = word_sides(matter.headline, newsroom)
    if not matter.values:
        return sides
    now, now_said = _all_values(matter.values, newsroom)
    if matter.headline.kind not in _AGAINST_WHAT_WAS_KNOWN:
        return Sides(now, now_said)
    return replace(sides, now=now, now_said=now_said)


def _all_values(values: Sequence[Said], newsroom: Newsroom) -> tuple[str, str]:
    words = newsroom.words
    sources = [word_source(said, newsroom.zone, words) for said in values]
    if len(set(sources)) == 1:
        return word_row((word_claim(said.claim, words) for said in values), newsroom), sources[0]
    now = word_row((_value_of(said, newsroom) for said in values), newsroom)
    return now, word_place_of_report(values[0], newsroom.zone, words)


def word_row(values: Iterable[str], newsroom: Newsroom) -> str:
    """The values in a row: "by September 2026; by December 2026"."""
    row, *further = values
    for value in further:
        row = newsroom.words.contradiction.next.format(values=row, value=value)
    return row


def word_number_of_values(count: int, newsroom: Newsroom) -> str:
    """How many values an article gives: "two values in one article"."""
    words = newsroom.words.contradiction
    return {2: words.two, 3: words.three}.get(count) or word_count(count, words.more, newsroom.words)


def _side(said: Said, newsroom: Newsroom) -> tuple[str, str]:
    return word_claim(said.claim, newsroom.words), word_source(said, newsroom.zone, newsroom.words)


def _value_of(said: Said, newsroom: Newsroom) -> str:
    value, who = word_claim(said.claim, newsroom.words), word_speaker(said.claim, newsroom.words)
    return newsroom.words.contradiction.value_of.format(value=value, who=who) if who else value
