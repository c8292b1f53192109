"""Rows of what is polled and what waits to be read: ``sources``, ``entries`` and ``cycles``."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlite_utils import Database

from monitor.records import (
    CycleReport,
    DueEntry,
    EntryOutcome,
    FeedEntry,
    KnownEntry,
    PollReading,
    SourceState,
)
from monitor.store.crawl_json import (
    pace_form,
    pace_from_fields,
    routes_form,
    routes_from_list,
    source_reports_form,
    source_reports_from_list,
)
from monitor.store.fields import Fields, json_text, moment_text, moment_text_or_none
from monitor.store.rereading import Reread
from monitor.store.rows import Row, insert_rows
from monitor.store.waits import LONGEST_ENTRY_WAIT, furthest

# What is nested is read as one JSON text: each parse costs the same start, and there are ten thousand rows.
_SOURCES: Final = """
    SELECT source, route, polled_at, due_at, succeeded_at, baseline_at, failures,
      '{"problem": ' || problem || ', "routes": ' || routes || ', "pace": ' || pace || '}' AS nested
    FROM sources ORDER BY source
"""

_KNOWN_SOURCE: Final = """
    ON CONFLICT (source) DO UPDATE SET
      polled_at = excluded.polled_at, due_at = excluded.due_at, succeeded_at = excluded.succeeded_at,
      baseline_at = excluded.baseline_at, failures = excluded.failures, problem = excluded.problem,
      routes = excluded.routes, route = excluded.route, pace = excluded.pace
"""

_CHANGED_ENTRY: Final = """
    ON CONFLICT (source, entry_key) DO UPDATE SET
      url = excluded.url, title = excluded.title, summary = excluded.summary, published_at = excluded.published_at,
      content_hash = excluded.content_hash, baseline = 0, state = excluded.state, reason = excluded.reason,
      detail = excluded.detail, attempts = excluded.attempts, changes = changes + 1,
      due_at = CASE WHEN entries.state = 'pending' AND (entries.due_at IS NULL OR entries.due_at < excluded.due_at)
        THEN entries.due_at ELSE excluded.due_at END
    WHERE content_hash <> excluded.content_hash
"""

_DUE_ENTRIES: Final = """
    SELECT * FROM entries WHERE state = 'pending' AND (due_at IS NULL OR due_at <= :now OR due_at > :furthest)
    ORDER BY coalesce(published_at, first_seen_at), entry_key, source LIMIT :limit
"""

_KEEP_OUTCOME: Final = """
    UPDATE entries SET state = :state, reason = :reason, detail = :detail, attempts = :attempts, due_at = :due_at
    WHERE source = :source AND entry_key = :entry_key AND content_hash = :content_hash
"""

_SKIP_COUNTS: Final = """
    SELECT reason, count(*) AS entries FROM entries WHERE reason IS NOT NULL AND state <> 'pending' GROUP BY reason
"""

_DISCOVERED: Final = """
    SELECT * FROM entries WHERE reason = 'discovery_only' AND first_seen_at >= ?
    ORDER BY coalesce(published_at, first_seen_at) DESC, entry_key DESC, source DESC
"""

_TITLES: Final = """
    SELECT title FROM entries WHERE first_seen_at >= ? AND reason IS NOT 'discovery_only'
    ORDER BY first_seen_at, entry_key, source
"""

_CYCLES: Final = "SELECT * FROM cycles ORDER BY id"
_CYCLES_SINCE: Final = "SELECT * FROM cycles WHERE ended_at >= ? ORDER BY +id"  # +: found by their end, then sorted


def source_states() -> Reread[SourceState]:
    """What reads the state of every source ever polled, by its name."""
    return Reread(_SOURCES, _source_state)


def known_entries(db: Database, source: str) -> dict[str, KnownEntry]:
    """What is known of a source's entries, by ``entry_key``."""
    rows = db.conn.execute("SELECT entry_key, content_hash, changes FROM entries WHERE source = ?", [source])
    return {key: KnownEntry(content_hash, changes) for key, content_hash, changes in rows}


def keep_poll(db: Database, poll: PollReading) -> None:
    """A source's new state, and its new or changed entries as pending; an entry with known content stays as it is."""
    insert_rows(db, "sources", [_source_row(poll.state)], _KNOWN_SOURCE)
    insert_rows(db, "entries", [_entry_row(due) for due in poll.entries], _CHANGED_ENTRY)


def due_entries(db: Database, now: datetime, limit: int | None) -> list[DueEntry]:
    """Pending entries that are due, the longest published first."""
    moments = {"now": moment_text(now), "furthest": moment_text(furthest(now, LONGEST_ENTRY_WAIT))}
    rows = db.query(_DUE_ENTRIES, moments | {"limit": -1 if limit is None else limit})
    return [_due_entry(Fields(row)) for row in rows]


def discovered(db: Database, since: datetime) -> list[FeedEntry]:
    """Entries that a news query alone told of, the newest at the head."""
    return [_entry(Fields(row)) for row in db.query(_DISCOVERED, [moment_text(since)])]


def titles_since(db: Database, since: datetime) -> list[str]:
    """Titles of entries that are more than a news query's."""
    return [title for (title,) in db.conn.execute(_TITLES, [moment_text(since)])]


def keep_outcome(db: Database, outcome: EntryOutcome) -> None:
    """What became of an entry, unless its content has changed since."""
    row = {
        "source": outcome.source,
        "entry_key": outcome.entry_key,
        "content_hash": outcome.content_hash,
        "state": outcome.state,
        "reason": outcome.reason,
        "detail": outcome.detail,
        "attempts": outcome.attempts,
        "due_at": moment_text_or_none(outcome.due_at),
    }
    db.conn.execute(_KEEP_OUTCOME, row)


def skip_counts(db: Database) -> dict[str, int]:
    """How many entries ended for each reason."""
    return {row["reason"]: row["entries"] for row in db.query(_SKIP_COUNTS)}


def keep_cycle(db: Database, report: CycleReport) -> None:
    """A cycle's report, unless the very same one is kept already."""
    row = _cycle_row(report)
    known = db.query("SELECT * FROM cycles WHERE ended_at = ?", [row["ended_at"]])
    if report not in [_cycle_report(Fields(each)) for each in known]:
        insert_rows(db, "cycles", [row])


def kept_cycles(db: Database, since: datetime | None) -> list[CycleReport]:
    """The reports of all cycles, or of those that ended at a moment or later, the first kept at the head."""
    rows = db.query(_CYCLES) if since is None else db.query(_CYCLES_SINCE, [moment_text(since)])
    return [_cycle_report(Fields(row)) for row in rows]


def last_cycle(db: Database) -> CycleReport | None:
    """The report of the latest cycle by its end, the one kept last where several ended together."""
    rows = db.query("SELECT * FROM cycles ORDER BY ended_at DESC, id DESC LIMIT 1")
    return next((_cycle_report(Fields(row)) for row in rows), None)


def _source_row(state: SourceState) -> Row:
    return {
        "source": state.source,
        "polled_at": moment_text_or_none(state.polled_at),
        "due_at": moment_text_or_none(state.due_at),
        "succeeded_at": moment_text_or_none(state.succeeded_at),
        "baseline_at": moment_text_or_none(state.baseline_at),
        "failures": state.failures,
        "problem": json_text(state.problem),
        "routes": json_text(routes_form(state.routes)),
        "route": state.route,
        "pace": json_text(pace_form(state.pace)),
    }


def _source_state(row: Fields) -> SourceState:
    nested = row.parsed("nested").inner("nested")
    return SourceState(
        source=row.text("source"),
        routes=routes_from_list(nested.listed("routes")),
        route=row.text("route"),
        pace=pace_from_fields(nested.inner("pace")),
        polled_at=row.moment_or_none("polled_at"),
        due_at=row.moment_or_none("due_at"),
        succeeded_at=row.moment_or_none("succeeded_at"),
        baseline_at=row.moment_or_none("baseline_at"),
        failures=row.whole("failures"),
        problem=nested.text("problem"),
    )


def _entry_row(due: DueEntry) -> Row:
    entry = due.entry
    return {
        "source": entry.source,
        "entry_key": entry.entry_key,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "published_at": moment_text_or_none(entry.published_at),
        "content_hash": entry.content_hash,
        "first_seen_at": moment_text(due.first_seen_at),
        "baseline": due.baseline,
        "state": "pending",
        "reason": None,
        "detail": "",
        "attempts": due.attempts,
        "due_at": moment_text_or_none(due.due_at),
    }


def _due_entry(row: Fields) -> DueEntry:
    return DueEntry(
        entry=_entry(row),
        first_seen_at=row.moment("first_seen_at"),
        baseline=row.flag("baseline"),
        attempts=row.whole("attempts"),
        due_at=row.moment_or_none("due_at"),
    )


def _entry(row: Fields) -> FeedEntry:
    return FeedEntry(
        source=row.text("source"),
        entry_key=row.text("entry_key"),
        url=row.text("url"),
        title=row.text("title"),
        summary=row.text("summary"),
        published_at=row.moment_or_none("published_at"),
        content_hash=row.text("content_hash"),
    )


def _cycle_row(report: CycleReport) -> Row:
    return {
        "started_at": moment_text(report.started_at),
        "ended_at": moment_text(report.ended_at),
        "articles": report.articles,
        "claims": report.claims,
        "alerts": report.alerts,
        "skipped": json_text(report.skipped),
        "changes": json_text(report.changes),
        "sent": json_text(report.sent),
        "visits": json_text(report.visits),
        "sources": json_text(source_reports_form(report.sources)),
    }


def _cycle_report(row: Fields) -> CycleReport:
    return CycleReport(
        started_at=row.moment("started_at"),
        ended_at=row.moment("ended_at"),
        sources=source_reports_from_list(row.parsed("sources").listed("sources")),
        articles=row.whole("articles"),
        claims=row.whole("claims"),
        alerts=row.whole("alerts"),
        skipped=_counts(row, "skipped"),
        changes=_counts(row, "changes"),
        sent=_counts(row, "sent"),
        visits=_counts(row, "visits"),
    )


def _counts(row: Fields, name: str) -> dict[str, int]:
    counts = row.parsed(name).inner(name)
    return {reason: counts.whole(reason) for reason in counts.found}
