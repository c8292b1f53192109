"""Who has an alert in hand, of all that was said on its matter."""

from __future__ import annotations

from datetime import timedelta

import pytest
from desk_said import make_ack
from records_made import NOON, later

from monitor.alerts.in_hand import LONGEST_IN_HAND, held_for, in_hand

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("made_at", [NOON - timedelta(days=30), NOON, NOON + LONGEST_IN_HAND])
def test_an_ack_is_about_what_was_made_before_it_and_two_weeks_after(made_at):
    """The alert that it answers is older than it is; what comes long after is another story."""
    assert (make_ack(),) == held_for([make_ack()], made_at) == in_hand([make_ack()], made_at)


def test_an_ack_that_nobody_ended_is_forgotten_after_two_weeks():
    """Nobody knows by then."""
    assert () == held_for([make_ack()], NOON + LONGEST_IN_HAND + SECOND)


def test_an_ack_that_ended_is_about_what_was_made_before_its_end():
    """That somebody saw to it stays known; nobody has it in hand."""
    ended = make_ack(ended_at=later(30))

    assert ((ended,), (), ()) == (
        held_for([ended], later(29)),
        held_for([ended], later(30)),
        in_hand([ended], later(29)),
    )


def test_of_each_owner_the_newest_ack_counts():
    """What an owner said before is not heard again when the newest has ended, in whatever order they are given."""
    first, omar, last = make_ack("a"), make_ack("b", owner="Omar", made_at=later(1)), make_ack("c", made_at=later(2))
    ended = make_ack("c", made_at=later(2), ended_at=later(3))

    assert (omar, last) == in_hand([last, omar, first], later(9))
    assert (omar,) == in_hand([ended, omar, first], later(9))
