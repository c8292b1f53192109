"""Walls against robots that answer in place of a page, and articles that are none though they carry their marks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from news_pages import ENGLISH, PAGES, Page

from monitor.articles import extract_article, plain_text
from monitor.feeds.challenges import load_walls
from monitor.parsing import tasks
from monitor.records import Extraction, PlainReading, RawPage, Selectors

FORM_PAGE = Path(__file__).parents[2] / "feed_families" / "aspnet-article.html"
MARKS = [(wall.name, mark) for wall in load_walls() for mark in wall.marks]
SCRIPTS = {
    "beacon": '<script defer src="https://static.cloudflareinsights.com/beacon.min.js"></script>',
    "check that was passed": "<script>window.__CF$cv$params={r:'8'};</script>"
    '<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>',
    "captcha of a letter": '<form><label>Verify that you are not a robot</label><div class="g-recaptcha"></div></form>',
    "turnstile of a letter": '<form><p>Verify your address</p><div class="cf-turnstile"></div></form>',
    "captcha in a script": "<script>load('https://js.hcaptcha.com/1/api.js', 'h-captcha', 'verify')</script>",
    "robot manager": "<script>var bmak = {}; bmak.start(); read('_abck');</script>",
    "tags": '<script src="https://ct.captcha-delivery.com/c.js"></script>',
}
CAPTCHAS = "".join(SCRIPTS.values())
BARE = (
    '<!DOCTYPE html><html><head><title>{title}</title><meta property="article:published_time" content="x">{head}</head>'
    "<body><h1>{title}</h1><p>{words}</p></body></html>"
)


def page_of(html: str) -> RawPage:
    """A page as it was fetched."""
    return RawPage(html.encode(), "utf-8", "https://valley.example/story/1")


def wall_with(mark: tuple[str, ...]) -> RawPage:
    """A page with little to read that has a mark."""
    words = "".join(f"<i>{word}</i>" for word in mark)
    return page_of(f"<html><head><title>Wait a while</title>{words}</head><body><p>{'Wait. ' * 12}</p></body></html>")


@pytest.mark.parametrize(("name", "mark"), MARKS)
def test_wall_is_told_by_its_name(name: str, mark: tuple[str, ...]) -> None:
    """Neither the cheap look nor the extraction gives a wall's words, and both name it."""
    page, detail = wall_with(mark), f"a wall against robots stands in place of the page: {name}"

    assert tasks.read_plain(page) == PlainReading(problem="challenge", detail=detail)
    assert tasks.extract(page, None) == Extraction(problem="challenge", detail=detail)


def is_read_as_ever(html: str) -> bool:
    """Whether a page gives the text and the article that it would give if there were no walls."""
    page = page_of(html)
    plain = PlainReading(plain_text(page.body, page.charset))
    return (tasks.read_plain(page), tasks.extract(page, None)) == (
        plain,
        extract_article(page.body, page.charset, page.url),
    )


@pytest.mark.parametrize("name", SCRIPTS)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.lang)
def test_article_with_scripts_of_walls_is_none(page: Page, name: str) -> None:
    """A short article that carries scripts and forms against robots is read, in each language."""
    assert is_read_as_ever(page.html(SCRIPTS[name]))
    assert is_read_as_ever(page.html().replace("</form>", f"</form>{SCRIPTS[name]}"))


@pytest.mark.parametrize(("name", "mark"), MARKS)
def test_article_that_tells_of_a_wall_is_none(name: str, mark: tuple[str, ...]) -> None:
    """A short article that quotes a wall's words is read."""
    page = replace(ENGLISH, paragraphs=(*ENGLISH.paragraphs[:1], f"Readers saw “{' '.join(mark)}” for an hour."))

    assert is_read_as_ever(page.html()), name


@pytest.mark.parametrize("added", [CAPTCHAS, *SCRIPTS.values()], ids=["all", *SCRIPTS])
def test_form_page_is_no_wall(added: str) -> None:
    """The article of a system that puts its page into a form is read with any of those scripts."""
    assert is_read_as_ever(FORM_PAGE.read_text(encoding="utf-8").replace("</head>", f"{added}</head>"))


@given(
    words=st.lists(st.sampled_from(["convoy", "camp", "قافلة", "کەمپ", "verify", "robot", "340"]), max_size=60),
    scripts=st.lists(st.sampled_from(sorted(SCRIPTS.values()))).map("".join),
)
def test_page_that_calls_itself_an_article_is_no_wall(words: list[str], scripts: str) -> None:
    """However short it is, and whatever it carries, a page that says that it is an article is read."""
    assert is_read_as_ever(BARE.format(title="Northern camp", head=scripts, words=" ".join(words)))


def test_page_with_many_words_is_no_wall() -> None:
    """A page that says nothing of itself is read where it has the words of an article."""
    words = "The convoy left the camp at dawn. " * 30

    assert is_read_as_ever(f"<html><head>{CAPTCHAS}</head><body><p>{words}</p></body></html>")


def test_page_with_many_links_is_no_wall() -> None:
    """So is a short one that leads to the rest of its outlet."""
    links = "".join(f'<a href="/{n}">Section</a> ' for n in range(25))

    assert is_read_as_ever(f"<html><head>{CAPTCHAS}</head><body>{links}<p>The convoy left the camp.</p></body></html>")


def test_text_found_by_the_outlets_selectors_is_no_wall() -> None:
    """What stands where the outlet's articles stand is one."""
    words = "The convoy left the camp at dawn, an official said."
    html = f"<html><head>{CAPTCHAS}</head><body><div class='story'>{words}</div></body></html>"

    assert tasks.extract(page_of(html), Selectors(text=".story")).text == words
    assert tasks.extract(page_of(html), Selectors(text=".other")).problem == "challenge"
