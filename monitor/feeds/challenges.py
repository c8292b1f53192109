"""Walls against robots: pages that answer in place of what was asked for, often with status 200.

The marks by which they are known are words in ``challenges.toml``, checked when they are loaded.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from monitor.errors import ConfigError, Fault
from monitor.http_client.charsets import decode

_FILE = "challenges.toml"
_KEYS = {"name", "source", "marks"}

_LOOKED_AT = 300_000
"""How many characters, or bytes, of a page are looked at. Walls are smaller. A judgement."""

_MANY_WORDS = 400
"""A page with more words to be seen is no wall: those known have fewer than 150. A judgement."""

_MANY_LINKS = 20
"""A page that leads to so many others is one of an outlet's: walls known have fewer than five. A judgement."""

_SAYS_ARTICLE = re.compile(
    r"""<article[\s>]|["']article:published_time["']|"@type"\s{0,9}:\s{0,9}\[?\s{0,9}"[a-z]{0,20}(?:article|posting)"""
)
"""What makes a page an article by its own word (HTML 5, Open Graph, schema.org), in small letters."""

_UNSEEN_OR_TAG = re.compile(r"<(script|style|noscript|template)\b|<[^<>]*>", re.IGNORECASE)
_FEED_ROOT = re.compile(r"<(?:[\w-]{1,40}:)?(?:rss|feed|rdf|urlset|sitemapindex)[\s>]", re.IGNORECASE)
_HEAD = 4_000


@dataclass(frozen=True, slots=True)
class Wall:
    """A kind of wall: its name, and the lists of words of which one stands whole in its pages, in small letters."""

    name: str
    marks: tuple[tuple[str, ...], ...]


def sniff_challenge(text: str) -> str | None:
    """The name of the wall that a page is, or None for any other page.

    A page that carries a wall's mark is none where it has many words or links, or calls itself an article: articles
    tell of walls, and have captchas in their forms.
    """
    page = text[:_LOOKED_AT].lower()
    # First what is quick and lets nearly all pages of outlets go.
    if page.count("<a ") >= _MANY_LINKS:
        return None
    for wall in load_walls():
        if any(all(word in page for word in mark) for mark in wall.marks):
            return None if _SAYS_ARTICLE.search(page) or _has_many_words(page) else wall.name
    return None


def recognise_challenge(body: bytes, charset: str | None) -> str | None:
    """The name of the wall that a fetched body is, whatever its status, or None. Feeds and sitemaps are none.

    ``charset`` is the one declared by the header.
    """
    text = decode(body[:_LOOKED_AT], charset)
    return None if _FEED_ROOT.search(text[:_HEAD]) else sniff_challenge(text)


@cache
def load_walls() -> tuple[Wall, ...]:
    """The walls that ship with the monitor. Raises ConfigError with every fault of their file."""
    return read_walls((files("monitor.feeds") / _FILE).read_text(encoding="utf-8"))


def read_walls(written: str) -> tuple[Wall, ...]:
    """The walls of a file's text. Raises ConfigError with every fault found."""
    try:
        tables = tomllib.loads(written).get("walls", [])
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([Fault(_FILE, "", f"no TOML: {error}", "mend the line")]) from error
    faults = list(_faults(tables))
    if faults:
        raise ConfigError(faults)
    return tuple(Wall(table["name"], tuple(tuple(mark) for mark in table["marks"])) for table in tables)


def _faults(tables: list[Mapping[str, Any]]) -> Iterator[Fault]:
    if not tables:
        yield Fault(_FILE, "walls", "there are none", "list at least one")
    owners: dict[tuple[str, ...], str] = {}
    for number, table in enumerate(tables, start=1):
        where = f"wall {number}"
        if set(table) != _KEYS or not all(table.values()):
            yield Fault(_FILE, where, f"has {', '.join(sorted(table))}", "give name, source and marks, none empty")
            continue
        yield from (fault for mark in table["marks"] for fault in _mark_faults(mark, table["name"], owners))


def _mark_faults(mark: Any, name: str, owners: dict[tuple[str, ...], str]) -> Iterator[Fault]:  # noqa: ANN401 - from TOML
    if not (isinstance(mark, list) and mark and all(isinstance(word, str) and word.strip() for word in mark)):
        yield Fault(_FILE, name, f"the mark {mark!r} is no list of words", "give one or more words")
        return
    if any(word != word.lower() for word in mark):
        yield Fault(_FILE, name, f"the mark {mark!r} has capital letters", "write it in small letters")
    owner = owners.setdefault(tuple(sorted(mark)), name)
    if owner != name:
        yield Fault(_FILE, name, f"the mark {mark!r} belongs to {owner}, too", "keep it with one of them")


def _has_many_words(page: str) -> bool:
    return len(_seen(page).split()) > _MANY_WORDS


def _seen(page: str) -> str:
    """What a page shows, roughly: its text without tags, scripts and styles, in linear time."""
    pieces = []
    at = 0
    while (found := _UNSEEN_OR_TAG.search(page, at)) is not None:
        pieces.append(page[at : found.start()])
        if found[1]:
            end = page.find(f"</{found[1]}", found.end())
            at = len(page) if end < 0 else end
        else:
            at = found.end()
    return " ".join([*pieces, page[at:]])
