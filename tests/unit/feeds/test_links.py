from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.feeds import article_id, canonical_link
from monitor.feeds.links import slug, usable_link

PIECES = st.lists(
    st.sampled_from(
        ["http://", "HTTPS://", "www.", "Valley.example", ":80", ":8443", "/", "%", "%41", "%d8", "%2F", "س", "a"]
    )
    | st.sampled_from(["amp", "-amp", "/amp/", "amp=1", "index.html", "m.", "amp.", "mobile.", "outputType=amp", "%5F"])
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
        "https://mm.valley.example/ar/سیا?id=7",
        "https://news.valley.example/ar/سیا?id=7",
        "https://valley.example/ar/سیا/2?id=7",
    ],
)
def test_other_address_stays_another(other: str) -> None:
    """Letters that look alike, tatweel, case and reserved escapes in a path are kept apart."""
    assert canonical_link(other) != canonical_link("https://valley.example/ar/سیا?id=7")


@pytest.mark.parametrize(
    "twin",
    [
        "https://valley.example/iraq/261120252-amp",
        "https://valley.example/iraq/261120252/amp",
        "https://valley.example/iraq/261120252/amp/",
        "https://valley.example/amp/iraq/261120252",
        "https://valley.example/iraq/261120252?amp=1",
        "https://valley.example/iraq/261120252?amp",
        "https://valley.example/iraq/261120252?outputType=amp",
        "https://amp.valley.example/iraq/261120252",
        "https://m.valley.example/iraq/261120252",
        "https://mobile.valley.example/iraq/261120252",
        "https://www.m.valley.example/iraq/261120252",
        "http://valley.example/iraq/261120252/",
        "https://valley.example/iraq/261120252/index.html",
        "https://m.valley.example/iraq/261120252/%61mp?amp=1&utm_source=x",
    ],
)
def test_twins_of_a_page_are_the_page(twin: str) -> None:
    """The page for telephones, a slash at the end and the page of a folder are no other article."""
    assert "https://valley.example/iraq/261120252" == canonical_link(twin)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://valley.example/champ", "https://valley.example/ch"),
        ("https://valley.example/amplifier", "https://valley.example/lifier"),
        ("https://valley.example/news?amp=0", "https://valley.example/news"),
        ("https://valley.example/news?outputType=xml", "https://valley.example/news"),
        ("https://valley.example/news/amp/1", "https://valley.example/news/1"),
        ("https://m.example/news", "https://example/news"),
        ("https://valley.example/my-index.html", "https://valley.example/"),
        ("https://valley.example/index.html/1", "https://valley.example/1"),
        ("https://valley.example/a//b", "https://valley.example/a/b"),
    ],
)
def test_what_only_looks_like_a_twin_stays_apart(one: str, other: str) -> None:
    """Parts of words, other values, marks in the middle of a path, and a host that is all there is."""
    assert canonical_link(one) != canonical_link(other)


SLUGS = [
    ("https://shafaq.example/en/Middle-East/Valley-talks-end-in-June", "Valley-talks-end-in-June"),
    ("https://www.shafaq.example/en/World/Valley-talks-end-in-June/", "Valley-talks-end-in-June"),
    ("https://shafaq.example/en/World/Valley-talks-end-in-June-amp?utm_source=x", "Valley-talks-end-in-June"),
    ("https://valley.example/a/valley_talks_end.html", "valley_talks_end.html"),
    (
        "https://valley.example/ar/سیاسة/وادي-بلا-ماء-صيفا",
        "%D9%88%D8%A7%D8%AF%D9%8A-%D8%A8%D9%84%D8%A7-%D9%85%D8%A7%D8%A1-%D8%B5%D9%8A%D9%81%D8%A7",
    ),
    ("https://m.valley.example/posts/938134", "valley.example/938134"),
    ("https://en.valley.example/938134/", "en.valley.example/938134"),
    ("https://valley.example/story938134.html", "valley.example/story938134.html"),
    ("https://valley.example/english/iraq/261120252", ""),
    ("https://valley.example/brief-20261126", ""),
    ("https://valley.example/posts/1234", ""),
    ("https://valley.example/en/Middle-East", ""),
    ("https://valley.example/press-release", ""),
    ("https://valley.example/a-b-c-d", ""),
    ("https://valley.example/news/view-one-article.html?id=7", ""),
    ("https://valley.example/", ""),
    ("https://valley.example", ""),
    ("Valley talks end in June", ""),
    ("", ""),
]


@pytest.mark.parametrize(("link", "expected"), SLUGS)
def test_slug_is_the_telling_end_of_a_path(link: str, expected: str) -> None:
    """Words that make a title, or a site's own number; a section, a day's count or a page for all articles is none."""
    assert expected == slug(link)


def test_look_alike_letters_make_other_slugs() -> None:
    """A Farsi yeh, an Arabic one and tatweel are kept apart in slugs as in links."""
    titles = ["محادثات-الوادي-تنتهي", "محادثات-الوادی-تنتهی", "محادثات-الوادي-تنتهـي"]

    assert 3 == len({slug(f"https://valley.example/{title}") for title in titles})


@settings(deadline=None)
@given(url=PIECES)
def test_slug_is_that_of_the_canonical_link(url: str) -> None:
    """However a link is written, its slug is the same."""
    assert slug(canonical_link(url)) == slug(url)


def test_articles_of_two_outlets_differ() -> None:
    """One address carried by two outlets is two articles."""
    assert article_id("Valley Post", "https://a.example/1") != article_id("Hill Times", "https://a.example/1")


def test_raw_link_is_left_alone() -> None:
    """What is fetched is the link as given, made absolute, with a doubly escaped ampersand put right."""
    assert (
        usable_link("/ar/مجتـمع?a=1&amp;b=2", "https://valley.example/rss")
        == "https://valley.example/ar/مجتـمع?a=1&b=2"
    )
