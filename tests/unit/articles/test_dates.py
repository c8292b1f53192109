"""The moment of publication, as real publishing systems write it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from news_pages import ENGLISH

from monitor.articles import extract_article
from monitor.articles.dates import parse_moment

MOMENT = datetime(2026, 11, 3, 23, 33, tzinfo=UTC)
WRITTEN = "2026-11-04T02:33:00+03:00"
LATER = "2026-11-09T10:00:00+03:00"


def linked(data: object) -> str:
    """A script of linked data."""
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def article(**more: object) -> dict[str, object]:
    """An article's linked data."""
    return {"@type": "NewsArticle", "datePublished": WRITTEN, "dateModified": LATER, **more}


HEADS = {
    "object": linked(article()),
    "list": linked([{"@type": "Organization"}, article()]),
    "graph with page and article": linked(
        {
            "@graph": [
                {"@type": "WebPage", "datePublished": LATER},
                article(**{"@type": ["Article", "NewsArticle"]}),
            ]
        }
    ),
    "graph of one": linked({"@graph": article()}),
    "main entity": linked({"@type": "WebPage", "datePublished": LATER, "mainEntity": article()}),
    "live posting": linked(article(**{"@type": "LiveBlogPosting"})),
    "change told first": linked({"@type": "NewsArticle", "dateModified": LATER, "datePublished": WRITTEN}),
    "upper case type": f'<script type="Application/LD+JSON">{json.dumps(article())}</script>',
    "type with charset": f'<script type="application/ld+json; charset=utf-8">{json.dumps(article())}</script>',
    "escaped quotes": f'<script type="application/ld+json">{json.dumps(article()).replace(chr(34), "&quot;")}</script>',
    "escaped plus": linked(article(datePublished=WRITTEN.replace("+", "&#x2B;"))),
    "CDATA": f'<script type="application/ld+json">//<![CDATA[\n{json.dumps(article())}\n//]]></script>',
    "semicolon": f'<script type="application/ld+json">{json.dumps(article())};</script>',
    "line break in a string": '<script type="application/ld+json">{"@type":"NewsArticle","headline":"a\nb",'
    f'"datePublished":"{WRITTEN}"}}</script>',
    "garbage before": '<script type="application/ld+json">{"@type": oh</script>' + linked(article()),
    "deep garbage before": f'<script type="application/ld+json">{"[" * 50_000}</script>' + linked(article()),
    "meta": f'<meta property="article:published_time" content="{WRITTEN}">'
    f'<meta property="article:modified_time" content="{LATER}">',
    "meta, blank before the zone": '<meta property="article:published_time" content="2026-11-04 02:33:00 +0300">',
    "Dublin Core": f'<meta name="DCTERMS.issued" content="{WRITTEN}">',
    "meta item": f'<meta itemprop="dateModified" content="{LATER}"><meta itemprop="datePublished" content="{WRITTEN}">',
    "as in mail": '<meta name="pubdate" content="Wed, 04 Nov 2026 02:33:00 +0300">',
}

BODIES = {
    "microdata": f'<time itemprop="dateModified" datetime="{LATER}">x</time>'
    f'<time itemprop="datePublished" datetime="{WRITTEN}">x</time>',
    "microdata in a span": f'<span itemprop="datePublished" content="{WRITTEN}">x</span>',
    "WordPress": f'<time class="entry-date published" datetime="{WRITTEN}">x</time>'
    f'<time class="updated" datetime="{LATER}">x</time>',
    "WordPress, never changed": f'<time class="entry-date published updated" datetime="{WRITTEN}">x</time>',
    "pubdate": f'<time datetime="{LATER}">x</time><time pubdate datetime="{WRITTEN}">x</time>',
    "the only time": f'<time datetime="{WRITTEN}">x</time>',
    "the same time twice": f'<time datetime="{WRITTEN}">x</time><time datetime="2026-11-03T23:33:00Z">x</time>',
    "beside other articles": f'<time datetime="{WRITTEN}">x</time><aside><time datetime="{LATER}">x</time></aside>'
    f'<ul><li><time datetime="{LATER}">x</time></li></ul>',
}

NOTHING = {
    "no zone": linked(article(datePublished="2026-11-04T02:33:00")),
    "change alone": linked({"@type": "NewsArticle", "dateModified": LATER}),
    "page alone": linked({"@type": "WebPage", "datePublished": LATER}),
    "related articles": linked({"@type": "ItemList", "itemListElement": [article()]}),
    "day alone": linked(article(datePublished="2026-11-04")),
    "no text": linked(article(datePublished=["x", 1])),
    "words": linked(article(datePublished="yesterday")),
    "year 10000": linked(article(datePublished="9999-12-31T23:59:59-12:00")),
    "changed": f'<meta property="article:modified_time" content="{LATER}">',
    "empty field": '<meta property="article:published_time" content="1970-01-01T00:00:00+00:00">',
    "year 1": linked(article(datePublished="0001-01-01T00:00:00Z")),
    "year below 1": '<meta name="pubdate" content="Wed, 30 Nov -0001 00:00:00 +0000">',
    "Hijri": linked(article(datePublished="1447-05-13T02:33:00+03:00")),
    "Persian": '<meta name="pubdate" content="1405-08-13T02:33:00+03:30">',
    "before the web": linked(article(datePublished="1994-12-31T23:59:59Z")),
}

NO_ONE_TIME = {
    "two times": f'<time datetime="{WRITTEN}">x</time><time datetime="{LATER}">x</time>',
    "changed": f'<time class="date-modified" datetime="{LATER}">x</time>',
    "no zone": '<time datetime="2026-11-04T02:33">x</time>',
    "Hijri": '<time datetime="1447-05-13T02:33:00+03:00">x</time>',
    "a list": f'<time datetime="{WRITTEN}">x</time>' * 60,
}


@pytest.mark.parametrize("name", HEADS)
def test_moment_in_the_head_is_found(name: str) -> None:
    """The article's own moment is found however it is written, and never that of a change."""
    assert extract_article(ENGLISH.html(HEADS[name])).published_at == MOMENT


@pytest.mark.parametrize("name", BODIES)
def test_moment_in_the_body_is_found(name: str) -> None:
    """So it is where it stands beside the headline."""
    page = ENGLISH.html().replace("</h1>", f"</h1>{BODIES[name]}")

    assert extract_article(page).published_at == MOMENT


@pytest.mark.parametrize("name", NOTHING)
def test_what_is_no_moment_of_publication_is_passed_over(name: str) -> None:
    """No zone, another thing's moment, a year that no news has, no moment: None."""
    assert extract_article(ENGLISH.html(NOTHING[name])).published_at is None


def test_moment_that_no_news_has_gives_way_to_the_next() -> None:
    """Where the linked data has an empty field for a date, the meta element counts."""
    head = linked(article(datePublished="1970-01-01T00:00:00Z")) + HEADS["meta"]

    assert extract_article(ENGLISH.html(head)).published_at == MOMENT


@pytest.mark.parametrize("name", NO_ONE_TIME)
def test_times_that_may_be_of_anything_are_passed_over(name: str) -> None:
    """A time element counts only where no other contradicts it."""
    page = ENGLISH.html().replace("</h1>", f"</h1>{NO_ONE_TIME[name]}")

    assert extract_article(page).published_at is None


@given(moment=st.datetimes(datetime(1995, 1, 1), datetime(9000, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - bounds
def test_moments_come_back(moment: datetime) -> None:
    """What is written as ISO 8601 or as in mail headers is read as it was meant."""
    second = moment.replace(microsecond=0)

    assert (parse_moment(moment.isoformat()), parse_moment(format_datetime(second))) == (moment, second)


@given(text=st.text(max_size=80))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    """Nothing raises, and no moment is without a zone."""
    moment = parse_moment(text)

    assert moment is None or moment.tzinfo is UTC
