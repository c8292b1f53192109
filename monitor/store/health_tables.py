"""Rows of how subjects fare and what hosts ask for: ``healths``, ``rests`` and ``robots``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlite_utils import Database

from monitor.records import Health, HostRest, RobotsText
from monitor.store.crawl_json import health_form, health_from_fields
from monitor.store.fields import Fields, json_text, moment_text
from monitor.store.packing import pack_form, unpack_form
from monitor.store.rereading import Reread
from monitor.store.rows import insert_rows

_KNOWN_HEALTH: Final = "ON CONFLICT (subject) DO UPDATE SET form = excluded.form"

_KNOWN_ROBOTS: Final = """
    ON CONFLICT (origin) DO UPDATE SET fetched_at = excluded.fetched_at, status = excluded.status, text = excluded.text
"""


def all_healths() -> Reread[Health]:
    """What reads how every subject fares, by its name."""
    return Reread("SELECT subject, form FROM healths ORDER BY subject", _health)


def keep_healths(db: Database, healths: Sequence[Health]) -> None:
    """How subjects fare now."""
    rows = [{"subject": health.subject, "form": json_text(health_form(health))} for health in healths]
    insert_rows(db, "healths", rows, _KNOWN_HEALTH)


def rests_after(db: Database, now: datetime) -> list[HostRest]:
    """The hosts that are left alone until after a moment, by name."""
    rows = map(Fields, db.query("SELECT * FROM rests WHERE until > ? ORDER BY host", [moment_text(now)]))
    return [HostRest(row.text("host"), row.moment("until")) for row in rows]


def keep_rest(db: Database, rest: HostRest) -> None:
    """Until when a host is left alone, in place of an older word of it."""
    row = {"host": rest.host, "until": moment_text(rest.until)}
    insert_rows(db, "rests", [row], "ON CONFLICT (host) DO UPDATE SET until = excluded.until")


def robots_of(db: Database, origin: str) -> RobotsText | None:
    """A host's robots.txt, or None."""
    rows = map(Fields, db.query("SELECT * FROM robots WHERE origin = ?", [origin]))
    return next((_robots(row) for row in rows), None)


def keep_robots(db: Database, robots: RobotsText) -> None:
    """A host's robots.txt in place of an older one."""
    row = {
        "origin": robots.origin,
        "fetched_at": moment_text(robots.fetched_at),
        "status": robots.status,
        "text": pack_form(robots.text),
    }
    insert_rows(db, "robots", [row], _KNOWN_ROBOTS)


def _health(row: Fields) -> Health:
    return health_from_fields(row.parsed("form").inner("form"))


def _robots(row: Fields) -> RobotsText:
    text = Fields({"text": unpack_form(row.blob("text"))})
    return RobotsText(row.text("origin"), row.moment("fetched_at"), row.whole("status"), text.text("text"))
