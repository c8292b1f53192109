"""Whole alerts that tests word for a reader: one of each kind of change, edit, reversal, promise and contradiction."""

from __future__ import annotations

from datetime import UTC, date, datetime

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
    fall,
    message,
    said,
    slip,
)

from monitor.alerts import compose_overdue, word_alert
from monitor.records import DateValue, FigureValue, Message, Said

BY_NOVEMBER = DateValue(date(2026, 11, 1), date(2026, 11, 30), "by")
AUTUMN = datetime(2026, 10, 1, 6, 0, tzinfo=UTC)


def a_falling_figure() -> Message:
    """Fewer hands aboard, in an article without a headline or a named source."""
    return message(fall(), title="")


def a_denial() -> Message:
    """A minister denies what a clerk said."""
    quote = "Nothing of the sort was agreed: nobody leaves in September, she insisted."
    now = said(SEPTEMBER, quote, "in September", modality="denied", speaker="the deputy minister")
    return message(change("denied", now, earlier(SEPTEMBER)))


def a_denial_of_what_nobody_said() -> Message:
    """A denial under a key without any claim."""
    now = said(SEPTEMBER, "Nobody leaves in September.", "in September", modality="denied")
    return message(change("denied", now))


def a_first_claim() -> Message:
    """An uncertain first figure of another force, in another place than the home one."""
    quote = "Hundreds of pilots may leave the north quay, a radio reported."
    now = said(
        FigureValue(200, 999, approx=True, unit="pilots"),
        quote,
        "Hundreds",
        modality="uncertain",
        speaker=None,
        place="north_quay",
        force="pilots",
    )
    return message(change("new", now))


def a_refinement() -> Message:
    """A month becomes a day of it."""
    day = DateValue(date(2026, 9, 15), date(2026, 9, 15))
    now = said(day, "The last rope is cast off on 15 September.", "on 15 September")
    return message(change("refined", now, earlier(BY_SEPTEMBER)))


def two_changes_in_one_edited_article() -> Message:
    """A date and a figure move at once, in an article that was read before."""
    return message(fall(), slip(), edit=EDITED)


def an_arabic_quote() -> Message:
    """An Arabic outlet, speaker and sentence, with Latin letters in it."""
    quote = "وأوضح مدير الميناء أن آخر القوارب (NQ-7) سيغادر بحلول كانون الأول 2026 على أبعد تقدير."
    now = said(
        DateValue(date(2026, 12, 1), date(2026, 12, 31), "by"),
        quote,
        "بحلول كانون الأول 2026",
        lang="ar",
        speaker="مدير الميناء",
        office="harbour_master",
        outlet="صوت النهر",
    )
    return message(change("changed", now, earlier(BY_SEPTEMBER)), lang="ar", title="الأسطول باق", outlet="صوت النهر")


PLAIN_STORIES = {
    "slip_of_a_date": lambda: message(slip()),
    "falling_figure": a_falling_figure,
    "denial": a_denial,
    "denial_of_what_nobody_said": a_denial_of_what_nobody_said,
    "first_claim": a_first_claim,
    "refinement": a_refinement,
    "two_changes_in_one_edited_article": two_changes_in_one_edited_article,
    "arabic_quote": an_arabic_quote,
}


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


STORIES_OF_EACH_KIND = {
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
