from __future__ import annotations

from dataclasses import replace

import pytest
from routed_alerts import DECEMBER, OCTOBER, Desk, alert, at, change, silence, table, told

from monitor.records import Alert, AlertRoute, Grouping, Matcher

SLIP = change("changed")
NEWS = AlertRoute("news", ("desk",), Matcher(kinds=("changed",)), grouping=Grouping("everything", wait_seconds=3600))
QUIET = silence(until_minutes=600, matcher=Matcher(kinds=("changed",)))


def edit() -> Alert:
    """The article of the slip reads otherwise half an hour later."""
    return alert(change("revised", OCTOBER, DECEMBER, part="value"), name="alert-2", minutes=30)


def desk_of(route: AlertRoute) -> Desk:
    """A desk that is owed a slip and the edit of its article."""
    desk = Desk(table(route))
    desk.owes(alert(SLIP))
    desk.owes(edit())
    return desk


def test_a_follow_up_to_what_was_never_told_is_not_told() -> None:
    """Where the earlier alert is silenced in the same look, nobody hears how it went on; the reason says so."""
    desk = desk_of(NEWS)
    desk.silences.append(QUIET)
    gone_out = desk.looks(at(90))

    follow_up = desk.deliveries["alert-2/news/desk"]
    assert ([], "muted", "silenced") == (gone_out, follow_up.state, follow_up.mute)
    assert follow_up.answer.startswith("alert alert-1, which it corrects, was never told: Editor asked for silence")


def test_a_follow_up_to_what_was_muted_before_is_not_told() -> None:
    """The earlier alert may have been muted at an earlier look."""
    desk = Desk(table(replace(NEWS, grouping=Grouping())))
    desk.owes(alert(SLIP))
    desk.owes(edit())
    first = "alert-1/news/desk"
    desk.deliveries[first] = replace(desk.deliveries[first], state="muted", mute="inhibited", answer="echoes: louder")
    desk.looks(at(31))

    follow_up = desk.deliveries["alert-2/news/desk"]
    assert ("muted", "inhibited") == (follow_up.state, follow_up.mute)
    assert "alert alert-1, which it corrects, was never told: echoes: louder" == follow_up.answer


@pytest.mark.parametrize("kinds", [("changed", "revised"), ()], ids=["named", "all"])
def test_an_edit_that_a_route_takes_is_told_whatever_became_of_the_first(kinds) -> None:
    """A route that means edits tells them also to those who never heard of the article."""
    desk = desk_of(replace(NEWS, matcher=Matcher(kinds=kinds)))
    desk.silences.append(QUIET)

    assert ["alert alert-2"] == told(desk.looks(at(90)))


def test_a_silence_that_ends_before_the_first_comes_due_takes_no_follow_up() -> None:
    """What still waits may be told yet: then its follow-up is told, too."""
    desk = desk_of(NEWS)
    desk.silences.append(silence(until_minutes=45, matcher=Matcher(kinds=("changed",))))
    desk.looks(at(40))

    assert ["group alert-1 alert-2"] == told(desk.looks(at(90)))
