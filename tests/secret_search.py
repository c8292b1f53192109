"""Secrets in every disguise in which a program may repeat them, and the search for them in any bytes."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

DISGUISES: Mapping[str, Callable[[str], str]] = {
    "as it is": lambda secret: secret,
    "escaped for an address": lambda secret: quote(secret, safe=""),
    "escaped twice": lambda secret: quote(quote(secret, safe=""), safe=""),
    "every letter escaped": lambda secret: "".join(f"%{one:02x}" for one in secret.encode()),
    "quoted in HTML": html.escape,
    "as HTML entities": lambda secret: "".join(f"&#{ord(one)};" for one in secret),
    "quoted in JSON": lambda secret: json.dumps(secret)[1:-1],
    "slashes escaped": lambda secret: secret.replace("/", "\\/"),
    "as code points": lambda secret: "".join(f"\\u{ord(one):04x}" for one in secret),
    "upper case": str.upper,
    "lower case": str.lower,
    "spaced out": " ".join,
    "over two lines": lambda secret: secret[:15] + "\n" + secret[15:],
    "its first half": lambda secret: secret[: len(secret) // 2 + 4],
    "its second half": lambda secret: secret[len(secret) // 2 - 4 :],
    "backwards": lambda secret: secret[::-1],
    "in base64": lambda secret: base64.b64encode(secret.encode()).decode(),
    "in base64 with a user": lambda secret: base64.b64encode(b"\0u\0" + secret.encode()).decode(),
    "in urlsafe base64": lambda secret: base64.urlsafe_b64encode(secret.encode()).decode(),
    "in hexadecimal": lambda secret: secret.encode().hex(),
}
"""What a program may make of a secret, by name."""

_NO_SIGN = re.compile(rb"[^0-9a-z]+")
_LEAST_BYTES = 8
"""A needle shorter than this may be found by chance."""


@dataclass(frozen=True)
class Search:
    """Looks for secrets, whole and in halves; each is known by its name."""

    secrets: Mapping[str, str]
    _needles: list[tuple[str, bytes]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        """Prepare what is looked for."""
        for name, secret in self.secrets.items():
            found = {_bare(form.encode()) for form in _forms(secret)}
            self._needles.extend((name, one) for one in sorted(found) if len(one) >= _LEAST_BYTES)

    def shown_in(self, shown: bytes) -> set[str]:
        """The names of the secrets that these bytes show, in whatever case and whatever signs stand in between."""
        bare = _bare(shown)
        return {name for name, needle in self._needles if needle in bare}

    def shown_below(self, folder: Path) -> dict[str, set[str]]:
        """For each file below a folder that shows secrets, their names; a file's own name counts as well."""
        found = {path: self.shown_in(str(path).encode() + path.read_bytes()) for path in _files(folder)}
        return {str(path.relative_to(folder)): names for path, names in found.items() if names}


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _forms(secret: str) -> Iterator[str]:
    """The secret and its halves in every disguise; of base64 what is the same wherever it begins."""
    half = len(secret) // 2
    for part in (secret, secret[:half], secret[half:]):
        for disguise in DISGUISES.values():
            yield disguise(part)
        for shift in range(3):
            yield base64.b64encode(bytes(shift) + part.encode()).decode()[4 if shift else 0 : -4]


def _bare(shown: bytes) -> bytes:
    return _NO_SIGN.sub(b"", shown.lower())
