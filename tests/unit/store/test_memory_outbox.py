"""The store in memory gives of the outbox what the one on disk gives, and keeps all of a save or nothing."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from types import SimpleNamespace

import pytest
from desk_said import make_ack, make_resend, make_silence
from hypothesis import given, settings
from hypothesis import strategies as st
from outbox_made import make_attempt, make_channel_state, make_ended, make_envelope, outbox_of
from records_made import EVER, later, make_alert, make_delivery, make_owed, make_recipient

from monitor.errors import StoreError
from monitor.store import MemoryStore, SqliteStore

NAMES = ("a", "b", "c")
CHANNELS = ("desk", "mail")
SAYINGS = ("", "x", "y")
FAULTY = SimpleNamespace()
"""What is no record: it lacks every field."""

names, channels, sayings = st.sampled_from(NAMES), st.sampled_from(CHANNELS), st.sampled_from(SAYINGS)
moments = st.sampled_from([later(minutes) for minutes in (-1, 0, 1)])


@st.composite
def owed_deliveries(draw, name):
    """A delivery of the alert of that name, in any state of its own."""
    alert = make_alert(name, created_at=later("cab".index(name)), article_id=draw(st.sampled_from(["", "article-1"])))
    return make_delivery(
        alert,
        draw(channels),
        state=draw(st.sampled_from(["owed", "muted"])),
        due_at=draw(moments),
        fingerprint=draw(sayings),
        hold=draw(st.sampled_from(["", "quiet"])),
    )


@st.composite
def owings(draw):
    """Alerts that may be known, each with deliveries that may be so."""
    deliveries = [draw(owed_deliveries(draw(names))) for _ in range(draw(st.integers(0, 3)))]
    return "save_owed", [make_owed(each.alert, deliveries=(each, each)) for each in deliveries]


@st.composite
def new_states(draw):
    """New states of deliveries that may be known."""
    return "save_deliveries", [draw(owed_deliveries(draw(names))) for _ in range(draw(st.integers(0, 2)))]


@st.composite
def sealings(draw):
    """Envelopes of deliveries that may be known, and loose."""
    ids = draw(st.lists(st.sampled_from([f"{name}/{channel}" for name in NAMES for channel in CHANNELS]), max_size=2))
    state = draw(st.sampled_from(["owed", "owed", "sent"]))
    thread = draw(st.sampled_from(["", "t"]))
    return "seal", [
        make_envelope(
            envelope_id=f"e-{each}",
            delivery_ids=(each,),
            made_at=draw(moments),
            state=state,
            thread=thread,
            sent_at=draw(moments) if state == "sent" else None,
        )
        for each in ids
    ]


@st.composite
def attempts(draw):
    """An attempt that begins, at an envelope that may be known."""
    envelope_id = f"e-{draw(names)}/{draw(channels)}"
    return "begin_attempt", make_attempt(draw(st.integers(1, 2)), envelope_id=envelope_id, began_at=draw(moments))


@st.composite
def ends(draw):
    """What came of an attempt, at an envelope that may be known."""
    envelope_id = f"e-{draw(names)}/{draw(channels)}"
    outcome, state = draw(st.sampled_from([("sent", "sent"), ("give_up", "given_up"), ("retry_later", "owed")]))
    after = make_envelope(envelope_id=envelope_id, state=state, attempts=draw(st.integers(0, 2)), answer="said")
    if state == "sent":
        after = replace(after, sent_at=draw(moments))
    channel = draw(st.none() | st.builds(make_channel_state, channels, failures=st.integers(0, 1)))
    return "end_attempt", make_ended(draw(st.integers(1, 2)), envelope_id=envelope_id, outcome=outcome), after, channel


acts = st.tuples(
    st.just("keep_act"),
    st.builds(lambda name, at: make_silence(name, made_at=at), names, moments)
    | st.builds(lambda name, at: make_ack(name, made_at=at), names, moments)
    | st.builds(lambda name, channel, at: make_resend(f"e-{name}/{channel}", made_at=at), names, channels, moments),
)


def answer_of(store, save):
    """Make a save, and give what it raised, if it did."""
    name, *given = save
    try:
        getattr(store, name)(*given)
    except StoreError as error:
        return error.found, error.cure
    return None


def everything(store):
    """All that a store gives of the outbox, however it is asked."""
    return outbox_of(store) | {
        "found": [
            list(store.deliveries_on("article-1")),
            list(store.deliveries_saying(SAYINGS)),
            *(list(store.deliveries_since(at, "coalition-withdrawal")) for at in (EVER, later(1))),
            *(list(store.envelopes(state, since=later(0))) for state in (None, "owed", "sent", "given_up")),
            *(list(store.thread_of(make_recipient(), thread)) for thread in ("", "t")),
            *(list(store.deliveries(name)) for name in NAMES),
        ]
    }


@given(saves=st.lists(owings() | new_states() | sealings() | attempts() | ends() | acts, max_size=14))
@settings(max_examples=60, deadline=None)
def test_both_stores_answer_alike(saves, tmp_path_factory):
    """After any saves, of which some are refused, the store in memory gives what the one on disk gives."""
    memory = MemoryStore()
    with closing(SqliteStore.open(tmp_path_factory.mktemp("state"))) as disk:
        for save in saves:
            assert answer_of(disk, save) == answer_of(memory, save)

        assert everything(disk) == everything(memory)


@pytest.mark.parametrize(
    "save",
    [
        ("save_owed", [make_owed(make_alert("b")), FAULTY]),
        ("save_deliveries", [make_delivery(state="muted"), FAULTY]),
        ("seal", [make_envelope(), FAULTY]),
        ("end_attempt", FAULTY, make_envelope(state="sent"), None),
        ("end_attempt", make_ended(), FAULTY, None),
    ],
    ids=["owed", "deliveries", "envelopes", "attempt", "envelope"],
)
def test_save_with_a_fault_leaves_nothing(save):
    """A save of which one part cannot be kept leaves no part of it."""
    store = MemoryStore()
    store.save_owed([make_owed()])
    before = everything(store)

    with pytest.raises((AttributeError, StoreError)):
        getattr(store, save[0])(*save[1:])

    assert before == everything(store)
