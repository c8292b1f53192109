"""Rows of what was read: ``articles``, their ``versions`` with packed ``texts``, ``readings``, and ``visits``."""

from __future__ import annotations

from datetime import datetime
from typing import Final, get_args

from sqlite_utils import Database

from monitor.records import Article, ArticleReading, KeptReading, Lapse, Standing, Visit
from monitor.store.fields import Fields, fields_of, json_text, moment_text, moment_text_or_none
from monitor.store.packing import pack_form, pack_text, unpack_form, unpack_text
from monitor.store.record_json import (
    LANGS,
    edit_form,
    edit_from_fields,
    matches_form,
    signs_form,
    signs_from_fields,
)
from monitor.store.rows import Row, insert_rows
from monitor.store.waits import LONGEST_VISIT_WAIT, furthest

_STANDINGS: Final[tuple[Standing, ...]] = get_args(Standing)
_LAPSES: Final[tuple[Lapse, ...]] = get_args(Lapse)

_KNOWN_ARTICLE: Final = """
    ON CONFLICT (article_id) DO UPDATE SET
      outlet = excluded.outlet, title = excluded.title, url = excluded.url, published_at = excluded.published_at,
      read_at = excluded.read_at, content_hash = excluded.content_hash, slug = excluded.slug
"""

_KNOWN_VISIT: Final = """
    ON CONFLICT (article_id) DO UPDATE SET
      url = excluded.url, source = excluded.source, step = excluded.step, due_at = excluded.due_at,
      page_title = excluded.page_title, body_hash = excluded.body_hash, lapses = excluded.lapses, lapse = excluded.lapse
"""

_DUE_VISITS: Final = "SELECT * FROM visits WHERE due_at <= ? OR due_at > ? ORDER BY due_at, article_id"

_VERSIONS: Final = """
    SELECT versions.*, body FROM versions JOIN texts USING (content_hash) WHERE article_id = ? ORDER BY version_id
"""

_NEWEST_VERSION: Final = """
    SELECT versions.*, body FROM articles JOIN versions USING (article_id, content_hash) JOIN texts USING (content_hash)
    WHERE article_id = ?
"""

_NEWEST_AT_SLUG: Final = """
    SELECT versions.*, body FROM articles JOIN versions USING (article_id, content_hash) JOIN texts USING (content_hash)
    WHERE articles.outlet = ? AND slug = ? AND slug <> '' ORDER BY article_id
"""

_READINGS: Final = """
    SELECT versions.*, body, reading_id, readings.read_at AS reread_at, standing, readings.method AS reading_method,
      readings.rules AS reading_rules, edit, signs
    FROM readings JOIN versions USING (article_id, content_hash) JOIN texts USING (content_hash)
    WHERE {article} AND reading_id > :after ORDER BY reading_id {direction} LIMIT :limit
"""

_READINGS_OF_ALL: Final = _READINGS.format(article="TRUE", direction="ASC")
_READINGS_OF_ARTICLE: Final = _READINGS.format(article="article_id = :article_id", direction="ASC")
_LAST_READING: Final = _READINGS.format(article="article_id = :article_id", direction="DESC")


def newest_version(db: Database, article_id: str) -> Article | None:
    """The version of an article that was read last, or None."""
    rows = db.query(_NEWEST_VERSION, [article_id])
    return next((_article(Fields(row)) for row in rows), None)


def newest_at(db: Database, outlet: str, slug: str) -> list[Article]:
    """The newest versions of the outlet's articles with this slug, by article."""
    if not slug:
        return []
    return [_article(Fields(row)) for row in db.query(_NEWEST_AT_SLUG, [outlet, slug])]


def all_versions(db: Database, article_id: str) -> list[Article]:
    """All versions of an article, the one read first at the head."""
    return [_article(Fields(row)) for row in db.query(_VERSIONS, [article_id])]


def kept_readings(db: Database, article_id: str | None, *, after: int, limit: int) -> list[tuple[int, KeptReading]]:
    """The first readings of an article, or of all, behind a number, each with its own, in the order of keeping."""
    query = _READINGS_OF_ALL if article_id is None else _READINGS_OF_ARTICLE
    rows = db.query(query, {"article_id": article_id, "after": after, "limit": limit})
    return [(row["reading_id"], _reading(Fields(row))) for row in rows]


def last_reading(db: Database, article_id: str) -> KeptReading | None:
    """The reading of an article that was kept last, or None."""
    rows = db.query(_LAST_READING, {"article_id": article_id, "after": 0, "limit": 1})
    return next((_reading(Fields(row)) for row in rows), None)


def keep_version(db: Database, reading: ArticleReading) -> None:
    """The article as it was read: content known already makes no second version, but is the newest again."""
    article = reading.article
    insert_rows(db, "articles", [_article_row(reading)], _KNOWN_ARTICLE)
    insert_rows(db, "versions", [_version_row(reading)], "ON CONFLICT (article_id, content_hash) DO NOTHING")
    text = {"content_hash": article.content_hash, "body": pack_text(article.title, article.text)}
    insert_rows(db, "texts", [text], "ON CONFLICT (content_hash) DO NOTHING")
    _keep_reading(db, reading)


def keep_visit(db: Database, visit: Visit) -> None:
    """When an article is read again."""
    row = {
        "article_id": visit.article_id,
        "url": visit.url,
        "source": visit.source,
        "step": visit.step,
        "due_at": moment_text_or_none(visit.due_at),
        "page_title": visit.page_title,
        "body_hash": visit.body_hash,
        "lapses": visit.lapses,
        "lapse": visit.lapse,
    }
    insert_rows(db, "visits", [row], _KNOWN_VISIT)


def visit_of(db: Database, article_id: str) -> Visit | None:
    """When an article is read again, or None."""
    rows = db.query("SELECT * FROM visits WHERE article_id = ?", [article_id])
    return next((_visit(Fields(row)) for row in rows), None)


def due_visits(db: Database, now: datetime) -> list[Visit]:
    """Visits that are due, the longest due at the head."""
    rows = db.query(_DUE_VISITS, [moment_text(now), moment_text(furthest(now, LONGEST_VISIT_WAIT))])
    return [_visit(Fields(row)) for row in rows]


def _keep_reading(db: Database, reading: ArticleReading) -> None:
    """One line of the journal; the very reading that stands there last already is not kept twice."""
    row = {
        "article_id": reading.article.article_id,
        "content_hash": reading.article.content_hash,
        "read_at": moment_text(reading.read_at),
        "standing": reading.standing,
        "method": reading.method,
        "rules": reading.rules,
        "edit": pack_form(edit_form(reading.edit)) if reading.edit else None,
        "signs": json_text(signs_form(reading.signs)),
    }
    last = "SELECT * FROM readings WHERE article_id = ? ORDER BY reading_id DESC LIMIT 1"
    known = next(iter(db.query(last, [row["article_id"]])), None)
    if known is None or known != {"reading_id": known["reading_id"]} | row:
        insert_rows(db, "readings", [row])


def _article_row(reading: ArticleReading) -> Row:
    article = reading.article
    return {
        "article_id": article.article_id,
        "outlet": article.outlet,
        "title": article.title.encode("utf-8", "replace").decode(),  # for people: the packed text is what is read back
        "url": article.url,
        "published_at": moment_text(article.published_at),
        "first_read_at": moment_text(reading.read_at),
        "read_at": moment_text(reading.read_at),
        "content_hash": article.content_hash,
        "slug": reading.slug,
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
        "matches": json_text(matches_form(reading.matches)),
    }


def _article(row: Fields) -> Article:
    title, text = unpack_text(row.blob("body"))
    return Article(
        article_id=row.text("article_id"),
        url=row.text("url"),
        outlet=row.text("outlet"),
        lang=row.choice("lang", LANGS),
        title=title,
        text=text,
        published_at=row.moment("published_at"),
        published_on=row.day("published_on"),
        content_hash=row.text("content_hash"),
    )


def _reading(row: Fields) -> KeptReading:
    edit = None if row.found.get("edit") is None else fields_of(unpack_form(row.blob("edit")), "edit")
    return KeptReading(
        article=_article(row),
        read_at=row.moment("reread_at"),
        standing=row.choice("standing", _STANDINGS),
        method=row.text("reading_method"),
        rules=row.text("reading_rules"),
        edit=edit_from_fields(edit) if edit else None,
        signs=signs_from_fields(row.parsed("signs").inner("signs")),
    )


def _visit(row: Fields) -> Visit:
    return Visit(
        article_id=row.text("article_id"),
        url=row.text("url"),
        source=row.text("source"),
        step=row.whole("step"),
        due_at=row.moment_or_none("due_at"),
        page_title=row.text("page_title"),
        body_hash=row.text("body_hash"),
        lapses=row.whole("lapses"),
        lapse=row.choice_or_none("lapse", _LAPSES),
    )
