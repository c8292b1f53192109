"""Numbers and foreign words as they stand in a line of the reader's language, and how a line is cut."""

from __future__ import annotations

from itertools import accumulate

from monitor.alerts.inert import FIRST_STRONG_ISOLATE, POP_ISOLATE, isolate_foreign
from monitor.alerts.wording.locales import direction_of, plural_category
from monitor.alerts.wording.phrase_parts import Counted
from monitor.alerts.wording.vocabulary import Vocabulary

_DECIMALS = 2
_ISOLATES = FIRST_STRONG_ISOLATE + POP_ISOLATE


def set_off(text: str, words: Vocabulary) -> str:
    """The text, isolated where it would mix with the direction of the reader's language."""
    return isolate_foreign(text, direction_of(words.lang))


def word_number(number: float, words: Vocabulary) -> str:
    """A number with its thousands set off, at most two decimals: "2,500", "1.5".

    Its digits are Western in every language, as Iraqi outlets mostly write them.
    """
    return set_off(f"{number:,.{_DECIMALS}f}".rstrip("0").rstrip("."), words)


def word_ordinal(number: int, words: Vocabulary) -> str:
    """A number that names a day or a year, without marks for thousands."""
    return set_off(str(number), words)


def word_count(number: float, forms: Counted, words: Vocabulary, **parts: str) -> str:
    """The number with what is counted, in the form that it asks for: "1 day", "92 days"."""
    form = forms[plural_category(round(number, _DECIMALS), words.lang)]
    return form.format(count=word_number(number, words), **parts)


def cut_short(line: str, letters: int) -> str:
    """The line up to the last whole word that fits, isolates not counted; what is isolated in it is closed again."""
    seen = accumulate(character not in _ISOLATES for character in line)
    end = next((at for at, count in enumerate(seen) if count > letters), None)
    if end is None:
        return line
    kept = line[:end].rpartition(" ")[0].rstrip(" ,،:;؛—")
    still_open = kept.count(FIRST_STRONG_ISOLATE) - kept.count(POP_ISOLATE)
    return f"{kept}{POP_ISOLATE * still_open} …".lstrip()
