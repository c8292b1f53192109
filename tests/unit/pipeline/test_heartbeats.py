"""Signs of life after a cycle."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time, timedelta

import pytest
from posted_alerts import NOON
from routing_made import table_to
from workshop_made import WrittenDesk, WrittenWeb, make_workshop

from monitor.pipeline.cycle import run_cycle
from monitor.pipeline.outputs import Heartbeats
from monitor.records import FetchResult, PostRequest

ADDRESS = "https://watch.example/invented-and-secret"


@dataclass(frozen=True)
class Kept:
    """A secret."""

    def reveal(self) -> str:
        """The address."""
        return ADDRESS


class WatchedWeb(WrittenWeb):
    """A web that notes what is posted, and answers so."""

    def __init__(self, status=200, problem=None):
        """Answer posts by this status, and with this problem of the body."""
        super().__init__({})
        self.posted: list[PostRequest] = []
        self._status = status
        self._problem = problem

    async def post(self, request):
        """Noted."""
        self.posted.append(request)
        problem = self._problem if self._status == 200 else "http_status"
        return FetchResult(request.url, request.url, status=self._status, problem=problem)


def watched(web, **beats):
    """A workshop with these signs of life; notices go to ops."""
    ops = WrittenDesk("ops")
    workshop = make_workshop(web, desks=[ops], sources=())
    table = table_to((), ["ops"])
    return replace(workshop, routing=table, heartbeats=Heartbeats(**beats)), ops


async def cycles(workshop, count, **apart):
    """So many cycles, so far apart."""
    for _ in range(count):
        await run_cycle(workshop)
        workshop.clock.advance(timedelta(**apart))


async def test_ping_after_every_cycle_that_is_late_enough():
    """The dead-man's switch is pressed after a cycle, at most as often as configured."""
    web = WatchedWeb()
    workshop, _ = watched(web, url=Kept(), every=timedelta(minutes=10))

    await cycles(workshop, 5, minutes=4)

    assert [ADDRESS] * 2 == [one.url for one in web.posted]


async def test_ping_that_fails_is_made_again_and_logged_without_its_address(capsys):
    """A switch that does not answer is pressed at the next cycle, and its address is in no log."""
    web = WatchedWeb(status=503)
    workshop, _ = watched(web, url=Kept(), every=timedelta(minutes=10))

    await cycles(workshop, 2, minutes=4)

    assert 2 == len(web.posted)
    assert "invented-and-secret" not in capsys.readouterr().out


async def test_ping_whose_answer_cannot_be_read_has_arrived():
    """The status says so: the switch is not pressed again before its time."""
    web = WatchedWeb(problem="too_large")
    workshop, _ = watched(web, url=Kept(), every=timedelta(minutes=10))

    await cycles(workshop, 2, minutes=4)

    assert 1 == len(web.posted)


async def test_without_an_address_nothing_is_posted():
    """Whoever configures no switch is not watched."""
    web = WatchedWeb()
    workshop, _ = watched(web)

    await cycles(workshop, 1)

    assert [] == web.posted


@pytest.mark.parametrize("hours", [1, 5])
async def test_daily_notice_comes_once_a_day(hours):
    """All is well is told once for each day's hour, however often cycles run."""
    workshop, ops = watched(WatchedWeb(), daily_at=time(9), zone="UTC")

    await cycles(workshop, 48 // hours, hours=hours)

    told = [message.notice for message in ops.taken]
    assert [("(monitor)", "alive")] * 2 == [(one.subject, one.ailment) for one in told][:2]
    assert len(told) == len({one.since.date() for one in told}) <= 3
    assert NOON.replace(hour=9) == told[0].since
