"""Another ``alerts.toml`` tried on past alerts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import time

import pytest
from alert_desk import ALERTS, IVO, MINA, make_owed, make_told_alert
from records_made import later, make_date, make_said

from monitor.cli.alerts.trials import Load, Post, Way, loads, try_table
from monitor.records import SYSTEM_ROUTE, AlertRoute, Digest, Matcher, QuietHours, RoutingTable
from monitor.routing import Surroundings

TO_MINA, TO_IVO = AlertRoute("desk", ("mina",)), AlertRoute("figures", ("ivo",))
AROUND = Surroundings(places={"wardens-leaving": {}})
DAY = later().date()


def table(*routes: AlertRoute, **parts) -> RoutingTable:
    """A table with these routes to Mina and Ivo."""
    return RoutingTable(routes, AlertRoute(SYSTEM_ROUTE), {"mina": (MINA,), "ivo": (IVO,)}, **parts)


def moved(alert_id: str, start: str, **fields):
    """An alert that names another day."""
    alert = make_told_alert(alert_id, **fields)
    change = alert.changes[0]
    claim = replace(change.said.claim, claim_id=f"claim of {alert_id}", value=make_date(start))
    return replace(alert, changes=(replace(change, change_id=alert_id, said=make_said(claim)),))


FIRST = moved("a1", "2026-09-04")
SECOND = moved("b2", "2026-10-09", created_at=later(30))


def test_what_another_table_adds_and_drops_is_told():
    """Who would be told by which route now, and by the other table; the alerts in the order of their making."""
    trials = try_table([SECOND, FIRST], Post(table(TO_MINA), AROUND), Post(table(TO_IVO), AROUND))

    assert [FIRST, SECOND] == [one.alert for one in trials]
    mina = Way("mina", "mail", "mina@example.org", "desk")
    assert (frozenset({Way("ivo", "mail", "ivo@example.org", "figures")}), frozenset({mina})) == (
        trials[0].added,
        trials[0].dropped,
    )


def test_the_same_table_changes_nothing():
    """Nothing is added and nothing dropped."""
    (trial,) = try_table([FIRST], Post(table(TO_MINA), AROUND), Post(table(TO_MINA), AROUND))

    assert (frozenset(), frozenset(), 1) == (trial.added, trial.dropped, len(trial.now))


def test_what_was_told_before_is_not_told_again():
    """A repeat that would be muted is no message in the trial either."""
    again = replace(FIRST, alert_id="c3", created_at=later(60))

    trials = try_table([FIRST, again], Post(table(TO_MINA), AROUND), Post(table(TO_MINA), AROUND))

    assert [1, 0] == [len(one.now) for one in trials]


def test_messages_of_a_day_are_counted_by_recipient():
    """Alerts that go alone are a message each, those of one digest are one; those that quiet hours hold are counted."""
    digest = Digest("evening", "day", time(18), "UTC")
    quiet = QuietHours("noon", time(12, 15), time(13), "UTC")
    alone = Post(table(replace(TO_MINA, quiet="noon"), quiets={"noon": quiet}), AROUND)
    gathered = Post(table(replace(TO_MINA, digest="evening"), digests={"evening": digest}), AROUND)

    trials = try_table([FIRST, SECOND], alone, gathered)

    now = [one for trial in trials for one in trial.now]
    tried = [one for trial in trials for one in trial.tried]
    assert {(DAY, "mina"): Load(messages=2, at_night=1)} == loads(now, alone, "UTC")
    assert {(DAY, "mina"): Load(messages=1, in_digests=2)} == loads(tried, gathered, "UTC")


def test_what_a_night_holds_is_one_message_of_its_route():
    """It goes out together when the night is over: a message of the day of its first alert."""
    quiet = QuietHours("night", time(11), time(10, 59), "UTC")
    post = Post(table(replace(TO_MINA, quiet="night"), replace(TO_IVO, quiet="night"), quiets={"night": quiet}), AROUND)
    third = moved("c3", "2026-11-12", created_at=later(hours=20))

    owed = [one for alert in (FIRST, SECOND, third) for one in post.owe(alert)]

    next_day = DAY.replace(day=DAY.day + 1)
    assert {
        (DAY, "mina"): Load(messages=1, at_night=2),
        (next_day, "mina"): Load(messages=0, at_night=1),
    } == loads(owed, post, "UTC")


def test_days_are_those_of_the_newsroom():
    """What is made late in the evening in UTC is of the next day in Baghdad."""
    late = replace(FIRST, created_at=later(hours=10))
    post = Post(table(TO_MINA), AROUND)

    (key,) = loads(post.owe(late), post, "Asia/Baghdad")

    assert DAY.replace(day=DAY.day + 1) == key[0]


def test_a_route_that_does_not_fit_takes_nothing():
    """Another kind of change is meant."""
    other = Post(table(replace(TO_MINA, matcher=Matcher(kinds=("occurred",)))), AROUND)

    assert () == other.owe(FIRST)


@pytest.fixture
def tried(desk):
    """The newsroom with one alert, and another ``alerts.toml`` that tells the file channel too, in a digest."""
    desk.keep(make_owed())
    digest = '\n[[digests]]\nname = "evening"\nevery = "day"\nat = "18:00"\n'
    other = desk.folder / "other.toml"
    other.write_text(
        ALERTS.replace('to = ["mina"]', 'to = ["mina", "file"]\ndigest = "evening"') + digest, encoding="utf-8"
    )
    return desk, other


def test_differences_are_marked(tried):
    """Who would be told of each alert now and by the file; then what each is told a day."""
    desk, other = tried

    ended = desk.run("route", other)

    row = ended.lines[1]
    assert (0, "≠") == (ended.status, row[0])
    assert row.endswith("- mina by mail (desk)  + file (desk, in a digest), + mina by mail (desk, in a digest)")
    assert "1 alert, 1 would go otherwise (+ added, - dropped)" == ended.lines[2]
    assert [
        "2026-03-02  file       0 → 1     0              0 → 1",
        "2026-03-02  mina       1         0              0 → 1",
    ] == (ended.lines[-2:])


def test_the_trial_for_other_programs_keeps_nothing(tried):
    """One object an alert, then one a day and recipient; the store is as it was."""
    desk, other = tried

    ended = desk.run("route", other, "--format", "jsonl")

    trial, *days = [json.loads(line) for line in ended.out.splitlines()]
    assert (["file", "mina"], ["mina"]) == tuple([one["name"] for one in trial[part]] for part in ("added", "dropped"))
    assert [("file", 0, 1), ("mina", 1, 1)] == [
        (one["recipient"], one["now"]["messages"], one["tried"]["messages"]) for one in days
    ]
    with desk.store() as store:
        assert [make_owed()] == list(store.deliveries())


def test_a_faulty_file_is_told_as_any_configuration(tried):
    """Exit status 2, and every fault with its line."""
    desk, other = tried
    other.write_text('[[routes]]\nname = "desk"\nto = ["nobody"]\n', encoding="utf-8")

    ended = desk.run("route", other)

    assert (2, "") == (ended.status, ended.out)
    assert "nobody" in ended.err
