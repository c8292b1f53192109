"""The list of alerts: what was told, how far each delivery is, and who has it in hand."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from alert_desk import IVO, KEY, MINA, make_owed, make_told_alert, sealed
from alert_records import TOPIC, ZONE, alert, message, slip
from desk_said import make_ack, make_attempt
from records_made import NOON, later

from monitor.alerts import compose_notice
from monitor.cli.alerts.kept_moments import local_moments
from monitor.cli.alerts.states import acks_words, state_words, who_words
from monitor.cli.alerts.subjects import subject_of
from monitor.records import Notice, OwedAlert, Recipient

TOPICS = {TOPIC.name: TOPIC}
SINCE = datetime(2026, 3, 9, 6, 10, tzinfo=UTC)


def test_an_alert_is_listed_by_its_subject():
    """What moved stands in the list as it stood in the message."""
    assert subject_of(alert(slip()), TOPICS, ZONE) == message(slip()).subject


def test_a_notice_is_listed_by_its_subject():
    """It has no topic, and says what happened to which source."""
    told = compose_notice(Notice("quay-ar", "silent", healed=False, since=SINCE), None, SINCE)

    assert subject_of(told, TOPICS, ZONE) == "quay-ar has listed no articles since 09:10"


def test_an_alert_of_a_dropped_topic_is_listed_by_its_headline():
    """Without its topic the change cannot be worded."""
    assert subject_of(alert(slip()), {}, ZONE) == "Fleet stays for the winter"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "owed, due 2026-03-02 15:00"),
        (
            {"hold": "quiet", "due_at": later(hours=16), "answer": "night, until 07:00"},
            "owed, held for quiet hours until 2026-03-03 07:00 (night, until 07:00)",
        ),
        (
            {"hold": "digest", "due_at": later(hours=3)},
            "owed, waits for the digest of 2026-03-02 18:00",
        ),
        (
            {"state": "muted", "mute": "silenced", "answer": "Mina: the count is being checked"},
            "not sent, silenced (Mina: the count is being checked)",
        ),
        (
            {
                "state": "muted",
                "mute": "silenced",
                "answer": "Mina asked for silence until 2026-03-02 22:30 UTC: count",
            },
            "not sent, silenced (Mina asked for silence until 2026-03-03 01:30: count)",
        ),
        (
            {"hold": "quiet", "due_at": later(hours=16), "answer": "quiet hours night until 2026-03-03 04:00 UTC"},
            "owed, held for quiet hours until 2026-03-03 07:00 (quiet hours night until 2026-03-03 07:00)",
        ),
        ({"state": "given_up", "answer": "550 no such user"}, "given up (550 no such user)"),
        ({"state": "sent", "sent_at": NOON, "answer": "250 taken"}, "sent"),
    ],
)
def test_a_delivery_says_how_far_it_is_and_why_no_further(fields, words):
    """Held: why and until when; not sent: why; given up: the last answer."""
    assert words == state_words(make_owed(**fields), None, ZONE)


@pytest.mark.parametrize(
    "reason",
    ["2026-02-30 12:00 UTC", "12026-03-02 12:00 UTC", "2026-03-02 12:00 UTCX", "9999-12-31 23:59 UTC", "UTC", ""],
)
def test_what_is_no_moment_in_a_reason_stays(reason):
    """No such day, another number, or a moment that the newsroom's clock cannot show."""
    assert reason == local_moments(reason, ZONE)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "owed, due 2026-03-02 15:00"),
        (
            {"attempts": 2, "answer": "451 later", "due_at": later(10)},
            "owed (451 later), tried 2 times, again 2026-03-02 15:10",
        ),
    ],
)
def test_a_message_that_failed_says_when_it_is_tried_again(fields, words):
    """What counts for a delivery in an envelope is the envelope's own moment."""
    assert words == state_words(make_owed(due_at=later(-5)), sealed(make_owed(), **fields), ZONE)


@pytest.mark.parametrize(
    ("recipient", "words"),
    [
        (MINA, "mina by mail"),
        (Recipient("desk-slack", "desk-slack"), "desk-slack"),
        (Recipient("mail", "mail", "desk@example.org"), "mail desk@example.org"),
    ],
)
def test_a_recipient_is_named_with_the_channel(recipient, words):
    """A person by a channel; a channel's own address behind it."""
    assert words == who_words(recipient)


def test_each_owner_is_named_once_with_the_last_note():
    """Somebody who says it again has it in hand once."""
    first, second = make_ack(note=""), make_ack("ack-2", note="done soon", made_at=later(5))
    other = make_ack("ack-3", owner="Ivo", note="")

    assert "in hand: Sara (done soon), Ivo" == acks_words([first, second, other])
    assert "" == acks_words([])


def test_who_is_done_is_told_apart():
    """Nobody takes for being seen to what was seen to."""
    sara, ivo = make_ack(ended_at=later(5)), make_ack("ack-2", owner="Ivo", note="")

    assert "in hand: Ivo; done: Sara (calling the ministry)" == acks_words([sara, ivo])


def test_an_alert_is_marked_by_acks_that_are_about_it(desk):
    """What is made after the end of an ack, or over two weeks after it, is in nobody's hand."""
    for number, days in enumerate((0, 2, 15)):
        desk.keep(make_owed(make_told_alert(f"a{number}", created_at=later(hours=24 * days))))
    with desk.store() as store:
        store.keep_act(make_ack(thread=str(KEY), note="", ended_at=later(hours=24)))
        store.keep_act(make_ack("ack-2", thread=str(KEY), owner="Ivo", note=""))

    rows = {line.split()[0]: line for line in desk.run("list").lines[1:]}

    assert [True, False, False] == ["done: Sara" in rows[f"a{number}"] for number in range(3)]
    assert [True, True, False] == ["in hand: Ivo" in rows[f"a{number}"] for number in range(3)]


def test_the_list_shows_each_alert_with_its_deliveries(desk):
    """One row an alert: what it says, each recipient with the state, and who has it in hand."""
    mina, ivo = make_owed(), make_owed(recipient=IVO, state="muted", mute="repeated", answer="told in 3c0ffee")
    desk.keep(mina, ivo)
    desk.send(sealed(mina, state="sent", attempts=1, sent_at=NOON), make_attempt(envelope_id="9e8d7c6b5a4938271605"))
    with desk.store() as store:
        store.keep_act(make_ack(thread=str(KEY)))

    ended = desk.run("list")

    (row,) = ended.lines[1:]
    assert (0, "4f20c1d2e3") == (ended.status, row.split()[0])
    assert "Departure of the wardens" in row
    assert row.endswith(
        "ivo by mail not sent, told before (told in 3c0ffee); mina by mail sent; in hand: Sara (calling the ministry)"
    )


@pytest.mark.parametrize(
    ("deliveries", "words"),
    [
        ([Recipient("mail", "mail", "day@example.org"), Recipient("file", "file")], "file sent, mail sent"),
        (
            [Recipient("mail", "mail", "day@example.org"), Recipient("mail", "mail", "night@example.org")],
            "mail day@example.org sent, mail night@example.org sent",
        ),
    ],
)
def test_an_address_is_named_where_a_channel_has_several(desk, deliveries, words):
    """Where it has one, the channel says it."""
    desk.keep(
        *(
            make_owed(recipient=one, delivery_id=f"{one.name}/{one.address}", state="sent", sent_at=NOON)
            for one in deliveries
        )
    )

    (row,) = desk.run("list").lines[1:]

    assert row.endswith(f"  {words}")


def test_only_what_is_open_may_be_listed(desk):
    """What is sent, or was never to be sent, is settled; what is owed or was given up is not."""
    settled = make_told_alert("aa11", created_at=later(5))
    desk.keep(make_owed())
    desk.keep(make_owed(settled, state="muted", mute="repeated"))

    assert ["aa11", "4f20c1d2e3"] == [line.split()[0] for line in desk.run("list").lines[1:]]
    assert ["4f20c1d2e3"] == [line.split()[0] for line in desk.run("list", "--open").lines[1:]]


def test_the_list_for_other_programs(desk):
    """One object a line, with states, holds and moments in UTC."""
    desk.keep(make_owed(hold="quiet", due_at=later(hours=16)))

    (line,) = desk.run("list", "--format", "jsonl").out.splitlines()

    form = json.loads(line)
    (delivery,) = form["deliveries"]
    assert "4f20c1d2e3a4b5c6d7e8" == form["alert"]
    assert ("owed", "quiet", None, later(hours=16).isoformat()) == tuple(
        delivery[name] for name in ("state", "hold", "mute", "due_at")
    )
    assert {"name": "mina", "channel": "mail", "address": "mina@example.org", "lang": "en"} == delivery["recipient"]


def test_an_alert_that_nobody_was_owed_is_listed(desk):
    """It was told to nobody, and the list says so."""
    with desk.store() as store:
        store.save_owed([OwedAlert(make_told_alert())])

    (row,) = desk.run("list").lines[1:]

    assert row.endswith("owed to nobody")
