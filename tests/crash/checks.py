"""What the database says after a kill and at the end. It is looked at in a copy: the next life must mend it itself."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from crash.desk import Name

DATABASE = "monitor.sqlite3"


@dataclass(frozen=True, slots=True)
class Found:
    """After a kill: whether the file is sound, how much is owed, and which messages were being sent."""

    faults: tuple[str, ...] = ()
    owed: int = 0
    on_their_way: tuple[Name, ...] = ()


def look(state: Path, scratch: Path) -> Found:
    """What a copy of the database says."""
    with _copied(state, scratch) as db:
        if db is None or not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'envelopes'").fetchone():
            return Found(() if db is None else tuple(_faults(db)))
        owed = db.execute("SELECT count(*) FROM deliveries WHERE state = 'owed'").fetchone()[0]
        opened = db.execute("SELECT envelope_id FROM attempts WHERE ended_at IS NULL").fetchall()
        names = _envelopes(db) if opened else {}
        way = tuple(name for name, told in names.items() if (told.envelope_id,) in opened)
        return Found(tuple(_faults(db)), owed, way)


def _faults(db: sqlite3.Connection) -> Iterator[str]:
    said = [row[0] for row in db.execute("PRAGMA integrity_check")]
    if said != ["ok"]:
        yield f"integrity_check: {said}"
    broken = db.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        yield f"foreign_key_check: {broken}"


@dataclass(frozen=True, slots=True)
class Told:
    """An envelope as kept: its thread, the numbers of the stories it tells of, and when they came up."""

    envelope_id: str
    thread: str
    stories: tuple[int, ...]
    created_at: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept at the end: envelopes by the names of their messages, and everything that should not be so."""

    envelopes: dict[Name, Told]
    faults: tuple[str, ...]


_NONE_OF = {
    "envelopes that are owed": "SELECT envelope_id FROM envelopes WHERE state <> 'sent'",
    "deliveries that are owed, or muted": "SELECT delivery_id FROM deliveries WHERE state <> 'sent'",
    "attempts without an end": "SELECT envelope_id FROM attempts WHERE ended_at IS NULL",
    "entries that wait": "SELECT entry_key FROM entries WHERE state = 'pending'",
    "articles read twice": "SELECT article_id FROM readings GROUP BY article_id HAVING count(*) > 1",
    "claims kept twice": (
        "SELECT article_id FROM claims GROUP BY article_id, topic, frame, place, force HAVING count(*) > 1"
    ),
    "changes kept twice": "SELECT claim_id FROM changes GROUP BY claim_id HAVING count(*) > 1",
    "alerts made twice": "SELECT article_id FROM alerts GROUP BY article_id HAVING count(*) > 1",
    "articles that stand in no alert": (
        "SELECT article_id FROM articles WHERE article_id NOT IN (SELECT article_id FROM alerts)"
    ),
}


def look_at_end(state: Path, scratch: Path) -> Kept:
    """What the database says when everything is delivered."""
    with _copied(state, scratch) as db:
        faults = list(_faults(db))
        for name, query in _NONE_OF.items():
            if found := db.execute(query).fetchall():
                faults.append(f"{name}: {len(found)}, such as {found[0][0]}")
        return Kept(_envelopes(db), tuple(faults))


def _envelopes(db: sqlite3.Connection) -> dict[Name, Told]:
    """Every envelope: a message of one alert has the id of that, one of several has that of the envelope."""
    query = """
        SELECT envelope_id, envelopes.channel, envelopes.address, envelopes.thread,
          group_concat(alert_id), group_concat(alerts.url), group_concat(alerts.created_at)
        FROM deliveries JOIN envelopes USING (envelope_id) JOIN alerts USING (alert_id) GROUP BY envelope_id
    """
    found: dict[Name, Told] = {}
    for envelope_id, channel, address, thread, alerts, urls, moments in db.execute(query):
        name = address if "@" in address else channel, f"alert-{envelope_id if ',' in alerts else alerts}"
        stories = tuple(int(url.rpartition("-")[2]) for url in urls.split(",") if url)
        found[name] = Told(envelope_id, thread, stories, tuple(sorted(moments.split(","))))
    return found


def kept_acts(state: Path, scratch: Path) -> set[str]:
    """The ids of everything that people said, as kept."""
    with _copied(state, scratch) as db:
        silences = {one for (one,) in db.execute("SELECT silence_id FROM silences")}
        return silences | {one for (one,) in db.execute("SELECT ack_id FROM acks")}


def polled_sources(state: Path, scratch: Path) -> int:
    """How many sources were looked at for the first time."""
    with _copied(state, scratch) as db:
        if db is None or not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'sources'").fetchone():
            return 0
        return db.execute("SELECT count(*) FROM sources WHERE baseline_at IS NOT NULL").fetchone()[0]


@contextmanager
def _copied(state: Path, scratch: Path) -> Iterator[sqlite3.Connection | None]:
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    for name in (DATABASE, f"{DATABASE}-wal"):
        if (state / name).exists():
            shutil.copyfile(state / name, scratch / name)
    if not (scratch / DATABASE).exists():
        yield None
        return
    with closing(sqlite3.connect(scratch / DATABASE)) as db:
        yield db


def waiting_entries(state: Path, scratch: Path) -> int:
    """How many entries wait to be read."""
    with _copied(state, scratch) as db:
        return db.execute("SELECT count(*) FROM entries WHERE state = 'pending'").fetchone()[0]
