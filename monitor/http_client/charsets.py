"""The charset of a body: from an allow-list, by what the bytes show before what anybody declares.

A header that names a charset is often wrong and sometimes hostile (``undefined``, ``rot13``, ``zlib`` and ``idna`` are
names that Python's codec machinery takes, and fails on): names outside the list are ignored. Nothing here raises.
"""

from __future__ import annotations

import codecs
import re

_LABELS = {
    "utf-8": ("utf8", "utf_8", "utf-8-sig", "unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8", "x-unicode20utf8"),
    "utf-16-le": ("utf-16", "utf16", "utf-16le", "ucs-2", "unicode", "csunicode", "iso-10646-ucs-2", "unicodefeff"),
    "utf-16-be": ("utf-16be", "unicodefffe"),
    "cp1256": ("windows-1256", "x-cp1256", "cp-1256", "windows1256", "win-1256"),
    "iso8859-6": (
        *("iso-8859-6", "iso_8859-6", "iso88596", "iso-8859-6-i", "iso-8859-6-e", "iso_8859-6:1987", "iso-ir-127"),
        *("arabic", "ecma-114", "asmo-708", "csiso88596e", "csiso88596i", "csisolatinarabic"),
    ),
    "cp1252": (
        *("windows-1252", "x-cp1252", "windows1252", "cp819", "ibm819", "iso-8859-1", "iso8859-1", "iso88591"),
        *("iso_8859-1", "iso_8859-1:1987", "iso-ir-100", "csisolatin1", "latin1", "latin-1", "l1"),
        *("ascii", "us-ascii", "ansi_x3.4-1968"),
    ),
    "iso8859-15": ("iso-8859-15", "iso_8859-15", "iso885915", "csisolatin9", "l9", "latin-9", "latin9"),
    "cp1253": ("windows-1253", "x-cp1253"),
    "cp1254": (
        *("windows-1254", "x-cp1254", "iso-8859-9", "iso8859-9", "iso_8859-9", "iso88599", "csisolatin5"),
        *("l5", "latin5", "iso-ir-148"),
    ),
    "cp1255": ("windows-1255", "x-cp1255", "iso-8859-8", "iso-8859-8-i", "hebrew", "iso88598", "logical"),
    "cp1250": ("windows-1250", "x-cp1250", "iso-8859-2", "latin2"),
    "cp1251": ("windows-1251", "x-cp1251"),
    "koi8-r": ("koi8", "koi", "koi8_r", "cskoi8r"),
}
"""Python's codec → the labels it answers to.

Source: WHATWG Encoding, 4.2, for the languages of the region and of Europe; latin1 and ASCII are windows-1252 there.
"""

_CODECS = {label: codec for codec, labels in _LABELS.items() for label in (codec, *labels)}
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LABEL_LENGTH = 40
_SNIFF_BYTES = 4096
_DECLARED_INSIDE = re.compile(
    rb"""<\?xml[^>]{0,100}encoding\s{0,5}=\s{0,5}["']([\w.:+-]{1,40})|<meta[^>]{0,200}charset\s{0,5}=\s{0,5}["']?([\w.:+-]{1,40})""",
    re.IGNORECASE,
)
_ARABIC_LETTER = re.compile(r"[\u0620-\u064A\u0671-\u06D3]")
_HIGH_BYTES = bytes(range(0x80, 0x100))
_HIGH_RUN = re.compile(rb"[\x80-\xFF]+")

_MOSTLY = 0.9
"""A body is UTF-8 with some damage when so much of its bytes above ASCII lies in UTF-8 sequences. Judgement."""

_SOME_ARABIC = 0.5
"""A body is windows-1256 when so much of its bytes above ASCII become Arabic letters there. Judgement."""


def decode(body: bytes, declared: str | None = None) -> str:
    """The text of a body; bytes that fit nowhere become U+FFFD, a byte order mark is dropped. Never raises.

    ``declared`` is the charset that the Content-Type header names. See ``recognise_charset`` for the choice.
    """
    return body.decode(recognise_charset(body, declared), errors="replace").removeprefix("\ufeff")


def recognise_charset(body: bytes, declared: str | None = None) -> str:
    """The Python codec to read a body by, always one of the allow-list.

    In this order: a byte order mark; UTF-16 where it is declared and the bytes look so; UTF-8 where the bytes are
    valid UTF-8 (beyond ASCII, text of another charset hardly ever is, so that this outweighs a declaration); the
    header's charset; the one declared inside (``<?xml encoding>``, ``<meta charset>``); UTF-8 with some damage;
    windows-1256 if that gives Arabic letters; windows-1252. A declaration of UTF-8 over bytes that are mostly not
    UTF-8 is passed over.
    """
    for mark, marked in _BOMS:
        if body.startswith(mark):
            return marked
    inside = _DECLARED_INSIDE.search(body, 0, _SNIFF_BYTES)
    labels = (declared or "", (inside[1] or inside[2]).decode("ascii") if inside else "")
    candidates = [codec for label in labels if (codec := known_codec(label)) is not None]
    if any(codec.startswith("utf-16") for codec in candidates) or _has_utf16_markup(body):
        wide = _wide_codec(body)
        if wide:
            return wide
    share = _utf8_share(body)
    if share == 1.0:
        return "utf-8"
    narrow = [codec for codec in candidates if not codec.startswith("utf-")]
    if share > _MOSTLY or (not narrow and share > _SOME_ARABIC):
        return "utf-8"
    return narrow[0] if narrow else _guess(body)


def known_codec(label: str) -> str | None:
    """Python's codec for a charset label, or None for a label outside the allow-list."""
    return _CODECS.get(label.strip().strip("\"'").lower()[:_LABEL_LENGTH])


def _utf8_share(body: bytes) -> float:
    """How much of the bytes above ASCII lies in whole UTF-8 sequences; 1.0 for valid UTF-8, pure ASCII included."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        # Counted without a list of matches: in a hostile body of five megabytes there would be millions.
        narrow = len(body.translate(None, _HIGH_BYTES))
        sound = len(body.decode("utf-8", errors="ignore").encode())
        return min((sound - narrow) / (len(body) - narrow), 0.999)
    return 1.0


def _has_utf16_markup(body: bytes) -> bool:
    return body[:2] in (b"<\x00", b"\x00<")


def _wide_codec(body: bytes) -> str | None:
    """The byte order of UTF-16 markup: half of each ``<`` is NUL."""
    head = body[:_SNIFF_BYTES]
    little, big = head.count(b"<\x00"), head.count(b"\x00<")
    if not little and not big:
        return None
    return "utf-16-le" if head[:1] != b"\x00" and little >= big else "utf-16-be"


def _guess(body: bytes) -> str:
    high = b"".join(_HIGH_RUN.findall(body[: 16 * _SNIFF_BYTES]))
    letters = len(_ARABIC_LETTER.findall(high.decode("cp1256", errors="replace")))
    return "cp1256" if high and letters > _SOME_ARABIC * len(high) else "cp1252"
