"""The demo's site: feeds and pages as they stood at a moment."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

import feedparser
import pytest
import trafilatura
from hypothesis import given
from hypothesis import strategies as st

from monitor.demo.site import FEED_LENGTH, DemoSite
from monitor.demo.story import Edition, Story
from monitor.demo.story_files import FIRST_POLL_AT, LAST_MOMENT_AT, read_editions

BASE_URL = "http://127.0.0.1:8080"
EDITIONS = read_editions()
SITE = DemoSite(EDITIONS, BASE_URL)
STORIES = {story.story_id: (edition, story) for edition in EDITIONS for story in edition.stories}

any_moment = st.datetimes(
    FIRST_POLL_AT.replace(tzinfo=None) - timedelta(days=3), LAST_MOMENT_AT.replace(tzinfo=None), timezones=st.just(UTC)
)
any_story = st.sampled_from(sorted(STORIES))


def entries(edition: Edition, at: datetime, site: DemoSite = SITE) -> list[Any]:
    """The entries of an edition's feed as a feed reader gives them, after a check that nothing had to be repaired."""
    parsed = feedparser.parse(io.BytesIO(site.feed(edition.name, at)), sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo
    return list(parsed.entries)


def entry_of(story_id: str, at: datetime) -> Any:
    """The entry of a story in its feed."""
    edition, _ = STORIES[story_id]
    return next(entry for entry in entries(edition, at) if entry.id.endswith(f":{story_id}"))


def page_of(story: Story, at: datetime) -> str:
    """The page of a story, which must be online."""
    page = SITE.page(story.path, at)
    assert page is not None
    return page.decode()


def longer(edition: Edition, count: int) -> Edition:
    """The edition with ``count`` stories, an hour apart."""
    first = edition.stories[0]
    stories = tuple(
        replace(
            first,
            story_id=f"s{number}",
            slug=f"s{number}",
            versions=(replace(first.versions[0], since=first.published_at + timedelta(hours=number)),),
        )
        for number in range(count)
    )
    return replace(edition, stories=stories)


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_a_feed_lists_its_stories_newest_first_with_their_date_and_link(edition: Edition) -> None:
    """A feed reader finds every story with its title, its moment of publication and a link to its page."""
    found = entries(edition, LAST_MOMENT_AT)

    assert [story.versions[-1].title for story in reversed(edition.stories)] == [entry.title for entry in found]
    assert [story.published_at.timetuple()[:6] for story in reversed(edition.stories)] == [
        tuple(entry.published_parsed)[:6] for entry in found
    ]
    assert [f"{BASE_URL}{story.path}" for story in reversed(edition.stories)] == [
        unquote(entry.link) for entry in found
    ]


@given(at=any_moment, story_id=any_story)
def test_nothing_shows_before_it_is_published(at: datetime, story_id: str) -> None:
    """At any moment the feed and the pages have the stories published by then, and no trace of a later one."""
    edition, story = STORIES[story_id]
    online = [other for other in edition.stories if other.published_at <= at]
    page = SITE.page(story.path, at)

    assert [f":{other.story_id}" for other in reversed(online)] == [
        entry.id[entry.id.rindex(":") :] for entry in entries(edition, at)
    ]
    assert (story in online) == (page is not None)
    for other in set(edition.stories) - set(online):
        assert page is None or other.versions[0].title not in page.decode()


@pytest.mark.parametrize("story_id", sorted(STORIES))
def test_an_extractor_finds_the_paragraphs_of_a_page_and_none_of_its_furniture(story_id: str) -> None:
    """Whatever stands around an article, its text is its paragraphs, in their order."""
    _, story = STORIES[story_id]
    text = trafilatura.extract(page_of(story, LAST_MOMENT_AT), include_comments=False, include_tables=False)

    assert list(story.versions[-1].paragraphs) == text.split("\n")


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_a_page_has_the_clutter_of_a_real_one(edition: Edition) -> None:
    """Menus, notices, other headlines and comments stand on the page: an extractor has something to leave out."""
    page = page_of(edition.stories[-1], LAST_MOMENT_AT).replace("&#39;", "'")
    furniture = edition.furniture

    for words in (furniture.cookies, furniture.newsletter, furniture.author, furniture.footer):
        assert words in page
    for words in (*furniture.nav, *furniture.related, *furniture.most_read, *furniture.comments):
        assert words in page
    assert edition.stories[0].versions[-1].title in page or len(edition.stories) > 4
    assert "application/ld+json" in page


def test_an_edit_changes_page_and_feed_but_not_the_date_of_publication() -> None:
    """The same address says July instead of June, the feed's words follow, its pubDate and id do not."""
    _, story = STORIES["marfa-ain-al-asad"]
    edited_at = story.versions[1].since
    before, after = (entry_of(story.story_id, at) for at in (edited_at - timedelta(minutes=1), edited_at))
    pages = [page_of(story, at) for at in (edited_at - timedelta(minutes=1), edited_at)]

    assert ["حزيران 2027" in page for page in pages] == [True, False]
    assert ["تموز 2027" in page for page in pages] == [False, True]
    assert before.title != after.title
    assert before.description != after.description
    assert (before.published, before.id, before.link) == (after.published, after.id, after.link)


def test_an_edit_moves_the_updated_moment_of_an_atom_entry_alone() -> None:
    """Atom tells that an entry was edited, and still says when it was published."""
    _, story = STORIES["shanasheel-quarrel"]
    edited_at = story.versions[1].since
    before, after = (entry_of(story.story_id, at) for at in (edited_at - timedelta(minutes=1), edited_at))

    assert before.published == before.updated == after.published
    assert edited_at.timetuple()[:6] == tuple(after.updated_parsed)[:6]


def test_a_description_carries_the_body_as_html_with_entities() -> None:
    """One outlet's feed holds the article as HTML: its tags off and its entities resolved, the paragraphs remain."""
    _, story = STORIES["marfa-december"]
    html = entry_of(story.story_id, LAST_MOMENT_AT).description

    assert "&ldquo;" in html
    assert "&nbsp;" in html
    plain = re.sub(r"<[^>]+>", "", html).replace("&ldquo;", "“").replace("&rdquo;", "”").replace("&nbsp;", " ")
    assert list(story.versions[0].paragraphs) == plain.replace("&#8203;", "").strip().split("\n")


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_a_feed_has_the_newest_items_and_no_more(edition: Edition) -> None:
    """The oldest stories fall out of a long feed, though their pages stay."""
    site = DemoSite([longer(edition, FEED_LENGTH + 5)], BASE_URL)
    oldest = f"/{edition.name}/{edition.stories[0].section}/s0"

    found = entries(edition, LAST_MOMENT_AT, site)

    assert [f"s{number}" for number in range(FEED_LENGTH + 4, 4, -1)] == [
        entry.id.rpartition(":")[2] for entry in found
    ]
    assert site.page(oldest, LAST_MOMENT_AT) is not None


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_markup_in_a_story_stays_text(edition: Edition) -> None:
    """A title and a paragraph with markup come out as words: the feed stays well-formed and no tag is made."""
    words = 'A <script>alert("1")</script> & a ]]> walk into a bar'
    story = edition.stories[0]
    version = replace(story.versions[0], title=words, summary=words, paragraphs=(words,))
    site = DemoSite([replace(edition, stories=(replace(story, versions=(version,)),))])
    page = site.page(story.path, LAST_MOMENT_AT)

    assert [words] == [entry.title for entry in entries(edition, LAST_MOMENT_AT, site)]
    assert page is not None
    assert b"<script>alert" not in page


@pytest.mark.parametrize("path", ["/", "/marfa", "/marfa/feed", "/meridian/politics/nothing", "/no/feed.xml", ""])
def test_an_unknown_path_has_nothing(path: str) -> None:
    """What the site does not have is None, not an error."""
    assert SITE.answer(path, LAST_MOMENT_AT) is None


def test_robots_txt_forbids_the_pages_for_subscribers_alone() -> None:
    """One linked page of one outlet is closed to readers that keep robots.txt."""
    robots = SITE.answer("/robots.txt", LAST_MOMENT_AT)

    assert robots is not None
    forbidden = [line.removeprefix("Disallow: ") for line in robots.body.decode().splitlines() if "Disallow" in line]
    closed = [story_id for story_id, (_, story) in STORIES.items() if story.path.startswith(tuple(forbidden))]
    assert closed == ["meridian-analysis"]


def test_the_same_moment_gives_the_same_bytes() -> None:
    """Nothing on the site depends on anything but the moment, so that validators hold."""
    again = DemoSite(read_editions(), BASE_URL)

    for edition in EDITIONS:
        assert SITE.feed(edition.name, LAST_MOMENT_AT) == again.feed(edition.name, LAST_MOMENT_AT)
        for story in edition.stories:
            assert SITE.page(story.path, LAST_MOMENT_AT) == again.page(story.path, LAST_MOMENT_AT)


def test_links_point_at_the_base_url() -> None:
    """Every link of every feed leads to the server that the site was made for."""
    for edition in EDITIONS:
        for entry in entries(edition, LAST_MOMENT_AT):
            assert urlsplit(entry.link)[:2] == ("http", "127.0.0.1:8080")
            assert entry.link.isascii()
