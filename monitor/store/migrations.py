"""The tables of the database, as numbered migrations that are only ever added.

A migration that was released is never edited: a database out there may stand on it. A change of the tables is a new
migration at the end. ``_sqlite_migrations`` in the database names those applied.

Moments are ISO text in UTC to the microsecond, days ISO text, flags 0 or 1, nested records JSON text. Text that a
person may search for (key, value, speaker, quote) stands in columns of its own.
"""

from __future__ import annotations

from typing import Final

from sqlite_utils import Database, Migrations

from monitor.store.crawl_schema import CRAWL_TABLES
from monitor.store.outbox_schema import make_outbox
from monitor.store.packing import pack_text

_KEY_COLUMNS: Final = "topic TEXT NOT NULL, frame TEXT NOT NULL, place TEXT NOT NULL, force TEXT"

_FIRST_TABLES: Final = (
    # -- what is polled, and what waits to be read --
    """
    CREATE TABLE sources (
      source TEXT NOT NULL PRIMARY KEY,
      polled_at TEXT, due_at TEXT, succeeded_at TEXT, baseline_at TEXT,
      failures INTEGER NOT NULL, problem TEXT NOT NULL,
      etag TEXT, last_modified TEXT, body_hash TEXT
    )
    """,
    # A null due_at of a pending entry is "at once".
    """
    CREATE TABLE entries (
      source TEXT NOT NULL REFERENCES sources, entry_key TEXT NOT NULL,
      url TEXT NOT NULL, title TEXT NOT NULL, summary TEXT NOT NULL, published_at TEXT, content_hash TEXT NOT NULL,
      first_seen_at TEXT NOT NULL, baseline INTEGER NOT NULL,
      state TEXT NOT NULL, reason TEXT, detail TEXT NOT NULL, attempts INTEGER NOT NULL, due_at TEXT,
      PRIMARY KEY (source, entry_key)
    )
    """,
    "CREATE INDEX entries_pending ON entries (due_at) WHERE state = 'pending'",
    "CREATE INDEX entries_ended ON entries (reason) WHERE reason IS NOT NULL AND state <> 'pending'",
    # -- what was read: content_hash of an article is that of its newest version --
    """
    CREATE TABLE articles (
      article_id TEXT NOT NULL PRIMARY KEY,
      outlet TEXT NOT NULL, title TEXT NOT NULL, url TEXT NOT NULL, published_at TEXT NOT NULL,
      first_read_at TEXT NOT NULL, read_at TEXT NOT NULL, content_hash TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE versions (
      version_id INTEGER PRIMARY KEY,
      article_id TEXT NOT NULL REFERENCES articles, content_hash TEXT NOT NULL,
      read_at TEXT NOT NULL, method TEXT NOT NULL,
      url TEXT NOT NULL, outlet TEXT NOT NULL, lang TEXT NOT NULL, published_at TEXT NOT NULL,
      published_on TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, matches TEXT NOT NULL,
      UNIQUE (article_id, content_hash)
    )
    """,
    # -- what was claimed --
    f"""
    CREATE TABLE claims (
      claim_id TEXT NOT NULL PRIMARY KEY,
      article_id TEXT NOT NULL REFERENCES articles, content_hash TEXT NOT NULL, {_KEY_COLUMNS},
      value_kind TEXT NOT NULL, value_start TEXT, value_end TEXT, value_rel TEXT,
      value_low NUMERIC, value_high NUMERIC, value_unit TEXT,
      value_approx INTEGER NOT NULL, value_suspect INTEGER NOT NULL,
      modality TEXT NOT NULL, background INTEGER NOT NULL, speaker TEXT, office TEXT,
      quote TEXT NOT NULL, quote_start INTEGER NOT NULL, quote_end INTEGER NOT NULL,
      value_text TEXT NOT NULL, value_text_start INTEGER NOT NULL, value_text_end INTEGER NOT NULL, rule TEXT NOT NULL,
      outlet TEXT NOT NULL, url TEXT NOT NULL, lang TEXT NOT NULL, said_at TEXT NOT NULL, title TEXT NOT NULL
    )
    """,
    "CREATE INDEX claims_by_key ON claims (topic, frame, place, force, said_at, claim_id)",
    "CREATE INDEX claims_by_article ON claims (article_id)",
    f"""
    CREATE TABLE changes (
      change_id TEXT NOT NULL PRIMARY KEY,
      article_id TEXT NOT NULL, claim_id TEXT NOT NULL, {_KEY_COLUMNS},
      kind TEXT NOT NULL, reason TEXT NOT NULL, value TEXT NOT NULL,
      against_claim_id TEXT, against_value TEXT,
      direction TEXT, days INTEGER, count NUMERIC, percent NUMERIC, read_at TEXT NOT NULL
    )
    """,
    "CREATE INDEX changes_by_article ON changes (article_id)",
    "CREATE INDEX changes_by_key ON changes (topic, frame, place, force, read_at)",
    # -- what stands under each key: number is the place within the history, oldest first --
    f"""
    CREATE TABLE positions (
      id INTEGER PRIMARY KEY,
      {_KEY_COLUMNS}, number INTEGER NOT NULL, position_id TEXT NOT NULL,
      claim_id TEXT NOT NULL, value TEXT NOT NULL, first_at TEXT NOT NULL, last_at TEXT NOT NULL, said TEXT NOT NULL
    )
    """,
    "CREATE INDEX positions_by_key ON positions (topic, frame, place, force, number)",
    """
    CREATE TABLE supports (
      position INTEGER NOT NULL REFERENCES positions ON DELETE CASCADE, article_id TEXT NOT NULL,
      PRIMARY KEY (position, article_id)
    ) WITHOUT ROWID
    """,
    f"""
    CREATE TABLE denials (
      id INTEGER PRIMARY KEY,
      {_KEY_COLUMNS}, number INTEGER NOT NULL, claim_id TEXT NOT NULL, value TEXT NOT NULL, said TEXT NOT NULL
    )
    """,
    "CREATE INDEX denials_by_key ON denials (topic, frame, place, force, number)",
    # -- what is told --
    """
    CREATE TABLE alerts (
      alert_id TEXT NOT NULL PRIMARY KEY,
      topic TEXT NOT NULL, article_id TEXT NOT NULL, outlet TEXT NOT NULL, lang TEXT NOT NULL, title TEXT NOT NULL,
      url TEXT NOT NULL, published_at TEXT NOT NULL, created_at TEXT NOT NULL, edited INTEGER NOT NULL,
      changes TEXT NOT NULL
    )
    """,
    "CREATE INDEX alerts_by_creation ON alerts (created_at, alert_id)",
    """
    CREATE TABLE deliveries (
      delivery_id TEXT NOT NULL PRIMARY KEY,
      alert_id TEXT NOT NULL REFERENCES alerts, channel TEXT NOT NULL,
      state TEXT NOT NULL, due_at TEXT NOT NULL, attempts INTEGER NOT NULL, answer TEXT NOT NULL, sent_at TEXT
    )
    """,
    "CREATE INDEX deliveries_owed ON deliveries (due_at) WHERE state = 'owed'",
    "CREATE INDEX deliveries_by_alert ON deliveries (alert_id)",
    # -- how runs went --
    """
    CREATE TABLE cycles (
      id INTEGER PRIMARY KEY,
      started_at TEXT NOT NULL, ended_at TEXT NOT NULL,
      articles INTEGER NOT NULL, claims INTEGER NOT NULL, alerts INTEGER NOT NULL,
      skipped TEXT NOT NULL, changes TEXT NOT NULL, sent TEXT NOT NULL, sources TEXT NOT NULL
    )
    """,
    "CREATE INDEX cycles_by_end ON cycles (ended_at)",
)

_LEDGER_TABLES: Final = (
    # -- versions: texts are kept once each, packed; readings are the journal of which version was read when --
    """
    CREATE TABLE texts (content_hash TEXT NOT NULL PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID
    """,
    """
    CREATE TABLE readings (
      reading_id INTEGER PRIMARY KEY,
      article_id TEXT NOT NULL REFERENCES articles, content_hash TEXT NOT NULL, read_at TEXT NOT NULL,
      standing TEXT NOT NULL, method TEXT NOT NULL, rules TEXT NOT NULL, edit BLOB, signs TEXT NOT NULL
    )
    """,
    "CREATE INDEX readings_by_article ON readings (article_id)",
    """
    CREATE TABLE visits (
      article_id TEXT NOT NULL PRIMARY KEY,
      url TEXT NOT NULL, source TEXT NOT NULL, step INTEGER NOT NULL, due_at TEXT,
      page_title TEXT NOT NULL, body_hash TEXT NOT NULL, lapses INTEGER NOT NULL, lapse TEXT
    )
    """,
    "CREATE INDEX visits_due ON visits (due_at) WHERE due_at IS NOT NULL",
    "ALTER TABLE articles ADD COLUMN slug TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX articles_by_slug ON articles (outlet, slug) WHERE slug <> ''",
    # -- whose report an article is, and what it is a copy of --
    """
    CREATE TABLE imprints (
      article_id TEXT NOT NULL PRIMARY KEY,
      outlet TEXT NOT NULL, origin TEXT NOT NULL, published_at TEXT NOT NULL, digest BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE bands (band TEXT NOT NULL, article_id TEXT NOT NULL, PRIMARY KEY (band, article_id)) WITHOUT ROWID
    """,
    "CREATE INDEX bands_by_article ON bands (article_id)",
    # -- claims: which rules made them, and whether newer ones still do --
    "ALTER TABLE claims ADD COLUMN origin TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE claims ADD COLUMN rules TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE claims ADD COLUMN retired INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE changes ADD COLUMN part TEXT",
    "ALTER TABLE changes ADD COLUMN in_one_article INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE changes ADD COLUMN said BLOB",
    "ALTER TABLE changes ADD COLUMN against BLOB",
    # -- positions: what is needed to judge stands in the row, the words in the claim that it names --
    "ALTER TABLE positions ADD COLUMN stage TEXT NOT NULL DEFAULT 'planned'",
    "ALTER TABLE positions ADD COLUMN deadline TEXT",
    """
    UPDATE positions SET
      stage = coalesce((
        SELECT CASE modality WHEN 'occurred' THEN 'done' WHEN 'postponed' THEN 'put_off' ELSE 'planned' END
        FROM claims WHERE claims.claim_id = positions.claim_id
      ), 'planned'),
      deadline = (
        SELECT CASE value_rel WHEN 'after' THEN NULL WHEN 'from' THEN NULL
          WHEN 'before' THEN date(value_start, '-1 day') ELSE value_end END
        FROM claims WHERE claims.claim_id = positions.claim_id
      )
    """,
    "CREATE INDEX positions_due ON positions (deadline) WHERE stage = 'planned' AND deadline IS NOT NULL",
    """
    CREATE TABLE backings (
      position_id TEXT NOT NULL, article_id TEXT NOT NULL, origin TEXT NOT NULL, said_at TEXT NOT NULL,
      PRIMARY KEY (position_id, article_id)
    ) WITHOUT ROWID
    """,
    """
    INSERT INTO backings
    SELECT position_id, article_id, outlet, published_at
    FROM supports JOIN positions ON positions.id = supports.position JOIN articles USING (article_id)
    """,
    "DROP TABLE supports",
    "ALTER TABLE backings RENAME TO supports",
    "CREATE INDEX supports_by_article ON supports (article_id)",
    "ALTER TABLE positions DROP COLUMN said",
    "CREATE INDEX positions_by_id ON positions (position_id)",
    "ALTER TABLE denials ADD COLUMN said_at TEXT NOT NULL DEFAULT ''",
    """
    UPDATE denials SET said_at = coalesce((SELECT said_at FROM claims WHERE claims.claim_id = denials.claim_id), '')
    """,
    "ALTER TABLE denials DROP COLUMN said",
    # -- who stands where under a key; origins and speakers are JSON objects by name --
    f"""
    CREATE TABLE standings (
      id INTEGER PRIMARY KEY,
      {_KEY_COLUMNS}, lead TEXT, origins TEXT NOT NULL, speakers TEXT NOT NULL
    )
    """,
    "CREATE INDEX standings_by_key ON standings (topic, frame, place, force)",
    """
    INSERT INTO standings (topic, frame, place, force, lead, origins, speakers)
    SELECT topic, frame, place, force, position_id, '{}', '{}' FROM positions AS own WHERE NOT EXISTS (
      SELECT 1 FROM positions AS other
      WHERE (other.topic, other.frame, other.place) = (own.topic, own.frame, own.place) AND other.force IS own.force
        AND (other.last_at, other.number) > (own.last_at, own.number)
    )
    """,
    # -- alerts and cycles --
    "ALTER TABLE alerts ADD COLUMN outlet_updated_at TEXT",
    "ALTER TABLE alerts ADD COLUMN slug_differs INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE cycles ADD COLUMN visits TEXT NOT NULL DEFAULT '{}'",
)

NAMES: Final = ("0001_first_tables", "0002_ledger", "0003_crawl", "0004_outbox")
"""The names of all migrations, in the order in which they are applied."""


def migrations() -> Migrations:
    """The migrations of this version, for ``apply``, ``applied`` and ``pending``."""
    numbered = Migrations("monitor")
    steps = (_make_first_tables, _make_ledger_tables, _make_crawl_tables, make_outbox)
    for name, step in zip(NAMES, steps, strict=True):
        numbered(name=name)(step)
    return numbered


def _make_first_tables(db: Database) -> None:
    for statement in _FIRST_TABLES:
        db.execute(statement)


def _make_ledger_tables(db: Database) -> None:
    for statement in _LEDGER_TABLES:
        db.execute(statement)
    _pack_texts(db)


def _make_crawl_tables(db: Database) -> None:
    for statement in CRAWL_TABLES:
        db.execute(statement)


def _pack_texts(db: Database) -> None:
    """Move titles and texts of versions into the table of packed texts, and begin the journal with what was read."""
    for content_hash, title, text in db.conn.execute("SELECT content_hash, title, text FROM versions").fetchall():
        packed = (content_hash, pack_text(title, text))
        db.conn.execute("INSERT INTO texts VALUES (?, ?) ON CONFLICT (content_hash) DO NOTHING", packed)
    db.execute("""
        INSERT INTO readings (article_id, content_hash, read_at, standing, method, rules, edit, signs)
        SELECT article_id, content_hash, read_at, 'fresh', method, '', NULL, '{"seen": [], "updated_at": null}'
        FROM versions ORDER BY version_id
    """)
    db.execute("ALTER TABLE versions DROP COLUMN title")
    db.execute("ALTER TABLE versions DROP COLUMN text")
