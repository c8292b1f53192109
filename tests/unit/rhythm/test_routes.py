from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.records import FetchRequest, FetchResult, Route, RouteState, Source, SourceState
from monitor.rhythm import Bounds, after_answer, after_failure, is_gone, read_as, request_for, usable_routes

NOW = datetime(2026, 3, 9, 6, 5, tzinfo=UTC)
URL = "https://lantern.example/feed.xml"
NEW_URL = "https://news.lantern.example/rss"
BOUNDS = Bounds(timedelta(minutes=15), timedelta(hours=2))
MARK = "feed en Asia/Baghdad "
KNOWN = RouteState(URL, '"a"', "Mon, 09 Mar 2026 05:00:00 GMT", "body-1", read_as=MARK)
MOVED = replace(KNOWN, moved_to=NEW_URL, moved_polls=3)
LOOK = replace(MOVED, conditional_polls=11)
"""A route that has moved, before the poll that looks at its configured address again."""


def good(status: int = 200, **fields: str) -> FetchResult:
    """A good answer."""
    return FetchResult(URL, URL, status, **fields)


def bad(problem: str | None, status: int | None = None, **fields: str) -> FetchResult:
    """A bad answer."""
    return FetchResult(URL, URL, status, problem=problem, **fields)


def failed(state: RouteState, result: FetchResult | None) -> RouteState:
    """The state after a failure, without jitter."""
    return after_failure(state, result, "in words", BOUNDS, NOW, 0)


def make_source(*fallbacks: str) -> Source:
    """A source with these addresses after its first."""
    routes = tuple(Route(url) for url in fallbacks)
    return Source("lantern-en", "Lantern", URL, "en", "Asia/Baghdad", fallbacks=routes)


def test_a_new_route_is_asked_without_conditions():
    """Nothing is known yet: the configured address, no validators."""
    assert request_for(RouteState(URL)) == FetchRequest(URL)


def test_every_twelfth_poll_has_no_conditions():
    """A server that says 304 for ever is asked for the whole body in one poll of twelve."""
    state, conditional = KNOWN, []
    for _ in range(36):
        conditional.append(request_for(state).etag is not None)
        state = after_answer(state, good(304), NOW)

    assert conditional == ([True] * 11 + [False]) * 3


def test_a_server_without_validators_is_never_asked_conditionally():
    """Where there is nothing to send back, nothing is counted."""
    assert after_answer(RouteState(URL), good(), NOW) == RouteState(URL, succeeded_at=NOW)


def test_a_whole_answer_brings_its_validators():
    """The validators of a 200 replace the old ones, also where it has none; the body's hash is the caller's."""
    answer = good(etag='"b"')

    after = after_answer(KNOWN, answer, NOW)

    assert (after.etag, after.last_modified, after.body_hash, after.conditional_polls) == ('"b"', None, "body-1", 1)


def test_an_unchanged_answer_keeps_what_it_does_not_renew():
    """A 304 may bring a new ETag, and leaves the rest."""
    after = after_answer(KNOWN, good(304, etag='"b"'), NOW)

    assert (after.etag, after.last_modified) == ('"b"', KNOWN.last_modified)


@pytest.mark.parametrize("status", [200, 304])
def test_validators_of_what_wants_no_cache_are_not_kept(status):
    """Beside Expires: 0 an ETag is not believed."""
    after = after_answer(KNOWN, good(status, etag='"b"', last_modified="then", expires=" 0 "), NOW)

    assert request_for(after) == FetchRequest(URL)


def test_a_good_answer_ends_the_failures():
    """Count, wait and words of earlier failures are gone."""
    state = replace(KNOWN, failures=4, retry_at=NOW, problem="in words")

    after = after_answer(state, good(), NOW)

    assert (after.failures, after.retry_at, after.problem, after.succeeded_at) == (0, None, "", NOW)


def test_a_move_is_believed_at_the_third_time():
    """Two permanent redirects to one place change nothing; after the third that place is asked directly."""
    state, asked = KNOWN, []
    for _ in range(4):
        asked.append(request_for(state).url)
        state = after_answer(state, good(moved_to=NEW_URL), NOW)

    assert asked == [URL, URL, URL, NEW_URL]


@pytest.mark.parametrize("between", ["", "https://elsewhere.example/rss"])
def test_a_move_counts_only_in_a_row(between):
    """A poll that led nowhere else, or to another place, starts the count again."""
    state = after_answer(replace(KNOWN, moved_to=NEW_URL, moved_polls=2), good(moved_to=between), NOW)

    assert (state.moved_to, state.moved_polls) == (between, 1 if between else 0)


def test_a_stored_move_holds_while_it_answers():
    """The new place answers without a redirect, and stays the place that is asked."""
    assert request_for(after_answer(MOVED, good(304), NOW)).url == NEW_URL


@pytest.mark.parametrize("validators", [{}, {"etag": None, "last_modified": None}], ids=["with", "without"])
def test_every_twelfth_poll_looks_at_the_configured_address_again(validators):
    """While the old address still redirects, one poll of twelve goes there, without validators; the others do not."""
    state, asked = replace(MOVED, **validators), []
    etag = state.etag or ""
    for _ in range(36):
        request = request_for(state)
        asked.append(request.url)
        led = {"moved_to": NEW_URL} if request.url == URL else {}
        assert request.url == NEW_URL or request == FetchRequest(URL)
        state = after_answer(state, good(**led, **({"etag": etag} if etag else {})), NOW)

    assert asked == ([NEW_URL] * 11 + [URL]) * 3


@pytest.mark.parametrize("answer", [good(), good(etag='"c"')])
def test_a_move_is_forgotten_where_the_configured_address_answers_again(answer):
    """An outlet that mended a wrong redirect is asked at its own address from the next poll on."""
    after = after_answer(LOOK, answer, NOW)

    assert (after.moved_to, after.moved_polls, request_for(after)) == ("", 0, FetchRequest(URL, answer.etag))


def test_a_move_elsewhere_is_counted_anew_when_it_is_looked_at():
    """Where the configured address redirects to a third place by now, that one has to be believed first."""
    after = after_answer(LOOK, good(moved_to="https://third.example/rss"), NOW)

    assert (after.moved_to, after.moved_polls, request_for(after).url) == ("https://third.example/rss", 1, URL)


@pytest.mark.parametrize(
    ("problem", "status"),
    [
        ("http_status", 404),
        ("http_status", 410),
        ("connect", None),
        ("http_status", 503),
        ("resting", None),
        (None, 200),
    ],
)
def test_a_look_that_fails_leaves_the_move_as_it_is(problem, status):
    """The old address may be gone for good: the place that serves has the next poll, and no failure is counted."""
    after = failed(LOOK, bad(problem, status))

    assert after == replace(LOOK, conditional_polls=0, retry_at=NOW + timedelta(minutes=15), problem="in words")
    assert request_for(after).url == NEW_URL


def test_a_move_from_the_new_place_is_counted_anew():
    """Where the new place redirects further, the configured address is asked until that is believed too."""
    assert request_for(after_answer(MOVED, good(moved_to="https://third.example/rss"), NOW)).url == URL


@pytest.mark.parametrize(
    ("problem", "status"),
    [
        ("http_status", 404),
        ("http_status", 410),
        ("connect", None),
        ("tls", None),
        ("redirect_loop", None),
        ("forbidden_address", None),
        ("bad_url", None),
        (None, 200),
    ],
)
def test_a_move_that_leads_nowhere_is_taken_back(problem, status):
    """The configured address is asked again, without the validators of the other; a 410 of the other ends nothing."""
    after = failed(MOVED, bad(problem, status))

    assert request_for(after) == FetchRequest(URL)
    assert (after.moved_to, after.moved_polls, after.gone_at, after.failures) == ("", 0, None, 1)


@pytest.mark.parametrize(
    ("problem", "status"),
    [("http_status", 503), ("http_status", 429), ("http_status", 403), ("timeout", None), ("resting", None)],
)
def test_a_move_outlives_what_passes(problem, status):
    """A new place that is only busy or slow stays the place that is asked."""
    assert request_for(failed(MOVED, bad(problem, status))).url == NEW_URL


def test_failures_are_counted_and_waited_for():
    """Each failure in a row doubles the wait; the words and the validators stay."""
    once = failed(KNOWN, bad("timeout"))
    twice = failed(once, bad("timeout"))

    assert once == replace(KNOWN, failures=1, retry_at=NOW + timedelta(minutes=15), problem="in words")
    assert twice == replace(once, failures=2, retry_at=NOW + timedelta(minutes=30))


def test_a_resting_host_is_no_failure():
    """Who was not asked did not fail; the wait is the one that the host asked for."""
    after = failed(replace(KNOWN, failures=2), bad("resting", retry_after="3600"))

    assert (after.failures, after.retry_at) == (2, NOW + timedelta(hours=1))


@pytest.mark.parametrize(("status", "gone_at"), [(410, NOW), (404, None)])
def test_gone_ends_a_route_and_missing_does_not(status, gone_at):
    """410 is the outlet's own word that it is over; 404 may be a fault."""
    assert failed(KNOWN, bad("http_status", status)).gone_at == gone_at


def test_routes_are_tried_in_their_order():
    """The preferred one first, whatever the order of the states; the untried is there, the unconfigured is not."""
    state = SourceState("lantern-en", (RouteState("https://old.example/rss"), RouteState(NEW_URL, failures=1), KNOWN))

    usable = usable_routes(make_source(NEW_URL, "https://third.example/rss"), state, NOW)

    fresh = RouteState("https://third.example/rss", read_as=MARK)
    assert usable == (KNOWN, RouteState(NEW_URL, failures=1, read_as=MARK), fresh)


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "section", "link_pattern": "/news/"},
        {"link_pattern": "/news/[0-9]+"},
        {"lang": "ar"},
        {"zone": "Asia/Riyadh"},
    ],
)
def test_a_route_that_is_read_otherwise_is_fetched_and_read_again(changed):
    """Under another kind, pattern, language or zone the same bytes list other articles: they are fetched once more."""
    source = replace(make_source(), **changed)
    state = SourceState("lantern-en", (replace(KNOWN, conditional_polls=4, moved_to=NEW_URL, moved_polls=3),))

    (usable,) = usable_routes(source, state, NOW)

    mark = read_as(source, source.routes[0])
    assert mark != MARK
    assert usable == RouteState(URL, conditional_polls=4, moved_to=NEW_URL, moved_polls=3, read_as=mark)
    assert request_for(usable) == FetchRequest(NEW_URL)


def test_a_state_of_before_marks_were_kept_counts_as_read_otherwise_once():
    """Without a mark nobody knows how the bytes were read; after the next answer the mark is there."""
    old = SourceState("lantern-en", (replace(KNOWN, read_as=""),))

    (usable,) = usable_routes(make_source(), old, NOW)
    after = after_answer(usable, good(etag='"b"'), NOW)

    assert usable == RouteState(URL, read_as=MARK)
    assert usable_routes(make_source(), SourceState("lantern-en", (after,)), NOW) == (after,)


@given(st.text(), st.text(), st.sampled_from(["feed", "section"]), st.sampled_from(["feed", "section"]))
def test_two_ways_to_read_have_two_marks(pattern, other, kind, another):
    """The mark is the same for the same reading alone."""
    marks = [read_as(make_source(), Route(URL, *way)) for way in ((kind, pattern), (another, other))]

    assert (marks[0] == marks[1]) == ((kind, pattern) == (another, other))


@pytest.mark.parametrize(
    ("hours", "usable"), [(-1, True), (0, True), (1, False), (26, False), (27, True), (24 * 400, True)]
)
def test_a_failing_route_waits_for_its_time(hours, usable):
    """Until its moment a route is left alone; one further ahead than any wait was set by a clock gone back."""
    state = SourceState("lantern-en", (replace(KNOWN, retry_at=NOW + timedelta(hours=hours)),))

    assert bool(usable_routes(make_source(), state, NOW)) == usable


def test_a_source_is_gone_with_its_last_route():
    """One route that may still answer keeps a source alive, also one that was never tried."""
    gone = SourceState("lantern-en", (replace(KNOWN, gone_at=NOW),))

    assert (is_gone(make_source(), gone), is_gone(make_source(NEW_URL), gone)) == (True, False)
    assert usable_routes(make_source(NEW_URL), gone, NOW) == (RouteState(NEW_URL, read_as=MARK),)


PROBLEMS = st.sampled_from(["connect", "timeout", "http_status", "resting", "robots", "tls", None])
ANSWERS = st.builds(
    FetchResult,
    url=st.just(URL),
    final_url=st.just(URL),
    status=st.sampled_from([None, 200, 304, 404, 429, 503]),
    etag=st.sampled_from([None, '"a"']),
    retry_after=st.sampled_from([None, "30", "999999999", "soon"]),
    moved_to=st.sampled_from(["", NEW_URL]),
    problem=PROBLEMS,
)


@given(st.lists(st.tuples(ANSWERS, st.booleans(), st.timedeltas(timedelta(days=-400), timedelta(days=400)))))
def test_a_route_is_never_blocked_for_longer_than_a_day(steps):
    """Whatever answers come, and however the clock jumps between them, a day and a tenth later the route is tried."""
    state, now = RouteState(URL, read_as=MARK), NOW
    for answer, served, jump in steps:
        now += jump
        state = after_answer(state, answer, now) if served else after_failure(state, answer, "words", BOUNDS, now, 0.9)
        later = now + timedelta(hours=26.4)

        assert usable_routes(make_source(), SourceState("lantern-en", (state,)), later) == (state,)
        assert request_for(state).url in {URL, NEW_URL}
