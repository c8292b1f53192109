"""What an outlet lets see of its edits: its marker of an update, and an address that no longer fits the headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from monitor.editions.slugs import slug_differs
from monitor.editions.words import lay_out
from monitor.language.folding import fold
from monitor.language.reading import Layout
from monitor.language.values import find_values
from monitor.records import Article, DateValue, Lang, Sign, Signs

NEAR_LETTERS = 300
"""How near the start or the end of a text a marker stands, in characters. A judgement."""

LONGEST_MARKER = 18
"""How many tokens follow the cue of a marker at most: a weekday, a date, a time and a zone. A judgement."""

CLOCK_LEEWAY = timedelta(hours=1)
"""How far a marker may lie ahead of the moment of reading: clocks differ. A judgement."""

_MOMENT_TABLES = frozenset({"months", "weekdays", "weekdays_bare", "marker_words", "ordinal_marks"})
_INNER_MARKS = frozenset({":", ",", "-", "/", ".", "'", ";"})
_ENDS = frozenset({")", "]", "|", "-", ".", "•", "·", "*"})
_OPENINGS = frozenset({"(", "[", "|", "-", "•", "·", "*", ".", "!", "?", "»", '"'})
_CLOCK = re.compile(r"(?<![\d:./-])([01]?\d|2[0-3])[:.]([0-5]\d)(?::[0-5]\d)?(?![\d/-]|[:.]\d)")
_DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}")
_NOON = 12


class Marker(NamedTuple):
    """A marker of an update: its tokens ``first..last`` (inclusive), those behind its cue from ``told`` on."""

    first: int
    told: int
    last: int


def read_signs(article: Article, read_at: datetime, zone: str) -> Signs:
    """What shows that the article was edited before it was read; empty ``Signs`` where nothing does.

    ``zone`` is the IANA name of the outlet's time zone. A time without a day is on the day of publication, or on the
    next where it lies before the moment of publication. ``updated_at`` is None where the marker gives no time, or one
    more than ``CLOCK_LEEWAY`` ahead of ``read_at``.
    """
    seen: list[Sign] = []
    moments: list[datetime] = []
    for text in (article.title, article.text):
        layout = lay_out(text, article.lang)
        for marker in find_markers(layout):
            seen = ["updated_marker"]
            moment = _moment(text, layout, marker, article, ZoneInfo(zone))
            if moment is not None and moment <= read_at + CLOCK_LEEWAY:
                moments.append(moment)
    if slug_differs(article.url, article.title, article.lang):
        seen.append("slug_differs")
    return Signs(tuple(seen), max(moments, default=None))


def strip_markers(text: str, lang: Lang) -> str:
    """The text without the markers of an update near its start and its end; the rest stays as it is."""
    layout = lay_out(text, lang)
    kept, at = "", 0
    for marker in find_markers(layout):
        kept += text[at : layout.tokens[marker.first].start]
        at = layout.tokens[marker.last].end
    return kept + text[at:] if at else text


def marker_tokens(layout: Layout) -> frozenset[int]:
    """The tokens of all markers in the text."""
    return frozenset(at for marker in find_markers(layout) for at in range(marker.first, marker.last + 1))


def find_markers(layout: Layout) -> tuple[Marker, ...]:
    """The markers within ``NEAR_LETTERS`` of the start or the end of a text, in order, none within another.

    A marker is a cue ("updated", "آخر تحديث") at the start of a line or behind a bracket or a stop, with nothing behind
    it but a time or a day up to a bracket, a stop or the end of the line; or alone in brackets or in a line; or alone
    before a colon at the very start. A cue within a sentence is none.
    """
    if "markers" not in layout.tables:
        return ()
    found: list[Marker] = []
    for at in layout.places_of(frozenset({"markers"})):
        marker = _marker(layout, at) if not found or at > found[-1].last else None
        if marker is not None and _is_near(layout, marker):
            found.append(marker)
    return tuple(found)


def _is_near(layout: Layout, marker: Marker) -> bool:
    tokens = layout.tokens
    return tokens[marker.first].start < NEAR_LETTERS or tokens[-1].end - tokens[marker.last].end < NEAR_LETTERS


def _marker(layout: Layout, at: int) -> Marker | None:
    tokens, hit = layout.tokens, layout.starting(at, "markers")
    opens_line = at == 0 or tokens[at].opens_line
    if hit is None or not (opens_line or tokens[at - 1].folded in _OPENINGS):
        return None
    bracketed = at > 0 and tokens[at - 1].folded in {"(", "["}
    first, behind = at - bracketed, hit.last + 1
    closes = behind < len(tokens) and tokens[behind].folded in {")", "]"}
    if bracketed and closes:
        return Marker(first, behind, behind)
    last = max((end for end in _ends(layout, behind) if _gives_moment(layout, behind, end)), default=None)
    if last is not None:
        closes = bracketed and last + 1 < len(tokens) and tokens[last + 1].folded in {")", "]"}
        return Marker(first, behind, last + closes) if closes or not bracketed else None
    if opens_line and (behind == len(tokens) or tokens[behind].opens_line):
        return Marker(first, behind, hit.last)
    if at == 0 and behind < len(tokens) and tokens[behind].folded in {":", "|"}:
        return Marker(0, behind, behind)
    return None


def _ends(layout: Layout, behind: int) -> Iterator[int]:
    """The tokens with which a moment told from ``behind`` on may end: nothing but words of time lies before them."""
    tokens = layout.tokens
    at, told = behind, False
    while at < min(len(tokens), behind + LONGEST_MARKER):
        token = tokens[at]
        if told and (token.opens_line or token.folded in _ENDS):
            yield at - 1
        if (told and token.opens_line) or (token.folded == "." and not _is_inside(layout, at)):
            return
        word_end = _moment_word_end(layout, at)
        if word_end is None:
            return
        told = told or token.kind != "mark"
        at = word_end + 1
    if at >= len(tokens) and told:
        yield len(tokens) - 1


def _moment_word_end(layout: Layout, at: int) -> int | None:
    token = layout.tokens[at]
    if token.kind == "number":
        return at
    hits = [hit for table in _MOMENT_TABLES if (hit := layout.starting(at, table)) is not None]
    if hits:
        return max(hit.last for hit in hits)
    return at if token.folded in _INNER_MARKS else None


def _is_inside(layout: Layout, at: int) -> bool:
    """Whether a point stands within a short form ("p.m.") rather than behind a sentence."""
    follows = layout.tokens[at + 1 : at + 2]
    return bool(follows) and follows[0].glued


def _gives_moment(layout: Layout, first: int, last: int) -> bool:
    """Whether the tokens tell a time, a day, or how long ago."""
    tokens = layout.tokens[first : last + 1]
    written = _written(layout, first, last)
    numbers = any(token.kind == "number" for token in tokens)
    dated = any(not {"months"}.isdisjoint(layout.tables_at(at)) for at in range(first, last + 1))
    ago = any(layout.meaning(at, "durations", "ago") is not None for at in range(first, last + 1))
    return _CLOCK.search(written) is not None or _DAY.search(written) is not None or (numbers and (dated or ago))


def _written(layout: Layout, first: int, last: int) -> str:
    """The folded tokens, those that touch written together."""
    tokens = layout.tokens[first : last + 1]
    return "".join(token.folded if token.glued else f" {token.folded}" for token in tokens)


def _moment(text: str, layout: Layout, marker: Marker, article: Article, zone: ZoneInfo) -> datetime | None:
    """The moment that a marker tells in UTC, or None where it tells no time."""
    clock = _clock(layout, marker)
    if clock is None:
        return None
    told = range(marker.told, marker.last + 1)
    in_utc = any(layout.meaning(at, "marker_words", "utc") is not None for at in told)
    meant = ZoneInfo("UTC") if in_utc else zone
    words = text[layout.tokens[marker.told].start : layout.tokens[marker.last].end]
    day = _day(words, article)
    moment = datetime.combine(day or article.published_on, clock, meant).astimezone(UTC)
    return moment if day is not None or moment >= article.published_at else moment + timedelta(days=1)


def _day(words: str, article: Article) -> date | None:
    if not any(letter.isdigit() for letter in _CLOCK.sub("", fold(words))):
        return None
    values = (mention.value for mention in find_values(words, article.lang, article.published_on, "past"))
    days = [value.start for value in values if isinstance(value, DateValue) and value.start == value.end]
    return days[0] if days else None


def _clock(layout: Layout, marker: Marker) -> time | None:
    found = _CLOCK.search(_written(layout, marker.told, marker.last))
    if found is None:
        return None
    hour, minute = int(found.group(1)), int(found.group(2))
    halves = {
        half
        for at in range(marker.told, marker.last + 1)
        for half in ("am", "pm")
        if layout.meaning(at, "marker_words", half) is not None
    }
    if hour <= _NOON and len(halves) == 1:
        hour = hour % _NOON + (_NOON if "pm" in halves else 0)
    return time(hour, minute)
