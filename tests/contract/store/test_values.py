"""That every store gives values back as they were."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from records_made import (
    make_alert,
    make_change,
    make_claim,
    make_denial,
    make_history,
    make_position,
    make_reading,
    make_said,
)

from monitor.records import DateValue, FigureValue, Judgement

days = st.dates(date(1, 1, 1), date(9999, 12, 31))
date_values = st.builds(
    lambda ends, rel, approx, suspect: DateValue(min(ends), max(ends), rel, approx, suspect),
    st.tuples(days, days),
    st.sampled_from(["in", "by", "before", "after", "from"]),
    st.booleans(),
    st.booleans(),
)
bounds = st.none() | st.integers(0, 10**15) | st.floats(0, 1e300)
figure_values = st.builds(
    lambda ends, approx, unit, suspect: FigureValue(*ends, approx=approx, unit=unit, suspect=suspect),
    st.tuples(bounds, bounds).filter(
        lambda ends: ends != (None, None) and (None in ends or ends[0] <= ends[1]),
    ),
    st.booleans(),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.booleans(),
)


@given(value=date_values | figure_values)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_value_is_read_as_saved(store, value):
    """Whatever value a claim, a position, a denial and an alert carry, they come back equal."""
    claim_id = f"claim-{len(store.claims())}"
    claim = make_claim(claim_id, value=value)
    said = make_said(claim)
    history = make_history(make_position(said), denials=(make_denial(claim_id, value=value),))
    change = make_change(said, against=said)
    alert = make_alert(claim_id, changes=(change,))
    store.save_reading(
        make_reading(claims=(claim,), judgement=Judgement((change,), (history,)), alerts=(alert,)),
    )

    kept_claim = next(each for each in store.claims() if each.claim.claim_id == claim_id)
    kept_alert = next(each for each in store.alerts() if each.alert_id == claim_id)

    assert said == kept_claim
    assert alert == kept_alert
    assert history == store.histories([claim.key])[claim.key]
