from __future__ import annotations

import socket
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from news_pages import ARABIC, CLUTTER, ENGLISH, PAGES, Page

from monitor.articles import Extraction, extract_article, plain_text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.lang)
def test_article_is_told_from_the_clutter(page: Page) -> None:
    """The text is the article's paragraphs, one a line, without title, navigation, boxes and banners."""
    extraction = extract_article(page.html().encode(), "utf-8", "https://valley.example/story/1")

    assert extraction == Extraction(title=page.title, text=page.text, method="fast")
    assert not any(words in extraction.text for words in CLUTTER)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.lang)
def test_same_page_gives_the_same_text_fifty_times(page: Page) -> None:
    """Nothing is remembered from one extraction to the next."""
    extractions = {extract_article(page.html()) for _ in range(50)}

    assert extractions == {extract_article(page.html())}
    assert extractions.pop().text == page.text


@pytest.mark.parametrize("charset", ["cp1256", "utf-8", "utf-16"])
def test_page_is_read_in_its_charset(charset: str) -> None:
    """The header's charset, right or missing, leads to the same text."""
    body = ARABIC.html().replace('<meta charset="utf-8">', "").encode(charset, "xmlcharrefreplace")

    assert extract_article(body, charset).text == ARABIC.text
    assert extract_article(body).text == ARABIC.text


def test_wrong_charset_header_does_not_spoil_the_text() -> None:
    """A page in UTF-8 that is declared as something else, or as nonsense, is read as UTF-8."""
    assert {extract_article(ARABIC.html().encode(), name).text for name in ("windows-1252", "rot13", "")} == {
        ARABIC.text
    }


def test_quotes_stay_verbatim() -> None:
    """Joiners and marks of quotation are kept; blanks are squeezed, control and direction characters dropped."""
    odd = "He said:\u00a0\t “the&zwnj;\u200ffirst\u200d\u202c\x07 — 2,400”  and   nothing more was to be had from him."
    page = Page("en", "T", (*ENGLISH.paragraphs, odd))

    assert extract_article(page.html()).text.endswith(
        "He said: “the\u200cfirst\u200d — 2,400” and nothing more was to be had from him."
    )


INDEX = "<html><body><nav>" + "".join(f"<a href='/{n}'>Section {n}</a>" for n in range(40)) + "</nav></body></html>"


@pytest.mark.parametrize(
    "page",
    [
        INDEX,
        "<html><body></body></html>",
        "<html><body><script>let a = 'many words of code here';</script></body></html>",
    ],
)
def test_page_without_text_is_told(page: str) -> None:
    """A page without an article gives no text and says so."""
    extraction = extract_article(page)

    assert (extraction.problem, extraction.text) == ("no_text", "")
    assert "the page has no article text" in extraction.detail


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "the body is empty"),
        (b" \n ", "the body is empty"),
        (b"PK\x03\x04" + bytes(1000), "a binary file"),
        (b"%PDF-1.7\n" + b"<p>" * 10, "a binary file"),
        (b"\x1f\x8b\x08" + bytes(100), "a binary file"),
        (b'{"title": "x", "body": "words"}', "no HTML markup"),
        (b"Service temporarily unavailable.", "no HTML markup"),
    ],
)
def test_body_that_is_no_page_is_told(body: bytes, words: str) -> None:
    """What is no HTML is named, not read."""
    extraction = extract_article(body)

    assert (extraction.problem, extraction.text) == ("not_html", "")
    assert words in extraction.detail


def test_page_where_the_fast_path_misses_the_body_gets_a_second_look() -> None:
    """An article that the fast path takes for clutter is still found."""
    first, *_ = ENGLISH.paragraphs
    rest = "<br>".join(f"{text} {n}" for n in range(6) for text in ENGLISH.paragraphs)
    page = (
        f"<html><body><div class='entry-content'><p>{first}{first}</p></div><div class='box'>{rest}</div></body></html>"
    )

    extraction = extract_article(page)

    assert (extraction.problem, extraction.method) == (None, "fallback")
    assert f"{ENGLISH.paragraphs[2]} 5" in extraction.text


@pytest.mark.parametrize("levels", [260, 900, 30_000])
def test_deep_nesting_is_degraded_and_not_lost(levels: int) -> None:
    """Text that a parser drops without a word for its depth is had otherwise, and marked."""
    deep = "<div>" * levels + "".join(f"<p>{text}</p>" for text in ENGLISH.paragraphs) + "</div>" * levels

    extraction = extract_article(f"<html><body><p>Before the nest.</p>{deep}<p>After the nest.</p></body></html>")

    assert extraction.problem == "degraded"
    assert "nested" in extraction.detail
    assert ENGLISH.paragraphs[2] in extraction.text
    assert "After the nest." in extraction.text


def test_deep_nesting_beside_the_article_does_no_harm() -> None:
    """A page whose article is read in spite of a deep corner is not degraded."""
    deep = "<div>" * 300 + "x" + "</div>" * 300

    extraction = extract_article(ENGLISH.html().replace("</footer>", f"{deep}</footer>"))

    assert (extraction.problem, extraction.text) == (None, ENGLISH.text)


@pytest.mark.parametrize(
    "filling",
    [
        "<br>" * 375_000,
        "<p>x" * 500_000,
        "<time>" * 300_000,
        "<a href='/x'>y</a>" * 200_000,
        "<b></zz>" * 200_000,
        "<" * 3_000_000,
    ],
    ids=["br", "p", "time", "links", "stray", "brackets"],
)
def test_dense_pages_do_not_hold_the_monitor_up(filling: str) -> None:
    """Pages made to waste time are read by simpler means; a hang would fail the run."""
    extraction = extract_article(ENGLISH.html().replace("</article>", f"{filling}</article>"))

    assert extraction.problem == "degraded"
    assert ENGLISH.paragraphs[0] in extraction.text


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<meta property="og:title" content="Camp &amp; rain">', "Camp & rain"),
        (f'<meta property="og:title" content="{ENGLISH.title} | Valley Post">', ENGLISH.title),
        ('<meta property="og:title" content="  ">', ENGLISH.title),
        ("", ENGLISH.title),
    ],
)
def test_title_is_the_headline(head: str, title: str) -> None:
    """The title for sharing comes first, then the headline; the site's name is left out where the headline shows it."""
    assert extract_article(ENGLISH.html(head)).title == title


def test_title_of_the_window_stands_in() -> None:
    """Without headline and sharing title, the window's title serves, without the site's name."""
    page = ENGLISH.html().replace("<h1>", "<div>").replace("</h1>", "</div>")

    assert extract_article(page).title == ENGLISH.title


LINKED = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    ("head", "moment"),
    [
        (LINKED.format('{"@type":"NewsArticle","datePublished":"2026-11-04T02:33:00+03:00"}'), (2026, 11, 3, 23, 33)),
        (
            LINKED.format(
                '{"@graph":[{"@type":["Thing","ReportageNewsArticle"],"datePublished":"2026-11-04T02:33:00Z"}]}'
            ),
            (2026, 11, 4, 2, 33),
        ),
        ('<meta property="article:published_time" content="2026-11-04T02:33:00+0300">', (2026, 11, 3, 23, 33)),
        (LINKED.format('[{"@type":"WebPage","datePublished":"2020-01-01T00:00:00Z"}]'), None),
        (LINKED.format('{"@type":"NewsArticle","datePublished":"2026-11-04T02:33:00"}'), None),
        (LINKED.format("[" * 100_000), None),
        (LINKED.format('{"@type":"NewsArticle","datePublished":{"a":1}}'), None),
        ('<meta property="article:published_time" content="yesterday">', None),
        ("", None),
    ],
)
def test_publication_is_in_utc(head: str, moment: tuple[int, ...] | None) -> None:
    """The article's own moment of publication is given in UTC, and none without a zone or of another thing."""
    expected = datetime(*moment, tzinfo=UTC) if moment else None

    assert extract_article(ENGLISH.html(head)).published_at == expected


def test_extraction_connects_to_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """No page makes the extractor open a connection."""

    def refuse(*_: object) -> None:
        message = "a connection was tried"
        raise AssertionError(message)

    monkeypatch.setattr(socket.socket, "connect", refuse)
    page = ENGLISH.html('<base href="http://127.0.0.1:1/"><link rel="canonical" href="http://127.0.0.1:1/x">')

    assert extract_article(page, url="http://127.0.0.1:1/x").text == ENGLISH.text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.lang)
def test_plain_text_holds_every_word_of_the_article(page: Page) -> None:
    """The cheap look misses no word that the extraction gives, and shows no script."""
    look = plain_text(page.html().encode(), "utf-8")

    assert page.title in look
    assert all(paragraph in look for paragraph in page.paragraphs)
    assert "script words" not in look
    assert "margin" not in look


@pytest.mark.parametrize("page", ["", "<p>", "no tags at all", "<div>" * 30_000 + "deep words", "\ud800<p>x"])
def test_plain_text_takes_anything(page: str) -> None:
    """The cheap look gives a text for whatever it is shown."""
    assert isinstance(plain_text(page), str)


@settings(deadline=None)
@given(page=st.binary(max_size=500) | st.text(max_size=200) | st.text(max_size=200).map("<html><body><p>{}".format))
def test_any_page_gives_an_extraction(page: bytes | str) -> None:
    """Whatever a server sends, there is a text or a problem with its detail."""
    extraction = extract_article(page)

    assert bool(extraction.text) or bool(extraction.problem and extraction.detail)
