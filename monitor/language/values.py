"""Every date and figure of a text, read and resolved: what ``monitor values`` prints."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from monitor.language.dates import DateWords, Direction, direction_of, explain_date, find_date_words, resolve_date
from monitor.language.dates.standing import is_whole_text
from monitor.language.explaining import date_steps, figure_steps
from monitor.language.figure_words import FigureWords
from monitor.language.figures import find_figures
from monitor.language.pack import load_pack
from monitor.language.reading import Layout
from monitor.language.tokens import tokenize
from monitor.records import DateValue, Lang, Value

VALUE_FILES = ("calendar", "feasts", "numbers", "modality", "speech", "sentences")
"""The files of a pack that reading values needs."""


class ValueMention(NamedTuple):
    """A value with the words that say it; ``start..end`` are offsets in the text that was given.

    ``rule`` names what in the grammar read it; ``steps`` say in order how the words became the value, for people, and
    are empty where nobody asked for them. A tuple, because tuples are made faster than dataclasses.
    """

    value: Value
    text: str
    start: int
    end: int
    rule: str
    steps: tuple[str, ...] = ()


def find_values(
    text: str, lang: Lang, published_on: date, direction: Direction | None = None, *, explained: bool = False
) -> tuple[ValueMention, ...]:
    """The dates and figures of a text in order of their place; nothing where it names none.

    ``direction`` tells where bare months, days and weekdays lie (see ``resolve_date``); without it the words around
    each decide, and in a text that is nothing but a date, such as a label, it is the coming one. With ``explained``
    each says how it was read.
    """
    layout = Layout(tokenize(text), load_pack(lang), *VALUE_FILES)
    dates = find_date_words(layout)
    mentions: list[ValueMention] = []
    known: list[DateValue] = []
    for words in dates:
        label = is_whole_text(layout, words)
        lies = direction or (_as_label(words, layout) if label else direction_of(words, layout))
        if explained:
            value, notes = explain_date(words, published_on, lies, known)
        else:
            value, notes = resolve_date(words, published_on, lies, known), ()
        if value is not None:
            told = label and direction is None
            steps = date_steps(words, value, lies, notes, label=told) if explained else ()
            known.append(value)
            mentions.append(_mention(value, text, layout, words, steps))
    if layout.names_numbers:
        taken = {at for words in dates for at in range(words.first, words.last + 1)}
        figures = find_figures(layout, taken)
        mentions = [one for one in mentions if not _lies_in_figure(one, figures, layout)] if dates else mentions
        mentions.extend(
            _mention(figure.value, text, layout, figure, figure_steps(figure) if explained else ())
            for figure in figures
        )
    if dates and len(mentions) > 1:
        mentions.sort(key=attrgetter("start", "end"))
    return tuple(mentions)


def _lies_in_figure(mention: ValueMention, figures: Sequence[FigureWords], layout: Layout) -> bool:
    """Whether a day is part of what bounds a figure: "لا تتجاوز اليوم 500", which does not exceed 500 today."""
    spans = ((layout.tokens[one.first].start, layout.tokens[one.last].end) for one in figures)
    return any(start <= mention.start and mention.end <= end for start, end in spans)


def _as_label(words: DateWords, layout: Layout) -> Direction | None:
    """A label lies ahead; "on Friday" and "يوم الجمعة" are no labels but fragments of a report."""
    if words.rel == "in" and layout.starting(words.first, "until") is not None:
        return "future"
    placed = words.rel_given or layout.ending(words.first - 1, "day_labels") is not None
    return None if placed else "future"


def _mention(
    value: Value, text: str, layout: Layout, words: DateWords | FigureWords, steps: Sequence[str]
) -> ValueMention:
    start, end = layout.tokens[words.first].start, layout.tokens[words.last].end
    return ValueMention(value, text[start:end], start, end, words.rule, tuple(steps))
