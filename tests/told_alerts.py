"""Messages with the alerts that they word, of every kind of change and of notices, for what posts typed values."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from told_message import QUOTE, VALUE, told_message

from monitor.records import (
    Alert,
    Change,
    ChangeKind,
    Claim,
    ClaimKey,
    DateValue,
    FigureValue,
    Message,
    Notice,
    Said,
    Size,
)

MORNING = datetime(2026, 3, 9, 6, 5, tzinfo=UTC)
KEY = ClaimKey("harbour", "departure", "harbour")
DECEMBER = DateValue(date(2026, 12, 1), date(2026, 12, 31), "by")
SEPTEMBER = DateValue(date(2026, 9, 1), date(2026, 9, 30), "by", others=((date(2027, 9, 1), date(2027, 9, 30)),))
CREW = FigureValue(2000, None, approx=True)


def told_said(value: DateValue | FigureValue = DECEMBER, quote: str = QUOTE, mark: str = VALUE, **parts: Any) -> Said:
    """A claim in a quote that stands at the 40th character of its article; ``parts`` replace fields of the claim."""
    begins = 40 + quote.index(mark)
    claim = Claim("claim-1", "article-1", KEY, value, quote, 40, 40 + len(quote), mark, begins, begins + len(mark))
    claim = replace(claim, **({"speaker": "the harbour master"} | parts))
    return Said(claim, "River Post", "https://river.example/fleet", "en", MORNING)


def told_change(kind: ChangeKind = "changed", **parts: Any) -> Change:
    """A date that slipped by three months; ``parts`` replace fields."""
    against = told_said(SEPTEMBER, "All leave by September 2026.", "by September 2026", speaker=None)
    given: dict[str, Any] = {"said": told_said(), "against": against, "direction": "later", "size": Size(days=92)}
    return Change(change_id=f"{kind}-1", kind=kind, reason="told", **(given | parts))


def told_alert(*changes: Change, **parts: Any) -> Message:
    """A message of one alert; ``parts`` replace fields of the alert."""
    given: dict[str, Any] = {
        "alert_id": "22ce51627baca76a6848",
        "topic": "harbour",
        "article_id": "article-1",
        "outlet": "River Post",
        "lang": "en",
        "title": "Fleet stays for the winter",
        "url": "https://river.example/fleet",
        "published_at": MORNING,
        "created_at": MORNING,
        "changes": changes or (told_change(),),
    }
    return told_message(alert=Alert(**(given | parts)), thread=str(KEY))


def told_notice(**parts: Any) -> Message:
    """A message about a source; ``parts`` replace fields of the notice."""
    notice = replace(Notice("quay-ar", "failing", healed=False, since=MORNING, detail="connect: no"), **parts)
    alert = told_alert(topic="", article_id="", changes=()).alert
    assert alert is not None
    return replace(told_message(alert=replace(alert, changes=(), notice=notice), notice=notice), items=())
