"""What no single table of ``alerts.toml`` shows: names that lead nowhere, names given twice, routes without an end."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from monitor.records import SYSTEM_ROUTE
from monitor.settings.addresses import address_fault
from monitor.settings.alerting.known import Known
from monitor.settings.alerting.matches import match_findings
from monitor.settings.alerting.reach import reach_findings
from monitor.settings.alerting.tree import Branch, all_branches, claim_branches, names_of, system_branch, tables
from monitor.settings.findings import Finding, name_cure, nearest, shown
from monitor.settings.repeats import repeated
from monitor.settings.shapes import KeyPath


def alert_findings(document: Mapping[str, Any], known: Known) -> Iterator[Finding]:
    """All findings of ``alerts.toml`` that concern more than one table, or another file."""
    for key in ("people", "quiet", "digests", "inhibit"):
        yield from repeated(document, key, "name", "give each a name of its own")
    yield from _repeated_routes(document)
    yield from _unknown_times(document)
    if known.channels is not None:
        yield from _people(document, known)
        yield from _unknown_recipients(document, known)
        yield from _recipients_without_claims(document, known)
    yield from match_findings(document, known)
    yield from reach_findings(document, known.health_channels)


def told_of_notices(document: Mapping[str, Any]) -> frozenset[str]:
    """The names of the channels that the route of notices leads to by itself, people's channels among them."""
    named = {name for branch in system_branch(document).whole() for name in branch.own_to}
    return frozenset(named | {channel for name in named for channel in _channels_of(document, name)})


def _channels_of(document: Mapping[str, Any], person: str) -> tuple[str, ...]:
    ways = (way for _at, one in tables(document, "people") if one.get("name") == person for way in tables(one, "by"))
    return tuple(channel for _at, way in ways if isinstance(channel := way.get("channel"), str))


def _repeated_routes(document: Mapping[str, Any]) -> Iterator[Finding]:
    seen = {SYSTEM_ROUTE}
    for branch in all_branches(document):
        if branch.path == (SYSTEM_ROUTE,) or not branch.name:
            continue
        if branch.name == SYSTEM_ROUTE:
            found = f'the name "{SYSTEM_ROUTE}" is that of the route of notices'
            yield Finding((*branch.path, "name"), found, "give another one, or write it as [system]")
        elif branch.name in seen:
            found = f"name {shown(branch.name)} is given a second time"
            yield Finding((*branch.path, "name"), found, "give every route a name of its own, those below others too")
        seen.add(branch.name)


def _unknown_times(document: Mapping[str, Any]) -> Iterator[Finding]:
    """Quiet hours and digests that routes and people name, and that are not there."""
    quiets, digests = names_of(document, "quiet"), names_of(document, "digests")
    for branch in all_branches(document):
        yield from _unknown_name(branch.table, branch.path, "quiet", quiets)
        yield from _unknown_name(branch.table, branch.path, "digest", digests)
    for position, person in tables(document, "people"):
        yield from _unknown_name(person, ("people", position), "quiet", quiets)


_HEADINGS = {"quiet": "quiet", "digest": "digests"}


def _unknown_name(table: Mapping[str, Any], path: KeyPath, key: str, known: Collection[str]) -> Iterator[Finding]:
    name = table.get(key)
    if isinstance(name, str) and name and name not in known:
        near = nearest(name, known)
        cure = f'write "{near}"' if near else f"add a [[{_HEADINGS[key]}]] table of that name"
        yield Finding((*path, key), f"{key} is {shown(name)}, which is the name of no [[{_HEADINGS[key]}]]", cure)


def _people(document: Mapping[str, Any], known: Known) -> Iterator[Finding]:
    """People who are called like a channel, and ways that lead to nobody or to the same place twice."""
    channels = known.channels or {}
    for position, person in tables(document, "people"):
        if isinstance(name := person.get("name"), str) and name in channels:
            found = f"name {shown(name)} is that of a channel"
            yield Finding(("people", position, "name"), found, "give the person another one: routes tell both by name")
        seen: set[tuple[str, str | None]] = set()
        for at, way in tables(person, "by"):
            path: KeyPath = ("people", position, "by", at)
            if (one := _way(way)) is not None:
                yield from _way_findings(one, path, known)
                if one in seen:
                    yield Finding(path, "the person is told twice in the same way", "take one of the two out")
                seen.add(one)


def _way(table: Mapping[str, Any]) -> tuple[str, str | None] | None:
    """Channel and address; None where either has a wrong shape."""
    channel, address = table.get("channel"), table.get("address")
    return (channel, address) if isinstance(channel, str) and isinstance(address, str | None) else None


def _way_findings(way: tuple[str, str | None], path: KeyPath, known: Known) -> Iterator[Finding]:
    channels = known.channels or {}
    name, address = way
    if name not in channels:
        found = f"{shown(name)} is the name of no channel of monitor.toml"
        yield Finding((*path, "channel"), found, name_cure(name, channels))
    elif fault := address_fault(channels[name], address):
        yield Finding((*path, "address"), *fault)


def _unknown_recipients(document: Mapping[str, Any], known: Known) -> Iterator[Finding]:
    names = (*(known.channels or {}), *names_of(document, "people"))
    for branch in all_branches(document):
        for name in branch.own_to:
            if name not in names:
                found = f"{shown(name)} is the name of no channel and no person"
                yield Finding((*branch.path, "to"), found, name_cure(name, names))


def _recipients_without_claims(document: Mapping[str, Any], known: Known) -> Iterator[Finding]:
    """Routes of claims that lead to channels which are not for claims."""
    deaf = {name for name, channel in (known.channels or {}).items() if not channel.claims}
    for branch in (inner for top in claim_branches(document) for inner in top.whole()):
        yield from _deaf_names(branch, document, deaf)


def _deaf_names(branch: Branch, document: Mapping[str, Any], deaf: Collection[str]) -> Iterator[Finding]:
    for name in branch.own_to:
        for channel in (name, *_channels_of(document, name)):
            if channel in deaf:
                whose = "" if channel == name else f" of {name}"
                found = f"the channel {shown(channel)}{whose} says claims = false in monitor.toml"
                yield Finding((*branch.path, "to"), found, "take that out there, or name another channel here")
