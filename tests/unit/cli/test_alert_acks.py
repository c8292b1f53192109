"""Who has an alert in hand."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from alert_desk import KEY, make_owed, make_told_alert, sealed
from records_made import later, make_notice_alert

from monitor.cli.alerts.owning import threads_of
from monitor.records import OwedAlert
from monitor.store import MemoryStore


def test_an_ack_holds_for_the_matter_of_the_alert(desk):
    """Owner and note are kept under the thread of its deliveries."""
    desk.keep(make_owed())

    ended = desk.run("ack", "4f20", "--owner", "Sara", "--note", "calling the mayor")

    with desk.store() as store:
        (kept,) = store.acks(str(KEY))
    assert ("Sara", "calling the mayor", make_told_alert().alert_id) == (kept.owner, kept.note, kept.alert_id)
    assert (0, True) == (ended.status, ended.out.startswith("4f20c1d2e3 is in hand: Sara: "))


def test_a_message_is_in_hand_with_all_its_alerts(desk):
    """The reference of a digest means every alert in it."""
    other = make_told_alert("5a5a", created_at=later(5))
    first, second = make_owed(), make_owed(other, thread="another/thread")
    desk.keep(first)
    desk.keep(second)
    desk.send(sealed(first, second, form="digest"))

    desk.run("ack", "alert-9e8d", "--owner", "Sara")

    with desk.store() as store:
        assert {str(KEY), "another/thread"} == {one.thread for one in store.acks()}


def test_beside_a_daemon_an_ack_is_handed_over(desk):
    """The daemon keeps it within moments."""
    desk.keep(make_owed())
    with desk.daemon():
        ended = desk.run("ack", "4f20", "--owner", "Sara")

    assert (0, ["Sara"]) == (ended.status, [one.owner for one in desk.said()])
    assert ended.out.startswith(f"handed to monitor daemon (pid {os.getpid()}); it takes effect within a minute\n")


def test_an_ack_said_again_takes_the_place_of_the_first(desk):
    """Also where it is said of another alert on the same matter: an owner has it in hand once, with the last note."""
    other = make_told_alert("5a5a", created_at=later(5))
    desk.keep(make_owed())
    desk.keep(make_owed(other))

    desk.run("ack", "4f20", "--owner", "Sara", "--note", "calling the mayor")
    desk.run("ack", "5a5a", "--owner", "Sara", "--note", "writing it")

    with desk.store() as store:
        (kept,) = store.acks(str(KEY))
    assert ("writing it", "5a5a", None) == (kept.note, kept.alert_id, kept.ended_at)


def test_an_ack_ends_when_its_owner_is_done(desk):
    """It is kept with its end and the last note; the list no longer says that it is in hand."""
    desk.keep(make_owed())
    for owner in ("Sara", "Omar"):
        desk.run("ack", "4f20", "--owner", owner, "--note", "calling the mayor")

    ended = desk.run("ack", "4f20", "--owner", "Sara", "--done", "--note", "the mayor denies it")

    with desk.store() as store:
        kept = {one.owner: (one.note, one.ended_at is not None) for one in store.acks(str(KEY))}
    assert {"Sara": ("the mayor denies it", True), "Omar": ("calling the mayor", False)} == kept
    assert (0, True) == (ended.status, ended.out.startswith("4f20c1d2e3 is done: Sara: "))
    assert desk.run("list").out.rstrip().endswith("in hand: Omar (calling the mayor); done: Sara (the mayor denies it)")


def test_an_ack_without_another_note_keeps_its_own_at_the_end(desk):
    """What they did is what they said they would do."""
    desk.keep(make_owed())
    desk.run("ack", "4f20", "--owner", "Sara", "--note", "calling the mayor")

    desk.run("ack", "4f20", "--owner", "Sara", "--done")

    with desk.store() as store:
        assert ["calling the mayor"] == [one.note for one in store.acks()]


def test_beside_a_daemon_what_waits_can_be_ended(desk):
    """What was said a moment ago need not be kept before its owner is done."""
    desk.keep(make_owed())
    with desk.daemon():
        desk.run("ack", "4f20", "--owner", "Sara")
        ended = desk.run("ack", "4f20", "--owner", "Sara", "--done")

    begun, done = desk.said()
    assert (0, None, begun) == (ended.status, begun.ended_at, replace(done, ended_at=None))
    assert done.ended_at is not None


def test_of_a_message_only_what_was_in_hand_is_done(desk):
    """The other alerts of the digest are in nobody's hand, and not named."""
    first, second = make_owed(), make_owed(make_told_alert("5a5a", created_at=later(5)), thread="another/thread")
    desk.keep(first)
    desk.keep(second)
    desk.send(sealed(first, second, form="digest"))
    desk.run("ack", "5a5a", "--owner", "Sara")

    ended = desk.run("ack", "alert-9e8d", "--owner", "Sara", "--done")

    assert (0, ["5a5a is done"]) == (ended.status, [line.split(":")[0] for line in ended.lines])


def test_nobody_is_done_with_what_they_do_not_have_in_hand(desk):
    """Exit status 1, with those who have it; also when it ended already."""
    desk.keep(make_owed())
    desk.run("ack", "4f20", "--owner", "Sara")

    other = desk.run("ack", "4f20", "--owner", "Omar", "--done")
    desk.run("ack", "4f20", "--owner", "Sara", "--done")
    again = desk.run("ack", "4f20", "--owner", "Sara", "--done")

    assert (1, "monitor: --owner Omar: has none of it in hand; give one of: Sara\n") == (other.status, other.err)
    assert (1, "monitor: --owner Sara: has none of it in hand; nothing needs to be done\n") == (again.status, again.err)


def test_an_ack_of_nothing_is_refused(desk):
    """An id that fits nothing: exit status 1, and nothing kept."""
    desk.keep(make_owed())

    assert 1 == desk.run("ack", "beef", "--owner", "Sara").status


@pytest.mark.parametrize(
    ("alert", "thread"), [(make_told_alert(), str(KEY)), (make_notice_alert(), "source/herald-en")]
)
def test_an_alert_that_nobody_was_owed_has_a_matter_too(alert, thread):
    """The key of its loudest change; of a notice, its subject."""
    store = MemoryStore()
    store.save_owed([OwedAlert(alert)])

    assert (thread,) == threads_of(alert, store)
