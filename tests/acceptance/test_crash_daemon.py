"""``kill -9`` of a daemon at work, sixty times: nothing is lost, and what comes twice was on its way."""

from __future__ import annotations

from datetime import date, timedelta

from crash.plans import MOMENT, POINTS, SENDING, STEP, plan_kills
from crash.run import SHORT, run, short_of
from crash.table import first_seconds, lines, most_repeats

ROOM_SECONDS = 6
"""What a restart may take here until it sends: three times what is promised, as other tests may run beside this one."""


async def test_killed_sixty_times_the_daemon_loses_nothing_and_repeats_only_what_was_on_its_way(tmp_path):
    """Killed at named points and at random, and started again each time, the daemon tells everybody everything.

    A message comes twice only where a kill fell between its sending and its marking, one message a kill over all
    channels; each reader is told in order; the database is sound after each kill, and holds nothing twice. That every
    start sends within two seconds is for `make crash` to prove, where nothing else is at work: here the fastest one is
    looked at, with more room.
    """
    size = short_of(date.today())  # noqa: DTZ011 - any day will do
    verdict = await run(size, tmp_path, lambda _: None)
    print(f"turn {size.turn}", *lines(verdict), sep="\n")  # noqa: T201 - shown where it fails

    assert SHORT.kills == len(verdict.kills)
    assert {} == dict(verdict.lost)
    assert () == verdict.repeats_outside
    assert most_repeats(verdict) <= 1
    assert () == verdict.disorder
    assert () == verdict.faults
    assert [()] * SHORT.kills == [kill.faults for kill in verdict.kills]
    assert min(first_seconds(verdict)) <= ROOM_SECONDS


def test_short_form_has_every_named_point_in_its_turn():
    """Every day has all points of a sending; each of the others is had within four days."""
    days = [date(2027, 3, 6) + timedelta(days=number) for number in range(4)]
    sizes = [short_of(day) for day in days]
    had = [{one.point for one in plan_kills(size.at_work, size.at_random, size.seed, size.turn)} for size in sizes]
    by_hand = {"after save_reading"}

    assert all(set(SENDING) <= points for points in had)
    assert set(POINTS) == set().union(*had, by_hand) - {STEP, MOMENT}
