"""Who has an alert in hand."""

from __future__ import annotations

import os

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
