from __future__ import annotations

import codecs
import encodings.aliases
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.http_client import decode, recognise_charset
from monitor.http_client.charsets import known_codec

ARABIC = "غادرت ثلاث قوافل المعسكر الشمالي صباح اليوم"
FRENCH = "Le café était fermé à midi"


@pytest.mark.parametrize("name", ["undefined", "rot13", "zlib", "idna", "punycode", "unicode_escape", "hex", "\0", ""])
def test_hostile_names_are_ignored(name: str) -> None:
    """A declared name that is no text charset changes nothing."""
    assert decode(ARABIC.encode(), name) == ARABIC


@pytest.mark.parametrize(
    ("body", "declared", "text"),
    [
        (ARABIC.encode("cp1256"), "windows-1256", ARABIC),
        (ARABIC.encode("iso8859-6"), "ISO-8859-6", ARABIC),
        (FRENCH.encode("cp1252"), "iso-8859-1", FRENCH),
        (codecs.BOM_UTF8 + ARABIC.encode(), "windows-1252", ARABIC),
        (codecs.BOM_UTF16_LE + ARABIC.encode("utf-16-le"), None, ARABIC),
        (f"<p>{ARABIC}</p>".encode("utf-16-be"), "utf-16", f"<p>{ARABIC}</p>"),
        (ARABIC.encode(), "windows-1252", ARABIC),
        (ARABIC.encode("cp1256"), "utf-8", ARABIC),
        (ARABIC.encode("cp1256"), None, ARABIC),
        (FRENCH.encode("cp1252"), None, FRENCH),
        (b"plain words", "utf-16", "plain words"),
        (b"", None, ""),
    ],
)
def test_text_is_read_whatever_is_declared(body: bytes, declared: str | None, text: str) -> None:
    """Right, wrong and missing declarations all lead to the words."""
    assert decode(body, declared) == text


@pytest.mark.parametrize("inside", ['<?xml version="1.0" encoding="windows-1256"?>', '<meta charset="windows-1256">'])
def test_declaration_inside_counts_without_a_header(inside: str) -> None:
    """The charset named in the document is used where the header names none."""
    body = (inside + "<p>" + FRENCH.replace("é", "è") + "</p>").encode("cp1256")

    assert recognise_charset(body) == "cp1256"


def test_damaged_utf8_stays_utf8() -> None:
    """One broken byte in a long UTF-8 text costs that letter alone."""
    body = ARABIC.encode() + b"\xff" + ARABIC.encode()

    assert decode(body, "utf-8") == ARABIC + "\ufffd" + ARABIC


def test_no_codec_of_the_language_can_be_called_by_a_server() -> None:
    """Whatever Python has a codec for, its name leads to a codec for text or to nothing, and no reading fails."""
    names = {*encodings.aliases.aliases, *encodings.aliases.aliases.values()}
    codecs_found = {codec for name in names if (codec := known_codec(name)) is not None}

    assert {codec for codec in codecs_found if not codecs.lookup(codec)._is_text_encoding} == set()
    assert {decode(ARABIC.encode(), name) for name in names} == {ARABIC}


def test_damage_by_the_megabyte_is_read_in_little_memory() -> None:
    """A body that breaks UTF-8 at every other byte takes a few times its size, not a hundred times."""
    body = b"a\xe9" * 1_000_000
    tracemalloc.start()
    text = decode(body, "utf-8")
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(text) == len(body)
    assert peak_bytes < 12 * len(body)


@settings(deadline=None)
@given(body=st.binary(max_size=300), declared=st.none() | st.text(max_size=20))
def test_decoding_never_raises(body: bytes, declared: str | None) -> None:
    """Any bytes under any declared name give a text."""
    assert isinstance(decode(body, declared), str)


@settings(deadline=None)
@given(text=st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\ufeff"), max_size=200))
def test_utf8_is_always_read_as_such(text: str) -> None:
    """Valid UTF-8 gives its text back, also under a wrong name."""
    assert decode(text.encode(), "windows-1252").strip("\0") in (text.strip("\0"), text)
