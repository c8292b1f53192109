"""A day of the post in short: twenty sources' alerts, channels of every kind that fail now and then, no crash."""

from __future__ import annotations

import asyncio
import random
from collections import Counter, defaultdict
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from mail_channel import mail_account
from told_desk import TAKEN, LivedPost, NotingDesk, live_post, moments, warden_alert

from monitor.notify.email.answers import answer_failure, judge_code
from monitor.notify.http_answers import answer_result
from monitor.notify.redaction import Redaction
from monitor.notify.slack.answers import answer_webhook
from monitor.records import SYSTEM_ROUTE, AlertRoute, FetchResult, Recipient, Resend, RoutingTable, SendAnswer
from monitor.store import SqliteStore

BEGINS = datetime(2026, 3, 2, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LOOK, DAY, ENDS = 5 * MINUTE, 24 * HOUR, 26 * HOUR
SEED = 20_260_302
SOURCES, ALERTS_A_SOURCE, GATES = 20, 4, 12
FAULTS = 0.05
GONE_FROM, GONE_UNTIL = 10 * HOUR, 11 * HOUR
OPEN_FILES = Path("/proc/self/fd")
URL = "https://desk.example/hook"
CLOSED = "closed@quay.example"
"""An address whose box is closed for good."""

RECIPIENTS = {
    "slack": (Recipient("slack", "slack"),),
    "hook": (Recipient("hook", "hook"),),
    "mail": tuple(Recipient("mail", "mail", name) for name in ("day@quay.example", CLOSED, "night@quay.example")),
    "file": (Recipient("file", "file"),),
    "pager": (Recipient("pager", "pager"),),
}
TABLE = RoutingTable(
    routes=(AlertRoute("everything", ("slack", "hook", "mail", "file")),),
    system=AlertRoute(SYSTEM_ROUTE, ("pager", "hook")),
    recipients=RECIPIENTS,
)


@dataclass
class Weather:
    """Which sendings fail: one of twenty, until the day is over."""

    dice: random.Random

    def is_bad(self, desk: NotingDesk) -> bool:
        """Whether this one does."""
        return desk.post.elapsed < DAY and self.dice.random() < FAULTS

    def slack(self, desk: NotingDesk, _message, _recipient) -> SendAnswer:
        """Too many messages: two minutes of rest."""
        if not self.is_bad(desk):
            return TAKEN
        return answer_webhook(FetchResult(URL, URL, status=429, retry_after="120"), desk.post.now, Redaction())

    def hook(self, desk: NotingDesk, _message, _recipient) -> SendAnswer:
        """A server's own error; and for an hour there is no such address."""
        gone = GONE_FROM <= desk.post.elapsed < GONE_UNTIL
        if not gone and not self.is_bad(desk):
            return TAKEN
        result = FetchResult(URL, URL, status=410 if gone else 500, body=b"no")
        return answer_result("the desk", result, desk.post.now, Redaction())

    def mail(self, desk: NotingDesk, _message, recipient: Recipient) -> SendAnswer:
        """A server that falls silent; and one recipient whom it refuses for good."""
        if recipient.address == CLOSED:
            verdict = judge_code("RCPT", 550)
            return SendAnswer(verdict.outcome, "550 no such box", scope=verdict.scope, status=550)
        return answer_failure(mail_account(), "DATA", TimeoutError(), "") if self.is_bad(desk) else TAKEN

    def file(self, desk: NotingDesk, _message, _recipient) -> SendAnswer:
        """A disk that is full."""
        return SendAnswer("retry_later", "could not be written") if self.is_bad(desk) else TAKEN

    def pager(self, desk: NotingDesk, _message, _recipient) -> SendAnswer:
        """A connection that is refused."""
        result = FetchResult(URL, URL, problem="connect", detail="refused")
        return answer_result("the pager", result, desk.post.now, Redaction()) if self.is_bad(desk) else TAKEN


@dataclass
class Lived:
    """The post after the day, the place of each alert, and how many files were open at each full hour."""

    post: LivedPost
    places: dict[str, str]
    open_files: list[int]


async def live(folder: Path) -> Lived:
    """A day, at whose end an operator sends again what the hook did not take, and two hours of fair weather."""
    dice = random.Random(SEED)  # noqa: S311 - no secret
    weather = Weather(dice)
    due = sorted((dice.randrange(24 * 12) * LOOK, number) for number in range(SOURCES * ALERTS_A_SOURCE))
    desks = [NotingDesk(name, getattr(weather, name)) for name in RECIPIENTS]
    lived = Lived(live_post(desks, TABLE, BEGINS, chance=dice.random), {}, [])
    for after in moments(LOOK, ENDS):
        with closing(SqliteStore.open(folder)) as store:
            lived.post.workshop = replace(lived.post.workshop, store=store)
            if after == DAY:
                _send_again(lived.post)
            while due and due[0][0] == after:
                _owe(lived, due.pop(0)[1])
            await lived.post.look()
            if after % HOUR == timedelta():
                lived.open_files.append(_count_open_files())
        lived.post.pass_time(LOOK)
    return lived


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """The post after its day; its database can be read."""
    folder = tmp_path_factory.mktemp("soak")
    found = asyncio.run(live(folder))
    with closing(SqliteStore.open(folder)) as store:
        found.post.workshop = replace(found.post.workshop, store=store)
        yield found


def test_nothing_is_lost_and_nothing_told_twice(lived):
    """Every alert reached every recipient once; what the one with the closed box did not get is kept as given up."""
    wanted, closed = Counter(lived.post.owed), RECIPIENTS["mail"][1]
    told: dict[Recipient, Counter[str]] = defaultdict(Counter)
    for desk in lived.post.desks.values():
        for one in desk.taken:
            told[one.recipient].update(name for name in one.alerts if name in wanted)
    states = Counter((one.recipient, one.state) for one in lived.post.store.deliveries() if one.alert.notice is None)

    hearers = [one for name in ("slack", "hook", "mail", "file") for one in RECIPIENTS[name]]
    assert {one: wanted for one in hearers if one != closed} == {
        one: counts for one, counts in told.items() if counts.total()
    }
    assert {(one, "given_up" if one == closed else "sent"): len(wanted) for one in hearers} == states


def test_channels_failed_in_each_of_their_ways(lived):
    """The day was as bad as it was meant to be: faults on every channel, and dead letters of the hook."""
    found = {
        (lived.post.store.envelope(one.envelope_id).channel, one.status, one.outcome)
        for envelope in lived.post.store.envelopes()
        for one in lived.post.store.attempts(envelope.envelope_id)
    }

    assert {
        ("slack", 429, "retry_later"),
        ("hook", 500, "retry_later"),
        ("hook", 410, "give_up"),
        ("mail", 550, "give_up"),
        ("mail", None, "retry_later"),
        ("file", None, "retry_later"),
    } <= found


def test_messages_of_a_thread_keep_their_order(lived):
    """What is said of one gate reaches each recipient in the order in which it was owed, save what was sent again."""
    again = {name for one in _sent_again(lived.post) for name in one.alerts}
    for desk in lived.post.desks.values():
        for recipient in RECIPIENTS[desk.name]:
            told = [name for one in desk.taken if one.recipient == recipient for name in one.alerts]
            for gate in range(GATES):
                own = [name for name in told if lived.places.get(name) == _gate(gate) and name not in again]
                assert [name for name in lived.post.owed if name in own] == own, (recipient, gate)


def test_troubles_of_channels_are_told_once_and_by_others(lived):
    """That the hook fails, gives up and is well again is told once each, and by no channel of itself."""
    told = [
        (desk.name, message.notice)
        for desk in lived.post.desks.values()
        for one in desk.taken
        for message in (one.message.parts or (one.message,))
        if message.notice is not None
    ]

    assert {1} == set(Counter(told).values())
    assert [] == [(name, notice) for name, notice in told if name == notice.subject]
    of_hook = [(n.ailment, n.healed) for name, n in told if n.subject == "hook" and name == "pager"]
    assert [("undelivered", False), ("undelivered", True)] == [one for one in of_hook if one[0] == "undelivered"]
    assert ("dead_letters", False) in of_hook


@pytest.mark.skipif(not OPEN_FILES.is_dir(), reason="this system does not list the open files of a process")
def test_no_file_stays_open(lived):
    """As many files are open at the end of the day as in its second hour."""
    assert {lived.open_files[1]} == set(lived.open_files[1:])


def _owe(lived: Lived, number: int) -> None:
    place = _gate(number % GATES)
    alert = warden_alert(number, lived.post.now, place=place)
    lived.post.owe(alert)
    lived.places[alert.alert_id] = place


def _gate(number: int) -> str:
    return f"other:gate-{number}"


def _send_again(post: LivedPost) -> None:
    for envelope in post.store.envelopes("given_up"):
        if envelope.channel == "hook":
            post.store.keep_act(Resend(envelope.envelope_id, "Operator", post.now))


def _sent_again(post: LivedPost):
    return [one for one in post.desks["hook"].taken if one.after >= DAY]


def _count_open_files() -> int:
    return len(list(OPEN_FILES.iterdir())) if OPEN_FILES.is_dir() else 0
