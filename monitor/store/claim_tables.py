"""Rows of what was claimed: ``claims``, each with where and when it was said."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

from sqlite_utils import Database

from monitor.json_forms import value_form, value_from_form
from monitor.records import ArticleReading, Claim, ClaimKey, Said, Value
from monitor.store.fields import Fields, moment_text
from monitor.store.record_json import LANGS, MODALITIES, key_from_fields
from monitor.store.rows import Row, insert_rows

_VALUE_FIELDS: Final = ("kind", "start", "end", "rel", "low", "high", "unit", "approx", "suspect")

CLAIMS_HELD: Final = 4096
"""How many claims are held read: those that stand for the positions of busy keys, asked for at every restatement. Ten
megabytes."""

_COLUMNS: Final = (
    *("claim_id", "article_id", "topic", "frame", "place", "force"),
    *(f"value_{name}" for name in _VALUE_FIELDS),
    *("modality", "background", "speaker", "office", "quote", "quote_start", "quote_end"),
    *("value_text", "value_text_start", "value_text_end", "rule", "rules"),
    *("outlet", "url", "lang", "said_at", "title", "origin"),
)
"""What makes a claim with where and when it was said."""

_BY_ID: Final = f"SELECT {', '.join(_COLUMNS)} FROM claims WHERE claim_id = ?"  # noqa: S608 - names of this package

_WHOLE_NUMBER_LIMIT: Final = 2**63
"""What SQLite can hold as a whole number. Source: https://sqlite.org/datatype3.html."""


def keep_claims(db: Database, reading: ArticleReading) -> None:
    """The reading's claims; known ones stay as they are, but for retired ones, which are kept anew."""
    rows = [_said_row(said, reading.article.content_hash) for said in reading.said]
    if rows:
        changed = ", ".join(f"{column} = excluded.{column}" for column in rows[0] if column != "claim_id")
        insert_rows(db, "claims", rows, f"ON CONFLICT (claim_id) DO UPDATE SET {changed} WHERE retired")


def retire_claims(db: Database) -> None:
    """Set all claims aside: they stay, and count no more until they are kept anew."""
    db.execute("UPDATE claims SET retired = 1")


def claim_ids(db: Database, article_id: str) -> frozenset[str]:
    """Ids of the claims that any version of an article made."""
    rows = db.conn.execute("SELECT claim_id FROM claims WHERE article_id = ? AND NOT retired", (article_id,))
    return frozenset(found for (found,) in rows)


def claimed_keys(db: Database) -> list[ClaimKey]:
    """All keys that have a claim, in alphabetical order of their text form."""
    rows = db.query("SELECT DISTINCT topic, frame, place, force FROM claims WHERE NOT retired")
    return sorted((key_from_fields(Fields(row)) for row in rows), key=str)


def claims_by_id(db: Database, claim_ids: Iterable[str]) -> dict[str, Said]:
    """The claims of these ids, retired ones too; unknown ids are left out."""
    found: dict[str, Said] = {}
    for claim_id in claim_ids:
        row = db.conn.execute(_BY_ID, (claim_id,)).fetchone()
        if row is not None:
            found[claim_id] = _said_in(row)
    return found


@lru_cache(maxsize=CLAIMS_HELD)
def _said_in(row: tuple[Any, ...]) -> Said:
    return _said(Fields(dict(zip(_COLUMNS, row, strict=True))))


def claims_said(db: Database, key: ClaimKey | None, topic: str | None) -> list[Said]:
    """The claims under a key, of a topic, or all; by the moment they were said, then by id."""
    wanted: dict[str, str | None] = {}
    if key is not None:
        wanted |= {"topic": key.topic, "frame": key.frame, "place": key.place, "force": key.force}
    conditions = ["NOT retired", *(f"{column} IS :{column}" for column in wanted)]
    if topic is not None:
        conditions.append("topic = :asked_topic")
    where = " AND ".join(conditions)
    rows = db.table("claims").rows_where(where, wanted | {"asked_topic": topic}, order_by="said_at, claim_id")
    return [_said(Fields(row)) for row in rows]


def _said_row(said: Said, content_hash: str) -> Row:
    claim = said.claim
    return {
        "claim_id": claim.claim_id,
        "article_id": claim.article_id,
        "content_hash": content_hash,
        **key_row(claim.key),
        **_value_row(claim.value),
        "modality": claim.modality,
        "background": claim.background,
        "speaker": claim.speaker,
        "office": claim.office,
        "quote": claim.quote,
        "quote_start": claim.start,
        "quote_end": claim.end,
        "value_text": claim.value_text,
        "value_text_start": claim.value_start,
        "value_text_end": claim.value_end,
        "rule": claim.rule,
        "outlet": said.outlet,
        "url": said.url,
        "lang": said.lang,
        "said_at": moment_text(said.said_at),
        "title": said.title,
        "origin": said.origin,
        "rules": claim.rules,
        "retired": False,
    }


def _said(row: Fields) -> Said:
    return Said(
        claim=_claim(row),
        outlet=row.text("outlet"),
        url=row.text("url"),
        lang=row.choice("lang", LANGS),
        said_at=row.moment("said_at"),
        title=row.text("title"),
        origin=row.text("origin"),
    )


def _claim(row: Fields) -> Claim:
    return Claim(
        claim_id=row.text("claim_id"),
        article_id=row.text("article_id"),
        key=key_from_fields(row),
        value=value_from_form({name: row.found.get(f"value_{name}") for name in _VALUE_FIELDS}),
        quote=row.text("quote"),
        start=row.whole("quote_start"),
        end=row.whole("quote_end"),
        value_text=row.text("value_text"),
        value_start=row.whole("value_text_start"),
        value_end=row.whole("value_text_end"),
        modality=row.choice("modality", MODALITIES),
        background=row.flag("background"),
        speaker=row.text_or_none("speaker"),
        office=row.text_or_none("office"),
        rule=row.text("rule"),
        rules=row.text("rules"),
    )


def key_row(key: ClaimKey) -> Row:
    """A key as the four columns that every table of claims has; a null force is the topic's own."""
    return {"topic": key.topic, "frame": key.frame, "place": key.place, "force": key.force}


def _value_row(value: Value) -> Row:
    form = {"suspect": False} | value_form(value)
    return {f"value_{name}": _held(form.get(name)) for name in _VALUE_FIELDS}


def _held(found: Any) -> Any:  # noqa: ANN401 - one field of a value's form, of whatever type it is
    return float(found) if isinstance(found, int) and abs(found) >= _WHOLE_NUMBER_LIMIT else found
