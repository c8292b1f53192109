from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from monitor.publishing.characters import legible, one_line, web_address

ANY_TEXT = st.text(st.characters())
"""Every code point, lone surrogates and control characters too."""


@given(ANY_TEXT)
def test_whatever_is_legible_goes_into_xml_and_utf_8(text):
    """No text of others makes a program refuse the file that it stands in."""
    element = etree.Element("x")
    element.text = legible(text)

    assert element.text == legible(element.text)
    assert legible(text).encode("utf-8").decode("utf-8") == legible(text)


@given(st.text("abz ابج ئێڵ 🛶\t\n\u2068\u2069\u200f"))
def test_letters_stay_as_they_are(text):
    """Arabic, Kurdish, pictures, tabs, line feeds and marks of direction are left alone."""
    assert text == legible(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x00b\x1bc\x9dd", "abcd"),
        ("a\r\nb\rc\u2028d\u2029e\x0bf\x0cg\x85h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\ud83d b\uffff", "a\ufffd b\ufffd"),
    ],
)
def test_what_no_reader_can_show_is_taken_away(text, expected):
    """Controls go, every line end is a line feed, what is no character shows that something stood there."""
    assert expected == legible(text)


@given(ANY_TEXT)
def test_one_line_is_one(text):
    """Nothing in it breaks a line, and nothing stands at its ends."""
    line = one_line(text)

    assert len(line.splitlines()) <= 1
    assert line == line.strip()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://quay.example/a?b=c,d;e", True),
        ("http://quay.example/سوق", True),
        *((one, False) for one in ("", "quay.example", "javascript:alert(1)", "https://", "https://[quay/")),
        *(
            (f"https://quay.example/{sign}b", False)
            for sign in (" ", "\n", "\r\nSTATUS:CONFIRMED\r\n", "\x00", "\ud800")
        ),
    ],
)
def test_only_addresses_of_the_web_are_opened(url, expected):
    """An address with a blank, a control character or a line end is none."""
    assert (url if expected else "") == web_address(url)
