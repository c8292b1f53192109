from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

from alert_records import BY_DECEMBER, MORNING, WEEK_BEFORE, said
from documents import PROJECT, read_blocks, shows
from told_message import told_message

from monitor.publishing import FeedHead, Promise, PromiseStanding, PublishedAlert, write_alert_feeds, write_calendar
from monitor.records import DateRel

TOPIC = "The river fleet"
QUOTE = "The last boat will be gone by December, he said."


def sample(kind: str) -> str:
    """What the document shows."""
    return next(block.text for block in read_blocks("docs/feeds.md") if block.mark("sample") == kind)


def test_an_alert_in_the_feed_is_as_the_document_shows_it(tmp_path: Path):
    """Field by field, in order."""
    alert = PublishedAlert("one", told_message(), MORNING, MORNING, TOPIC)
    write_alert_feeds([alert], tmp_path, FeedHead("Desk", "en"))

    (item,) = json.loads((tmp_path / "alerts.en.json").read_text(encoding="utf-8"))["items"]
    assert shows(sample("item"), json.dumps(item, ensure_ascii=False, indent=1))


def test_an_event_in_the_calendar_is_as_the_document_shows_it(tmp_path: Path):
    """Field by field, in order, with folded lines joined."""
    claim = said(BY_DECEMBER, QUOTE, "by December")
    promise = Promise(
        promise_id="p",
        key=claim.claim.key,
        standing="leading",
        stage="planned",
        value=BY_DECEMBER,
        said=claim,
        first_at=WEEK_BEFORE,
        changed_at=MORNING,
        summary="Departure of the fleet, Old Harbour: by December 2026",
        description=f"The harbour master, River Post, 9 March 2026\n“{QUOTE}”",
        topic=TOPIC,
    )
    write_calendar([promise], tmp_path / "promises.en.ics", "Desk")

    written = (tmp_path / "promises.en.ics").read_text(encoding="utf-8").replace("\n ", "")
    event = re.search(r"BEGIN:VEVENT.*END:VEVENT", written, re.DOTALL)
    assert event is not None
    assert shows(sample("event"), event[0])


def test_the_document_names_every_relation_and_standing():
    """Who reads a field finds what it says."""
    text = (PROJECT / "docs" / "feeds.md").read_text(encoding="utf-8")

    assert [one for one in (*get_args(DateRel), *get_args(PromiseStanding)) if f"`{one}`" not in text] == []
