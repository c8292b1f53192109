"""Whole messages, as the desk reads them, beside the readable texts in ``expected/``."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfoNotFoundError

import pytest
from alert_records import EDITED, SEPTEMBER, TOPIC, ZONE, alert, change, fall, message, said, slip
from alert_stories import PLAIN_STORIES, an_arabic_quote

from monitor.alerts import word_alert
from monitor.alerts.wording.sources import word_office
from monitor.alerts.wording.word_file import load_vocabulary

EXPECTED = Path(__file__).parent / "expected"


@pytest.mark.parametrize("name", PLAIN_STORIES)
def test_the_plain_message_reads_as_expected(name):
    """Claimed before and by whom, claimed now and by whom, how far it moved, the sentence, the outlet: all in words."""
    expected = (EXPECTED / f"{name}.txt").read_text(encoding="utf-8")

    assert PLAIN_STORIES[name]().text + "\n" == expected


def test_the_html_message_reads_as_expected():
    """The HTML layout tells the same, with the quote in its own language and direction."""
    expected = (EXPECTED / "arabic_quote.html").read_text(encoding="utf-8")

    assert an_arabic_quote().html + "\n" == expected


@pytest.mark.parametrize("name", PLAIN_STORIES)
def test_the_first_line_is_the_subject(name):
    """A reader of the first line alone, on a phone, reads the subject: the whole news in one line."""
    worded = PLAIN_STORIES[name]()

    first = worded.text.splitlines()[0]

    assert first == worded.subject
    assert len(first) <= 140


def test_the_lead_tells_the_loudest_change_with_both_sources():
    """One sentence each for now and before, with speaker, outlet and day."""
    expected = (
        "Now by December 2026 (planned) — the harbour master, River Post, 9 March 2026. "
        "Before: by September 2026 (planned) — a clerk of the port, Quay Radio, 3 March 2026."
    )

    assert message(fall(), slip()).lead == expected


def test_days_are_those_of_the_newsroom():
    """What was said at 22:30 UTC was said the next day in Baghdad, and the same day in London."""
    baghdad, london = (word_alert(alert(slip()), TOPIC, zone) for zone in ("Asia/Baghdad", "Europe/London"))

    days = [worded.items[0].before_said.rpartition(", ")[2] for worded in (baghdad, london)]

    assert days == ["3 March 2026", "2 March 2026"]
    assert (baghdad.published, london.published) == (
        "9 March 2026, 09:05 Baghdad time",
        "9 March 2026, 06:05 London time",
    )


def test_an_unknown_zone_is_refused():
    """A zone that does not exist is an error of the caller, not a message with a wrong hour."""
    with pytest.raises(ZoneInfoNotFoundError):
        word_alert(alert(slip()), TOPIC, "Asia/Nowhere")


def test_an_alert_worded_twice_is_the_same_message():
    """Sending again carries the same id and the same words."""
    assert word_alert(alert(slip()), TOPIC, ZONE) == word_alert(alert(slip()), TOPIC, ZONE)
    assert message(slip()).message_id == f"alert-{alert(slip()).alert_id}"


def test_only_an_edited_article_is_said_to_be_edited():
    """The note stands where the article was read before with other words, and nowhere else."""
    note = "The article was edited since it was first read. This is how it reads now."

    assert (message(slip()).note, message(slip(), edit=EDITED).note) == ("", note)


def test_a_frame_or_place_without_a_label_keeps_its_id():
    """A claim under a frame that the topic file has dropped is still told."""
    now = said(SEPTEMBER, "The fleet sails in September.", "in September", frame="old_frame", place="other:far_bank")

    assert message(change("new", now)).items[0].label == "old frame, far bank"


@pytest.mark.parametrize(
    ("office", "words"),
    [
        ("us-embassy-spokesperson", "US embassy spokesperson"),
        ("iraqi-government-source", "Iraqi government source"),
        ("harbour_master", "Harbour master"),
        ("", ""),
    ],
)
def test_an_office_is_told_as_people_write_it(office, words):
    """The id of an office becomes words with a capital, and countries' short names stand in capitals."""
    told = word_office(office, load_vocabulary())

    assert words == told
