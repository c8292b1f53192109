from __future__ import annotations

import json
import logging
import sys
import threading

import pytest
from http_server import LoopbackServer, answer
from slack_channels import DESK, Kept
from told_message import told_message

from monitor.notify import AppriseNotifier
from monitor.records import SendAnswer

pytest.importorskip("apprise", reason="an optional package")

# Apprise loads all its plugins at once, and what some of them build on is old.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

TOKEN = "tok-en-0123456789"  # noqa: S105 - invented


@pytest.fixture
def receiver():
    """A server on loopback."""
    with LoopbackServer() as server:
        yield server


def channel(receiver: LoopbackServer, *paths: str, **parts) -> AppriseNotifier:
    """The channel whose addresses are JSON posts to paths of the server."""
    addresses = [receiver.url(f"/{path}").replace("http", "json", 1) for path in paths or (TOKEN,)]
    return AppriseNotifier("desk", [Kept(address) for address in addresses], **parts)


async def test_a_message_is_handed_over(receiver):
    """Subject and text arrive; the answer says how little Apprise's yes proves."""
    receiver.routes[f"/{TOKEN}"] = answer(b"{}")

    told = await channel(receiver).send(told_message(), DESK)

    (asked,) = receiver.requests
    assert SendAnswer("sent", "handed to Apprise, which reports no more") == told
    assert told_message().subject == json.loads(asked.body)["title"]
    assert "slipped by 3 months" in json.loads(asked.body)["message"]


async def test_names_in_an_article_call_nobody(receiver):
    """What other services would take for a call is parted by a joiner that nobody sees."""
    receiver.routes[f"/{TOKEN}"] = answer(b"{}")

    await channel(receiver).send(told_message(subject="@everyone @here", text="@channel a@b.example, @ 9"), DESK)

    form = json.loads(receiver.requests[0].body)
    assert ("@\u2060everyone @\u2060here", "@\u2060channel a@\u2060b.example, @ 9") == (form["title"], form["message"])


@pytest.mark.parametrize("status", [400, 404, 500])
async def test_a_failure_is_tried_again_and_tells_no_address(receiver, status, caplog):
    """Apprise says no more than no; neither answer nor log holds the address or what the server repeated of it."""
    caplog.set_level(logging.DEBUG)
    receiver.routes[f"/{TOKEN}"] = answer(f"no such thing: {TOKEN}".encode(), status=status)

    told = await channel(receiver).send(told_message(), DESK)

    assert ("retry_later", "channel") == (told.outcome, told.scope)
    assert TOKEN not in told.reason + caplog.text


async def test_one_address_of_two_that_fails_is_a_failure(receiver):
    """Which one it was is not known: both are tried again."""
    receiver.routes["/well"] = answer(b"{}")

    told = await channel(receiver, "well", "ill").send(told_message(), DESK)

    assert ("retry_later", 2) == (told.outcome, len(receiver.requests))


async def test_a_service_that_does_not_answer_is_waited_for_within_bounds(receiver):
    """After the deadline the message is owed still; the thread that hangs holds up nobody."""
    asked, ended = threading.Event(), threading.Event()

    def hang(exchange) -> None:
        asked.set()
        ended.wait()
        answer(b"{}")(exchange)

    receiver.routes[f"/{TOKEN}"] = hang
    told = await channel(receiver, deadline_seconds=0.2).send(told_message(), DESK)
    ended.set()

    assert SendAnswer("retry_later", "Apprise did not end within 0.2 seconds") == told
    _wait_for_threads()


@pytest.mark.parametrize("address", ["", "no address", f"nonsense://{TOKEN}", "json://", f"slack://{TOKEN}"])
def test_an_address_that_apprise_does_not_know_is_refused(address, caplog):
    """The check names channel and place in the list, never the address; Apprise's own words about it are shut."""
    caplog.set_level(logging.DEBUG)

    with pytest.raises(ValueError, match="channel 'desk': Apprise does not understand address 2") as raised:
        AppriseNotifier("desk", [Kept("json://127.0.0.1/well"), Kept(address)])

    assert TOKEN not in str(raised.value) + caplog.text


def test_a_channel_without_addresses_is_refused():
    """It would tell nobody and call that a success."""
    with pytest.raises(ValueError, match="no address is given"):
        AppriseNotifier("desk", [])


def test_where_the_package_is_missing_its_extra_is_named(monkeypatch):
    """The error says what to install."""
    monkeypatch.setitem(sys.modules, "apprise", None)

    with pytest.raises(ValueError, match=r"install newsroom-monitor\[apprise\]"):
        AppriseNotifier("desk", [Kept("json://127.0.0.1/well")])


async def test_there_is_no_queue_before_it(receiver):
    """Turns come at once, and printing the channel gives nothing away."""
    notifier = channel(receiver)

    await notifier.turn()

    assert ("desk", False) == (notifier.name, TOKEN in repr(notifier))


def _wait_for_threads() -> None:
    for thread in threading.enumerate():
        if thread.name == "apprise":
            thread.join(5)
