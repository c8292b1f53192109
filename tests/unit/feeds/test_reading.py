from __future__ import annotations

import gzip
import json
import sys
import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.feeds import FeedLimits, parse_feed
from monitor.records import FeedEntry, Source

SOURCE = Source("valley-ar", "Valley Post", "https://valley.example/rss/ar", "ar", "Asia/Baghdad")

RSS = """<?xml version="1.0" encoding="utf-8"?>
<!-- made by hand -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Valley Post &amp; Sons</title>
<item>
  <title>قافلة تغادر المعسكر</title>
  <link>/ar/سیاسة/مجتـمع?at_medium=RSS&amp;id=7</link>
  <guid isPermaLink="false">v-7</guid>
  <description><![CDATA[<p>Two convoys&rsquo; drivers left.</p><p>About <b>2</b>,400
  remain.</p><script>x()</script>]]></description>
  <pubDate>Wed, 04 Nov 2026 02:33:00 +0300</pubDate>
</item>
<item>
  <title>Bridge reopens</title>
  <link>https://valley.example/en/bridge</link>
  <guid>v-8</guid>
  <description>Short.</description>
  <content:encoded><![CDATA[<div>The long form of the bridge story.</div>]]></content:encoded>
</item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Hill &lt;i&gt;Times&lt;/i&gt;</title>
<entry><id>tag:hill.example,2026:1</id><title>Fewer than &lt;500 stay</title><link href="news/1"/>
<updated>2026-11-04T02:33:00Z</updated><published>2026-11-03T22:00:00Z</published><summary>Some words.</summary></entry>
</feed>"""


def rss_of(*items: str) -> bytes:
    """An RSS feed of the given inner items."""
    return f"<rss version='2.0'><channel><title>T</title>{''.join(items)}</channel></rss>".encode()


def only_entry(body: bytes, source: Source = SOURCE) -> FeedEntry:
    """The one entry of a feed."""
    (entry,) = parse_feed(body, source).entries
    return entry


def test_rss_becomes_entries() -> None:
    """An RSS item gives absolute link, plain text with blocks apart, and its moment in UTC; nothing is warned of."""
    reading = parse_feed(RSS.encode(), SOURCE, "application/rss+xml", "utf-8")

    first, second = reading.entries
    assert (reading.kind, reading.title, reading.problem, reading.warning) == ("rss20", "Valley Post & Sons", None, "")
    assert first.source == "valley-ar"
    assert first.url == "https://valley.example/ar/سیاسة/مجتـمع?at_medium=RSS&id=7"
    assert first.title == "قافلة تغادر المعسكر"
    assert first.summary == "Two convoys’ drivers left. About 2,400 remain."
    assert first.published_at == datetime(2026, 11, 3, 23, 33, tzinfo=UTC)
    assert second.summary == "The long form of the bridge story."
    assert second.published_at is None


def test_atom_becomes_entries() -> None:
    """An Atom entry gives its publication before its update, and a plain title keeps its angle bracket."""
    entry = only_entry(ATOM.encode())

    assert parse_feed(ATOM.encode(), SOURCE).kind == "atom10"
    assert parse_feed(ATOM.encode(), SOURCE).title == "Hill Times"
    assert entry.title == "Fewer than <500 stay"
    assert entry.url == "https://valley.example/rss/news/1"
    assert entry.published_at == datetime(2026, 11, 3, 22, tzinfo=UTC)


def zip_of(body: bytes) -> bytes:
    """A zip archive that holds the body."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("feed.xml", body)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("body", "problem", "words"),
    [
        (b"", "empty", "the body is empty"),
        (b"\xef\xbb\xbf \r\n\0\0", "empty", "none of them visible"),
        (b"<!DOCTYPE html><html><title>Sign in</title>", "html", "an HTML page with the title 'Sign in'"),
        (b"<?xml version='1.0'?><html xmlns='x'><body/></html>", "html", "HTML page"),
        (b"<!doctype html><p>Example: <rss><item/></rss></p>", "html", "HTML page"),
        (json.dumps({"version": "https://jsonfeed.org/version/1.1"}).encode(), "not_a_feed", "JSON"),
        (zip_of(RSS.encode()), "not_a_feed", "a zip archive"),
        (gzip.compress(RSS.encode()), "not_a_feed", "a gzip file"),
        (b"%PDF-1.7 ...", "not_a_feed", "a PDF document"),
        (b"<urlset><url><loc>x</loc></url></urlset>", "not_a_feed", "an XML sitemap"),
        (b"<opml version='2.0'><body/></opml>", "not_a_feed", "an OPML list of feeds"),
        (b"<config><a/></config>", "not_a_feed", "the root element <config>"),
        (b"Too many requests", "not_a_feed", "begins 'Too many requests'"),
        (rss_of(), "no_items", "the feed (rss20) has no items"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title></feed>", "no_items", "atom10"),
        (b"<rss", "not_a_feed", "no markup"),
        (b"<rss version='2.0'><channel><it", "no_items", "not well-formed"),
    ],
)
def test_what_is_no_usable_feed_is_named(body: bytes, problem: str, words: str) -> None:
    """Each kind of body that is no usable feed gives its problem and says what was found."""
    reading = parse_feed(body, SOURCE)

    assert (reading.problem, reading.entries) == (problem, ())
    assert words in reading.detail


def test_feed_served_as_html_is_read() -> None:
    """The content decides, not the content type."""
    assert len(parse_feed(RSS.encode(), SOURCE, "text/html").entries) == 2


@pytest.mark.parametrize(
    "body", [b"/etc/passwd", b"http://127.0.0.1/", b"file:///etc/passwd", b"<rss>/etc/passwd</rss>"]
)
def test_body_that_is_a_path_opens_nothing(body: bytes) -> None:
    """A body that is a path or an address is not followed: nothing is opened, nothing connected to."""
    seen: list[str] = []
    watching = True

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event in ("open", "socket.connect", "socket.getaddrinfo", "urllib.Request"):
            seen.append(f"{event} {arguments}")

    parse_feed(RSS.encode(), SOURCE)
    sys.addaudithook(watch)
    reading = parse_feed(body, SOURCE)
    watching = False

    assert reading.problem is not None
    assert seen == []


def test_external_entities_are_not_read(tmp_path) -> None:
    """An external entity and a parameter entity give none of the file's words."""
    secret = tmp_path / "secret.txt"
    secret.write_text("hunter2")
    body = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        "<rss version='2.0'><channel><item><title>A &x; B</title></item></channel></rss>"
    ).encode()

    reading = parse_feed(body, SOURCE)

    assert "hunter2" not in repr(reading)


def test_entities_that_multiply_cost_nothing() -> None:
    """A document type of entities made of entities is dropped with its bombs."""
    levels = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
    body = f"<!DOCTYPE rss [<!ENTITY l0 'ha'>{levels}]><rss version='2.0'><channel><item><title>&l11;</title></item>"

    reading = parse_feed(f"{body}</channel></rss>".encode(), SOURCE)

    assert len(repr(reading)) < 2_000


@pytest.mark.parametrize(
    ("body", "charset", "warning"),
    [
        (RSS.replace("utf-8", "windows-1256").encode("cp1256", "xmlcharrefreplace"), None, ""),
        (RSS.encode("cp1256", "xmlcharrefreplace"), "utf-8", "declared as utf-8, read as cp1256"),
        (RSS.encode(), "windows-1256", "declared as windows-1256, read as utf-8"),
        (RSS.encode("utf-16"), "utf-16", ""),
        (b"\xef\xbb\xbf" + RSS.encode(), "utf-8", ""),
        (RSS.replace("utf-8", "rot13").encode(), "undefined", "declared as undefined, read as utf-8"),
    ],
)
def test_wrongly_encoded_feeds_are_repaired(body: bytes, charset: str | None, warning: str) -> None:
    """The words are read whatever the declarations say, and a wrong declaration is warned of."""
    reading = parse_feed(body, SOURCE, "text/xml", charset)

    assert [entry.title for entry in reading.entries] == ["قافلة تغادر المعسكر", "Bridge reopens"]
    assert warning in reading.warning
    assert bool(warning) == bool(reading.warning)


def test_unreadable_letters_are_counted() -> None:
    """Letters lost in a damaged feed are told by their number."""
    reading = parse_feed(RSS.encode().replace("قافلة".encode(), b"\xd9\xff\xff"), SOURCE)

    assert len(reading.entries) == 2
    assert "characters were unreadable" in reading.warning


@pytest.mark.parametrize(
    ("inner", "title", "warning"),
    [
        ("Fish & chips", "Fish & chips", "entities that XML does not know were repaired"),
        ("The army&rsquo;s camp", "The army’s camp", "entities that XML does not know were repaired"),
        ("Bell\x07 and\x00 whistle", "Bell and whistle", "2 control characters dropped"),
        ("A &amp;amp; B", "A & B", ""),
        ("A<b>B", "A", "not well-formed XML"),
    ],
)
def test_broken_xml_is_repaired(inner: str, title: str, warning: str) -> None:
    """Common faults cost at most the letters around them, and are warned of."""
    reading = parse_feed(rss_of(f"<item><title>{inner}</title><link>https://a.example/1</link></item>"), SOURCE)

    assert reading.entries[0].title.startswith(title)
    assert warning in reading.warning


def test_items_after_a_broken_one_are_kept() -> None:
    """A fault in one item does not cost those that follow it."""
    broken = "<item><title>One</b></title><guid>1</guid></item>"

    reading = parse_feed(rss_of(broken, "<item><title>Two</title><guid>2</guid></item>"), SOURCE)

    assert [entry.title for entry in reading.entries] == ["One", "Two"]


def test_words_before_the_feed_are_dropped() -> None:
    """A warning printed before the feed does not cost the feed."""
    reading = parse_feed(b"Notice: undefined index in line 3\n" + RSS.encode(), SOURCE)

    assert len(reading.entries) == 2
    assert "characters before the feed dropped" in reading.warning


def items(count: int) -> list[str]:
    """Numbered RSS items."""
    return [f"<item><title>Item {n}</title><guid>g{n}</guid></item>" for n in range(count)]


def test_items_beyond_the_bound_are_cut() -> None:
    """The first 2,000 items of 2,500 are read, and the warning names the cut."""
    reading = parse_feed(rss_of(*items(2_500)), SOURCE)

    assert len(reading.entries) == 2_000
    assert reading.entries[-1].title == "Item 1999"
    assert reading.warning.startswith("cut after 2,000 items")


@pytest.mark.parametrize("limits", [FeedLimits(max_bytes=10_000), FeedLimits(max_tags=1_000)])
def test_feeds_beyond_other_bounds_are_cut_at_an_item(limits: FeedLimits) -> None:
    """A feed of too many bytes or tags is read up to the last whole item within them."""
    reading = parse_feed(rss_of(*items(500)), SOURCE, limits=limits)

    assert 100 < len(reading.entries) < 500
    assert "cut" in reading.warning


def test_feed_of_fifty_megabytes_is_cut() -> None:
    """A huge body is read up to five megabytes, and the warning gives both sizes."""
    reading = parse_feed(rss_of(*items(10), "<item><title>" + "x" * 50_000_000 + "</title></item>"), SOURCE)

    assert [entry.title for entry in reading.entries[:2]] == ["Item 0", "Item 1"]
    assert "the body has 50,000,578 bytes" in reading.warning
    assert "5,000,000 are read" in reading.warning


@pytest.mark.parametrize(
    "inner",
    [
        "<description>" + "<a>" * 200_000,
        "<title>" + "&" * 2_000_000,
        "<description>" + "&lt;!--" * 300_000 + "</description>",
        "<description>" + "&lt;div&gt;" * 300_000 + "</description>",
        "<x " + " ".join(f"a{n}='1'" for n in range(300_000)) + "/>",
        "<category>a</category>" * 200_000,
    ],
    ids=["nested", "ampersands", "comments", "divs", "attributes", "categories"],
)
def test_hostile_items_do_not_hold_the_monitor_up(inner: str) -> None:
    """Bodies made to waste time are read or cut; a hang would fail the run."""
    reading = parse_feed(rss_of(*items(1), f"<item>{inner}</item>"), SOURCE)

    assert reading.entries[0].title == "Item 0"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "mailto:a@b.example", "http://[", "", "data:text/html,x"])
def test_links_off_the_web_are_dropped(link: str) -> None:
    """A link that cannot be fetched gives an empty address, and the entry stays."""
    entry = only_entry(rss_of(f"<item><title>T</title><link>{link}</link><guid isPermaLink='false'>1</guid></item>"))

    assert entry.url == ""


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Wed, 04 Nov 2026 02:33:00 GMT", datetime(2026, 11, 4, 2, 33, tzinfo=UTC)),
        ("Wed, 04 Nov 2026 02:33:00 +0330", datetime(2026, 11, 3, 23, 3, tzinfo=UTC)),
        ("Wed, 04 Nov 2026 02:33:00 -0000", datetime(2026, 11, 4, 2, 33, tzinfo=UTC)),
        ("Wed, 04 Nov 2026 02:33:00", datetime(2026, 11, 3, 23, 33, tzinfo=UTC)),
        ("2026-11-04T02:33:00+03:00", datetime(2026, 11, 3, 23, 33, tzinfo=UTC)),
        ("2026-11-04 02:33", datetime(2026, 11, 3, 23, 33, tzinfo=UTC)),
        ("٢٠٢٦-١١-٠٤T٠٢:٣٣:٠٠Z", datetime(2026, 11, 4, 2, 33, tzinfo=UTC)),
        ("last Tuesday", None),
        ("", None),
        ("Wed, 99 Nov 2026 99:99:99 +9999", None),
        ("0001-01-01T00:00:00+14:00", None),
    ],
)
def test_dates_are_in_utc(written: str, moment: datetime | None) -> None:
    """A date gives its moment in UTC; one without a zone is the outlet's; one that is none gives None."""
    entry = only_entry(rss_of(f"<item><title>T</title><pubDate>{written}</pubDate></item>"))

    assert entry.published_at == moment


def test_repeated_entries_count_once() -> None:
    """Entries equal in GUID, link and title are one, in the newest wording, and the warning counts them."""
    item = "<item><title>T</title><guid>1</guid><description>{}</description><pubDate>{}</pubDate></item>"
    old = item.format("old words", "Wed, 04 Nov 2026 01:00:00 GMT")
    new = item.format("new words", "Wed, 04 Nov 2026 02:00:00 GMT")

    for body in (rss_of(old, new), rss_of(new, old)):
        reading = parse_feed(body, SOURCE)

        assert [entry.summary for entry in reading.entries] == ["new words"]
        assert reading.warning == "repeated entries counted once: 1"


@settings(deadline=None)
@given(body=st.binary(max_size=400), charset=st.none() | st.text(max_size=12))
def test_any_bytes_give_a_reading(body: bytes, charset: str | None) -> None:
    """Whatever a server sends, there is a reading with entries or a problem."""
    reading = parse_feed(body, SOURCE, "text/xml", charset)

    assert bool(reading.entries) != bool(reading.problem)


@settings(deadline=None)
@given(inner=st.text(max_size=200), cut=st.integers(0, 400))
def test_any_piece_of_a_feed_gives_a_reading(inner: str, cut: int) -> None:
    """Whatever stands in an item, and wherever the body ends, there is a reading."""
    body = rss_of(f"<item><title>{inner}</title><description>{inner}</description></item>").decode()

    reading = parse_feed(body[:cut].encode("utf-8", "surrogatepass"), SOURCE)

    assert bool(reading.entries) != bool(reading.problem)


@pytest.mark.parametrize(
    "written", ["Wed, 04 Nov 2026 02:33:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "2099-01-01", "soon", ""]
)
def test_lying_date_changes_neither_key_nor_content(written: str) -> None:
    """An entry whose date comes, goes, or leaps to the past or the future is the same entry with the same content."""
    honest = only_entry(rss_of("<item><title>T</title><link>https://a.example/1</link></item>"))

    entry = only_entry(
        rss_of(f"<item><title>T</title><link>https://a.example/1</link><pubDate>{written}</pubDate></item>")
    )

    assert (honest.entry_key, honest.content_hash) == (entry.entry_key, entry.content_hash)


def test_shuffled_feed_has_the_same_entries() -> None:
    """A whole feed that is turned round, duplicates and reused GUIDs included, gives the same entries by key."""
    parts = [
        *items(10),
        "<item><title>Twice</title><guid isPermaLink='false'>t</guid></item>",
        "<item><title>Twice</title><guid isPermaLink='false'>t</guid></item>",
        "<item><title>Reused A</title><guid isPermaLink='false'>r</guid><link>https://a.example/a</link></item>",
        "<item><title>Reused B</title><guid isPermaLink='false'>r</guid><link>https://a.example/b</link></item>",
    ]

    forth, back = parse_feed(rss_of(*parts), SOURCE), parse_feed(rss_of(*reversed(parts)), SOURCE)

    assert len(forth.entries) == 13
    assert set(forth.entries) == set(back.entries)
