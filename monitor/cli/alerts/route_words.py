"""The tree of routes with what each made of an alert, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from rich.text import Text
from rich.tree import Tree

from monitor.alerts.inert import make_inert
from monitor.cli.alerts.states import who_words
from monitor.records import RouteDecision, RouteVerdict, RoutingTable
from monitor.routing import all_routes, label

_VERDICTS: Final[Mapping[RouteVerdict, str]] = {
    "taken": "taken",
    "handed_down": "handed down",
    "not_matched": "does not fit",
    "taken_before": "not asked",
    "nobody": "taken, for nobody",
    "follow_up": "a follow-up",
}


def decision_tree(decisions: Sequence[RouteDecision], table: RoutingTable) -> Tree:
    """The decisions in the order in which routes were asked, each below the route that handed the alert down to it.

    What stands below what is told by the routes of ``table``; a route that is no longer there stands at the top.
    """
    tree = Tree("routes, as they were when the alert was made", guide_style="dim")
    above = dict(_parents(table))
    names = {label(one): who_words(one) for each in table.recipients.values() for one in each}
    shown: dict[str, Tree] = {}
    for one in decisions:
        branch = shown.get(above.get(one.route, ""), tree)
        shown[one.route] = branch.add(Text(decision_words(one, names), overflow="fold"))
    if not decisions:
        tree.add("none was asked: the alert was made before routes were kept")
    return tree


def decision_words(decision: RouteDecision, names: Mapping[str, str]) -> str:
    """A route with its verdict, whom it told, and why: "desk: taken → mina by mail (takes the notice)".

    ``names`` gives recipients, as they are called in decisions, in words; others stand as they are called there.
    """
    told = ", ".join(names.get(one, one) for one in decision.recipients)
    to = f" → {told}" if told else ""
    why = f" ({make_inert(decision.reason)})" if decision.reason else ""
    return f"{decision.route or '(no route)'}: {_VERDICTS[decision.verdict]}{to}{why}"


def _parents(table: RoutingTable) -> Iterator[tuple[str, str]]:
    """Each route below another one, by name, with the name of the other."""
    return ((below.name, route.name) for route in all_routes(table) for below in route.routes)
