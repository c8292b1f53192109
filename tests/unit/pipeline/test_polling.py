"""What one poll of a feed leaves behind, and which sources are polled."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records_made import NOON, later, make_source, make_source_state
from workshop_made import WrittenWeb, item, make_workshop, never, rss

from monitor.errors import StoreError
from monitor.pipeline.polling import due_sources, judge_poll, poll_sources
from monitor.pipeline.waiting import backoff
from monitor.records import FetchResult, PollReading, SourceReport, SourceState
from monitor.store import MemoryStore

SOURCE = make_source(every_minutes=15)
URL = SOURCE.url
FIRST = SourceState(SOURCE.name)
FEED = rss(item("one", "Ferry repaired"), item("two", "Mill wheel repaired"))


def came(body=FEED, **parts):
    """A feed that came with status 200."""
    given = FetchResult(URL, URL, status=200, body=body, content_type="application/rss+xml", etag='"e1"')
    return replace(given, last_modified="Mon, 02 Mar 2026 11:00:00 GMT", **parts)


def failed(problem="timeout", detail="herald.example gave no whole answer within 20 seconds"):
    """A fetch that brought nothing."""
    return FetchResult(URL, URL, problem=problem, detail=detail)


def polled_once():
    """The state after a first good poll at noon, and what is known of its entries."""
    polled = judge_poll(SOURCE, FIRST, came(), {}, NOON)
    known = {due.entry.entry_key: due.entry.content_hash for due in polled.reading.entries}
    return polled.reading.state, known


# -- one poll --


def test_first_good_poll_is_baseline():
    """All entries of the first good poll are baseline, and the source remembers when that was."""
    polled = judge_poll(SOURCE, FIRST, came(), {}, NOON)

    assert [True, True] == [due.baseline for due in polled.reading.entries]
    assert [NOON, NOON] == [due.first_seen_at for due in polled.reading.entries]
    assert NOON == polled.reading.state.baseline_at
    assert SourceReport(SOURCE.name, "polled", seen=2, fresh=2) == polled.report


def test_good_poll_keeps_validators_and_is_due_after_the_sources_interval():
    """The state holds the validators of the answer and the next poll lies one interval ahead."""
    state, _ = polled_once()

    assert ('"e1"', "Mon, 02 Mar 2026 11:00:00 GMT") == (state.etag, state.last_modified)
    assert (NOON, later(15), NOON) == (state.polled_at, state.due_at, state.succeeded_at)
    assert (0, "") == (state.failures, state.problem)


def test_later_poll_brings_new_and_changed_entries_alone():
    """Of a feed with a known, an edited and a new item, the edited and the new one are fresh, neither is baseline."""
    state, known = polled_once()
    feed = rss(item("one", "Ferry repaired"), item("two", "Mill wheel broken again"), item("three", "Market moved"))

    polled = judge_poll(SOURCE, state, came(feed), known, later(15))

    assert ["Mill wheel broken again", "Market moved"] == [due.entry.title for due in polled.reading.entries]
    assert not any(due.baseline for due in polled.reading.entries)
    assert SourceReport(SOURCE.name, "polled", seen=3, fresh=2) == polled.report
    assert NOON == polled.reading.state.baseline_at


def test_304_leaves_everything_but_the_times():
    """A server that says "not modified" brings no entries; validators and baseline stay, the next poll is planned."""
    state, known = polled_once()

    polled = judge_poll(SOURCE, state, FetchResult(URL, URL, status=304), known, later(20))

    expected = replace(state, polled_at=later(20), due_at=later(35), succeeded_at=later(20))
    assert PollReading(expected) == polled.reading
    assert SourceReport(SOURCE.name, "unchanged") == polled.report


def test_same_body_is_unchanged_and_takes_the_new_validators():
    """A server without 304 that sends the same bytes brings no entries; its newest validators are the ones to use."""
    state, known = polled_once()

    polled = judge_poll(SOURCE, state, came(etag='"e2"'), known, later(15))

    assert () == polled.reading.entries
    assert '"e2"' == polled.reading.state.etag
    assert "unchanged" == polled.report.outcome


@pytest.mark.parametrize(
    ("result", "problem"),
    [
        (failed(), "timeout: herald.example gave no whole answer within 20 seconds"),
        (failed(detail=""), "timeout"),
        (came(b""), "empty"),
        (came(b"<!DOCTYPE html><html><body><p>We are moving house.</p></body></html>"), "html"),
        (came(b"nothing of the kind"), "not_a_feed"),
        (came(rss()), "no_items"),
    ],
    ids=["timeout", "no-detail", "empty", "html", "no-feed", "no-items"],
)
def test_failing_feed_keeps_what_it_had(result, problem):
    """A failure of the web or of the feed keeps validators, body and baseline, and stands in state and report."""
    state, known = polled_once()

    polled = judge_poll(SOURCE, state, result, known, later(15))

    kept = polled.reading.state
    assert (state.etag, state.last_modified, state.body_hash) == (kept.etag, kept.last_modified, kept.body_hash)
    assert (NOON, NOON, 1) == (kept.baseline_at, kept.succeeded_at, kept.failures)
    assert kept.problem.startswith(problem)
    assert SourceReport(SOURCE.name, "failed", detail=kept.problem) == polled.report
    assert () == polled.reading.entries


def test_source_that_goes_on_failing_is_asked_ever_less_often_but_once_a_day():
    """The wait doubles with each failure in a row, from the source's own interval up to a day."""
    state, waits = FIRST, []
    for _ in range(9):
        state = judge_poll(SOURCE, state, failed(), {}, NOON).reading.state
        waits.append((state.due_at - NOON).total_seconds() / 60)

    assert [15, 30, 60, 120, 240, 480, 960, 1440, 1440] == waits


def test_source_that_is_polled_less_than_daily_keeps_its_interval_when_it_fails():
    """No failure makes a source be polled more often than it is configured."""
    weekly = make_source(every_minutes=7 * 24 * 60)

    state = judge_poll(weekly, FIRST, failed(), {}, NOON).reading.state

    assert later(days=7) == state.due_at


def test_recovered_source_is_as_good_as_new():
    """The first good poll after failures forgets them; its entries are judged against those known before."""
    state, known = polled_once()
    ill = judge_poll(SOURCE, state, failed(), known, later(15)).reading.state

    polled = judge_poll(SOURCE, ill, came(rss(item("three", "Market moved"))), known, later(30))

    assert (0, "", later(45)) == (
        polled.reading.state.failures,
        polled.reading.state.problem,
        polled.reading.state.due_at,
    )
    assert [("Market moved", False)] == [(due.entry.title, due.baseline) for due in polled.reading.entries]


def test_source_that_fails_first_has_its_baseline_at_its_first_good_poll():
    """A failure makes no baseline: the entries of the first good poll are baseline, whenever it comes."""
    ill = judge_poll(SOURCE, FIRST, failed(), {}, NOON).reading.state

    polled = judge_poll(SOURCE, ill, came(), {}, later(15))

    assert later(15) == polled.reading.state.baseline_at
    assert [True, True] == [due.baseline for due in polled.reading.entries]


@given(st.integers(1, 10_000), st.floats(1, 1e6), st.floats(1, 1e6))
def test_backoff_never_shrinks_and_never_passes_its_ceiling(failures, first, ceiling):
    """However often something fails, the next wait is no shorter and no longer than the ceiling."""
    wait, longer = backoff(failures, first, ceiling), backoff(failures + 1, first, ceiling)

    assert timedelta() < wait <= longer <= timedelta(seconds=ceiling)


# -- which sources, and all of them --


def test_due_are_enabled_sources_whose_time_has_come():
    """A source never polled and one due now are due; one due later and one that is off are not."""
    names = ("never", "now", "later", "off")
    sources = [make_source(name=name, enabled=name != "off") for name in names]
    states = {
        "now": make_source_state(source="now", due_at=NOON),
        "later": make_source_state(source="later", due_at=later(1)),
        "off": make_source_state(source="off", due_at=NOON),
    }

    assert ["never", "now"] == [source.name for source in due_sources(sources, states, NOON)]


async def test_every_enabled_source_is_reported_in_configured_order():
    """Polled, failing and waiting sources each have a report, whatever order the answers come in."""
    sources = [
        make_source(name=name, url=f"https://herald.example/{name}.xml", enabled=name != "off")
        for name in ("bad", "good", "waiting", "off")
    ]
    workshop = make_workshop(WrittenWeb({sources[1].url: came()}), sources=sources)
    workshop.store.save_poll(PollReading(SourceState("waiting", due_at=later(5))))

    reports = await poll_sources(workshop, never)

    assert [("bad", "failed"), ("good", "polled"), ("waiting", "not_due")] == [
        (report.source, report.outcome) for report in reports
    ]


async def test_poll_is_conditional_once_validators_are_known():
    """The second poll of a source carries the validators of the first."""
    web = WrittenWeb({URL: came()})
    workshop = make_workshop(web, sources=[SOURCE])
    await poll_sources(workshop, never)
    workshop.clock.advance(timedelta(minutes=15))

    await poll_sources(workshop, never)

    assert [(None, None), ('"e1"', "Mon, 02 Mar 2026 11:00:00 GMT")] == [
        (request.etag, request.last_modified) for request in web.asked
    ]


async def test_stopped_run_polls_no_further_source():
    """A run that is told to stop leaves the sources that it has not begun, says so, and they stay due."""
    web = WrittenWeb({URL: came()})
    workshop = make_workshop(web, sources=[SOURCE])

    reports = await poll_sources(workshop, lambda: True)

    assert (SourceReport(SOURCE.name, "not_due", detail="the run was stopped"),) == reports
    assert [] == web.asked
    assert {} == workshop.store.source_states()


async def test_no_more_feeds_are_fetched_at_once_than_configured():
    """With two places, a third feed waits for one of them."""
    running = most = 0

    class CountingWeb(WrittenWeb):
        async def fetch(self, request):
            nonlocal running, most
            running += 1
            most = max(most, running)
            await asyncio.sleep(0)
            running -= 1
            return await super().fetch(request)

    sources = [make_source(name=f"s{n}", url=f"https://herald.example/{n}.xml") for n in range(6)]
    workshop = make_workshop(CountingWeb({}), sources=sources)

    await poll_sources(replace(workshop, rules=replace(workshop.rules, at_once=2)), never)

    assert 2 == most


async def test_store_that_fails_ends_the_polling_at_once():
    """When a poll cannot be kept, the error comes out as it is and the other polls do not go on behind it."""
    over = asyncio.Event()

    class SlowWeb(WrittenWeb):
        async def fetch(self, request):
            if request.url.endswith("slow.xml"):
                try:
                    await asyncio.Event().wait()
                finally:
                    over.set()
            return await super().fetch(request)

    class FullStore(MemoryStore):
        def save_poll(self, poll):
            raise StoreError(poll.state.source, "the disk is full", "make room")

    sources = [make_source(name=name, url=f"https://herald.example/{name}.xml") for name in ("slow", "quick")]

    with pytest.raises(StoreError, match="the disk is full"):
        await poll_sources(make_workshop(SlowWeb({}), sources=sources, store=FullStore()), never)
    assert over.is_set()
