from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from watched_sources import NINE

from monitor.health import course_of, judge_channels
from monitor.records import ChannelState, Envelope, Notice, Recipient

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
FAILING = ChannelState("bell", failures=3, failing_since=NINE - 5 * MINUTE, answer="503 the tower is shut")
TOLD = replace(FAILING, told_at=NINE)


def letter(channel: str = "bell", answer: str = "410 no such tower", name: str = "one") -> Envelope:
    """A message that was given up."""
    made = NINE - HOUR
    recipient = Recipient(channel, channel)
    return Envelope(name, "alert", recipient, "all", ("d",), made, made, state="given_up", answer=answer)


def judge(state: ChannelState, *dead: Envelope, now=NINE):
    """The state after a judgement, the same one where nothing changed, and the notices."""
    changed, notices = judge_channels({state.channel: state}, dead, now)
    return (changed[0] if changed else state), notices


@pytest.mark.parametrize(
    ("state", "dead", "expected"),
    [
        (ChannelState("bell"), (), "well"),
        (ChannelState("bell", sent_at=NINE), (), "well"),
        (ChannelState("bell"), (letter(),), "well"),
        (replace(FAILING, failures=1), (), "failing"),
        (replace(FAILING, failures=1, failing_since=NINE - HOUR), (), "failing"),
        (replace(FAILING, failures=2), (), "fell_ill"),
        (replace(FAILING, failing_since=NINE - 4 * MINUTE), (), "failing"),
        (FAILING, (), "fell_ill"),
        (replace(FAILING, failures=1), (letter(),), "fell_ill"),
        (replace(FAILING, failures=1, dead_told_at=NINE - 59 * MINUTE), (letter(),), "failing"),
        (replace(FAILING, failures=1, dead_told_at=NINE - HOUR), (letter(),), "fell_ill"),
        (replace(FAILING, failing_since=NINE + HOUR), (), "fell_ill"),
        (TOLD, (), "ill"),
        (TOLD, (letter(),), "ill"),
        (replace(TOLD, failures=0), (), "healed"),
    ],
)
def test_where_a_channel_stands(state, dead, expected):
    """Failures over five minutes or more make it ill, or one refusal for good; one message that goes out heals it."""
    assert expected == course_of(state, dead, NINE)


def test_a_channel_that_fails_is_told_once():
    """The notice has the channel, when it began and the last answer; the next judgement says nothing."""
    after, notices = judge(FAILING)
    again, nothing = judge(after, now=NINE + HOUR)

    expected = Notice("bell", "undelivered", healed=False, since=NINE - 5 * MINUTE, detail="503 the tower is shut")
    assert ((expected,), TOLD) == (notices, after)
    assert ((), after) == (nothing, again)


def test_a_channel_that_is_well_again_is_told_once():
    """The notice begins when the illness began, and nothing of it is left."""
    after, notices = judge(replace(TOLD, failures=0, sent_at=NINE), now=NINE + HOUR)

    assert (Notice("bell", "undelivered", healed=True, since=NINE - 5 * MINUTE),) == notices
    assert (None, None, NINE) == (after.told_at, after.failing_since, after.sent_at)
    assert (after, ()) == judge(after, now=NINE + 2 * HOUR)


def test_an_illness_whose_beginning_is_not_known_begins_when_it_was_told():
    """A state without its beginning still heals, and falls ill."""
    _, healed = judge(replace(TOLD, failures=0, failing_since=None), now=NINE + HOUR)
    _, ill = judge(replace(FAILING, failing_since=None))

    assert [NINE, NINE] == [healed[0].since, ill[0].since]


def test_a_refusal_for_good_is_told_at_once_with_what_was_given_up():
    """One failed attempt is enough where its message was given up."""
    after, notices = judge(replace(FAILING, failures=1, failing_since=NINE), letter())

    assert ["undelivered", "dead_letters"] == [one.ailment for one in notices]
    assert (NINE, NINE) == (after.told_at, after.dead_told_at)


@pytest.mark.parametrize(
    ("dead", "count", "detail"),
    [
        ((letter(),), 1, "410 no such tower"),
        ((letter(), letter(name="two"), letter(name="three", answer="404 gone")), 3, "404 gone"),
        ((letter(answer=""),), 1, ""),
    ],
)
def test_messages_given_up_are_counted_with_the_last_answer(dead, count, detail):
    """A channel that never failed is told for its messages alone, also where nothing is known of it."""
    changed, notices = judge_channels({}, dead, NINE)

    assert (Notice("bell", "dead_letters", healed=False, since=NINE, detail=detail, muted=count),) == notices
    assert (ChannelState("bell", dead_told_at=NINE),) == changed


def test_messages_given_up_are_told_once_an_hour():
    """Within the hour nothing is said; when it is over, what is handed in again is told together."""
    first, _ = judge(ChannelState("bell"), letter())
    within = judge(first, letter(name="two"), now=NINE + 59 * MINUTE)
    _, notices = judge(first, letter(name="two"), letter(name="three"), now=NINE + HOUR)

    assert (first, ()) == within
    assert [(2, "410 no such tower")] == [(one.muted, one.detail) for one in notices]


def test_a_clock_that_goes_back_keeps_no_notice_away():
    """What was told in a time to come does not count as told within the hour."""
    _, notices = judge(ChannelState("bell", dead_told_at=NINE + 400 * HOUR), letter())

    assert ["dead_letters"] == [one.ailment for one in notices]


def test_channels_are_judged_apart_and_told_by_name():
    """One that fails says nothing of another, and only states that changed are given."""
    states = {"post": replace(FAILING, channel="post"), "bell": ChannelState("bell")}

    changed, notices = judge_channels(states, (letter("horn"),), NINE)

    assert [("horn", "dead_letters"), ("post", "undelivered")] == [(one.subject, one.ailment) for one in notices]
    assert ["horn", "post"] == [one.channel for one in changed]


@dataclass
class Bell:
    """A channel over time: what comes of each attempt, what is told, and when."""

    state: ChannelState = field(default_factory=lambda: ChannelState("bell"))
    untold: list[Envelope] = field(default_factory=list)
    told: list[tuple[timedelta, Notice]] = field(default_factory=list)
    outages: int = 0
    broken: bool = False

    def attempt(self, outcome: str, at: timedelta) -> None:
        """One attempt and a judgement: sent, failed, refused for good by the channel, or for the message's own sake."""
        if outcome == "sent":
            self.state, self.broken = replace(self.state, failures=0, sent_at=NINE + at), False
        elif outcome != "own_fault":
            self.outages += not self.broken
            self.broken = True
            since = self.state.failing_since or NINE + at
            self.state = replace(self.state, failures=self.state.failures + 1, failing_since=since, answer=outcome)
        if outcome in {"refused", "own_fault"}:
            self.untold.append(letter(name=str(at)))
        before = self.state.dead_told_at
        self.state, notices = judge(self.state, *self.untold, now=NINE + at)
        self.told += [(at, one) for one in notices]
        if self.state.dead_told_at != before:
            self.untold.clear()


OUTCOMES = st.sampled_from(["sent", "failed", "failed", "refused", "own_fault"])
STEPS = st.lists(st.tuples(st.integers(0, 40), OUTCOMES), max_size=80)


@given(STEPS)
def test_whatever_happens_no_storm_comes_of_it(steps):
    """Ill and healed alternate, one pair an outage at most; messages given up are told once an hour at most."""
    bell, minutes = Bell(), 0
    for wait, outcome in steps:
        minutes += wait
        bell.attempt(outcome, minutes * MINUTE)

    course = [notice.healed for _, notice in bell.told if notice.ailment == "undelivered"]
    letters = [at for at, notice in bell.told if notice.ailment == "dead_letters"]
    assert [bool(place % 2) for place in range(len(course))] == course
    assert course.count(False) <= bell.outages
    assert all(later - earlier >= HOUR for earlier, later in pairwise(letters))
    assert (course == []) or bell.outages > 0


@given(STEPS)
def test_nothing_that_was_given_up_is_forgotten(steps):
    """An hour after the last attempt everything that was given up has been counted in some notice."""
    bell, minutes = Bell(), 0
    for wait, outcome in steps:
        minutes += wait
        bell.attempt(outcome, minutes * MINUTE)
    bell.attempt("sent", minutes * MINUTE + HOUR)

    counted = sum(one.muted for _, one in bell.told if one.ailment == "dead_letters")
    assert sum(outcome in {"refused", "own_fault"} for _, outcome in steps) == counted


@given(st.lists(st.integers(0, 40), max_size=40))
def test_nothing_is_told_of_a_channel_that_never_failed(waits):
    """Messages that go out make no notice."""
    bell, minutes = Bell(), 0
    for wait in waits:
        minutes += wait
        bell.attempt("sent", minutes * MINUTE)

    assert [] == bell.told
