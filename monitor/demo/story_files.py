"""The bundled stories, read from ``stories/*.toml``: one file an edition."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

from monitor.demo.story import Edition, Expectation, Furniture, Story, Version

FIRST_POLL_AT = datetime.fromisoformat("2027-03-01T06:00:00+03:00")
"""When the monitor should first look: what stands in the feeds by then is the baseline and is never told."""

LAST_MOMENT_AT = datetime.fromisoformat("2027-03-06T23:00:00+03:00")
"""When the last story has been out for hours."""


def read_editions() -> tuple[Edition, ...]:
    """All bundled editions by name.

    Raises TypeError or KeyError for a story file with a key too many or too few: the files ship with the package, so
    that is a fault of the package and no one's configuration.
    """
    folder = files("monitor.demo") / "stories"
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".toml"))
    return tuple(_edition(tomllib.loads((folder / name).read_text(encoding="utf-8"))) for name in names)


def moments(editions: tuple[Edition, ...]) -> tuple[datetime, ...]:
    """Every moment at which a story is published or edited, in order: the moments worth polling after."""
    return tuple(
        sorted(
            {version.since for edition in editions for story in edition.stories for version in story.versions},
        ),
    )


def _edition(form: Mapping[str, Any]) -> Edition:
    head = form["feed"]
    stories = sorted((_story(head, story) for story in form["stories"]), key=lambda story: story.published_at)
    return Edition(**head, furniture=_furniture(form["furniture"]), stories=tuple(stories))


def _furniture(form: Mapping[str, Any]) -> Furniture:
    words: dict[str, Any] = {name: tuple(said) if isinstance(said, list) else said for name, said in form.items()}
    return Furniture(**words)


def _story(head: Mapping[str, Any], form: Mapping[str, Any]) -> Story:
    first = Version(
        since=form["published"].astimezone(UTC),
        title=form["title"],
        summary=form["summary"],
        paragraphs=tuple(form["paragraphs"]),
        expect=_expectations(form),
    )
    versions = [first]
    for edit in form.get("edits", ()):
        versions.append(_edited(versions[-1], edit))
    return Story(
        story_id=form["id"],
        edition=head["name"],
        outlet=head["outlet"],
        lang=head["lang"],
        section=form["section"],
        slug=form["slug"],
        versions=tuple(versions),
    )


def _edited(before: Version, edit: Mapping[str, Any]) -> Version:
    return Version(
        since=edit["at"].astimezone(UTC),
        title=edit.get("title", before.title),
        summary=edit.get("summary", before.summary),
        paragraphs=tuple(edit["paragraphs"]),
        expect=_expectations(edit),
    )


def _expectations(form: Mapping[str, Any]) -> tuple[Expectation, ...]:
    return tuple(Expectation(**expected) for expected in form.get("expect", ()))
