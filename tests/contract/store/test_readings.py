"""What every store promises of histories, and of a reading as a whole."""

from __future__ import annotations

from dataclasses import replace

from records_made import (
    NOON,
    later,
    make_alert,
    make_article,
    make_claim,
    make_date,
    make_delivery,
    make_denial,
    make_due,
    make_entry,
    make_figure,
    make_history,
    make_key,
    make_outcome,
    make_poll,
    make_position,
    make_reading,
    make_said,
    make_told_reading,
)

from monitor.records import Judgement, KeyHistory, Stand


def test_history_of_an_unknown_key_is_empty(store):
    """A key without history is answered with an empty one."""
    assert {make_key(): KeyHistory(make_key())} == dict(store.histories([make_key()]))


def test_history_is_read_as_saved(store):
    """Positions in their order and stage, denials, the lead and who stands where come back equal."""
    first = make_position(make_said(make_claim("b"), said_at=later(days=-3)), stage="overdue")
    second = make_position(make_said(make_claim("a", value=make_date("2026-10-05"))), last_at=later(days=2))
    stands = {"herald": Stand(first.position_id, "b", NOON), "ڕووداو": Stand("p", "c", NOON, frozenset({"q", "r"}))}
    history = make_history(
        first,
        second,
        denials=(make_denial("d"), make_denial("c", value=make_figure())),
        lead=second.position_id,
        origins=stands,
        speakers={"us-embassy": Stand(second.position_id, "a", later(3))},
    )

    store.save_reading(make_reading(judgement=Judgement(histories=(history,))))

    assert {make_key(): history} == dict(store.histories([make_key()]))


def test_new_history_replaces_that_of_its_key_alone(store):
    """Positions, denials and stands of a key are those saved last; another key's stay."""
    here, far = make_position(), make_key(force="dutch-contingent")
    there = make_history(make_position(make_said(make_claim("far", key=far))), key=far)
    old = make_history(
        make_position(make_said(make_claim("gone"))),
        here,
        denials=(make_denial("denial-1"),),
        origins={"herald": Stand("gone", "gone", NOON)},
    )
    store.save_reading(make_reading(judgement=Judgement(histories=(old, there))))
    new = make_history(
        replace(here, last_at=later(hours=1), claim_id="narrow", value=make_date("2026-09-15"), stage="done"),
        make_position(make_said(make_claim("added"))),
        denials=(make_denial("denial-2"), make_denial("denial-1")),
        origins={"gazette": Stand("added", "added", NOON)},
    )

    store.save_reading(make_reading(judgement=Judgement(histories=(new,))))

    expected = {new.key: new, far: there}
    assert expected == dict(store.histories(list(expected)))


def test_positions_may_change_places(store):
    """A history is kept in the order given, also when known positions swap."""
    one, two = make_position(), make_position(make_said(make_claim("claim-2")))
    store.save_reading(make_reading(judgement=Judgement(histories=(make_history(one, two),))))

    store.save_reading(make_reading(judgement=Judgement(histories=(make_history(two, one),))))

    assert make_history(two, one) == store.histories([make_key()])[make_key()]


def test_one_position_id_under_two_keys_is_two_positions(store):
    """A position's id identifies within its key alone."""
    here = make_history(make_position(position_id="p1"))
    foreign = make_key(force="dutch-contingent")
    there = make_history(make_position(make_said(make_claim(key=foreign)), position_id="p1"), key=foreign)

    store.save_reading(make_reading(judgement=Judgement(histories=(here, there))))

    assert {here.key: here, there.key: there} == dict(store.histories([here.key, there.key]))


def test_same_reading_twice_is_as_once(store):
    """Saving a reading twice leaves one version, claim, history, alert and delivery, and does not wake the entry."""
    reading = make_told_reading(outcome=make_outcome())
    store.save_poll(make_poll(make_entry()))
    store.save_reading(reading)

    store.save_reading(reading)

    assert [make_article()] == list(store.versions("article-1"))
    assert [make_said()] == list(store.claims())
    assert {make_key(): make_history()} == dict(store.histories([make_key()]))
    assert [make_alert()] == list(store.alerts())
    assert [make_delivery()] == list(store.deliveries())
    assert [] == list(store.due_entries(later(days=1)))


def test_reading_keeps_its_outcome(store):
    """A reading's outcome ends its entry."""
    store.save_poll(make_poll(make_entry()))

    store.save_reading(make_reading(outcome=make_outcome(state="skipped", reason="off_topic")))

    assert [] == list(store.due_entries(later(days=1)))
    assert {"off_topic": 1} == dict(store.skip_counts())


def test_reading_of_old_content_leaves_the_changed_entry_pending(store):
    """The reading is kept, but an entry that changed meanwhile is still to be read."""
    changed = make_entry(content_hash="content-2")
    store.save_poll(make_poll(make_entry()))
    store.save_poll(make_poll(changed))

    store.save_reading(make_told_reading(outcome=make_outcome(content_hash="content-1")))

    assert [make_due(changed)] == list(store.due_entries(NOON))
    assert [make_said()] == list(store.claims())
