"""Builders of the records that an alert is made of: one invented story, told by two invented outlets."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from monitor.alerts import Telling, compose_alert, word_alert
from monitor.ledger import measure_movement
from monitor.records import (
    Alert,
    Article,
    Change,
    ChangeKind,
    ChangeReason,
    Claim,
    ClaimKey,
    DateValue,
    Edit,
    FigureValue,
    Force,
    Frame,
    Judgement,
    Lang,
    Message,
    Place,
    Said,
    Signs,
    Topic,
    Value,
    WordChange,
)

TOPIC = Topic(
    name="harbour",
    title="The river fleet leaves the harbour",
    home="harbour",
    frames=(
        Frame(
            *("departure", "date", "completes", "Departure of the fleet"),
            labels={"ar": "مغادرة الأسطول", "ckb": "ڕۆیشتنی کەشتی"},
        ),
        Frame(
            *("crew_present", "quantity", "present", "Crew aboard"),
            labels={"ar": "البحارة", "ckb": "دەریاوانان"},
        ),
    ),
    places=(
        Place("harbour", "Old Harbour", labels={"ar": "الميناء القديم", "ckb": "بەندەری کۆن"}),
        Place(
            *("north_quay", "North Quay", "harbour"),
            aliases={"ar": ("الرصيف الشمالي",), "ckb": ("شۆستەی باکوور",)},
        ),
    ),
    forces=(Force("pilots", "the pilots", labels={"ar": "المرشدون", "ckb": "ڕێبەران"}),),
)
SEPTEMBER = DateValue(date(2026, 9, 1), date(2026, 9, 30))
BY_SEPTEMBER = DateValue(date(2026, 9, 1), date(2026, 9, 30), "by")
BY_DECEMBER = DateValue(date(2026, 12, 1), date(2026, 12, 31), "by")
MORNING = datetime(2026, 3, 9, 6, 5, tzinfo=UTC)
WEEK_BEFORE = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)
ZONE = "Asia/Baghdad"
EDITED = Edit("substantive", (WordChange("September", "December"),))


def said(value: Value, quote: str, value_text: str, **parts: Any) -> Said:
    """A claim of ``value`` in ``quote``; ``parts`` go to the claim, or to where and when it was said."""
    where = {
        "outlet": parts.pop("outlet", "River Post"),
        "url": parts.pop("url", "https://river.example/fleet"),
        "lang": parts.pop("lang", "en"),
        "said_at": parts.pop("said_at", MORNING),
        "title": parts.pop("title", ""),
        "origin": parts.pop("origin", ""),
    }
    frame = "departure" if isinstance(value, DateValue) else "crew_present"
    start = parts.pop("start", 40)
    key = ClaimKey("harbour", parts.pop("frame", frame), parts.pop("place", "harbour"), parts.pop("force", None))
    claim = Claim(
        claim_id=f"claim {quote} {value_text}",
        article_id=parts.pop("article_id", "article-1"),
        key=key,
        value=value,
        quote=quote,
        start=start,
        end=start + len(quote),
        **(
            {
                "value_text": value_text,
                "value_start": start + quote.index(value_text),
                "value_end": start + quote.index(value_text) + len(value_text),
                "speaker": "the harbour master",
            }
            | parts
        ),
    )
    return Said(claim, **where)


def earlier(value: Value, **parts: Any) -> Said:
    """What another outlet said of it a week before."""
    given = {
        "speaker": "a clerk of the port",
        "outlet": "Quay Radio",
        "said_at": WEEK_BEFORE,
        "article_id": "article-0",
    } | parts
    return said(value, "An older sentence with its value.", "value", **given)


def change(
    kind: ChangeKind, now: Said, before: Said | None = None, reason: ChangeReason = "told", **parts: Any
) -> Change:
    """The verdict on ``now``, with the movement as the ledger measures it; ``parts`` go to the change."""
    direction, size = measure_movement(now.claim.value, before.claim.value) if before else (None, None)
    return Change(f"{kind} {now.claim.claim_id}", kind, now, reason, before, direction, size, **parts)


def slip() -> Change:
    """The departure moves from September to December."""
    now = said(BY_DECEMBER, "The last boat will be gone by December 2026, he said.", "by December 2026")
    return change("changed", now, earlier(BY_SEPTEMBER))


def fall() -> Change:
    """The crew falls from 2,500 to about 2,000."""
    value = FigureValue(2000, 2000, approx=True)
    now = said(value, "Some 2,000 hands are still aboard.", "Some 2,000", modality="occurred", speaker=None, start=200)
    return change("changed", now, earlier(FigureValue(2500, 2500), modality="occurred"))


def article(**parts: Any) -> Article:
    """The article that makes the claims."""
    given: dict[str, Any] = {
        "article_id": "article-1",
        "url": "https://river.example/fleet",
        "outlet": "River Post",
        "lang": "en",
        "title": "Fleet stays for the winter",
        "text": "Not needed here.",
        "published_at": MORNING,
        "published_on": date(2026, 3, 9),
        "content_hash": "hash-1",
    }
    return Article(**(given | parts))


def alert(*changes: Change, edit: Edit | None = None, signs: Signs | None = None, **parts: Any) -> Alert:
    """The alert composed of the changes; ``parts`` go to the article."""
    composed = compose_alert(TOPIC, article(**parts), Judgement(changes), MORNING, edit=edit, signs=signs or Signs())
    assert composed is not None
    return composed


def message(*changes: Change, reader: Lang = "en", telling: Telling | None = None, **parts: Any) -> Message:
    """The message that the desk reads of the changes, in the reader's language; ``parts`` go to the alert."""
    return word_alert(alert(*changes, **parts), TOPIC, ZONE, reader, telling or Telling())
