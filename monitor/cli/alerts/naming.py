"""Alerts, messages and silences as a person names them: by any beginning of an id that fits one of them alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from monitor.errors import InputError
from monitor.ports import Store
from monitor.records import Alert, Envelope

Named = TypeVar("Named")

REFERENCE_MARK: Final = "alert-"
"""What stands before an id in the reference line of a message."""

SHOWN_DIGITS: Final = 10
"""How much of an id a table shows: of a million ids, about one in two million shares so much with another."""

_MOST_NAMED: Final = 5
"""How many of those that fit are named in an error. Judgement: a person is to give more letters, not to read a list."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a person meant: one alert, or one message with the alerts in it. ``envelope`` is None for an alert."""

    alerts: tuple[Alert, ...]
    envelope: Envelope | None = None


def find_told(written: str, store: Store) -> Told:
    """The alert of an id, or the message of a reference ("alert-…" as it stands in mail and in Slack).

    Raises InputError for what nothing fits, or more than one.
    """
    written = written.encode("utf-8", "replace").decode()  # bytes that are no letters fit no id, and no database
    envelope = store.envelope(written.removeprefix(REFERENCE_MARK)) if written.startswith(REFERENCE_MARK) else None
    if envelope is not None:
        return _message(envelope, store)
    alert = store.alert(written.removeprefix(REFERENCE_MARK))
    if alert is not None:
        return Told((alert,))
    choices: dict[str, Alert | Envelope] = {one.alert_id: one for one in store.alerts()}
    if written.startswith(REFERENCE_MARK):
        # A message of several alerts refers to each of them by its own id.
        choices |= {f"{REFERENCE_MARK}{name}": one for name, one in choices.items()}
        choices |= {reference_of(one): one for one in store.envelopes()}
    found = pick(written, choices, "alert or message", "see `monitor alerts list`")
    return _message(found, store) if isinstance(found, Envelope) else Told((found,))


def find_envelopes(written: str, envelopes: Iterable[Envelope], what: str, cure: str) -> list[Envelope]:
    """Those given, in their order, that an id or a reference means: of a message, or of an alert in it.

    One alert goes to several recipients, in an envelope each. They are called ``what`` in errors. Raises InputError as
    above.
    """
    choices: dict[str, list[Envelope]] = {}
    for one in envelopes:
        for name in dict.fromkeys([one.envelope_id, *map(_alert_of, one.delivery_ids)]):
            choices.setdefault(name, []).append(one)
    return pick(written.removeprefix(REFERENCE_MARK), choices, what, cure)


def pick(written: str, choices: Mapping[str, Named], what: str, cure: str) -> Named:
    """The one whose name is ``written``, or alone begins so. Raises InputError for none (with ``cure``) or several."""
    if written in choices:
        return choices[written]
    fitting = sorted(name for name in choices if name.startswith(written)) if written else []
    if not fitting:
        raise InputError(written or "(nothing)", f"no {what} has an id that begins so", cure)
    if len(fitting) > 1:
        named = ", ".join(fitting[:_MOST_NAMED]) + (", …" if len(fitting) > _MOST_NAMED else "")
        raise InputError(written, f"{len(fitting)} ids begin so", f"give more of it: {named}")
    return choices[fitting[0]]


def reference_of(envelope: Envelope) -> str:
    """The name of an envelope, which no other has."""
    return f"{REFERENCE_MARK}{envelope.envelope_id}"


def shown_reference(envelope: Envelope) -> str:
    """The reference that stands in the message of an envelope: that of its alert, where it holds one alone."""
    first, *others = envelope.delivery_ids
    if others or envelope.form == "digest":
        return reference_of(envelope)
    return f"{REFERENCE_MARK}{_alert_of(first)}"


def short(name: str) -> str:
    """So much of an id as a table shows."""
    return name[:SHOWN_DIGITS]


def _alert_of(delivery_id: str) -> str:
    return delivery_id.partition("/")[0]


def _message(envelope: Envelope, store: Store) -> Told:
    alerts = {one.alert.alert_id: one.alert for one in store.enclosed(envelope.envelope_id)}
    return Told(tuple(alerts.values()), envelope)
