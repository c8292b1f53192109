"""Feeds made to waste time and memory, to read files, or to be taken for feeds when they are none."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from monitor.records import FeedProblem


@dataclass(frozen=True, slots=True)
class HostileFeed:
    """A way to make the body, the problem that its reading must have (None: it is read), and what is told.

    ``told`` stands in the reading's detail or warning; empty where nothing is to be told.
    """

    make: Callable[[], bytes]
    problem: FeedProblem | None
    told: str


def _feed(inner: str, head: str = "") -> bytes:
    item = "<item><title>Item 0</title><guid isPermaLink='false'>g0</guid></item>"
    return f"{head}<rss version='2.0'><channel><title>T</title>{item}{inner}</channel></rss>".encode()


def _billion_laughs() -> bytes:
    levels = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
    return _feed("<item><title>&l11;</title></item>", f"<!DOCTYPE rss [<!ENTITY l0 'ha'>{levels}]>")


def _external_entity() -> bytes:
    file = Path(__file__).as_uri()
    return _feed("<item><title>A &x; B</title></item>", f"<!DOCTYPE rss [<!ENTITY x SYSTEM '{file}'>]>")


def _quadratic_entity() -> bytes:
    return _feed(f"<item><title>{'&a;' * 200_000}</title></item>", f"<!DOCTYPE rss [<!ENTITY a '{'x' * 3_000}'>]>")


def _many_items() -> bytes:
    return _feed("".join(f"<item><title>I {n}</title></item>" for n in range(100_000)))


def _nested_tags() -> bytes:
    return _feed(f"<item><description>{'<a>' * 200_000}")


def _ampersands() -> bytes:
    return _feed(f"<item><title>{'&' * 2_000_000}</title></item>")


def _wrong_charset() -> bytes:
    title = "قافلة تغادر المعسكر " * 20
    head = "<?xml version='1.0' encoding='rot13'?>"
    return _feed(f"<item><title>{title}</title></item>", head).decode().encode("cp1256")


def _nul_bytes() -> bytes:
    return _feed("<item><title>A\0B</title></item>" * 100).replace(b"channel", b"\0channel\0")


def _zip_archive() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("feed.xml", b"\0" * 10_000_000)
    return packed.getvalue()


def _comments() -> bytes:
    return _feed(f"<item><description><![CDATA[{'<!--' * 90_000}]]></description></item>")


HOSTILE_FEEDS: Mapping[str, HostileFeed] = {
    "billion laughs": HostileFeed(_billion_laughs, None, "entities that XML does not know"),
    "external entity": HostileFeed(_external_entity, None, "entities that XML does not know"),
    "quadratic entity": HostileFeed(_quadratic_entity, None, "entities that XML does not know"),
    "100,000 items": HostileFeed(_many_items, None, "cut after 2,000 items"),
    "200,000 nested tags": HostileFeed(_nested_tags, None, "cut after 1 items"),
    "2 million ampersands": HostileFeed(_ampersands, None, "repaired"),
    "wrong charset": HostileFeed(_wrong_charset, None, "declared as rot13, read as cp1256"),
    "NUL bytes": HostileFeed(_nul_bytes, None, "control characters dropped"),
    "HTML": HostileFeed(lambda: b"<!doctype html><html><title>Sign in</title></html>", "html", "'Sign in'"),
    "JSON": HostileFeed(lambda: json.dumps({"items": [{"id": n} for n in range(1000)]}).encode(), "not_a_feed", "JSON"),
    "zip": HostileFeed(_zip_archive, "not_a_feed", "zip archive"),
    "empty": HostileFeed(lambda: b" \r\n\0\0", "empty", "the body is empty"),
    "a path": HostileFeed(lambda: b"/etc/passwd", "not_a_feed", "no markup"),
    "comments": HostileFeed(_comments, None, ""),
}
"""Thirteen that are known from other readers, and the comments that take feedparser's sanitizer seconds."""
