"""The schemas for editors agree with what is loaded, and teach."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from monitor.parsing import ParsingLimits
from monitor.settings import json_schemas, write_schemas

CONFIG = Path(__file__).resolve().parents[3] / "config"
KINDS = ["monitor.toml", "sources.toml", "alerts.toml", "topic"]


def tables_of(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The file's own table and every other one that the schema defines."""
    yield "file", schema
    yield from schema["$defs"].items()


def test_there_is_a_schema_for_each_kind_of_file():
    """The general file, the sources, the alerts and the topics each have one."""
    assert list(json_schemas()) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_every_table_refuses_unknown_keys_and_describes_known_ones(kind: str):
    """Editors mark a misspelt key, and show a sentence for each right one."""
    schema = json_schemas()[kind]

    for name, table in tables_of(schema):
        assert table["additionalProperties"] is False, name
        bare = [key for key, value in table["properties"].items() if not value.get("description")]
        assert bare == [], name


def test_the_deadline_of_lists_is_said_as_it_is():
    """What page_seconds says of feeds is what they get: five seconds, which nothing configures."""
    (reading,) = (table for name, table in tables_of(json_schemas()["monitor.toml"]) if name == "Reading")

    assert "a feed or other list has five in any case" in reading["properties"]["page_seconds"]["description"]
    assert 5 == ParsingLimits().list_deadline_seconds


@pytest.mark.parametrize("kind", KINDS)
def test_every_reference_leads_somewhere(kind: str):
    """No part of a schema points at a definition that is missing."""
    schema = json_schemas()[kind]

    wanted = {part.split('"')[0] for part in json.dumps(schema).split("#/$defs/")[1:]}

    assert wanted <= set(schema["$defs"])


def test_a_secret_is_a_table_with_one_key():
    """An editor marks an address written as plain text."""
    webhook = json_schemas()["monitor.toml"]["$defs"]["WebhookChannel"]["properties"]["url"]

    assert [form["required"] for form in webhook["oneOf"]] == [["env"], ["file"]]
    assert {"object"} == {form["type"] for form in webhook["oneOf"]}


def test_the_shipped_files_use_only_keys_of_the_schema():
    """Each key of the shipped sources stands in the schema, and none that it requires is missing."""
    table = json_schemas()["sources.toml"]["$defs"]["SourceTable"]
    sources = tomllib.loads((CONFIG / "sources.toml").read_text(encoding="utf-8"))["sources"]

    assert all(set(source) <= set(table["properties"]) for source in sources)
    assert all(set(table["required"]) <= set(source) for source in sources)


def test_the_shipped_schemas_are_those_of_the_code(tmp_path: Path):
    """The files in config/schemas are what write_schemas writes today."""
    paths = write_schemas(tmp_path / "schemas")

    assert [path.name for path in paths] == ["monitor.json", "sources.json", "alerts.json", "topic.json"]
    for path in paths:
        assert path.read_text(encoding="utf-8") == (CONFIG / "schemas" / path.name).read_text(encoding="utf-8")


def test_every_shipped_file_names_a_schema_that_is_there():
    """The first line of each configuration file leads an editor to its schema."""
    for path in [*CONFIG.glob("*.toml"), *(CONFIG / "topics").glob("*.toml")]:
        first = path.read_text(encoding="utf-8").splitlines()[0]

        assert first.startswith("#:schema ")
        assert (path.parent / first.removeprefix("#:schema ")).is_file()
