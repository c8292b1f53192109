"""What a desk gets, and when: each scenario is a sentence, some alerts, and the messages that they become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time

import pytest
from routed_alerts import DECEMBER, OCTOBER, SEPTEMBER, Desk, alert, at, change, notice, silence, table, told

from monitor.records import (
    Alert,
    AlertRoute,
    Change,
    FigureValue,
    Grouping,
    Inhibition,
    Matcher,
    QuietHours,
    Rate,
    RoutingTable,
    Silence,
)
from monitor.routing import MOST_CHANGES

HOUR = 60
EVENING, LATE, NEXT_MORNING = 10 * HOUR, 13 * HOUR, 22 * HOUR  # 19:00, 22:00 and 7:00 on the clocks of the harbour
NEXT_EIGHT = 23 * HOUR
ALL = AlertRoute("all", ("desk",))
PIERS = range(100, 100 + MOST_CHANGES + 1)
LOUD = Matcher(kinds=("changed",))
REST = QuietHours("rest", time(9), time(11), "Asia/Baghdad")
ECHOES = Inhibition("echoes", LOUD, Matcher(kinds=("lead_moved", "refined")), frozenset({"key", "value"}), hours=12)


def slip(number: int, **parts) -> Alert:
    """A date that moved, each time to another day, told by an article of its own."""
    return of(change(now=DECEMBER.replace(day=number), article=f"article-{number}"), number, **parts)


def of(one: Change, number: int, **parts) -> Alert:
    """The alert of one change."""
    return alert(one, name=f"alert-{number}", article_id=one.said.claim.article_id, **parts)


def echo(kind: str, number: int, now=DECEMBER) -> Alert:
    """Another article moves the lead to a value, or narrows one to it."""
    return of(change(kind, now, article=f"article-{number}"), number)


@dataclass(frozen=True)
class Scenario:
    """Alerts by the minute at which each is owed, further looks at the outbox, and what goes out at which minute.

    The outbox is looked at whenever something is owed too, but not before ``down_until``.
    """

    table: RoutingTable
    owed: Sequence[tuple[int, Alert]]
    expected: Sequence[tuple[int, list[str]]]
    looks: Sequence[int] = ()
    silences: Sequence[Silence] = ()
    down_until: int = 0


def grouped(wait: float = 0, interval: float = 0, **parts) -> RoutingTable:
    """All for the desk, in groups."""
    grouping = Grouping(parts.pop("by", "topic"), wait, interval)
    return table(replace(ALL, grouping=grouping, **parts))


SCENARIOS = {
    "an alert is a message, at once": Scenario(table(ALL), [(0, slip(1))], [(0, ["alert alert-1"])]),
    "two alerts are two messages": Scenario(
        table(ALL), [(0, slip(1)), (0, slip(2))], [(0, ["alert alert-1", "alert alert-2"])]
    ),
    "a route that goes on tells its own, and so does the next": Scenario(
        table(AlertRoute("pager", ("operator",), LOUD, goes_on=True), ALL),
        [(0, slip(1))],
        [(0, ["alert alert-1", "alert alert-1"])],
    ),
    "the first of a group waits for the others, who come with it though they came later": Scenario(
        grouped(wait=300),
        [(0, slip(1)), (4, slip(2)), (6, slip(3))],
        [(6, ["group alert-1 alert-2 alert-3"])],
    ),
    "one that comes after its group has gone waits for others of its own": Scenario(
        grouped(wait=300),
        [(0, slip(1)), (6, slip(2))],
        [(5, ["alert alert-1"]), (11, ["alert alert-2"])],
        looks=[5, 11],
    ),
    "groups of other articles go apart": Scenario(
        grouped(wait=300, by="article"),
        [(0, slip(1)), (0, slip(2))],
        [(5, ["alert alert-1", "alert alert-2"])],
        looks=[5],
    ),
    "a group that has just told something tells the next together, an interval later": Scenario(
        grouped(interval=600),
        [(0, slip(1)), (2, slip(2)), (5, slip(3)), (12, slip(4))],
        [(0, ["alert alert-1"]), (10, ["group alert-2 alert-3"]), (20, ["alert alert-4"])],
        looks=[10, 20],
    ),
    "the interval holds for all that a route sends where all is one group": Scenario(
        grouped(interval=600, by="everything"),
        [(0, slip(1)), (2, slip(2))],
        [(0, ["alert alert-1"]), (10, ["alert alert-2"])],
        looks=[10],
    ),
    "a digest gathers a day": Scenario(
        table(replace(ALL, digest="morning")),
        [(0, slip(1)), (HOUR, slip(2))],
        [(NEXT_EIGHT, ["digest alert-1 alert-2"])],
        looks=[LATE, NEXT_EIGHT - 1, NEXT_EIGHT, NEXT_EIGHT + 1],
    ),
    "a digest of one alert is a digest, and a day without any has none": Scenario(
        table(replace(ALL, digest="morning")),
        [(0, slip(1))],
        [(NEXT_EIGHT, ["digest alert-1"])],
        looks=[NEXT_EIGHT, NEXT_EIGHT + 24 * HOUR],
    ),
    "a digest gathers what came by several routes": Scenario(
        table(AlertRoute("loud", ("desk",), LOUD, digest="morning"), replace(ALL, digest="morning")),
        [(0, slip(1)), (1, echo("new", 2))],
        [(NEXT_EIGHT, ["digest alert-1 alert-2"])],
        looks=[NEXT_EIGHT],
    ),
    "after an outage of two days one digest catches up": Scenario(
        table(replace(ALL, digest="morning")),
        [(0, slip(1)), (NEXT_EIGHT + 4 * HOUR, slip(2)), (NEXT_EIGHT + 60 * HOUR, slip(3))],
        [(NEXT_EIGHT + 60 * HOUR, ["digest alert-1 alert-2"]), (NEXT_EIGHT + 72 * HOUR, ["digest alert-3"])],
        looks=[NEXT_EIGHT + 60 * HOUR, NEXT_EIGHT + 72 * HOUR],
        down_until=NEXT_EIGHT + 60 * HOUR,
    ),
    "an hourly digest comes at its minute": Scenario(
        table(replace(ALL, digest="hourly")),
        [(0, slip(1)), (31, slip(2))],
        [(31, ["digest alert-1"]), (90, ["digest alert-2"])],
        looks=[90],
    ),
    "quiet hours hold, and tell all together when they end": Scenario(
        table(replace(ALL, quiet="night")),
        [(EVENING, slip(1)), (LATE, echo("new", 2)), (LATE + 1, echo("denied", 3))],
        [(EVENING, ["alert alert-1"]), (NEXT_MORNING, ["catch_up alert-2 alert-3"])],
        looks=[NEXT_MORNING - 1, NEXT_MORNING],
    ),
    "a kind that passes is told in quiet hours": Scenario(
        table(replace(ALL, quiet="night")), [(LATE, slip(1))], [(LATE, ["alert alert-1"])]
    ),
    "an alert passes with any of its changes": Scenario(
        table(replace(ALL, quiet="night")),
        [(LATE, alert(change(), change("new", FigureValue(9, 9), None)))],
        [(LATE, ["alert alert-1"])],
    ),
    "a change that passes does not pass for a route that does not take it": Scenario(
        table(AlertRoute("figures", ("desk",), Matcher(frames=("crew_present",)), quiet="night")),
        [(LATE, alert(change(), change("new", FigureValue(9, 9), None)))],
        [(NEXT_MORNING, ["alert alert-1"])],
        looks=[NEXT_MORNING],
    ),
    "the quiet hours of a recipient hold beside those of the route": Scenario(
        table(AlertRoute("all", ("desk", "operator")), quiet_of={"desk": "night"}),
        [(LATE, echo("new", 1))],
        [(LATE, ["alert alert-1"]), (NEXT_MORNING, ["alert alert-1"])],
        looks=[NEXT_MORNING],
    ),
    "the notices of an ailment that passes are told in quiet hours": Scenario(
        table(
            system=AlertRoute("system", ("operator",), quiet="night"),
            quiets={
                "night": replace(
                    QuietHours("night", at().time().replace(22), at().time().replace(7), "Asia/Baghdad"),
                    passing_ailments=frozenset({"network"}),
                )
            },
        ),
        [(LATE, notice("network", name="notice-1")), (LATE, notice("silent", name="notice-2"))],
        [(LATE, ["alert notice-1"]), (NEXT_MORNING, ["alert notice-2"])],
        looks=[NEXT_MORNING],
    ),
    "a digest in quiet hours comes when they end": Scenario(
        table(replace(ALL, digest="hourly", quiet="night")),
        [(LATE, echo("new", 1)), (LATE + HOUR, echo("denied", 2))],
        [(NEXT_MORNING, ["digest alert-1 alert-2"])],
        looks=[LATE + 30, LATE + 90, NEXT_MORNING],
    ),
    "what is over a rate is told together once there is room": Scenario(
        table(replace(ALL, rate=Rate(2, 600))),
        [(0, slip(1)), (1, slip(2)), (2, slip(3)), (3, slip(4))],
        [(0, ["alert alert-1"]), (1, ["alert alert-2"]), (10, ["catch_up alert-3 alert-4"])],
        looks=[9, 10],
    ),
    "a rate holds for those that come due at one look too": Scenario(
        table(replace(ALL, rate=Rate(2, 600))),
        [(0, slip(number)) for number in range(1, 6)],
        [(0, ["alert alert-1", "alert alert-2"]), (10, ["catch_up alert-3 alert-4 alert-5"])],
        looks=[10],
    ),
    "a rate counts each recipient apart": Scenario(
        table(AlertRoute("all", ("desk", "operator"), rate=Rate(1, 600))),
        [(0, slip(1))],
        [(0, ["alert alert-1", "alert alert-1"])],
    ),
    "over fifty changes at once are one message": Scenario(
        table(ALL),
        [(0, of(change(place=f"other:pier_{pier}"), pier)) for pier in PIERS],
        [(0, [f"catch_up {' '.join(f'alert-{pier}' for pier in PIERS)}"])],
    ),
    "fifty are fifty": Scenario(
        table(ALL),
        [(0, of(change(place=f"other:pier_{pier}"), pier)) for pier in PIERS[1:]],
        [(0, [f"alert alert-{pier}" for pier in PIERS[1:]])],
    ),
    "a contradiction mutes its restatements": Scenario(
        table(ALL, inhibitions=(ECHOES,)),
        [(0, of(change(article="article-1"), 1)), (30, echo("lead_moved", 2)), (40, echo("refined", 3))],
        [(0, ["alert alert-1"])],
        looks=[13 * HOUR],
    ),
    "also where both come due at one look": Scenario(
        table(ALL, inhibitions=(ECHOES,)),
        [(0, of(change(article="article-1"), 1)), (0, echo("lead_moved", 2))],
        [(0, ["alert alert-1"])],
    ),
    "but not after twelve hours": Scenario(
        table(ALL, inhibitions=(ECHOES,)),
        [(0, of(change(article="article-1"), 1)), (12 * HOUR, echo("lead_moved", 2))],
        [(0, ["alert alert-1"]), (12 * HOUR, ["alert alert-2"])],
    ),
    "nor what says another value": Scenario(
        table(ALL, inhibitions=(ECHOES,)),
        [(0, of(change(article="article-1"), 1)), (30, echo("lead_moved", 2, OCTOBER))],
        [(0, ["alert alert-1"]), (30, ["alert alert-2"])],
    ),
    "nor a change that stands in the same alert": Scenario(
        table(ALL, inhibitions=(ECHOES,)),
        [(0, alert(change(), change("lead_moved")))],
        [(0, ["alert alert-1"])],
    ),
    "nor an alert that tells something else too": Scenario(
        table(ALL, inhibitions=(ECHOES,)),
        [
            (0, of(change(article="article-1"), 1)),
            (30, alert(change("lead_moved", article="article-2"), change("new", FigureValue(9, 9)), name="alert-2")),
        ],
        [(0, ["alert alert-1"]), (30, ["alert alert-2"])],
    ),
    "nor for those who were not told what is louder": Scenario(
        table(AlertRoute("loud", ("operator",), LOUD), ALL, inhibitions=(ECHOES,)),
        [(0, of(change(article="article-1"), 1)), (30, echo("lead_moved", 2))],
        [(0, ["alert alert-1"]), (30, ["alert alert-2"])],
    ),
    "nor while what is louder is silenced": Scenario(
        table(ALL, inhibitions=(ECHOES,)),
        [(0, of(change(article="article-1"), 1)), (0, echo("lead_moved", 2))],
        [(0, ["alert alert-2"])],
        silences=[silence(matcher=LOUD)],
    ),
    "nor because of what quiet hours hold, and somebody silences": Scenario(
        table(AlertRoute("loud", ("desk",), LOUD, quiet="rest"), ALL, inhibitions=(ECHOES,), quiets={"rest": REST}),
        [(0, of(change(article="article-1"), 1)), (0, echo("lead_moved", 2))],
        [(0, ["alert alert-2"])],
        looks=[HOUR, 3 * HOUR],
        silences=[silence(4 * HOUR, made_at=at(1), matcher=LOUD)],
    ),
    "nor because of what a rate holds, and somebody silences": Scenario(
        table(replace(ALL, rate=Rate(1, 3600)), inhibitions=(ECHOES,)),
        [
            (0, of(change(now=OCTOBER, article="article-0"), 0)),
            (1, of(change(article="article-1"), 1)),
            (1, echo("lead_moved", 2)),
        ],
        [(0, ["alert alert-0"]), (HOUR, ["alert alert-2"])],
        looks=[HOUR],
        silences=[silence(2 * HOUR, made_at=at(2), matcher=LOUD)],
    ),
    "nor because of what finds no room at this very look": Scenario(
        table(replace(ALL, rate=Rate(1, 3600)), inhibitions=(ECHOES,)),
        [
            (0, of(change(now=OCTOBER, article="article-0"), 0)),
            (0, of(change(article="article-1"), 1)),
            (0, echo("lead_moved", 2)),
        ],
        [(0, ["alert alert-0"]), (HOUR, ["alert alert-2"])],
        looks=[HOUR],
        silences=[silence(2 * HOUR, made_at=at(2), matcher=LOUD)],
    ),
    "the same of another article is told once": Scenario(
        table(ALL),
        [(0, of(change(article="article-1"), 1)), (30, of(change(article="article-2"), 2))],
        [(0, ["alert alert-1"])],
        looks=[24 * HOUR],
    ),
    "a value that swings is told each time": Scenario(
        table(ALL),
        [
            (0, of(change("lead_moved", article="article-1"), 1)),
            (1, of(change("lead_moved", SEPTEMBER, DECEMBER, article="article-2"), 2)),
            (2, of(change("lead_moved", article="article-3"), 3)),
        ],
        [(0, ["alert alert-1"]), (1, ["alert alert-2"]), (2, ["alert alert-3"])],
    ),
    "who was told hears that the article was changed": Scenario(
        table(AlertRoute("loud", ("desk",), LOUD)),
        [(0, of(change(), 1)), (30, of(change("revised", OCTOBER, DECEMBER, part="value"), 2))],
        [(0, ["alert alert-1"]), (30, ["alert alert-2"])],
    ),
    "silence mutes what fits while it lasts": Scenario(
        table(ALL),
        [(0, slip(1)), (30, echo("new", 2)), (60, slip(3))],
        [(30, ["alert alert-2"]), (60, ["alert alert-3"])],
        silences=[silence(60, matcher=LOUD)],
    ),
    "silence that was taken back mutes nothing": Scenario(
        table(ALL), [(0, slip(1))], [(0, ["alert alert-1"])], silences=[silence(ended_at=at(-1))]
    ),
    "an alert is told where a part of it is not meant by a silence": Scenario(
        table(ALL),
        [(0, alert(change(), change("new", FigureValue(9, 9), None)))],
        [(0, ["alert alert-1"])],
        silences=[silence(matcher=LOUD)],
    ),
    "silence on a source mutes its notices and no claim": Scenario(
        table(ALL),
        [(0, notice(name="notice-1")), (0, notice(subject="wire-en", name="notice-2")), (0, slip(1))],
        [(0, ["alert alert-1", "alert notice-2"])],
        silences=[silence(subjects=("echo-en",))],
    ),
    "silence on all claims mutes no notice": Scenario(
        table(ALL), [(0, notice()), (0, slip(1))], [(0, ["alert notice-1"])], silences=[silence()]
    ),
    "silence on an ailment mutes it for every source": Scenario(
        table(ALL),
        [(0, notice("stale")), (0, notice("failing", name="notice-2"))],
        [(0, ["alert notice-2"])],
        silences=[silence(matcher=Matcher(ailments=("stale",)))],
    ),
}


@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS.keys())
def test_the_desk_gets_what_the_sentence_says(scenario: Scenario) -> None:
    """Each scenario's name is what it proves."""
    desk = Desk(scenario.table, silences=list(scenario.silences))
    got = []
    for minute in sorted({minute for minute, _ in scenario.owed} | set(scenario.looks)):
        for one in (one for owed_at, one in scenario.owed if owed_at == minute):
            desk.owes(replace(one, created_at=at(minute)))
        if minute >= scenario.down_until and (sent := desk.looks(at(minute))):
            got.append((minute, told(sent)))

    assert list(scenario.expected) == got
