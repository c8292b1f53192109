"""The judgement: what was lost, what came twice and why, and whether each reader was told in order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from crash.checks import Kept
from crash.desk import Arrival, Name
from crash.town import Story

TO = ("day@example.org", "night@example.org", "lena@example.org", "hook", "bot")
"""Everybody who is owed every story."""


@dataclass(frozen=True, slots=True)
class Kill:
    """One kill: where, how the process ended, what was on its way, what the file looked like, and when it first told.

    ``published`` is how many stories were online; ``first_seconds`` is how soon it sent something, counted from its
    start, None where nothing was owed then, or nothing was sent.
    """

    point: str
    status: int
    on_their_way: tuple[Name, ...]
    faults: tuple[str, ...]
    published: int
    first_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a run. ``lost`` and ``repeats_inside`` stand by the number of the kill that they are laid to."""

    kills: tuple[Kill, ...]
    stories: int
    messages: int
    lost: Counter[int]
    repeats_inside: Counter[int]
    repeats_outside: tuple[Name, ...]
    disorder: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def is_as_promised(self) -> bool:
        """Whether nothing was lost, told out of order or kept wrongly, and nothing repeated that was not on its way."""
        unsound = [kill for kill in self.kills if kill.faults]
        most = max(self.repeats_inside.values(), default=0)
        return not (unsound or self.lost or self.repeats_outside or self.disorder or self.faults or most > 1)


def judge(
    stories: Sequence[Story], kept: Kept, arrivals: Sequence[Arrival], kills: Sequence[Kill], faults: Iterable[str]
) -> Verdict:
    """Judge what arrived by the stories that were published; what is kept says which message tells of which."""
    inside, outside = _repeats(arrivals, kills)
    return Verdict(
        tuple(kills),
        len(stories),
        len(arrivals),
        _lost(stories, kept, arrivals, kills),
        inside,
        outside,
        tuple(_disorder(kept, arrivals)),
        (*kept.faults, *faults, *_strangers(kept, arrivals), *_ways(kills)),
    )


def _lost(stories: Sequence[Story], kept: Kept, arrivals: Sequence[Arrival], kills: Sequence[Kill]) -> Counter[int]:
    """Stories that somebody was not told, by the first kill after their publication."""
    told = {
        (one.name[0], number)
        for one in arrivals
        for number in (kept.envelopes[one.name].stories if one.name in kept.envelopes else ())
        if f"story-{number}" in one.words
    }
    lost: Counter[int] = Counter()
    for place, story in enumerate(stories, 1):
        missing = sum((to, story.number) not in told for to in TO)
        if missing:
            lost[next((n for n, kill in enumerate(kills) if kill.published >= place), -1)] += missing
    return lost


def _repeats(arrivals: Sequence[Arrival], kills: Sequence[Kill]) -> tuple[Counter[int], tuple[Name, ...]]:
    """Repeats that a kill between sending and marking explains, by that kill, each for one; and all others."""
    extra = Counter(one.name for one in arrivals)
    extra.subtract(set(extra))
    inside: Counter[int] = Counter()
    for number, kill in enumerate(kills):
        for name in kill.on_their_way:
            if extra[name] > 0:
                inside[number] += 1
                extra[name] -= 1
    return inside, tuple((+extra).elements())


def _disorder(kept: Kept, arrivals: Sequence[Arrival]) -> Iterator[str]:
    """Messages of a thread that a reader got before an earlier one."""
    latest: dict[tuple[str, str], str] = defaultdict(str)
    seen = set()
    for one in arrivals:
        told = kept.envelopes.get(one.name)
        if told is None or not told.thread or one.name in seen:
            continue
        seen.add(one.name)
        lane = (one.name[0], told.thread)
        if told.created_at[0] < latest[lane]:
            yield f"{one.name} in {told.thread}"
        latest[lane] = max(latest[lane], told.created_at[-1])


def _strangers(kept: Kept, arrivals: Iterable[Arrival]) -> Iterator[str]:
    """Messages that are owed to nobody, or not to whom they went."""
    yield from (f"{one.name} is not owed" for one in arrivals if one.name not in kept.envelopes)


def _ways(kills: Iterable[Kill]) -> Iterator[str]:
    """Kills with more than one message on its way, and lives that ended otherwise."""
    for number, kill in enumerate(kills):
        if len(kill.on_their_way) > 1:
            yield f"kill {number} at {kill.point}: {len(kill.on_their_way)} messages were on their way"
        if kill.status != -9:
            yield f"kill {number} at {kill.point}: the process ended by itself, with {kill.status}"
