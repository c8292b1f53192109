from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from watched_sources import NINE, Watch, extraction, good, in_words, pages, samples

from monitor.health import Findings, ReadPage, drift, with_sample
from monitor.records import Health, Sample

DAY = timedelta(days=1)
LONG, SHORT = 600, 12
"""Words of an article as they were, and of one that came out of a page whose layout changed."""

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
        (
            [(4, 3_000, "fast", ""), (4, 0, "none", "no_text")],
            "4 of the last 8 articles did not come out as they should (no_t",
        ),
        ([(5, 3_000, "fast", ""), (3, 0, "none", "no_text")], None),
        (
            [(4, 3_000, "fast", ""), (2, 900, "fast", "degraded"), (2, 0, "none", "quarantined")],
            "4 of the last 8 articles did not come out as they should (degraded, quarantined)",
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

    after = with_sample(health, extraction(text="ab, 12\nجد", method="fallback", problem="degraded"), NINE)

    assert len(after.samples) == 30
    assert after.samples[-1] == Sample(4, "fallback", "degraded")


def test_a_wall_leaves_no_sample():
    """What stands in the place of an article says nothing of how articles come out."""
    health = Health("quay", samples=samples(USUAL))

    assert with_sample(health, extraction(0, problem="challenge"), NINE) == health


def test_a_cycle_of_walls_shows_no_drift():
    """Neither do walls begin it, nor are they a second look at what was seen before."""
    watch = Watch()
    watch.healths["quay"] = Health("quay", samples=samples(USUAL, (8, 300, "fast", "")))

    told = [watch.round(good(), findings={"quay": pages("challenge", "challenge")}) for _ in range(3)]

    assert "drift" not in {one.ailment for row in told for one in row}


@pytest.mark.parametrize(
    ("detail", "expected"),
    [
        ("the outlet's selectors find nothing: text '.body'", "selectors"),
        ("the outlet's selector for its text finds 12 letters alone", "selectors"),
        ("the date is that of the feed", ""),
    ],
)
def test_selectors_that_miss_are_a_shortcoming(detail, expected):
    """The operator set them for this outlet: where they miss, its pages have changed, even if an article was read."""
    after = with_sample(Health("quay"), extraction(detail=detail), NINE)

    assert after.samples[-1].problem == expected


def test_drift_is_told_when_new_articles_show_it_twice():
    """One cycle is not enough, and a cycle without articles shows nothing."""
    watch = Watch()
    watch.healths["quay"] = Health("quay", samples=samples(USUAL, (7, 300, "fast", "")))
    short = {"quay": Findings((ReadPage("https://quay.example/1", extraction(50)),))}

    told = [watch.round(good(), findings=found) for found in (short, {}, short)]

    assert [[one.ailment for one in row] for row in told] == [[], [], ["drift"]]
    assert "the last 8 articles have about 300 letters" in watch.told[0].detail


def read(*words: int) -> dict[str, Findings]:
    """Articles of so many words each that were read in a cycle."""
    return {"quay": Findings(tuple(ReadPage(f"https://quay.example/{count}", extraction(count)) for count in words))}


def living(watch: Watch, *cycles: tuple[int, ...]) -> list[str]:
    """What is told in cycles in which articles of so many words were read."""
    return [", ".join(map(in_words, watch.round(good(), findings=read(*words)))) for words in cycles]


@pytest.mark.parametrize(
    ("a_cycle", "told_in"),
    [(1, 6), (3, 3), (8, 2), (12, 2), (24, 2), (60, 2)],
)
def test_drift_is_told_however_many_articles_come_at_once(a_cycle, told_in):
    """Articles of one busy hour do not become what those of the next are compared with; told once, in the sixth or so.

    Where one comes a cycle, five of eight make the median, and the next is the second look.
    """
    watch = Watch()
    living(watch, *[(LONG,) * a_cycle] * (30 // a_cycle + 1))

    told = living(watch, *[(SHORT,) * a_cycle] * 8)

    assert [number for number, one in enumerate(told, start=1) if one == "drift"] == [told_in]


def test_a_few_good_articles_among_them_do_not_hide_it():
    """Two in twenty-four come out as before."""
    watch = Watch()
    living(watch, *[(LONG,) * 12] * 3)

    assert living(watch, (*[SHORT] * 11, LONG), (LONG, *[SHORT] * 11)) == ["", "drift"]


@pytest.mark.parametrize(("a_cycle", "healed_in"), [(1, 5), (12, 2)])
def test_drift_heals_when_articles_come_out_as_before(a_cycle, healed_in):
    """They are compared with what was usual before it began."""
    watch = Watch()
    living(watch, *[(LONG,) * a_cycle] * 31, *[(SHORT,) * a_cycle] * 20)

    told = living(watch, *[(LONG,) * a_cycle] * 10)

    assert [number for number, one in enumerate(told, start=1) if one] == [healed_in]
    assert (told[healed_in - 1], watch.state_of()) == ("healed drift", "ok")


@pytest.mark.parametrize("a_cycle", [1, 12])
def test_a_form_that_stays_is_the_usual_one_after_a_week(a_cycle):
    """For a week it is held against what was before; then the notice is over, once, and nothing more is told."""
    watch = Watch()
    living(watch, *[(LONG,) * a_cycle] * 31, *[(SHORT,) * a_cycle] * 20)
    week = living(watch, *[(SHORT,) * a_cycle] * 40)
    watch.now += 8 * DAY
    after = living(watch, *[(SHORT,) * a_cycle] * 40)

    assert [one for one in week if one] == []
    assert [one for one in after if one] == ["healed drift"]


@given(st.lists(st.lists(any_sample, max_size=15), max_size=12))
def test_what_is_remembered_stays_bounded(cycles):
    """Whatever comes, no more than thirty samples are kept, and the newest is the last."""
    health = Health("quay")
    for number, cycle in enumerate(cycles):
        for one in cycle:
            read_so = extraction(text="x" * one.letters, method=one.method, problem=one.problem or None)
            health = with_sample(health, read_so, NINE + number * DAY)
            assert len(health.samples) <= 30
            assert health.samples[-1] == one
