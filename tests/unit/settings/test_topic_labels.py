"""A topic file's names for readers of other languages."""

from __future__ import annotations

import pytest
from documents import PROJECT

from monitor.errors import ConfigError
from monitor.records import Topic
from monitor.settings import load_topic

SHIPPED = sorted((PROJECT / "config" / "topics").glob("*.toml"))
FILE = """
name = "harbour"
title = "The fleet"
home = "harbour"
[forces.fleet]
label = "the fleet"
own = true
en = ["fleet"]
ar = ["الأسطول"]
[places.harbour]
label = "Old Harbour"
labels = { ar = "الميناء القديم" }
en = ["harbour"]
ar = ["ميناء"]
ckb = ["بەندەر"]
[frames.departure]
kind = "date"
role = "completes"
label = "Departure"
labels = { ckb = "ڕۆیشتن" }
"""


def load(tmp_path, text: str) -> Topic:
    """The topic of such a file."""
    path = tmp_path / "harbour.toml"
    path.write_text(text, encoding="utf-8")
    return load_topic(path)


def test_a_name_in_the_readers_language_comes_first(tmp_path):
    """The label of the language, else the first word in it, else the label; of a frame the label at once."""
    topic = load(tmp_path, FILE)
    langs = ("en", "ar", "ckb")

    assert [topic.place_label("harbour", lang) for lang in langs] == ["Old Harbour", "الميناء القديم", "بەندەر"]
    assert [topic.force_label("fleet", lang) for lang in langs] == ["the fleet", "الأسطول", "the fleet"]
    assert [topic.frames[0].label_in(lang) for lang in langs] == ["Departure", "Departure", "ڕۆیشتن"]


def test_an_unknown_place_or_force_keeps_its_id(tmp_path):
    """What the topic file has dropped is still told."""
    topic = load(tmp_path, FILE)

    assert (topic.place_label("other:far_bank", "ar"), topic.force_label("old_guard", "ar")) == (
        "far bank",
        "old guard",
    )


def test_labels_make_no_difference_to_what_is_read(tmp_path):
    """A topic with other names for people reads the same: its printed form, which names the version, stays."""
    assert repr(load(tmp_path, FILE)) == repr(load(tmp_path, FILE.replace("ڕۆیشتن", "چوون")))


def test_a_label_in_an_unknown_language_is_refused(tmp_path):
    """A language that the monitor does not tell alerts in is a fault with its line and the known ones."""
    with pytest.raises(ConfigError) as raised:
        load(tmp_path, FILE.replace("{ ckb", "{ kmr"))

    assert [str(fault) for fault in raised.value.faults] == [
        'harbour.toml:20: frames.departure.labels.kmr: kmr is "kmr"; give "ar", "en" or "ckb"'
    ]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_shipped_frames_have_names_in_all_languages(path):
    """No Arabic or Kurdish reader gets an English name of a kind of claim."""
    unnamed = [frame.name for frame in load_topic(path).frames if not frame.labels.keys() >= {"ar", "ckb"}]

    assert unnamed == []
