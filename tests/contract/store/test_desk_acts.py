"""What every store promises of silences, acknowledgements, and wishes that something be sent again."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from desk_said import make_ack, make_resend, make_silence
from outbox_made import make_enclosed, make_ended, make_envelope
from records_made import NOON, later, make_owed

from monitor.records import Ailment, ChangeKind, Lang, Matcher

GIVEN_UP = make_envelope(state="given_up", attempts=9, answer="550 no such mailbox")
AGAIN = replace(GIVEN_UP, state="owed", attempts=0, due_at=later(hours=2))


@pytest.fixture
def given_up(store):
    """A store in which the desk's envelope was given up."""
    store.save_owed([make_owed()])
    store.seal([make_envelope()])
    store.end_attempt(make_ended(9, outcome="give_up"), GIVEN_UP, None)
    return store


def asked(**fields):
    """The wish that the desk's envelope be sent again."""
    return make_resend(GIVEN_UP.envelope_id, **({"made_at": later(hours=2)} | fields))


# -- silences --


def test_silence_is_read_as_saved(store):
    """A silence comes back equal, with everything that a matcher may ask for, and with nothing of it."""
    matcher = Matcher(
        topics=("coalition-withdrawal",),
        frames=("mission_end", "drawdown"),
        kinds=get_args(ChangeKind),
        places=("iraq",),
        langs=get_args(Lang),
        outlets=("هاوار",),
        tiers=(1, 3),
        ailments=get_args(Ailment),
        least_later_days=0,
        least_earlier_days=30,
        least_percent=12.5,
        least_count=200,
    )
    full = make_silence("full", matcher=matcher, subjects=("herald-en", "mail"), ended_at=later(1))
    plain = make_silence("plain", matcher=Matcher())

    store.keep_act(full)
    store.keep_act(plain)

    assert [full, plain] == list(store.silences())


def test_silence_replaces_the_one_of_its_id(store):
    """A silence that is taken back stands in the place of itself; the others stay, by making, then by id."""
    for silence_id, minute in (("c", 1), ("b", 0), ("a", 1)):
        store.keep_act(make_silence(silence_id, made_at=later(minute)))

    store.keep_act(make_silence("c", made_at=later(1), ended_at=later(7)))

    assert [("b", None), ("a", None), ("c", later(7))] == [(one.silence_id, one.ended_at) for one in store.silences()]


# -- acks --


def test_ack_is_read_as_saved_by_thread_or_all(store):
    """Acks come back equal, of a thread or all, by making, then by id; a thread that nobody has in hand has none."""
    acks = [make_ack("b"), make_ack("a"), make_ack("c", made_at=later(-1)), make_ack("d", thread="source/herald-en")]
    for ack in acks:
        store.keep_act(ack)
    b, a, c, d = acks

    assert [c, a, b, d] == list(store.acks())
    assert [c, a, b] == list(store.acks(a.thread))
    assert [d] == list(store.acks("source/herald-en"))
    assert [] == list(store.acks(""))


def test_ack_replaces_the_one_of_its_id(store):
    """An ack that ends, or is said anew, stands in the place of itself; others stay."""
    store.keep_act(make_ack())
    store.keep_act(make_ack("b", owner="Omar"))

    ended = make_ack(alert_id="alert-2", note="the ministry denies it", made_at=later(1), ended_at=later(9))
    store.keep_act(ended)

    assert [make_ack("b", owner="Omar"), ended] == list(store.acks())


# -- resends --


def test_resend_makes_what_was_given_up_owed_again(given_up):
    """What was given up is due at the moment of the wish, its attempts counted anew; the old ones stay kept."""
    given_up.keep_act(asked())

    assert [AGAIN] == list(given_up.envelopes("owed"))
    assert [make_enclosed(AGAIN)] == list(given_up.deliveries())
    assert [] == list(given_up.loose_deliveries())
    assert [9] == [attempt.number for attempt in given_up.attempts(AGAIN.envelope_id)]


@pytest.mark.parametrize("state", ["owed", "sent"])
def test_resend_of_what_was_not_given_up_changes_nothing(store, state):
    """An envelope that is owed or was sent stays as it is, and so do its deliveries."""
    envelope = make_envelope(state=state, attempts=2, answer="ok", sent_at=NOON if state == "sent" else None)
    store.save_owed([make_owed()])
    store.seal([envelope])

    store.keep_act(asked())

    assert [envelope] == list(store.envelopes())
    assert [make_enclosed(envelope)] == list(store.deliveries())


def test_resend_of_an_unknown_envelope_changes_nothing(given_up):
    """A wish about what is not there is no error, and touches nothing else."""
    given_up.keep_act(make_resend("nowhere"))

    assert [GIVEN_UP] == list(given_up.envelopes())


def test_wish_is_heard_once_and_the_next_one_again(given_up):
    """The same wish kept again does not revive what was given up since; a later one, or somebody else's, does."""
    given_up.keep_act(asked())
    given_up.end_attempt(make_ended(10, outcome="give_up"), GIVEN_UP, None)

    given_up.keep_act(asked())

    assert [GIVEN_UP] == list(given_up.envelopes())

    given_up.keep_act(asked(author="Omar"))

    assert [AGAIN] == list(given_up.envelopes())
