"""Sentences with their values marked: ``The pier closes [by June 2026].`` beside ``2026-06-01..2026-06-30 by``.

The marks say which words the value is read from; a sentence without marks holds none. Dates are written
``start..end`` (one day alone where both are equal) with their relation unless it is ``in``; figures as ``2500``,
``..500`` (open below), ``2500..`` (open above), ``2000..2500``, with the unit behind where one is named. A tilde before
either says approximate, a question mark behind it suspect. Several values are parted by `` | ``.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from monitor.language.values import find_values
from monitor.records import DateValue, FigureValue, Lang, Value

WEDNESDAY = date(2026, 3, 11)
"""The day of publication in every table: a Wednesday."""

Kind = Literal["date", "figure"]
Reading = list[tuple[str, str]]


def expected(marked: str, values: str) -> Reading:
    """What a marked sentence should give: the words of each value with its short form."""
    words = re.findall(r"\[(.*?)\]", marked)
    forms = [form.strip() for form in values.split(" | ")] if values else []
    assert len(words) == len(forms), f"{len(words)} marks but {len(forms)} values: {marked}"
    return list(zip(words, forms, strict=True))


def plain(marked: str) -> str:
    """The sentence without its marks."""
    return marked.replace("[", "").replace("]", "")


def read(kind: Kind, marked: str, lang: Lang, published_on: date = WEDNESDAY) -> Reading:
    """What the sentence without its marks gives, of one kind of value."""
    wanted = DateValue if kind == "date" else FigureValue
    found = find_values(plain(marked), lang, published_on)
    return [(mention.text, short(mention.value)) for mention in found if isinstance(mention.value, wanted)]


def values_of(
    text: str, lang: Lang, published_on: date = WEDNESDAY, direction: Literal["future", "past"] | None = None
) -> list[Value]:
    """Whatever is read in a text, without its words."""
    return [mention.value for mention in find_values(text, lang, published_on, direction)]


def read_all(marked: str, lang: Lang) -> Reading:
    """What the sentence without its marks gives of dates and figures together, published on ``WEDNESDAY``."""
    return [(mention.text, short(mention.value)) for mention in find_values(plain(marked), lang, WEDNESDAY)]


def read_with_others(text: str, lang: Lang) -> list[tuple[str, ...]]:
    """The short form of each value, with the other spans that are kept on it, in their order on the calendar."""
    values = (mention.value for mention in find_values(text, lang, WEDNESDAY))
    return [(short(value), *_others(value)) for value in values]


def _others(value: Value) -> list[str]:
    spans = value.others if isinstance(value, DateValue) else ()
    return [short(DateValue(start, end)) for start, end in sorted(spans)]


def short(value: Value) -> str:
    """The short form of a value."""
    if isinstance(value, DateValue):
        span = f"{value.start}" if value.start == value.end else f"{value.start}..{value.end}"
        form = span if value.rel == "in" else f"{span} {value.rel}"
    else:
        low, high = _number(value.low), _number(value.high)
        form = low if low == high else f"{low}..{high}"
        form = form if value.unit == "count" else f"{form} {value.unit}"
    return ("~" if value.approx else "") + form + ("?" if value.suspect else "")


def _number(bound: float | None) -> str:
    return "" if bound is None else f"{bound:g}" if bound < 1e6 else str(int(bound))
