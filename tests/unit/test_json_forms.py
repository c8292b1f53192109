"""The JSON forms of values, written and read back."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.json_forms import value_form, value_from_form
from monitor.records import DateValue, FigureValue

SEPTEMBER = (date(2026, 9, 1), date(2026, 9, 30))
BEFORE, BEHIND = (date(2025, 9, 1), date(2025, 9, 30)), (date(2027, 9, 1), date(2027, 9, 30))
FORM = {"kind": "date", "start": "2026-09-01", "end": "2026-09-30", "rel": "by", "approx": False}

spans = st.tuples(st.dates(), st.dates()).map(lambda ends: (min(ends), max(ends)))
date_values = st.builds(
    lambda span, rel, approx, suspect, others: DateValue(*span, rel, approx, suspect, others),
    spans,
    st.sampled_from(["in", "by", "before", "after", "from"]),
    st.booleans(),
    st.booleans(),
    st.lists(spans, max_size=3).map(tuple),
)
numbers = st.integers(-(10**15), 10**15) | st.floats(-1e15, 1e15)
bounds = st.one_of(
    st.tuples(numbers, numbers).map(lambda ends: (min(ends), max(ends))),
    st.tuples(numbers, st.none()),
    st.tuples(st.none(), numbers),
)
figure_values = st.builds(
    lambda ends, approx, unit, suspect: FigureValue(*ends, approx, unit, suspect),
    bounds,
    st.booleans(),
    st.sampled_from(["troops", "people", "money", "count"]),
    st.booleans(),
)


def test_a_date_is_written_with_what_else_it_may_mean():
    """Other readings stand under ``others`` as pairs of a first and a last day, in their order."""
    form = value_form(DateValue(*SEPTEMBER, "by", others=(BEFORE, BEHIND)))

    assert FORM | {"others": [["2025-09-01", "2025-09-30"], ["2027-09-01", "2027-09-30"]]} == form


def test_a_sure_date_is_written_without_others():
    """A date that can mean nothing else has no empty list of other readings."""
    assert value_form(DateValue(*SEPTEMBER, "by")) == FORM


def test_what_is_suspect_is_written_as_such():
    """Only a value that contradicts its own words has the mark, whatever its kind."""
    assert FORM | {"suspect": True} == value_form(DateValue(*SEPTEMBER, "by", suspect=True))
    assert [False, True] == ["suspect" in value_form(FigureValue(900, 900, suspect=odd)) for odd in (False, True)]


@pytest.mark.parametrize(("low", "high"), [(900.0, 900.0), (None, 2.5), (2000.0, None)])
def test_a_figure_is_written_with_whole_numbers_where_they_are_whole(low, high):
    """A bound is written as an integer where it is one, as a fraction where not, and as null where it is open."""
    form = value_form(FigureValue(low, high, unit="people"))

    whole = [None if bound is None else int(bound) if bound == int(bound) else bound for bound in (low, high)]
    assert {"kind": "quantity", "low": whole[0], "high": whole[1], "approx": False, "unit": "people"} == form
    assert [type(bound) for bound in whole] == [type(form["low"]), type(form["high"])]


@given(date_values)
def test_a_date_is_read_back_with_its_other_readings(value):
    """What went through JSON is the same date and keeps what else it may mean, in order."""
    found = value_from_form(json.loads(json.dumps(value_form(value))))

    assert (value, value.others) == (found, found.others)


@given(date_values)
def test_a_date_without_others_is_read_back_as_the_same_date(value):
    """Others make no difference between two dates: a form from which they are left out gives an equal one."""
    form = {name: part for name, part in value_form(value).items() if name != "others"}
    found = value_from_form(form)

    assert (value, ()) == (found, found.others)


@given(figure_values)
def test_a_figure_is_read_back_as_it_was(value):
    """What went through JSON has the same bounds, nearness, unit and mark."""
    assert value == value_from_form(json.loads(json.dumps(value_form(value))))


FAULTY = [
    (FORM | {"kind": "colour"}, "kind is 'colour'"),
    ({}, "kind is None"),
    (FORM | {"rel": "around"}, "rel is 'around'"),
    (FORM | {"start": "soon"}, "soon"),
    (FORM | {"end": "2026-08-31"}, "must not end"),
    (FORM | {"others": [["soon", "later"]]}, "soon"),
    (FORM | {"others": [["2025-09-01"]]}, "expected 2"),
    ({"kind": "quantity", "low": "many", "high": None}, "a bound is 'many'"),
    ({"kind": "quantity", "low": True, "high": None}, "a bound is True"),
    ({"kind": "quantity"}, "at least one bound"),
    ({"kind": "quantity", "low": 5, "high": 4}, "below its low one"),
]


@pytest.mark.parametrize(("form", "words"), FAULTY)
def test_a_faulty_form_is_refused_with_what_was_found(form, words):
    """An unknown kind or relation, a bad day, a bad bound and crossed ends are a ``ValueError``."""
    with pytest.raises(ValueError, match=words):
        value_from_form(form)


@pytest.mark.parametrize("others", [7, [7], [None]])
def test_others_that_are_no_pairs_are_refused(others):
    """Anything but a list of pairs under ``others`` is a ``ValueError`` as other faults are."""
    with pytest.raises(ValueError, match=r"others|7|None"):
        value_from_form(FORM | {"others": others})


def test_others_with_crossed_ends_are_refused():
    """Another reading that ends before it starts is as faulty as such a date."""
    with pytest.raises(ValueError, match="2025"):
        value_from_form(FORM | {"others": [["2025-09-30", "2025-09-01"]]})
