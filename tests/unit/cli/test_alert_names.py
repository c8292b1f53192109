"""Alerts, messages and silences as a person names them."""

from __future__ import annotations

import pytest
from alert_desk import make_owed, make_told_alert, sealed
from records_made import later

from monitor.cli.alerts.naming import Told, find_told, pick
from monitor.errors import InputError
from monitor.records import OwedAlert
from monitor.store import MemoryStore

FIRST = make_told_alert("4f20aa00000000000000")
SECOND = make_told_alert("4f21bb00000000000000", created_at=later(5))
DIGEST = sealed(make_owed(FIRST), make_owed(SECOND), form="digest")


@pytest.fixture
def store():
    """A store with two alerts whose ids begin alike, and one message with both."""
    kept = MemoryStore()
    kept.save_owed([OwedAlert(one, (make_owed(one),)) for one in (FIRST, SECOND)])
    kept.seal([DIGEST])
    return kept


@pytest.mark.parametrize("written", ["4f20", "4f20aa0000", FIRST.alert_id, "alert-4f20", f"alert-{FIRST.alert_id}"])
def test_any_beginning_that_fits_one_alert_means_it(store, written):
    """So much of the id as tells it from others is enough; so is the reference of its part of a digest."""
    assert Told((FIRST,)) == find_told(written, store)


@pytest.mark.parametrize("written", ["alert-9e8d7c6b5a4938271605", "alert-9e8"])
def test_a_reference_means_the_message_with_all_alerts_in_it(store, written):
    """What stands at the foot of a mail leads to that mail."""
    told = find_told(written, store)

    assert ((FIRST, SECOND), DIGEST) == (told.alerts, told.envelope)


@pytest.mark.parametrize("written", ["4f", "alert-4f2", "alert-"])
def test_a_beginning_that_fits_several_is_refused_with_all_of_them(store, written):
    """The error names those that fit."""
    with pytest.raises(InputError, match=r"[23] ids begin so; give more of it: .*4f20aa0.*, .*4f21bb0"):
        find_told(written, store)


@pytest.mark.parametrize("written", ["", "5", "alert-5", "9e8d", "ALERT-9e8"])
def test_what_fits_nothing_is_refused(store, written):
    """The error says where ids are listed; the id of a message needs its mark before it."""
    with pytest.raises(InputError, match="no alert or message has an id that begins so; see `monitor alerts list`"):
        find_told(written, store)


def test_few_of_many_are_named():
    """An error stays short, however many fit."""
    with pytest.raises(InputError, match="20 ids begin so; give more of it: a00, a01, a02, a03, a04, …"):
        pick("a", {f"a{number:02}": number for number in range(20)}, "silence", "")


def test_a_whole_name_that_begins_another_means_itself():
    """An id is never ambiguous when it is given whole."""
    assert 1 == pick("ab", {"ab": 1, "abc": 2}, "silence", "")


def test_bytes_that_are_no_letters_fit_nothing(desk):
    """A shell hands over whatever was typed: it is an id that nobody has, and no fault of the database."""
    desk.keep(make_owed(FIRST))

    ended = desk.run("show", "\udcff")

    assert (1, True) == (ended.status, "no alert or message has an id that begins so" in ended.err)
