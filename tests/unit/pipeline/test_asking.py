"""What one poll of a source leaves behind, by what its routes answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records_made import NOON, later, make_source
from workshop_made import item, rss

from monitor.feeds import read_list
from monitor.pipeline.asking import Timing, Tried, body_hash, judge_route
from monitor.pipeline.polled import judge_poll
from monitor.records import FetchResult, KnownEntry, PollReading, Route, SourceReport, SourceState
from monitor.rhythm import Bounds, backoff

SPARE = Route("https://herald.example/spare.xml")
SOURCE = make_source(every_minutes=15)
WITH_SPARE = replace(SOURCE, fallbacks=(SPARE,))
FIRST = SourceState(SOURCE.name)
FEED = rss(item("one", "Ferry repaired"), item("two", "Mill wheel repaired"))
BOUNDS = Bounds(timedelta(minutes=15), timedelta(hours=2))


def came(body=FEED, url=SOURCE.url, **parts):
    """A feed that came with status 200."""
    given = FetchResult(url, url, status=200, body=body, content_type="application/rss+xml", etag='"e1"')
    return replace(given, last_modified="Mon, 02 Mar 2026 11:00:00 GMT", **parts)


def failed(problem="timeout", detail="herald.example gave no whole answer within 20 seconds", **parts):
    """A fetch that brought nothing."""
    return FetchResult(SOURCE.url, SOURCE.url, problem=problem, detail=detail, **parts)


def answered(status):
    """A fetch that a server refused."""
    return failed("http_status", f"answered {status}", status=status)


def polled(source, state, *results, known=None, at=NOON):
    """What a poll leaves behind in which the routes that were tried gave these results, in order."""
    tries = [tried(source, state, route, result, at) for route, result in zip(source.routes, results, strict=False)]
    return judge_poll(source, state, tries, known or {}, Timing(at, BOUNDS))


def tried(source, state, route, result, at) -> Tried:
    """One route with its result, whose body is read unless it came before."""
    before = state.route_state(route.url)
    is_same = result.problem is not None or result.unchanged or body_hash(result) == before.body_hash
    listed = None if is_same else read_list(result, source, route)
    return judge_route(route, before, result, listed, Timing(at, BOUNDS))


def polled_once(source=SOURCE):
    """The state after a first good poll at noon, and what is known of its entries."""
    first = polled(source, FIRST, came())
    return first.reading.state, known_of(first)


def known_of(one):
    """What is known of the entries of a poll."""
    return {due.entry.entry_key: KnownEntry(due.entry.content_hash) for due in one.reading.entries}


# -- one route --


def test_first_good_poll_is_baseline():
    """All entries of the first good poll are baseline, and the source remembers when that was."""
    first = polled(SOURCE, FIRST, came())

    assert [True, True] == [due.baseline for due in first.reading.entries]
    assert [NOON, NOON] == [due.first_seen_at for due in first.reading.entries]
    assert NOON == first.reading.state.baseline_at
    assert SourceReport(SOURCE.name, "polled", seen=2, fresh=2, host="herald.example") == first.report


def test_good_poll_keeps_validators_and_is_due_after_the_sources_interval():
    """The route holds the validators of the answer and the next poll lies one interval ahead."""
    state, _ = polled_once()
    route = state.route_state(SOURCE.url)

    assert ('"e1"', "Mon, 02 Mar 2026 11:00:00 GMT") == (route.etag, route.last_modified)
    assert (NOON, later(15), NOON) == (state.polled_at, state.due_at, state.succeeded_at)
    assert (SOURCE.url, 0, "") == (state.route, state.failures, state.problem)


def test_later_poll_brings_new_and_changed_entries_alone():
    """Of a feed with a known, an edited and a new item, the edited and the new one are fresh, neither is baseline."""
    state, known = polled_once()
    feed = rss(item("one", "Ferry repaired"), item("two", "Mill wheel broken again"), item("three", "Market moved"))

    second = polled(SOURCE, state, came(feed), known=known, at=later(15))

    assert ["Mill wheel broken again", "Market moved"] == [due.entry.title for due in second.reading.entries]
    assert not any(due.baseline for due in second.reading.entries)
    assert ("polled", 3, 2) == (second.report.outcome, second.report.seen, second.report.fresh)
    assert NOON == second.reading.state.baseline_at


def test_edited_entry_is_no_arrival():
    """Only a new entry tells how often the source brings something: an edit does not."""
    state, known = polled_once()
    edited = rss(item("one", "Ferry repaired"), item("two", "Mill wheel broken again"))

    second = polled(SOURCE, state, came(edited), known=known, at=later(15))

    assert state.pace.arrivals == second.reading.state.pace.arrivals


def test_304_brings_no_entries_and_plans_the_next_poll():
    """A server that says "not modified" brings no entries; validators, body and baseline stay."""
    state, known = polled_once()

    second = polled(SOURCE, state, FetchResult(SOURCE.url, SOURCE.url, status=304), known=known, at=later(20))

    before, after = state.route_state(SOURCE.url), second.reading.state.route_state(SOURCE.url)
    assert () == second.reading.entries
    assert (before.etag, before.body_hash) == (after.etag, after.body_hash)
    assert (later(20), later(35), NOON) == (
        second.reading.state.succeeded_at,
        second.reading.state.due_at,
        second.reading.state.baseline_at,
    )
    assert "unchanged" == second.report.outcome


def test_same_body_is_unchanged_and_takes_the_new_validators():
    """A server without 304 that sends the same bytes brings no entries; its newest validators are the ones to use."""
    state, known = polled_once()

    second = polled(SOURCE, state, came(etag='"e2"'), known=known, at=later(15))

    assert () == second.reading.entries
    assert '"e2"' == second.reading.state.route_state(SOURCE.url).etag
    assert "unchanged" == second.report.outcome


@pytest.mark.parametrize(
    ("result", "words", "problem"),
    [
        (failed(), "timeout: herald.example gave no whole answer within 20 seconds", "timeout"),
        (failed(detail=""), "timeout", "timeout"),
        (answered(503), "http_status: answered 503", "http_status"),
        (came(b""), "empty", "empty"),
        (came(b"<!DOCTYPE html><html><body><p>We are moving house.</p></body></html>"), "html", "html"),
        (came(b"nothing of the kind"), "not_a_feed", "not_a_feed"),
    ],
    ids=["timeout", "no-detail", "status", "empty", "html", "no-feed"],
)
def test_failing_feed_keeps_what_it_had(result, words, problem):
    """A failure of the web or of the feed keeps body and baseline, and stands in state and report with its kind."""
    state, known = polled_once()

    second = polled(SOURCE, state, result, known=known, at=later(15))

    kept = second.reading.state
    assert state.route_state(SOURCE.url).body_hash == kept.route_state(SOURCE.url).body_hash
    assert (NOON, NOON, 1) == (kept.baseline_at, kept.succeeded_at, kept.failures)
    assert kept.problem.startswith(words)
    assert ("failed", problem, result.status) == (second.report.outcome, second.report.problem, second.report.status)
    assert second.report.detail in kept.problem
    assert () == second.reading.entries


def test_empty_feed_is_asked_again_at_its_usual_pace():
    """A list without items is a good answer: it is told, the next poll is no later, and nothing known is lost."""
    state, known = polled_once()

    second = polled(SOURCE, state, came(rss()), known=known, at=later(15))

    kept = second.reading.state
    assert ("polled", "no_items", 0) == (second.report.outcome, second.report.problem, second.report.seen)
    assert (0, later(30), NOON) == (kept.failures, kept.due_at, kept.baseline_at)
    assert "no_items" == kept.problem.partition(":")[0]


def test_what_a_feed_lists_after_a_first_empty_poll_is_baseline():
    """An empty first poll makes no baseline: what stands there when the feed is back may be old."""
    empty = polled(SOURCE, FIRST, came(rss())).reading.state

    second = polled(SOURCE, empty, came(), at=later(15))

    assert [True, True] == [due.baseline for due in second.reading.entries]


@pytest.mark.parametrize("tried_again", [True, False], ids=["asked", "waiting"])
def test_empty_spare_route_does_not_hide_that_the_preferred_one_fails(tried_again):
    """A feed that is refused, beside a spare one that lists nothing, is a source that fails."""
    state = polled(WITH_SPARE, FIRST, answered(403), came(rss(), url=SPARE.url)).reading.state
    at = state.due_at
    again = polled(WITH_SPARE, state, answered(403), came(rss(), url=SPARE.url), at=at)
    if not tried_again:
        spare = tried(WITH_SPARE, state, SPARE, came(rss(), url=SPARE.url), at)
        again = judge_poll(WITH_SPARE, state, [spare], {}, Timing(at, BOUNDS))

    assert ("failed", 2) == (again.report.outcome, again.reading.state.failures)


def test_spare_route_that_was_empty_first_has_its_baseline_when_it_lists():
    """What an empty list fills with is compared with what was known, as a first list is."""
    dated = rss(item("one", "Ferry repaired") | {"pubDate": "Mon, 02 Mar 2026 11:00:00 GMT"})
    first = polled(WITH_SPARE, FIRST, came(dated))
    empty = polled(WITH_SPARE, first.reading.state, failed(), came(rss(), url=SPARE.url), at=later(15)).reading.state
    old = rss(item("s", "An old story") | {"pubDate": "Sat, 28 Feb 2026 11:00:00 GMT"})

    second = polled(WITH_SPARE, empty, failed(), came(old, url=SPARE.url), known=known_of(first), at=later(60))

    assert [True] == [due.baseline for due in second.reading.entries]


def test_entry_that_keeps_changing_waits_ever_longer():
    """The first change is read at once, further ones after a quarter of an hour, an hour, three hours and a day."""
    state, known = polled_once()
    waits = []
    for changes in range(6):
        changed = {key: KnownEntry("other", changes) for key in known}
        second = polled(SOURCE, state, came(rss(item("one", f"Ferry {changes}"))), known=changed, at=later(15))
        (due,) = second.reading.entries
        waits.append((due.due_at - later(15)).total_seconds() / 60 if due.due_at else 0)

    assert [0, 15, 60, 180, 1440, 1440] == waits


def test_source_that_goes_on_failing_is_asked_ever_less_often_but_once_a_day():
    """The wait doubles with each failure in a row, from the source's own interval up to a day."""
    state, waits = FIRST, []
    for _ in range(9):
        state = polled(SOURCE, state, failed()).reading.state
        waits.append((state.due_at - NOON).total_seconds() / 60)

    assert [15, 30, 60, 120, 240, 480, 960, 1440, 1440] == waits


def test_recovered_source_is_as_good_as_new():
    """The first good poll after failures forgets them; its entries are judged against those known before."""
    state, known = polled_once()
    ill = polled(SOURCE, state, failed(), known=known, at=later(15)).reading.state

    well = polled(SOURCE, ill, came(rss(item("three", "Market moved"))), known=known, at=later(30))

    assert (0, "", later(45)) == (well.reading.state.failures, well.reading.state.problem, well.reading.state.due_at)
    assert [("Market moved", False)] == [(due.entry.title, due.baseline) for due in well.reading.entries]


def test_source_that_fails_first_has_its_baseline_at_its_first_good_poll():
    """A failure makes no baseline: the entries of the first good poll are baseline, whenever it comes."""
    ill = polled(SOURCE, FIRST, failed()).reading.state

    well = polled(SOURCE, ill, came(), at=later(15))

    assert later(15) == well.reading.state.baseline_at
    assert [True, True] == [due.baseline for due in well.reading.entries]


# -- several routes --


def test_spare_route_serves_where_the_first_fails_and_the_report_says_so():
    """A poll that a later route saves is a good one; what failed and what served stands in its detail."""
    state, known = polled_once(WITH_SPARE)

    second = polled(WITH_SPARE, state, failed(), came(url=SPARE.url), known=known, at=later(15))

    assert ("polled", 0, "timeout", "feed") == (
        second.report.outcome,
        second.reading.state.failures,
        second.report.problem,
        second.report.fallback,
    )
    assert SPARE.url == second.reading.state.route
    assert f"{SOURCE.url} failed (timeout: " in second.report.detail
    assert f"served by {SPARE.url}" in second.report.detail
    assert 1 == second.reading.state.route_state(SOURCE.url).failures


MOMENTS = {
    "old": "Mon, 02 Mar 2026 06:00:00 GMT",
    "listed late": "Mon, 02 Mar 2026 10:30:00 GMT",
    "young": "Mon, 02 Mar 2026 12:10:00 GMT",
    "of the day": "Mon, 02 Mar 2026 00:00:00 GMT",
    "of the week before": "Mon, 23 Feb 2026 00:00:00 GMT",
}


def test_old_entries_of_a_route_that_serves_first_are_baseline():
    """What a spare route lists from well before the newest entry known is no news; what may have come since is."""
    dated = rss(item("one", "Ferry repaired") | {"pubDate": "Mon, 02 Mar 2026 11:00:00 GMT"})
    first = polled(WITH_SPARE, FIRST, came(dated))
    items = [item(f"s-{name}", name) | {"pubDate": written} for name, written in MOMENTS.items()]
    feed = rss(*items, item("s-undated", "undated"))

    second = polled(
        WITH_SPARE, first.reading.state, failed(), came(feed, url=SPARE.url), known=known_of(first), at=later(15)
    )

    assert {
        "old": True,
        "listed late": False,
        "young": False,
        "of the day": False,
        "of the week before": True,
        "undated": False,
    } == {due.entry.title: due.baseline for due in second.reading.entries}


def test_upgraded_source_has_no_second_baseline():
    """A state of an older database, which knows no routes, lists news as news."""
    upgraded = SourceState(SOURCE.name, succeeded_at=NOON, baseline_at=later(days=-30))
    feed = rss(item("one", "Ferry repaired") | {"pubDate": "Mon, 02 Mar 2026 06:00:00 GMT"})

    assert [False] == [due.baseline for due in polled(SOURCE, upgraded, came(feed), at=later(15)).reading.entries]


def test_source_whose_routes_all_fail_is_reported_by_its_first():
    """Every failure stands in the detail, and the kind of it is that of the preferred route."""
    result = polled(WITH_SPARE, FIRST, answered(403), failed())

    assert result.report.detail.startswith("answered 403; then timeout: ")
    assert ("failed", "http_status", 403) == (result.report.outcome, result.report.problem, result.report.status)


def test_gone_source_is_asked_no_more():
    """A source all of whose routes answered 410 is gone: it is looked at once a day, and not fetched."""
    state = polled(WITH_SPARE, FIRST, answered(410), answered(410)).reading.state

    again = judge_poll(WITH_SPARE, state, [], {}, Timing(later(30), BOUNDS))

    assert ("gone", later(30) + timedelta(days=1)) == (again.report.outcome, again.reading.state.due_at)


def test_host_that_rests_is_no_failure():
    """A host that asked for a pause is left alone for that long; the source has not failed."""
    state, known = polled_once()
    pause = failed("resting", "herald.example asked for a pause of an hour", retry_after="3600")

    second = polled(SOURCE, state, pause, known=known, at=later(15))

    assert ("not_due", pause.detail) == (second.report.outcome, second.report.detail)
    assert (0, later(75)) == (second.reading.state.failures, second.reading.state.due_at)


def test_routes_that_are_configured_no_more_are_forgotten():
    """The state holds the routes of the configuration, and no others."""
    state = polled(WITH_SPARE, FIRST, failed(), came(url=SPARE.url)).reading.state

    assert [SOURCE.url] == [route.url for route in polled(SOURCE, state, came()).reading.state.routes]


@given(st.lists(st.sampled_from(["good", "same", "timeout", "410", "403", "empty", "resting"]), max_size=30))
def test_next_poll_always_lies_ahead(answers):
    """Whatever a server answers from poll to poll, the next poll is later than now, and within a day or so."""
    results = {
        "good": came(),
        "same": FetchResult(SOURCE.url, SOURCE.url, status=304),
        "timeout": failed(),
        "410": answered(410),
        "403": answered(403),
        "empty": came(b""),
        "resting": failed("resting", "a pause", retry_after="60"),
    }
    state, at = FIRST, NOON
    for name in answers:
        one = polled(SOURCE, state, results[name], at=at)
        state = one.reading.state

        assert at < state.due_at <= at + timedelta(hours=27)
        assert isinstance(one.reading, PollReading)
        at = state.due_at


@given(st.integers(1, 10_000), st.floats(1, 1e6), st.floats(1, 1e6))
def test_backoff_never_shrinks_and_never_passes_its_ceiling(failures, first, ceiling):
    """However often something fails, the next wait is no shorter and no longer than the ceiling."""
    wait, longer = backoff(failures, first, ceiling), backoff(failures + 1, first, ceiling)

    assert timedelta() < wait <= longer <= timedelta(seconds=ceiling)
