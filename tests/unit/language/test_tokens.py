"""Words, numbers and marks of a text, each with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.language.tokens import LONGEST_NUMBER_DIGITS, decimal_number, tokenize, whole_number


def kinds(text: str) -> list[tuple[str, str]]:
    """The text of each token with its kind."""
    return [(token.text, token.kind) for token in tokenize(text)]


CUTS = [
    ("The pier, shut.", ["The", "pier", ",", "shut", "."]),
    ("2,500 men", ["2,500", "men"]),
    ("it cost .5", ["it", "cost", ".5"]),
    ("no. 5.", ["no", ".", "5", "."]),
    ("20ی ئازار", ["20", "ی", "ئازار"]),
    ("بـ2,500", ["بـ", "2,500"]),
    ("٢٬٥٠٠ جندي", ["٢٬٥٠٠", "جندي"]),
    ("٢،٥٠٠ جندي", ["٢،٥٠٠", "جندي"]),
    ("2024،2025", ["2024", "،", "2025"]),
    ("1 234 567.89 men", ["1 234 567.89", "men"]),
    ("1\u202f234 men", ["1\u202f234", "men"]),
    ("12 500 men", ["12", "500", "men"]),  # one group behind a plain space may be another number
    ("770 123 4567", ["770", "123", "4567"]),
    ("26،013\u202a,94", ["26،013\u202a,94"]),
    ("1'234'567 men", ["1'234'567", "men"]),
    ("1e10 men", ["1e10", "men"]),
    ("2½ men", ["2", "½", "men"]),
    ("a ======== b", ["a", "========", "b"]),
    ("a === b", ["a", "=", "=", "=", "b"]),
    ("قُوّات", ["قُوّات"]),
    ("قـــوات", ["قـــوات"]),
    ("F-16", ["F", "-", "16"]),
    ("سبتمبر/أيلول", ["سبتمبر", "/", "أيلول"]),
    ("\u200f", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "tokens"), CUTS)
def test_a_text_is_cut_at_its_words_numbers_and_marks(text: str, tokens: list[str]) -> None:
    """Letters with their marks hold together, digits with their separators; all else stands alone."""
    assert tokens == [token.text for token in tokenize(text)]


def test_each_token_knows_its_kind() -> None:
    """Letters make words, digits numbers, the rest marks."""
    assert [("Gate", "word"), ("7", "number"), ("!", "mark")] == kinds("Gate 7!")


def test_a_token_knows_whether_white_space_or_a_line_break_stands_before_it() -> None:
    """Only tokens that touch are glued, and only the first of a line opens it."""
    found = [(token.text, token.glued, token.opens_line) for token in tokenize("no.5\nmen 7")]

    assert found == [
        ("no", False, False),
        (".", True, False),
        ("5", True, False),
        ("men", False, True),
        ("7", False, False),
    ]


NUMBERS = [
    ("2500", 2500),
    ("2,500", 2500),
    ("2.500", 2500),  # three digits behind a mark are thousands, as newsrooms write counts
    ("٢٬٥٠٠", 2500),
    ("٢،٥٠٠", 2500),
    ("۲۵۰۰", 2500),
    ("1,250,000", 1250000),
    ("1.250.000", 1250000),
    ("100,000.5", 100000.5),
    ("9.9", 9.9),
    ("9,5", 9.5),
    ("٩٫٥", 9.5),
    (".5", 0.5),
    ("0.125", 0.125),
    ("3.14159", 3.14159),
    ("1 234 567.89", 1234567.89),
    ("1\u202f234\u202f567", 1234567),
    ("1٬000 000", 1000000),
    ("1'234'567", 1234567),
    ("26،013\u202a,94", 26013.94),
    ("٩,٢٣", 9.23),
    ("0,23456", 0.23456),
    ("1e10", 1e10),
    ("1.5e-3", 0.0015),
    ("¾", 0.75),
    ("1,234,567,890,123.25", 1234567890123.25),
    ("30.9.2026", None),
    ("12,3456", None),
    ("1,25,000", None),
    ("9" * (LONGEST_NUMBER_DIGITS + 1), None),
]


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_digits_are_the_number_that_a_newsroom_means(text: str, number: float | None) -> None:
    """Thousands marks and decimal marks are told apart; what is no number gives none."""
    (token,) = tokenize(text)

    assert number == whole_number(token)


def test_a_word_is_no_number_in_digits() -> None:
    """Number words are the business of the numerals, not of the tokens."""
    assert [None] == [whole_number(token) for token in tokenize("twelve")]


@pytest.mark.parametrize(("text", "number"), [("1.250", 1.25), ("2,500", 2500), ("7", 7)])
def test_before_a_scale_a_point_is_a_decimal_mark(text: str, number: float) -> None:
    """Where a million follows, 1.250 of them are one and a quarter."""
    (token,) = tokenize(text)

    assert number == decimal_number(token)


@given(st.text())
def test_tokens_stand_in_order_at_their_offsets(text: str) -> None:
    """Every token is verbatim at its place, and no two overlap."""
    reached = 0
    for token in tokenize(text):
        assert text[token.start : token.end] == token.text
        assert reached <= token.start < token.end
        reached = token.end


@given(st.text())
def test_any_digits_are_a_number_or_none(text: str) -> None:
    """No run of digits of any script stops the reading."""
    for token in tokenize(text):
        assert whole_number(token) is None or token.kind == "number"
