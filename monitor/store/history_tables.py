"""Rows of what stands under each key: ``positions``, their ``supports``, and ``denials``.

A key may gather hundreds of positions and thousands of supporters while one article adds one of each, so a new history
is compared with the kept one and only what differs is written.
"""

from __future__ import annotations

from typing import Final

from sqlite_utils import Database

from monitor.json_forms import value_form
from monitor.records import ClaimKey, KeyHistory, Position, Said
from monitor.store.claim_tables import key_row
from monitor.store.fields import Fields, json_text, moment_text
from monitor.store.record_json import said_form, said_from_fields
from monitor.store.rows import Row, insert_rows

_POSITIONS: Final = """
    SELECT * FROM positions
    WHERE topic = :topic AND frame = :frame AND place = :place AND force IS :force ORDER BY number
"""

_SUPPORTS: Final = """
    SELECT supports.position, supports.article_id FROM supports JOIN positions ON positions.id = supports.position
    WHERE topic = :topic AND frame = :frame AND place = :place AND force IS :force
"""

_DENIALS: Final = """
    SELECT * FROM denials
    WHERE topic = :topic AND frame = :frame AND place = :place AND force IS :force ORDER BY number
"""

_DROP_DENIALS: Final = """
    DELETE FROM denials WHERE topic = :topic AND frame = :frame AND place = :place AND force IS :force
"""

_CHANGE_POSITION: Final = """
    UPDATE positions SET
      number = :number, claim_id = :claim_id, value = :value, first_at = :first_at, last_at = :last_at, said = :said
    WHERE id = :id
"""

Supports = dict[int, set[str]]


def history(db: Database, key: ClaimKey) -> KeyHistory:
    """The history of a key; an empty one for an unknown key."""
    supports = _supports(db, key)
    return KeyHistory(
        key,
        tuple(_position(Fields(row), supports) for row in db.query(_POSITIONS, key_row(key))),
        tuple(said_from_fields(Fields(row).parsed("said").inner("said")) for row in db.query(_DENIALS, key_row(key))),
    )


def keep_history(db: Database, new: KeyHistory) -> None:
    """The new history of a key in the place of the kept one."""
    _keep_positions(db, new)
    _keep_denials(db, new)


def _keep_positions(db: Database, new: KeyHistory) -> None:
    known = {row["position_id"]: row for row in db.query(_POSITIONS, key_row(new.key))}
    supports = _supports(db, new.key)
    for number, position in enumerate(new.positions):
        row = _position_row(new.key, number, position)
        row_id = _keep_position(db, row, known.pop(position.position_id, None))
        _keep_supports(db, row_id, position.supporters, supports.get(row_id, set()))
    db.conn.executemany("DELETE FROM positions WHERE id = :id", list(known.values()))


def _keep_position(db: Database, row: Row, known: Row | None) -> int:
    if known is None:
        insert_rows(db, "positions", [row])
        (row_id,) = db.conn.execute("SELECT last_insert_rowid()").fetchone()
        return int(row_id)
    row_id = int(known["id"])
    if known != {"id": row_id} | row:
        db.conn.execute(_CHANGE_POSITION, {"id": row_id} | row)
    return row_id


def _keep_supports(db: Database, row_id: int, supporters: frozenset[str], known: set[str]) -> None:
    db.conn.executemany("INSERT INTO supports VALUES (?, ?)", [(row_id, each) for each in sorted(supporters - known)])
    db.conn.executemany(
        "DELETE FROM supports WHERE position = ? AND article_id = ?", [(row_id, each) for each in known - supporters]
    )


def _keep_denials(db: Database, new: KeyHistory) -> None:
    rows = [_denial_row(new.key, number, denial) for number, denial in enumerate(new.denials)]
    known = [{name: row[name] for name in row if name != "id"} for row in db.query(_DENIALS, key_row(new.key))]
    if rows != known:
        db.conn.execute(_DROP_DENIALS, key_row(new.key))
        insert_rows(db, "denials", rows)


def _supports(db: Database, key: ClaimKey) -> Supports:
    supports: Supports = {}
    for row_id, article_id in db.conn.execute(_SUPPORTS, key_row(key)):
        supports.setdefault(row_id, set()).add(article_id)
    return supports


def _position_row(key: ClaimKey, number: int, position: Position) -> Row:
    return {
        **key_row(key),
        "number": number,
        "position_id": position.position_id,
        "claim_id": position.said.claim.claim_id,
        "value": json_text(value_form(position.said.claim.value)),
        "first_at": moment_text(position.first_at),
        "last_at": moment_text(position.last_at),
        "said": json_text(said_form(position.said)),
    }


def _position(row: Fields, supports: Supports) -> Position:
    return Position(
        position_id=row.text("position_id"),
        said=said_from_fields(row.parsed("said").inner("said")),
        first_at=row.moment("first_at"),
        last_at=row.moment("last_at"),
        supporters=frozenset(supports.get(row.whole("id"), ())),
    )


def _denial_row(key: ClaimKey, number: int, denial: Said) -> Row:
    return {
        **key_row(key),
        "number": number,
        "claim_id": denial.claim.claim_id,
        "value": json_text(value_form(denial.claim.value)),
        "said": json_text(said_form(denial)),
    }
