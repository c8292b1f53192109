"""What every store promises of envelopes, of attempts to send them, and of how channels fare."""

from __future__ import annotations

from dataclasses import replace

import pytest
from outbox_made import make_attempt, make_channel_state, make_enclosed, make_ended, make_envelope, make_sent
from records_made import EVER, NOON, later, make_alert, make_delivery, make_key, make_owed, make_recipient

from monitor.errors import StoreError
from monitor.records import ChannelState, Envelope

THREAD = str(make_key())


def keep_alerts(store, *alert_ids, channels=("desk",)):
    """Owe alerts of these ids to each channel."""
    store.save_owed([make_owed(make_alert(alert_id), *channels) for alert_id in alert_ids])


def envelope_of(alert_id, channel="desk", **fields):
    """An envelope of one delivery."""
    return make_envelope(make_delivery(make_alert(alert_id), channel), **fields)


def ids_of(envelopes):
    """The ids of envelopes, without what they have in common."""
    return [envelope.envelope_id.removeprefix("envelope-of-") for envelope in envelopes]


@pytest.fixture
def sealed(store):
    """A store in which the desk's envelope is owed."""
    store.save_owed([make_owed()])
    store.seal([make_envelope()])
    return store


# -- envelopes --


def test_envelope_is_read_as_saved(store):
    """An envelope comes back equal: form, recipient, moments, and its deliveries in the order that it gives."""
    keep_alerts(store, "a", "b")
    whom = make_recipient("mail", name="night desk", address="night@herald.example", lang="ckb")
    envelope = Envelope(
        "envelope-1", "digest", whom, "figures", ("b/desk", "a/desk"), NOON, later(5), "", slot_at=later(-1),
        attempts=2, answer="451 later", reference="ref",
    )  # fmt: skip

    store.seal([envelope])

    assert envelope == store.envelope("envelope-1")
    assert [envelope] == list(store.envelopes())
    assert [make_enclosed(envelope, make_delivery(make_alert(each))) for each in "ab"] == list(
        store.enclosed("envelope-1")
    )


def test_unknown_envelope_is_none(sealed):
    """Of an id that no envelope has there is no envelope, nothing within, and no attempt."""
    assert sealed.envelope("nowhere") is None
    assert [] == list(sealed.enclosed("nowhere"))
    assert [] == list(sealed.attempts("nowhere"))


def test_sealed_delivery_is_loose_no_more(sealed):
    """A delivery in an envelope waits for nothing of its own, and takes state, attempts and answer of the envelope."""
    held = make_delivery(make_alert("held"), due_at=later(hours=1), hold="quiet", batch="night")
    sealed.save_owed([make_owed(held.alert, deliveries=(held,))])
    envelope = make_envelope(held, attempts=1, answer="451 later")

    sealed.seal([envelope])

    assert [] == list(sealed.loose_deliveries())
    assert [replace(make_enclosed(envelope, held), hold="")] == list(sealed.enclosed(envelope.envelope_id))


def test_sealing_twice_is_as_once(sealed):
    """A known envelope stays as it is, whatever has become of it and whatever is said of it now."""
    sealed.end_attempt(make_ended(), make_sent(), None)

    sealed.seal([make_envelope(), make_envelope(due_at=later(9), route="other")])

    assert [make_sent()] == list(sealed.envelopes())
    assert [make_enclosed(make_sent())] == list(sealed.deliveries())


@pytest.mark.parametrize("missing", ["nowhere/desk", "alert-1/desk"], ids=["unknown", "in another envelope"])
def test_envelope_of_what_is_not_loose_is_refused_with_all_beside_it(sealed, missing):
    """A delivery that is unknown, or stands in another envelope, raises StoreError that names it; nothing is sealed."""
    keep_alerts(sealed, "a")
    bad = make_envelope(make_delivery(delivery_id=missing), envelope_id="envelope-2")

    with pytest.raises(StoreError, match=missing):
        sealed.seal([envelope_of("a"), bad])

    assert [make_envelope()] == list(sealed.envelopes())
    assert ["a/desk"] == [each.delivery_id for each in sealed.loose_deliveries()]


def test_one_delivery_cannot_stand_in_two_envelopes(store):
    """Two envelopes of one delivery raise StoreError, and neither is kept."""
    store.save_owed([make_owed()])

    with pytest.raises(StoreError, match="alert-1/desk"):
        store.seal([make_envelope(), make_envelope(envelope_id="envelope-2")])

    assert [] == list(store.envelopes())
    assert [make_delivery()] == list(store.loose_deliveries())


def test_envelopes_are_found_by_state_and_by_when_they_were_made(store):
    """Envelopes of a state, or all, made at a moment or later, or ever, stand in the order of their sealing."""
    keep_alerts(store, *"abcde")
    made = {"a": later(2), "b": later(1), "c": later(1), "d": NOON, "e": later(3)}
    state = {"a": "owed", "b": "sent", "c": "owed", "d": "given_up", "e": "sent"}
    store.seal([envelope_of(each, made_at=made[each], state=state[each]) for each in "abcde"])

    assert ["a/desk", "b/desk", "c/desk", "d/desk", "e/desk"] == ids_of(store.envelopes())
    assert ["a/desk", "c/desk"] == ids_of(store.envelopes("owed"))
    assert ["b/desk", "e/desk"] == ids_of(store.envelopes("sent"))
    assert ["d/desk"] == ids_of(store.envelopes("given_up"))
    assert ["a/desk", "b/desk", "c/desk", "e/desk"] == ids_of(store.envelopes(since=later(1)))
    assert ["a/desk"] == ids_of(store.envelopes("owed", since=later(2)))
    assert [] == ids_of(store.envelopes("given_up", since=later(1)))


def test_thread_is_what_a_recipient_was_sent_of_it(store):
    """A thread holds what was sent to one channel and address, by when it was sent, then by id; no other envelope."""
    keep_alerts(store, *"abcdefg")
    sent = {"state": "sent", "sent_at": later(1)}
    somebody = make_recipient("desk", address="somebody@herald.example")
    store.seal(
        [
            envelope_of("a", state="sent", sent_at=later(2)),
            envelope_of("c", **sent, recipient=make_recipient("desk", name="renamed", lang="ar")),
            envelope_of("b", **sent),
            envelope_of("d", **sent, thread="other"),
            envelope_of("e", **sent, recipient=somebody),
            envelope_of("f", **sent, thread=""),
            envelope_of("g"),
        ]
    )

    assert ["b/desk", "c/desk", "a/desk"] == ids_of(store.thread_of(make_recipient(), THREAD))
    assert ["e/desk"] == ids_of(store.thread_of(somebody, THREAD))
    assert [] == ids_of(store.thread_of(make_recipient("mail"), THREAD))
    assert [] == ids_of(store.thread_of(make_recipient(), ""))


# -- what is muted in its envelope --


def test_envelope_that_is_muted_is_owed_no_more(store):
    """It keeps its attempts, and its deliveries stand muted in it, each for its own reason; others stay."""
    keep_alerts(store, "a", "b", "c")
    both = [make_delivery(make_alert(each)) for each in "ab"]
    before = make_envelope(*both)
    store.seal([before])
    store.begin_attempt(make_attempt(envelope_id=before.envelope_id))
    tried = replace(before, attempts=1, answer="451 later")
    store.end_attempt(make_ended(envelope_id=before.envelope_id, outcome="retry_later"), tried, None)
    muted = [
        replace(make_enclosed(tried, one), state="muted", mute=mute, answer=f"it is {mute}")
        for one, mute in zip(both, ("silenced", "unrouted"), strict=True)
    ]

    store.mute_enclosed(before.envelope_id, muted)

    assert replace(tried, state="muted", answer="it is silenced") == store.envelope(before.envelope_id)
    assert muted == list(store.enclosed(before.envelope_id))
    assert [] == list(store.envelopes("owed"))
    assert 1 == len(store.attempts(before.envelope_id))
    assert [make_delivery(make_alert("c"))] == list(store.loose_deliveries())


@pytest.mark.parametrize("state", ["sent", "given_up"])
def test_only_what_is_owed_is_muted(store, state):
    """An envelope that was sent or given up stays as it is, and so do its deliveries."""
    keep_alerts(store, "a")
    ended = envelope_of("a", state=state)
    store.seal([ended])
    muted = replace(make_enclosed(ended, make_delivery(make_alert("a"))), state="muted", mute="silenced")

    store.mute_enclosed(ended.envelope_id, [muted])

    assert ([ended], [state]) == (list(store.envelopes()), [one.state for one in store.deliveries()])


def test_unknown_envelope_cannot_be_muted(store):
    """StoreError names it."""
    with pytest.raises(StoreError, match="nowhere"):
        store.mute_enclosed("nowhere", [])


# -- attempts --


def test_attempt_that_began_is_open_until_it_ends(sealed):
    """An attempt is open from its beginning to its end, and is read as saved both times."""
    sealed.begin_attempt(make_attempt())

    assert [make_attempt()] == list(sealed.open_attempts())
    assert [make_attempt()] == list(sealed.attempts(make_envelope().envelope_id))

    sealed.end_attempt(make_ended(), make_sent(), None)

    assert [] == list(sealed.open_attempts())
    assert [make_ended()] == list(sealed.attempts(make_envelope().envelope_id))


def test_beginning_twice_is_as_once(sealed):
    """An attempt that is known stays as it is: one that ended does not begin again."""
    sealed.begin_attempt(make_attempt())
    sealed.begin_attempt(make_attempt(began_at=later(9)))

    assert [make_attempt()] == list(sealed.open_attempts())

    sealed.end_attempt(make_ended(), make_sent(), None)
    sealed.begin_attempt(make_attempt())

    assert [] == list(sealed.open_attempts())


def test_attempts_stand_by_number_and_open_ones_by_beginning(store):
    """The attempts at an envelope stand by number; the open ones of all by when they began, then by envelope."""
    keep_alerts(store, *"abc")
    store.seal([envelope_of(each) for each in "abc"])
    for name, number, minute in (("b", 10, 1), ("b", 9, 3), ("a", 1, 3), ("c", 1, 2)):
        store.begin_attempt(make_attempt(number, envelope_id=envelope_of(name).envelope_id, began_at=later(minute)))

    assert [9, 10] == [attempt.number for attempt in store.attempts(envelope_of("b").envelope_id)]
    assert ["b/desk", "c/desk", "a/desk", "b/desk"] == ids_of(store.open_attempts())


@pytest.mark.parametrize(
    ("attempt", "envelope"),
    [
        (
            {"outcome": "retry_later", "answer": "451 greylisted", "status": 451},
            {"state": "owed", "due_at": later(6), "attempts": 1, "answer": "451 greylisted"},
        ),
        (
            {"outcome": "give_up", "answer": "410 gone", "status": 410},
            {"state": "given_up", "attempts": 3, "answer": "410 gone"},
        ),
        ({"outcome": "broken_off", "answer": "", "status": None}, {"state": "owed", "attempts": 1}),
    ],
    ids=["retry", "given up", "broken off"],
)
def test_deliveries_take_the_state_of_their_envelope(store, attempt, envelope):
    """What came of an attempt stands in the attempt, the envelope, and each of its deliveries; others stay."""
    keep_alerts(store, "a", "b", "c")
    both = [make_delivery(make_alert(each)) for each in "ab"]
    before = make_envelope(*both)
    store.seal([before])
    ended, after = make_ended(envelope_id=before.envelope_id, **attempt), replace(before, **envelope)

    store.begin_attempt(make_attempt(envelope_id=before.envelope_id))
    store.end_attempt(ended, after, None)

    assert [ended] == list(store.attempts(before.envelope_id))
    assert after == store.envelope(before.envelope_id)
    assert [*(make_enclosed(after, each) for each in both), make_delivery(make_alert("c"))] == list(store.deliveries())
    assert {} == dict(store.channel_states())


def test_end_of_an_attempt_leaves_what_the_envelope_holds(sealed):
    """Form, recipient, deliveries, thread, slot and making of an envelope stay as they were sealed."""
    other = Envelope(
        make_envelope().envelope_id, "digest", make_recipient("mail"), "other", ("other",), later(9), later(5), "other",
        slot_at=NOON, attempts=1,
    )  # fmt: skip

    sealed.end_attempt(make_ended(outcome="retry_later"), other, None)

    assert make_envelope(due_at=later(5), attempts=1) == sealed.envelope(other.envelope_id)


def test_ending_twice_is_as_once(sealed):
    """The end of an attempt saved again leaves what it left; it may come without its beginning."""
    for _ in range(2):
        sealed.end_attempt(make_ended(), make_sent(), make_channel_state())

    assert [make_ended()] == list(sealed.attempts(make_envelope().envelope_id))
    assert [make_sent()] == list(sealed.envelopes())
    assert {"desk": make_channel_state()} == dict(sealed.channel_states())


def test_attempt_at_an_unknown_envelope_is_refused(sealed):
    """An attempt at what was never sealed raises StoreError that names it, and leaves nothing, not of the channel."""
    nowhere = {"envelope_id": "nowhere"}

    with pytest.raises(StoreError, match="nowhere"):
        sealed.begin_attempt(make_attempt(**nowhere))
    with pytest.raises(StoreError, match="nowhere"):
        sealed.end_attempt(make_ended(**nowhere), make_sent(**nowhere), make_channel_state())

    assert [] == list(sealed.open_attempts())
    assert {} == dict(sealed.channel_states())


# -- channels --


def test_channel_state_is_read_as_saved(store):
    """Every field of how a channel fares comes back equal; no channel fares in any way before it is used."""
    assert {} == dict(store.channel_states())

    ill = ChannelState("mail", 4, later(5), later(-9), later(-1), later(-2), "421 busy", EVER)
    store.save_channel(ill)
    store.save_channel(ChannelState("desk"))

    assert {"desk": ChannelState("desk"), "mail": ill} == dict(store.channel_states())


def test_new_state_replaces_that_of_its_channel_alone(sealed):
    """A channel has the state that was saved last, by itself or with an attempt; the others keep theirs."""
    sealed.save_channel(make_channel_state("mail"))
    sealed.save_channel(make_channel_state(failures=3))

    sealed.end_attempt(make_ended(), make_sent(), ChannelState("desk"))

    assert {"desk": ChannelState("desk"), "mail": make_channel_state("mail")} == dict(sealed.channel_states())
