"""What no single table of a topic file shows: names that lead nowhere, circles of places, words with two meanings.

The checks read the document as written. What has a wrong shape is passed over: the file's model tells of that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from monitor.settings.findings import Finding, nearest, shown
from monitor.settings.shapes import KeyPath
from monitor.settings.topics import LANGUAGES

Tables = Mapping[str, Mapping[str, Any]]


def topic_findings(document: Mapping[str, Any], word_groups: Collection[str] | None = None) -> Iterator[Finding]:
    """All findings of a topic file that concern more than one table.

    ``word_groups`` are those that triggers may name beside the file's own; where None, triggers are not looked at.
    """
    places, forces = _tables(document, "places"), _tables(document, "forces")
    yield from _unknown_home(document, places)
    for name, place in places.items():
        yield from _unknown_parent(name, place, places)
    yield from _circles(places)
    yield from _no_own_force(forces)
    yield from _words_with_two_meanings({"forces": forces, "places": places})
    if word_groups is not None:
        yield from _unknown_groups(_tables(document, "frames"), {*word_groups, *_tables(document, "words")})


def _unknown_home(document: Mapping[str, Any], places: Tables) -> Iterator[Finding]:
    for key in ("home", "first_phase"):
        name = document.get(key)
        if isinstance(name, str) and places and name not in places:
            yield Finding((key,), f"{key} is {shown(name)}, which is no place of this file", _place_cure(name, places))


def _unknown_parent(name: str, place: Mapping[str, Any], places: Tables) -> Iterator[Finding]:
    parent = place.get("parent")
    if isinstance(parent, str) and parent not in places:
        found = f"parent is {shown(parent)}, which is no place of this file"
        yield Finding(("places", name, "parent"), found, _place_cure(parent, places))


def _place_cure(written: str, places: Tables) -> str:
    near = nearest(written, places)
    return f'write "{near}"' if near else f"add [places.{written}], or name one of {', '.join(places)}"


def _circles(places: Tables) -> Iterator[Finding]:
    """One finding for each circle, at the member that the file has first."""
    told: set[str] = set()
    for name in places:
        circle = _circle_from(name, places)
        if circle and not told.intersection(circle):
            told.update(circle)
            found = f"the parents lead back to where they began: {' > '.join((*circle, name))}"
            yield Finding(("places", name, "parent"), found, "take out the parent of the largest of these places")


def _circle_from(name: str, places: Tables) -> tuple[str, ...]:
    """The places that the parents of ``name`` lead through until they return to it; empty where they do not."""
    way = [name]
    parent = places[name].get("parent")
    while isinstance(parent, str) and parent in places and parent not in way:
        way.append(parent)
        parent = places[parent].get("parent")
    return tuple(way) if parent == name else ()


def _no_own_force(forces: Tables) -> Iterator[Finding]:
    if forces and not any(force.get("own") is True for force in forces.values()):
        yield Finding(
            ("forces",), "no force is the story's own", "set own = true for the force that the story is about"
        )


def _unknown_groups(frames: Tables, known: Collection[str]) -> Iterator[Finding]:
    """A finding for each trigger over a word group that neither the file nor a language pack has."""
    for name, frame in frames.items():
        triggers = frame.get("triggers")
        for trigger in triggers if isinstance(triggers, list) else ():
            for group in trigger.split(" + ") if isinstance(trigger, str) else ():
                if group not in known:
                    near = nearest(group, known)
                    cure = f'write "{near}"' if near else f"add [words.{group}]"
                    found = f"the trigger {shown(trigger)} names the word group {shown(group)}, which does not exist"
                    yield Finding(
                        ("frames", name, "triggers"), found, f"{cure}; `monitor topic words` lists the groups"
                    )


def _words_with_two_meanings(groups: Mapping[str, Tables]) -> Iterator[Finding]:
    """A finding for each form that stands for two forces or places; compared without case and extra white space."""
    meanings: dict[tuple[str, str], KeyPath] = {}
    for path, lang, form in _forms(groups):
        folded = " ".join(form.casefold().split())
        first = meanings.setdefault((lang, folded), path)
        if first != path:
            found = f"{shown(form)} already stands for {'.'.join(map(str, first))}"
            yield Finding((*path, lang), found, "keep it in one of the two")


def _forms(groups: Mapping[str, Tables]) -> Iterator[tuple[KeyPath, str, str]]:
    for group, tables in groups.items():
        for name, table in tables.items():
            for lang in LANGUAGES:
                words = table.get(lang)
                for form in words if isinstance(words, list) else ():
                    if isinstance(form, str):
                        yield (group, name), lang, form


def _tables(document: Mapping[str, Any], key: str) -> Tables:
    found = document.get(key)
    return {name: table for name, table in found.items() if isinstance(table, dict)} if isinstance(found, dict) else {}
