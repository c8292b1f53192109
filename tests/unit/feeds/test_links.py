from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.feeds import article_id, canonical_link
from monitor.feeds.links import usable_link

PIECES = st.lists(
    st.sampled_from(
        ["http://", "HTTPS://", "www.", "Valley.example", ":80", ":8443", "/", "%", "%41", "%d8", "%2F", "س", "a"]
    )
    | st.sampled_from(["?", "&", "=", "utm_x", "#", "@", " ", "\\", "[", "]", "..", "\u200c", "\ud800", "é"]),
    max_size=12,
).map("".join)


@settings(deadline=None)
@given(url=PIECES | st.text(max_size=40) | st.text(max_size=40).map("http://valley.example/{}".format))
def test_canonical_form_is_stable(url: str) -> None:
    """The canonical form of a canonical form is itself."""
    assert canonical_link(canonical_link(url)) == canonical_link(url)


@pytest.mark.parametrize(
    "other",
    [
        "http://valley.example/ar/%D8%B3%DB%8C%D8%A7?id=7",
        "https://www.valley.example/ar/%d8%b3%db%8c%d8%a7?id=7",
        "HTTPS://Valley.Example:443/ar/سیا?id=7#top",
        "https://valley.example/ar/سیا?utm_source=rss&id=7&at_medium=RSS&fbclid=abc",
        " https://reader:secret@valley.example./%61r/سیا?id=7 ",
    ],
)
def test_same_address_in_other_words(other: str) -> None:
    """Scheme, www, port, fragment, tracking, escapes and user do not make another article."""
    link = "https://valley.example/ar/سیا?id=7"

    assert canonical_link(other) == canonical_link(link)
    assert article_id("Valley Post", other) == article_id("Valley Post", link)


@pytest.mark.parametrize(
    "other",
    [
        "https://valley.example/ar/سيا?id=7",
        "https://valley.example/ar/سـیا?id=7",
        "https://valley.example/ar/سیا?id=8",
        "https://valley.example/AR/سیا?id=7",
        "https://valley.example/ar%2Fسیا?id=7",
        "https://valley.example:8443/ar/سیا?id=7",
        "https://m.valley.example/ar/سیا?id=7",
    ],
)
def test_other_address_stays_another(other: str) -> None:
    """Letters that look alike, tatweel, case and reserved escapes in a path are kept apart."""
    assert canonical_link(other) != canonical_link("https://valley.example/ar/سیا?id=7")


def test_articles_of_two_outlets_differ() -> None:
    """One address carried by two outlets is two articles."""
    assert article_id("Valley Post", "https://a.example/1") != article_id("Hill Times", "https://a.example/1")


def test_raw_link_is_left_alone() -> None:
    """What is fetched is the link as given, made absolute, with a doubly escaped ampersand put right."""
    assert (
        usable_link("/ar/مجتـمع?a=1&amp;b=2", "https://valley.example/rss")
        == "https://valley.example/ar/مجتـمع?a=1&b=2"
    )
