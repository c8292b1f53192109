"""Keeps a channel's secrets out of what is told of a provider's answer, however the provider repeats them."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

LEFT_OUT = "(its words are left out: they repeat a secret)"

_MASK = "***"
_SCHEMES = frozenset({"http", "https"})
_SHORTEST_PIECE = 6
"""Shorter parts of an address say nothing worth hiding. Judgement."""

_RUN = 8
"""So many letters and digits of a secret in a row are taken for a piece of it. Judgement."""

_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_NO_SIGN = re.compile(r"[\W_]+")
_MOST_LETTERS = 4_000
"""Nobody reads more of an answer. Judgement."""

_DECODINGS = 3
"""How often percent signs may have been escaped again on the way. Judgement."""


class Redaction:
    """Takes secrets out of text: as they are, and by leaving out any text that holds a piece of them in disguise.

    Percent signs, HTML entities, JSON escapes, other case, signs in between, base64, hexadecimal and the order of the
    letters turned round are seen through.
    """

    def __init__(self, *secrets: str) -> None:
        """Hide each secret; of a web address its path, query and password too, whole and in their parts."""
        pieces = {piece for secret in secrets for piece in _pieces(secret)}
        # The host is no secret, and a whole address would make one of it.
        self._pieces = sorted({*filter(None, secrets), *pieces}, key=len, reverse=True)
        self._runs = {run for piece in pieces for form in _forms(piece) for run in _runs(_signless(form))}

    def hide(self, words: str) -> str:
        """The first 4,000 letters with every secret masked; ``LEFT_OUT`` where a piece of one is left all the same."""
        words = words[:_MOST_LETTERS]
        for piece in self._pieces:
            words = words.replace(piece, _MASK)
        return LEFT_OUT if any(map(self._is_shown_in, _readings(words))) else words

    def _is_shown_in(self, reading: str) -> bool:
        # A secret of few letters has no run, but stands as it is where its escapes are taken away.
        whole = any(piece in reading for piece in self._pieces)
        return whole or any(run in self._runs for run in _runs(_signless(reading)))


def _pieces(secret: str) -> Iterator[str]:
    try:
        address = urlsplit(secret)
    except ValueError:
        address = urlsplit("")
    if address.scheme not in _SCHEMES or not address.netloc:  # a password, say: whatever it looks like
        yield from filter(None, [secret])
        return
    parts = [address.path, address.query, address.fragment, address.password or ""]
    parts += [*address.path.split("/"), *re.split("[&=;]", address.query)]
    yield from (one for part in parts for one in (part, unquote(part)) if len(one) >= _SHORTEST_PIECE)


def _forms(piece: str) -> Iterator[str]:
    plain = piece.encode("utf-8", "surrogatepass")
    yield from (piece, piece[::-1], plain.hex())
    for shift in range(3):  # base64 reads three bytes at a time: where it begins decides over its letters
        yield base64.b64encode(bytes(shift) + plain).decode()[4 if shift else 0 : -4]


def _readings(words: str) -> Iterable[str]:
    readings = {words}
    for _ in range(_DECODINGS):
        readings |= {unquote(one) for one in readings} | {html.unescape(one) for one in readings}
    return readings | {_ESCAPE.sub(lambda found: chr(int(found[1], 16)), one) for one in readings}


def _signless(text: str) -> str:
    return _NO_SIGN.sub("", text).casefold()


def _runs(text: str) -> Iterator[str]:
    return (text[start : start + _RUN] for start in range(len(text) - _RUN + 1))
