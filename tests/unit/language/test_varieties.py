"""Which language a text is written in, by its letters."""

import pytest

from monitor.language.varieties import guess_language

TEXTS = [
    ("The pier closes in June.", "en"),
    ("يغلق الرصيف في حزيران.", "ar"),
    ("بەندەرەکە لە حوزەیران دادەخرێت.", "ckb"),
    ("يغلق الرصيف، كما قالت Pier Post في حزيران.", "ar"),
    ("The keeper, called الحارس, spoke.", "en"),
    ("2026", "en"),
    ("", "en"),
]


@pytest.mark.parametrize(("text", "lang"), TEXTS)
def test_a_text_is_told_by_its_letters(text: str, lang: str) -> None:
    """Arabic script with letters of Sorani's own is Sorani, without them Arabic; all else is English."""
    assert lang == guess_language(text)
