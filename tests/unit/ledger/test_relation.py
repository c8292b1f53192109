"""How a new value stands to a known one."""

from datetime import date, timedelta

import pytest
from claims_said import about, between, count, days, month, year
from hypothesis import assume, given
from hypothesis import strategies as st

from monitor.ledger import relate
from monitor.records import DateValue, FigureValue, Value

DATES = [
    # new, known, relation
    (month("2026-09"), month("2026-09"), "same"),
    (month("2026-09", "by"), month("2026-09", "in"), "same"),
    (month("2026-09", "before"), month("2026-09", "by"), "same"),
    (days("2026-09-20"), month("2026-09"), "refined"),
    (month("2026-09"), year(2026), "refined"),
    (days("2026-09-21", "2026-09-30", "by"), month("2026-09", "by"), "refined"),
    (month("2026-09"), days("2026-09-20"), "coarser"),
    (year(2026), month("2026-09"), "coarser"),
    (days("2026-09-01", "2026-09-10"), days("2026-09-06", "2026-09-15"), "same"),  # five days of ten are shared
    (days("2026-09-01", "2026-09-10"), days("2026-09-07", "2026-09-16"), "different"),  # four days of ten are shared
    (days("2026-08-28", "2026-09-02"), month("2026-09"), "different"),  # two days of six are shared
    (days("2026-08-30", "2026-09-02"), month("2026-09"), "same"),  # two days of four are shared
    (days("2026-09-20"), days("2026-09-15"), "different"),
    (month("2026-12"), month("2026-09"), "different"),
    (month("2026-09", "after"), month("2026-09", "in"), "different"),
    (month("2026-09", "from"), month("2026-09", "by"), "different"),
    (days("2026-09-20", rel="after"), month("2026-09", "before"), "different"),
    (month("2026-09", "after"), month("2026-09", "from"), "same"),
    (days("2026-09-20", rel="from"), month("2026-09", "after"), "refined"),
]

FIGURES = [
    (count(2500), count(2500), "same"),
    (count(2500), count(2400), "different"),
    (about(2500), count(2400), "same"),  # within five per cent, and one of them approximate
    (count(2400), about(2500), "same"),
    (about(2500), count(2375), "same"),  # five per cent of the larger, to the man
    (about(2500), count(2374), "different"),
    (about(2000), count(2500), "different"),
    (between(2500, None), count(2500), "same"),  # bounds that touch
    (count(2500), between(2500, None), "same"),
    (between(None, 500), count(500), "same"),
    (between(None, 500), between(500, None), "same"),
    (between(2000, 2500), between(2500, 3000), "same"),
    (between(None, 500), between(None, 2000), "refined"),
    (between(None, 2000), between(None, 500), "coarser"),
    (count(250), between(200, 999), "refined"),
    (between(200, 999), count(250), "coarser"),
    (between(2000, 2500), between(1800, 2600), "refined"),
    (count(250), between(None, 500), "refined"),
    (between(2000, 2600), between(2500, 3000), "different"),  # overlapping counts are no agreement
    (between(None, 500), count(2500), "different"),
    (count(0), count(0), "same"),
    (about(0), count(0), "same"),
]


@pytest.mark.parametrize(("new", "known", "relation"), DATES)
def test_dates_stand_to_each_other_as_their_spans_do(new: Value, known: Value, relation: str) -> None:
    """Spans that are equal, nested or half shared agree as the table says; a start never agrees with a deadline."""
    assert relation == relate(new, known)


@pytest.mark.parametrize(("new", "known", "relation"), FIGURES)
def test_figures_stand_to_each_other_as_their_bounds_do(new: Value, known: Value, relation: str) -> None:
    """Figures agree when equal, near and approximate, or touching at a bound; else they nest or differ."""
    assert relation == relate(new, known)


def test_a_date_and_a_figure_never_agree() -> None:
    """Values of different kinds are different, whichever comes first."""
    assert ("different", "different") == (relate(year(2026), count(2026)), relate(count(2026), year(2026)))


def test_approximation_and_doubt_of_a_date_do_not_matter() -> None:
    """Two dates with the same span agree, however sure their words are."""
    rough = DateValue(date(2026, 9, 1), date(2026, 9, 30), approx=True, suspect=True)

    assert relate(rough, month("2026-09")) == "same"


a_day = st.dates(date(2025, 1, 1), date(2027, 12, 31))
a_date = st.builds(
    lambda start, length, rel: DateValue(start, start + timedelta(days=length), rel),
    a_day,
    st.integers(0, 400),
    st.sampled_from(["in", "by", "before", "after", "from"]),
)
a_bound = st.integers(0, 4000)
a_figure = st.one_of(
    st.builds(lambda low, more: FigureValue(low, low + more), a_bound, st.integers(0, 500)),
    st.builds(lambda low: FigureValue(low, None), a_bound),
    st.builds(lambda high: FigureValue(None, high), a_bound),
    st.builds(about, a_bound),
    st.builds(lambda low: FigureValue(low, low, unit="vehicles"), a_bound),
    st.builds(lambda high: FigureValue(None, high, unit="vehicles"), a_bound),
)
a_value = st.one_of(a_date, a_figure)


@given(a_value)
def test_a_value_is_the_same_as_itself(value: Value) -> None:
    """The relation is reflexive."""
    assert relate(value, value) == "same"


@given(a_value, a_value)
def test_every_pair_has_one_of_four_relations(new: Value, known: Value) -> None:
    """The relation is total: no pair of values is left without one."""
    assert relate(new, known) in {"same", "coarser", "refined", "different"}


@given(a_value, a_value)
def test_the_other_way_round_the_relation_is_its_mirror(new: Value, known: Value) -> None:
    """Same and different are symmetric; what refines is refined by nothing but what is coarser."""
    mirror = {"same": "same", "different": "different", "coarser": "refined", "refined": "coarser"}

    assert mirror[relate(new, known)] == relate(known, new)


@given(a_date, st.integers(1, 30))
def test_a_span_that_is_cut_at_its_end_refines_the_whole(whole: DateValue, cut: int) -> None:
    """A proper part of a span of days always refines it."""
    assume((whole.end - whole.start).days >= cut)
    part = DateValue(whole.start, whole.end - timedelta(days=cut), whole.rel)

    assert relate(part, whole) == "refined"
