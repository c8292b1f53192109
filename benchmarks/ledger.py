"""How fast claims are judged: each compared with every position that is known under its key.

In memory, the floor is one look into a dictionary of exact values, measured in the same run: it can tell a value that
was seen from one that was not, and nothing of dates that overlap, figures that nearly agree, or which way they moved.

With a store of many claims, an article of eight claims is judged as in a cycle: its known claims, the histories of its
keys and the claims that its changes stand against are asked for. The floor is ``sqlite3`` alone with eight rows, one by
one, by an index. What counts is how the time grows with the store: no faster than its logarithm.
"""

from __future__ import annotations

import gc
import math
import random
import sqlite3
import statistics
import tempfile
import time
import timeit
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from filled_store import claim_id, fill, make_article

from monitor.ledger import judge_claims
from monitor.records import Claim, ClaimKey, DateValue, FigureValue, KeyHistory, Said, Value
from monitor.store import SqliteStore
from monitor.store.connection import DATABASE_NAME

STORED = (10_000, 100_000, 1_000_000)
ARTICLES = 400
CLAIMS_AN_ARTICLE = 8
CLAIMS = 5_000
PLACES = 25
ROUNDS = 3
FIRST_AT = datetime(2027, 3, 1, 6, tzinfo=UTC)
FIRST_DAY = date(2027, 1, 1)


def make_values(dice: random.Random) -> tuple[list[Value], list[Value]]:
    """Dates and figures as a long story has them: a few months, some days in them, round numbers."""
    dates: list[Value] = []
    for _ in range(12):
        start = FIRST_DAY + timedelta(days=30 * dice.randrange(24))
        dates += [DateValue(start, start + timedelta(days=29), dice.choice(("in", "by"))), DateValue(start, start)]
    figures: list[Value] = [
        FigureValue(low, low, approx=dice.random() < 0.5)  # noqa: PLR2004 - every other one, about
        for low in (dice.randrange(5, 60) * 100 for _ in range(24))
    ]
    return dates, figures


def make_claims() -> list[Said]:
    """Claims in order of time, each of an article of its own; most restate what is known, as in the news."""
    dice = random.Random(20270301)  # noqa: S311 - the same claims in every run, nothing secret
    dates, figures = make_values(dice)
    said = []
    for number in range(CLAIMS):
        frame, values = dice.choice((("mission_end", dates), ("troops_present", figures)))
        claim = Claim(
            claim_id=f"claim-{number}",
            article_id=f"article-{number}",
            key=ClaimKey("coalition-withdrawal", frame, f"other:site-{dice.randrange(PLACES)}"),
            value=dice.choice(values),
            quote="",
            start=0,
            end=0,
            value_text="",
            value_start=0,
            value_end=0,
        )
        at = FIRST_AT + timedelta(minutes=number)
        said.append(Said(claim, "bench.example", "https://bench.example", "en", at))
    return said


def judge_all(said: Sequence[Said]) -> int:
    """How many changes are told when each claim is judged after the one before it."""
    histories: dict[ClaimKey, KeyHistory] = {}
    known = {one.claim.claim_id: one for one in said}
    told = 0
    for one in said:
        judgement = judge_claims((one,), histories, known.__getitem__)
        histories.update((history.key, history) for history in judgement.histories)
        told += sum(change.told for change in judgement.changes)
    return told


def look_up_all(said: Sequence[Said]) -> int:
    """How many values were never seen under their key."""
    seen: dict[tuple[ClaimKey, Value], datetime] = {}
    for one in said:
        seen.setdefault((one.claim.key, one.claim.value), one.said_at)
    return len(seen)


def best_seconds(work: Callable[[], object]) -> float:
    """The shortest of ``ROUNDS`` runs."""
    return min(timeit.repeat(work, number=1, repeat=ROUNDS))


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds an article: of all judged the median and the 95th percentile, and the floor's median."""

    median: float
    slow: float
    floor: float


def judge_stored(store: SqliteStore, said: Sequence[Said]) -> None:
    """Judge an article by what a store knows, as ``pipeline.judging`` does."""
    already = store.claim_ids(said[0].claim.article_id)
    histories = store.histories({one.claim.key: None for one in said})
    judge_claims(said, histories, lambda claim_id: store.said([claim_id])[claim_id], already=already)


def look_up_rows(db: sqlite3.Connection, ids: Sequence[str]) -> None:
    """Eight rows by their ids."""
    for one in ids:
        db.execute("SELECT * FROM claims WHERE claim_id = ?", (one,)).fetchone()


def milliseconds(work: Callable[[], object]) -> float:
    """How long work takes, once."""
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)


def time_stored(folder: Path, claims: int) -> Timed:
    """Fill a store with so many claims, and judge articles of today by it; the first tenth only warms the caches."""
    keys = fill(folder, claims)
    dice = random.Random(20270302)  # noqa: S311 - the same articles in every run, nothing secret
    articles = [make_article(number, keys, dice, CLAIMS_AN_ARTICLE) for number in range(ARTICLES + ARTICLES // 10)]
    rows = [[claim_id(dice.randrange(claims)) for _ in range(CLAIMS_AN_ARTICLE)] for _ in articles]
    with closing(SqliteStore.open(folder)) as store, closing(sqlite3.connect(folder / DATABASE_NAME)) as db:
        gc.collect()
        gc.freeze()  # what filled the store is no part of a run
        judged = [milliseconds(lambda said=said: judge_stored(store, said)) for said in articles][ARTICLES // 10 :]
        floor = [milliseconds(lambda ids=ids: look_up_rows(db, ids)) for ids in rows][ARTICLES // 10 :]
    return Timed(statistics.median(judged), statistics.quantiles(judged, n=20)[-1], statistics.median(floor))


def print_stored() -> None:
    """Print how long an article takes to be judged by a store, and how that grows with the store."""
    print(f"ledger: an article of {CLAIMS_AN_ARTICLE} claims judged by a store; floor: as many rows by sqlite3 alone")
    medians = []
    for claims in STORED:
        with tempfile.TemporaryDirectory(prefix="monitor-bench-") as name:
            started = time.perf_counter()
            timed = time_stored(Path(name), claims)
            seconds = time.perf_counter() - started
            megabytes = (Path(name) / DATABASE_NAME).stat().st_size / 1e6
        medians.append(timed.median)
        print(
            f"{claims:9,} claims  median {timed.median:5.2f} ms  95th percentile {timed.slow:5.2f} ms  "
            f"{timed.median / timed.floor:5.1f} x the floor  ({megabytes:,.0f} MB, {seconds:.0f} s in all)"
        )
    grown, log_grown = medians[-1] / medians[0], math.log(STORED[-1]) / math.log(STORED[0])
    print(f"{STORED[-1] // STORED[0]:9,} x the claims take {grown:.2f} x the time; the logarithm is {log_grown:.2f} x")


def main() -> None:
    """Print the speed of judging and its ratio to the floor, in memory and by a store."""
    said = make_claims()
    judging, floor = best_seconds(lambda: judge_all(said)), best_seconds(lambda: look_up_all(said))
    print("ledger: a claim judged against the positions of its key; floor: one look into a dictionary")
    print(
        f"{CLAIMS / judging:8,.0f} claims/s  {judge_all(said)} told where exact values would tell {look_up_all(said)}  "
        f"{judging / floor:6.0f} x the floor"
    )
    print_stored()


if __name__ == "__main__":
    main()
