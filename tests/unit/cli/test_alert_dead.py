"""Messages that were given up, and sending them again."""

from __future__ import annotations

import json

import pytest
from alert_desk import IVO, make_owed, make_told_alert, sealed
from desk_said import make_attempt, make_envelope
from records_made import later

from monitor.cli.alerts.dead import cure_of
from monitor.records import Attempt, Recipient

NAME = "9e8d7c6b5a4938271605"
REFERENCE = f"alert-{make_told_alert().alert_id}"
"""What stands in the message to Mina."""

REFUSED = "550 5.1.1 no such user"


def refused(name: str = NAME) -> Attempt:
    """That the mail server knows no such user."""
    return make_attempt(envelope_id=name, outcome="give_up", answer=REFUSED, status=550)


@pytest.fixture
def dead(desk):
    """The newsroom, which gave up on two messages: one to Mina, one to Ivo."""
    to_mina, to_ivo = make_owed(), make_owed(make_told_alert("5a5a", created_at=later(5)), IVO)
    for one, name in ((to_mina, NAME), (to_ivo, "1234567890abcdef1234")):
        desk.keep(one)
        desk.send(sealed(one, envelope_id=name, state="given_up", attempts=1, answer=REFUSED), refused(name))
    return desk


def test_what_was_given_up_is_listed_with_its_answer_and_cure(dead):
    """To whom, what it would tell, what was answered, and what mends it."""
    ended = dead.run("dead")

    rows = ended.lines[1:-1]
    assert (0, 2) == (ended.status, len(rows))
    assert any(row.startswith(REFERENCE) and "mina by mail" in row for row in rows)
    assert all(row.endswith(f"{REFUSED}  check the recipient's address") for row in rows)
    assert "2 messages given up; `monitor alerts resend` sends them again" == ended.lines[-1]


def test_what_was_given_up_for_other_programs(dead):
    """One object a line, with the cure and the moment."""
    forms = [json.loads(line) for line in dead.run("dead", "--format", "jsonl").out.splitlines()]

    assert {"check the recipient's address"} == {form["cure"] for form in forms}
    assert (REFERENCE, NAME) in {(form["message"], form["envelope"]) for form in forms}
    assert {later(seconds=1).isoformat()} == {form["given_up_at"] for form in forms}
    assert all(form["subjects"][0].startswith("Departure of the wardens") for form in forms)


def test_nothing_given_up(desk):
    """An empty list, and nothing to send again."""
    desk.keep(make_owed())

    assert "0 messages given up" == desk.run("dead").lines[-1]
    assert (0, ["nothing was given up"]) == (desk.run("resend", "--all").status, desk.run("resend", "--all").lines)


@pytest.mark.parametrize("name", [REFERENCE, "alert-4f20", "4f20", NAME, "9e8d", "alert-9e8d"])
def test_a_message_is_sent_again_by_its_reference(dead, name):
    """Its own, that of its alert, or that of its envelope: it is owed again, the other one stays given up."""
    ended = dead.run("resend", name, "--author", "Mina")

    with dead.store() as store:
        assert {NAME: ("owed", 0)} == {
            one.envelope_id: (one.state, one.attempts) for one in store.envelopes() if one.state == "owed"
        }
    assert (0, [f"{REFERENCE} to mina by mail: tried again when its channel has had its rest"]) == (
        ended.status,
        ended.lines,
    )


@pytest.fixture
def shared(desk):
    """The newsroom, which gave up on one alert to Mina, to Ivo, and to the file."""
    to_file = make_owed(recipient=Recipient("file", "file"))
    deliveries = make_owed(), make_owed(recipient=IVO), to_file
    desk.keep(*deliveries)
    for number, one in enumerate(deliveries):
        name = f"{number}0{NAME[2:]}"
        desk.send(sealed(one, envelope_id=name, state="given_up", attempts=1, answer=REFUSED), refused(name))
    return desk


@pytest.mark.parametrize(
    ("channel", "to"), [((), ["mina by mail", "ivo by mail", "file"]), (("--channel", "file"), ["file"])]
)
def test_one_reference_means_all_to_whom_it_was_given_up(shared, channel, to):
    """Every recipient has a message with this reference; ``--channel`` takes those of one channel."""
    ended = shared.run("resend", REFERENCE, *channel)

    many = [f"3 messages that were given up fit {REFERENCE}: all are tried again"] if len(to) > 1 else []
    told = [f"{REFERENCE} to {who}: tried again when its channel has had its rest" for who in to]
    assert (0, told + many) == (ended.status, ended.lines)
    with shared.store() as store:
        assert len(to) == len(store.envelopes("owed"))


def test_a_digest_is_sent_again_by_what_stands_in_it(desk):
    """Its own reference, or that of an alert in it."""
    first, second = make_owed(), make_owed(make_told_alert("5a5a", created_at=later(5)))
    desk.keep(first)
    desk.keep(second)
    desk.send(sealed(first, second, form="digest", state="given_up", attempts=1, answer=REFUSED), refused())

    told = [f"alert-{NAME} to mina by mail: tried again when its channel has had its rest"]
    assert f"alert-{NAME}" == desk.run("dead").lines[1].split()[0]
    assert told == desk.run("resend", "alert-5a5a").lines


def test_all_are_sent_again(dead):
    """``--all`` means every message, with ``--channel`` those of one channel."""
    ended = dead.run("resend", "--all", "--channel", "mail")

    with dead.store() as store:
        assert [] == list(store.envelopes("given_up"))
    assert (0, 2) == (ended.status, len(ended.lines))


def test_beside_a_daemon_resends_are_handed_over(dead):
    """One act a message."""
    with dead.daemon():
        ended = dead.run("resend", "--all")

    assert (0, 2) == (ended.status, len(dead.said()))


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ([], "it is not clear what is meant"),
        (["9e8d", "--all"], "it is not clear what is meant"),
        (["9e8d", "--channel", "file"], "--channel file: nothing of it was given up; give one of: mail"),
        (["beef"], "no message that was given up has an id that begins so; see `monitor alerts dead`"),
        (["--all", "--channel", "file"], "--channel file: nothing of it was given up; give one of: mail"),
    ],
)
def test_what_is_not_clear_is_not_sent_again(dead, words, error):
    """Exit status 1, what is wrong and what would help."""
    ended = dead.run("resend", *words)

    assert (1, True) == (ended.status, error in ended.err)


@pytest.mark.parametrize(
    ("kinds", "status", "cure"),
    [
        ({"desk-mail": "email"}, 535, "the login is wrong"),
        ({"desk-mail": "slack"}, 404, "make a new webhook"),
        ({"desk-mail": "slack"}, 535, "see `monitor alerts channels`"),
        ({"desk-mail": "email"}, None, "see `monitor alerts channels`"),
        ({}, 550, "no longer configured"),
    ],
)
def test_the_cure_is_by_channel_and_answer(kinds, status, cure):
    """A number means one thing in mail and another on the web; a channel that is gone is the first thing to mend."""
    assert cure in cure_of(make_envelope(), make_attempt(status=status), kinds)


def test_a_message_without_any_try_has_a_cure():
    """Nothing is kept of why; the channel is looked at."""
    assert "see `monitor alerts channels`" in cure_of(make_envelope(), None, {"desk-mail": "email"})
