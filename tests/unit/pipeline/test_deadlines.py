"""Days that were promised and passed: told once, by the newsroom's calendar, and only where nothing else was heard."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from records_made import NOON
from routing_made import table_to
from watched_town import COURIER, GAZETTE, HERALD, Town, leaving, reports, says, town_with
from workshop_made import TOPIC, WrittenDesk

from monitor.pipeline.workshop import Rules

PROMISED = leaving("by 10 March 2026")
OVERDUE = [("overdue", None)]


def march(day, hour=12, minute=0):
    """A moment of March 2026 in UTC."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


async def told_daily(town, days):
    """The days from 3 March on whose cycle told of something overdue, and how often each did."""
    told = []
    for number in range(1, days + 1):
        at = NOON + timedelta(days=number)
        told += [at.date().isoformat() for kind, _ in await town.look(at) if kind == "overdue"]
    return told


# -- when --

PROMISES = {
    "on a day": ("on 10 March 2026", ["2026-03-12"]),
    "by a day": ("by 10 March 2026", ["2026-03-12"]),
    "before a day": ("before 10 March 2026", ["2026-03-11"]),
    "by a month": ("by March 2026", ["2026-04-02"]),
    "after a day": ("after 10 March 2026", []),
    "from a day on": ("from 10 March 2026", []),
    "a weekday that is not that day": ("on Sunday 10 March 2026", []),
    "a day that had passed when it was said": ("by 1 March 2026", []),
}


@pytest.mark.parametrize(("when", "expected"), PROMISES.values(), ids=PROMISES)
async def test_promise_is_overdue_once_the_day_of_grace_is_over(when, expected):
    """The second day after the last promised one is told of, once; what can come true for ever, or is dubious, never.

    "Before" a day promises the day before.
    """
    sentence = f"The wardens are to leave Rivertown {when}, the mayor said."

    assert expected == await told_daily(await town_with(says(sentence)), 40)


@pytest.mark.parametrize(
    ("zone", "at"),
    [("Asia/Baghdad", march(11, 21)), ("UTC", march(12, 0)), ("America/New_York", march(12, 4))],
)
async def test_day_passes_in_the_newsrooms_zone(zone, at):
    """The day of grace ends at midnight where the newsroom is, whatever the outlet's zone."""
    town = await town_with(says(PROMISED), rules=Rules(zone=zone))

    assert [] == await town.look(at - timedelta(seconds=1))
    assert OVERDUE == await town.look(at)


async def test_overdue_promise_of_many_cycles_is_told_once():
    """However many cycles run after the day, and however long later, one alert is made."""
    town = await town_with(says(PROMISED))
    for at in (march(12), march(12, 13), march(13), march(31)):
        await town.look(at)

    assert ["new", "overdue"] == [change.kind for alert in town.alerts for change in alert.changes]


async def test_newsroom_that_slept_hears_of_it_at_the_next_cycle():
    """A monitor that did not run for weeks tells what passed meanwhile, at its first cycle."""
    town = await town_with(says(PROMISED))

    assert OVERDUE == await town.look(march(30))


# -- what else was heard --

BY_OTHERS = {
    "nothing": ((), ["2026-03-12"]),
    "reported done": (("The wardens left Rivertown on 10 March 2026, the captain said.",), []),
    "reported done earlier": (("The wardens left Rivertown on 9 March 2026, the captain said.",), []),
    "denied since": (("The governor denied that the wardens will leave Rivertown by 10 March 2026.",), []),
    "said again": ((leaving("by 10 March 2026", "the captain"),), ["2026-03-12"]),
    "one outlet says otherwise": ((leaving("by 20 April 2026", "the captain"),), ["2026-03-12", "2026-04-22"]),
    "two outlets say otherwise": (
        (leaving("by 20 April 2026", "the captain"), leaving("by 20 April 2026", "the ferryman")),
        ["2026-04-22"],
    ),
}


@pytest.mark.parametrize(("sentences", "expected"), BY_OTHERS.values(), ids=BY_OTHERS)
async def test_promise_is_overdue_where_nothing_came_of_it(sentences, expected):
    """Not where it was reported done, denied since, or left behind by two other outlets; one counts beside it."""
    town = Town([HERALD, GAZETTE, COURIER])
    await town.look(NOON)
    town.put_up("plan", says(PROMISED))
    await town.look(march(2, 13))
    for source, sentence in zip((GAZETTE, COURIER), sentences, strict=False):
        town.put_up("news", reports(source, sentence), source)
    await town.look(march(9))

    assert expected == await told_daily(town, 55)


async def test_article_that_takes_its_promise_back_leaves_nothing_overdue():
    """A date that was withdrawn before it came is not told as overdue."""
    town = await town_with(says(PROMISED))
    town.edit("plan", says("The wardens stay in Rivertown for now, the mayor said."))
    await town.look_again()

    assert [] == await told_daily(town, 20)


async def test_promise_reported_done_after_it_was_overdue_is_told_as_done():
    """An overdue promise that is kept at last is told once more, as done."""
    town = await town_with(says(PROMISED))
    await town.look(march(12))
    late = says("The wardens left Rivertown on 14 March 2026, the captain said.", title="Wardens gone from Rivertown")
    town.put_up("gone", late)

    assert ("occurred", None) in await town.look(march(14))
    assert "overdue" not in town.stages()


# -- the alert --


async def test_alert_is_owed_to_every_channel_and_worded():
    """Each channel gets the message, which names the promise, who made it, and that nobody reports it kept."""
    town = Town()
    desks = {name: WrittenDesk(name) for name in ("mail", "slack")}
    town.reconfigure(notifiers=desks, routing=table_to(desks))
    await town.look(NOON)
    town.put_up("plan", says(PROMISED))
    await town.look(march(3))
    await town.look(march(12))

    alert = town.alerts[-1]
    assert (False, town.versions()[0].article_id) == (alert.edited, alert.article_id)
    assert ["sent", "sent"] == [one.state for one in town.store.deliveries(alert.alert_id)]
    for desk in desks.values():
        assert "by 10 March 2026 and not reported done — the mayor, Herald" in desk.taken[-1].subject
        assert PROMISED.replace("by 10 March 2026", "**by 10 March 2026**") in desk.taken[-1].text
    assert (1, {"overdue": 1}) == (town.report.alerts, town.report.changes)


async def test_overdue_promise_of_a_topic_that_is_no_longer_followed_is_told_to_nobody():
    """It is kept in the history, so that the topic's return does not bring it up."""
    town = await town_with(says(PROMISED))
    town.reconfigure(topics={})
    told = [await town.look(march(12))]
    town.reconfigure(topics={TOPIC.name: TOPIC})
    told.append(await town.look(march(13)))

    assert ([[], []], ["overdue"]) == (told, town.stages())
    assert 0 == town.report.alerts
