"""The JSON forms of values, claims, changes and notices: the contract of the command line, the store and channels.

Forms are plain dictionaries ready for ``json.dumps``. Reading a form back raises ``ValueError`` with what was found.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, cast, get_args

from monitor.records import Change, Claim, ClaimKey, DateRel, DateValue, FigureValue, Notice, Value

Form = dict[str, Any]

_PAIR = 2


def value_form(value: Value) -> Form:
    """A date as ``kind, start, end, rel, approx``, a figure as ``kind, low, high, approx, unit``; ``suspect`` if so.

    What else the words of a date may mean stands under ``others``, as pairs of a first and a last day.
    """
    form: Form
    if isinstance(value, DateValue):
        form = {
            "kind": "date",
            "start": value.start.isoformat(),
            "end": value.end.isoformat(),
            "rel": value.rel,
            "approx": value.approx,
        }
        if value.others:
            form["others"] = [[start.isoformat(), end.isoformat()] for start, end in value.others]
    else:
        form = {
            "kind": "quantity",
            "low": _whole(value.low),
            "high": _whole(value.high),
            "approx": value.approx,
            "unit": value.unit,
        }
    return form | ({"suspect": True} if value.suspect else {})


def value_from_form(form: Mapping[str, Any]) -> Value:
    """The value of a form. Raises ValueError for an unknown kind, a bad day, a bad bound or crossed ends."""
    kind = form.get("kind")
    if kind == "date":
        rel = form.get("rel", "in")
        if rel not in get_args(DateRel):
            msg = f"rel is {rel!r}, expected one of {', '.join(get_args(DateRel))}"
            raise ValueError(msg)
        return DateValue(
            date.fromisoformat(str(form.get("start"))),
            date.fromisoformat(str(form.get("end"))),
            cast("DateRel", rel),
            approx=bool(form.get("approx")),
            suspect=bool(form.get("suspect")),
            others=_others(form.get("others", [])),
        )
    if kind == "quantity":
        return FigureValue(
            _number(form.get("low")),
            _number(form.get("high")),
            approx=bool(form.get("approx")),
            unit=str(form.get("unit") or "troops"),
            suspect=bool(form.get("suspect")),
        )
    msg = f"kind is {kind!r}, expected 'date' or 'quantity'"
    raise ValueError(msg)


def key_form(key: ClaimKey) -> Form:
    """``topic, frame, place`` and, for another force than the topic's own, ``force``."""
    form: Form = {"topic": key.topic, "frame": key.frame, "place": key.place}
    return form | ({"force": key.force} if key.force else {})


def claim_form(claim: Claim) -> Form:
    """A claim as ``monitor extract`` prints it; offsets count in title + newline + text."""
    return key_form(claim.key) | {
        "value": value_form(claim.value),
        "quote": claim.quote,
        "value_text": claim.value_text,
        "start": claim.start,
        "end": claim.end,
        "speaker": claim.speaker,
        "office": claim.office,
        "modality": claim.modality,
        "background": claim.background,
        **({"suspect": True} if claim.value.suspect else {}),
        "rule": claim.rule,
    }


def change_form(change: Change) -> Form:
    """A change as ``monitor replay`` prints it: ``old`` is null for a first claim."""
    claim = change.said.claim
    form = {"article": claim.article_id, **key_form(claim.key), "kind": change.kind}
    form |= {
        "new": value_form(claim.value),
        "old": value_form(change.against.claim.value) if change.against else None,
    }
    if change.direction:
        form["direction"] = change.direction
    if change.size:
        form["size"] = {
            name: size
            for name, size in (
                ("days", change.size.days),
                ("count", change.size.count),
                ("percent", change.size.percent),
            )
            if size is not None
        }
    return form | {"quote": claim.quote, "speaker": claim.speaker, "reason": change.reason}


def notice_form(notice: Notice) -> Form:
    """What is told of a source, a channel or the monitor; ``since`` in UTC."""
    return {
        "subject": notice.subject,
        "ailment": notice.ailment,
        "healed": notice.healed,
        "since": notice.since.astimezone(UTC).isoformat(),
        "detail": notice.detail,
        "muted": notice.muted,
        "url": notice.url,
    }


def moment_or_none(moment: datetime | None) -> str | None:
    """A moment as ISO text; None stays None."""
    return moment.isoformat() if moment else None


def _whole(number: float | None) -> float | None:
    return int(number) if number is not None and number == int(number) else number


def _number(found: object) -> float | None:
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int | float):
        msg = f"a bound is {found!r}, expected a number or null"
        raise ValueError(msg)  # noqa: TRY004 - one kind of error for every faulty form
    return found


def _others(pairs: object) -> tuple[tuple[date, date], ...]:
    if not isinstance(pairs, list) or not all(isinstance(pair, list) and len(pair) == _PAIR for pair in pairs):
        msg = f"others is {pairs!r}, expected 2 days in each"
        raise ValueError(msg)
    others = tuple((date.fromisoformat(str(start)), date.fromisoformat(str(end))) for start, end in pairs)
    for start, end in others:
        if end < start:
            msg = f"others holds {start}..{end}, which ends before it starts"
            raise ValueError(msg)
    return others
