"""docs/configuration.md names every key of the configuration, no other one, and the value when it is left out."""

import re
import tomllib
from typing import Any

import pytest
from documents import PROJECT

from monitor.settings import json_schemas

GUIDE = (PROJECT / "docs" / "configuration.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(\w+)` \| (.+?) \|", re.MULTILINE)
CHANNEL_KINDS = ("console", "file", "email", "slack", "webhook", "apprise")
EMPTY = ("none", "`[]`", "`{}`")


def sections() -> dict[tuple[str, str], dict[str, str]]:
    """The rows of every section: (file, table) to key to what stands in the second column."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for file, part in re.findall(r"^## `(\S+)`\n(.*?)(?=^## |\Z)", GUIDE, re.MULTILINE | re.DOTALL):
        for heading, rows in re.findall(r"^####? ([^\n]+)\n(.*?)(?=^###|\Z)", part, re.MULTILINE | re.DOTALL):
            found[file, heading.strip("`")] = dict(ROW.findall(rows))
    return found


def tables() -> dict[tuple[str, str], dict[str, Any]]:
    """The tables of every kind of file by their schemas, under the headings that the guide should have."""
    schemas = json_schemas()
    general, sources, topic = schemas["monitor.toml"], schemas["sources.toml"], schemas["topic"]
    alerts = schemas["alerts.toml"]
    found = {("topics/*.toml", "The file's own keys"): topic}
    for name, value in topic["properties"].items():
        if "patternProperties" in value:
            (inner,) = value["patternProperties"].values()
            found["topics/*.toml", f"[{name}.NAME]"] = _definition(inner, topic)
    found |= {("sources.toml", path): table for path, table in _of_a_source(sources)}
    found |= {("alerts.toml", path): table for path, table in _of_alerts("", alerts, alerts, set())}
    for name, value in general["properties"].items():
        if "$ref" in value:
            found |= {("monitor.toml", path): table for path, table in _plain(name, value, general)}
    return found


def _plain(name: str, value: dict[str, Any], schema: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """A table under its heading; where it holds tables, those in its stead."""
    table = _definition(value, schema)
    inner = {key: one for key, one in table["properties"].items() if "$ref" in one}
    if not inner:
        return [(f"[{name}]", table)]
    return [pair for key, one in inner.items() for pair in _plain(f"{name}.{key}", one, schema)]


def _of_a_source(schema: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The table of a source and those below it, each under its heading."""
    table = _definition(schema["properties"]["sources"]["items"], schema)
    below = {key: one["anyOf"][0] for key, one in table["properties"].items() if "$ref" in str(one.get("anyOf"))}
    lists = {key: one["items"] for key, one in table["properties"].items() if "$ref" in one.get("items", {})}
    return [
        ("[[sources]]", table),
        *((f"[[sources.{key}]]", _definition(one, schema)) for key, one in lists.items()),
        *((f"[sources.{key}]", _definition(one, schema)) for key, one in below.items()),
    ]


def _of_alerts(
    above: str, table: dict[str, Any], schema: dict[str, Any], seen: set[str]
) -> list[tuple[str, dict[str, Any]]]:
    """The tables below one, each under the heading of the place where it is met first."""
    found = []
    for key, value in table["properties"].items():
        reference, is_list = _reference(value)
        if reference and reference not in seen:
            seen.add(reference)
            inner = _definition({"$ref": reference}, schema)
            name = f"{above}{key}"
            found.append((f"[[{name}]]" if is_list else f"[{name}]", inner))
            found += _of_alerts(f"{name}.", inner, schema, seen)
    return found


def _reference(value: dict[str, Any]) -> tuple[str | None, bool]:
    """The table that a key holds, if it holds one, and whether it holds a list of them."""
    shapes = [value, *value.get("anyOf", ())]
    plain = next((one["$ref"] for one in shapes if "$ref" in one), None)
    listed = next((one["items"]["$ref"] for one in shapes if "$ref" in one.get("items", {})), None)
    return plain or listed, plain is None


def _definition(value: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    return schema["$defs"][value["$ref"].removeprefix("#/$defs/")]


def default_matches(written: str, key: str, table: dict[str, Any]) -> bool:
    """Whether the second column says what the schema says: required, none, or the default as TOML."""
    if key in table.get("required", ()):
        return written == "required"
    default = table["properties"][key].get("default")
    if default in (None, {}, []):
        return written in EMPTY
    return tomllib.loads(f"value = {written.strip('`')}")["value"] == default


@pytest.mark.parametrize("place", tables(), ids=" ".join)
def test_every_key_of_a_table_is_explained_with_its_default(place: tuple[str, str]):
    """A section has a row for each key of its table and for no other, with the true default."""
    table, rows = tables()[place], sections()[place]

    assert set(table["properties"]) == set(rows)
    assert [key for key, written in rows.items() if not default_matches(written, key, table)] == []


@pytest.mark.parametrize("kind", CHANNEL_KINDS)
def test_every_key_of_a_channel_is_explained_with_its_default(kind: str):
    """The keys of each kind of channel stand in the table of all channels or in that of the kind."""
    general = json_schemas()["monitor.toml"]
    mapping = general["properties"]["channels"]["items"]["discriminator"]["mapping"]
    table = _definition({"$ref": mapping[kind]}, general)
    rows = sections()["monitor.toml", "[[channels]]"] | sections()["monitor.toml", f'kind = "{kind}"']

    assert set(table["properties"]) == set(rows)
    assert [key for key, written in rows.items() if not default_matches(written, key, table)] == []


def test_the_guide_has_no_section_of_a_table_that_is_gone():
    """Every section with keys belongs to a table of today."""
    channels = {("monitor.toml", "[[channels]]")} | {("monitor.toml", f'kind = "{kind}"') for kind in CHANNEL_KINDS}

    assert {place for place, rows in sections().items() if rows} <= set(tables()) | channels
