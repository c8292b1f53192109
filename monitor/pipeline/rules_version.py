"""The version of the rules: what changes whenever the same article might be read otherwise."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from monitor import __version__
from monitor.records import Topic

_READING = ("language", "claims", "topics")
"""The parts of the package that turn text into claims: grammar and words."""

_DIGITS = 10


def rules_version(topics: Iterable[Topic]) -> str:
    """The version of the package with a fingerprint of its grammar, its words and these topics: "0.1.0+1a2b3c4d5e"."""
    digest = hashlib.sha256(_package_digest())
    for topic in sorted(topics, key=lambda topic: topic.name):
        digest.update(repr(topic).encode("utf-8", "surrogatepass"))
    return f"{__version__}+{digest.hexdigest()[:_DIGITS]}"


@cache
def _package_digest() -> bytes:
    digest = hashlib.sha256()
    for part in _READING:
        for name, content in _contents(files("monitor") / part, part):
            digest.update(name.encode() + b"\0" + content + b"\0")
    return digest.digest()


def _contents(folder: Traversable, name: str) -> Iterable[tuple[str, bytes]]:
    for child in sorted(folder.iterdir(), key=lambda child: child.name):
        path = f"{name}/{child.name}"
        if child.is_dir():
            yield from _contents(child, path)
        elif child.name.endswith((".py", ".toml")):
            yield path, child.read_bytes()
