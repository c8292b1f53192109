"""The line that a fault names is the line on which its key stands."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import Fault
from monitor.settings.documents import Document, read_document
from monitor.settings.findings import Finding
from monitor.settings.shapes import KeyPath

TEXT = '''# a comment with [brackets] and a = sign
title = "x"

[places."other:al-qaim"]
words = [
  "a", # = [x]
  "]",
]
note = """
[[sources]]
name = "not a key"
"""
size.width = 3

[[sources]]
name = "first"
login = { env = "X" }

[[sources]]
name = "second"
[sources.more]
depth = 1
'''


def line_of(document: Document, path: KeyPath) -> int | None:
    """The line that a fault at a key is given."""
    (fault,) = document.faults([Finding(path, "found", "cure")])
    return fault.line


def written(folder: Path, text: str) -> Document:
    """A document read from a file with that text."""
    (folder / "x.toml").write_text(text, encoding="utf-8")
    document = read_document(folder, "x.toml")
    assert not isinstance(document, Fault)
    return document


def test_keys_of_every_form_are_found(tmp_path: Path):
    """Quoted and dotted keys, inline tables, lists over several lines, lists of tables and tables within them."""
    document = written(tmp_path, TEXT)

    expected = {
        ("title",): 2,
        ("places", "other:al-qaim"): 4,
        ("places", "other:al-qaim", "words"): 5,
        ("places", "other:al-qaim", "note"): 9,
        ("places", "other:al-qaim", "size", "width"): 13,
        ("sources", 0, "name"): 16,
        ("sources", 0, "login", "env"): 17,
        ("sources", 1): 19,
        ("sources", 1, "name"): 20,
        ("sources", 1, "more", "depth"): 22,
    }
    assert expected == {path: line_of(document, path) for path in expected}


def test_a_missing_key_has_the_line_of_its_table(tmp_path: Path):
    """Where the key is absent, the table that lacks it is shown; for the whole file, no line."""
    document = written(tmp_path, TEXT)

    assert line_of(document, ("sources", 1, "url")) == 19
    assert line_of(document, ("absent",)) is None


def test_faults_come_in_the_order_of_the_file(tmp_path: Path):
    """Whatever order they were found in, faults are told from top to bottom."""
    document = written(tmp_path, TEXT)

    faults = document.faults([Finding(("sources", 1), "b", ""), Finding(("title",), "a", ""), Finding((), "0", "")])

    assert [fault.found for fault in faults] == ["0", "a", "b"]


FILLERS = st.sampled_from(["", "# comment", "  # a = [", "\t"])
VALUES = st.sampled_from(
    ['"x"', "[\n  1,\n\n  2,\n]", '"""\na = 1\n[t]\n"""', "'''\n]\n'''", "{ k = [1,\n2] }", "1979-05-27"]
)


@given(st.lists(st.tuples(FILLERS, VALUES, st.booleans()), min_size=1, max_size=12))
def test_any_file_gives_each_key_its_own_line(parts: list[tuple[str, str, bool]]):
    """In files made of comments, tables and values over several lines, the line of a key begins with that key."""
    text, paths, table = "", [], ()
    for number, (filler, value, opens) in enumerate(parts):
        if opens:
            text += f"[t{number}]\n"
            table = (f"t{number}",)
        text += f"{filler}\nkey{number} = {value}\n"
        paths.append((*table, f"key{number}"))
    document = Document("x.toml", text, {})

    lines = text.split("\n")
    found = [lines[(line_of(document, path) or 0) - 1].split(" ")[0] for path in paths]

    assert [path[-1] for path in paths] == found
