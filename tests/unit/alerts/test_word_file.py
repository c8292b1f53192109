from __future__ import annotations

from importlib.resources import files

import pytest

from monitor.alerts.wording.word_file import load_vocabulary, read_vocabulary
from monitor.errors import ConfigError

ENGLISH = (files("monitor.alerts.wording") / "en.toml").read_text(encoding="utf-8")


def faults_of(text: str) -> list[str]:
    """The faults that stop such a file."""
    with pytest.raises(ConfigError) as raised:
        read_vocabulary(text, "xx.toml")
    return [str(fault) for fault in raised.value.faults]


def test_the_words_that_ship_are_whole():
    """The English file loads, and reading it anew gives the same words."""
    assert read_vocabulary(ENGLISH, "en.toml") == load_vocabulary()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('by = "by {span}"', "", "xx.toml: dates.by: the phrase is missing; add it"),
        ("[lead]", '[lead]\nshout = "!"', "xx.toml: lead.shout: an unknown phrase; remove it"),
        (
            'by = "by {span}"',
            'by = "by {day}"',
            "xx.toml: dates.by: found 'by {day}'; write a phrase with {span}",
        ),
        (
            'now = "Now"',
            'now = "Now {then}"',
            "xx.toml: layout.now: found 'Now {then}'; write a phrase with no part in braces",
        ),
        ('by = "by {span}"', "by = 3", "xx.toml: dates.by: found 3; write a phrase with {span}"),
        (
            'by = "by {span}"',
            'by = "by {span"',
            "xx.toml: dates.by: expected '}' before end of string; write a phrase with {span}",
        ),
        (
            'one = "{count} soldier"\n',
            "",
            "xx.toml: units.troops: found {'other': '{count} troops'}; give a phrase for each of one, other",
        ),
        (
            'other = "{count} troops"',
            'other = "troops"',
            "xx.toml: units.troops.other: found 'troops'; write a phrase with {count}",
        ),
        (
            'vague = "troops"\n',
            "",
            "xx.toml: units.troops.vague: found None; write a phrase with no part in braces",
        ),
        (
            'words = "dozens of {unit}"',
            'words = "dozens"',
            "xx.toml: vague, entry 1: found 'dozens'; write a phrase with {unit}",
        ),
    ],
)
def test_a_faulty_phrase_is_named_with_its_cure(old, new, expected):
    """A phrase that is missing, unknown or misses its parts stops the start with the table and the phrase."""
    assert old in ENGLISH

    assert faults_of(ENGLISH.replace(old, new, 1)) == [expected]


def test_a_bad_list_and_an_unknown_table_are_named():
    """Months that are not twelve, a vague figure without bounds and a strange table are faults, told together."""
    text = ENGLISH.replace('"January", ', "", 1).replace("low = 20\n", "", 1) + '\n[colours]\nred = "red"\n'

    told = faults_of(text)

    assert [fault.partition(": found")[0].partition(": an unknown")[0] for fault in told] == [
        "xx.toml: colours",
        "xx.toml: months",
        "xx.toml: vague, entry 1",
    ]


def test_broken_toml_is_one_fault_of_the_file():
    """A file that cannot be parsed says where it breaks."""
    assert faults_of("months = [") == ["xx.toml: Invalid value (at end of document); correct the TOML"]
