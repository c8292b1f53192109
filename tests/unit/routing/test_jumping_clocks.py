from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from routed_alerts import DECEMBER, Desk, alert, at, change, table

from monitor.records import AlertRoute, Grouping, Rate

STEP = timedelta(minutes=10)
ROUTES = {
    "a daily digest": AlertRoute("all", ("desk",), digest="morning"),
    "an hourly digest": AlertRoute("all", ("desk",), digest="hourly"),
    "quiet hours": AlertRoute("all", ("desk",), quiet="night"),
    "a group": AlertRoute("all", ("desk",), grouping=Grouping("topic", 300, 1800)),
    "a rate": AlertRoute("all", ("desk",), rate=Rate(2, 3600)),
}
JUMPS = {
    "an hour back": [(at(hours=30), timedelta(hours=-1))],
    "a day on": [(at(hours=30), timedelta(days=1))],
    "a day on, and back an hour later": [(at(hours=30), timedelta(days=1)), (at(hours=55), timedelta(days=-1))],
    "an hour back just after a digest": [(at(hours=23, minutes=20), timedelta(hours=-1))],
    "to 1970 and back": [
        (at(hours=30), datetime(1970, 1, 1, 3, tzinfo=UTC) - at(hours=30)),
        (datetime(1970, 1, 1, 5, tzinfo=UTC), at(hours=32) - datetime(1970, 1, 1, 5, tzinfo=UTC)),
    ],
}


def ticking(jumps: list[tuple[datetime, timedelta]], steps: int) -> Iterator[datetime]:
    """What the clock of the machine shows, step by step; each jump happens once, when its moment is reached."""
    left, now = list(jumps), at()
    for _ in range(steps):
        yield now
        now += STEP
        if left and abs(left[0][0] - now) < STEP:
            now += left.pop(0)[1]


def lived(route: AlertRoute, moments: list[datetime]) -> tuple[Desk, list[int]]:
    """A desk to which something new is owed at every third look, but for the last three days.

    With how many messages went out at each look.
    """
    desk, sent = Desk(table(route)), []
    for number, now in enumerate(moments):
        if number % 3 == 0 and number < len(moments) - 3 * 144:
            step = change("new", DECEMBER, place=f"other:pier_{number}")
            desk.owes(alert(step, name=f"alert-{number}", article_id=f"article-{number}", created_at=now), now)
        sent.append(len(desk.looks(now)))
    return desk, sent


@pytest.mark.parametrize("jumps", JUMPS.values(), ids=JUMPS.keys())
@pytest.mark.parametrize("route", ROUTES.values(), ids=ROUTES.keys())
def test_a_clock_that_jumps_loses_nothing_and_brings_no_digest_twice(
    route: AlertRoute, jumps: list[tuple[datetime, timedelta]]
) -> None:
    """Three days after the last of them all alerts are told, each once, and no slot was used for two messages."""
    desk, _ = lived(route, list(ticking(jumps, 6 * 144)))
    slots = Counter(one.slot_at for one in desk.envelopes.values() if one.slot_at is not None)
    states = Counter(one.state for one in desk.deliveries.values())

    assert {"sent": len(desk.owed)} == states
    assert Counter(desk.deliveries.keys()) == Counter(
        name for one in desk.envelopes.values() for name in one.delivery_ids
    )
    assert {1} >= set(slots.values())


@settings(max_examples=10)
@given(
    st.sampled_from(list(ROUTES.values())),
    st.lists(
        st.tuples(
            st.integers(1, 70).map(lambda hours: at(hours=hours)), st.timedeltas(-timedelta(hours=23), STEP * 140)
        ),
        max_size=3,
    ).map(sorted),
)
def test_nothing_is_lost_and_no_storm_comes_of_any_jump(
    route: AlertRoute, jumps: list[tuple[datetime, timedelta]]
) -> None:
    """However the clock jumps, each alert is told once, and no look sends more than what came and what was held."""
    desk, sent = lived(route, list(ticking(jumps, 6 * 144)))
    told = Counter(name for one in desk.envelopes.values() for name in one.delivery_ids)

    assert Counter(desk.deliveries.keys()) == told
    assert max(sent) <= 2
