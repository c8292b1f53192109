"""A store filled with a long story for ``ledger.py``: claims by the ten thousand, under keys of which few are busy.

The rows are put in by ``sqlite3`` alone, into the tables of the migrations: to read and judge a million articles first
would take hours, and makes the same rows.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from monitor.identity import stable_id
from monitor.json_forms import value_form
from monitor.records import Claim, ClaimKey, DateValue, FigureValue, Said, Value
from monitor.store import SqliteStore
from monitor.store.connection import DATABASE_NAME
from monitor.store.fields import moment_text

FIRST_AT = datetime(2027, 3, 1, 6, tzinfo=UTC)
FIRST_DAY = date(2027, 1, 1)
TOPIC = "coalition-withdrawal"
DATE_FRAMES = ("mission_end", "withdrawal_begin", "withdrawal_complete", "drawdown")
FIGURE_FRAMES = ("troops_present", "troops_remaining")
ORIGINS = tuple(f"outlet-{number}.example" for number in range(40))
OFFICES = ("prime-minister", "defence-ministry", "us-embassy", "us-defence-ministry", "foreign-ministry", "army")
QUOTE = "Coalition troops will have left the base by then, the ministry's spokesman told reporters on Monday."
CLAIMS_AN_ARTICLE = 4
FEWEST_POSITIONS, MOST_POSITIONS = 5, 36
"""How many positions a key has: the more it is claimed under, the more. Judgement: months and days of a year, and the
round figures of one force."""

_CLAIMS = """
    INSERT INTO claims (
      claim_id, article_id, content_hash, topic, frame, place, force,
      value_kind, value_start, value_end, value_rel, value_low, value_high, value_unit, value_approx, value_suspect,
      modality, background, speaker, office, quote, quote_start, quote_end,
      value_text, value_text_start, value_text_end, rule, outlet, url, lang, said_at, title, origin, rules, retired
    ) VALUES (
      ?, ?, 'hash', ?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, NULL, 0, 0, 'planned', 0, 'the spokesman', ?, ?, 0, 100, 'by then',
      43, 50, 'ends_by_month', ?, ?, 'en', ?, 'Coalition names a day', '', '0.1.0+bench', 0
    )
"""


@dataclass(frozen=True, slots=True)
class FilledKey:
    """A key of the story: its positions' values and ids, and how often it is claimed under."""

    key: ClaimKey
    values: tuple[Value, ...]
    weight: float

    def standing(self, who: str) -> int:
        """The number of the position where an origin or an office stands."""
        return int(stable_id(who, str(self.key)), 16) % len(self.values)

    def position_id(self, number: int) -> str:
        """The id of its position of that number."""
        return stable_id("position", str(self.key), str(number))


def make_keys(claims: int, dice: random.Random) -> list[FilledKey]:
    """Some hundred keys for ten thousand claims and a few thousand for a million, the first of them the busiest."""
    count = round(100 * (claims / 1000) ** 0.5)
    keys = []
    for rank in range(count):
        dated = dice.random() < 0.6  # noqa: PLR2004 - dates are claimed a little more often than figures
        frame = dice.choice(DATE_FRAMES if dated else FIGURE_FRAMES)
        size = max(FEWEST_POSITIONS, round(MOST_POSITIONS / (1 + rank / 40)))
        values = make_dates(size, dice) if dated else make_figures(size, dice)
        keys.append(FilledKey(ClaimKey(TOPIC, frame, f"other:site-{rank}"), values, 1 / (rank + 5)))
    return keys


def make_dates(count: int, dice: random.Random) -> tuple[Value, ...]:
    """Different days and months, none within another."""
    months = dice.sample(range(60), count)
    starts = [FIRST_DAY + timedelta(days=31 * month) for month in months]
    return tuple(DateValue(start, start + timedelta(days=dice.choice((0, 29))), "by") for start in starts)


def make_figures(count: int, dice: random.Random) -> tuple[Value, ...]:
    """Different round figures."""
    return tuple(FigureValue(100 * hundreds, 100 * hundreds) for hundreds in dice.sample(range(2, 200), count))


def fill(folder: Path, claims: int) -> list[FilledKey]:
    """Make a store in a folder and fill it with so many claims; the keys under which they stand."""
    SqliteStore.open(folder).close()
    dice = random.Random(claims)  # noqa: S311 - the same claims in every run, nothing secret
    keys = make_keys(claims, dice)
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA cache_size = -500000")
        with db:
            _fill_claims(db, claims, keys, dice)
            for key in keys:
                _fill_key(db, key, claims, dice)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return keys


def _fill_claims(db: sqlite3.Connection, claims: int, keys: Sequence[FilledKey], dice: random.Random) -> None:
    supports: list[tuple[str, ...]] = []

    def rows() -> Iterator[tuple[object, ...]]:
        drawn = dice.choices(keys, [key.weight for key in keys], k=claims)
        for number, key in enumerate(drawn):
            at, article = dice.randrange(len(key.values)), f"{number // CLAIMS_AN_ARTICLE:020x}"
            origin, said_at = dice.choice(ORIGINS), moment_text(FIRST_AT + timedelta(minutes=number))
            supports.append((key.position_id(at), article, origin, said_at))
            yield (
                *(claim_id(number), article, key.key.topic, key.key.frame, key.key.place),
                *_value_columns(key.values[at]),
                *(dice.choice(OFFICES), QUOTE, origin, f"https://{origin}/{number}", said_at),
            )

    db.executemany(_CLAIMS, rows())
    db.executemany("INSERT OR IGNORE INTO supports VALUES (?, ?, ?, ?)", sorted(supports))


def claim_id(number: int) -> str:
    """The id of the claim of that number, as scattered as those of the monitor."""
    return stable_id("claim", str(number))


def _value_columns(value: Value) -> tuple[object, ...]:
    if isinstance(value, DateValue):
        return "date", value.start.isoformat(), value.end.isoformat(), value.rel, None, None
    return "quantity", None, None, None, value.low, value.high


def _fill_key(db: sqlite3.Connection, key: FilledKey, claims: int, dice: random.Random) -> None:
    """Its positions, two denials, and where every origin and office stands."""
    columns = (key.key.topic, key.key.frame, key.key.place)
    ids = [key.position_id(number) for number in range(len(key.values))]
    first, last = moment_text(FIRST_AT), moment_text(FIRST_AT + timedelta(minutes=claims))
    forms = [json.dumps(value_form(value)) for value in key.values]
    db.executemany(
        """INSERT INTO positions (topic, frame, place, number, position_id, claim_id, value, first_at, last_at, stage,
        deadline) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'planned', ?)""",
        [
            (*columns, number, ids[number], claim_id(dice.randrange(claims)), forms[number], first, last, deadline)
            for number, deadline in enumerate(map(_deadline, key.values))
        ],
    )
    db.executemany(
        "INSERT INTO denials (topic, frame, place, number, claim_id, value, said_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(*columns, number, claim_id(number), forms[number], first) for number in range(2)],
    )
    stands = [
        {who: [ids[key.standing(who)], claim_id(dice.randrange(claims)), last, *dice.sample(ids, 3)] for who in names}
        for names in (ORIGINS, OFFICES)
    ]
    db.execute(
        "INSERT INTO standings (topic, frame, place, lead, origins, speakers) VALUES (?, ?, ?, ?, ?, ?)",
        (*columns, ids[0], *map(json.dumps, stands)),
    )


def _deadline(value: Value) -> str | None:
    return value.end.isoformat() if isinstance(value, DateValue) else None


def make_article(number: int, keys: Sequence[FilledKey], dice: random.Random, claims: int) -> tuple[Said, ...]:
    """The claims of an article of today, one a key.

    Of eight, one is new, one is known and not what the outlet told before, and the others repeat what it told; an
    office of one holder says one in three.
    """
    article, outlet = f"today-{number}", dice.choice(ORIGINS)
    drawn = dict.fromkeys(dice.choices(keys, [key.weight for key in keys], k=3 * claims))
    return tuple(_said(key, article, outlet, dice) for key in list(drawn)[:claims])


def _said(key: FilledKey, article: str, outlet: str, dice: random.Random) -> Said:
    is_figure = isinstance(key.values[0], FigureValue)
    new: Value = FigureValue(54_321, 54_321) if is_figure else DateValue(date(2040, 1, 1), date(2040, 1, 31), "by")
    told = key.values[key.standing(outlet)]
    claim = Claim(
        claim_id=stable_id("claim", article, str(key.key)),
        article_id=article,
        key=key.key,
        value=dice.choices((new, dice.choice(key.values), told), (1, 1, 6))[0],
        quote=QUOTE,
        start=0,
        end=100,
        value_text="by then",
        value_start=43,
        value_end=50,
        office=dice.choice((*OFFICES, *("official",) * 12)),
    )
    return Said(claim, outlet, f"https://{outlet}/{article}", "en", datetime(2039, 1, 1, tzinfo=UTC))
