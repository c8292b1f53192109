"""Routes of a source: further ways, link patterns that take reasonable time, selectors and canaries."""

import re
from pathlib import Path

import pytest
from config_files import SOURCE, write_config
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from monitor.errors import ConfigError, Fault
from monitor.records import Canary, Route, Selectors, Source
from monitor.settings import check_source, load_settings
from monitor.settings.routes import RouteTable

FALLBACK = """
[[sources.fallbacks]]
url = "https://gazette.example/region"
kind = "section"
link_pattern = "/region/[a-z-]+-[0-9]+$"
"""

WHOLE = f"""{SOURCE}
probed = "2031-04-02 ok: rss20"
{FALLBACK}
[[sources.fallbacks]]
url = "https://gazette.example/sitemap.xml"
kind = "sitemap"

[sources.selectors]
text = "div.story"
remove = "aside, .ad"

[sources.canary]
url = "https://gazette.example/region/old-quay-3"
words = "the old quay"
"""

SHARED = SOURCE.replace("rss", "sitemap.xml") + 'link_pattern = "/en/"\n'


def faults_of(config: Path) -> tuple[Fault, ...]:
    """The faults with which a configuration is refused."""
    with pytest.raises(ConfigError) as refused:
        load_settings(config, environ={})
    return refused.value.faults


def test_a_source_with_everything_becomes_a_record(tmp_path: Path):
    """Fallbacks in their order, selectors, canary and the last verdict arrive whole."""
    (source,) = load_settings(write_config(tmp_path, sources=WHOLE)).sources

    expected = Source(
        name="harbour-gazette",
        outlet="gazette.example",
        url="https://gazette.example/rss",
        lang="en",
        zone="Asia/Baghdad",
        fallbacks=(
            Route("https://gazette.example/region", "section", "/region/[a-z-]+-[0-9]+$"),
            Route("https://gazette.example/sitemap.xml", "sitemap"),
        ),
        selectors=Selectors(text="div.story", remove="aside, .ad"),
        canary=Canary("https://gazette.example/region/old-quay-3", "the old quay"),
        probed="2031-04-02 ok: rss20",
    )
    assert expected == source


@pytest.mark.parametrize("kind", ["feed", "sitemap", "news-query"])
def test_every_kind_may_be_enabled(tmp_path: Path, kind: str):
    """Sitemaps and news queries are polled like feeds, and need no link pattern."""
    written = SOURCE + f'kind = "{kind}"\n'

    (source,) = load_settings(write_config(tmp_path, sources=written)).sources

    assert (kind, True) == (source.kind, source.enabled)


@pytest.mark.parametrize(
    ("added", "where", "found", "cure"),
    [
        (FALLBACK.replace("link_pattern", "pattern"), ".fallback 1.pattern", "unknown key", "link_pattern"),
        (FALLBACK.replace('kind = "section"\n', 'kind = "html"\n'), ".fallback 1.kind", '"html"', "section"),
        (FALLBACK.replace("https://", "ftp://"), ".fallback 1.url", '"ftp://', "begins with https://"),
        ("[[sources.fallbacks]]\nkind = 'feed'", ".fallback 1.url", "url is missing", "routes before it fail"),
        ("[sources.selectors]\n", ".selectors", "selectors is empty", "give text"),
        ('[sources.selectors]\ntext = "p["', ".selectors.text", "bracket or quote left open", "close it"),
        ('[sources.selectors]\ntext = "p:not(.a])"', ".selectors.text", "bracket or quote left open", "close it"),
        ('[sources.selectors]\ntext = "a[href=\'x]"', ".selectors.text", "bracket or quote left open", "close it"),
        ('[sources.selectors]\nbody = "p"', ".selectors.body", "unknown key", "text, title, date, remove"),
        ('[sources.canary]\nurl = "https://gazette.example/1"', ".canary.words", "words is missing", "its text"),
    ],
)
def test_a_fault_below_a_source(tmp_path: Path, added: str, where: str, found: str, cure: str):
    """Each fault of a table below a source is told at its key, with its cure."""
    fault = faults_of(write_config(tmp_path, sources=f"{SOURCE}\n{added}"))[0]

    assert fault.where.endswith(where)
    assert found in fault.found
    assert cure in fault.cure


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("/news/(", "no regular expression"),
        ("/news/[0-9]{99999999999}", "no regular expression"),
        ("https://gazette.example/news/", "leave out https://"),
        ("/" + "a" * 200, "201 signs"),
        ("/(a+)+$", "take for ever"),
        ("/(?:[a-z]+/)*x", "take for ever"),
        ("/(a|aa)*$", "take for ever"),
        ("/((a|b)c){2,}", "take for ever"),
        ("/(?:a?){30}", "take for ever"),
        (r"/(a)\1", "take for ever"),
        ("/(?P<x>a)(?P=x)", "take for ever"),
        ("/" + "a?" * 11, "take for ever"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_refused(pattern: str, found: str):
    """What is no pattern, could never match, or could take for ever is told apart."""
    with pytest.raises(ValidationError) as refused:
        RouteTable(url="https://gazette.example/", kind="section", link_pattern=pattern)

    assert found in str(refused.value)


@pytest.mark.parametrize(
    "pattern",
    [
        "/news/[0-9]+",
        "/en/(?!tags/)[A-Za-z-]+/[^/?]+$",
        "/(?:en|ar)/story/[0-9]{4,9}",
        r"/story/\d+(?:-amp)?$",
        "/[(+*]+/x",
        r"/a\(b+\)*",
        "/كل/[^/]+$",
    ],
)
def test_a_usual_pattern_is_taken(pattern: str):
    """Choices, look-aheads, classes and escaped signs are no reason to refuse."""
    route = RouteTable(url="https://gazette.example/", kind="section", link_pattern=pattern).record()

    assert pattern == route.link_pattern


def taken(pattern: str) -> str | None:
    """The pattern as it is kept, or None where it is refused in words; anything else is raised."""
    try:
        return RouteTable(url="https://gazette.example/", link_pattern=pattern).link_pattern
    except ValidationError:
        return None


@given(st.text(alphabet="ab()[]*+?{}2,|\\^/", max_size=25))
def test_no_pattern_breaks_the_check(pattern: str):
    """Whatever is written is refused in words, or kept as it stands, and compiles."""
    kept = taken(pattern)

    assert kept is None or (kept == pattern and re.compile(kept))


@pytest.mark.parametrize(
    ("sources", "where"),
    [
        (SOURCE + FALLBACK + FALLBACK, 'source "harbour-gazette".fallback 2.url'),
        (SOURCE + FALLBACK.replace('/region"', '/rss"'), 'source "harbour-gazette".fallback 1.url'),
        (SOURCE + SOURCE.replace("harbour-gazette", "second"), 'source "second".url'),
        (SOURCE + FALLBACK + SOURCE.replace("harbour-gazette", "second").replace("/rss", "/x") + FALLBACK, None),
    ],
)
def test_an_address_that_stands_twice_is_refused(tmp_path: Path, sources: str, where: str | None):
    """Over all routes of all sources, an address stands once; the first that has it is named."""
    (fault,) = faults_of(write_config(tmp_path, sources=sources))

    assert (where or 'source "second".fallback 1.url') == fault.where
    assert 'given a second time, after source "harbour-gazette"' in fault.found
    assert ("second" in fault.where) == ("link patterns that differ" in fault.cure)


def test_two_sources_share_an_address_whose_articles_are_told_apart(tmp_path: Path):
    """One sitemap serves two languages where each source takes other addresses from it."""
    other = SHARED.replace("harbour-gazette", "second").replace("/en/", "/ar/")

    assert len(load_settings(write_config(tmp_path, sources=SHARED + other)).sources) == 2


def test_a_source_to_be_added_is_checked_in_words():
    """The keys of a source by themselves: nothing for sound ones, else each fault with its cure."""
    keys = {"name": "a", "outlet": "a.example", "url": "https://a.example/", "lang": "en", "zone": "UTC"}

    assert check_source(keys) == ()
    assert len(check_source(keys | {"lang": "", "zone": "Moon/Sea"})) == 2
