"""Every route of the shipped sources reads the list of its family as that family is to be read."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from monitor.feeds import read_list
from monitor.records import FeedReading, FetchResult, Route, Source
from monitor.settings import load_settings

PROJECT = Path(__file__).parents[3]
FOLDER = PROJECT / "tests" / "feed_families"
FAMILIES: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "families.toml").read_text(encoding="utf-8"))
MAPPED: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "sources.toml").read_text(encoding="utf-8"))
SOURCES = {source.name: source for source in load_settings(PROJECT / "config").sources}
ROWS = {(name, row["url"]): row for name, table in MAPPED.items() for row in table["routes"]}
ROUTES = [(source, route) for source in SOURCES.values() for route in source.routes]
each_route = pytest.mark.parametrize(
    ("source", "route"), ROUTES, ids=[f"{one.name}: {route.url}" for one, route in ROUTES]
)
each_pattern = pytest.mark.parametrize(
    ("source", "route"),
    [(source, route) for source, route in ROUTES if route.link_pattern],
    ids=[f"{one.name}: {route.kind}" for one, route in ROUTES if route.link_pattern],
)


def row_of(source: Source, route: Route) -> dict[str, Any]:
    """What the table says of a route."""
    return ROWS[source.name, route.url]


def list_of(route: Route, row: dict[str, Any]) -> FetchResult:
    """The family's list as the route's outlet would give it: at its own host; articles under its own kind of path.

    Where a route has no link_pattern, the paths stay as they are in the family's file.
    """
    family = FAMILIES[row["family"]]
    text = (FOLDER / family["file"]).read_text(encoding="utf-8")
    if "article" in row:
        paths = {urlsplit(entry.url).path for entry in read_as_family(family).entries}
        for number, path in enumerate(sorted(paths, key=len, reverse=True)):
            text = text.replace(path, row["article"].format(number))
    home, there = urlsplit(family["address"]), urlsplit(route.url)
    text = text.replace(f"{home.scheme}://{home.netloc}", f"{there.scheme}://{there.netloc}")
    return FetchResult(route.url, route.url, 200, text.encode())


def read_as_family(family: dict[str, Any]) -> FeedReading:
    """The family's list read as its own row says."""
    address = family["address"]
    fetched = FetchResult(address, address, 200, (FOLDER / family["file"]).read_bytes())
    route = Route(address, family["route"], family.get("pattern", ""))
    return read_list(fetched, Source("family", "Valley Post", address, "en", "Asia/Baghdad"), route)


def test_every_route_has_its_family_and_no_other_has() -> None:
    """The table names each route of each source once, in the configured order, and nothing else."""
    configured = {name: [route.url for route in source.routes] for name, source in SOURCES.items()}

    assert configured == {name: [row["url"] for row in table["routes"]] for name, table in MAPPED.items()}


@each_route
def test_kind_of_the_route_is_the_familys(source: Source, route: Route) -> None:
    """A route is configured under the kind under which its family is read."""
    assert FAMILIES[row_of(source, route)["family"]]["route"] == route.kind


@each_route
def test_list_of_the_family_is_read_by_the_route(source: Source, route: Route) -> None:
    """The configured route finds all articles of its family's list, without a problem."""
    row = row_of(source, route)
    family = FAMILIES[row["family"]]

    reading = read_list(list_of(route, row), source, route)

    assert (None, family["kind"]) == (reading.problem, reading.kind)
    assert row.get("entries", family["entries"]) == len(reading.entries)
    assert {source.name} == {entry.source for entry in reading.entries}


@each_pattern
def test_pattern_takes_articles_and_nothing_else(source: Source, route: Route) -> None:
    """Of a page that links to one article and to other things, the article alone is taken, in whatever spelling."""
    row = row_of(source, route)
    article, origin = row["article"].format(7), "{0.scheme}://{0.netloc}".format(urlsplit(route.url))
    links = "".join(f'<li><a href="{path}">More of this here</a></li>' for path in (*row["others"], article))
    page = f"<!DOCTYPE html><html><body><ul>{links}</ul></body></html>".encode()
    section = Route(route.url, "section", route.link_pattern)

    reading = read_list(FetchResult(route.url, route.url, 200, page), source, section)

    assert [article] == [entry.url.removeprefix(origin) for entry in reading.entries]
