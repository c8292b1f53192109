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
    PollReading,
    SourceState,
)
from monitor.store.fields import Fields, json_text, moment_text, moment_text_or_none
from monitor.store.record_json import source_reports_form, source_reports_from_list
from monitor.store.rows import Row, insert_rows

_CHANGED_ENTRY: Final = """
    ON CONFLICT (source, entry_key) DO UPDATE SET
      url = excluded.url, title = excluded.title, summary = excluded.summary, published_at = excluded.published_at,
      content_hash = excluded.content_hash, baseline = 0, state = excluded.state, reason = excluded.reason,
      detail = excluded.detail, attempts = excluded.attempts, due_at = excluded.due_at
    WHERE content_hash <> excluded.content_hash
"""

_DUE_ENTRIES: Final = """
    SELECT * FROM entries WHERE state = 'pending' AND (due_at IS NULL OR due_at <= :now)
    ORDER BY coalesce(published_at, first_seen_at), entry_key, source LIMIT :limit
"""

_KEEP_OUTCOME: Final = """
    UPDATE entries SET state = :state, reason = :reason, detail = :detail, attempts = :attempts, due_at = :due_at
    WHERE source = :source AND entry_key = :entry_key AND content_hash = :content_hash
"""

_SKIP_COUNTS: Final = """
    SELECT reason, count(*) AS entries FROM entries WHERE reason IS NOT NULL AND state <> 'pending' GROUP BY reason
"""


def source_states(db: Database) -> dict[str, SourceState]:
    """The state of every source ever polled, by its name."""
    states = (_source_state(Fields(row)) for row in db.query("SELECT * FROM sources ORDER BY source"))
    return {state.source: state for state in states}


def known_entries(db: Database, source: str) -> dict[str, str]:
    """``entry_key`` → ``content_hash`` of a source's entries."""
    rows = db.query("SELECT entry_key, content_hash FROM entries WHERE source = ?", [source])
    return {row["entry_key"]: row["content_hash"] for row in rows}


def keep_poll(db: Database, poll: PollReading) -> None:
    """A source's new state, and its new or changed entries as pending; an entry with known content stays as it is."""
    db.table("sources").upsert(_source_row(poll.state), pk="source")
    insert_rows(db, "entries", [_entry_row(due) for due in poll.entries], _CHANGED_ENTRY)


def due_entries(db: Database, now: datetime, limit: int | None) -> list[DueEntry]:
    """Pending entries that are due, the longest published first."""
    rows = db.query(_DUE_ENTRIES, {"now": moment_text(now), "limit": -1 if limit is None else limit})
    return [_due_entry(Fields(row)) for row in rows]


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


def all_cycles(db: Database) -> list[CycleReport]:
    """The reports of all cycles, the first kept at the head."""
    return [_cycle_report(Fields(row)) for row in db.query("SELECT * FROM cycles ORDER BY id")]


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
        "problem": state.problem,
        "etag": state.etag,
        "last_modified": state.last_modified,
        "body_hash": state.body_hash,
    }


def _source_state(row: Fields) -> SourceState:
    return SourceState(
        source=row.text("source"),
        etag=row.text_or_none("etag"),
        last_modified=row.text_or_none("last_modified"),
        body_hash=row.text_or_none("body_hash"),
        polled_at=row.moment_or_none("polled_at"),
        due_at=row.moment_or_none("due_at"),
        succeeded_at=row.moment_or_none("succeeded_at"),
        baseline_at=row.moment_or_none("baseline_at"),
        failures=row.whole("failures"),
        problem=row.text("problem"),
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
        "due_at": None,
    }


def _due_entry(row: Fields) -> DueEntry:
    entry = FeedEntry(
        source=row.text("source"),
        entry_key=row.text("entry_key"),
        url=row.text("url"),
        title=row.text("title"),
        summary=row.text("summary"),
        published_at=row.moment_or_none("published_at"),
        content_hash=row.text("content_hash"),
    )
    return DueEntry(entry, row.moment("first_seen_at"), row.flag("baseline"), row.whole("attempts"))


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
