"""Which language a text is written in, by its letters: enough for the languages that have a pack."""

from __future__ import annotations

from monitor.records import Lang

# Letters of the Sorani alphabet that Arabic does not use (Kurdish Academy's alphabet).
_SORANI_LETTERS = frozenset("ێۆەڕڵپچژگڤ")
_SORANI_SHARE = 0.04
"""Sorani writes vowels with letters of its own, so that far more than this share tells it from Arabic."""


def guess_language(text: str) -> Lang:
    """The language of a text; English where it holds no Arabic script."""
    letters = [letter for letter in text if letter.isalpha()]
    arabic_script = [letter for letter in letters if "\u0600" <= letter <= "\u06ff"]
    if len(arabic_script) * 2 < len(letters) or not arabic_script:
        return "en"
    sorani = sum(1 for letter in arabic_script if letter in _SORANI_LETTERS)
    return "ckb" if sorani >= _SORANI_SHARE * len(arabic_script) else "ar"
