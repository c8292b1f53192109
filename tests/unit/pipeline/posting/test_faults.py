"""Faults of the monitor's own in the log: where they were raised, and never what they say."""

from __future__ import annotations

from dataclasses import replace

import pytest
import structlog
from posted_alerts import warden_alert, workshop_owing
from workshop_made import WrittenDesk, never

from monitor.cli.logs import configure_logs
from monitor.pipeline.posting.faults import describe_fault
from monitor.pipeline.posting.postman import Postman
from monitor.records import PostRequest

SECRET = "quay-secret-0123456789"  # noqa: S105 - invented
ADDRESS = f"https://hooks.quay.example/services/{SECRET}"


def fail_with(words):
    """Raises an error with these words, which another one led to."""
    try:
        int(words)
    except ValueError as error:
        raise RuntimeError(words) from error


class TalkativeDesk(WrittenDesk):
    """A desk whose program fails, with its address in its words and in its locals."""

    async def send(self, _message, _recipient):
        """Raises what holds the address."""
        address = ADDRESS
        fail_with(f"cannot post to {address}")


@pytest.fixture(params=["console", "json"])
def _log(request):
    """A log in each of its forms."""
    configure_logs("debug", request.param)
    yield
    structlog.reset_defaults()


@pytest.mark.usefixtures("_log")
async def test_fault_of_a_channel_is_logged_without_its_words(capsys):
    """Types, files, lines and functions stand in the log, of the fault and of what led to it; no secret does."""
    await Postman(workshop_owing(warden_alert("a", 1), desks=[TalkativeDesk("desk")])).send_owed(never)

    logged = capsys.readouterr().err
    assert all(words in logged for words in ("send_failed", "RuntimeError", "ValueError", __file__, "fail_with"))
    assert SECRET not in logged


class TalkativeTopic:
    """Stands for a topic whose every part fails, with the words of an alert."""

    def __getattr__(self, name):
        """Raises what holds them."""
        fail_with(f"{name} of {SECRET}")


@pytest.mark.usefixtures("_log")
async def test_fault_of_the_wording_is_logged_without_its_words(capsys):
    """What an alert says is the newsroom's: an error in wording it repeats none of it."""
    workshop = workshop_owing(warden_alert("torn", 1, topic="torn-page"), desks=[WrittenDesk("desk")])
    around = replace(workshop.surroundings, places=workshop.surroundings.places | {"torn-page": {}})
    workshop = replace(workshop, topics={"torn-page": TalkativeTopic()}, surroundings=around)

    await Postman(workshop).send_owed(never)

    logged = capsys.readouterr().err
    assert all(words in logged for words in ("wording_failed", "RuntimeError", __file__, "fail_with"))
    assert SECRET not in logged


def test_faults_that_lead_to_each_other_are_told_once():
    """A circle of causes ends."""
    fault, other = ValueError(), KeyError()
    fault.__cause__, other.__cause__ = other, fault

    assert "ValueError at ; from KeyError at " == describe_fault(fault)


def test_request_does_not_show_what_it_posts():
    """The text form of a posting holds neither address nor headers nor body."""
    request = PostRequest(ADDRESS, SECRET.encode(), headers={"Authorization": f"Bearer {SECRET}"})

    assert "PostRequest(content_type='application/json')" == repr(request)
