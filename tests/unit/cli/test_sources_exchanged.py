"""OPML in and out: what is written is read back, hostile files are refused, and feeds become sources of their own."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from records_made import NOON, make_source

from monitor.cli.sources.naming import Incoming, incoming_sources
from monitor.cli.sources.opml import ListedFeed, read_opml, write_opml
from monitor.errors import InputError
from monitor.records import Source

GIVEN = {"zone": "Asia/Baghdad", "enabled": False}

SLUGS = st.from_regex(r"[a-z0-9]+(?:-[a-z0-9]+){0,3}", fullmatch=True).filter(lambda name: len(name) <= 60)
PATHS = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="@"), max_size=30)


@st.composite
def feeds(draw) -> Source:
    """A source that a feed reader can read; its address may hold any letters."""
    return make_source(
        name=draw(SLUGS),
        outlet=f"{draw(SLUGS)}.example",
        url=f"https://herald.example/{draw(PATHS)}",
        lang=draw(st.sampled_from(["ar", "en", "ckb"])),
        kind=draw(st.sampled_from(["feed", "news-query"])),
    )


def become(*listed: ListedFeed, known: tuple[Source, ...] = (), **given_keys) -> list[Incoming]:
    """What the feeds of a list become."""
    return list(incoming_sources(listed, known, GIVEN | given_keys))


HERALD = ListedFeed("The Herald", "https://feeds.herald.example/rss", "https://www.herald.example/", "en")


@given(st.lists(feeds(), max_size=8, unique_by=(lambda one: one.name, lambda one: one.url)))
def test_what_is_exported_comes_back(sources: list[Source]):
    """Name, outlet, address, language and kind of every feed survive the way out and in again."""
    listed = read_opml(write_opml(sources, NOON), "list.opml")

    found = {one.keys["name"]: one.keys for one in become(*listed)}

    expected = {(one.name, one.outlet, one.url, one.lang, one.kind) for one in sources}
    keys = ("name", "outlet", "url", "lang")
    assert expected == {(*(one[key] for key in keys), one.get("kind", "feed")) for one in found.values()}


def test_the_list_is_grouped_by_language_and_leaves_out_what_readers_cannot_read():
    """Each language is one folder; sitemaps and section pages are not listed."""
    sources = [
        make_source(name="a", lang="en"),
        make_source(name="b", lang="ar"),
        make_source(name="c", lang="en", kind="news-query"),
        make_source(name="d", kind="sitemap"),
        make_source(name="e", kind="section", link_pattern="/"),
    ]

    body = etree.fromstring(write_opml(sources, NOON)).find("body")

    folders = {folder.get("text"): [one.get("text") for one in folder] for folder in body}
    assert {"Arabic": ["b"], "English": ["a", "c"]} == folders


def test_feeds_are_found_at_any_depth_and_in_any_spelling():
    """Folders within folders, xmlurl in small letters, a title where there is no text."""
    document = b"""<opml version="1.0"><body>
    <outline text="x"><outline text="y"><outline title="Deep" XMLURL=" https://a.example/rss "/></outline></outline>
    <outline text="no feed"/></body></opml>"""

    assert (ListedFeed("Deep", "https://a.example/rss", line=2),) == read_opml(document, "list.opml")


@pytest.mark.parametrize(
    ("document", "place", "found"),
    [
        (b"", "list.opml:1", "not XML"),
        (b"name,url\n", "list.opml:1", "not XML"),
        (b"<opml>\n<body>\n<outline>\n</body></opml>", "list.opml:4", "not XML"),
        (b"\n<rss/>", "list.opml:2", "<rss>, not <opml>"),
        (b'<!DOCTYPE opml [<!ENTITY x "y">]>\n<opml>&x;</opml>', "list.opml:2", "document type"),
        (b'<!DOCTYPE opml SYSTEM "file:///etc/hostname"><opml/>', "list.opml:1", "document type"),
        (b"\x00\x01\x02", "list.opml:1", "not XML"),
    ],
)
def test_what_is_no_list_is_refused_with_its_line(document: bytes, place: str, found: str):
    """Another file, a broken one, and one with entities of its own end in an error that names the line."""
    with pytest.raises(InputError) as refused:
        read_opml(document, "list.opml")

    assert place == refused.value.subject
    assert found in refused.value.found


def test_a_bomb_of_entities_is_refused():
    """Entities that blow up are not expanded, wherever they stand."""
    levels = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    bomb = f'<!DOCTYPE opml [<!ENTITY e0 "ha">{levels}]><opml><body><outline text="&e9;"/></body></opml>'

    with pytest.raises(InputError):
        read_opml(bomb.encode(), "list.opml")


def test_a_feed_becomes_a_source():
    """The name comes from the title, the outlet from the site's address."""
    (one,) = become(HERALD)

    expected = {"name": "the-herald", "outlet": "herald.example", "url": HERALD.xml_url, "lang": "en"} | GIVEN
    assert expected == one.keys


def test_a_name_is_taken_from_the_host_where_the_title_has_no_latin_letters():
    """An Arabic title makes no name for a file; without a site's address the feed's host is the outlet."""
    (one,) = become(replace(HERALD, title="جريدة الميناء", html_url=""))

    assert ("feeds-herald-example", "feeds.herald.example") == (one.name, one.keys["outlet"])


def test_names_are_made_unique():
    """Two feeds of one title get names of their own, and none that a known source has."""
    known = (make_source(name="the-herald", url="https://else.example/"),)

    first, second = become(HERALD, replace(HERALD, xml_url="https://other.example/rss"), known=known)

    assert ("the-herald-2", "the-herald-3") == (first.name, second.name)


def test_addresses_that_are_there_are_passed_over():
    """An address of any route of a known source, or of a feed before in the list, is not added again."""
    known = (make_source(name="known", url=HERALD.xml_url),)

    (one,) = become(HERALD, known=known)
    _, twice = become(HERALD, HERALD)

    assert ("known", "there already", {}) == (one.name, one.fate, one.keys)
    assert ("the-herald", "there already") == (twice.name, twice.fate)


@pytest.mark.parametrize(
    ("listed", "given_keys", "refusal"),
    [
        (replace(HERALD, xml_url="ftp://herald.example/"), {}, "begins with https://"),
        (replace(HERALD, xml_url="https://u:p@herald.example/"), {}, "not repeated"),
        (replace(HERALD, language=""), {}, "the list gives no language; give one of ar, en, ckb with --lang"),
        (replace(HERALD, language="fr-FR"), {}, "the list gives the language as fr; give one of"),
        (HERALD, {"zone": "Bagdad"}, 'zone is "Bagdad"'),
        (replace(HERALD, html_url="", xml_url="nonsense"), {}, "outlet is"),
        (replace(HERALD, xml_url="https://herald.example:port/"), {}, "not repeated"),
    ],
)
def test_a_feed_that_can_be_no_source_is_told(listed: ListedFeed, given_keys: dict, refusal: str):
    """What the configuration would refuse is not added, and the reason is told."""
    (one,) = become(listed, **given_keys)

    assert "refused" == one.fate
    assert refusal in one.refusal


@pytest.mark.parametrize(
    ("language", "lang"), [("en-US", "en"), ("EN", "en"), ("ar_IQ", "ar"), ("ckb-Arab-IQ", "ckb"), (" en ", "en")]
)
def test_a_language_may_name_a_region(language: str, lang: str):
    """Readers write the tag of the feed, in whatever letters: its first part is the language."""
    (one,) = become(replace(HERALD, language=language))

    assert ("added", lang) == (one.fate, one.keys["lang"])


@pytest.mark.parametrize(
    "address",
    [
        "https://nadia:s3cret@herald.example/rss",
        "https://s3cret@herald.example/rss",
        "ftp://herald.example/rss?token=s3cret",
        "https://herald.example/rss?token=s3cret with a space",
        "https://[herald.example/rss?token=s3cret",
    ],
)
def test_no_secret_of_a_refused_address_is_repeated(address: str):
    """Neither the reason nor the name tells a password or a token, also where the list gives the address as title."""
    (one,) = become(replace(HERALD, title=address, xml_url=address))

    assert one.refusal
    assert "s3cret" not in one.refusal + one.name


def test_a_search_of_google_news_is_added_as_a_news_query():
    """Its links lead to no page, so it must not be read as a feed."""
    (one,) = become(replace(HERALD, xml_url="https://news.google.com/rss/search?q=quay"))

    assert "news-query" == one.keys["kind"]


def test_the_language_given_counts_more_than_the_lists():
    """What a person says of the whole list stands above its own words."""
    (one,) = become(HERALD, lang="ar")

    assert "ar" == one.keys["lang"]
