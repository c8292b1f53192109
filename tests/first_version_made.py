"""A database as an older version of the tables left it, put in row by row as that version wrote its rows.

It holds an article with two versions, one of another outlet with the text of the first, a position for each kind of
claim, a denial, a change with its alert, and what is polled.
"""

from __future__ import annotations

import json

from records_made import QUOTE, TITLE, make_article, make_claim
from sqlite_utils import Database

from monitor.store.migrations import migrations

NOON_TEXT = "2026-03-02T12:00:00.000000+00:00"
ELEVEN_TEXT = "2026-03-02T11:00:00.000000+00:00"
ONE_TEXT = "2026-03-02T13:00:00.000000+00:00"
STRANGE_ANSWER = '550 "no\\such\x00" \n علبة'
SEPTEMBER = {"kind": "date", "start": "2026-09-01", "end": "2026-09-30", "rel": "in", "approx": False}

HERALD = make_article()
EDITED = make_article(title="العنوان بعد التعديل", text="ينتهي \x00 في أيلول\n\u200fثم", content_hash="hash-2")
GAZETTE = make_article("article-2", outlet="Gazette", lang="ar")

CLAIMS = {
    "by": (SEPTEMBER | {"rel": "by"}, "planned"),
    "in": (SEPTEMBER, "uncertain"),
    "before": (SEPTEMBER | {"rel": "before"}, "planned"),
    "after": (SEPTEMBER | {"rel": "after"}, "planned"),
    "from": (SEPTEMBER | {"rel": "from", "suspect": True}, "planned"),
    "done": (SEPTEMBER, "occurred"),
    "moved": (SEPTEMBER, "postponed"),
    "count": ({"kind": "quantity", "low": 2500, "high": None, "approx": True, "unit": "troops"}, "planned"),
}
"""Claims by the frame of their key, with the value's form and the modality; each holds a position of its own."""


def insert(db, table, **row):
    """Put in one row."""
    names = ", ".join(row)
    db.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(row))})", list(row.values()))  # noqa: S608


def claim_row(claim_id, frame, form, modality, **fields):
    """A claim as the first version kept it."""
    value = {
        f"value_{name}": form.get(name) for name in ("kind", "start", "end", "rel", "low", "high", "unit", "approx")
    }
    claim = make_claim()
    return {
        "claim_id": claim_id,
        "article_id": "article-1",
        "content_hash": "hash-1",
        "topic": "coalition-withdrawal",
        "frame": frame,
        "place": "iraq",
        "force": None,
        **value,
        "value_suspect": form.get("suspect", False),
        "modality": modality,
        "background": 0,
        "speaker": claim.speaker,
        "office": claim.office,
        "quote": QUOTE,
        "quote_start": claim.start,
        "quote_end": claim.end,
        "value_text": claim.value_text,
        "value_text_start": claim.value_start,
        "value_text_end": claim.value_end,
        "rule": claim.rule,
        "outlet": "Herald",
        "url": "https://herald.example/article-1",
        "lang": "en",
        "said_at": ELEVEN_TEXT,
        "title": TITLE,
    } | fields


def said_text(row, form):
    """A claim as the first version nested it in positions, denials and alerts."""
    same = (
        "claim_id",
        "article_id",
        "topic",
        "frame",
        "place",
        "quote",
        "value_text",
        "modality",
        "speaker",
        "office",
        "rule",
    )
    offsets = {
        "start": "quote_start",
        "end": "quote_end",
        "value_start": "value_text_start",
        "value_end": "value_text_end",
    }
    claim = {name: row[name] for name in same} | {name: row[column] for name, column in offsets.items()}
    claim |= {"value": form, "background": False}
    return {"claim": claim} | {name: row[name] for name in ("outlet", "url", "lang", "said_at", "title")}


def fill_crawl(db):
    """One source, its pending entry, and a cycle."""
    insert(
        db, "sources", source="herald-en", polled_at=NOON_TEXT, due_at="2026-03-02T12:15:00.000000+00:00",
        succeeded_at=NOON_TEXT, baseline_at="2026-03-01T12:00:00.000000+00:00", failures=0, problem="",
        etag='"a1"', last_modified="Mon, 02 Mar 2026 11:58:00 GMT", body_hash="body-1",
    )  # fmt: skip
    insert(
        db, "entries", source="herald-en", entry_key="entry-1", url="https://herald.example/entry-1", title=TITLE,
        summary="A spokesman named the month.", published_at=ELEVEN_TEXT, content_hash="content-1",
        first_seen_at=NOON_TEXT, baseline=0, state="pending", detail="", attempts=0,
    )  # fmt: skip
    insert(
        db, "cycles", started_at=NOON_TEXT, ended_at=NOON_TEXT, articles=2, claims=8, alerts=1,
        skipped='{"off_topic": 1}', changes="{}", sent="{}", sources="[]",
    )  # fmt: skip


def fill_articles(db):
    """An article with two versions, and one of another outlet that has the text of the first."""
    for article, newest in ((HERALD, EDITED), (GAZETTE, GAZETTE)):
        insert(
            db, "articles", article_id=article.article_id, outlet=article.outlet, title=newest.title, url=article.url,
            published_at=ELEVEN_TEXT, first_read_at=NOON_TEXT, read_at=NOON_TEXT, content_hash=newest.content_hash,
        )  # fmt: skip
    for article, read_at in ((HERALD, NOON_TEXT), (GAZETTE, NOON_TEXT), (EDITED, "2026-03-02T14:00:00.000000+00:00")):
        insert(
            db, "versions", article_id=article.article_id, content_hash=article.content_hash, read_at=read_at,
            method="page", url=article.url, outlet=article.outlet, lang=article.lang, published_at=ELEVEN_TEXT,
            published_on="2026-03-02", title=article.title, text=article.text, matches="[]",
        )  # fmt: skip


def fill_ledger(db):
    """A position for each claim; under "by" also a narrower one that the Gazette alone backs, and a denial."""
    key = {"topic": "coalition-withdrawal", "place": "iraq", "force": None}
    times = {"first_at": ELEVEN_TEXT, "last_at": NOON_TEXT}
    narrow = SEPTEMBER | {"start": "2026-09-15", "end": "2026-09-15"}
    held = [(frame, f"c-{frame}", form, modality, 0) for frame, (form, modality) in CLAIMS.items()]
    for frame, claim_id, form, modality, number in [*held, ("by", "c-narrow", narrow, "planned", 1)]:
        row = claim_row(claim_id, frame, form, modality)
        insert(db, "claims", **row)
        insert(
            db, "positions", **key, **times, frame=frame, number=number, position_id=f"p-{claim_id}", claim_id=claim_id,
            value=json.dumps(form), said=json.dumps(said_text(row, form)),
        )  # fmt: skip
    backers = [(f"p-c-{frame}", "article-1") for frame in CLAIMS] + [
        ("p-c-by", "article-2"),
        ("p-c-narrow", "article-2"),
    ]
    for position_id, article_id in backers:
        (row_id,) = db.execute("SELECT id FROM positions WHERE position_id = ?", [position_id]).fetchone()
        insert(db, "supports", position=row_id, article_id=article_id)
    row = claim_row("c-denied", "by", SEPTEMBER, "denied", article_id="article-2", outlet="Gazette", said_at=NOON_TEXT)
    insert(db, "claims", **row)
    insert(
        db, "denials", **key, frame="by", number=0, claim_id="c-denied", value=json.dumps(SEPTEMBER),
        said=json.dumps(said_text(row, SEPTEMBER)),
    )  # fmt: skip


def fill_told(db):
    """A change that stands against another claim, and the alert of it, sent to the desk and owed by mail."""
    by, narrow = (claim_row(name, "by", *CLAIMS["by"]) for name in ("c-by", "c-narrow"))
    insert(
        db, "changes", change_id="change-1", article_id="article-1", claim_id="c-narrow", topic="coalition-withdrawal",
        frame="by", place="iraq", kind="changed", reason="told", value="{}", against_claim_id="c-by",
        against_value="{}", direction="earlier", days=15, read_at=NOON_TEXT,
    )  # fmt: skip
    change = {
        "change_id": "change-1", "kind": "changed", "reason": "told", "direction": "earlier",
        "said": said_text(narrow, CLAIMS["by"][0]), "against": said_text(by, CLAIMS["by"][0]),
        "size": {"days": 15, "count": None, "percent": None},
    }  # fmt: skip
    insert(
        db, "alerts", alert_id="alert-1", topic="coalition-withdrawal", article_id="article-1", outlet="Herald",
        lang="en", title=TITLE, url="https://herald.example/article-1", published_at=ELEVEN_TEXT, created_at=NOON_TEXT,
        edited=0, changes=json.dumps([change]),
    )  # fmt: skip
    for channel, state, sent_at in (("desk", "sent", NOON_TEXT), ("mail", "owed", None)):
        insert(
            db, "deliveries", delivery_id=f"alert-1/{channel}", alert_id="alert-1", channel=channel, state=state,
            due_at=NOON_TEXT, attempts=1, answer="", sent_at=sent_at,
        )  # fmt: skip


def make_first_version(db):
    """Make the first tables in an empty database, and fill them."""
    migrations().apply(Database(db, execute_plugins=False), stop_before="0002_ledger")
    for fill in (fill_crawl, fill_articles, fill_ledger, fill_told):
        fill(db)


def fill_second(db):
    """What only the second version kept: a source that fails, when an article is read again, an imprint, a cycle."""
    insert(
        db, "sources", source="gazette-ar", polled_at=NOON_TEXT, due_at="2026-03-02T12:15:00.000000+00:00",
        succeeded_at=NOON_TEXT, baseline_at="2026-03-01T12:00:00.000000+00:00", failures=3,
        problem='the server said "\\no\n\\"', etag='"b1"',
    )  # fmt: skip
    insert(
        db, "visits", article_id="article-1", url="https://herald.example/article-1", source="herald-en", step=1,
        due_at="2026-03-02T13:00:00.000000+00:00", page_title=TITLE, body_hash="body-1", lapses=0,
    )  # fmt: skip
    insert(
        db, "imprints", article_id="article-1", outlet="Herald", origin="", published_at=ELEVEN_TEXT,
        digest=b"\x07\0\0\0",
    )  # fmt: skip
    insert(db, "bands", band="band-1", article_id="article-1")
    reports = [
        {"source": "herald-en", "outcome": "polled", "seen": 30, "fresh": 2, "detail": ""},
        {"source": "gazette-ar", "outcome": "failed", "seen": 0, "fresh": 0, "detail": "x"},
    ]
    insert(
        db, "cycles", started_at=NOON_TEXT, ended_at="2026-03-02T13:00:00.000000+00:00", articles=0, claims=0, alerts=0,
        skipped="{}", changes="{}", sent="{}", visits='{"edited": 1}', sources=json.dumps(reports),
    )  # fmt: skip


def make_second_version(db):
    """Make the first version, bring it to the second tables, and add what only those hold."""
    make_first_version(db)
    migrations().apply(Database(db, execute_plugins=False), stop_before="0003_crawl")
    fill_second(db)


def fill_third(db):
    """What only the third version kept: a page, notices, and deliveries that were given up or owed at several tries."""
    insert(
        db, "pages", article_id="article-1", content_hash="hash-1", url="https://herald.example/article-1",
        fetched_at=NOON_TEXT, charset="utf-8", body=b"packed",
    )  # fmt: skip
    insert(db, "healths", subject="gazette-ar", form="{}")
    notice = {
        "subject": "gazette-ar", "ailment": "failing", "healed": False, "since": ELEVEN_TEXT, "detail": "timeout",
        "muted": 0, "url": "",
    }  # fmt: skip
    insert(
        db, "alerts", alert_id="notice-1", topic="", article_id="", outlet="Gazette", lang="ar", title="",
        url="https://gazette.example/feed", published_at=NOON_TEXT, created_at=ONE_TEXT, edited=0, changes="[]",
        notice=json.dumps(notice),
    )  # fmt: skip
    ended = ("given_up", 9, STRANGE_ANSWER, None), ("sent", 2, "250 taken", ONE_TEXT), ("owed", 3, "451 later", None)
    for channel, (state, attempts, answer, sent_at) in zip(("desk", "mail", "slack"), ended, strict=True):
        insert(
            db, "deliveries", delivery_id=f"notice-1/{channel}", alert_id="notice-1", channel=channel, state=state,
            due_at="2026-03-02T13:30:00.000000+00:00", attempts=attempts, answer=answer, sent_at=sent_at,
        )  # fmt: skip


def make_third_version(db):
    """Make the second version, bring it to the third tables, and add what only those hold."""
    make_second_version(db)
    migrations().apply(Database(db, execute_plugins=False), stop_before="0004_outbox")
    fill_third(db)
