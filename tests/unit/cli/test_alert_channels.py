"""How channels fare."""

from __future__ import annotations

import json

import pytest
from alert_desk import IVO, make_owed, sealed
from desk_said import make_attempt
from records_made import NOON, later

from monitor.cli.alerts.channels import Fare, fare_words
from monitor.cli.alerts.testing import recipients_of
from monitor.records import SYSTEM_ROUTE, AlertRoute, ChannelState, Recipient, RoutingTable

ZONE = "Asia/Baghdad"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ChannelState("mail"), "not used yet"),
        (ChannelState("mail", sent_at=NOON), "well"),
        (ChannelState("mail", 1, failing_since=NOON), "failing since 2026-03-02 15:00, 1 time in a row"),
        (
            ChannelState("mail", 3, rests_until=later(5), failing_since=NOON),
            "failing since 2026-03-02 15:00, 3 times in a row; rests until 2026-03-02 15:05",
        ),
        (
            ChannelState("mail", 3, rests_until=later(-5), failing_since=NOON),
            "failing since 2026-03-02 15:00, 3 times in a row",
        ),
    ],
)
def test_a_channel_says_how_it_fares(state, words):
    """Well, failing since when and how often, and until when nothing is tried; a rest that is over is not told."""
    assert words == fare_words(Fare(state, "email"), NOON, ZONE)


def test_channels_are_listed_before_anything_was_told(desk):
    """Each enabled channel, not used yet; no state folder is made."""
    ended = desk.run("channels")

    assert (0, ["mail", "file"]) == (ended.status, [line.split()[0] for line in ended.lines[1:]])
    assert not desk.state.exists()


def test_channels_are_listed_with_what_is_owed_and_given_up(desk):
    """Deliveries that were not sent, messages that were given up, and the last answer; a channel that is gone, too."""
    to_mina, to_ivo = make_owed(), make_owed(recipient=IVO)
    gone = make_owed(recipient=Recipient("pager", "pager"))
    desk.keep(to_mina, to_ivo, gone)
    desk.send(
        sealed(to_mina, state="given_up", attempts=1, answer="550 no"),
        make_attempt(envelope_id="9e8d7c6b5a4938271605", outcome="give_up", answer="550 no", status=550),
    )
    with desk.store() as store:
        store.save_channel(ChannelState("mail", answer="550 no", sent_at=NOON))

    forms = [json.loads(line) for line in desk.run("channels", "--format", "jsonl").out.splitlines()]

    assert [("mail", "email", 1, 1), ("file", "file", 0, 0), ("pager", None, 1, 0)] == [
        (form["channel"], form["kind"], form["owed"], form["given_up"]) for form in forms
    ]
    assert (NOON.isoformat(), "550 no") == (forms[0]["sent_at"], forms[0]["answer"])


@pytest.mark.parametrize("form", ["table", "jsonl"])
def test_what_the_monitor_keeps_beside_the_channels_is_none(desk, form):
    """When the last ping, notice and edition went out is kept under names in parentheses: nobody configured those."""
    with desk.store() as store:
        for name in ("(ping)", "(alive)", "(published)", "pager"):
            store.save_channel(ChannelState(name, sent_at=NOON))

    ended = desk.run("channels", "--format", form)

    assert (0, True, False) == (ended.status, "pager" in ended.out, "(" in ended.out)


def test_each_address_of_a_channel_is_tested_once():
    """People and the channel's own addresses; one that two names share gets one message."""
    own, mina = Recipient("mail", "mail", "desk@example.org"), Recipient("mina", "mail", "mina@example.org", "ar")
    again, other = Recipient("chief", "mail", "mina@example.org"), Recipient("slack", "slack")
    table = RoutingTable((), AlertRoute(SYSTEM_ROUTE), {"mail": (own,), "mina": (mina, other), "chief": (again,)})

    assert (own, mina) == recipients_of("mail", table)
    assert (Recipient("file", "file"),) == recipients_of("file", table)


def test_a_channel_is_tested_in_the_language_that_is_asked_for(desk):
    """The message arrives, says TEST, and its first line is in that language."""
    ended = desk.run("test", "--channel", "file", "--lang", "ar")

    (line,) = (desk.folder / "alerts.jsonl").read_text(encoding="utf-8").splitlines()
    assert (0, True) == (ended.status, ended.out.startswith("file (file): sent: added to "))
    assert "حزيران" in json.loads(line)["subject"]
    assert "TEST" in line
