"""What the Unicode locale data say of a reader's language: which way it runs, and which form a number asks for."""

from __future__ import annotations

from functools import cache

from babel import Locale

from monitor.alerts.inert import TextDirection
from monitor.records import Lang

_REST = "other"


def direction_of(lang: Lang) -> TextDirection:
    """Which way the language is written."""
    return "rtl" if _locale(lang).text_direction == "rtl" else "ltr"


def plural_categories(lang: Lang) -> frozenset[str]:
    """The forms of a counted word by their names in CLDR: "one" and "other" in English and Sorani, six in Arabic."""
    return frozenset(_locale(lang).plural_form.tags) | {_REST}


def plural_category(number: float, lang: Lang) -> str:
    """The form that a word takes beside the number."""
    return _locale(lang).plural_form(number)


@cache
def _locale(lang: Lang) -> Locale:
    return Locale.parse(lang)
