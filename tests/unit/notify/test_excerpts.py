from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.notify.excerpts import count_units, excerpt_around, shorten
from monitor.notify.sendable import make_sendable, make_sendable_line

regex = pytest.importorskip("regex", reason="it knows the borders of Unicode's grapheme clusters")

# Characters that join with their neighbours: emoji families, flags, tones, accents, Hangul, Devanagari, Arabic marks.
JOINING = "👩‍❤️🏽🇮🇶🇬🇧e\u0301\u0308한글ᄒ\u1161\u11abक्षि\u0600\u0651م\u200dกำ ab1٢."
mixed = st.text(st.one_of(st.sampled_from(JOINING), st.characters(exclude_categories=("Cs",))), max_size=60)


def clusters(text: str) -> list[str]:
    """The characters as a reader counts them."""
    return regex.findall(r"\X", text)


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("short", 5, "short"),
        ("longer", 5, "long…"),
        ("👩‍👩‍👧 family", 9, "👩‍👩‍👧…"),
        ("🇮🇶🇬🇧", 5, "🇮🇶…"),
        ("🇮🇶🇬🇧", 7, "🇮🇶…"),
        ("cafe\u0301 bar", 5, "caf…"),
        ("😀😀😀", 4, "😀…"),
        ("oh 👍🏽 yes", 6, "oh …"),
        ("한국어 기사", 4, "한국어…"),
        ("ab क्षि", 5, "ab …"),
    ],
)
def test_text_is_shortened_between_whole_characters(text, limit, expected):
    """What does not fit is left out from the last whole character on; joined characters go together."""
    assert shorten(text, limit) == expected


def test_a_character_longer_than_the_limit_is_cut_after_all():
    """A letter under a hundred accents cannot be shown whole; its beginning is better than nothing."""
    assert shorten("e" + "\u0301" * 100, 10) == "e" + "\u0301" * 8 + "…"


@given(text=mixed, limit=st.integers(1, 40))
def test_shortened_text_fits_and_begins_as_the_text_does(text, limit):
    """The result is never longer than allowed, and but for the ellipsis it is a beginning of the text."""
    short = shorten(text, limit)

    assert count_units(short) <= limit
    assert text.startswith(short.removesuffix("…"))


@given(text=mixed, limit=st.integers(20, 60))
def test_no_character_is_cut_in_two(text, limit):
    """The cut falls between two grapheme clusters, wherever a cluster leaves a choice."""
    short = shorten(text, limit)
    kept = short.removesuffix("…")

    borders = {len("".join(clusters(text)[:count])) for count in range(len(clusters(text)) + 1)}
    assert short == text or len(kept) in borders or len(kept) < count_units(clusters(text)[0])


@given(opening=mixed, value=mixed, closing=mixed, limit=st.integers(1, 120))
def test_an_excerpt_fits_and_keeps_the_value(opening, value, closing, limit):
    """The value is whole whenever it fits; what is left of the rest stands next to it, on both sides."""
    before, kept, after = excerpt_around(opening, value, closing, limit)

    assert count_units(before + kept + after) <= limit
    assert kept == shorten(value, limit)
    assert opening.endswith(before.removeprefix("…"))
    assert closing.startswith(after.removesuffix("…"))


def test_an_excerpt_gives_the_room_of_one_side_to_the_other():
    """A value near the start of its sentence leaves more of what follows."""
    assert excerpt_around("In ", "May", " they left, and nobody came back.", 20) == ("In ", "May", " they left, a…")
    assert excerpt_around("Nobody came back after ", "May", ".", 14) == ("…ck after ", "May", ".")


def test_a_quote_that_fits_stays_whole():
    """Nothing is cut where nothing has to be."""
    assert excerpt_around("In ", "May", ".", 7) == ("In ", "May", ".")


@given(text=st.text(st.characters(exclude_categories=())))
def test_sendable_text_can_be_encoded_and_controls_nothing(text):
    """Lone surrogates and control characters are replaced one by one; tabs and newlines stay."""
    sendable = make_sendable(text)

    assert len(sendable.encode().decode()) == len(text)
    assert all(character.isprintable() or character in "\t\n" or ord(character) > 0x9F for character in sendable)
    assert len(f".{make_sendable_line(text)}.".splitlines()) == 1
