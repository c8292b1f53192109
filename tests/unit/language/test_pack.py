"""The words of a language are checked on load, and every fault is told at once."""

from pathlib import Path

import pytest

from monitor.errors import ConfigError
from monitor.language.pack import languages, load_pack, read_pack

FILES = [
    "letters",
    "calendar",
    "feasts",
    "numbers",
    "speech",
    "modality",
    "events",
    "geography",
    "sentences",
    "editing",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack of empty files."""
    for name in FILES:
        (tmp_path / f"{name}.toml").write_text("", encoding="utf-8")
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    """Write one file of the pack."""
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")


def faults(folder: Path) -> list[str]:
    """The faults of the pack in the folder, as told."""
    with pytest.raises(ConfigError) as caught:
        read_pack("en", folder)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize("lang", languages())
def test_every_language_that_ships_has_a_sound_pack(lang: str) -> None:
    """Its files are there and without fault, and they name all months, weekdays and ordinals of a week."""
    calendar = load_pack(lang).words["calendar"]

    assert {str(month) for month in range(1, 13)} == set(calendar["months"])
    assert {str(weekday) for weekday in range(1, 8)} == set(calendar["weekdays"])


@pytest.mark.parametrize("lang", languages())
def test_every_pack_says_the_same_things(lang: str) -> None:
    """What one language can say of values, the others have a table for, if only an empty one."""
    tables = {name: set(load_pack("en").words[name]) for name in ("calendar", "numbers")}

    assert tables == {name: set(load_pack(lang).words[name]) for name in ("calendar", "numbers")}


def test_a_pack_of_empty_files_is_sound_and_knows_nothing(folder: Path) -> None:
    """A language may be begun with nothing."""
    pack = read_pack("en", folder)

    assert (pack.connectors, pack.articles, pack.folded_words("calendar", "months", "9")) == ((), (), frozenset())


def test_the_examples_beside_a_pack_are_not_loaded(folder: Path) -> None:
    """They prove the words and are none themselves; a pack is sound without them, or with faulty ones."""
    write(folder, "examples", "[calendar.months]\nexamples = no TOML")

    assert read_pack("en", folder).words == {name: {} for name in FILES if name != "letters"}


def test_words_are_kept_as_written_and_folded_on_demand(folder: Path) -> None:
    """The surface forms stand for those that merge them; single folded words for those that compare."""
    write(folder, "calendar", '[months]\n9 = ["September", "SEPT"]\n')
    pack = read_pack("en", folder)

    assert pack.words["calendar"]["months"]["9"] == ("September", "SEPT")
    assert pack.folded_words("calendar", "months", "9") == {"september", "sept"}


def test_affixes_are_tried_longest_first(folder: Path) -> None:
    """A longer prefix is not hidden by the shorter one in it."""
    write(folder, "letters", 'prefixes = ["ال", "وال", "و"]\narticles = ["ال"]\nconnectors = ["و"]\n')
    pack = read_pack("ar", folder)

    assert (pack.clitics.prefixes, pack.articles, pack.connectors) == (("وال", "ال", "و"), ("ال",), ("و",))


def test_a_missing_file_is_a_fault(folder: Path) -> None:
    """The file is named, and what would help."""
    (folder / "speech.toml").unlink()

    assert ["en/speech.toml: the file is missing; add it, if only with empty tables"] == faults(folder)


FAULTY = [
    ("calendar", "[month]\n9 = ['September']", "en/calendar.toml: month: an unknown table; use one of"),
    ("calendar", "months = 9", "en/calendar.toml: months: not a table; open it with [months]"),
    (
        "calendar",
        "[months]\n13 = ['Undecimber']",
        "en/calendar.toml: months.13: an unknown meaning; use one that matches",
    ),
    ("calendar", "[relations]\nnear = ['near']", "en/calendar.toml: relations.near: an unknown meaning"),
    ("numbers", "[numbers]\nseven = ['7']", "en/numbers.toml: numbers.seven: an unknown meaning"),
    ("numbers", "[vague]\nmany = ['many']", "en/numbers.toml: vague.many: an unknown meaning"),
    ("numbers", "[bounds]\nover = 'over'", "en/numbers.toml: bounds.over: not a list of words"),
    ("numbers", "[bounds]\nover = ['over', 7]", "en/numbers.toml: bounds.over: not a list of words"),
    ("numbers", "[bounds]\nover = ['over', ' ']", "en/numbers.toml: bounds.over: not a list of words"),
    (
        "numbers",
        "[bounds]\nover = ['over']\nunder = ['Over']",
        "en/numbers.toml: bounds.under: 'Over' already means 'over'; keep it under one of them",
    ),
    ("speech", "[verbs\n", "en/speech.toml: Expected ']'"),
    ("letters", "prefix = ['x']", "en/letters.toml: prefix: an unknown list; use one of"),
    (
        "letters",
        "order = ['verb_here']",
        "en/letters.toml: order: an unknown order of words; use month_first, name_first, ",
    ),
    (
        "letters",
        "look_alikes = ['may']",
        "en/calendar.toml: months.5: 'May' compares alike with the word 'may'; put it under guarded",
    ),
    ("letters", "prefixes = 'x'", "en/letters.toml: prefixes: not a list of words"),
]


@pytest.mark.parametrize(("name", "text", "told"), FAULTY)
def test_a_faulty_file_is_told_with_its_place_and_its_cure(folder: Path, name: str, text: str, told: str) -> None:
    """Syntax, unknown tables and meanings, and words that are none, mean two things or fold into another."""
    if name != "calendar":
        write(folder, "calendar", "[months]\n5 = ['May']")
    write(folder, name, text)
    (fault,) = faults(folder)

    assert fault.startswith(told)


def test_a_file_that_is_not_utf_8_is_a_fault(folder: Path) -> None:
    """An editor's other encoding is named instead of read as rubbish."""
    (folder / "numbers.toml").write_bytes('[bounds]\nover = ["é"]\n'.encode("latin-1"))

    assert faults(folder)[0].startswith("en/numbers.toml: the file is not UTF-8")


def test_all_faults_of_all_files_are_told_together(folder: Path) -> None:
    """One run shows everything that is to be put right."""
    write(folder, "calendar", "[month]\n9 = ['September']\n[weekdays]\n8 = ['Octoday']\n")
    write(folder, "numbers", "[verbs]\nsay = ['said']\n")
    (folder / "events.toml").unlink()

    assert ["en/calendar.toml", "en/calendar.toml", "en/numbers.toml", "en/events.toml"] == [
        fault.split(":", maxsplit=1)[0] for fault in faults(folder)
    ]


def test_a_word_may_stand_in_two_tables(folder: Path) -> None:
    """Which of its meanings holds is for the grammar to say."""
    write(folder, "calendar", '[relations]\nby = ["by"]\n[durations]\nwithin = ["by"]\n')

    assert read_pack("en", folder).words["calendar"]["durations"]["within"] == ("by",)
