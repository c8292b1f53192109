"""How fast the post is: alerts are owed, put into envelopes and sent, each by itself, to a desk that takes everything.

Alerts come in lots, as cycles bring them. The floor is ``sqlite3`` alone, measured in the same run: the very rows that
the post left behind are inserted into empty tables of the same database, in as many transactions, with the same
durability. Most of either is the disk.
"""

from __future__ import annotations

import asyncio
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import structlog

from monitor.clock import HandClock
from monitor.parsing import DirectParser
from monitor.pipeline.owing import owe_alerts
from monitor.pipeline.posting.postman import Postman
from monitor.pipeline.reading import Reader
from monitor.pipeline.workshop import Workshop
from monitor.records import (
    SYSTEM_ROUTE,
    Alert,
    AlertRoute,
    Change,
    Claim,
    ClaimKey,
    DateValue,
    FetchRequest,
    FetchResult,
    Frame,
    Message,
    Place,
    PostRequest,
    Recipient,
    RoutingTable,
    Said,
    SendAnswer,
    Topic,
)
from monitor.routing import surroundings_of
from monitor.store import SqliteStore
from monitor.store.connection import DATABASE_NAME

SIZES = (1_000, 10_000)
LOT = 40
"""Alerts that one cycle brings: of more than fifty changes at once, one message would be made."""

EVERY = timedelta(minutes=5)
FIRST_AT = datetime(2027, 3, 1, 6, tzinfo=UTC)
QUOTE = "The last convoy leaves in September, the spokesman said, and nothing else was agreed."
TOPIC = Topic(
    name="bench",
    title="A topic for measuring",
    home="town",
    frames=(Frame("mission_end", "date", "completes", "End of the mission"),),
    places=(Place("town", "Town"),),
    forces=(),
)
TABLES = ("alerts", "decisions", "envelopes", "deliveries", "attempts", "channel_states")
"""What the post leaves behind, in an order in which rows may refer to those before them."""


class Desk:
    """A channel that takes everything at once."""

    name = "desk"

    def __init__(self) -> None:
        """Begin with nothing taken."""
        self.taken = 0

    async def turn(self) -> None:
        """At once."""

    async def send(self, _message: Message, _recipient: Recipient) -> SendAnswer:
        """Taken."""
        self.taken += 1
        return SendAnswer("sent", "taken")


class NoWeb:
    """A fetcher without a web: nothing is asked for here."""

    async def fetch(self, request: FetchRequest) -> FetchResult:
        """No answer."""
        return FetchResult(request.url, request.url, problem="connect")

    async def post(self, request: PostRequest) -> FetchResult:
        """No answer."""
        return FetchResult(request.url, request.url, problem="connect")


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of the post, by what was done, and of the floor; the transactions of either, and megabytes."""

    owing: float
    sending: float
    last_lot: float
    floor: float
    transactions: int
    megabytes: float


def make_alert(number: int, at: datetime) -> Alert:
    """An alert on a claim under a key of its own."""
    key = ClaimKey(TOPIC.name, "mission_end", f"other:site-{number}")
    value = DateValue(date(2027, 9, 1), date(2027, 9, 30))
    start, end = QUOTE.index("in September"), QUOTE.index(", the")
    claim = Claim(
        f"claim-{number}", f"article-{number}", key, value, QUOTE, 0, len(QUOTE), QUOTE[start:end], start, end
    )
    url = f"https://bench.example/{number}"
    change = Change(f"change-{number}", "new", Said(claim, "bench.example", url, "en", at), "told")
    return Alert(
        alert_id=f"alert-{number}",
        topic=TOPIC.name,
        article_id=f"article-{number}",
        outlet="bench.example",
        lang="en",
        title=f"Convoy {number} has a date",
        url=url,
        published_at=at,
        created_at=at,
        changes=(change,),
    )


def make_workshop(store: SqliteStore, desk: Desk) -> Workshop:
    """A newsroom in which everything goes to the desk, a message each."""
    return Workshop(
        store=store,
        fetcher=NoWeb(),
        parser=DirectParser(),
        notifiers={desk.name: desk},
        routing=RoutingTable(
            (AlertRoute("everything", (desk.name,)),),
            AlertRoute(SYSTEM_ROUTE),
            {desk.name: (Recipient(desk.name, desk.name),)},
        ),
        surroundings=surroundings_of([TOPIC], ()),
        sources=(),
        topics={TOPIC.name: TOPIC},
        reader=Reader([TOPIC]),
        clock=HandClock(FIRST_AT),
    )


async def live(folder: Path, alerts: int) -> tuple[float, float, float]:
    """Seconds of owing and of sending so many alerts in lots, and of the last lot alone."""
    desk, owing, sending = Desk(), 0.0, [0.0]
    with closing(SqliteStore.open(folder)) as store:
        workshop = make_workshop(store, desk)
        clock, postman = workshop.clock, Postman(workshop)
        for first in range(0, alerts, LOT):
            lot = [make_alert(number, clock.now()) for number in range(first, min(first + LOT, alerts))]
            started = time.perf_counter()
            store.save_owed(owe_alerts(lot, workshop, clock.now()))
            owed = time.perf_counter()
            await postman.send_owed(lambda: False)
            sending.append(time.perf_counter() - owed)
            owing += owed - started
            if isinstance(clock, HandClock):
                clock.advance(EVERY)
    if desk.taken != alerts:
        msg = f"{alerts} alerts were owed, {desk.taken} messages were taken"
        raise AssertionError(msg)
    return owing, sum(sending), sending[-1]


def rows_of(folder: Path) -> Iterator[tuple[str, tuple[object, ...]]]:
    """The rows that the post left behind, with their tables."""
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as db:
        for table in TABLES:
            for row in db.execute(f"SELECT * FROM {table}"):  # noqa: S608 - names of our own tables
                yield table, row


def insert_all(folder: Path, rows: list[tuple[str, tuple[object, ...]]], transactions: int) -> float:
    """Seconds that ``sqlite3`` alone takes for the rows, in so many transactions."""
    SqliteStore.open(folder).close()
    with closing(sqlite3.connect(folder / DATABASE_NAME, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = FULL")
        started = time.perf_counter()
        for number in range(transactions):
            db.execute("BEGIN IMMEDIATE")
            for table, row in rows[number * len(rows) // transactions : (number + 1) * len(rows) // transactions]:
                db.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608 - as above
            db.execute("COMMIT")
        return time.perf_counter() - started


def measure(alerts: int) -> Measured:
    """The post of so many alerts, and its floor."""
    lots = -(-alerts // LOT)
    transactions = 2 * lots + 2 * alerts  # a lot is kept and sealed; each attempt is begun and ended
    with tempfile.TemporaryDirectory(prefix="monitor-bench-") as name:
        folder = Path(name)
        owing, sending, last_lot = asyncio.run(live(folder / "post", alerts))
        peak_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        floor = insert_all(folder / "bare", list(rows_of(folder / "post")), transactions)
    return Measured(owing, sending, last_lot, floor, transactions, peak_kib * 1024 / 1e6)


def main() -> None:
    """Print the speed of the post and its ratio to the floor."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    print(
        "post: alerts owed, sealed and sent in lots of forty; floor: the rows by sqlite3 alone, in as many transactions"
    )
    for alerts in (int(word) for word in sys.argv[1:] or map(str, SIZES)):
        found = measure(alerts)
        seconds = found.owing + found.sending
        print(
            f"{alerts:7,} alerts  {alerts / seconds:6,.0f} a second  {seconds / found.floor:5.1f} x the floor  "
            f"owing {1000 * found.owing / alerts:5.2f} ms, sending {1000 * found.sending / alerts:5.2f} ms, "
            f"of the last lot {1000 * found.last_lot / LOT:5.2f} ms  "
            f"({found.transactions:,} transactions, {found.megabytes:,.0f} MB at most)"
        )


if __name__ == "__main__":
    main()
