"""The JSON form of what people say: silences, acks and resends, complete, so that one read back is what was said.

Reading raises ValueError for a missing field, a wrong type or a word outside its closed set.
"""

from __future__ import annotations

from typing import Final

from monitor.json_forms import Form
from monitor.records import Ack, DeskAct, Resend, Silence
from monitor.store.fields import Fields, moment_text, moment_text_or_none
from monitor.store.outbox_json import matcher_from, matcher_text

_ACTS: Final = ("silence", "ack", "resend")


def act_form(act: DeskAct) -> Form:
    """An act as one object; ``act`` says which of the three it is."""
    match act:
        case Silence():
            return _silence_form(act)
        case Ack():
            return {
                "act": "ack",
                "ack_id": act.ack_id,
                "alert_id": act.alert_id,
                "thread": act.thread,
                "owner": act.owner,
                "note": act.note,
                "made_at": moment_text(act.made_at),
                "ended_at": moment_text_or_none(act.ended_at),
            }
        case Resend():
            return {
                "act": "resend",
                "envelope_id": act.envelope_id,
                "author": act.author,
                "made_at": moment_text(act.made_at),
            }


def act_from_fields(fields: Fields) -> DeskAct:
    """The record of an ``act_form``."""
    match fields.choice("act", _ACTS):
        case "silence":
            return _silence_from_fields(fields)
        case "ack":
            return Ack(
                ack_id=fields.text("ack_id"),
                alert_id=fields.text("alert_id"),
                thread=fields.text("thread"),
                owner=fields.text("owner"),
                note=fields.text("note"),
                made_at=fields.moment("made_at"),
                ended_at=fields.moment_or_none("ended_at"),
            )
        case _:
            return Resend(fields.text("envelope_id"), fields.text("author"), fields.moment("made_at"))


def _silence_form(silence: Silence) -> Form:
    return {
        "act": "silence",
        "silence_id": silence.silence_id,
        "author": silence.author,
        "reason": silence.reason,
        "made_at": moment_text(silence.made_at),
        "until": moment_text(silence.until),
        "matcher": matcher_text(silence.matcher),
        "subjects": list(silence.subjects),
        "ended_at": moment_text_or_none(silence.ended_at),
    }


def _silence_from_fields(fields: Fields) -> Silence:
    return Silence(
        silence_id=fields.text("silence_id"),
        author=fields.text("author"),
        reason=fields.text("reason"),
        made_at=fields.moment("made_at"),
        until=fields.moment("until"),
        matcher=matcher_from(fields, "matcher"),
        subjects=tuple(fields.texts("subjects")),
        ended_at=fields.moment_or_none("ended_at"),
    )
