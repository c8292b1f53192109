"""Which envelope goes next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from posted_alerts import warden_alert, workshop_owing
from records_made import NOON, later
from workshop_made import WrittenDesk

from monitor.pipeline.posting.lanes import LONGEST_WAIT, next_envelopes, post_is_due
from monitor.records import ChannelState, Envelope, Recipient


def envelope(name, channel="desk", thread="", address="", due_at=NOON):
    """An envelope of that name, made at noon."""
    return Envelope(
        name, "alert", Recipient(channel, channel, address), "everything", (name,), NOON, due_at, thread=thread
    )


def next_names(*owed, states=None):
    """The names of the envelopes that go next at noon, by channel."""
    return {channel: one.envelope_id for channel, one in next_envelopes(owed, states or {}, NOON).items()}


def test_first_of_each_channel_goes():
    """Each channel gets the envelope that was made first."""
    assert {"desk": "a", "mail": "b"} == next_names(envelope("a"), envelope("b", "mail"), envelope("c"))


def test_nothing_overtakes_an_earlier_one_of_its_thread():
    """While one waits to be tried again, the later of its thread wait behind it, and other threads go on."""
    waiting = envelope("a", thread="key", due_at=later(5))

    assert {"desk": "c"} == next_names(waiting, envelope("b", thread="key"), envelope("c", thread="other"))


def test_other_recipient_of_the_same_thread_does_not_wait():
    """A full mailbox of one recipient holds up nobody else."""
    waiting = envelope("a", thread="key", address="full@quay.example", due_at=later(5))

    assert {"desk": "b"} == next_names(waiting, envelope("b", thread="key", address="free@quay.example"))


def test_envelope_without_a_thread_holds_up_nothing():
    """A digest that waits to be tried again lets the next one pass."""
    assert {"desk": "b"} == next_names(envelope("a", due_at=later(5)), envelope("b"))


def test_resting_channel_is_left_alone():
    """A channel that asked for a pause gets nothing, others do."""
    states = {"desk": ChannelState("desk", rests_until=later(5))}

    assert {"mail": "b"} == next_names(envelope("a"), envelope("b", "mail"), states=states)


def test_waits_of_a_clock_that_has_gone_back_are_over():
    """What seems to wait for longer than any wait was planned by a wrong clock, and goes now."""
    far = NOON + LONGEST_WAIT + timedelta(seconds=1)
    states = {"desk": ChannelState("desk", rests_until=datetime(2100, 1, 1, tzinfo=UTC))}

    assert {"desk": "a"} == next_names(envelope("a", due_at=far), states=states)


@given(st.lists(st.tuples(st.sampled_from("xy"), st.sampled_from(["", "k", "l"]), st.integers(-2, 2)), max_size=12))
def test_envelope_that_goes_has_no_earlier_one_of_its_thread(rows):
    """In any row of owed envelopes, the one chosen is due, and none before it shares its thread and recipient."""
    owed = [envelope(str(n), channel, thread, due_at=later(due)) for n, (channel, thread, due) in enumerate(rows)]
    for channel, chosen in next_envelopes(owed, {}, NOON).items():
        before = owed[: owed.index(chosen)]

        assert chosen.due_at <= NOON
        assert not [one for one in before if one.channel == channel and one.thread == chosen.thread != ""]


def test_post_of_a_channel_that_is_off_is_not_due():
    """What waits for a channel that is off, sealed or not, keeps no daemon awake; that of one which is on does."""
    store = workshop_owing(warden_alert("a", 1), desks=[WrittenDesk("pager")]).store
    loose = post_is_due(store, later(hours=1), ["desk"]), post_is_due(store, later(hours=1), ["pager"])
    store.seal([replace(envelope("e", "pager"), delivery_ids=(store.loose_deliveries()[0].delivery_id,))])

    assert (False, True) == loose
    assert [False, True] == [post_is_due(store, later(hours=1), [name]) for name in ("desk", "pager")]
