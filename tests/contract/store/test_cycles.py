"""What every store promises of cycle reports, and of closing."""

from __future__ import annotations

from datetime import timedelta

from records_made import later, make_cycle

from monitor.records import SourceReport


def test_no_cycle_is_last_of_an_empty_store(store):
    """Before the first cycle there is no last one."""
    assert store.last_cycle() is None


def test_cycle_is_read_as_saved(store):
    """Every field of a cycle's report comes back equal."""
    report = make_cycle(visits={"edited": 2, "page_gone": 1})

    store.save_cycle(report)

    assert report == store.last_cycle()
    assert [report] == list(store.cycles())


def test_reports_of_sources_are_read_as_saved(store):
    """How each source fared comes back equal: kind of failure, status, host, fallback, and that a source is gone."""
    reports = (
        SourceReport("herald-en", "failed", detail="503", problem="http_status", status=503, host="herald.example"),
        SourceReport("gazette-ar", "failed", problem="challenge", status=200),
        SourceReport("courier-ckb", "gone"),
        SourceReport("tribune-en", "unchanged", seen=30, host="tribune.example"),
        SourceReport("bulletin-ar", "polled", seen=9, problem="timeout", fallback="news-query"),
        SourceReport("ledger-en", "not_due"),
    )

    store.save_cycle(make_cycle(sources=reports))

    assert reports == store.last_cycle().sources


def test_last_cycle_is_the_one_that_ended_last(store):
    """The last cycle goes by its end, not by when it was saved."""
    last = make_cycle(ended_at=later(hours=2), articles=7)
    store.save_cycle(last)

    store.save_cycle(make_cycle())

    assert last == store.last_cycle()


def test_last_of_two_cycles_that_ended_together_is_the_one_saved_last(store):
    """Of cycles with one end the later saved one is the last, and saving the earlier again changes nothing."""
    store.save_cycle(make_cycle(articles=1))
    store.save_cycle(make_cycle(articles=2))

    store.save_cycle(make_cycle(articles=1))

    assert make_cycle(articles=2) == store.last_cycle()


def test_kept_cycle_is_out_of_reach_of_its_saver(store):
    """What the saver does with its counts afterwards does not change the kept report."""
    counts = {"off_topic": 1}
    store.save_cycle(make_cycle(skipped=counts))

    counts["off_topic"] = 99

    assert {"off_topic": 1} == store.last_cycle().skipped


def test_cycles_come_in_the_order_of_keeping(store):
    """All reports are given, the first kept at the head, each once."""
    reports = [make_cycle(ended_at=later(hours=hours)) for hours in (2, 1, 3)]
    for report in (*reports, reports[0]):
        store.save_cycle(report)

    assert reports == list(store.cycles())


def test_cycles_since_a_moment_are_those_that_ended_then_or_later(store):
    """Asked for a moment, the store gives cycles that ended at it or later, still in the order of keeping."""
    early, late, on_time = (make_cycle(ended_at=later(hours=hours)) for hours in (1, 3, 2))
    for report in (late, early, on_time):
        store.save_cycle(report)

    assert [late, on_time] == list(store.cycles(since=later(hours=2)))
    assert [late] == list(store.cycles(since=later(hours=2) + timedelta(microseconds=1)))
    assert [] == list(store.cycles(since=later(hours=4)))


def test_store_may_be_closed_twice(store):
    """Closing a closed store is no error."""
    store.close()

    store.close()
