"""One spelling for the many that newsrooms use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.language.folding import fold

ALIKE = [
    # as written, as other newsrooms write it
    ("أيلول", "ايلول"),
    ("إعلان", "اعلان"),
    ("آذار", "اذار"),
    ("العسكرى", "العسكري"),
    ("مدينة", "مدينه"),
    ("کوردستان", "كوردستان"),
    ("هەولێر", "ههولێر"),
    ("ئەربیل", "ئەربيل"),
    ("قُوّات", "قوات"),
    ("قـــوات", "قوات"),
    ("٢٠٢٦", "2026"),
    ("۲۰۲۶", "2026"),
    ("٢٬٥٠٠", "2,500"),
    ("٢٠٪", "20%"),
    ("2024–2026", "2024-2026"),
    ("pier’s", "pier's"),
    ("PIER", "pier"),
    ("café", "cafe\u0301"),
    ("ﺳﻼﻡ", "سلام"),  # presentation forms, as old systems print them
    ("pi\u200ber", "pier"),
    ("\u200fالرصيف", "الرصيف"),
    ("İSTANBUL", "istanbul"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_spellings_of_one_word_fold_to_the_same(one: str, other: str) -> None:
    """Look-alike letters, marks, joiners, digits, dashes and cases make no difference."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("آب", "أم"), ("ڕۆژ", "روژ"), ("سێ", "سی"), ("ئاب", "اب"), ("2026", "2027")]
)
def test_different_words_stay_different(one: str, other: str) -> None:
    """Letters that Kurdish keeps apart, and digits, are not unified."""
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_a_second_time_changes_nothing(text: str) -> None:
    """What is folded stays as it is, so that words of packs and of texts meet."""
    once = fold(text)

    assert once == fold(once)


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_plain_ascii_is_only_lowered(text: str) -> None:
    """English text keeps every character."""
    assert text.lower() == fold(text)
