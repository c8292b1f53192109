"""Rows of what was read and claimed: ``articles``, ``versions``, ``claims`` and ``changes``."""

from __future__ import annotations

from typing import Any, Final

from sqlite_utils import Database

from monitor.json_forms import value_form, value_from_form
from monitor.records import Article, ArticleReading, Change, Claim, ClaimKey, Said, Value
from monitor.store.derived import said_in
from monitor.store.fields import Fields, json_text, moment_text
from monitor.store.record_json import LANGS, MODALITIES, key_from_fields, matches_form
from monitor.store.rows import Row, insert_rows

_KNOWN_ARTICLE: Final = """
    ON CONFLICT (article_id) DO UPDATE SET
      outlet = excluded.outlet, title = excluded.title, url = excluded.url, published_at = excluded.published_at,
      read_at = excluded.read_at, content_hash = excluded.content_hash
"""

_NEWEST_VERSION: Final = """
    SELECT versions.* FROM articles JOIN versions USING (article_id, content_hash) WHERE article_id = ?
"""

_VALUE_FIELDS: Final = ("kind", "start", "end", "rel", "low", "high", "unit", "approx", "suspect")

_WHOLE_NUMBER_LIMIT: Final = 2**63
"""What SQLite can hold as a whole number. Source: https://sqlite.org/datatype3.html."""


def newest_version(db: Database, article_id: str) -> Article | None:
    """The version of an article that was read last, or None."""
    return next((_article(Fields(row)) for row in db.query(_NEWEST_VERSION, [article_id])), None)


def all_versions(db: Database, article_id: str) -> list[Article]:
    """All versions of an article, the one read first at the head."""
    rows = db.query("SELECT * FROM versions WHERE article_id = ? ORDER BY version_id", [article_id])
    return [_article(Fields(row)) for row in rows]


def keep_version(db: Database, reading: ArticleReading) -> None:
    """The article as it was read: content known already makes no second version, but is the newest again."""
    insert_rows(db, "articles", [_article_row(reading)], _KNOWN_ARTICLE)
    insert_rows(db, "versions", [_version_row(reading)], "ON CONFLICT (article_id, content_hash) DO NOTHING")


def keep_claims(db: Database, reading: ArticleReading) -> None:
    """The reading's claims, said where and when its article was published; known ones stay as they are."""
    article = reading.article
    rows = [_said_row(said_in(article, claim), article.content_hash) for claim in reading.claims]
    insert_rows(db, "claims", rows, "ON CONFLICT (claim_id) DO NOTHING")


def keep_changes(db: Database, reading: ArticleReading) -> None:
    """The ledger's verdicts on the reading's claims; known ones stay as they are."""
    rows = [_change_row(change, reading) for change in reading.judgement.changes]
    insert_rows(db, "changes", rows, "ON CONFLICT (change_id) DO NOTHING")


def claim_ids(db: Database, article_id: str) -> frozenset[str]:
    """Ids of the claims that any version of an article made."""
    rows = db.query("SELECT claim_id FROM claims WHERE article_id = ?", [article_id])
    return frozenset(row["claim_id"] for row in rows)


def claimed_keys(db: Database) -> list[ClaimKey]:
    """All keys that have a claim, in alphabetical order of their text form."""
    rows = db.query("SELECT DISTINCT topic, frame, place, force FROM claims")
    return sorted((key_from_fields(Fields(row)) for row in rows), key=str)


def claims_said(db: Database, key: ClaimKey | None, topic: str | None) -> list[Said]:
    """The claims under a key, of a topic, or all; by the moment they were said, then by id."""
    wanted: dict[str, str | None] = {}
    if key is not None:
        wanted |= {"topic": key.topic, "frame": key.frame, "place": key.place, "force": key.force}
    where = " AND ".join(f"{column} IS :{column}" for column in wanted)
    if topic is not None:
        where = " AND ".join(filter(None, [where, "topic = :asked_topic"]))
    rows = db.table("claims").rows_where(where or None, wanted | {"asked_topic": topic}, order_by="said_at, claim_id")
    return [_said(Fields(row)) for row in rows]


def _article_row(reading: ArticleReading) -> Row:
    article = reading.article
    return {
        "article_id": article.article_id,
        "outlet": article.outlet,
        "title": article.title,
        "url": article.url,
        "published_at": moment_text(article.published_at),
        "first_read_at": moment_text(reading.read_at),
        "read_at": moment_text(reading.read_at),
        "content_hash": article.content_hash,
    }


def _version_row(reading: ArticleReading) -> Row:
    article = reading.article
    return {
        "article_id": article.article_id,
        "content_hash": article.content_hash,
        "read_at": moment_text(reading.read_at),
        "method": reading.method,
        "url": article.url,
        "outlet": article.outlet,
        "lang": article.lang,
        "published_at": moment_text(article.published_at),
        "published_on": article.published_on.isoformat(),
        "title": article.title,
        "text": article.text,
        "matches": json_text(matches_form(reading.matches)),
    }


def _article(row: Fields) -> Article:
    return Article(
        article_id=row.text("article_id"),
        url=row.text("url"),
        outlet=row.text("outlet"),
        lang=row.choice("lang", LANGS),
        title=row.text("title"),
        text=row.text("text"),
        published_at=row.moment("published_at"),
        published_on=row.day("published_on"),
        content_hash=row.text("content_hash"),
    )


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
    }


def _said(row: Fields) -> Said:
    return Said(
        claim=_claim(row),
        outlet=row.text("outlet"),
        url=row.text("url"),
        lang=row.choice("lang", LANGS),
        said_at=row.moment("said_at"),
        title=row.text("title"),
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
    )


def key_row(key: ClaimKey) -> Row:
    """A key as the four columns that every table of claims has; a null force is the topic's own."""
    return {"topic": key.topic, "frame": key.frame, "place": key.place, "force": key.force}


def _value_row(value: Value) -> Row:
    form = {"suspect": False} | value_form(value)
    return {f"value_{name}": _held(form.get(name)) for name in _VALUE_FIELDS}


def _held(found: Any) -> Any:  # noqa: ANN401 - one field of a value's form, of whatever type it is
    return float(found) if isinstance(found, int) and abs(found) >= _WHOLE_NUMBER_LIMIT else found


def _change_row(change: Change, reading: ArticleReading) -> Row:
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
        "read_at": moment_text(reading.read_at),
    }
