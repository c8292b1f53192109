"""The tables that polite crawling needs, as the statements of the migration ``0003_crawl``.

What is nested (routes, pace, how a subject fares, a notice) is JSON text; what may be large (a page, a robots.txt) is
packed by zlib. A source's problem becomes JSON text as well, which holds whatever a server may have said.
"""

from __future__ import annotations

from typing import Final

CRAWL_TABLES: Final = (
    # -- sources: validators belong to a route now; those of old rows are forgotten, at the price of one full poll --
    "ALTER TABLE sources DROP COLUMN etag",
    "ALTER TABLE sources DROP COLUMN last_modified",
    "ALTER TABLE sources DROP COLUMN body_hash",
    "ALTER TABLE sources ADD COLUMN routes TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE sources ADD COLUMN route TEXT NOT NULL DEFAULT ''",
    """ALTER TABLE sources ADD COLUMN pace TEXT NOT NULL DEFAULT '{"arrivals": []}'""",
    "UPDATE sources SET problem = json_quote(problem)",
    # -- entries: how often they changed, what was seen since, and what of it a news query alone told --
    "ALTER TABLE entries ADD COLUMN changes INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX entries_by_sight ON entries (first_seen_at)",
    "CREATE INDEX entries_discovered ON entries (first_seen_at) WHERE reason = 'discovery_only'",
    # -- how sources fare, and what hosts ask for --
    "CREATE TABLE healths (subject TEXT NOT NULL PRIMARY KEY, form TEXT NOT NULL)",
    "CREATE TABLE rests (host TEXT NOT NULL PRIMARY KEY, until TEXT NOT NULL)",
    """
    CREATE TABLE robots (
      origin TEXT NOT NULL PRIMARY KEY, fetched_at TEXT NOT NULL, status INTEGER NOT NULL, text BLOB NOT NULL
    )
    """,
    # -- pages of versions that claim something; the body as the server sent it --
    """
    CREATE TABLE pages (
      article_id TEXT NOT NULL, content_hash TEXT NOT NULL,
      url TEXT NOT NULL, fetched_at TEXT NOT NULL, charset TEXT, body BLOB NOT NULL,
      PRIMARY KEY (article_id, content_hash)
    )
    """,
    "ALTER TABLE alerts ADD COLUMN notice TEXT",
)
