"""Whether channels take what they are given: told once when one fails, once when it is well, and of what is given up.

By which channel that is told is for the routes to say: never by the one that fails.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from monitor.health.waiting import is_over
from monitor.records import ChannelState, Envelope, Notice

_TOLD_AFTER = 2
_TOLD_SINCE = timedelta(minutes=5)
"""A channel is told of after so many attempts that failed in a row, and after so long: a server that restarts is back
by then, and an editor who waits for an alert has hardly missed it. With two, a wrong password, which is tried every
quarter of an hour, is told with the second try. Judgement, both."""

_DEAD_EVERY = timedelta(hours=1)
"""How often it is told that a channel's messages were given up. Judgement: the first one is news, the tenth is not."""

ChannelCourse = Literal[
    "well",  # nothing fails, nothing was told
    "failing",  # it fails, not yet for long enough to be told
    "fell_ill",  # it is to be told now
    "ill",  # it fails, and was told
    "healed",  # it was told, and takes messages again
]
"""Where a channel stands on its way from well to ill and back."""


def judge_channels(
    states: Mapping[str, ChannelState], given_up: Sequence[Envelope], now: datetime
) -> tuple[tuple[ChannelState, ...], tuple[Notice, ...]]:
    """The states that change by what is told now, and the notices, by the names of the channels.

    ``given_up`` are the messages that were given up and not told yet, in the order in which they were: those since the
    ``dead_told_at`` of their channel, all where that is None. What comes within an hour of the last notice is told with
    the next one, if it is handed in again then. A channel without a state in ``states`` may have some all the same.

    After a message went out, ``failures`` are to be 0, and ``told_at`` and ``failing_since`` as they were: these are
    taken away here, when it is told that the channel is well.
    """
    changed, notices = list[ChannelState](), list[Notice]()
    for name in sorted({*states, *(one.channel for one in given_up)}):
        before = states.get(name, ChannelState(name))
        dead = [one for one in given_up if one.channel == name]
        after, told = _judge_failures(before, dead, now)
        after, dead_told = _judge_dead_letters(after, dead, now)
        changed += [after] if after != before else []
        notices += [*told, *dead_told]
    return tuple(changed), tuple(notices)


def course_of(state: ChannelState, dead: Sequence[Envelope], now: datetime) -> ChannelCourse:
    """Where a channel stands, with the messages that it gave up and that are not told yet.

    It falls ill with its second failed attempt in a row, or a later one, five minutes after the first; at once where it
    fails and a message was given up. That is so once an hour at most: a channel that refuses every other message for
    good is not told with each of them.
    """
    if state.failures == 0:
        return "healed" if state.told_at is not None else "well"
    if state.told_at is not None:
        return "ill"
    lasts = state.failures >= _TOLD_AFTER and is_over(state.failing_since, now, _TOLD_SINCE)
    refuses = bool(dead) and is_over(state.dead_told_at, now, _DEAD_EVERY)
    return "fell_ill" if refuses or lasts else "failing"


def _judge_failures(
    state: ChannelState, dead: Sequence[Envelope], now: datetime
) -> tuple[ChannelState, tuple[Notice, ...]]:
    course, since = course_of(state, dead, now), state.failing_since or state.told_at or now
    if course == "fell_ill":
        notice = Notice(state.channel, "undelivered", healed=False, since=since, detail=state.answer)
        return replace(state, told_at=now, failing_since=since), (notice,)
    if course == "healed":
        notice = Notice(state.channel, "undelivered", healed=True, since=since)
        return replace(state, told_at=None, failing_since=None), (notice,)
    return state, ()


def _judge_dead_letters(
    state: ChannelState, dead: Sequence[Envelope], now: datetime
) -> tuple[ChannelState, tuple[Notice, ...]]:
    if not dead or not is_over(state.dead_told_at, now, _DEAD_EVERY):
        return state, ()
    last = dead[-1].answer
    notice = Notice(state.channel, "dead_letters", healed=False, since=now, detail=last, muted=len(dead))
    return replace(state, dead_told_at=now), (notice,)
