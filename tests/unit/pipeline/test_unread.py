"""Entries whose pages could not be had or read: how long they are tried, and when they are given up."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from records_made import NOON, later, make_due, make_entry, make_poll
from workshop_made import WrittenDesk, WrittenWeb, departure_page, make_workshop, never, page_answer

from monitor.parsing import DirectParser
from monitor.pipeline.entries import read_due_entries
from monitor.pipeline.pages import PAGES_AHEAD
from monitor.pipeline.tally import Tally
from monitor.records import Extraction, FetchResult, PlainReading

SEPTEMBER = departure_page("by September 2026")
URL = "https://herald.example/one"
WALL = (
    b"<html><head><title>Just a moment...</title></head><body><p>Checking your browser.</p>"
    b"<script src='/cdn-cgi/challenge-platform/h/b/orchestrate/x'></script></body></html>"
)


def failing(problem="http_status", status=None, retry_after=None):
    """A fetch that brought nothing."""
    return FetchResult(URL, URL, status=status, problem=problem, detail="no", retry_after=retry_after)


def workshop_of(answer, title="Wardens to leave Rivertown", **parts):
    """A workshop in which one entry with this headline is due, whose page is answered so."""
    workshop = make_workshop(WrittenWeb({URL: answer}), [WrittenDesk("desk")], **parts)
    workshop.store.save_poll(make_poll(make_entry("one", title=title, url=URL, summary="", published_at=NOON)))
    return workshop


async def live(workshop, days):
    """Look every hour for so many days; how often the page was asked for."""
    for hour in range(days * 24):
        workshop.clock.put(NOON + timedelta(hours=hour))
        await read_due_entries(workshop, never, Tally())
    return len(workshop.fetcher.asked)


@pytest.mark.parametrize(
    "answer",
    [
        failing("connect"),
        failing("timeout"),
        failing("forbidden_address"),
        failing(status=500),
        failing(status=503),
    ],
    ids=lambda answer: f"{answer.problem} {answer.status or ''}",
)
async def test_page_behind_a_fault_that_may_pass_is_read_when_it_has_passed(answer):
    """A host that is down for a day does not cost the article: it is asked on, ever more seldom."""
    workshop = workshop_of(answer, title="Mill wheel repaired")
    asked = await live(workshop, days=1)
    workshop.fetcher.answers[URL] = SEPTEMBER

    await live(workshop, days=2)

    assert 4 <= asked <= 12
    assert 1 == len(workshop.store.alerts())


async def test_page_that_never_comes_is_given_up_once_it_is_too_old():
    """What could not be fetched for as long as the newsroom looks back is given up with its reason."""
    workshop = workshop_of(failing("connect"))

    await live(workshop, days=9)

    assert {"fetch_failed": 1} == dict(workshop.store.skip_counts())
    assert [] == list(workshop.store.due_entries(later(days=99)))


@pytest.mark.parametrize(
    "refusal", [failing(status=403), failing(status=429), page_answer(URL, WALL)], ids=["403", "429", "wall"]
)
@pytest.mark.parametrize(
    ("title", "told"), [("Wardens to leave Rivertown", 1), ("Mill wheel repaired", 0)], ids=["on topic", "elsewhere"]
)
async def test_outlet_that_refuses_is_asked_on_for_what_belongs_to_the_story_alone(refusal, title, told):
    """A headline on the story is tried until the outlet lets the monitor in; any other is given up after some tries."""
    workshop = workshop_of(refusal, title=title)
    await live(workshop, days=1)
    workshop.fetcher.answers[URL] = SEPTEMBER

    await live(workshop, days=2)

    assert told == len(workshop.store.alerts())


async def test_wall_is_no_article_and_no_page_without_interest():
    """A wall against robots is counted as one, and is tried again."""
    workshop = workshop_of(page_answer(URL, WALL), title="Mill wheel repaired")
    tally = Tally()

    await read_due_entries(workshop, never, tally)

    assert {"challenge (to be retried)": 1} == +tally.skipped


async def test_named_pause_is_kept():
    """An answer that names a pause of two hours is not asked again before."""
    workshop = workshop_of(failing(status=503, retry_after="7200"))

    await read_due_entries(workshop, never, Tally())

    due = [len(workshop.store.due_entries(moment)) for moment in (later(hours=2, seconds=-1), later(hours=2))]
    assert [0, 1] == due


async def test_host_that_was_not_asked_costs_no_try():
    """An entry whose host rests waits for as long as it does, however often, and has all its tries afterwards."""
    workshop = workshop_of(failing("resting", retry_after="3600"))
    for hour in range(9):
        workshop.clock.put(later(hours=hour))
        await read_due_entries(workshop, never, Tally())

    (due,) = workshop.store.due_entries(later(hours=9))
    assert (9, 0) == (len(workshop.fetcher.asked), due.attempts)


async def test_front_page_in_place_of_an_article_is_no_article():
    """An address that leads to the outlet's front page gives nothing to read, whatever stands there."""
    home = replace(page_answer(URL, SEPTEMBER), final_url="https://herald.example/")
    workshop = workshop_of(home)
    tally = Tally()

    await read_due_entries(workshop, never, tally)

    assert {"no_text (to be retried)": 1} == +tally.skipped
    assert () == tuple(workshop.store.alerts())


class QuarantiningParser(DirectParser):
    """A parser that gives every page up."""

    async def read_plain(self, page):
        """Give up."""
        return PlainReading(problem="quarantined", detail=f"{len(page.body)} bytes took too long")

    async def extract(self, page, _selectors):
        """Give up."""
        return Extraction(problem="quarantined", detail=f"{len(page.body)} bytes took too long")


async def test_quarantined_page_has_its_tries_and_is_given_up_under_its_own_reason():
    """A page that harms its reader may do so for want of time alone: it is tried again, and then given up as such."""
    workshop = workshop_of(SEPTEMBER, parser=QuarantiningParser())

    asked = await live(workshop, days=1)

    assert (5, {"quarantined": 1}) == (asked, dict(workshop.store.skip_counts()))


async def test_page_of_a_feed_that_counts_its_readers_is_read_when_it_comes():
    """An entry whose summary changes at every poll is put off no further while it is still to be read."""
    workshop = workshop_of(failing(status=503))
    for quarter in range(1, 9):
        entry = make_entry("one", title="Wardens to leave Rivertown", url=URL, published_at=NOON)
        changed = replace(entry, summary=f"{quarter} readers", content_hash=f"content-{quarter + 1}")
        moment = later(15 * quarter)
        workshop.clock.put(moment)
        workshop.store.save_poll(make_poll(make_due(changed, first_seen_at=moment, due_at=moment + timedelta(days=1))))
        if quarter > 4:
            workshop.fetcher.answers[URL] = SEPTEMBER
        await read_due_entries(workshop, never, Tally())

    assert 1 == len(workshop.store.alerts())


async def test_date_far_ahead_keeps_no_entry_waiting_for_ever():
    """An entry that is dated years ahead, and never comes, ends with the others."""
    workshop = make_workshop(WrittenWeb({URL: failing(status=503)}))
    workshop.store.save_poll(make_poll(make_entry("one", url=URL, published_at=later(days=700))))

    await live(workshop, days=9)

    assert {"fetch_failed": 1} == dict(workshop.store.skip_counts())


async def test_host_that_cannot_be_asked_now_is_left_for_the_rest_of_the_cycle():
    """Once a host rests, none of its further pages is asked for, and those of others are read."""
    resting = FetchResult("", "", problem="resting", detail="no", retry_after="600")
    slow = [f"https://slow.example/{n}" for n in range(40)]
    web = WrittenWeb({url: replace(resting, url=url, final_url=url) for url in slow} | {URL: SEPTEMBER})
    workshop = make_workshop(web, [WrittenDesk("desk")])
    entries = [make_entry(f"s{n}", url=url, published_at=later(-90 + n)) for n, url in enumerate(slow)]
    workshop.store.save_poll(make_poll(*entries, make_entry("one", url=URL, published_at=NOON)))

    await read_due_entries(workshop, never, Tally())

    assert PAGES_AHEAD + 1 == len(web.asked)
    assert 1 == len(workshop.store.alerts())
