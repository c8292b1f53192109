from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from watched_sources import Watch, extraction, good, samples

from monitor.health import Findings, ReadPage, drift, with_sample
from monitor.records import Health, Sample

USUAL = (16, 3_000, "fast", "")

any_sample = st.builds(
    Sample,
    st.integers(0, 5_000),
    st.sampled_from(["fast", "fallback", "none"]),
    st.sampled_from(["", "no_text", "degraded"]),
)


@pytest.mark.parametrize(
    ("recent", "expected"),
    [
        ([(8, 3_000, "fast", "")], None),
        ([(8, 1_200, "fast", "")], None),
        ([(8, 1_199, "fast", "")], "the last 8 articles have about 1,199 letters, those before had 3,000"),
        ([(3, 3_000, "fast", ""), (5, 900, "fast", "")], "the last 8 articles have about 900 letters, those before"),
        ([(5, 3_000, "fast", ""), (3, 900, "fast", "")], None),
        ([(4, 3_000, "fast", ""), (4, 0, "none", "no_text")], "4 of the last 8 articles could not be read whole (no_t"),
        ([(5, 3_000, "fast", ""), (3, 0, "none", "no_text")], None),
        (
            [(4, 3_000, "fast", ""), (2, 900, "fast", "degraded"), (2, 0, "none", "quarantined")],
            "4 of the last 8 articles could not be read whole (degraded, quarantined)",
        ),
        ([(8, 3_000, "tags_stripped", "")], "the last 8 articles were read by 'tags_stripped', which was never"),
        ([(7, 3_000, "tags_stripped", ""), (1, 3_000, "fast", "")], None),
    ],
)
def test_articles_that_come_out_otherwise_are_seen(recent, expected):
    """Far shorter, half of them spoilt, or all by a way that was never needed: each is named; less is not enough."""
    found = drift(samples(USUAL, *recent))

    assert (found or "")[: len(expected or "")] == (expected or "")
    assert (found is None) == (expected is None)


def test_an_outlet_that_was_always_hard_to_read_does_not_drift():
    """Where a tenth of the articles was spoilt before, half of the last eight is nothing new."""
    before = samples((14, 3_000, "fast", ""), (2, 3_000, "fast", "degraded"))

    assert drift((*before, *samples((4, 3_000, "fast", ""), (4, 3_000, "fast", "degraded")))) is None


@given(st.lists(any_sample, max_size=15))
def test_too_few_articles_tell_nothing(few):
    """Eight need eight to be compared with."""
    assert drift(few) is None


@given(any_sample, st.integers(0, 60))
def test_an_even_outlet_does_not_drift(sample, count):
    """What comes out as always is fine, be it long, short or spoilt."""
    assert drift([sample] * count) is None


def test_thirty_samples_are_remembered():
    """The oldest is forgotten, the newest stands last; letters are counted, not signs and spaces."""
    health = Health("quay", samples=samples((30, 5, "fast", "")))

    after = with_sample(health, extraction(text="ab, 12\nجد", method="fallback", problem="degraded"))

    assert len(after.samples) == 30
    assert after.samples[-1] == Sample(4, "fallback", "degraded")


def test_drift_is_told_when_new_articles_show_it_twice():
    """One cycle is not enough, and a cycle without articles shows nothing."""
    watch = Watch()
    watch.healths["quay"] = Health("quay", samples=samples(USUAL, (7, 300, "fast", "")))
    short = {"quay": Findings((ReadPage("https://quay.example/1", extraction(50)),))}

    told = [watch.round(good(), findings=found) for found in (short, {}, short)]

    assert [[one.ailment for one in row] for row in told] == [[], [], ["drift"]]
    assert "the last 8 articles have about 300 letters" in watch.told[0].detail
