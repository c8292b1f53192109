"""Text that libxml2 drops without a word is never taken for text that is not there."""

from __future__ import annotations

import pytest
from news_pages import ENGLISH, PAGES, Page

from monitor.articles import extract_article
from monitor.records import Extraction

LAST = f"<p>{ENGLISH.paragraphs[-1]}"


def nest(levels: int) -> str:
    """Elements within one another around next to nothing."""
    return "<div>" * levels + "x" + "</div>" * levels


PLACES = {
    "before": lambda levels: ENGLISH.html().replace("<main>", f"{nest(levels)}<main>"),
    "amid": lambda levels: ENGLISH.html().replace(LAST, f"{nest(levels)}{LAST}"),
    "around": lambda levels: (
        ENGLISH.html().replace("<main>", "<div>" * levels + "<main>").replace("</main>", "</main>" + "</div>" * levels)
    ),
    "before, in a section": lambda levels: ENGLISH.html().replace("<main>", f"<section>{nest(levels)}</section><main>"),
}


@pytest.mark.parametrize("levels", [250, 256, 300, 900, 5_000])
@pytest.mark.parametrize("place", PLACES)
def test_nest_never_shortens_a_text_that_is_taken_for_whole(place: str, levels: int) -> None:
    """Wherever a deep nest stands, the whole article is read, or the reading says that it is degraded."""
    extraction = extract_article(PLACES[place](levels))

    assert extraction.problem in {None, "degraded"}
    assert all(paragraph in extraction.text for paragraph in ENGLISH.paragraphs)


@pytest.mark.parametrize("place", PLACES)
def test_lost_text_is_told(place: str) -> None:
    """At 256 levels libxml2 loses the end of the page: the reading is degraded and has it nevertheless."""
    extraction = extract_article(PLACES[place](260))

    assert (extraction.problem, extraction.method) == ("degraded", "paragraphs")


@pytest.mark.parametrize("levels", [250, 256, 300, 900])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.lang)
def test_nest_behind_the_article_does_no_harm(page: Page, levels: int) -> None:
    """What is lost behind the article is no loss: the page is read as ever."""
    html = page.html().replace("</footer>", f"{nest(levels)}</footer>")

    assert extract_article(html) == Extraction(title=page.title, text=page.text, method="fast")


@pytest.mark.parametrize(
    "passage", ["x " * 5_250_000, "\u0628" * 5_250_000], ids=["10.5 MB", "10.5 MB in half the characters"]
)
def test_passage_that_is_too_long_is_told(passage: str) -> None:
    """Text behind a passage of more than 10 MB is read in spite of libxml2, and the reading is degraded."""
    extraction = extract_article(ENGLISH.html().replace(LAST, f"<p>{passage}</p>{LAST}"))

    assert extraction.problem == "degraded"
    assert all(paragraph in extraction.text for paragraph in ENGLISH.paragraphs)


def test_tag_with_too_many_attributes_is_given_to_no_parser() -> None:
    """Parsers pay for the attributes of one tag with the square of their number; the words are had without them."""
    attributes = " ".join(f"data-{number}=1" for number in range(200_000))

    extraction = extract_article(ENGLISH.html().replace("<main>", f"<main {attributes}>"))

    assert (extraction.problem, extraction.method) == ("degraded", "tags_stripped")
    assert all(paragraph in extraction.text for paragraph in ENGLISH.paragraphs)


def test_long_value_of_an_attribute_does_no_harm() -> None:
    """A picture within the page is no reason to read it worse."""
    extraction = extract_article(ENGLISH.html().replace("<main>", f'<img src="data:{"A" * 2_000_000}"><main>'))

    assert (extraction.problem, extraction.text) == (None, ENGLISH.text)
