"""What the daily notice tells of the monitor's day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from alert_records import ZONE

from monitor.alerts import compose_notice, word_alert
from monitor.health import Heartbeat, Sendings, alive_notice
from monitor.records import MONITOR, Lang, Message, Notice

SLOT = datetime(2026, 3, 9, 6, 10, tzinfo=UTC)
TOLD = datetime(2026, 3, 9, 7, 0, tzinfo=UTC)
LINES = {
    "en": (
        "The monitor is at work: 36 of 40 sources fresh; 1,210 articles kept; 4 alerts; "
        "messages: 11 sent, 2 owed, 1 given up"
    ),
    "ar": (
        "الراصد يعمل: المصادر: 36 من 40 حديثة؛ الأخبار المحفوظة: 1,210؛ التنبيهات: 4؛ "
        "الرسائل: أُرسلت 11، تنتظر 2، تُركت 1"
    ),
    "ckb": (
        "چاودێرەکە کار دەکات: سەرچاوەکان: 36 لە 40 نوێن؛ هەواڵی هەڵگیراو: 1,210؛ ئاگادارکردنەوە: 4؛ "
        "نامەکان: 11 نێردراوە، 2 چاوەڕێیە، 1 وازی لێ هێنراوە"
    ),
}


def worded(notice: Notice, lang: Lang) -> Message:
    """The message of a notice told at ten in Baghdad."""
    return word_alert(compose_notice(notice, None, TOLD), None, ZONE, lang)


@pytest.mark.parametrize("lang", LINES)
def test_the_numbers_of_the_day_are_told_in_the_readers_words(lang):
    """They stand in a sentence of the reader's language, and the day is the one before it is told."""
    day = Heartbeat(fresh=36, sources=40, kept=1210), Sendings(alerts=4, sent=11, owed=2, given_up=1)
    told = worded(alive_notice(*day, SLOT), lang)

    assert told.subject.replace("\u2068", "").replace("\u2069", "") == LINES[lang]
    assert "10:00" in told.lead
    assert "09:10" not in told.lead


def test_any_other_detail_is_left_as_it_is():
    """A notice that was kept by another version is told with its own words, set apart."""
    told = worded(Notice(MONITOR, "alive", healed=False, since=SLOT, detail="all is well"), "ar")

    assert told.subject == "الراصد يعمل: \u2068all is well\u2069"
