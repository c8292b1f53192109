"""Other spellings of a text that its readers take for the same: digits, marks, forms and variants of letters.

Each takes a text and dice, and changes as much of the text as the dice say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from random import Random

LATIN, ARABIC_INDIC, PERSIAN = "0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"

SHORT_VOWELS = "\u064e\u064f\u0650\u0651\u0652"
"""Fatha, damma, kasra, shadda, sukun; no tanwin, which may tell words apart ("ألفًا" a thousand, "ألفا" two)."""

NO_BREAK_SPACES = "\u00a0\u202f\u2007"

DIRECTION_MARKS = ["\u200e", "\u200f", "\u061c", "\u202a{}\u202c", "\u202b{}\u202c", "\u2067{}\u2069", "\u2068{}\u2069"]
"""Left-to-right, right-to-left and Arabic letter mark; embeddings and isolates around a word."""

KURDISH_VARIANTS = {"ک": ["ك"], "ی": ["ي", "ى"], "ە": ["ه\u200c"], "ه": ["ھ", "ہ"]}
ARABIC_VARIANTS = {"أ": "ا", "إ": "ا", "آ": "ا", "ي": "ی", "ك": "ک"}
ARABIC_ENDINGS = {"ي": "ى", "ى": "ي", "ة": "ه"}

ARABIC_LETTER = re.compile(r"[\u0620-\u064a\u0671-\u06d3\u06d5]")


LAM_ALEF = {"لا", "لأ", "لإ", "لآ"}


def _presentation_forms() -> Mapping[tuple[str, str], str]:
    """The glyph of each letter and of lam-alef, by the letters and the place in the word ("<initial>" …)."""
    forms: dict[tuple[str, str], str] = {}
    for code in (*range(0xFB50, 0xFDFF), *range(0xFE70, 0xFEFD)):
        place, *letters = unicodedata.decomposition(chr(code)).split()[:3] or [""]
        text = "".join(chr(int(letter, 16)) for letter in letters)
        if place in {"<isolated>", "<initial>", "<medial>", "<final>"} and (len(text) == 1 or text in LAM_ALEF):
            forms.setdefault((place, text), chr(code))
    return forms


PRESENTATION_FORMS = _presentation_forms()


def in_digits(digits: str) -> Callable[[str, Random], str]:
    """A spelling with every digit taken from ``digits``."""

    def spell(text: str, _dice: Random) -> str:
        return "".join(digits[int(letter)] if letter.isdecimal() else letter for letter in text)

    return spell


def in_mixed_digits(text: str, dice: Random) -> str:
    """Each number in the digits of one script, whichever."""

    def spell(number: re.Match[str]) -> str:
        return in_digits(dice.choice([LATIN, ARABIC_INDIC, PERSIAN]))(number.group(), dice)

    return re.sub(r"\d+(?:[.,]\d+)*", spell, text)


def with_short_vowels(text: str, dice: Random) -> str:
    """Arabic vowelled here and there, or throughout."""
    share = dice.choice([0.3, 1.0])
    return ARABIC_LETTER.sub(
        lambda letter: letter.group() + (dice.choice(SHORT_VOWELS) if dice.random() < share else ""), text
    )


def with_tatweel(text: str, dice: Random) -> str:
    """Letters drawn out, between letters that join."""
    joining = re.compile(rf"(?<=[بتثجحخسشصضطظعغفقكلمنهيئکیێڵڤگپچ])(?={ARABIC_LETTER.pattern})")
    return joining.sub(lambda _: "ـ" * dice.choice([0, 1, 3]), text)


def in_presentation_forms(text: str, _dice: Random) -> str:
    """Arabic letters as glyphs for their place in the word, lam-alef as one, as PDF files and old systems give them."""
    pieces = re.findall(r"ل[اأإآ]|.", text, re.DOTALL)
    spelled = []
    for at, piece in enumerate(pieces):
        before = at > 0 and ("<initial>", pieces[at - 1]) in PRESENTATION_FORMS
        follows = at + 1 < len(pieces) and ARABIC_LETTER.match(pieces[at + 1]) is not None
        places = {(1, 1): "<medial>", (1, 0): "<final>", (0, 1): "<initial>", (0, 0): "<isolated>"}
        joined = follows and ("<initial>", piece) in PRESENTATION_FORMS
        spelled.append(PRESENTATION_FORMS.get((places[before, joined], piece), piece))
    return "".join(spelled)


def with_no_break_spaces(text: str, dice: Random) -> str:
    """Spaces that keep their line."""
    return re.sub(" ", lambda _: dice.choice(NO_BREAK_SPACES + " "), text)


def with_direction_marks(text: str, dice: Random) -> str:
    """Marks of direction beside words, numbers and signs, or around them."""

    def mark(piece: re.Match[str]) -> str:
        form = dice.choice(DIRECTION_MARKS)
        around = [form] if "{}" in form else [form + "{}", "{}" + form]
        return dice.choice([*around, "{}"]).format(piece.group())

    return re.sub(r"\d+(?:[.,]\d+)*|\w+(?:['-]\w+)*|[^\w\s]", mark, text)


def in_kurdish_variants(text: str, dice: Random) -> str:
    """The letters of Arabic keyboards for the Kurdish ones, and heh with a non-joiner for its vowel, here and there."""
    return "".join(dice.choice([letter, *KURDISH_VARIANTS.get(letter, [letter])]) for letter in text)


def in_arabic_variants(text: str, dice: Random) -> str:
    """Alef without its hamza, letters of Persian keyboards, and the endings that Egypt writes alike, here and there."""
    spelled = "".join(dice.choice([letter, *ARABIC_VARIANTS.get(letter, [letter])]) for letter in text)
    return re.sub(r"[يىة]\b", lambda end: dice.choice([end.group(), ARABIC_ENDINGS[end.group()]]), spelled)
