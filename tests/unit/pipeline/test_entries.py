"""What becomes of due entries: the article that is made of one, its outcome, its reading, and their order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from news_pages import Page
from records_made import NOON, later, make_due, make_entry, make_poll, make_source
from routing_made import table_to
from structlog.testing import capture_logs
from workshop_made import (
    FILLER,
    NOT_LIKELY,
    OFF_TOPIC,
    TOPIC,
    WrittenDesk,
    WrittenWeb,
    departure_page,
    make_workshop,
    never,
)

from monitor.articles import Extraction
from monitor.errors import StoreError
from monitor.pipeline.entries import make_article, read_due_entries
from monitor.pipeline.pages import PAGES_AHEAD
from monitor.pipeline.reading import Reader
from monitor.pipeline.tally import Tally
from monitor.records import FetchResult
from monitor.store import MemoryStore

SOURCE = make_source()
SEPTEMBER = departure_page("by September 2026")
DECEMBER = departure_page("by December 2026")


def entry_of(page, slug="one", **parts):
    """The feed entry of a page."""
    return make_entry(slug, title=page.title, url=f"https://herald.example/{slug}", **parts)


def workshop_with(entry, page=None, **parts):
    """A workshop in which one entry is due; its page is found where one is given."""
    web = WrittenWeb({entry.url: page} if page is not None else {})
    workshop = make_workshop(web, [WrittenDesk("desk")], **parts)
    workshop.store.save_poll(make_poll(entry))
    return workshop


async def read_at(workshop, moment, stopping=never):
    """The tally of reading what is due at a moment."""
    workshop.clock.put(moment)
    tally = Tally()
    await read_due_entries(workshop, stopping, tally)
    return tally


# -- the article of an entry --


def made(published_at=None, page_published_at=None, zone="Asia/Baghdad", **extraction):
    """The article of an entry first seen at noon UTC."""
    due = make_due(make_entry(published_at=published_at))
    found = Extraction(
        **({"title": "Page title", "text": "Some text.", "published_at": page_published_at} | extraction)
    )
    return make_article(due, found, make_source(zone=zone))


def test_publication_is_the_feeds_word():
    """Where feed and page disagree on the moment, the feed's stands."""
    article = made(published_at=later(hours=-2), page_published_at=later(hours=-9))

    assert later(hours=-2) == article.published_at


def test_publication_is_the_pages_where_the_feed_is_silent():
    """A feed without a date leaves it to the page."""
    assert later(hours=-9) == made(page_published_at=later(hours=-9)).published_at


def test_publication_is_first_sight_where_nobody_says():
    """Without any date, the article is as old as our first sight of its entry."""
    assert NOON == made().published_at


@pytest.mark.parametrize(("ahead", "expected"), [({"minutes": 60}, later(60)), ({"minutes": 61}, NOON)])
def test_publication_far_ahead_is_a_mistake(ahead, expected):
    """A date up to an hour ahead of first sight is a clock that differs; one further ahead is not believed."""
    assert expected == made(published_at=later(**ahead)).published_at


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Asia/Baghdad", date(2026, 3, 3)), ("UTC", date(2026, 3, 2)), ("America/New_York", date(2026, 3, 2))],
)
def test_day_of_publication_is_that_of_the_outlets_zone(zone, day):
    """What is published at 21:30 UTC is of the next day in Baghdad and of the same day in London and New York."""
    late = datetime(2026, 3, 2, 21, 30, tzinfo=UTC)

    assert (
        day
        == make_article(
            make_due(make_entry(published_at=late), first_seen_at=late), Extraction(text="x"), make_source(zone=zone)
        ).published_on
    )


@given(st.none() | st.integers(-400, 400), st.none() | st.integers(-400, 400))
def test_no_article_lies_further_ahead_than_the_slack(feed_hours, page_hours):
    """Whatever feed and page say, an article is never published more than an hour after it was first seen."""
    moments = [None if hours is None else later(hours=hours) for hours in (feed_hours, page_hours)]

    article = made(published_at=moments[0], page_published_at=moments[1])

    assert article.published_at <= NOON + timedelta(hours=1)
    assert article.published_on == (article.published_at + timedelta(hours=3)).date()


def test_title_is_the_feeds_and_else_the_pages():
    """The feed's title stands before the page's, which often carries the outlet's name."""
    entry = make_entry(title="")

    assert make_entry().title == made().title
    assert "Page title" == make_article(make_due(entry), Extraction(title="Page title", text="x"), SOURCE).title


def test_same_address_under_two_feeds_is_one_article():
    """Two sources of one outlet that link the same page make one article; another outlet's is another."""
    one = make_article(make_due(), Extraction(text="x"), make_source(name="front-page"))
    same = make_article(make_due(), Extraction(text="x"), make_source(name="politics"))
    other = make_article(make_due(), Extraction(text="x"), make_source(outlet="Gazette"))

    assert one.article_id == same.article_id != other.article_id


def test_content_hash_covers_title_and_text():
    """An edit of the title or of the text makes another version; the same words make the same one."""
    hashes = {made(text=text).content_hash for text in ("Some text.", "Another text.", "Some text.")}

    assert 2 == len(hashes)


# -- outcomes --


@pytest.mark.parametrize(
    ("page", "reason"),
    [(OFF_TOPIC, "off_topic"), (NOT_LIKELY, "not_likely")],
)
async def test_article_of_no_topic_is_left_out_with_its_reason(page, reason):
    """What names no force of a topic is left out unread, what is read and matches no topic after reading."""
    workshop = workshop_with(entry_of(page, summary="From the hills."), page)

    tally = await read_at(workshop, NOON)

    assert {reason: 1} == +tally.skipped
    assert {reason: 1} == dict(workshop.store.skip_counts())
    assert [] == list(workshop.store.due_entries(later(days=99)))


async def test_entry_without_an_address_is_left_out():
    """An entry without a usable link is counted as such and nothing is fetched."""
    workshop = workshop_with(make_entry(url=""))

    tally = await read_at(workshop, NOON)

    assert {"no_link": 1} == +tally.skipped
    assert [] == workshop.fetcher.asked


@pytest.mark.parametrize(("age", "asked"), [({"days": 8}, 0), ({"days": 7}, 1)])
async def test_entry_older_than_the_newsroom_looks_back_is_not_fetched(age, asked):
    """An entry published more than the configured days ago is left out without fetching its page."""
    entry = entry_of(SEPTEMBER, published_at=NOON - timedelta(**age))
    workshop = workshop_with(entry, SEPTEMBER)

    tally = await read_at(workshop, NOON)

    assert asked == len(workshop.fetcher.asked)
    assert ({"too_old": 1} if asked == 0 else {}) == +tally.skipped


async def test_page_that_turns_out_old_is_left_out():
    """Where the feed has no date and the page names one of last year, the old article makes no news."""
    entry = entry_of(SEPTEMBER, published_at=None)
    head = '<meta property="article:published_time" content="2025-03-01T08:00:00+00:00">'
    workshop = workshop_with(entry, SEPTEMBER.html(head).encode())

    tally = await read_at(workshop, NOON)

    assert {"too_old": 1} == +tally.skipped
    assert () == tuple(workshop.store.alerts())


@pytest.mark.parametrize("problem", ["bad_url", "robots"])
async def test_page_that_can_never_be_had_is_given_up_at_once(problem):
    """An impossible or forbidden address is not tried again."""
    entry = make_entry()
    workshop = workshop_with(entry, FetchResult(entry.url, entry.url, problem=problem, detail="no"))

    tally = await read_at(workshop, NOON)

    assert {"fetch_failed": 1} == +tally.skipped == dict(workshop.store.skip_counts())


async def test_failing_page_is_tried_again_ever_later_and_then_given_up():
    """A page that is not there is tried after 5, 10, 20 and 40 minutes, then given up, each time counted."""
    workshop = workshop_with(make_entry())
    counted, at = [], NOON
    for wait in (5, 10, 20, 40, None):
        counted += +(await read_at(workshop, at)).skipped
        if wait is not None:
            assert [] == list(workshop.store.due_entries(at + timedelta(minutes=wait, seconds=-1)))
            at += timedelta(minutes=wait)

    assert ["fetch_failed (to be retried)"] * 4 + ["fetch_failed"] == counted
    assert [] == list(workshop.store.due_entries(later(days=99)))


async def test_page_without_text_is_tried_again_and_then_given_up():
    """A page that holds no article may be a passing fault of the outlet: it has as many tries as one that fails."""
    entry = make_entry(title="Wardens to leave")
    empty = b"<!DOCTYPE html><html><body></body></html>"
    workshop = workshop_with(entry, empty)
    workshop = replace(workshop, rules=replace(workshop.rules, article_attempts=2))

    first = await read_at(workshop, NOON)
    second = await read_at(workshop, later(5))

    assert {"no_text (to be retried)": 1} == +first.skipped
    assert {"no_text": 1} == +second.skipped


async def test_page_that_comes_at_a_later_try_is_read():
    """After a failure the article is read and told as if nothing had been."""
    entry = entry_of(SEPTEMBER)
    workshop = workshop_with(entry)
    await read_at(workshop, NOON)
    workshop.fetcher.answers[entry.url] = SEPTEMBER

    tally = await read_at(workshop, later(5))

    assert (1, 1) == (tally.articles, tally.alerts)


async def test_entries_of_a_source_that_is_gone_wait_and_are_counted():
    """A source taken out of the configuration leaves its entries waiting, and says so in every cycle's count."""
    workshop = workshop_with(entry_of(SEPTEMBER), SEPTEMBER, sources=[])

    tally = await read_at(workshop, NOON)

    assert {"no_source": 1} == +tally.skipped
    assert 1 == len(workshop.store.due_entries(NOON))


async def test_fault_in_reading_costs_one_article():
    """When reading itself breaks on an article, that one is tried again later, with its trace in the log."""

    class BreakingReader(Reader):
        def read(self, article):
            if "December" in article.text:
                msg = "date value out of range"
                raise OverflowError(msg)
            return super().read(article)

    entries = {"broken": DECEMBER, "sound": SEPTEMBER}
    web = WrittenWeb({f"https://herald.example/{slug}": page for slug, page in entries.items()})
    workshop = make_workshop(web, reader=BreakingReader([TOPIC]))
    workshop.store.save_poll(make_poll(*(entry_of(page, slug) for slug, page in entries.items())))

    with capture_logs() as logs:
        tally = await read_at(workshop, NOON)

    assert ({"reading_failed (to be retried)": 1}, 1) == (+tally.skipped, tally.articles)
    told = [(one["event"], one.get("exc_info")) for one in logs if one["log_level"] == "error"]
    assert [("reading_failed", True)] == told


async def test_store_that_fails_stops_the_reading():
    """What cannot be kept stops the run: the entry is still due."""

    class FullStore(MemoryStore):
        def save_reading(self, reading):
            raise StoreError(reading.article.article_id, "the disk is full", "make room")

    workshop = workshop_with(entry_of(SEPTEMBER), SEPTEMBER, store=FullStore())

    with pytest.raises(StoreError, match="the disk is full"):
        await read_at(workshop, NOON)
    assert 1 == len(workshop.store.due_entries(NOON))


# -- readings --


async def test_first_claim_is_told_to_every_channel():
    """A fresh article with a first claim is kept with its claim, told as new, and owed to each channel."""
    workshop = workshop_with(entry_of(SEPTEMBER), SEPTEMBER)
    desks = {name: WrittenDesk(name) for name in ("mail", "slack")}
    workshop = replace(workshop, notifiers=desks, routing=table_to(desks))

    tally = await read_at(workshop, NOON)

    assert (1, 1, {"new": 1}) == (tally.articles, tally.alerts, tally.changes)
    assert ["mail", "slack"] == [one.channel for one in workshop.store.loose_deliveries()]
    assert [False] == [alert.edited for alert in workshop.store.alerts()]
    assert [] == list(workshop.store.due_entries(NOON))


async def test_baseline_is_kept_and_never_told():
    """What stood in a feed at its first poll is read and known, and makes no alert."""
    entry = entry_of(SEPTEMBER)
    workshop = make_workshop(WrittenWeb({entry.url: SEPTEMBER}), [WrittenDesk("desk")])
    workshop.store.save_poll(make_poll(make_due(entry, baseline=True)))

    tally = await read_at(workshop, NOON)

    assert (1, 0, {}) == (tally.articles, tally.alerts, tally.changes)
    assert 1 == len(workshop.store.claims())


async def test_news_is_judged_against_the_baseline():
    """A later article that moves a baseline date is told as a change of it."""
    old, new = entry_of(SEPTEMBER, "old", published_at=later(hours=-5)), entry_of(DECEMBER, "new")
    workshop = make_workshop(WrittenWeb({old.url: SEPTEMBER, new.url: DECEMBER}), [WrittenDesk("desk")])
    workshop.store.save_poll(make_poll(make_due(old, baseline=True), new))

    tally = await read_at(workshop, NOON)

    assert (2, 1, {"changed": 1}) == (tally.articles, tally.alerts, tally.changes)


async def test_articles_are_judged_in_order_of_publication():
    """However the feed lists them, the older article is judged first, so that the younger one is the change."""
    older = entry_of(SEPTEMBER, "z-older", published_at=later(hours=-5))
    younger = entry_of(DECEMBER, "a-younger", published_at=later(hours=-1))
    workshop = make_workshop(WrittenWeb({older.url: SEPTEMBER, younger.url: DECEMBER}))
    workshop.store.save_poll(make_poll(younger, older))

    await read_at(workshop, NOON)

    told = [(change.kind, change.said.url) for alert in workshop.store.alerts() for change in alert.changes]
    assert {("new", older.url), ("changed", younger.url)} == set(told)


async def test_same_article_in_a_second_feed_is_already_read():
    """The same words under the same address are read once, in whatever feeds they stand."""
    entry = entry_of(SEPTEMBER)
    sources = [SOURCE, make_source(name="herald-politics")]
    workshop = make_workshop(WrittenWeb({entry.url: SEPTEMBER}), sources=sources)
    for source in sources:
        workshop.store.save_poll(make_poll(replace(entry, source=source.name)))

    tally = await read_at(workshop, NOON)

    assert (1, 1, {"already_read": 1}) == (tally.articles, tally.alerts, +tally.skipped)


async def test_edited_article_is_a_new_version_and_its_alert_says_so():
    """An entry whose words changed is read again: a new version is kept, its new claim told and marked as edited."""
    entry = entry_of(SEPTEMBER)
    workshop = workshop_with(entry, SEPTEMBER)
    await read_at(workshop, NOON)
    workshop.fetcher.answers[entry.url] = DECEMBER
    workshop.store.save_poll(make_poll(replace(entry, content_hash="content-2")))

    tally = await read_at(workshop, later(15))

    assert (1, 1) == (tally.articles, tally.alerts)
    newest = workshop.store.alerts()[0]
    assert (True, ["changed", "revised"]) == (newest.edited, [change.kind for change in newest.changes])
    assert 2 == len(workshop.store.versions(newest.article_id))


async def test_edit_that_keeps_every_claim_tells_nothing():
    """A version with another paragraph and the same claim is kept, and tells nothing."""
    entry = entry_of(SEPTEMBER)
    workshop = workshop_with(entry, SEPTEMBER)
    await read_at(workshop, NOON)
    workshop.fetcher.answers[entry.url] = departure_page("by September 2026", SEPTEMBER.title, "Nobody wept.")
    workshop.store.save_poll(make_poll(replace(entry, content_hash="content-2")))

    tally = await read_at(workshop, later(15))

    assert (1, 0) == (tally.articles, tally.alerts)


async def test_baseline_article_that_is_edited_is_news():
    """An edit to an article of the baseline is told: only what stood there at the first poll is not."""
    entry = entry_of(SEPTEMBER)
    workshop = make_workshop(WrittenWeb({entry.url: SEPTEMBER}), [WrittenDesk("desk")])
    workshop.store.save_poll(make_poll(make_due(entry, baseline=True)))
    await read_at(workshop, NOON)
    workshop.fetcher.answers[entry.url] = DECEMBER
    workshop.store.save_poll(make_poll(replace(entry, content_hash="content-2")))

    await read_at(workshop, later(15))

    assert [(True, "changed")] == [(alert.edited, alert.changes[0].kind) for alert in workshop.store.alerts()]


async def test_article_edited_off_its_topic_is_still_kept_as_a_version():
    """A known article that no longer is of any topic is read as a new version without claims, not left out."""
    entry = entry_of(SEPTEMBER)
    workshop = workshop_with(entry, SEPTEMBER)
    await read_at(workshop, NOON)
    workshop.fetcher.answers[entry.url] = Page("en", SEPTEMBER.title, ("The wardens stay at home.", *FILLER))
    workshop.store.save_poll(make_poll(replace(entry, title="Home for wardens", content_hash="content-2")))

    tally = await read_at(workshop, later(15))

    assert (1, 0, {}) == (tally.articles, tally.claims, +tally.skipped)


async def test_stopped_run_leaves_the_rest_due():
    """A run told to stop after the first article has kept that one and leaves the other for the next run."""
    entries = [entry_of(SEPTEMBER, "one"), entry_of(DECEMBER, "two")]
    workshop = make_workshop(WrittenWeb({entries[0].url: SEPTEMBER, entries[1].url: DECEMBER}))
    workshop.store.save_poll(make_poll(*entries))

    tally = await read_at(workshop, NOON, lambda: bool(workshop.store.claims()))

    assert 1 == tally.articles
    assert ["two"] == [due.entry.entry_key for due in workshop.store.due_entries(NOON)]


async def test_pages_are_fetched_a_bounded_number_ahead():
    """No more pages are asked for than fit ahead of the article in hand: a stop wastes no more than those."""
    entries = [entry_of(NOT_LIKELY, f"{n:03}") for n in range(PAGES_AHEAD + 5)]
    workshop = make_workshop(WrittenWeb({entry.url: NOT_LIKELY for entry in entries}))
    workshop.store.save_poll(make_poll(*entries))

    await read_at(workshop, NOON, lambda: bool(workshop.store.skip_counts()))

    assert PAGES_AHEAD == len(workshop.fetcher.asked)
