from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st
from routed_alerts import (
    DECEMBER,
    OCTOBER,
    RECIPIENTS,
    SEPTEMBER,
    SURROUNDINGS,
    Desk,
    alert,
    at,
    change,
    notice,
    table,
)

from monitor.records import Alert, AlertRoute, Change, FigureValue, Grouping, Matcher, OwedAlert, RoutingTable
from monitor.routing import Known, all_routes, label, owe

CHANGES = st.builds(
    change,
    st.sampled_from(["new", "changed", "refined", "denied", "revised", "lead_moved"]),
    st.sampled_from([SEPTEMBER, OCTOBER, DECEMBER, FigureValue(900, 900), FigureValue(40, None)]),
    st.sampled_from([None, SEPTEMBER, FigureValue(950, 950)]),
    place=st.sampled_from(["harbour", "north_quay", "other:far_isle"]),
)
CHANGE_LISTS = st.lists(CHANGES, min_size=1, max_size=4, unique_by=lambda one: one.change_id)
CLAIMS = st.builds(
    lambda changes, **parts: alert(*changes, **parts),
    CHANGE_LISTS,
    outlet=st.sampled_from(["River Post", "Harbour Wire", "Quay Echo"]),
    lang=st.sampled_from(["en", "ar"]),
)
NOTICES = st.builds(
    notice,
    st.sampled_from(["failing", "undelivered", "dead_letters", "alive"]),
    st.sampled_from(["echo-en", "desk", "mail", "pager"]),
)
ALERTS = st.one_of(CLAIMS, NOTICES)

MATCHERS = st.builds(
    Matcher,
    frames=st.sampled_from([(), ("departure",), ("crew_present",)]),
    kinds=st.sampled_from([(), ("changed", "revised"), ("new",)]),
    places=st.sampled_from([(), ("harbour",), ("north_quay",)]),
    tiers=st.sampled_from([(), (1, 2)]),
    ailments=st.sampled_from([(), (), (), ("failing", "undelivered")]),
    least_later_days=st.sampled_from([None, 30]),
    least_percent=st.sampled_from([None, 10.0]),
)
NAMES = st.lists(st.sampled_from([*RECIPIENTS, "nobody known"]), max_size=2).map(tuple)
GROUPINGS = st.sampled_from([Grouping(), Grouping("key", 60), Grouping("everything", 0, 600)])


def branches(below: st.SearchStrategy[tuple[AlertRoute, ...]]) -> st.SearchStrategy[tuple[AlertRoute, ...]]:
    """Up to three routes with such branches; they get their names later."""
    route = st.builds(
        AlertRoute,
        name=st.just(""),
        to=NAMES,
        matcher=MATCHERS,
        routes=below,
        goes_on=st.booleans(),
        grouping=GROUPINGS,
        digest=st.sampled_from([None, None, "morning"]),
    )
    return st.lists(route, max_size=3).map(tuple)


def named(routes: tuple[AlertRoute, ...], above: str) -> tuple[AlertRoute, ...]:
    """The same tree, where every route has a name of its own."""
    return tuple(
        AlertRoute(
            f"{above}{number}",
            one.to,
            one.matcher,
            named(one.routes, f"{above}{number}."),
            goes_on=one.goes_on,
            grouping=one.grouping,
            digest=one.digest,
        )
        for number, one in enumerate(routes)
    )


TREES = st.recursive(st.just(()), branches, max_leaves=4)
TABLES = st.builds(
    lambda routes, system, to: table(*named(routes, "r"), system=AlertRoute("system", to, routes=named(system, "s"))),
    TREES,
    TREES,
    NAMES,
)


def owed(one: Alert, rules: RoutingTable) -> OwedAlert:
    """What is owed where nothing is known."""
    return owe(one, rules, SURROUNDINGS, Known(), at())


def concerned(one: Alert, rules: RoutingTable) -> Iterator[str]:
    """The names of the routes that such alerts go by."""
    system = {route.name for route in all_routes(table(system=rules.system))}
    return (route.name for route in all_routes(rules) if (route.name in system) is (one.notice is not None))


@given(ALERTS, TABLES)
def test_every_route_has_one_decision_with_a_reason(one: Alert, rules: RoutingTable) -> None:
    """They stand in the order of the tree; those of notices and of claims are apart."""
    decisions = owed(one, rules).decisions

    assert list(concerned(one, rules)) == [decision.route for decision in decisions]
    assert all(decision.reason for decision in decisions)


@given(ALERTS, TABLES)
def test_no_delivery_is_without_a_decision_and_no_recipient_has_two(one: Alert, rules: RoutingTable) -> None:
    """Each delivery is named by the decision on its route, and each recipient named there has one."""
    result = owed(one, rules)
    named_there = Counter((decision.route, who) for decision in result.decisions for who in decision.recipients)

    assert Counter((one.route, label(one.recipient)) for one in result.deliveries) == named_there
    assert {1} >= set(Counter(label(one.recipient) for one in result.deliveries).values())


@given(CLAIMS, TABLES)
def test_whoever_a_route_names_is_told_all_that_it_takes_and_nothing_that_no_route_takes_for_them(
    one: Alert, rules: RoutingTable
) -> None:
    """The changes of a delivery are those of all routes that take some for its recipient."""
    result = owed(one, rules)
    taken: dict[str, set[str]] = {}
    routes = {route.name: route for route in all_routes(rules)}
    for decision in result.decisions:
        for recipient in {who for name in routes[decision.route].to for who in rules.recipients.get(name, ())}:
            taken.setdefault(label(recipient), set()).update(decision.changes)

    assert {who: changes for who, changes in taken.items() if changes} == {
        label(delivery.recipient): set(delivery.changes) for delivery in result.deliveries
    }


@given(CHANGE_LISTS, TABLES)
def test_no_change_is_lost_between_routes_that_mean_only_a_part(changes: list[Change], rules: RoutingTable) -> None:
    """Behind any tree, a last route that means everything takes whatever no other did."""
    rules = table(*rules.routes, AlertRoute("last", ("desk",)))
    decisions = owed(alert(*changes), rules).decisions

    assert {one.change_id for one in changes} == {name for decision in decisions for name in decision.changes}


@given(ALERTS, TABLES)
def test_nothing_of_a_channel_goes_by_that_channel(one: Alert, rules: RoutingTable) -> None:
    """Whoever the routes name."""
    about = one.notice.subject if one.notice and one.notice.ailment in {"undelivered", "dead_letters"} else None

    assert about not in {delivery.channel for delivery in owed(one, rules).deliveries}


@settings(max_examples=50)
@given(st.lists(ALERTS, min_size=1, max_size=5), TABLES)
def test_owing_an_alert_again_owes_the_same(alerts: list[Alert], rules: RoutingTable) -> None:
    """However much is known by then, the alert's own deliveries among it."""
    desk = Desk(rules)
    for number, one in enumerate(alerts):
        again = alert(*one.changes, name=f"alert-{number}", minutes=number) if one.changes else one
        first = desk.owes(again, at(number))

        assert first == desk.owes(again, at(number))
