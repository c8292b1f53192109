"""Rows that find near copies: ``imprints``, and the ``bands`` that two texts worth comparing share."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlite_utils import Database

from monitor.records import ArticleReading, Imprint, KeptImprint
from monitor.store.fields import Fields, moment_text
from monitor.store.packing import pack_digest, unpack_digest
from monitor.store.rows import insert_rows

_ALIKE: Final = """
    SELECT * FROM imprints WHERE article_id IN (SELECT article_id FROM bands WHERE band IN ({bands}))
    AND published_at >= ?
    ORDER BY published_at, article_id
"""

_KNOWN_IMPRINT: Final = """
    ON CONFLICT (article_id) DO UPDATE SET
      outlet = excluded.outlet, origin = excluded.origin, published_at = excluded.published_at, digest = excluded.digest
"""


def keep_imprint(db: Database, reading: ArticleReading) -> None:
    """The imprint of the version just read, in the place of that of the version before; none for a short text."""
    article, imprint = reading.article, reading.imprint
    db.conn.execute("DELETE FROM bands WHERE article_id = ?", [article.article_id])
    if not imprint.digest:
        db.conn.execute("DELETE FROM imprints WHERE article_id = ?", [article.article_id])
        return
    row = {
        "article_id": article.article_id,
        "outlet": article.outlet,
        "origin": reading.origin,
        "published_at": moment_text(article.published_at),
        "digest": pack_digest(imprint.digest),
    }
    insert_rows(db, "imprints", [row], _KNOWN_IMPRINT)
    bands = [(band, article.article_id) for band in dict.fromkeys(imprint.bands)]
    db.conn.executemany("INSERT INTO bands VALUES (?, ?)", bands)


def alike(db: Database, imprint: Imprint, since: datetime) -> list[KeptImprint]:
    """The imprints that share a band with this one, of articles published at ``since`` or later, by publication."""
    if not imprint.bands:
        return []
    query = _ALIKE.format(bands=", ".join("?" for _ in imprint.bands))
    return [_imprint(Fields(row)) for row in db.query(query, [*imprint.bands, moment_text(since)])]


def _imprint(row: Fields) -> KeptImprint:
    return KeptImprint(
        article_id=row.text("article_id"),
        outlet=row.text("outlet"),
        origin=row.text("origin"),
        published_at=row.moment("published_at"),
        digest=unpack_digest(row.blob("digest")),
    )
