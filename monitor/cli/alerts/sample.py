"""The invented alert by which channels are tested."""

from __future__ import annotations

from datetime import date

from monitor.alerts import compose_alert, word_alert
from monitor.clock import Clock
from monitor.identity import stable_id
from monitor.ledger import judge_claims
from monitor.records import (
    Article,
    Claim,
    ClaimKey,
    DateValue,
    FigureValue,
    Frame,
    Judgement,
    Lang,
    Message,
    Said,
    Topic,
    Value,
)


def sample_message(topic: Topic, zone: str, clock: Clock, lang: Lang = "en") -> Message:
    """An invented alert of a topic, worded: the value of its first frame moves, and the text says TEST.

    The quote is English, as the quotes of English articles are in every language.
    """
    now = clock.now()
    frame = topic.frames[0]
    before, after = (_sample_said(topic, frame, *sample, clock) for sample in _sample_values(frame, now.year + 1))
    judgement = judge_claims([before, after], {}, _recall_none)
    article = Article(
        article_id=after.claim.article_id,
        url=after.url,
        outlet=after.outlet,
        lang="en",
        title=after.title,
        text=after.claim.quote,
        published_at=now,
        published_on=now.date(),
        content_hash=stable_id("sample", now.isoformat()),
    )
    alert = compose_alert(topic, article, Judgement(judgement.changes[1:]), now)
    if alert is None:
        msg = "the sample must make an alert"
        raise AssertionError(msg)
    return word_alert(alert, topic, zone, lang)


def _recall_none(claim_id: str) -> Said:
    msg = f"the sample stands against nothing that is kept, asked for {claim_id}"
    raise LookupError(msg)


def _sample_values(frame: Frame, year: int) -> tuple[tuple[Value, str], tuple[Value, str]]:
    """Two values of the frame's kind that differ, each with its words."""
    if frame.kind == "quantity":
        return (FigureValue(2500, 2500), "2,500"), (FigureValue(2000, 2000), "2,000")
    june = DateValue(date(year, 6, 1), date(year, 6, 30))
    september = DateValue(date(year, 9, 1), date(year, 9, 30))
    return (june, "June"), (september, "September")


def _sample_said(topic: Topic, frame: Frame, value: Value, words: str, clock: Clock) -> Said:
    quote = f"TEST: this sentence is invented; it says {words} and means nothing."
    key = ClaimKey(topic.name, frame.name, topic.home)
    start = quote.index(words)
    claim = Claim(
        claim_id=stable_id("sample", words),
        article_id=stable_id("sample", quote),
        key=key,
        value=value,
        quote=quote,
        start=0,
        end=len(quote),
        value_text=words,
        value_start=start,
        value_end=start + len(words),
        speaker="an invented speaker",
    )
    return Said(claim, "example.org", "https://example.org/test", "en", clock.now(), "TEST: a test of the channels")
