"""A newsroom's post, lived through by hand: alerts of one's own making, a clock that jumps, and desks that take notes.

What happens is told by two clocks: the machine's, which may jump, and the time that truly went by. The story is that of
``workshop_made``: river wardens are to leave Rivertown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from records_made import make_alert, make_change, make_claim, make_date, make_said
from workshop_made import TOPIC, make_workshop

from monitor.pipeline.cycle import run_cycle
from monitor.pipeline.owing import owe_alerts
from monitor.pipeline.workshop import Workshop
from monitor.ports import Store
from monitor.records import (
    SYSTEM_ROUTE,
    Alert,
    AlertRoute,
    ChangeKind,
    ClaimKey,
    Message,
    Recipient,
    RoutingTable,
    SendAnswer,
)

Answering = Callable[["NotingDesk", Message, Recipient], SendAnswer]
"""What a channel answers to a message for a recipient."""

TAKEN = SendAnswer("sent", "taken")


@dataclass(frozen=True)
class Told:
    """A message that was taken: when by the machine's clock, after how long in truth, by whom, and of which alerts."""

    at: datetime
    after: timedelta
    recipient: Recipient
    message: Message
    alerts: tuple[str, ...]


class NotingDesk:
    """A channel that notes what it takes; ``answering`` decides, and takes everything where it is not given."""

    def __init__(self, name: str, answering: Answering | None = None) -> None:
        """Answer so."""
        self.name = name
        self.post: LivedPost | None = None
        self.tried: list[Message] = []
        self.taken: list[Told] = []
        self._answering = answering

    async def turn(self) -> None:
        """At once."""

    async def send(self, message: Message, recipient: Recipient) -> SendAnswer:
        """The answer; what is taken is noted."""
        assert self.post is not None
        self.tried.append(message)
        answer = self._answering(self, message, recipient) if self._answering is not None else TAKEN
        if answer.outcome == "sent":
            self.taken.append(Told(self.post.now, self.post.elapsed, recipient, message, alerts_in(message)))
        return answer

    def told_alerts(self) -> Counter[str]:
        """How often each alert was told."""
        return Counter(name for told in self.taken for name in told.alerts)


@dataclass
class LivedPost:
    """The post of one newsroom from some moment on. ``elapsed`` is the time that truly went by."""

    workshop: Workshop
    elapsed: timedelta = timedelta()
    owed: list[str] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        """What the machine's clock shows."""
        return self.workshop.clock.now()

    @property
    def desks(self) -> Mapping[str, NotingDesk]:
        """The channels by name."""
        return self.workshop.notifiers

    @property
    def store(self) -> Store:
        """What is kept."""
        return self.workshop.store

    def pass_time(self, by: timedelta) -> None:
        """Time goes by, and the clock with it."""
        self.workshop.clock.advance(by)
        self.elapsed += by

    def put_clock(self, at: datetime) -> None:
        """The clock is put to another moment; no time goes by."""
        self.workshop.clock.put(at)

    def owe(self, *alerts: Alert) -> None:
        """An article was read, and what it owes is kept."""
        self.store.save_owed(owe_alerts(alerts, self.workshop, self.now))
        self.owed += [alert.alert_id for alert in alerts]

    async def look(self) -> None:
        """A whole cycle."""
        await run_cycle(self.workshop)


def alerts_in(message: Message) -> tuple[str, ...]:
    """The alerts that a message tells of, in its order."""
    return tuple(part.alert.alert_id for part in message.parts or (message,) if part.alert is not None)


def warden_alert(number: int, at: datetime, kind: ChangeKind = "new", place: str = "", name: str = "") -> Alert:
    """The alert made at a moment on a claim of its own: the wardens of a pier, or of a place, leave on another day."""
    key = ClaimKey(TOPIC.name, "departure", place or f"other:pier-{number}")
    day = (at.date() + timedelta(days=200 + number)).isoformat()
    claim = replace(make_claim(f"claim-{number}"), key=key, article_id=f"article-{number}", value=make_date(day))
    change = replace(make_change(), change_id=f"change-{number}", said=make_said(claim), kind=kind)
    named = name or f"alert-{number:05}"
    parts = {"topic": TOPIC.name, "article_id": f"article-{number}", "changes": (change,)}
    return make_alert(named, created_at=at, published_at=at, **parts)


def table_of(routes: Iterable[AlertRoute], system: str = "", **parts) -> RoutingTable:
    """A table of routes that each take everything, for the channel of their own name; notices go to ``system``."""
    own = tuple(replace(route, to=(route.name,), goes_on=True) for route in routes)
    names = [*(route.name for route in own), *filter(None, [system])]
    recipients = {name: (Recipient(name, name),) for name in names}
    notices = AlertRoute(SYSTEM_ROUTE, (system,) if system else ())
    return RoutingTable(**({"routes": own, "system": notices, "recipients": recipients} | parts))


def live_post(desks: Iterable[NotingDesk], table: RoutingTable, at: datetime, **parts) -> LivedPost:
    """The post of a newsroom that polls nothing, with these channels; ``parts`` go to its workshop."""
    by_name = {desk.name: desk for desk in desks}
    workshop = make_workshop(notifiers=by_name, sources=(), at=at, **parts)
    post = LivedPost(replace(workshop, routing=table))
    for desk in by_name.values():
        desk.post = post
    return post


def moments(step: timedelta, until: timedelta) -> Iterator[timedelta]:
    """From nothing on in equal steps, the end left out."""
    after = timedelta()
    while after < until:
        yield after
        after += step
