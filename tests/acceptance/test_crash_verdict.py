"""The judge of the crash harness sees what it is there to see."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from crash.checks import Kept, Told
from crash.desk import Arrival
from crash.town import write_stories
from crash.verdict import TO, Kill, judge

STORIES = tuple(write_stories(2, 1, 1))
KEPT = Kept({(to, f"alert-{n}"): Told(f"e-{to}-{n}", "valley", (n,), (f"0{n}:00",)) for to in TO for n in (0, 1)}, ())
ARRIVALS = tuple(Arrival((to, f"alert-{n}"), f"see /story-{n}", n) for n in (0, 1) for to in TO)
KILL = Kill("answer heard", -9, (), (), len(STORIES))
TO_BOT = ("bot", "alert-1")


def verdict(arrivals=ARRIVALS, kill=KILL, kept=KEPT):
    """The judgement of a run with one kill."""
    return judge(STORIES, kept, arrivals, [kill], ())


def test_all_well():
    """Everything once and in order is as promised."""
    assert verdict().is_as_promised


def test_missing_message_is_lost():
    """A reader who was not told of a story lost it."""
    found = verdict(ARRIVALS[:-1])

    assert (Counter({0: 1}), False) == (found.lost, found.is_as_promised)


def test_repeat_of_what_was_on_its_way_is_allowed_once():
    """The second coming of a message is laid to the kill that it was on its way at; a third one is not."""
    kill = replace(KILL, on_their_way=(TO_BOT,))
    again = (*ARRIVALS, ARRIVALS[-1])

    assert verdict(again, kill).is_as_promised
    assert (TO_BOT,) == verdict(again).repeats_outside
    assert (TO_BOT,) == verdict((*again, ARRIVALS[-1]), kill).repeats_outside


@pytest.mark.parametrize(
    ("arrivals", "kill"),
    [
        (ARRIVALS[::-1], KILL),
        ((*ARRIVALS, Arrival(("bot", "alert-9"), "", 3)), KILL),
        (ARRIVALS, replace(KILL, faults=("integrity_check: broken",))),
        (ARRIVALS, replace(KILL, status=0)),
        (ARRIVALS, replace(KILL, on_their_way=(TO_BOT, TO_BOT))),
    ],
    ids=["out of order", "owed to nobody", "unsound file", "ended by itself", "two on their way"],
)
def test_other_faults_are_seen(arrivals, kill):
    """Disorder, messages that nobody owes, a broken file, a life that was not killed, two messages at once."""
    assert not verdict(arrivals, kill).is_as_promised
