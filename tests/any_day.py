"""A day of the post by chance: routes, alerts, channels that fail, runs that die, and a clock that jumps.

Everything hangs on one source of chance, so that a day can be lived again. Time stands still but where a step moves it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from random import Random

from routed_alerts import (
    DECEMBER,
    OCTOBER,
    RECIPIENTS,
    SEPTEMBER,
    START,
    SURROUNDINGS,
    TOPIC,
    alert,
    change,
    notice,
    table,
)
from workshop_made import make_workshop, never

from monitor.clock import HandClock
from monitor.errors import StoreError
from monitor.pipeline.owing import owe_alerts
from monitor.pipeline.posting.postman import Postman
from monitor.pipeline.workshop import Workshop
from monitor.ports import Store
from monitor.records import (
    Alert,
    AlertRoute,
    Digest,
    FigureValue,
    Grouping,
    Inhibition,
    Matcher,
    Message,
    QuietHours,
    Rate,
    Recipient,
    RoutingTable,
    SendAnswer,
    Silence,
)

CHANNELS = ("desk", "mail", "phone", "pager")
KINDS = ("new", "changed", "refined", "denied", "revised", "lead_moved", "source_reversed")
VALUES = (SEPTEMBER, OCTOBER, DECEMBER, FigureValue(900, 900), FigureValue(40, None))
PLACES = ("harbour", "north_quay", "other:far_isle")
WRITES = frozenset({"save_owed", "save_deliveries", "seal", "begin_attempt", "end_attempt", "save_channel"})
DIGESTS = {
    "morning": Digest("morning", "day", time(8), "Asia/Baghdad"),
    "hourly": Digest("hourly", "hour", time(0, 30), "Asia/Baghdad"),
}
QUIETS = {
    "night": QuietHours("night", time(22), time(7), "Asia/Baghdad", passing=frozenset({"changed"})),
    "noon": QuietHours("noon", time(11), time(14), "Europe/London"),
}
LOUD = Inhibition(
    "loud", Matcher(kinds=("changed", "denied")), Matcher(kinds=("lead_moved", "refined")), frozenset({"key"}), 6
)
PAUSES = (1, 10, 60, 300, 900, 3_600, 7_200, 20_000)
NO_ROOM = StoreError("monitor.sqlite3", "no room on the disk", "make room")
LOOKS_AFTERWARDS, MINUTES_BETWEEN = 144, 20


class Death(BaseException):
    """The run is killed: nothing in it can catch this."""


@dataclass(frozen=True)
class Arrival:
    """A message that a channel took, and the envelope that was on its way."""

    place: tuple[str, str]
    message_id: str
    envelope_id: str
    alerts: tuple[str, ...]


@dataclass
class Fate:
    """What befalls a run: when it dies, and whether the disk has room. ``on_its_way`` is the envelope in hand."""

    chance: Random
    deadliness: float
    is_on: bool = False
    is_dead: bool = False
    disk_is_full: bool = False
    on_its_way: str = ""
    broken_off: Counter[str] = field(default_factory=Counter)

    def strikes(self) -> bool:
        """Whether the run dies here; a dead one does nothing any more."""
        if self.is_on and not self.is_dead:
            self.is_dead = self.chance.random() < self.deadliness
        return self.is_on and self.is_dead

    async def lives(self, work: Callable[[], Awaitable[object]]) -> None:
        """A run: until its end, its death, or a full disk."""
        self.is_on, self.is_dead, self.on_its_way = True, False, ""
        try:
            await work()
        except (Death, StoreError):
            self.broken_off[self.on_its_way] += 1
        finally:
            self.is_on = False


class MortalStore:
    """A store of which every call may be the last one of its run, before or after it is done."""

    def __init__(self, store: Store, fate: Fate) -> None:
        """Stand before that store."""
        self._store, self._fate = store, fate

    def __getattr__(self, name: str):
        """The method of that name."""
        return lambda *given, **named: self._call(name, given, named)

    def _call(self, name: str, given: tuple, named: dict) -> object:
        if self._fate.strikes():
            raise Death(name)
        if self._fate.is_on and self._fate.disk_is_full and name in WRITES:
            raise NO_ROOM
        found = getattr(self._store, name)(*given, **named)
        if name in {"begin_attempt", "end_attempt"}:
            self._fate.on_its_way = given[0].envelope_id if name == "begin_attempt" else ""
        if self._fate.strikes():
            raise Death(name)
        return found


@dataclass
class MoodyDesk:
    """A channel of the day."""

    name: str
    day: Day

    async def turn(self) -> None:
        """At once."""

    async def send(self, message: Message, recipient: Recipient) -> SendAnswer:
        """What the day has for it; the run may die before, and after a message has arrived."""
        if self.day.fate.strikes():
            raise Death(self.name)
        answer = self.day.answer(self.name)
        if answer.outcome == "sent":
            told = tuple(part.alert.alert_id for part in (message.parts or (message,)) if part.alert is not None)
            place = (recipient.channel, recipient.address)
            self.day.arrivals.append(Arrival(place, message.message_id, self.day.fate.on_its_way, told))
        if self.day.fate.strikes():
            raise Death(self.name)
        return answer


class Day:
    """A day by chance, with ``store`` as what is kept of it; ``jumps`` says whether its clock does."""

    def __init__(self, chance: Random, store: Store, *, jumps: bool) -> None:
        """Begin in some minute of a week."""
        self.chance, self.kept, self.jumps = chance, store, jumps
        self.now = START + timedelta(minutes=chance.randrange(7 * 24 * 60))
        self.clock = HandClock(self.now)
        self.fate = Fate(chance, chance.choice([0, 0.002, 0.01, 0.05]))
        self.arrivals: list[Arrival] = []
        self.table = any_table(chance)
        self.down: set[str] = set()
        self.alerts: list[Alert] = []
        self._is_over = False

    def answer(self, channel: str) -> SendAnswer:
        """Of a channel at this moment; after the day every channel takes everything."""
        luck = 1.0 if self._is_over else self.chance.random()
        if channel in self.down and not self._is_over:
            return SendAnswer("retry_later", "down", self.chance.choice([None, 5.0, 3_600.0]))
        if luck < 0.05:
            return SendAnswer("retry_later", "box full", scope="message")
        if luck < 0.1:
            return SendAnswer("retry_later", "503")
        if luck < 0.12:
            return SendAnswer("give_up", "refused", scope=self.chance.choice(["message", "channel"]))
        return SendAnswer("sent", "taken", reference=f"ts-{len(self.arrivals)}")

    async def live(self, steps: int) -> None:
        """So many steps by chance, then two days in which nothing fails any more."""
        for _ in range(steps):
            await self._step()
        self._is_over, self.fate.deadliness, self.fate.disk_is_full = True, 0, False
        self.clock.put(self.now)
        for _ in range(LOOKS_AFTERWARDS):
            await self._look()
            self._pass(timedelta(minutes=MINUTES_BETWEEN))

    async def _step(self) -> None:
        luck = self.chance.random()
        if luck < 0.35:
            await self._owe()
        elif luck < 0.7:
            await self._look()
        elif luck < 0.9:
            self._pass(timedelta(seconds=self.chance.choice(PAUSES)))
        elif luck < 0.93:
            self.down ^= {self.chance.choice(CHANNELS)}
        elif luck < 0.96:
            self.fate.disk_is_full = not self.fate.disk_is_full
        elif luck < 0.98:
            self._say()
        elif self.jumps:
            day = timedelta(days=1)
            unset = datetime(1970, 1, 2, tzinfo=UTC) + (self.now - START)
            self.clock.put(self.chance.choice([self.now, self.now - day / 24, self.now + day, unset]))

    def _pass(self, span: timedelta) -> None:
        self.now += span
        self.clock.advance(span)

    def _workshop(self) -> Workshop:
        made = make_workshop(notifiers={name: MoodyDesk(name, self) for name in CHANNELS}, clock=self.clock)
        store = MortalStore(self.kept, self.fate)
        return replace(made, store=store, routing=self.table, surroundings=SURROUNDINGS, topics={TOPIC.name: TOPIC})

    async def _look(self) -> None:
        async def look() -> None:
            await Postman(self._workshop()).send_owed(never)

        await self.fate.lives(look)

    async def _owe(self) -> None:
        one = any_alert(self.chance, len(self.alerts), self.clock.now())
        self.alerts.append(one)

        async def owe() -> None:
            workshop = self._workshop()
            workshop.store.save_owed(owe_alerts([one], workshop, self.clock.now()))

        await self.fate.lives(owe)
        if self.kept.alert(one.alert_id) is None:  # the article is read again by the next run
            self.kept.save_owed(owe_alerts([one], self._workshop(), self.clock.now()))

    def _say(self) -> None:
        now = self.clock.now()
        until = now + timedelta(minutes=self.chance.choice([5, 60, 600]))
        kinds = self.chance.choice([("new",), ("changed",), ("refined", "denied")])
        self.kept.keep_act(Silence(f"s-{self.chance.random()}", "Editor", "known", now, until, Matcher(kinds=kinds)))


def any_alert(chance: Random, number: int, now: datetime) -> Alert:
    """A notice, or up to three changes of an article that may have made alerts before."""
    if chance.random() < 0.1:
        made = notice(chance.choice(["failing", "stale"]), "echo-en", name=f"n{number}")
        return replace(made, created_at=now, published_at=now, notice=replace(made.notice, since=now))
    article = chance.choice([f"article-{chance.randint(1, 6)}", f"article-of-{number}"])
    changes = [
        replace(
            change(chance.choice(KINDS), chance.choice(VALUES), SEPTEMBER, article, place=chance.choice(PLACES)),
            change_id=f"c{number}-{place}",
        )
        for place in range(chance.choice([1, 1, 1, 2, 3]))
    ]
    made = alert(*changes, name=f"a{number}", article_id=article)
    return replace(made, created_at=now, published_at=now)


def any_table(chance: Random) -> RoutingTable:
    """A table of up to four trees of routes, two deep."""
    names = iter(range(100))
    routes = [_any_route(chance, names, deep=2) for _ in range(chance.randint(1, 4))]
    return table(
        *routes,
        digests=DIGESTS,
        quiets=QUIETS,
        quiet_of=chance.choice([{}, {"lena": "night"}]),
        inhibitions=chance.choice([(), (LOUD,), (replace(LOUD, equal=frozenset({"topic"})),)]),
    )


def _any_route(chance: Random, names, deep: int) -> AlertRoute:
    below = chance.choice([0, 0, 1, 2]) if deep else 0
    groupings = [Grouping(), Grouping("key", 60), Grouping("everything", 0, 600), Grouping("article", 120, 900)]
    return AlertRoute(
        f"r{next(names)}",
        tuple(chance.sample(list(RECIPIENTS), chance.choice([0, 1, 1, 2]))),
        Matcher(kinds=chance.choice([(), (), ("changed", "revised"), ("new",)])),
        tuple(_any_route(chance, names, deep - 1) for _ in range(below)),
        goes_on=chance.random() < 0.4,
        grouping=chance.choice(groupings),
        digest=chance.choice([None, None, None, "morning", "hourly"]),
        quiet=chance.choice([None, None, "night", "noon"]),
        rate=chance.choice([None, None, Rate(1, 600), Rate(3, 3_600)]),
    )
