from __future__ import annotations

import importlib.util
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.feeds import FeedLimits
from monitor.feeds.bodies import open_body
from monitor.feeds.fast import read_fast
from monitor.feeds.items import ItemList
from monitor.feeds.mending import Mended, mend
from monitor.feeds.parsing import read_thoroughly

LIMITS = FeedLimits()
BASE = "https://valley.example/rss/ar?cat=1"
ZONE = ZoneInfo("Asia/Baghdad")
FAMILIES = Path(__file__).parents[2] / "feed_families"
BENCHMARK = Path(__file__).parents[3] / "benchmarks" / "feeds.py"
BINDINGS = (
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    ' xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:my="https://valley.example/own"'
)
WITH_ATOM = f'{BINDINGS} xmlns:atom="http://www.w3.org/2005/Atom"'
RDF_BINDINGS = f'{BINDINGS} xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'


def mended(body: bytes) -> Mended:
    """A body as both readings are given it."""
    opened = open_body(body, "", None, LIMITS)
    return mend(opened.text, opened.sniffed.root, LIMITS)


def both(body: bytes, base: str = BASE) -> tuple[ItemList | None, ItemList]:
    """A body read quickly, if it can be, and by feedparser."""
    ready = mended(body)
    return read_fast(ready, base, ZONE), read_thoroughly(ready.xml, base, ZONE, LIMITS.max_items)


def rss(items: str, head: str = "<title>T</title>", root: str = f'<rss version="2.0"{WITH_ATOM}>') -> bytes:
    """An RSS feed of such items."""
    return f"{root}<channel>{head}{items}</channel></rss>".encode()


def atom(entries: str, head: str = "<title>T</title>") -> bytes:
    """An Atom feed of such entries."""
    return f'<feed xmlns="http://www.w3.org/2005/Atom"{BINDINGS}>{head}{entries}</feed>'.encode()


def rdf(items: str, head: str = "<title>T</title>") -> bytes:
    """An RSS 1.0 feed of such items."""
    channel = f'<channel rdf:about="https://valley.example/rdf">{head}</channel>'
    return f"<rdf:RDF{RDF_BINDINGS}>{channel}{items}</rdf:RDF>".encode()


def bench_feeds() -> dict[str, bytes]:
    """The feeds that the benchmark reads."""
    spec = importlib.util.spec_from_file_location("bench_feeds", BENCHMARK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.make_feeds()


BODIES = {
    **{path.name: path.read_bytes() for path in sorted(FAMILIES.glob("*.xml")) if "sitemap" not in path.name},
    **bench_feeds(),
}


@pytest.mark.parametrize("name", sorted(BODIES))
def test_both_readings_agree_on_whole_feeds(name: str) -> None:
    """On every family's list and the benchmark's feeds, the quick reading gives what feedparser gives, or nothing."""
    quick, thorough = both(BODIES[name])

    assert quick in (None, thorough)
    assert thorough.items


def test_most_families_are_read_quickly() -> None:
    """All but those with captions, bases or dates of a kind of their own are read without feedparser."""
    slow = {name for name in BODIES if read_fast(mended(BODIES[name]), BASE, ZONE) is None}

    assert {"arc-rss.xml", "dotnetnuke.xml", "drupal.xml"} == slow


LETTERS = st.text(alphabet="aبé’&<;#x \n\t«\u200c\xa0\x96ÃÂ©>/=\"'", max_size=12)
WORDS = LETTERS | st.sampled_from(
    [
        "A & B",
        "&amp;amp;",
        "<b>bold</b> <i>x",
        "&rsquo;s",
        "Ã©tÃ©",
        "\x96",
        "",
        " ",
        "5 < 6",
        "قافلة تغادر",
        "<p>a</p><p>b</p>",
    ]
)
TEXT = st.one_of(
    WORDS.map(escape),
    WORDS.map(escape),
    WORDS.map(lambda words: f"<![CDATA[{words.replace(']]>', '')}]]>"),
    st.sampled_from(
        ["&#1602;&#x200c;", "&#150;", "&#x96;", "a<!-- aside -->b", "a<?pi x?>b", "<b>in</b> line", "&#38;lt;"]
    ),
)
LINKS = st.sampled_from(
    [
        *("https://valley.example/1", "/ar/2?a=1&b=2", "https:///valley.example/3", "?id=4", " https://v.example/5 "),
        *("mailto:a@b.example", "javascript:x()", "https://v.example/ar/سیا", "http://[", "", "#top", "//v.example/6"),
        *(
            "https://v.example/7?a=1&amp;b=2",
            "https://v.example/8?a=1&b;=2",
            "HTTPS://V.example/9",
            "tag:v.example,1:2",
        ),
        *("https://v.example/a/../b", "https://v.example/q?", "2026/11/x;y"),
    ]
)
DATES = st.sampled_from(
    [
        *("Wed, 04 Nov 2026 02:33:00 +0300", "Wed, 04 Nov 2026 02:33:00 GMT", "2026-11-04T02:33:00Z", "2026-11-04"),
        *("04 Nov 2026 02:33:00", "Wed, 04 Nov 2026 02:33 EST", "last week", "", "٢٠٢٦-١١-٠٤T٠٢:٣٣:٠٠Z", "1/2/2026"),
        *("Wed, 04 Nov 2026 02:33:00 -0000", "0001-01-01T00:00:00+14:00", "2026-11-04 02:33:00 +0300"),
    ]
)


def element(name: str, inner: st.SearchStrategy[str], attributes: str = "") -> st.SearchStrategy[str]:
    """An element with such text."""
    return inner.map(lambda text: f"<{name}{attributes}>{text}</{name}>")


MODULES = st.one_of(
    element("dc:date", DATES),
    element("dcterms:created", DATES),
    element("dcterms:issued", DATES),
    element("dc:creator", TEXT),
    element("dc:subject", TEXT),
    element("dc:title", TEXT),
    element("dc:description", TEXT),
    element("dc:identifier", TEXT),
    element("content:encoded", TEXT),
    element("content:encoded", TEXT),
    element("slash:comments", TEXT),
    element("my:own", TEXT),
    element("my:own", TEXT, " a='1'"),
    element("itunes:summary", TEXT),
    element("itunes:duration", TEXT),
    element("itunes:subtitle", TEXT),
    TEXT.map(lambda text: f"<media:content url='x'><media:title>{text}</media:title></media:content>"),
    TEXT.map(lambda text: f"<media:content url='x'><media:description>{text}</media:description></media:content>"),
    TEXT.map(lambda text: f"<media:group><media:content url='y'/><media:credit>{text}</media:credit></media:group>"),
    st.sampled_from(
        [
            *("<media:thumbnail url='z'/>", "<media:keywords>a, b</media:keywords>", "<itunes:image href='q'/>"),
            *(
                "<my:nest><title>N</title></my:nest>",
                "<x:title xmlns:x='urn:x'>X</x:title>",
                "<title xmlns='urn:y'>Y</title>",
            ),
            *("<svg:svg xmlns:svg='http://www.w3.org/2000/svg'><svg:title>S</svg:title></svg:svg>", "<dc:publisher/>"),
            *("<dc:language>en</dc:language>", "<post-id xmlns='com-wordpress:feed-additions:1'>7</post-id>"),
        ]
    ),
)
USUAL_RSS = st.tuples(
    element("title", TEXT),
    element("link", LINKS.map(escape)),
    st.one_of(element("guid", LINKS.map(escape)), element("guid", TEXT, " isPermaLink='false'"), st.just("")),
    element("description", TEXT),
    element("pubDate", DATES),
)
ODD_RSS = st.one_of(
    MODULES,
    element("title", TEXT),
    element("title", TEXT, " type='html'"),
    element("link", LINKS.map(escape)),
    LINKS.map(lambda link: f"<link href={quoteattr(link)}/>"),
    LINKS.map(lambda link: f"<atom:link rel='alternate' href={quoteattr(link)}/>"),
    element("guid", LINKS.map(escape), " isPermaLink='true'"),
    element("guid", LINKS.map(escape), " isPermaLink='TRUE'"),
    element("description", TEXT),
    element("summary", TEXT),
    element("content", TEXT),
    element("date", DATES),
    element("pubdate", DATES),
    element("author", TEXT),
    element("category", TEXT, " domain='d'"),
    element("source", TEXT, " url='https://s.example'"),
    element("source", TEXT),
    element("id", TEXT),
    element("newsid", TEXT),
    element("image", TEXT),
    st.sampled_from(
        ["<enclosure url='e' length='0' type='t'/>", "<comments>c</comments>", "<image><title>I</title></image>"]
    ),
)
RSS_ITEM = st.tuples(USUAL_RSS, st.lists(ODD_RSS, max_size=2), st.randoms(use_true_random=False))
HEADS = st.lists(
    st.one_of(
        element("title", TEXT),
        st.sampled_from(
            [
                *("<ttl>30</ttl>", "<ttl>x</ttl>", "<ttl a='1'>5</ttl>", "<sy:updatePeriod> hourly </sy:updatePeriod>"),
                *(
                    "<sy:updateFrequency>2</sy:updateFrequency>",
                    "<sy:updatePeriod>Daily</sy:updatePeriod>",
                    "<link>x</link>",
                ),
                *("<image><url>u</url><title>I</title><link>l</link></image>", "<description>d</description>"),
                *(
                    "<itunes:summary>s</itunes:summary>",
                    "<language>ar</language>",
                    "<skipHours><hour>3</hour></skipHours>",
                ),
                *(
                    "<textInput><title>S</title><name>n</name></textInput>",
                    "<generator>g</generator>",
                    "<dc:title>D</dc:title>",
                ),
                *("<itunes:owner><itunes:name>o</itunes:name></itunes:owner>", "<lastBuildDate>x</lastBuildDate>"),
            ]
        ),
    ),
    max_size=3,
    unique=True,
).map("".join)


def mixed(item: tuple[tuple[str, ...], list[str], object]) -> str:
    """The parts of an item in some order."""
    usual, odd, order = item
    parts = [*usual, *odd]
    order.shuffle(parts)
    return f"<item>{''.join(parts)}</item>"


@settings(max_examples=250)
@given(
    items=st.lists(RSS_ITEM.map(mixed), min_size=1, max_size=3).map("".join),
    head=HEADS,
    version=st.sampled_from(["2.0", "2.0", "0.91", "0.92", "1.0", ""]),
    base=st.sampled_from([BASE, "https://valley.example", "https://valley.example/a/../b", "ftp://x.example/"]),
)
def test_both_readings_agree_on_rss(items: str, head: str, version: str, base: str) -> None:
    """Whatever stands in an RSS item, the quick reading gives what feedparser gives, or leaves it to feedparser."""
    quick, thorough = both(rss(items, head, f'<rss version="{version}"{WITH_ATOM}>'), base)

    assert quick in (None, thorough)


RDF_ITEM = st.tuples(
    LINKS,
    st.lists(
        st.one_of(
            element("title", TEXT),
            element("link", LINKS.map(escape)),
            element("description", TEXT),
            MODULES,
            element("guid", TEXT),
        ),
        max_size=5,
    ),
).map(lambda made: f"<item rdf:about={quoteattr(made[0])}>{''.join(made[1])}</item>")


@settings(max_examples=120)
@given(items=st.lists(RDF_ITEM, min_size=1, max_size=3).map("".join), head=HEADS)
def test_both_readings_agree_on_rdf(items: str, head: str) -> None:
    """Whatever stands in an RSS 1.0 item, the quick reading gives what feedparser gives, or leaves it to feedparser."""
    quick, thorough = both(rdf(items, head))

    assert quick in (None, thorough)


TYPES = st.sampled_from(
    ["", "", " type='text'", " type='html'", " type='html'", " type='xhtml'", " type='text/plain'", " mode='x'"]
)
CONSTRUCTS = st.one_of(TEXT, st.just('<div xmlns="http://www.w3.org/1999/xhtml"><p>One</p> <b>two</b></div>'))


def construct(name: str) -> st.SearchStrategy[str]:
    """A text construct of Atom of some type."""
    return st.tuples(TYPES, CONSTRUCTS).map(lambda made: f"<{name}{made[0]}>{made[1]}</{name}>")


ATOM_LINK = st.tuples(
    LINKS,
    st.sampled_from(["", " rel='alternate'", " rel='self'", " rel='ALTERNATE' type='text/HTML'", " rel='enclosure'"]),
    st.sampled_from(["", "", " type='text/html'", " type='application/json'", " hreflang='ar'", " uri='u'"]),
).map(lambda made: f"<link href={quoteattr(made[0])}{made[1]}{made[2] if 'type' not in made[1] else ''}/>")
ATOM_PART = st.one_of(
    construct("title"),
    construct("summary"),
    construct("content"),
    ATOM_LINK,
    ATOM_LINK,
    element("id", LINKS.map(escape)),
    element("published", DATES),
    element("updated", DATES),
    MODULES,
    st.sampled_from(
        [
            *("<author><name>n</name><uri>u</uri></author>", "<category term='c'/>", "<rights type='html'>r</rights>"),
            *("<source><id>s</id><title>S</title></source>", "<contributor><name>c</name><x/></contributor>"),
            *("<content src='https://c.example/'/>", "<author>bare</author>", "<link>bare</link>"),
        ]
    ),
)
ATOM_ENTRY = st.tuples(
    st.sampled_from(["", "", "", " xml:lang='ar'", " xml:base='https://base.example/x/'"]),
    st.lists(ATOM_PART, max_size=6),
).map(lambda made: f"<entry{made[0]}>{''.join(made[1])}</entry>")
ATOM_HEADS = st.lists(
    st.one_of(construct("title"), ATOM_LINK, element("updated", DATES), construct("subtitle")), max_size=3
)


@settings(max_examples=250)
@given(entries=st.lists(ATOM_ENTRY, min_size=1, max_size=3).map("".join), head=ATOM_HEADS.map("".join))
def test_both_readings_agree_on_atom(entries: str, head: str) -> None:
    """Whatever stands in an Atom entry, the quick reading gives what feedparser gives, or leaves it to feedparser."""
    quick, thorough = both(atom(entries, head))

    assert quick in (None, thorough)


PLAIN = "<item><title>A</title><link>https://v.example/1</link></item>"
ODD = [
    rss("<item><title>A</title><title>B</title></item>"),
    rss("<item><title>A <b>b</b></title></item>"),
    rss("<item xml:base='https://b.example/'><link>1</link></item>"),
    rss("<item><description>one</description><media:description>two</media:description></item>"),
    rss(
        "<item><source>S</source><title>A</title><media:content><media:title>B</media:title></media:content></item>"
    ).replace(b"<source>S</source><title>A</title>", b"<title>A</title><source>S</source>"),
    rss("<item><pubDate>04 Nov 2026 02:33:00</pubDate></item>"),
    rss("<item><title>&#150;</title></item>"),
    rss("<item><title>Ã©</title></item>"),
    rss("<item><link>https:///v.example/1</link></item>"),
    rss("<item><link>https://v.example/?a=1&amp;amp;b=2</link></item>"),
    rss("<item><date>2026-11-04</date></item>"),
    rss(PLAIN, root='<rss version="2.0" xmlns:dc="http://purl.org/dc/terms/">'),
    rss(PLAIN, root='<rss version="2.0" xmlns:x="http://purl.org/rss/1.0/">'),
    rss("<item><dc:x xmlns:dc='urn:x'>1</dc:x></item>"),
    rss("<item><title xmlns='urn:x'>A</title></item>"),
    f"<rss version='2.0'>{PLAIN}</rss>".encode(),
    b"<feed><title>T</title><entry><title>A</title></entry></feed>",
    atom("<entry><title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>A</div></title></entry>"),
    atom("<entry><content type='image/png'>aGk=</content></entry>"),
]


@pytest.mark.parametrize("body", ODD)
def test_odd_feeds_are_left_to_feedparser(body: bytes) -> None:
    """What feedparser reads in a way of its own is not imitated."""
    assert read_fast(mended(body), BASE, ZONE) is None


PLAIN_FEEDS = [
    rss(PLAIN),
    rss("<item><title>A</title><guid isPermaLink='false'>g</guid><dc:date>2026-11-04T00:00:00Z</dc:date></item>"),
    rss("<item><title>A</title><media:content url='u'><media:title>B</media:title></media:content></item>"),
    rss("<item><content:encoded><![CDATA[<p>x</p>]]></content:encoded><description>y</description></item>"),
    rdf("<item rdf:about='https://v.example/1'><title>A</title><link>https://v.example/1</link></item>"),
    atom("<entry><id>tag:v,1</id><title type='html'>A</title><link href='/1'/><content>x</content></entry>"),
]


@pytest.mark.parametrize("body", PLAIN_FEEDS)
def test_plain_feeds_are_read_quickly(body: bytes) -> None:
    """The quick reading is taken for the plain shapes of all three formats, and agrees."""
    quick, thorough = both(body)

    assert quick is not None
    assert quick == thorough
