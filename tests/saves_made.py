"""Saves that a test breaks off, each with what is kept before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk_said import make_resend, make_silence
from outbox_made import make_attempt, make_channel_state, make_ended, make_envelope, make_sent
from records_made import (
    NOON,
    make_claim,
    make_delivery,
    make_entry,
    make_health,
    make_health_reading,
    make_notice_alert,
    make_outcome,
    make_owed,
    make_page,
    make_poll,
    make_reading,
    make_told_reading,
)

from monitor.store import SqliteStore

Save = Callable[[SqliteStore], None]

GIVEN_UP = make_envelope(state="given_up", attempts=1, answer="550 no such mailbox")
MUTED = make_delivery(state="muted", mute="silenced", answer="Mina asked for silence")


def _poll(store: SqliteStore) -> None:
    store.save_poll(make_poll(make_entry()))


def _tell(store: SqliteStore) -> None:
    _poll(store)
    store.save_reading(make_told_reading(outcome=make_outcome()))


def _look(store: SqliteStore) -> None:
    _poll(store)
    store.save_health(make_health_reading())


def _owe(store: SqliteStore) -> None:
    store.save_owed([make_owed(None, "desk", "mail")])


def _seal(store: SqliteStore) -> None:
    _owe(store)
    store.seal([make_envelope()])


def _begin(store: SqliteStore) -> None:
    _seal(store)
    store.begin_attempt(make_attempt())


def _give_up(store: SqliteStore) -> None:
    _begin(store)
    store.end_attempt(make_ended(outcome="give_up"), GIVEN_UP, None)


SAVES: Mapping[str, tuple[Save, Save]] = {
    "reading": (_poll, lambda store: store.save_reading(make_told_reading(outcome=make_outcome(), page=make_page()))),
    "health": (
        _look,
        lambda store: store.save_health(make_health_reading(make_health(state="down"), alerts=(make_notice_alert(),))),
    ),
    "rebuilt": (
        _tell,
        lambda store: store.save_rebuilt(
            [make_reading(claims=(make_claim("found"),)), make_told_reading().judgement], NOON
        ),
    ),
    "owed": (_poll, _owe),
    "deliveries": (
        _owe,
        lambda store: store.save_deliveries(
            [make_delivery(hold="quiet"), make_delivery(channel="mail", state="muted")]
        ),
    ),
    "seal": (_owe, lambda store: store.seal([make_envelope(), make_envelope(make_delivery(channel="mail"))])),
    "begin": (_seal, lambda store: store.begin_attempt(make_attempt())),
    "mute": (_begin, lambda store: store.mute_enclosed(make_envelope().envelope_id, [MUTED])),
    "end": (_begin, lambda store: store.end_attempt(make_ended(), make_sent(), make_channel_state())),
    "silence": (_seal, lambda store: store.keep_act(make_silence())),
    "resend": (_give_up, lambda store: store.keep_act(make_resend(GIVEN_UP.envelope_id))),
}
"""By name: what is kept before, and the save that is broken off."""
