"""Rows of what came over the wire: ``pages``, packed."""

from __future__ import annotations

from sqlite_utils import Database

from monitor.records import KeptPage
from monitor.store.fields import Fields, moment_text
from monitor.store.packing import pack_bytes, unpack_bytes
from monitor.store.rows import insert_rows


def page_of(db: Database, article_id: str, content_hash: str) -> KeptPage | None:
    """The page of one version, or None."""
    query = "SELECT * FROM pages WHERE article_id = ? AND content_hash = ?"
    return next((_page(Fields(row)) for row in db.query(query, [article_id, content_hash])), None)


def keep_page(db: Database, page: KeptPage) -> None:
    """The page of a version; the one that was kept first stays."""
    row = {
        "article_id": page.article_id,
        "content_hash": page.content_hash,
        "url": page.url,
        "fetched_at": moment_text(page.fetched_at),
        "charset": page.charset,
        "body": pack_bytes(page.body),
    }
    insert_rows(db, "pages", [row], "ON CONFLICT (article_id, content_hash) DO NOTHING")


def _page(row: Fields) -> KeptPage:
    return KeptPage(
        article_id=row.text("article_id"),
        content_hash=row.text("content_hash"),
        url=row.text("url"),
        fetched_at=row.moment("fetched_at"),
        body=unpack_bytes(row.blob("body")),
        charset=row.text_or_none("charset"),
    )
