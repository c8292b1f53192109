"""What an answer makes of an envelope and of its channel."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records_made import NOON, later

from monitor.pipeline.posting.rules import (
    LEAST_ATTEMPTS,
    PostRules,
    channel_after,
    channel_doubted,
    channel_unasked,
    envelope_after,
)
from monitor.records import ChannelState, Envelope, Recipient, SendAnswer

RULES = PostRules(first_seconds=60, ceiling_seconds=300, patience=timedelta(hours=3))
MINUTE = timedelta(minutes=1)
LATER = SendAnswer("retry_later", "503 from the quay")
ENVELOPE = Envelope("e", "alert", Recipient("desk", "desk"), "everything", ("d",), NOON, NOON)
WELL = ChannelState("desk")


@pytest.mark.parametrize(
    ("failures", "asked", "expected"),
    [(1, None, 60), (2, None, 120), (3, None, 240), (4, None, 300), (40, None, 300), (1, 30, 60), (1, 900, 900)],
)
def test_waits_double_up_to_the_ceiling_and_heed_what_was_asked(failures, asked, expected):
    """Each wait is twice the last up to the ceiling, and never shorter than the channel asked for."""
    wait = RULES.wait(failures, replace(LATER, retry_after_seconds=asked), chance=0)

    assert timedelta(seconds=expected) == wait


@given(st.integers(1, 60), st.none() | st.floats(0, 86_400), st.floats(0, 1, exclude_max=True))
def test_no_wait_is_shorter_than_the_first(failures, asked, chance):
    """Whatever a channel asks for and chance gives, a wait is the first one at least, and a quarter over at most."""
    wait = RULES.wait(failures, replace(LATER, retry_after_seconds=asked), chance).total_seconds()

    assert 60 <= wait <= max(300 * 1.25, asked or 0) + 1e-6


def test_accepted_envelope_is_sent_with_its_reference():
    """A message that was taken is sent at that moment, and known by the name that the provider gave it."""
    after = envelope_after(ENVELOPE, SendAnswer("sent", "taken", reference="ts-7"), later(1), MINUTE, RULES)

    assert replace(ENVELOPE, state="sent", attempts=1, answer="taken", reference="ts-7", sent_at=later(1)) == after


def test_refused_envelope_is_given_up():
    """A message that will never be taken is given up at once, with the answer."""
    after = envelope_after(ENVELOPE, SendAnswer("give_up", "no such box", scope="message"), later(1), MINUTE, RULES)

    assert replace(ENVELOPE, state="given_up", attempts=1, answer="no such box") == after


def test_envelope_that_failed_is_due_after_the_wait():
    """A message that may be taken later stays owed and is due when the wait is over."""
    after = envelope_after(ENVELOPE, LATER, later(1), 2 * MINUTE, RULES)

    assert replace(ENVELOPE, attempts=1, answer=LATER.reason, due_at=later(3)) == after


@pytest.mark.parametrize(("attempts", "minutes"), [(4, 10), (5, 20), (40, 20)])
def test_message_at_which_its_channel_fails_again_and_again_steps_aside(attempts, minutes):
    """From the fifth failure on it is due only after the channel's rest, so that another is tried before it."""
    after = envelope_after(replace(ENVELOPE, attempts=attempts - 1), LATER, NOON, 10 * MINUTE, RULES)

    assert later(minutes) == after.due_at


@pytest.mark.parametrize(
    ("attempts", "hours", "state"),
    [(LEAST_ATTEMPTS, 4, "given_up"), (LEAST_ATTEMPTS, 2, "owed"), (3, 4, "owed")],
    ids=["old-and-tried-often", "young", "clock-jumped-ahead"],
)
def test_patience_ends_after_hours_and_attempts(attempts, hours, state):
    """A message is given up once it is both old and often tried, so that a clock that jumped does not end it."""
    tried = replace(ENVELOPE, attempts=attempts - 1)
    after = envelope_after(tried, LATER, later(hours=hours), MINUTE, RULES)

    assert (state, attempts) == (after.state, after.attempts)


def test_channel_that_fails_rests_and_remembers_since_when():
    """Each failure of the channel itself makes it rest longer; the first moment of the row is kept."""
    once = channel_after(WELL, LATER, NOON, MINUTE)
    twice = channel_after(once, LATER, later(1), 2 * MINUTE)

    assert replace(WELL, failures=2, rests_until=later(3), failing_since=NOON, answer=LATER.reason) == twice


def test_answer_about_one_message_says_that_the_channel_is_well():
    """A refused recipient is no trouble of the channel: it neither rests nor counts as failing."""
    failing = channel_after(WELL, LATER, NOON, MINUTE)
    after = channel_after(failing, SendAnswer("retry_later", "box full", scope="message"), later(1), MINUTE)

    assert replace(WELL, answer="box full") == after


def test_channel_that_was_told_of_stays_told_until_somebody_looks():
    """Success ends the row of failures; that and since when it was told is left for the judgement of troubles."""
    told = replace(channel_after(WELL, LATER, NOON, MINUTE), told_at=NOON)
    after = channel_after(told, SendAnswer("sent", "taken"), later(1), MINUTE)

    assert replace(WELL, answer="taken", sent_at=later(1), told_at=NOON, failing_since=NOON) == after


def test_lasting_refusal_of_the_channel_makes_it_rest():
    """A webhook that is gone costs one message, and the others are not thrown after it before somebody may mend it."""
    after = channel_after(WELL, SendAnswer("give_up", "404 no_service"), NOON, MINUTE)

    assert replace(WELL, failures=1, rests_until=later(1), failing_since=NOON, answer="404 no_service") == after


def test_channel_whose_program_failed_counts_as_failing_and_does_not_rest():
    """A fault of the channel's own program may lie in one message: others are tried, and a success ends the row."""
    fault = SendAnswer("retry_later", "the program failed", scope="message")
    once = channel_doubted(WELL, fault, NOON, MINUTE)
    twice = channel_doubted(once, fault, later(1), MINUTE)

    assert replace(WELL, failures=2, failing_since=NOON, answer=fault.reason) == twice
    assert 0 == channel_after(twice, SendAnswer("sent", "taken"), later(2), MINUTE).failures


def test_channel_that_was_handed_nothing_stays_as_it_was():
    """A message that could not be worded says nothing of its channel, above all not that it is well."""
    failing = channel_after(WELL, LATER, NOON, MINUTE)

    assert failing == channel_unasked(failing, LATER, later(1), MINUTE)
