"""How fast readings are kept: one article with its claims, changes, histories, alert and deliveries a transaction.

The floor is ``sqlite3`` alone, measured in the same run: the very rows that the store wrote are inserted again into
empty tables of the same database, one transaction an article, with the same durability. Most of either is the disk.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from monitor.alerts import compose_alert
from monitor.identity import stable_id
from monitor.ledger import judge_claims
from monitor.origins import imprint
from monitor.records import Article, ArticleReading, Claim, ClaimKey, DateValue, Said, Topic, TopicMatch, Visit
from monitor.store import SqliteStore

READINGS = 400
CLAIMS = 3
ROUNDS = 3
FIRST_AT = datetime(2027, 3, 1, 6, tzinfo=UTC)
TOPIC = Topic("bench", "A topic for measuring", "iraq", frames=(), places=(), forces=())
PARAGRAPH = "The spokesman said that the last convoy leaves in September, and that nothing else was agreed. "
OWNERS = ("article_id", "alert_id", "claim_id", "content_hash", "place")
TABLES = (
    *("articles", "texts", "versions", "readings", "visits", "imprints", "bands"),
    *("claims", "changes", "positions", "standings", "supports", "alerts", "deliveries"),
)
"""What a reading leaves behind, in an order in which rows may refer to those before them."""

Row = tuple[object, ...]
Rows = list[tuple[str, Row]]


def make_reading(number: int) -> ArticleReading:
    """A reading whose claims stand under keys of their own, so that the rows of each article are its alone."""
    at = FIRST_AT + timedelta(minutes=number)
    article = Article(
        article_id=f"article-{number}",
        url=f"https://bench.example/{number}",
        outlet="bench.example",
        lang="en",
        title=f"Convoy {number} has a date",
        text=PARAGRAPH * 20,
        published_at=at,
        published_on=at.date(),
        content_hash=stable_id("content", str(number)),
    )
    claims = tuple(make_claim(article, place) for place in range(CLAIMS))
    said = [Said(claim, article.outlet, article.url, article.lang, at, article.title) for claim in claims]
    judgement = judge_claims(said, {}, {one.claim.claim_id: one for one in said}.__getitem__)
    alert = compose_alert(TOPIC, article, judgement, at)
    return ArticleReading(
        article=article,
        read_at=at,
        matches=(TopicMatch(TOPIC.name, 0.9, matched=True),),
        said=tuple(said),
        judgement=judgement,
        alerts=(alert,) if alert else (),
        channels=("desk-mail", "desk-slack"),
        method="fast",
        rules="0.1.0+bench",
        visit=Visit(article.article_id, article.url, "bench", 0, at + timedelta(minutes=15)),
        imprint=imprint(article.full_text),
    )


def make_claim(article: Article, place: int) -> Claim:
    """A claim of the article about a place that no other article names."""
    key = ClaimKey(TOPIC.name, "mission_end", f"other:site-{article.article_id}-{place}")
    quote = PARAGRAPH.strip()
    start = len(article.title) + 1
    return Claim(
        claim_id=stable_id("claim", str(key)),
        article_id=article.article_id,
        key=key,
        value=DateValue(date(2027, 9, 1), date(2027, 9, 30)),
        quote=quote,
        start=start,
        end=start + len(quote),
        value_text="in September",
        value_start=start + quote.index("in September"),
        value_end=start + quote.index("in September") + len("in September"),
        speaker="the spokesman",
    )


def keep_all(folder: Path, readings: Sequence[ArticleReading]) -> float:
    """Seconds that the store takes for all readings in a new database."""
    with closing(SqliteStore.open(folder)) as store:
        started = time.perf_counter()
        for reading in readings:
            store.save_reading(reading)
        return time.perf_counter() - started


def rows_by_article(folder: Path) -> Mapping[str, Rows]:
    """The rows that the store wrote, as tables and values, under the article that they belong to."""
    with closing(sqlite3.connect(next(folder.glob("*.sqlite3")))) as db:
        db.row_factory = sqlite3.Row
        names = [row["name"] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = {name: list(db.execute(f"SELECT * FROM {name}")) for name in names if "sqlite" not in name}  # noqa: S608 - names of our own tables
    owners = {row["claim_id"]: row["article_id"] for row in tables["claims"]}
    owners |= {row["alert_id"]: row["article_id"] for row in tables["alerts"]}
    owners |= {row["place"]: row["article_id"] for row in tables["claims"]}
    owners |= {row["content_hash"]: row["article_id"] for row in tables["versions"]}
    found: dict[str, Rows] = defaultdict(list)
    for table in TABLES:
        for row in tables[table]:
            owner = next(row[column] for column in OWNERS if column in row.keys())  # noqa: SIM118 - a Row is no dict
            found[owners.get(owner, owner)].append((table, tuple(row)))
    return found


def insert_all(folder: Path, rows: Mapping[str, Rows]) -> float:
    """Seconds that ``sqlite3`` alone takes for the same rows in a new database with the same tables."""
    SqliteStore.open(folder).close()
    with closing(sqlite3.connect(next(folder.glob("*.sqlite3")), isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        started = time.perf_counter()
        for together in rows.values():
            db.execute("BEGIN IMMEDIATE")
            for table, row in together:
                db.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608 - as above
            db.execute("COMMIT")
        return time.perf_counter() - started


def main() -> None:
    """Print the speed of keeping and its ratio to the floor."""
    readings = [make_reading(number) for number in range(READINGS)]
    keeping, floor = [], []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory(prefix="monitor-bench-") as name:
            folder = Path(name)
            keeping.append(keep_all(folder / "kept", readings))
            rows = rows_by_article(folder / "kept")
            floor.append(insert_all(folder / "bare", rows))
    print("store: an article with all that belongs to it in one transaction; floor: the same rows by sqlite3 alone")
    print(
        f"{READINGS / min(keeping):8,.0f} articles/s  {sum(map(len, rows.values())) / READINGS:.0f} rows each  "
        f"{min(keeping) / min(floor):6.1f} x the floor"
    )


if __name__ == "__main__":
    main()
