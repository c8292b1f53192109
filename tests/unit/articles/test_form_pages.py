"""Pages of publishing systems that put everything into one form, and names into links."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from news_pages import ARABIC, CLUTTER, ENGLISH, SORANI, Page

from monitor.articles import extract_article
from monitor.records import Extraction

FIELDS = (
    f'<input type="hidden" name="__VIEWSTATE" value="{"QUJD" * 4_000}"><input name="search">'
    "<select><option>All</select>"
)


def form_page(page: Page, *, wrapped: str) -> str:
    """The page with everything in one form, as ASP.NET has it, and each ninth word of the article a link."""
    body = "".join(wrapped.format(_with_links(paragraph)) for paragraph in page.paragraphs)
    html = re.sub(
        r'(<div class="article-body">).*?(</div>)',
        lambda found: found[1] + body + found[2],
        page.html(),
        flags=re.DOTALL,
    )
    html = html.replace("<form>", "").replace("</form>", "")
    html = re.sub("</?(article|main)[^>]*>", "", html).replace(
        "</h1>", '</h1><time datetime="2026-11-04T02:33:00Z">x</time>'
    )
    return html.replace("<body>", f'<body><form method="post" id="aspnetForm">{FIELDS}').replace(
        "</body>", "</form></body>"
    )


def _with_links(paragraph: str) -> str:
    return " ".join(
        f'<a href="/names/{place}">{word}</a>' if place % 9 == 4 else word
        for place, word in enumerate(paragraph.split(" "))
    )


@pytest.mark.parametrize("wrapped", ["<p>{}</p>", "<span>{}</span><br><br>"], ids=["p", "br"])
@pytest.mark.parametrize("page", [ENGLISH, ARABIC, SORANI], ids=lambda page: page.lang)
def test_article_in_a_form_comes_out_whole(page: Page, wrapped: str) -> None:
    """Neither the form nor the links in its sentences cost the article a word."""
    extraction = extract_article(form_page(page, wrapped=wrapped))

    assert extraction == Extraction(page.title, page.text, datetime(2026, 11, 4, 2, 33, tzinfo=UTC), "fast")
    assert not any(words in extraction.text for words in CLUTTER)


@pytest.mark.parametrize("filling", ["<br>" * 60_000, "<div>" * 300])
def test_article_in_a_form_survives_the_rough_reading(filling: str) -> None:
    """Pages that are read by simpler means keep what stands in the form."""
    page = form_page(ENGLISH, wrapped="<p>{}</p>").replace("<h1>", f"{filling}<h1>")

    extraction = extract_article(page)

    assert extraction.problem == "degraded"
    assert all(paragraph in extraction.text for paragraph in ENGLISH.paragraphs)
