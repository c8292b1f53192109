"""Which sources are polled in a cycle, by which route, and what is reported of them."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from datetime import timedelta

import pytest
from records_made import NOON, later, make_source, make_source_state
from workshop_made import WrittenWeb, item, make_workshop, never, rss

from monitor.errors import StoreError
from monitor.pipeline.polling import due_sources, poll_sources
from monitor.records import FetchResult, PollReading, Route, RouteState, SourceReport, SourceState
from monitor.store import MemoryStore

SOURCE = make_source(every_minutes=15)
URL = SOURCE.url
FEED = rss(item("one", "Ferry repaired"), item("two", "Mill wheel repaired"))
NO_LINE = FetchResult(URL, URL, problem="connect", detail="no connection could be made")


def came(body=FEED, url=URL):
    """A feed that came with status 200."""
    given = FetchResult(url, url, status=200, body=body, content_type="application/rss+xml", etag='"e1"')
    return replace(given, last_modified="Mon, 02 Mar 2026 11:00:00 GMT")


def test_due_are_enabled_sources_whose_time_has_come():
    """Due are a source never polled, one whose address was put right, and one due now; not one due later or off."""
    names = ("never", "now", "later", "off", "mended")
    sources = [make_source(name=name, enabled=name != "off") for name in names]
    asked = (RouteState(URL),)
    states = {
        "now": make_source_state(source="now", due_at=NOON, routes=asked),
        "later": make_source_state(source="later", due_at=later(1), routes=asked),
        "off": make_source_state(source="off", due_at=NOON, routes=asked),
        "mended": make_source_state(source="mended", due_at=later(1), routes=(RouteState("https://old.example/"),)),
    }

    assert ["never", "mended", "now"] == [source.name for source in due_sources(sources, states, NOON, sys.maxsize)]


def test_longest_due_come_first_and_a_host_has_its_share():
    """Of four sources at one host two have their turn, those that are due for longest; another host is untouched."""
    sources = [make_source(name=f"s{n}", url=f"https://herald.example/{n}.xml") for n in range(4)]
    other = make_source(name="other", url="https://gazette.example/feed.xml")
    states = {
        source.name: make_source_state(source=source.name, due_at=later(-n), routes=(RouteState(source.url),))
        for n, source in enumerate(sources)
    }

    chosen = due_sources([*sources, other], states, NOON, 2)

    assert ["other", "s3", "s2"] == [source.name for source in chosen]


async def test_every_enabled_source_is_reported_in_configured_order():
    """Polled, failing and waiting sources each have a report, whatever order the answers come in."""
    sources = [
        make_source(name=name, url=f"https://herald.example/{name}.xml", enabled=name != "off")
        for name in ("bad", "good", "waiting", "off")
    ]
    workshop = make_workshop(WrittenWeb({sources[1].url: came()}), sources=sources)
    workshop.store.save_poll(PollReading(SourceState("waiting", (RouteState(sources[2].url),), due_at=later(5))))

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


async def test_hosts_are_polled_side_by_side_and_the_sources_of_one_in_turn():
    """Of six sources at two hosts two are asked at a time: one of each host."""
    running, most = set(), []

    class CountingWeb(WrittenWeb):
        async def fetch(self, request):
            running.add(request.url)
            await asyncio.sleep(0)
            most.append({url.split("/")[2] for url in running})
            assert len(most[-1]) == len(running)
            running.remove(request.url)
            return await super().fetch(request)

    sources = [make_source(name=f"s{n}", url=f"https://h{n % 2}.example/{n}.xml") for n in range(6)]

    await poll_sources(make_workshop(CountingWeb({}), sources=sources), never)

    assert {"h0.example", "h1.example"} == max(most, key=len)


async def test_source_planned_by_a_clock_that_went_back_is_due():
    """A clock that was a year ahead, and is right again, does not silence a source for a year."""
    states = {SOURCE.name: make_source_state(due_at=later(days=365), routes=(RouteState(URL),))}

    assert (SOURCE,) == due_sources([SOURCE], states, NOON, 1)


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

    sources = [make_source(name=name, url=f"https://{name}.example/{name}.xml") for name in ("slow", "quick")]

    with pytest.raises(StoreError, match="the disk is full"):
        await poll_sources(make_workshop(SlowWeb({}), sources=sources, store=FullStore()), never)
    assert over.is_set()


async def test_spare_route_is_asked_where_the_first_fails_and_the_first_again_later():
    """Where a feed fails, the next route serves in the same poll; once its wait is over, the first is asked again."""
    spare = Route("https://herald.example/spare.xml")
    web = WrittenWeb({URL: NO_LINE, spare.url: came(url=spare.url)})
    workshop = make_workshop(web, sources=[replace(SOURCE, fallbacks=(spare,))])
    (first,) = await poll_sources(workshop, never)
    web.answers[URL] = came()
    workshop.clock.advance(timedelta(minutes=30))

    (second,) = await poll_sources(workshop, never)

    assert ["polled", "polled"] == [first.outcome, second.outcome]
    assert [URL, spare.url, URL] == [request.url for request in web.asked]
    assert URL == workshop.store.source_states()[SOURCE.name].route


async def test_sources_are_spared_where_the_network_is_down():
    """Where no host can be reached, no source is to blame: none counts a failure, and all are asked again soon."""
    sources = [make_source(name=f"s{n}", url=f"https://h{n}.example/feed.xml") for n in range(4)]
    web = WrittenWeb({source.url: replace(NO_LINE, url=source.url, final_url=source.url) for source in sources})
    workshop = make_workshop(web, sources=sources)

    reports = await poll_sources(workshop, never)

    states = workshop.store.source_states().values()
    assert {"failed"} == {report.outcome for report in reports}
    assert {(0, later(15))} == {(state.failures, state.due_at) for state in states}


async def test_wall_under_a_refusal_is_told_as_a_wall():
    """A refusal whose page is a wall against robots is a challenge; one with other words is what its status says."""
    wall = b"<html><head><title>Just a moment...</title></head><body><script src='/cdn-cgi/challenge-platform/h/b/x'>"
    refusals = {"wall": wall, "plain": b"<html><body><p>Closed for the night.</p></body></html>"}
    sources = [make_source(name=name, url=f"https://{name}.example/feed.xml") for name in refusals]
    answers = {
        source.url: FetchResult(source.url, source.url, status=403, body=refusals[source.name], problem="http_status")
        for source in sources
    }

    reports = await poll_sources(make_workshop(WrittenWeb(answers), sources=sources), never)

    assert [("challenge", 403), ("http_status", 403)] == [(report.problem, report.status) for report in reports]


async def test_sources_are_spared_where_the_network_shows_as_down_bit_by_bit():
    """Where sources are due one by one, those that failed since the last success tell that it is the network."""
    sources = [make_source(name=f"s{n}", url=f"https://h{n}.example/feed.xml") for n in range(4)]
    web = WrittenWeb({source.url: replace(NO_LINE, url=source.url, final_url=source.url) for source in sources})
    workshop = make_workshop(web, sources=sources)
    for number, source in enumerate(sources):
        workshop.store.save_poll(PollReading(SourceState(source.name, (RouteState(source.url),), due_at=later(number))))
    for number in range(4):
        workshop.clock.put(later(number))
        await poll_sources(workshop, never)

    failures = {name: state.failures for name, state in workshop.store.source_states().items()}

    assert {"s0": 1, "s1": 1, "s2": 0, "s3": 0} == failures


async def test_slow_host_has_its_share_and_no_more():
    """A host that makes the monitor wait has its sources left due once its share of the cycle is over."""

    class SlowWeb(WrittenWeb):
        async def fetch(self, request):
            workshop.clock.advance(timedelta(minutes=1))
            return await super().fetch(request)

    sources = [make_source(name=f"s{n}", url=f"https://herald.example/{n}.xml") for n in range(6)]
    workshop = make_workshop(SlowWeb({source.url: came(url=source.url) for source in sources}), sources=sources)

    reports = await poll_sources(workshop, never)

    assert ["polled"] * 3 + ["not_due"] * 3 == [report.outcome for report in reports]
    assert 3 == len(workshop.store.source_states())
