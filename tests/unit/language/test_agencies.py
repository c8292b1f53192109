"""The names of agencies and outlets are checked on load, and every host of an outlet is one id."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from monitor.errors import ConfigError
from monitor.language.agencies import agency_id, load_agencies, read_agencies
from monitor.language.lexicon import Clitics
from monitor.language.pack import languages
from monitor.language.tokens import tokenize
from monitor.records import Lang

SOURCES = Path(__file__).parents[3] / "config" / "sources.toml"
PACKS = Path(__file__).parents[3] / "monitor" / "language" / "packs"

NO_REPORTERS = {"war.gov", "centcom.mil", "dvidshub.net", "news.un.org", "news.google.com"}
"""Outlets in use that are no newsrooms: what they publish is credited to offices."""


def faults(folder: Path, text: str) -> list[str]:
    """The faults of a file with this text, as told."""
    file = folder / "agencies.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_agencies("en/agencies.toml", file, Clitics())
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize("lang", languages())
def test_every_language_that_ships_has_sound_agencies(lang: Lang) -> None:
    """They load without fault, and name the agencies that all newsrooms quote."""
    assert {"reuters.com", "afp.com", "apnews.com", "ina.iq", "rudaw.net", "shafaq.com"} <= load_agencies(lang).ids


def test_every_newsroom_in_use_can_be_credited() -> None:
    """The outlet of every source has a name in some language, under the id that its own articles count for."""
    sources = tomllib.loads(SOURCES.read_text(encoding="utf-8"))["sources"]
    outlets = {agency_id(source["outlet"]) for source in sources} - NO_REPORTERS

    assert set() == outlets - {one for lang in languages() for one in load_agencies(lang).ids}


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("aljazeera.com", "aljazeera.net"),
        ("aljazeera.net", "aljazeera.net"),
        ("english.aawsat.com", "aawsat.com"),
        ("en.mehrnews.com", "mehrnews.com"),
        ("WWW.BBC.CO.UK", "bbc.com"),
        ("news.sky.com", "news.sky.com"),
        ("notreuters.com", "notreuters.com"),
        ("valley.example", "valley.example"),
        ("Valley Post", "Valley Post"),
        ("", ""),
    ],
)
def test_every_host_of_an_outlet_is_one_id(host: str, expected: str) -> None:
    """Subdomains and second hosts count as the newsroom; an outlet that is not known stays as it is."""
    assert expected == agency_id(host)


@pytest.mark.parametrize("lang", languages())
def test_every_table_of_agencies_names_its_sources(lang: Lang) -> None:
    """SOURCES.md of the pack has a row for each."""
    sources = (PACKS / lang / "SOURCES.md").read_text(encoding="utf-8")
    tables = tomllib.loads((PACKS / lang / "agencies.toml").read_text(encoding="utf-8"))

    assert [] == [table for table in tables if f"`agencies.{table}`" not in sources]


def test_empty_tables_are_sound_and_name_nobody(tmp_path: Path) -> None:
    """A language may be begun with nothing."""
    file = tmp_path / "agencies.toml"
    file.write_text("", encoding="utf-8")
    agencies = read_agencies("en/agencies.toml", file, Clitics())

    assert (frozenset(), (), []) == (agencies.ids, agencies.addressed, agencies.lexicon.find(tokenize("Reuters said")))


FAULTY = [
    ("[name]\n'a.example' = ['A']", "en/agencies.toml: name: an unknown table; use one of credits"),
    ("names = 7", "en/agencies.toml: names: not a table; open it with [names]"),
    ("[names]\nValley = ['Valley']", "en/agencies.toml: names.Valley: an unknown meaning; use one that matches"),
    ("[credits]\nafter = ['said']", "en/agencies.toml: credits.after: an unknown meaning; use one that matches"),
    ("[credits]\nbefore = 'told'", "en/agencies.toml: credits.before: not a list of words"),
    ("[fillers]\nwords = ['the', ' ']", "en/agencies.toml: fillers.words: not a list of words"),
    (
        "[names]\n'a.example' = ['Valley News']\n'b.example' = ['valley  NEWS']",
        "en/agencies.toml: names.b.example: 'valley  NEWS' already names 'a.example'; keep it under one of them",
    ),
    (
        "[names]\n'a.example' = ['Valley']\n[guarded]\n'b.example' = ['Valley']",
        "en/agencies.toml: guarded.b.example: 'Valley' already names 'a.example'; keep it under one of them",
    ),
    (
        "[names]\n'a.example' = ['Valley', 'VALLEY']",
        "en/agencies.toml: names.a.example: 'VALLEY' already names 'a.example'; write it once",
    ),
    ("[names\n", "en/agencies.toml: Expected ']'"),
]


@pytest.mark.parametrize(("text", "told"), FAULTY)
def test_a_faulty_file_is_told_with_its_place_and_its_cure(tmp_path: Path, text: str, told: str) -> None:
    """Syntax, unknown tables and meanings, what is no text, and a name that two ids share or one has twice."""
    (fault,) = faults(tmp_path, text)

    assert fault.startswith(told)


def test_all_faults_of_a_file_are_told_together(tmp_path: Path) -> None:
    """One run shows everything that is to be put right."""
    assert 2 == len(faults(tmp_path, "[name]\na = ['A']\n[fillers]\nlines = ['x']"))


def test_a_missing_file_and_another_encoding_are_faults(tmp_path: Path) -> None:
    """The file is named, and what would help."""
    file = tmp_path / "agencies.toml"
    with pytest.raises(ConfigError, match="the file is missing; add it"):
        read_agencies("en/agencies.toml", file, Clitics())
    file.write_bytes("[fillers]\nwords = ['é']".encode("latin-1"))

    with pytest.raises(ConfigError, match="the file is not UTF-8"):
        read_agencies("en/agencies.toml", file, Clitics())
