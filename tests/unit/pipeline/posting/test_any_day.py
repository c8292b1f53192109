"""Whatever a day brings, what is owed is told or has a reason, once, in order, and not more often than its rate."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import timedelta
from random import Random

from any_day import Day
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from monitor.routing import all_routes, label
from monitor.store import MemoryStore, SqliteStore

STEPS = 60
SEEDS = st.integers(0, 2**32)
any_days = settings(max_examples=8, phases=[Phase.generate])
"""A failing seed says all there is to know: none smaller is looked for."""


async def lived(seed, store=None, *, jumps=True):
    """The day of that seed, and two quiet ones after it."""
    day = Day(Random(seed), store or MemoryStore(), jumps=jumps)  # noqa: S311 - no secret hangs on it
    await day.live(STEPS)
    return day


def untold(store):
    """Deliveries that are still owed, or ended without a reason."""
    return [
        one
        for one in store.deliveries()
        if one.state == "owed" or (one.state != "sent" and not one.answer) or (one.state == "muted" and not one.mute)
    ]


def unbacked(store):
    """Deliveries that were muted because of another one which, for its part, was never handed to that recipient."""
    found = []
    for one in store.deliveries():
        if one.mute == "inhibited":
            louder = re.search(r"alert (\S+) told it louder", one.answer)[1]
            beside = [each for each in store.deliveries(louder) if label(each.recipient) == label(one.recipient)]
            found += [] if {each.state for each in beside} & {"sent", "given_up"} else [one]
    return found


def repeats_without_a_crash(day):
    """Messages that a recipient got more often than runs broke off with them on their way."""
    counted = Counter((one.place, one.message_id, one.envelope_id) for one in day.arrivals)
    return [each for each, times in counted.items() if times > 1 + day.fate.broken_off[each[2]]]


def told_twice(day):
    """Alerts that stood in two different messages to one place."""
    envelopes = defaultdict(set)
    for one in day.arrivals:
        for alert in one.alerts:
            envelopes[one.place, alert].add(one.envelope_id)
    return [each for each, found in envelopes.items() if len(found) > 1]


def overtaken(day):
    """Envelopes that arrived, for the first time, before an earlier one of their thread to the same place."""
    sealed = {one.envelope_id: (number, one.thread) for number, one in enumerate(day.kept.envelopes())}
    last, found = {}, []
    for envelope_id, place in {one.envelope_id: one.place for one in day.arrivals}.items():
        number, thread = sealed[envelope_id]
        if thread and number < last.get((place, thread), -1):
            found.append(envelope_id)
        last[place, thread] = number
    return found


def over_their_rate(day):
    """Recipients for whom a route made more messages within its span than its rate allows."""
    found = []
    for route in (one for one in all_routes(day.table) if one.rate is not None):
        made = defaultdict(list)
        for one in day.kept.envelopes():
            if one.route == route.name and one.state != "given_up":
                made[label(one.recipient)].append(one.made_at)
        span, most = timedelta(seconds=route.rate.seconds), route.rate.messages
        found += [who for who, at in made.items() if any(b - a < span for a, b in zip(at, at[most:], strict=False))]
    return found


@given(SEEDS)
@any_days
async def test_everything_is_told_or_has_a_reason_whatever_the_day(seed):
    """Two days after the last fault nothing is owed any more, and whatever was not sent says why."""
    day = await lived(seed)

    assert ([], []) == (untold(day.kept), list(day.kept.open_attempts()))


@given(SEEDS)
@any_days
async def test_nothing_is_muted_for_what_was_never_told(seed):
    """What an inhibition muted was told louder to the same recipient, or stands among the dead letters."""
    assert [] == unbacked((await lived(seed)).kept)


@given(SEEDS)
@any_days
async def test_only_a_broken_run_repeats_a_message_and_nothing_is_told_in_two(seed):
    """A message comes again only where a run broke off with it on its way, once for each time; an alert in one."""
    day = await lived(seed)

    assert ([], []) == (repeats_without_a_crash(day), told_twice(day))


@given(SEEDS)
@any_days
async def test_messages_of_a_thread_arrive_in_order(seed):
    """Whatever fails and is tried again, none overtakes an earlier one on the same matter to the same recipient."""
    assert [] == overtaken(await lived(seed))


@given(SEEDS)
@any_days
async def test_no_more_messages_are_made_than_the_rate_allows(seed):
    """On a clock that does not jump, no recipient is made more messages within a span than the route's rate."""
    assert [] == over_their_rate(await lived(seed, jumps=False))


async def test_days_are_the_same_with_a_store_on_disk(tmp_path):
    """What arrives is the same, message by message, whether the store is kept in memory or in SQLite."""
    store = SqliteStore.open(tmp_path)
    on_disk, in_memory = await lived(7, store), await lived(7)
    store.close()

    assert in_memory.arrivals == on_disk.arrivals
