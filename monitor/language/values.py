"""Every date and figure of a text, read and resolved: what ``monitor values`` prints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from monitor.language.dates import Direction, find_date_words, resolve_date
from monitor.language.figures import find_figures
from monitor.language.pack import load_pack
from monitor.language.reading import Layout
from monitor.language.tokens import tokenize
from monitor.records import DateValue, Lang, Value


@dataclass(frozen=True, slots=True)
class ValueMention:
    """A value with the words that say it; ``start..end`` are offsets in the text that was given."""

    value: Value
    text: str
    start: int
    end: int
    rule: str


def find_values(
    text: str, lang: Lang, published_on: date, direction: Direction | None = None
) -> tuple[ValueMention, ...]:
    """The dates and figures of a text in order of their place; nothing where it names none.

    ``direction`` tells where bare months, days and weekdays lie (see ``resolve_date``).
    """
    tokens = tokenize(text)
    layout = Layout(tokens, load_pack(lang), "calendar", "numbers")
    mentions: list[ValueMention] = []
    dates: list[DateValue] = []
    taken: set[int] = set()
    for words in find_date_words(layout):
        value = resolve_date(words, published_on, direction, dates)
        if value is None:
            continue
        dates.append(value)
        taken.update(range(words.first, words.last + 1))
        start, end = tokens[words.first].start, tokens[words.last].end
        mentions.append(ValueMention(value, text[start:end], start, end, words.rule))
    for figure in find_figures(layout, taken):
        start, end = tokens[figure.first].start, tokens[figure.last].end
        mentions.append(ValueMention(figure.value, text[start:end], start, end, figure.rule))
    return tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end)))
