"""Imports go down only: who may import whom, and which outside library, in every module of the package."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "monitor"


@dataclass(frozen=True)
class Part:
    """A module or package right below ``monitor``: its floor, and the outside libraries that it may import.

    ``apart`` are the parts of its own floor that it must not import. ``below`` limits what it may import further down;
    None is everything.
    """

    floor: int
    libraries: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    below: frozenset[str] | None = None


WORDS = frozenset({"records", "errors", "clock", "hosts", "identity", "moments"})
JUDGEMENT = frozenset(
    {"topics", "claims", "editions", "ledger", "boards", "origins", "alerts", "rhythm", "health", "routing"},
)
ADAPTERS = frozenset({"feeds", "articles", "store", "notify", "parsing", "publishing"})
PURE = frozenset({"records", "errors", "hosts", "identity", "json_forms", "headers", "language"})
GROUND = frozenset({"ports", "json_forms", "headers", "http_client"})


def judgement(*libraries: str) -> Part:
    """A part that takes records and returns records: no clock, no web, no store, no settings."""
    return Part(2, frozenset(libraries), JUDGEMENT | ADAPTERS, PURE)


def adapter(*libraries: str) -> Part:
    """A part that speaks to one outside thing: it knows no settings and no language."""
    return Part(2, frozenset(libraries), JUDGEMENT | ADAPTERS, WORDS | GROUND)


def door(*libraries: str) -> Part:
    """A part that people or the system start."""
    return Part(5, frozenset(libraries))


PARTS: Mapping[str, Part] = {
    **{word: Part(0) for word in sorted(WORDS)},
    "__init__": Part(0),
    "ports": Part(1, apart=frozenset({"settings", "language", "http_client"})),
    "json_forms": Part(1, apart=frozenset({"settings", "language", "http_client"})),
    # What HTTP headers say of time: for the client, for channels, and for the judgement of when to poll.
    "headers": Part(1, apart=frozenset({"settings", "language", "http_client", "ports", "json_forms"})),
    "settings": Part(
        1,
        # pydantic_core is where pydantic keeps the types of its faults.
        frozenset({"pydantic", "pydantic_core"}),
        frozenset({"language", "http_client", "ports", "json_forms"}),
        frozenset({"records", "errors"}),
    ),
    # Calendars and feasts are reckoned by libraries that know no language.
    "language": Part(
        1,
        frozenset({"pydantic", "convertdate", "dateutil", "hijridate", "holidays", "pyluach"}),
        frozenset({"settings", "http_client", "ports"}),
    ),
    # httpcore is httpx's own transport.
    "http_client": Part(1, frozenset({"httpx", "httpcore", "stamina", "protego"}), frozenset({"settings", "language"})),
    "topics": judgement(),
    "claims": judgement(),
    "editions": judgement(),
    "ledger": judgement(),
    "boards": judgement(),
    "origins": judgement("rensa"),
    # The forms that words take beside a number are reckoned by babel.
    "alerts": judgement("jinja2", "babel"),
    "rhythm": judgement(),
    "health": judgement(),
    "routing": judgement(),
    "feeds": adapter("feedparser", "selectolax", "lxml"),
    "articles": adapter("trafilatura", "resiliparse", "selectolax"),
    "store": adapter("sqlite_utils", "filelock"),
    "notify": adapter("slack_sdk", "aiosmtplib", "aiolimiter", "apprise", "regex"),
    "publishing": adapter("feedgen", "icalendar"),
    # Runs the readers of feeds and pages in processes that can be killed.
    "parsing": Part(2, frozenset({"pebble"}), JUDGEMENT | frozenset({"store", "notify"}), WORDS | GROUND),
    "pipeline": Part(
        3,
        frozenset({"structlog"}),
        below=WORDS | JUDGEMENT | ADAPTERS | frozenset({"ports", "json_forms", "headers", "language"}),
    ),
    "assemble": Part(4),
    # A door says where the log goes (structlog), and what is logged of a retry (stamina). It writes what a person edits
    # (tomlkit) and reads lists of feeds made by other programs (lxml).
    "cli": door("click", "rich", "structlog", "stamina", "plotext", "pygal", "tomlkit", "lxml"),
    "daemon": door("apscheduler", "structlog"),
    # markupsafe marks what jinja2 may leave unescaped.
    "demo": door("jinja2", "markupsafe"),
    "desk": door(),
    "__main__": Part(6, frozenset({"click"})),
}

WEB_DOORS = frozenset({"http_client", "demo"})
"""Who may open connections: the one door to the web, and the demo's receivers on the loopback address."""

WEB_NAMES = ("httpx", "httpcore", "requests", "aiohttp", "urllib.request", "urllib3", "http.client", "socket")


@dataclass(frozen=True)
class Import:
    """One name that a module imports, both as dotted paths; ``line`` counts from 1."""

    module: str
    target: str
    line: int

    def __str__(self) -> str:
        """The place and what is imported there."""
        return f"{self.module}:{self.line} imports {self.target}"


def read_sources(folder: Path) -> dict[str, str]:
    """The sources of a package by dotted module name; a package is named like its folder."""
    sources = {}
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 2 else parts)
        sources[name] = path.read_text(encoding="utf-8")
    return sources


def read_imports(sources: Mapping[str, str]) -> Iterator[Import]:
    """Every import of every module, those inside functions included, down to the module that a name comes from."""
    for module, source in sources.items():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Import):
                yield from (Import(module, alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = "." * node.level + (node.module or "")
                for alias in node.names:
                    submodule = f"{base}.{alias.name}"
                    yield Import(module, submodule if submodule in sources else base, node.lineno)


def part_of(module: str) -> str:
    """The part that a module of the package belongs to; the package itself is ``__init__``."""
    names = module.split(".")
    return names[1] if len(names) > 1 else "__init__"


def floor_faults(sources: Mapping[str, str]) -> list[str]:
    """Every import that breaks the floors, in words."""
    unplaced = sorted({part_of(module) for module in sources} - PARTS.keys())
    if unplaced:
        return [f"monitor.{part} stands on no floor" for part in unplaced]
    return [f"{found}: {fault}" for found in read_imports(sources) if (fault := _fault(found)) is not None]


def _fault(found: Import) -> str | None:
    part = PARTS[part_of(found.module)]
    top = found.target.split(".")[0]
    if not top:
        return "a relative import hides its floor"
    if top != "monitor":
        allowed = top in sys.stdlib_module_names or top in part.libraries
        return None if allowed else f"{top} belongs to another floor"
    target = part_of(found.target)
    if target in {part_of(found.module), "__init__"}:
        return None
    return _fault_inside(part, target)


def _fault_inside(part: Part, target: str) -> str | None:
    if target not in PARTS:
        return f"monitor.{target} stands on no floor"
    if PARTS[target].floor > part.floor:
        return "upward"
    if target in part.apart:
        return "sideways"
    if PARTS[target].floor < part.floor and part.below is not None and target not in part.below:
        return "not for this part"
    return None


def cycle(sources: Mapping[str, str]) -> list[str]:
    """The modules of one import cycle, or nothing."""
    wanted: dict[str, set[str]] = {module: set() for module in sources}
    for found in read_imports(sources):
        if found.target in sources and found.target != found.module:
            wanted[found.module].add(found.target)
    try:
        TopologicalSorter(wanted).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def web_faults(sources: Mapping[str, str]) -> list[str]:
    """Every place outside the door to the web that could open a connection of its own."""
    return [
        f"{found}: only {' and '.join(sorted(WEB_DOORS))} may"
        for found in read_imports(sources)
        if part_of(found.module) not in WEB_DOORS
        and any(found.target == name or found.target.startswith(f"{name}.") for name in WEB_NAMES)
    ]


WEB_CALLS = frozenset({"open_connection", "create_connection", "create_datagram_endpoint", "urlopen", "fetch_url"})
"""Calls of the standard library and of trafilatura that open connections or fetch."""


def web_calls(sources: Mapping[str, str]) -> list[str]:
    """Every call outside the door to the web that opens a connection by its name."""
    return [
        f"{module}:{node.lineno} calls {name}"
        for module, source in sources.items()
        if part_of(module) not in WEB_DOORS
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and (name := _called(node.func)) in WEB_CALLS
    ]


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


SOURCES = read_sources(PACKAGE)


def test_the_package_was_found() -> None:
    """The rules below are not kept by an empty folder."""
    assert {"monitor.records.values", "monitor.claims", "monitor.ledger", "monitor.cli"} <= SOURCES.keys()


def test_imports_go_down_only_and_libraries_stay_on_their_floor() -> None:
    """No module imports upward, sideways, or a library that belongs to another floor."""
    assert floor_faults(SOURCES) == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Every module can be read without the ones that are built on it."""
    assert cycle(SOURCES) == []


def test_nothing_but_the_http_client_reaches_the_web() -> None:
    """No other part imports what opens connections."""
    assert web_faults(SOURCES) == []


def test_nothing_but_the_http_client_opens_connections_by_call() -> None:
    """No other part calls what opens connections: neither asyncio's calls, nor those of libraries that fetch."""
    assert web_calls(SOURCES) == []


@pytest.mark.parametrize(
    "source", ["import asyncio\nasyncio.open_connection('h', 1)", "from trafilatura import fetch_url\nfetch_url('u')"]
)
def test_a_call_that_opens_a_connection_is_found(source: str) -> None:
    """A part that opens a connection by a call is named, unless it is the door to the web."""
    assert len(web_calls({"monitor.feeds.links": source})) == 1
    assert web_calls({"monitor.http_client.fetcher": source}) == []


def test_every_part_with_a_floor_of_its_own_is_there_or_to_come() -> None:
    """The table of floors names no part that was renamed or dropped."""
    parts = {part_of(module) for module in SOURCES}

    assert PARTS.keys() - parts <= {"desk", "__init__"}


BROKEN = [
    ("monitor.ledger.relation", "from monitor.pipeline import cycle", "upward"),
    ("monitor.records.values", "import monitor.errors, monitor.language.pack", "upward"),
    ("monitor.feeds.reading", "from monitor import assemble", "upward"),
    ("monitor.ledger.relation", "from monitor.claims import read_claims", "sideways"),
    ("monitor.store.sqlite", "from monitor.notify import console", "sideways"),
    ("monitor.feeds.reading", "from monitor.topics import detect_topic", "sideways"),
    ("monitor.alerts.compose", "from monitor.store import open_store", "sideways"),
    ("monitor.language.pack", "from monitor.settings import load_settings", "sideways"),
    ("monitor.http_client.fetcher", "from monitor.language.folding import fold", "sideways"),
    ("monitor.settings.loading", "from monitor.json_forms import value_form", "sideways"),
    ("monitor.json_forms", "from monitor.settings import Settings", "sideways"),
    ("monitor.settings.loading", "from monitor.clock import Clock", "not for this part"),
    ("monitor.notify.console", "from monitor.settings import Secret", "not for this part"),
    ("monitor.pipeline.cycle", "from monitor.settings import Settings", "not for this part"),
    ("monitor.claims.extraction", "from monitor.clock import SystemClock", "not for this part"),
    ("monitor.claims.extraction", "import pydantic", "pydantic belongs to another floor"),
    ("monitor.ledger.relation", "def relate():\n    import jinja2", "jinja2 belongs to another floor"),
    ("monitor.pipeline.cycle", "from httpx import AsyncClient", "httpx belongs to another floor"),
    ("monitor.claims.extraction", "from .places import places_of", "a relative import hides its floor"),
    ("monitor.claims.extraction", "from monitor.helpers import x", "monitor.helpers stands on no floor"),
]


@pytest.mark.parametrize(("module", "source", "fault"), BROKEN)
def test_a_broken_floor_is_found(module: str, source: str, fault: str) -> None:
    """The check can fail: each invented module breaks one rule, and the fault names the place."""
    beside = dict.fromkeys(["monitor.assemble", "monitor.notify.console", "monitor.pipeline.cycle"], "")
    (found,) = floor_faults(beside | {module: source})

    assert found.startswith(f"{module}:")
    assert found.endswith(f": {fault}")


def test_a_part_without_a_floor_is_found() -> None:
    """A new package has to be given its place."""
    assert floor_faults({"monitor.utils.text": ""}) == ["monitor.utils stands on no floor"]


SOUND = [
    (
        "monitor.ledger.relation",
        "import math\nfrom monitor.records import Value\nfrom monitor.ledger.movement import x",
    ),
    ("monitor.alerts.compose", "import jinja2\nfrom monitor.language.varieties import guess_language"),
    ("monitor.assemble", "from monitor.settings import load_settings\nfrom monitor.store import open_store"),
    ("monitor.cli.commands", "import click\nfrom monitor import __version__\nfrom monitor.daemon import run"),
]


@pytest.mark.parametrize(("module", "source"), SOUND)
def test_a_sound_module_is_left_alone(module: str, source: str) -> None:
    """What is allowed is not reported."""
    assert floor_faults({module: source}) == []


def test_a_circle_is_found() -> None:
    """Three modules that import each other in turn are named."""
    sources = {
        "monitor.a": "from monitor.b import x",
        "monitor.b": "import monitor.c",
        "monitor.c": "def f():\n    from monitor import a",
    }

    assert {"monitor.a", "monitor.b", "monitor.c"} == set(cycle(sources))


@pytest.mark.parametrize(
    "source",
    ["import httpx", "from httpx import AsyncClient", "import urllib.request", "from socket import create_connection"],
)
def test_another_door_to_the_web_is_found(source: str) -> None:
    """A client of its own is found in any part but the http client and the demo."""
    assert len(web_faults({"monitor.notify.slack": source})) == 1
    assert web_faults({"monitor.http_client.fetcher": source, "monitor.demo.receivers": source}) == []


def test_parsing_addresses_is_no_door_to_the_web() -> None:
    """Taking an address apart opens no connection."""
    assert web_faults({"monitor.feeds.links": "from urllib.parse import urlsplit"}) == []
