"""Rows of the ledger's verdicts: ``changes``, each with the claims that it stands between as they read then.

A claim may read otherwise later: an edit gives it another speaker, newer rules another quote. Rows of the first version
of the tables name their claims alone, whose rows never changed then.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlite_utils import Database

from monitor.json_forms import value_form
from monitor.records import Change, ClaimKey, KeptChange, Said, Size
from monitor.store.claim_tables import claims_by_id, key_row
from monitor.store.fields import Fields, fields_of, json_text, moment_text
from monitor.store.packing import pack_form, unpack_form
from monitor.store.record_json import DIRECTIONS, KINDS, PARTS, REASONS, said_form, said_from_fields
from monitor.store.rows import Row, insert_rows

_OF_KEY: Final = "topic = :topic AND frame = :frame AND place = :place AND force IS :force"


_JUDGED_ANEW: Final = """
    ON CONFLICT (change_id) DO UPDATE SET
      kind = excluded.kind, reason = excluded.reason, against_claim_id = excluded.against_claim_id,
      against_value = excluded.against_value, direction = excluded.direction, days = excluded.days,
      count = excluded.count, percent = excluded.percent, part = excluded.part,
      in_one_article = excluded.in_one_article, said = excluded.said, against = excluded.against
    WHERE reason <> 'told' AND (kind <> excluded.kind OR reason <> excluded.reason)
"""


def keep_changes(db: Database, changes: Sequence[Change], judged_at: datetime) -> None:
    """The ledger's verdicts; known ones stay as they are."""
    rows = [_change_row(change, judged_at) for change in changes]
    insert_rows(db, "changes", rows, "ON CONFLICT (change_id) DO NOTHING")


def keep_changes_anew(db: Database, changes: Sequence[Change], judged_at: datetime) -> None:
    """Verdicts by today's rules, in the place of known ones that nobody was told of; what was told stays."""
    insert_rows(db, "changes", [_change_row(change, judged_at) for change in changes], _JUDGED_ANEW)


def kept_changes(db: Database, key: ClaimKey | None, article_id: str | None) -> list[KeptChange]:
    """The verdicts under a key, on an article, or all, in the order in which they were kept."""
    conditions = [_OF_KEY] if key is not None else []
    conditions += ["article_id = :article_id"] if article_id is not None else []
    wanted = {"article_id": article_id} | (key_row(key) if key is not None else {})
    rows = list(db.table("changes").rows_where(" AND ".join(conditions) or None, wanted, order_by="rowid"))
    named = (row[column] for row in rows if row["said"] is None for column in ("claim_id", "against_claim_id"))
    known = claims_by_id(db, {claim_id for claim_id in named if claim_id})
    return [_kept_change(Fields(row), known) for row in rows]


def _change_row(change: Change, judged_at: datetime) -> Row:
    claim, against, size = change.said.claim, change.against, change.size
    return {
        "change_id": change.change_id,
        "article_id": claim.article_id,
        "claim_id": claim.claim_id,
        **key_row(claim.key),
        "kind": change.kind,
        "reason": change.reason,
        "value": json_text(value_form(claim.value)),
        "against_claim_id": against.claim.claim_id if against else None,
        "against_value": json_text(value_form(against.claim.value)) if against else None,
        "direction": change.direction,
        "days": size.days if size else None,
        "count": size.count if size else None,
        "percent": size.percent if size else None,
        "read_at": moment_text(judged_at),
        "part": change.part,
        "in_one_article": change.in_one_article,
        "said": pack_form(said_form(change.said)),
        "against": pack_form(said_form(against)) if against else None,
    }


def _kept_change(row: Fields, known: dict[str, Said]) -> KeptChange:
    against = row.text_or_none("against_claim_id")
    size = Size(row.whole_or_none("days"), row.number_or_none("count"), row.number_or_none("percent"))
    change = Change(
        change_id=row.text("change_id"),
        kind=row.choice("kind", KINDS),
        said=_said(row, "said", row.text("claim_id"), known),
        reason=row.choice("reason", REASONS),
        against=_said(row, "against", against, known) if against else None,
        direction=row.choice_or_none("direction", DIRECTIONS),
        size=None if size == Size() else size,
        part=row.choice_or_none("part", PARTS),
        in_one_article=row.flag("in_one_article"),
    )
    return KeptChange(change, row.moment("read_at"))


def _said(row: Fields, column: str, claim_id: str, known: dict[str, Said]) -> Said:
    if row.found.get(column) is not None:
        return said_from_fields(fields_of(unpack_form(row.blob(column)), column))
    if claim_id not in known:
        msg = f"{column} is the claim {claim_id!r}, which is not kept"
        raise ValueError(msg)
    return known[claim_id]
