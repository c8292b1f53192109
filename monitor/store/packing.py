"""Texts, forms and digests as the bytes that the database holds."""

from __future__ import annotations

import array
import json
import sys
import zlib
from typing import Any


def pack_text(title: str, text: str) -> bytes:
    """Title and text, packed by zlib: news text shrinks to about a third. Lone surrogates are kept too."""
    return pack_form([title, text])


def unpack_text(packed: bytes) -> tuple[str, str]:
    """The title and text of ``pack_text``. Raises ValueError for bytes that are none."""
    title, text = unpack_form(packed)
    return title, text


def pack_form(form: object) -> bytes:
    """A form as packed JSON; its texts may hold whatever a Python text holds."""
    return pack_bytes(json.dumps(form, ensure_ascii=False, allow_nan=False).encode("utf-8", "surrogatepass"))


def unpack_form(packed: bytes) -> Any:  # noqa: ANN401 - whatever was packed
    """The form of ``pack_form``. Raises ValueError for bytes that are none."""
    return json.loads(unpack_bytes(packed).decode("utf-8", "surrogatepass"))


def pack_bytes(body: bytes) -> bytes:
    """Bytes, packed by zlib: a page shrinks to about a fifth."""
    return zlib.compress(body)


def unpack_bytes(packed: bytes) -> bytes:
    """The bytes of ``pack_bytes``. Raises ValueError for bytes that are none."""
    try:
        return zlib.decompress(packed)
    except zlib.error as error:
        msg = f"a packed record is damaged: {error}"
        raise ValueError(msg) from error


def pack_digest(digest: tuple[int, ...]) -> bytes:
    """Whole numbers below 2^32, four bytes each, the lowest byte first."""
    return _little(array.array("I", digest)).tobytes()


def unpack_digest(packed: bytes) -> tuple[int, ...]:
    """The numbers of ``pack_digest``."""
    numbers = array.array("I")
    numbers.frombytes(packed)
    return tuple(_little(numbers))


def _little(numbers: array.array[int]) -> array.array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
