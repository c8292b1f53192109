"""The examples beside each pack prove what the words of its tables mean: dates, figures, and what is neither."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from marked_values import expected, plain, read_all, read_with_others

from monitor.language.lexicon import Lexicon
from monitor.language.pack import languages, load_pack
from monitor.language.tokens import tokenize
from monitor.records import Lang

FILES = ("calendar", "feasts", "numbers")
"""The files of a pack whose words make values, and so have examples."""

FEWEST = 2
SMALL_TABLE = 12
"""A table of no more meanings has each of them in some case; of larger ones two examples stand for the rest."""

OWED: Mapping[tuple[str, str, str], str] = {
    ("en", "calendar.of_it", "words"): "behind the day, what follows 'of' is read as a date of its own",
    ("ckb", "calendar.of_it", "words"): "the day is read, but without the last of these words",
    ("ckb", "calendar.durations", "lasting"): "'for the length of three days' is read as a deadline",
}
"""Meanings that the grammar does not read rightly yet, so that no honest example can be given, and why."""


@dataclass(frozen=True)
class Table:
    """A table of a pack that holds words, with its cases; ``name`` is ``file.table``."""

    lang: Lang
    name: str
    words: Mapping[str, tuple[str, ...]]
    cases: Mapping[str, list[Any]]

    def __str__(self) -> str:
        """The name under which the table stands in a test's name."""
        return f"{self.lang}-{self.name}"

    def sentences(self) -> list[str]:
        """Every sentence of its cases, without marks."""
        marked = [*self.cases.get("examples", []), *self.cases.get("ambiguous", [])]
        return [*(plain(sentence) for sentence, *_ in marked), *self.cases.get("not_examples", [])]

    def meanings(self, sentences: Iterable[str]) -> set[str]:
        """The meanings of which a surface form stands in one of the sentences, whatever is attached to it."""
        entries = ((surface, meaning) for meaning, surfaces in self.words.items() for surface in surfaces)
        lexicon = Lexicon(entries, load_pack(self.lang).clitics)
        return {hit.label for sentence in sentences for hit in lexicon.find(tokenize(sentence))}


@cache
def cases(lang: Lang) -> dict[str, dict[str, dict[str, list[Any]]]]:
    """A pack's examples: file → table → kind of case → cases."""
    file = files("monitor.language") / "packs" / lang / "examples.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def tables(lang: Lang) -> list[Table]:
    """The tables of a language that hold words."""
    words = load_pack(lang).words
    return [
        Table(lang, f"{file}.{name}", meanings, cases(lang).get(file, {}).get(name, {}))
        for file in FILES
        for name, meanings in words[file].items()
        if any(meanings.values())
    ]


TABLES = [table for lang in languages() for table in tables(lang)]
EXAMPLES = [(table, *case) for table in TABLES for case in table.cases.get("examples", [])]
NOT_EXAMPLES = [(table, text) for table in TABLES for text in table.cases.get("not_examples", [])]
AMBIGUOUS = [(table, text, readings) for table in TABLES for text, *readings in table.cases.get("ambiguous", [])]


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_every_table_has_its_examples(table: Table) -> None:
    """Two at least, and in a small table a case for every meaning; what cannot be read yet is owed by name."""
    owed = {meaning for lang, name, meaning in OWED if (lang, name) == (table.lang, table.name)}
    wanted = {meaning for meaning, surfaces in table.words.items() if surfaces}
    shown = table.meanings(table.sentences())

    assert owed == wanted or len(table.cases.get("examples", [])) >= FEWEST
    assert len(wanted) > SMALL_TABLE or wanted - shown == owed


@pytest.mark.parametrize("lang", languages())
def test_examples_stand_beside_tables_that_the_pack_has(lang: Lang) -> None:
    """No example is kept for a table that is gone or empty, and none under a name that no test reads."""
    kinds = {"examples", "not_examples", "ambiguous"}
    told = {f"{file}.{name}" for file, sections in cases(lang).items() for name in sections}
    sections = [section for sections in cases(lang).values() for section in sections.values()]

    assert told <= {table.name for table in tables(lang)}
    assert [] == [section for section in sections if not section or not kinds.issuperset(section)]


@pytest.mark.parametrize(("table", "marked", "values"), EXAMPLES, ids=str)
def test_an_example_is_read_as_marked(table: Table, marked: str, values: str) -> None:
    """Each marked date and figure, and nothing else, is read as what it means."""
    assert expected(marked, values) == read_all(marked, table.lang)


@pytest.mark.parametrize(("table", "text"), NOT_EXAMPLES, ids=str)
def test_a_not_example_gives_no_value(table: Table, text: str) -> None:
    """Where the words of a table are something else, neither a date nor a figure is read."""
    assert read_all(text, table.lang) == []


@pytest.mark.parametrize(("table", "text", "readings"), AMBIGUOUS, ids=str)
def test_an_ambiguous_case_keeps_its_other_readings(table: Table, text: str, readings: list[str]) -> None:
    """The likeliest reading is the value, and what the words may mean instead is kept on it."""
    assert len(readings) >= FEWEST
    assert [tuple(readings)] == read_with_others(text, table.lang)


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_every_case_is_about_its_table(table: Table) -> None:
    """Each sentence holds a word of the table beside which it stands."""
    assert [] == [sentence for sentence in table.sentences() if not table.meanings([sentence])]


@pytest.mark.parametrize("lang", languages())
def test_every_table_of_values_names_its_sources(lang: Lang) -> None:
    """SOURCES.md of the pack has a row for every table that holds words."""
    sources = (files("monitor.language") / "packs" / lang / "SOURCES.md").read_text(encoding="utf-8")

    assert [] == [table.name for table in tables(lang) if f"`{table.name}`" not in sources]
