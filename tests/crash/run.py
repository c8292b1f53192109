"""One run: a town publishes, a daemon is killed again and again, and in the end everything has to have arrived."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import statistics
import time
from collections.abc import Callable
from contextlib import AsyncExitStack, closing, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from http_server import LoopbackServer

from crash import checks
from crash.desk import Desk, Name, running_desk
from crash.lives import Nursery, open_nursery, real_daemon
from crash.plans import MOMENT, Plan, plan_kills, plan_openings
from crash.town import OUTLETS, Press, Story, write_config, write_stories
from crash.verdict import Kill, Verdict, judge
from monitor.records import Ack, Matcher, PollReading, Silence
from monitor.store import SqliteStore
from monitor.store.acts import ActFolder

BETWEEN_LIVES = timedelta(minutes=3)
"""By so much the lives' clock goes on from one to the next: every feed is due again."""

USUAL_SECONDS, LONGEST_SECONDS = 0.6, 2.0
"""What a life at work is taken to last before any has ended, and at most: killed later, it would be idle."""

DRAIN_SECONDS = 300
REAL = "a daemon started by hand"
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Size:
    """How large a run is: kills in all, at random, at the opening; daemons started by hand; stories; valleys.

    A daemon that is started by hand comes after a life that was killed with something to tell, and is killed, too.
    """

    kills: int
    at_random: int
    openings: int
    by_hand: int
    stories: int
    places: int
    seed: int = 20_270_306
    turn: int | None = None
    """Which of the points that are no part of a sending have their turn, where there is no room for all; None for
    all of them, again and again, at any of their comings."""

    @property
    def at_work(self) -> int:
        """Kills of lives that are at work."""
        return self.kills - self.openings - 2 * self.by_hand


WHOLE = Size(kills=500, at_random=250, openings=12, by_hand=10, stories=2_000, places=40)
SHORT = Size(kills=60, at_random=28, openings=2, by_hand=2, stories=72, places=8, turn=0)
"""Daemons that are started by hand are killed at random, too: that makes thirty."""


def short_of(day: date) -> Size:
    """The short form, with the turn of a day: within a few days, every named point has had its turn."""
    return replace(SHORT, turn=day.toordinal())


@dataclass
class Run:
    """A run in hand."""

    size: Size
    folder: Path
    desk: Desk
    press: Press
    nursery: Nursery
    config: Path
    stories: list[Story]
    say: Callable[[str], None]
    kills: list[Kill] = field(default_factory=list)
    dropped: set[str] = field(default_factory=set)
    seconds: list[float] = field(default_factory=list)
    _at: datetime = field(default_factory=lambda: datetime.now(UTC))
    _owed: int = 0

    async def whole(self) -> Verdict:
        """All of it."""
        self._at -= BETWEEN_LIVES * (self.size.kills + 50)
        for plan in plan_openings(self.size.openings, self.size.seed):
            await self._kill(plan)
        while checks.polled_sources(self._state, self._scratch) < OUTLETS:
            await self.nursery.live(self._tick(), "before save_cycle", 1)
        plans = plan_kills(self.size.at_work, self.size.at_random, self.size.seed, self.size.turn)
        for number, plan in enumerate(plans):
            self._publish_share(number + 1, len(plans) + self.size.by_hand)
            if "keep_act" in plan.point:
                self._speak(number)
            await self._kill(plan)
            if (number + 1) % 50 == 0:
                self.say(f"{number + 1} lives ended, {len(self.desk.arrivals)} messages arrived")
        for number in range(self.size.by_hand):
            self._publish_share(len(plans) + number + 1, len(plans) + self.size.by_hand)
            await self._kill_by_hand(number)
        await self._drain()
        kept = checks.look_at_end(self._state, self._scratch)
        lost_acts = self.dropped - checks.kept_acts(self._state, self._scratch)
        left = list((self._state / "acts").glob("*.json"))
        words = [f"what was said is lost: {lost_acts}"] * bool(lost_acts) + [f"acts left: {left}"] * bool(left)
        return judge(self.press.published, kept, self.desk.arrivals, self.kills, words)

    async def _kill(self, plan: Plan) -> None:
        """One life that is killed, and what it left."""
        self.desk.arm(plan.point, plan.nth)
        before = len(self.desk.arrivals)
        if plan.point == MOMENT:
            usual = min(statistics.median(self.seconds[-30:] or [USUAL_SECONDS]), LONGEST_SECONDS)

            async def end(pid: int) -> None:
                await asyncio.sleep(plan.share * usual * 1.2)
                os.kill(pid, signal.SIGKILL)

            ended = await self.nursery.live(self._tick(), "none", end_with=end)
        else:
            ended = await self.nursery.live(self._tick(), plan.point, plan.nth)
        if ended.point.endswith("save_cycle"):
            self.seconds.append(ended.seconds)
        self._note(ended.point or plan.point, ended.status, ended.on_their_way, before, ended.began)

    def _note(self, point: str, status: int, way: tuple[Name, ...], before: int, began: float) -> None:
        found = checks.look(self._state, self._scratch)
        first = self.desk.arrivals[before].seconds - began if self._owed and len(self.desk.arrivals) > before else None
        kill = Kill(point, status, way, found.faults, len(self.press.published), first)
        self.kills.append(kill)
        self._owed = found.owed

    async def _kill_by_hand(self, number: int) -> None:
        """A daemon as an operator starts it, after one that died with something to tell; how soon it tells is noted."""
        _let_minutes_pass(self._state)
        self._at = datetime.now(UTC) - BETWEEN_LIVES  # the clock of the daemon by hand, not before
        await self._kill(Plan("after save_reading", 1))
        if not self._owed:
            self.say(f"start {number}: nothing was owed")
        before, began = len(self.desk.arrivals), time.monotonic()
        chance = random.Random(f"{self.size.seed} by hand {number}")  # noqa: S311 - no secret
        self.desk.arm("", 0)
        async with real_daemon(self.config):
            await asyncio.wait_for(self.desk.next_arrival(), DRAIN_SECONDS)
            await asyncio.sleep(chance.random())
        found = checks.look(self._state, self._scratch)
        self._note(REAL, -signal.SIGKILL, found.on_their_way, before, began)

    async def _drain(self) -> None:
        """A last life that lives until nothing is owed."""

        async def end(pid: int) -> None:
            while True:
                await asyncio.sleep(0.5)
                found = await asyncio.to_thread(checks.look, self._state, self._scratch)
                if not found.owed and not checks.waiting_entries(self._state, self._scratch):
                    os.kill(pid, signal.SIGTERM)
                    return

        self.desk.arm("", 0)
        _let_minutes_pass(self._state)
        async with asyncio.timeout(DRAIN_SECONDS):
            ended = await self.nursery.live(datetime.now(UTC), "none", end_with=end)
        self.say(f"the last life ended with {ended.status} after {ended.seconds:.1f} s")

    def _publish_share(self, part: int, parts: int) -> None:
        """So many stories that each life has its share."""
        upto = len(self.stories) * part // parts
        for story in self.stories[len(self.press.published) : upto]:
            self.press.publish(story)

    def _speak(self, number: int) -> None:
        """Somebody says something while the daemon is dead: a silence about nothing, and an ack."""
        now = self._at
        acts = ActFolder(self._state)
        matcher = Matcher(topics=("another-topic",))
        acts.drop(Silence(f"silence-{number}", "the editor", "a trial", now, now + timedelta(hours=1), matcher))
        acts.drop(Ack(f"ack-{number}", f"alert-{number}", f"thread-{number}", "the editor", "seen", now))
        self.dropped |= {f"silence-{number}", f"ack-{number}"}

    def _tick(self) -> datetime:
        self._at += BETWEEN_LIVES
        return self._at

    @property
    def _state(self) -> Path:
        return self.folder / "state"

    @property
    def _scratch(self) -> Path:
        return self.folder / "scratch"


def _let_minutes_pass(state: Path) -> None:
    """Make every feed due, as a minute would: daemons that were started by hand go by the machine's own clock."""
    with closing(SqliteStore.open(state)) as store:
        for known in store.source_states().values():
            store.save_poll(PollReading(replace(known, due_at=_LONG_AGO)))


async def run(size: Size, folder: Path, say: Callable[[str], None]) -> Verdict:
    """A whole run in an empty folder; ``say`` hears how far it is."""
    stories = list(write_stories(size.stories, size.places, size.seed))
    async with AsyncExitStack() as stack:
        desk = await stack.enter_async_context(running_desk())
        press = Press(stack.enter_context(LoopbackServer()))
        press.open()
        config = write_config(folder, press, desk.channels, size.places)
        page = folder / "warm.html"
        page.write_text(stories[0].page.html(), encoding="utf-8")
        nursery = await stack.enter_async_context(open_nursery(config, desk, page))
        with suppress(ProcessLookupError):
            return await Run(size, folder, desk, press, nursery, config, stories, say).whole()
    msg = "a life ended before it was killed"
    raise RuntimeError(msg)
