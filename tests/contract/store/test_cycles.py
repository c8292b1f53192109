"""What every store promises of cycle reports, and of closing."""

from __future__ import annotations

from records_made import later, make_cycle


def test_no_cycle_is_last_of_an_empty_store(store):
    """Before the first cycle there is no last one."""
    assert store.last_cycle() is None


def test_cycle_is_read_as_saved(store):
    """Every field of a cycle's report comes back equal."""
    report = make_cycle(visits={"edited": 2, "page_gone": 1})

    store.save_cycle(report)

    assert report == store.last_cycle()
    assert [report] == list(store.cycles())


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


def test_store_may_be_closed_twice(store):
    """Closing a closed store is no error."""
    store.close()

    store.close()
