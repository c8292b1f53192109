"""Whole messages of reversals, edits, promises and contradictions, beside the readable texts in ``expected/``."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alert_records import (
    BY_DECEMBER,
    BY_SEPTEMBER,
    EDITED,
    MORNING,
    SEPTEMBER,
    TOPIC,
    ZONE,
    change,
    earlier,
    message,
    said,
    slip,
)

from monitor.alerts import compose_overdue, word_alert
from monitor.records import DateValue, FigureValue, Message, Said

EXPECTED = Path(__file__).parent / "expected"
BY_NOVEMBER = DateValue(date(2026, 11, 1), date(2026, 11, 30), "by")
AUTUMN = datetime(2026, 10, 1, 6, 0, tzinfo=UTC)


def december(**parts) -> Said:
    """The harbour master names December."""
    return said(BY_DECEMBER, "The last boat will be gone by December 2026, he said.", "by December 2026", **parts)


def harbour_masters_word() -> Said:
    """What the harbour master had said a week before, to another outlet."""
    return earlier(BY_SEPTEMBER, speaker="the harbour master")


def former(value, **parts) -> Said:
    """How the same article put it before its edit."""
    given = {"outlet": "River Post", "speaker": "the harbour master", "said_at": MORNING, "article_id": "article-1"}
    return earlier(value, **(given | parts))


def edited(part, now: Said, before: Said | None) -> Message:
    """A message of an edit that changes one part of a claim."""
    return message(change("revised", now, before, part=part), edit=EDITED)


def a_reversal() -> Message:
    """A value that others have named already, now from one who said otherwise."""
    return message(change("source_reversed", december(), harbour_masters_word()))


def a_change_by_one_who_said_otherwise() -> Message:
    """New to everybody, and against the speaker's own word."""
    return message(slip(), change("source_reversed", december(), harbour_masters_word()))


def a_reversal_into_a_denial() -> Message:
    """The one who named the month denies it."""
    now = said(SEPTEMBER, "Nobody leaves in September.", "in September", modality="denied")
    return message(change("source_reversed", now, harbour_masters_word()), change("denied", now, earlier(SEPTEMBER)))


def an_edited_figure() -> Message:
    """Last night's figure is another this morning."""
    now = said(FigureValue(2000, 2000), "Some 2,000 hands are still aboard.", "2,000", modality="occurred")
    return edited("value", now, former(FigureValue(2500, 2500), modality="occurred"))


def an_edited_date() -> Message:
    """An edit moves the date, and nobody had said the new one before."""
    now = december()
    return message(
        change("revised", now, former(BY_SEPTEMBER), part="value"),
        change("changed", now, earlier(BY_NOVEMBER)),
        edit=EDITED,
    )


def an_edited_date_alone() -> Message:
    """An edit moves the date to one that others had named."""
    return edited("value", december(), former(BY_SEPTEMBER))


def an_edited_speaker() -> Message:
    """The same date from another mouth."""
    return edited("speaker", december(speaker="the port's owner"), former(BY_DECEMBER))


def a_speaker_taken_out() -> Message:
    """The same date, and nobody who says it any more."""
    return edited("speaker", december(speaker=None), former(BY_DECEMBER))


def a_speaker_put_in() -> Message:
    """The same date, with a name put to it."""
    return edited("speaker", december(), former(BY_DECEMBER, speaker=None))


def an_edited_modality() -> Message:
    """What was planned is denied."""
    return edited("modality", december(modality="denied"), former(BY_DECEMBER))


def a_claim_that_is_gone() -> Message:
    """The article no longer holds the date."""
    return edited("gone", december(), None)


def a_page_that_is_gone() -> Message:
    """The whole article is taken down."""
    return message(change("revised", december(), part="page_gone"))


def a_lead_that_moved() -> Message:
    """A second origin turns to a value that was known."""
    now = december(origin="Sea Wire", speaker=None)
    return message(
        change("lead_moved", now, earlier(BY_SEPTEMBER)),
        change("restated", now, earlier(BY_DECEMBER), reason="restated"),
    )


def done(value, words: str) -> Said:
    """The harbour master reports that the fleet has left."""
    return said(value, f"The fleet left {words}.", words, modality="occurred", said_at=AUTUMN)


def what_is_done_in_time() -> Message:
    """The promise is kept, and the day of it is new."""
    now = done(DateValue(date(2026, 9, 20), date(2026, 9, 20)), "on 20 September")
    return message(
        change("occurred", now, earlier(BY_SEPTEMBER)), change("refined", now, earlier(SEPTEMBER, speaker=None))
    )


def what_is_done_late() -> Message:
    """Reported done twenty days after what was promised, which nobody had said before."""
    now = done(DateValue(date(2026, 10, 20), date(2026, 10, 20)), "on 20 October")
    return message(change("changed", now, earlier(BY_SEPTEMBER)), change("occurred", now, earlier(BY_SEPTEMBER)))


def an_overdue_promise() -> Message:
    """The day has passed, and nobody has reported it done."""
    promise = said(
        BY_SEPTEMBER, "The fleet will be gone by September, he said.", "by September", title="Fleet to leave"
    )
    return word_alert(compose_overdue(TOPIC, change("overdue", promise), AUTUMN), TOPIC, ZONE)


def two_values_in_one_article() -> Message:
    """One sentence names September, which is known; another December, from another mouth."""
    september = said(BY_SEPTEMBER, "The fleet leaves by September, he said.", "by September", start=10)
    now = december(speaker="the port's owner", start=90)
    return message(change("changed", now, september, in_one_article=True))


def three_values_in_one_article() -> Message:
    """Three sentences with three dates, none of them known before."""
    september = said(BY_SEPTEMBER, "The fleet leaves by September, he said.", "by September", start=10)
    november = said(BY_NOVEMBER, "Then he said by November.", "by November", start=60)
    return message(
        change("changed", september, earlier(DateValue(date(2026, 6, 1), date(2026, 6, 30), "by"))),
        change("changed", november, september, in_one_article=True),
        change("changed", december(start=90), september, in_one_article=True),
    )


def two_values_and_a_denial() -> Message:
    """Two dates in one sentence, of which a third voice denies one that a clerk had named."""
    quote = "The fleet leaves by September or by December 2026."
    september, now = said(BY_SEPTEMBER, quote, "by September"), said(BY_DECEMBER, quote, "by December 2026")
    denial = "Not by September, his deputy said."
    denied = said(BY_SEPTEMBER, denial, "by September", modality="denied", speaker="his deputy", start=120)
    return message(
        change("denied", denied, earlier(SEPTEMBER)),
        change("new", september),
        change("refined", now, september, in_one_article=True),
    )


def two_values_in_arabic() -> Message:
    """An Arabic article with two dates; the second sentence stands in a line of ours."""
    first = said(
        BY_SEPTEMBER,
        "يغادر الأسطول بحلول أيلول.",
        "بحلول أيلول",
        lang="ar",
        speaker="مدير الميناء",
        office="harbour_master",
        outlet="صوت النهر",
        origin="وكالة البحر",
        start=10,
    )
    second = said(
        BY_DECEMBER,
        "وقال آخر إنه يغادر (NQ-7) بحلول كانون الأول 2026.",
        "بحلول كانون الأول 2026",
        lang="ar",
        speaker=None,
        outlet="صوت النهر",
        origin="وكالة البحر",
        start=60,
    )
    return message(
        change("new", first),
        change("changed", second, first, in_one_article=True),
        lang="ar",
        title="الأسطول باق",
        outlet="صوت النهر",
    )


MESSAGES = {
    "reversal": a_reversal,
    "change_by_one_who_said_otherwise": a_change_by_one_who_said_otherwise,
    "reversal_into_a_denial": a_reversal_into_a_denial,
    "edited_figure": an_edited_figure,
    "edited_date": an_edited_date,
    "edited_date_alone": an_edited_date_alone,
    "edited_speaker": an_edited_speaker,
    "speaker_taken_out": a_speaker_taken_out,
    "speaker_put_in": a_speaker_put_in,
    "edited_modality": an_edited_modality,
    "claim_gone": a_claim_that_is_gone,
    "page_gone": a_page_that_is_gone,
    "lead_moved": a_lead_that_moved,
    "done_in_time": what_is_done_in_time,
    "done_late": what_is_done_late,
    "overdue": an_overdue_promise,
    "two_values_in_one_article": two_values_in_one_article,
    "three_values_in_one_article": three_values_in_one_article,
    "two_values_and_a_denial": two_values_and_a_denial,
    "two_values_in_arabic": two_values_in_arabic,
}


@pytest.mark.parametrize("name", MESSAGES)
def test_the_plain_message_reads_as_expected(name):
    """What is told of an edit, a reversal, a promise or a contradiction can be read without opening the article."""
    expected = (EXPECTED / f"{name}.txt").read_text(encoding="utf-8")

    assert expected == MESSAGES[name]().text + "\n"


@pytest.mark.parametrize("name", ["two_values_in_arabic", "claim_gone"])
def test_the_html_message_reads_as_expected(name):
    """The HTML layout tells the same lines, each in its own direction."""
    expected = (EXPECTED / f"{name}.html").read_text(encoding="utf-8")

    assert expected == MESSAGES[name]().html + "\n"


@pytest.mark.parametrize("name", MESSAGES)
def test_the_first_line_is_the_subject_and_the_lead_a_sentence(name):
    """A phone shows the whole news in one line, and every kind has a sentence that tells it with its sources."""
    worded = MESSAGES[name]()

    assert worded.subject == worded.text.splitlines()[0]
    assert len(worded.subject) <= 140
    assert worded.lead.endswith(".")
    assert len(worded.items) == 1
