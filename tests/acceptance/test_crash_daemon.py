"""``kill -9`` of a daemon at work, sixty times: nothing is lost, and what comes twice was on its way."""

from __future__ import annotations

from crash.run import SHORT, run
from crash.table import first_seconds, lines, most_repeats

ROOM_SECONDS = 6
"""What a restart may take here until it sends: three times what is promised, as other tests may run beside this one."""


async def test_killed_sixty_times_the_daemon_loses_nothing_and_repeats_only_what_was_on_its_way(tmp_path):
    """Killed at named points and at random, and started again each time, the daemon tells everybody everything.

    A message comes twice only where a kill fell between its sending and its marking, one message a kill over all
    channels; each reader is told in order; the database is sound after each kill, and holds nothing twice.
    """
    verdict = await run(SHORT, tmp_path, lambda _: None)
    print(*lines(verdict), sep="\n")  # noqa: T201 - shown where it fails

    assert SHORT.kills == len(verdict.kills)
    assert {} == dict(verdict.lost)
    assert () == verdict.repeats_outside
    assert most_repeats(verdict) <= 1
    assert () == verdict.disorder
    assert () == verdict.faults
    assert [()] * SHORT.kills == [kill.faults for kill in verdict.kills]
    assert min(first_seconds(verdict)) <= ROOM_SECONDS
