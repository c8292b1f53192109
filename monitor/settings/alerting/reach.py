"""Routes of ``alerts.toml`` that tell nobody, and routes that no alert ever comes to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from monitor.settings.alerting.tree import Branch, claim_branches, system_branch
from monitor.settings.findings import Finding


def reach_findings(document: Mapping[str, Any], health_channels: tuple[str, ...] | None) -> Iterator[Finding]:
    """A finding for the topmost route of each tree that tells nobody, and for each that is never reached.

    The route of notices itself may tell nobody. ``health_channels`` are those that it tells where it names none; where
    None, they are not known, and its branches are taken to reach somebody.
    """
    yield from _of_siblings(claim_branches(document))
    system = system_branch(document, ("somebody",) if health_channels is None else health_channels)
    yield from _of_siblings(system.below())


def _of_siblings(branches: Sequence[Branch]) -> Iterator[Finding]:
    for branch in branches:
        if branch.reaches_somebody():
            yield from _of_siblings(branch.below())
        else:
            found = "the route leads to nobody: neither it nor a route below or above it names a channel or a person"
            yield Finding((*branch.path, "to"), found, 'give to = ["console"] or the like, or take the route out')
    yield from _never_reached(branches)


def _never_reached(branches: Sequence[Branch]) -> Iterator[Finding]:
    last = next((one for one in branches if one.takes_everything() and one.table.get("goes_on") is not True), None)
    if last is None:
        return
    for branch in branches[branches.index(last) + 1 :]:
        found = f'no alert comes to this route: "{last.name}" before it takes everything and does not go on'
        cure = f'put "{last.name}" last, or give it a match or goes_on = true'
        yield Finding(branch.path, found, cure)
