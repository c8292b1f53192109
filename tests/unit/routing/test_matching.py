from __future__ import annotations

from datetime import date

import pytest
from routed_alerts import DECEMBER, OCTOBER, SEPTEMBER, SURROUNDINGS, TOPIC, alert, change, notice, table

from monitor.records import Alert, AlertRoute, Change, FigureValue, Matcher, Place, Source, Topic
from monitor.routing import Known, Surroundings, owe, surroundings_of

CREW, FEWER, HALF = FigureValue(2500, 2500), FigureValue(2450, 2450), FigureValue(1250, 1250)


def why(matcher: Matcher, one: Alert) -> str:
    """What is said of a route with this matcher; nothing of how much it takes."""
    route = AlertRoute("desk", ("desk",), matcher)
    rules = table(route) if one.notice is None else table(system=AlertRoute("system", ("operator",), matcher))
    (decision,) = owe(one, rules, SURROUNDINGS, Known(), one.created_at).decisions
    return decision.reason.removeprefix("takes its one change").removeprefix("takes the notice").removeprefix("; ")


def slip(**parts) -> Alert:
    """The departure moves from September to December, told by the River Post of the Old Harbour."""
    return alert(change(), **parts)


FITS = {
    "nothing is asked": (Matcher(), slip()),
    "its topic is asked for": (Matcher(topics=("harbour",)), slip()),
    "its kind is one of those asked for": (Matcher(kinds=("new", "changed")), slip()),
    "a place in the one that is asked for": (Matcher(places=("harbour",)), alert(change(place="north_quay"))),
    "a place in a place in it": (Matcher(places=("harbour",)), alert(change(place="other:shed_4"))),
    "a place that the topic does not name, asked for by its name": (
        Matcher(places=("other:reef",)),
        alert(change(place="other:reef")),
    ),
    "the weightiest tier": (Matcher(tiers=(1,)), slip(outlet="Harbour Wire")),
    "an outlet without a source is of the usual tier": (Matcher(tiers=(2,)), slip()),
    "later by far": (Matcher(least_later_days=30), slip()),
    "later by just so much": (Matcher(least_later_days=92), slip()),
    "earlier by far, where either way is asked for": (
        Matcher(least_later_days=365, least_earlier_days=30),
        alert(change(now=SEPTEMBER, before=DECEMBER)),
    ),
    "later by far, where a share of figures is asked for too": (Matcher(least_later_days=30, least_percent=10), slip()),
    "a large share, where a count is asked for too": (
        Matcher(least_percent=10, least_count=10_000),
        alert(change(now=HALF, before=CREW)),
    ),
    "a notice of its ailment": (Matcher(ailments=("failing",)), notice("failing")),
}


@pytest.mark.parametrize(("matcher", "one"), FITS.values(), ids=FITS.keys())
def test_what_a_matcher_means_fits(matcher: Matcher, one: Alert) -> None:
    """A change fits where all that is asked for holds, as the example's name says."""
    assert why(matcher, one) == ""


ASKS_FOR = {
    "frame: departure is not crew_present": (Matcher(frames=("crew_present",)), slip()),
    "topic: harbour is not dam or bridge": (Matcher(topics=("dam", "bridge")), slip()),
    "kind: changed is not denied": (Matcher(kinds=("denied",)), slip()),
    "place: harbour does not lie in north_quay": (Matcher(places=("north_quay",)), slip()),
    "place: other:far_isle does not lie in harbour": (
        Matcher(places=("harbour",)),
        alert(change(place="other:far_isle")),
    ),
    "lang: en is not ar": (Matcher(langs=("ar",)), slip()),
    "outlet: River Post is not Quay Echo": (Matcher(outlets=("Quay Echo",)), slip()),
    "tier: Quay Echo is of 3, not 1 or 2": (Matcher(tiers=(1, 2)), slip(outlet="Quay Echo")),
    "ailment: a claim has none": (Matcher(ailments=("failing",)), slip()),
    "ailment: failing is not alive": (Matcher(ailments=("alive",)), notice()),
    "kind: a notice has none": (Matcher(kinds=("changed",)), notice()),
    "size: a notice has none": (Matcher(least_percent=10), notice()),
    "later by 5 days, less than 30": (Matcher(least_later_days=30), alert(change(now=OCTOBER))),
    "later by 1 day, less than 30": (Matcher(least_later_days=30), alert(change(now=date(2026, 10, 1)))),
    "earlier by 92 days, not later": (
        Matcher(least_later_days=30),
        alert(change(now=SEPTEMBER, before=DECEMBER)),
    ),
    "down by 2 %, less than 10 %": (Matcher(least_percent=10), alert(change(now=FEWER, before=CREW))),
    "down by 2 % and 50, less than 10 % or 100": (
        Matcher(least_percent=10, least_count=100),
        alert(change(now=FEWER, before=CREW)),
    ),
    "size: new moves nothing that can be measured": (Matcher(least_later_days=30), alert(change("new", before=None))),
    "size: crew_present is a figure, and only days are asked for": (
        Matcher(least_later_days=30),
        alert(change(now=HALF, before=CREW)),
    ),
    "size: departure is a date, and only figures are asked for": (Matcher(least_percent=10), slip()),
}


@pytest.mark.parametrize(("reason", "example"), ASKS_FOR.items(), ids=ASKS_FOR.keys())
def test_the_reason_names_the_condition_that_failed_and_what_was_found(
    reason: str, example: tuple[Matcher, Alert]
) -> None:
    """An operator reads why a route was not taken without looking at the alert."""
    assert reason == why(*example)


UNMEASURED = {
    "a change against nothing": change(before=None),
    "an edit after which the claim is gone": change("revised", before=None, part="gone"),
    "a reversal of the same length": change("source_reversed", size=None, direction=None),
}


@pytest.mark.parametrize("unmeasured", UNMEASURED.values(), ids=UNMEASURED.keys())
def test_what_moved_by_an_unknown_length_counts_as_far_enough(unmeasured: Change) -> None:
    """What might be large is told, and the reason says that nobody measured it."""
    assert "how far departure moved is not known, and counts as far enough" == why(
        Matcher(least_later_days=30), alert(unmeasured)
    )


@pytest.mark.parametrize("matcher", [Matcher(least_later_days=30), Matcher(least_percent=10), Matcher(least_count=1)])
@pytest.mark.parametrize("first", [DECEMBER, CREW])
def test_a_first_claim_has_no_size(matcher: Matcher, first: date | FigureValue) -> None:
    """What was never said before has moved by nothing, whichever sort of value it is."""
    assert "size" in why(matcher, alert(change("new", now=first, before=None)))


def test_a_share_of_nothing_counts_as_far_enough() -> None:
    """From none to some is no percentage, and is told."""
    rise = change(now=CREW, before=FigureValue(0, 0), size=None)

    assert "how far crew_present moved is not known, and counts as far enough" == why(
        Matcher(least_percent=10), alert(rise)
    )


def test_places_nest_as_the_topic_says_and_outlets_have_the_weightiest_tier_of_their_sources() -> None:
    """All places around one are named, the nearest first, also where a careless file goes round in a circle."""
    circle = Topic("dam", "", "a", (), (Place("a", "A", "b"), Place("b", "B", "a")), ())
    wire = Source("wire-ar", "Harbour Wire", "https://wire.example/ar", "ar", "Asia/Baghdad", tier=3)
    first = Source("wire-en", "Harbour Wire", "https://wire.example/en", "en", "Asia/Baghdad", tier=1)
    expected = Surroundings(
        {
            "harbour": {
                "harbour": (),
                "north_quay": ("harbour",),
                "other:shed_4": ("north_quay", "harbour"),
                "other:far_isle": (),
            },
            "dam": {"a": ("b",), "b": ("a",)},
        },
        {"Harbour Wire": 1},
    )

    assert expected == surroundings_of([TOPIC, circle], [first, wire])
