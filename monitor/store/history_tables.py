"""Rows of what stands under each key: ``positions``, ``denials``, and who stands where in ``standings``.

A key may gather dozens of positions and denials while one article adds one of each, so a new history is compared with
the kept one and only what differs is written. Histories are read for every claim of every article: a row holds what
judging needs and nothing else, and is read without detours.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final, get_args

from sqlite_utils import Database

from monitor.json_forms import value_form, value_from_form
from monitor.records import ClaimKey, DateValue, Denial, KeyHistory, Position, Stage, Stand, Value
from monitor.store.claim_tables import key_row
from monitor.store.fields import Fields, json_text, moment_text
from monitor.store.record_json import key_from_fields
from monitor.store.rows import Row, insert_rows

VALUES_HELD: Final = 8192
"""How many values are held read: a story turns on some hundred days and figures, which stand under many keys. A text
that is no value is never held."""

POSITIONS_HELD: Final = 16_384
"""How many positions are held read: those of the busiest keys."""

_STAGES: Final = frozenset(get_args(Stage))

_POSITIONS: Final = """
    SELECT position_id, claim_id, value, first_at, last_at, stage FROM positions
    WHERE topic = ? AND frame = ? AND place = ? AND force IS ? ORDER BY number
"""

_DENIALS: Final = """
    SELECT claim_id, value, said_at FROM denials
    WHERE topic = ? AND frame = ? AND place = ? AND force IS ? ORDER BY number
"""

_STANDINGS: Final = """
    SELECT lead, origins, speakers FROM standings WHERE topic = ? AND frame = ? AND place = ? AND force IS ?
"""

_KEPT_POSITIONS: Final = """
    SELECT * FROM positions WHERE topic = ? AND frame = ? AND place = ? AND force IS ?
"""

_DROP_DENIALS: Final = """
    DELETE FROM denials WHERE topic = ? AND frame = ? AND place = ? AND force IS ?
"""

_CHANGE_STANDINGS: Final = """
    UPDATE standings SET lead = ?, origins = ?, speakers = ? WHERE topic = ? AND frame = ? AND place = ? AND force IS ?
"""

_DUE: Final = """
    SELECT DISTINCT topic, frame, place, force FROM positions
    WHERE stage = 'planned' AND deadline IS NOT NULL AND deadline < ?
"""

_CHANGE_POSITION: Final = """
    UPDATE positions SET
      number = :number, claim_id = :claim_id, value = :value, first_at = :first_at, last_at = :last_at,
      stage = :stage, deadline = :deadline
    WHERE id = :id
"""

_KeyParts = tuple[str, str, str, str | None]


def history(db: Database, key: ClaimKey) -> KeyHistory:
    """The history of a key; an empty one for an unknown key."""
    parts = _parts(key)
    found = db.conn.execute(_STANDINGS, parts).fetchone()
    lead, origins, speakers = found or (None, "{}", "{}")
    return KeyHistory(
        key,
        tuple(map(_position, db.conn.execute(_POSITIONS, parts))),
        tuple(map(_denial, db.conn.execute(_DENIALS, parts))),
        lead,
        _Stands(origins),
        _Stands(speakers),
    )


def keep_history(db: Database, new: KeyHistory) -> None:
    """The new history of a key in the place of the kept one."""
    _keep_positions(db, new)
    _keep_denials(db, new)
    _keep_standings(db, new)


def drop_histories(db: Database) -> None:
    """Forget what stands under every key, to build it anew."""
    for table in ("positions", "denials", "standings", "supports"):
        db.conn.execute(f"DELETE FROM {table}")  # noqa: S608 - names of this package


def keys_due(db: Database, day: str) -> list[ClaimKey]:
    """Keys with a planned position whose deadline lies before an ISO day, in alphabetical order."""
    return sorted((key_from_fields(Fields(row)) for row in db.query(_DUE, [day])), key=str)


def _keep_positions(db: Database, new: KeyHistory) -> None:
    known = {row["position_id"]: row for row in db.query(_KEPT_POSITIONS, _parts(new.key))}
    for number, position in enumerate(new.positions):
        row = _position_row(new.key, number, position)
        kept = known.pop(position.position_id, None)
        if kept is None:
            insert_rows(db, "positions", [row])
        elif kept != {"id": kept["id"]} | row:
            db.conn.execute(_CHANGE_POSITION, {"id": kept["id"]} | row)
    db.conn.executemany("DELETE FROM positions WHERE id = ?", [(row["id"],) for row in known.values()])


def _keep_denials(db: Database, new: KeyHistory) -> None:
    kept = [tuple(row) for row in db.conn.execute(_DENIALS, _parts(new.key))]
    rows = [(one.claim_id, json_text(value_form(one.value)), moment_text(one.said_at)) for one in new.denials]
    if rows == kept:
        return
    db.conn.execute(_DROP_DENIALS, _parts(new.key))
    columns = ("claim_id", "value", "said_at")
    numbered = [
        key_row(new.key) | {"number": number} | dict(zip(columns, row, strict=True)) for number, row in enumerate(rows)
    ]
    insert_rows(db, "denials", numbered)


def _keep_standings(db: Database, new: KeyHistory) -> None:
    row = {"lead": new.lead, "origins": _stands_text(new.origins), "speakers": _stands_text(new.speakers)}
    kept = db.conn.execute(_STANDINGS, _parts(new.key)).fetchone()
    if kept is None:
        insert_rows(db, "standings", [key_row(new.key) | row])
    elif tuple(kept) != tuple(row.values()):
        db.conn.execute(_CHANGE_STANDINGS, (*row.values(), *_parts(new.key)))


def _parts(key: ClaimKey) -> _KeyParts:
    return key.topic, key.frame, key.place, key.force


def _position_row(key: ClaimKey, number: int, position: Position) -> Row:
    deadline = position.value.deadline if isinstance(position.value, DateValue) else None
    return {
        **key_row(key),
        "number": number,
        "position_id": position.position_id,
        "claim_id": position.claim_id,
        "value": json_text(value_form(position.value)),
        "first_at": moment_text(position.first_at),
        "last_at": moment_text(position.last_at),
        "stage": position.stage,
        "deadline": deadline.isoformat() if deadline else None,
    }


@lru_cache(maxsize=POSITIONS_HELD)
def _position(row: tuple[Any, ...]) -> Position:
    position_id, claim_id, value, first_at, last_at, stage = row
    if stage not in _STAGES:
        msg = f"stage is {stage!r}, expected one of {', '.join(sorted(_STAGES))}"
        raise ValueError(msg)
    return Position(position_id, claim_id, _value(value), _moment(first_at), _moment(last_at), stage)


def _denial(row: tuple[Any, ...]) -> Denial:
    claim_id, value, said_at = row
    return Denial(claim_id, _value(value), _moment(said_at))


@lru_cache(maxsize=VALUES_HELD)
def _value(text: str) -> Value:
    return value_from_form(json.loads(text))


def _moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return at if at.tzinfo is UTC else at.astimezone(UTC)


def _stands_text(stands: Mapping[str, Stand]) -> str:
    return json_text(
        {
            who: [stand.position_id, stand.claim_id, moment_text(stand.since), *sorted(stand.before)]
            for who, stand in sorted(stands.items())
        }
    )


class _Stands(Mapping[str, Stand]):
    """Who stands where, read when somebody is asked for: a claim asks for one of forty outlets."""

    __slots__ = ("_kept",)

    def __init__(self, text: str) -> None:
        """Take the JSON text of a row."""
        self._kept: dict[str, list[str]] = json.loads(text)

    def __getitem__(self, who: str) -> Stand:
        """Where they stand."""
        position_id, claim_id, since, *before = self._kept[who]
        return Stand(position_id, claim_id, _moment(since), frozenset(before))

    def __iter__(self) -> Iterator[str]:
        """All who stand somewhere, in alphabetical order."""
        return iter(self._kept)

    def __len__(self) -> int:
        """How many they are."""
        return len(self._kept)
