"""Reading by an outlet's own selectors."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from news_pages import ENGLISH

from monitor.articles import extract_article, selector_fault
from monitor.records import Extraction, Selectors

PAGE = """<html><head><title>The window's title</title></head><body>
<div class="top">Weather and markets of the day</div>
<div class="kicker">Town <b>council</b></div><span class="day" datetime="2026-11-04T02:33:00+03:00">Wednesday</span>
<div class="story"><div class="advert"><p>Buy lamps while the stock lasts, every day until nine</p></div>
<p>The council met on Tuesday<br>and chose a new gate for the wall.</p><ul><li><p>It is of oak.</p></li></ul>
<blockquote>“It will last”,<p>said the mason.</p></blockquote></div>
<div class="plain">The bridge stays closed.<br><br>It opens when the flood is over, the mason said.
<div>So he hopes.</div></div></body></html>"""


def test_everything_is_selected() -> None:
    """Text by paragraphs, title, moment; what is removed is gone, no words are taken twice."""
    selectors = Selectors(text=".story", title=".kicker", date=".day", remove=".advert, .top")

    assert extract_article(PAGE, selectors=selectors) == Extraction(
        title="Town council",
        text=(
            "The council met on Tuesday\nand chose a new gate for the wall.\nIt is of oak.\n“It will last”,\n"
            "said the mason."
        ),
        published_at=datetime(2026, 11, 3, 23, 33, tzinfo=UTC),
        method="selectors",
    )


def test_element_without_paragraphs_gives_its_lines() -> None:
    """Breaks and boxes end lines where there are no paragraphs."""
    extraction = extract_article(PAGE, selectors=Selectors(text=".plain"))

    assert extraction.text == (
        "The bridge stays closed.\nIt opens when the flood is over, the mason said.\nSo he hopes."
    )


def test_matches_within_matches_are_taken_once() -> None:
    """A selector that finds an element and its parts gives their words once, several elements one after the other."""
    extraction = extract_article(
        ENGLISH.html(), selectors=Selectors(text="article .article-body, article .article-body p")
    )

    assert extraction.text == ENGLISH.text


@pytest.mark.parametrize(
    ("selectors", "told"),
    [
        (Selectors(text=".gone"), "the outlet's selectors find nothing: text '.gone'"),
        (Selectors(text=".gone", title=".no", date=".never"), "text '.gone', title '.no', date '.never'"),
        (Selectors(text=".share-buttons"), "the outlet's selector for its text finds 9 letters alone"),
        (Selectors(text="p[["), "the outlet's selectors find nothing: text 'p[['"),
    ],
)
def test_changed_layout_is_noticed(selectors: Selectors, told: str) -> None:
    """Where selectors find too little the page is read the general way, and the detail says so."""
    extraction = extract_article(ENGLISH.html(), selectors=selectors)

    assert (extraction.problem, extraction.method, extraction.text) == (None, "fast", ENGLISH.text)
    assert told in extraction.detail


def test_changed_layout_is_noticed_on_a_page_without_text() -> None:
    """Both faults are told."""
    extraction = extract_article("<html><body></body></html>", selectors=Selectors(text=".gone"))

    assert extraction.problem == "no_text"
    assert extraction.detail.endswith("; the outlet's selectors find nothing: text '.gone'")


def test_what_is_removed_stays_removed_the_general_way() -> None:
    """An outlet may name its clutter alone; nothing is told then."""
    page = ENGLISH.html().replace("</article>", f"<p>{ENGLISH.paragraphs[0]} Again.</p></article>")

    extraction = extract_article(page, selectors=Selectors(remove="article > p"))

    assert (extraction.text, extraction.detail) == (ENGLISH.text, "")


def test_moment_without_a_zone_is_none() -> None:
    """A selected moment has a time zone, or is left to what else the page gives."""
    page = PAGE.replace("+03:00", "")

    assert extract_article(page, selectors=Selectors(text=".story", date=".day")).published_at is None


def test_moment_in_words_is_read() -> None:
    """The words of the element are a moment where they are written as one."""
    page = PAGE.replace(' datetime="2026-11-04T02:33:00+03:00">Wednesday', ">2026-11-04T02:33:00Z")

    extraction = extract_article(page, selectors=Selectors(text=".story", date=".day"))

    assert extraction.published_at == datetime(2026, 11, 4, 2, 33, tzinfo=UTC)


@pytest.mark.parametrize(
    "selector", ["", "  ", "p", "div.a > p:not(.b), #c [data-x='1' i]", "p:has(> b)", "p:nth-child(2n)"]
)
def test_sound_selector_has_no_fault(selector: str) -> None:
    """What can be used is not refused."""
    assert selector_fault(selector) is None


@pytest.mark.parametrize("selector", ["p[", "..", "a,,b", ">", "p:foo", ":not(", "//div", "p::x", "\ud800"])
def test_unusable_selector_has_its_fault(selector: str) -> None:
    """What is no CSS is named, and selects nothing."""
    assert "is no CSS selector" in str(selector_fault(selector))
    assert extract_article(ENGLISH.html(), selectors=Selectors(remove=selector)).text == ENGLISH.text
