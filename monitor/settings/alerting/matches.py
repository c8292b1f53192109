"""What ``match``, ``loud`` and ``muted`` name, looked up: topics, their frames and places, and outlets."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from monitor.records import Topic
from monitor.settings.alerting.known import Known
from monitor.settings.alerting.tree import claim_branches, tables, texts
from monitor.settings.findings import Finding, nearest, shown
from monitor.settings.shapes import KeyPath


def match_findings(document: Mapping[str, Any], known: Known) -> Iterator[Finding]:
    """A finding for each name of a match that is no topic, frame, place or outlet of the configuration.

    Frames and places are looked up in the topics that the same match names; in all topics where it names none.
    """
    for path, match in _matches(document):
        if known.topics is not None:
            yield from _of_topics(match, path, known.topics)
        if known.outlets is not None:
            where = "the outlet of no source in sources.toml"
            yield from _unknown(match, path, "outlets", known.outlets, where)


def _matches(document: Mapping[str, Any]) -> Iterator[tuple[KeyPath, Mapping[str, Any]]]:
    for branch in (inner for top in claim_branches(document) for inner in top.whole()):
        if isinstance(match := branch.table.get("match"), dict):
            yield (*branch.path, "match"), match
    for position, rule in tables(document, "inhibit"):
        for key in ("loud", "muted"):
            if isinstance(match := rule.get(key), dict):
                yield ("inhibit", position, key), match


def _of_topics(match: Mapping[str, Any], path: KeyPath, topics: Mapping[str, Topic]) -> Iterator[Finding]:
    yield from _unknown(match, path, "topics", topics, "the name of no topic")
    named = [topics[name] for name in texts(match.get("topics")) if name in topics]
    meant = named or list(topics.values())
    of_these = " of the topics named here" if named else " of any topic"
    frames = {frame.name for topic in meant for frame in topic.frames}
    places = {place.name for topic in meant for place in topic.places}
    yield from _unknown(match, path, "frames", frames, f"no frame{of_these}")
    yield from _unknown(match, path, "places", places, f"no place{of_these}")


def _unknown(match: Mapping[str, Any], path: KeyPath, key: str, known: Collection[str], what: str) -> Iterator[Finding]:
    for name in texts(match.get(key)):
        if name not in known:
            near = nearest(name, sorted(known))
            cure = f'write "{near}"' if near else f"name one of {', '.join(sorted(known))}"
            yield Finding((*path, key), f"{shown(name)} is {what}", cure)
