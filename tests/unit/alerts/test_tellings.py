"""What a message says to this recipient: what they were told before, who sees to it, and which changes are theirs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from alert_records import (
    BY_DECEMBER,
    BY_SEPTEMBER,
    EDITED,
    MORNING,
    TOPIC,
    WEEK_BEFORE,
    ZONE,
    alert,
    change,
    earlier,
    fall,
    message,
    said,
    slip,
)

from monitor.alerts import FollowUp, Telling, compose_notice, word_alert
from monitor.records import Ack, Notice


def edited(part):
    """An edit of the article of ``slip``, which said September before."""
    now = said(BY_DECEMBER, "The last boat will be gone by December 2026, he said.", "by December 2026")
    return change("revised", now, earlier(BY_SEPTEMBER, outlet="River Post"), part=part)


def first_lines(part, told_at=MORNING, told=None):
    """The lines of the note of an edit, to one who was told of the slip before."""
    telling = Telling(FollowUp(told_at, told or alert(slip())))
    return message(edited(part), telling=telling).note.splitlines()


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("value", "The outlet has since changed it."),
        ("speaker", "The outlet has since named another source."),
        ("modality", "The outlet has since put it otherwise."),
        ("gone", "The outlet no longer says it."),
        ("page_gone", "The page has since gone."),
    ],
)
def test_a_follow_up_says_what_was_told_and_what_became_of_it(part, expected):
    """One line: when the recipient was told, what, and what the outlet has done to it since."""
    assert first_lines(part) == [f"We told you at 09:05: by December 2026. {expected}"]


def test_what_was_told_on_another_day_is_told_with_its_day():
    """The hour alone would be taken for today's."""
    assert first_lines("value", WEEK_BEFORE) == [
        "We told you on 3 March 2026, 01:30 Baghdad time: by December 2026. The outlet has since changed it."
    ]


def test_what_was_told_of_something_else_is_named():
    """Where the earlier message was on another matter, its label stands before its value."""
    assert first_lines("value", told=alert(fall())) == [
        "We told you at 09:05: Crew aboard, Old Harbour: about 2,000 troops. The outlet has since changed it."
    ]


def test_who_has_it_in_hand_is_told():
    """A line for each, with the hour and what they do about it, where they said so."""
    acks = (
        Ack("1", "", "", "Sara", "calling the ministry", MORNING),
        Ack("2", "", "", "سارة", "", WEEK_BEFORE),
    )

    assert message(slip(), telling=Telling(acks=acks), edit=EDITED).note.splitlines() == [
        "\u2068سارة\u2069 has this in hand since 3 March, 01:30",
        "Sara has this in hand since 09:05: calling the ministry",
        "The article was edited since it was first read. This is how it reads now.",
    ]


def test_only_the_newest_word_of_each_owner_stands_while_it_holds():
    """Not what they said before, nor what they are done with, nor what was said over two weeks ago and never ended."""
    acks = (
        Ack("1", "", "", "Sara", "calling the ministry", MORNING - timedelta(days=2)),
        Ack("2", "", "", "Sara", "writing it", MORNING - timedelta(minutes=1)),
        Ack("3", "", "", "Omar", "calling the port", MORNING - timedelta(days=3)),
        Ack("4", "", "", "Omar", "the port denies it", MORNING - timedelta(days=1), ended_at=MORNING),
        Ack("5", "", "", "Lina", "", MORNING - timedelta(days=15)),
    )

    told = message(slip(), telling=Telling(acks=acks))

    assert ["Sara has this in hand since 09:04: writing it"] == told.note.splitlines()


def test_what_people_say_cannot_break_a_message():
    """A name or note with line breaks, direction controls or markup is one dead line, and short."""
    ack = Ack("1", "", "", "Sara\r\nBcc: all\u202e", "<b>" + "so long " * 200, MORNING)
    told = message(slip(), telling=Telling(acks=(ack,)))
    (line,) = told.note.splitlines()

    assert line.startswith("Sara Bcc: all has this in hand since 09:05: <b>so long")
    assert len(line) < 300
    assert "<b>so" not in told.html


def test_every_line_of_a_note_is_a_paragraph_of_its_own():
    """What stands in lines in plain text stands in paragraphs in HTML."""
    telling = Telling(FollowUp(MORNING, alert(slip())), (Ack("1", "", "", "Sara", "calling", MORNING),))
    told = message(edited("value"), telling=telling)

    assert told.html.count('font-weight:bold">We told you') == 1
    assert told.html.count('font-weight:bold">Sara has this') == 1


def test_a_notice_says_who_sees_to_it():
    """Below what can be done stands who does it."""
    notice = compose_notice(Notice("quay", "silent", healed=False, since=MORNING), None, MORNING + timedelta(hours=1))
    telling = Telling(acks=(Ack("1", "", "", "Sara", "writing to them", MORNING),))

    assert word_alert(notice, None, ZONE, "en", telling).note.splitlines()[1:] == [
        "Sara has this in hand since 09:05: writing to them"
    ]


def test_an_alert_is_narrowed_to_the_changes_that_are_told():
    """A recipient reads of what a route takes for them, and the message carries the alert with that alone."""
    both = alert(fall(), slip())
    told = word_alert(both, TOPIC, ZONE, "en", Telling(changes=(fall().change_id,)))

    assert [item.label for item in told.items] == ["Crew aboard, Old Harbour"]
    assert told.alert is not None
    assert told.alert.changes == (fall(),)


@pytest.mark.parametrize("changes", [(), ("none of them",)])
def test_nothing_is_lost_to_an_unknown_change(changes):
    """Without ids, and with ids that the alert does not hold, all of it is told."""
    both = alert(fall(), slip())

    assert word_alert(both, TOPIC, ZONE, "en", Telling(changes=changes)).alert == both


def test_ids_and_threads_are_handed_on():
    """The message has the id, the thread and the message that it answers, as told; else the id of its alert."""
    told = message(slip(), telling=Telling(message_id="alert-e1", thread="t", replies_to="<first>"))
    bare = message(slip())

    assert (told.message_id, told.thread, told.replies_to) == ("alert-e1", "t", "<first>")
    assert "Reference alert-e1" in told.text
    assert (bare.message_id, bare.thread, bare.replies_to) == (f"alert-{alert(slip()).alert_id}", "", "")
