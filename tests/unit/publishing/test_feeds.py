from __future__ import annotations

import io
import json
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from told_message import told_message

from monitor.errors import PublishingError
from monitor.publishing import FeedHead, PublishedAlert, write_alert_feeds
from monitor.publishing.atom import atom_feed
from monitor.publishing.entries import html_of, ordered
from monitor.publishing.json_feed import json_feed

NINE = datetime(2026, 3, 9, 6, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HEAD = FeedHead("River desk: alerts", "en", "https://desk.example/feeds/")
ATOM = "{http://www.w3.org/2005/Atom}"
PAGE = (
    '<!DOCTYPE html>\n<html lang="en"><head><title>T</title></head>\n'
    '<body style="a">\n<p>a &lt; b</p>\n</body>\n</html>\n'
)
ANY_TEXT = st.text(st.characters(), max_size=60)


def alert(name: str = "one", minutes: float = 0, later: float = 0, topic: str = "", **parts: Any) -> PublishedAlert:
    """An alert made some minutes after nine, and updated some minutes later; ``parts`` are of its message."""
    made = NINE + minutes * MINUTE
    return PublishedAlert(name, told_message(**parts), made, made + later * MINUTE, topic)


def read_atom(*entries: PublishedAlert, head: FeedHead = HEAD) -> Any:
    """The Atom feed as a reader's program sees it; it must have no fault."""
    found = feedparser.parse(io.BytesIO(atom_feed(entries, head, "https://desk.example/feeds/alerts.en.atom")))
    assert not found.bozo
    return found


def read_json(*entries: PublishedAlert, head: FeedHead = HEAD) -> Any:
    """The JSON feed, read."""
    return json.loads(json_feed(entries, head, "https://desk.example/feeds/alerts.en.json"))


def test_an_alert_as_a_reader_of_atom_sees_it():
    """Title, outlet, moments, address, topic and the message's body, with its language and direction."""
    found = read_atom(alert(topic="The fleet & the harbour", html=PAGE, later=7))

    (entry,) = found.entries
    assert ("atom10", "River desk: alerts", "en") == (found.version, found.feed.title, found.feed.language)
    assert "2026-03-09T06:07:00+00:00" == found.feed.updated
    assert [("self", "https://desk.example/feeds/alerts.en.atom")] == [(one.rel, one.href) for one in found.feed.links]
    assert ("Departure of the fleet: slipped by 3 months — the harbour master", "River Post") == (
        entry.title,
        entry.author,
    )
    assert ("2026-03-09T06:00:00+00:00", "2026-03-09T06:07:00+00:00") == (entry.published, entry.updated)
    assert ("https://river.example/fleet", "The fleet & the harbour") == (entry.link, entry.tags[0].term)
    assert "text/html" == entry.content[0].type


def test_the_content_is_the_body_of_the_page_escaped_once():
    """What surrounds the body is left out, and a sign that was escaped in HTML is read as that sign."""
    tree = etree.fromstring(atom_feed([alert(html=PAGE, reader_lang="ar")], HEAD))
    content = tree.find(f"{ATOM}entry/{ATOM}content")

    assert '<div lang="ar" dir="rtl">\n<p>a &lt; b</p>\n</div>' == content.text
    assert "a < b" == html.fromstring(content.text).text_content().strip()


def test_a_message_without_html_shows_its_text():
    """Signs of markup in it are text."""
    assert '<div lang="en" dir="ltr">\n&lt;b&gt; &amp; so<br>\non\n</div>' == html_of(
        alert(html="", text="<b> & so\non")
    )


def test_an_alert_as_a_reader_of_json_sees_it():
    """The fields of JSON Feed 1.1; what is empty is left out."""
    found = read_json(alert(html=PAGE, text="a < b", later=7, topic="The fleet"))

    (item,) = found["items"]
    assert ("https://jsonfeed.org/version/1.1", "River desk: alerts", "en") == (
        found["version"],
        found["title"],
        found["language"],
    )
    assert "https://desk.example/feeds/alerts.en.json" == found["feed_url"]
    assert {
        "url": "https://river.example/fleet",
        "title": "Departure of the fleet: slipped by 3 months — the harbour master",
        "summary": "Now by December 2026. Before: by September 2026.",
        "content_html": '<div lang="en" dir="ltr">\n<p>a &lt; b</p>\n</div>',
        "content_text": "a < b",
        "date_published": "2026-03-09T06:00:00Z",
        "date_modified": "2026-03-09T06:07:00Z",
        "authors": [{"name": "River Post"}],
        "tags": ["The fleet"],
        "language": "en",
    } == {name: value for name, value in item.items() if name != "id"}


def test_both_feeds_call_an_alert_the_same_and_for_good():
    """The id comes from the alert and the language alone: not from its words, its moments or the feed's title."""
    other = replace(HEAD, title="Renamed")
    ids = {
        read_atom(alert()).entries[0].id,
        read_json(alert())["items"][0]["id"],
        read_atom(alert(minutes=5, subject="Otherwise"), head=other).entries[0].id,
    }

    assert {"urn:uuid:261e44d9-0e18-55e1-b7e8-fdb60bd51139"} == ids
    assert read_atom(head=HEAD).feed.id == read_atom(head=other).feed.id


def test_feeds_of_two_languages_are_two():
    """Who reads both gets each alert in both."""
    here, there = read_atom(alert()), read_atom(alert(), head=replace(HEAD, lang="ar"))

    assert here.feed.id != there.feed.id
    assert here.entries[0].id != there.entries[0].id


def test_the_newest_is_at_the_head():
    """By when it was updated, whatever the order given; an alert given twice stands there once, as it is now."""
    given_ = [alert("b", 10), alert("a", 0, later=30), alert("c", 20), alert("c", 20, later=1, subject="Corrected")]

    titles = [(one.alert_id, one.message.subject[:9]) for one in ordered(given_, HEAD)]

    assert [("a", "Departure"), ("c", "Corrected"), ("b", "Departure")] == titles


def test_old_entries_fall_out():
    """A feed does not grow for ever."""
    kept = ordered([alert(str(count), count) for count in range(9)], replace(HEAD, entries=3))

    assert ["8", "7", "6"] == [one.alert_id for one in kept]


def test_a_feed_without_entries_is_a_feed():
    """It is dated 1970, not now: the same nothing makes the same bytes."""
    assert ("1970-01-01T00:00:00+00:00", []) == (read_atom().feed.updated, read_json()["items"])


@pytest.mark.parametrize("empty", ["", "\x00\n", "\x07"])
def test_a_message_without_words_is_still_an_entry(empty):
    """Atom demands a title and a content; the feed's own title stands for one that is not there."""
    bare = alert(subject=empty, lead=empty, html=empty, text=empty, outlet=empty, url="", title=empty)

    assert "River desk: alerts" == read_atom(bare).entries[0].title
    assert {"id", "title", "content_html", "date_published", "date_modified", "language"} <= set(
        read_json(bare)["items"][0]
    )


def test_the_files_are_written_once(tmp_path):
    """One of each kind; the same alerts in another order change nothing, a new one changes both."""
    alerts = [alert("a"), alert("b", 5), alert("c", 5)]
    written = write_alert_feeds(alerts, tmp_path / "feeds", HEAD)
    shuffled = random.Random(7).sample(alerts, 3)  # noqa: S311 - an order, no secret

    assert ["alerts.en.atom", "alerts.en.json"] == [path.name for path in written]
    assert () == write_alert_feeds(shuffled, tmp_path / "feeds", HEAD)
    assert written == write_alert_feeds([*alerts, alert("d", 9)], tmp_path / "feeds", HEAD)
    assert set(written) == set((tmp_path / "feeds").iterdir())
    assert b"https://desk.example/feeds/alerts.en.json" in written[1].read_bytes()


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    """The error names the first file."""
    (tmp_path / "feeds").write_text("a file")

    with pytest.raises(PublishingError, match=r"alerts\.en\.atom"):
        write_alert_feeds([alert()], tmp_path / "feeds", HEAD)


@settings(max_examples=60)
@given(st.lists(st.tuples(*[ANY_TEXT] * 6), max_size=3), ANY_TEXT, ANY_TEXT)
def test_no_character_makes_a_feed_that_cannot_be_read(words, title, link):
    """Control characters, surrogates and markup in any field: both feeds are read, with every entry."""
    head = FeedHead(title, "ckb", link)
    entries = [
        alert(str(count), subject=a, lead=b, html=c, text=d, outlet=e, url=f, title=a, topic=b)
        for count, (a, b, c, d, e, f) in enumerate(words)
    ]
    tree = etree.fromstring(atom_feed(entries, head, link))
    found = json.loads(json_feed(entries, head, link).decode("utf-8"))

    assert len(words) == len(tree.findall(f"{ATOM}entry")) == len(found["items"])
    assert [one.findtext(f"{ATOM}title") for one in tree.findall(f"{ATOM}entry")] == [
        one["title"] for one in found["items"]
    ]
    assert all(one.findtext(f"{ATOM}content") for one in tree.findall(f"{ATOM}entry"))
