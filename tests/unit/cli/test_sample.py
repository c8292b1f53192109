"""The invented alert by which channels are tested."""

from __future__ import annotations

from dataclasses import replace

import pytest
from records_made import NOON
from workshop_made import TOPIC

from monitor.cli.alerts.sample import sample_message
from monitor.clock import HandClock
from monitor.records import Frame

DATED = Frame("departure", "date", "completes", "Departure of the wardens")
COUNTED = Frame("wardens_present", "quantity", "present", "Wardens in town")


@pytest.mark.parametrize(
    ("frame", "moved"),
    [(DATED, "slipped by 3 months (92 days later)"), (COUNTED, "down 500 (−20 %)")],
    ids=["date", "figure"],
)
def test_sample_of_a_topic_with_one_kind_of_frame(frame, moved):
    """Whatever its frames count, a topic has a sample: a value that moved, in a sentence that says TEST."""
    message = sample_message(replace(TOPIC, frames=(frame,)), "UTC", HandClock(NOON))

    (item,) = message.items
    assert (moved, frame.label) == (item.moved, item.label.split(",")[0])
    assert item.quote.startswith("TEST: this sentence is invented")
