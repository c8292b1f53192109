"""How long the reading of a feed takes, as a multiple of lxml's parse of the same bytes in the same run.

    python benchmarks/feeds.py

The feeds are generated: short summaries, whole articles in HTML, and Atom; one is not well-formed and must be mended.
At the end, a mix as outlets publish it, beside feedparser alone.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from html import escape
from zoneinfo import ZoneInfo

from lxml import etree  # type: ignore[import-untyped]  # it ships no types

from monitor.feeds import parse_feed
from monitor.feeds.parsing import read_thoroughly
from monitor.records import Source

_ROUNDS = 5
_ITEMS = 2_000
_SOURCE = Source("bench", "Valley Post", "https://valley.example/rss", "ar", "Asia/Baghdad")
_SENTENCE = "غادرت القافلة المعسكر الشمالي مساء الاثنين and fewer than 340 men stay. "


def make_rss(items: int, sentences: int) -> bytes:
    """An RSS feed whose summaries are HTML of so many sentences."""
    entries = "".join(
        f"<item><title>Convoy {n} leaves</title><link>https://valley.example/{n}?utm_source=rss</link>"
        f"<guid isPermaLink='false'>v-{n}</guid><pubDate>Wed, 04 Nov 2026 02:{n % 60:02}:00 +0300</pubDate>"
        f"<description>{escape(f'<p>{_SENTENCE}</p>' * sentences)}</description></item>"
        for n in range(items)
    )
    return f"<rss version='2.0'><channel><title>Bench</title>{entries}</channel></rss>".encode()


def make_atom(items: int) -> bytes:
    """An Atom feed."""
    entries = "".join(
        f"<entry><id>tag:v,{n}</id><title>Convoy {n}</title><link href='https://valley.example/{n}'/>"
        f"<updated>2026-11-04T02:{n % 60:02}:00Z</updated><summary>{_SENTENCE}</summary></entry>"
        for n in range(items)
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Bench</title>{entries}</feed>".encode()


def best_of(work: Callable[[], object]) -> float:
    """Milliseconds of the best round."""
    times = []
    for _ in range(_ROUNDS):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1000)
    return min(times)


def make_mix() -> list[bytes]:
    """Thirty items a feed and 84 kB on average: as outlets publish, most are short and a few hold whole articles."""
    return [make_rss(30, sentences) for sentences in (1, 1, 2, 3, 5, 10, 40, 100)]


def make_feeds() -> dict[str, bytes]:
    """The feeds that are read one by one, by name."""
    return {
        "short RSS": make_rss(50, 1),
        "whole-text RSS": make_rss(50, 40),
        "long RSS": make_rss(1_000, 2),
        "Atom": make_atom(100),
        "broken RSS": make_rss(50, 1).replace(b"Convoy", b"Convoy & crew"),
    }


def main() -> None:
    """Print a line for each feed (milliseconds, ratio to lxml's parse, microseconds an item), then the mix's mean."""
    ratios = []
    for name, body in make_feeds().items():
        floor, spent = _parsed(body), best_of(lambda body=body: parse_feed(body, _SOURCE))
        items = len(parse_feed(body, _SOURCE).entries)
        ratios.append(spent / floor)
        print(
            f"{name:<15} {len(body) / 1000:7.0f} kB {items:5} items {spent:8.2f} ms {spent / floor:7.1f} x lxml"
            f" {spent / items * 1000:7.0f} us/item"
        )
    print(f"median ratio {statistics.median(ratios):.1f}")
    _print_mix()


def _print_mix() -> None:
    mix = make_mix()
    kilobytes = statistics.mean(len(body) / 1000 for body in mix)
    floor = statistics.mean(_parsed(body) for body in mix)
    ours = statistics.mean(best_of(lambda body=body: parse_feed(body, _SOURCE)) for body in mix)
    thorough = statistics.mean(
        best_of(lambda body=body: read_thoroughly(body, _SOURCE.url, ZoneInfo(_SOURCE.zone), _ITEMS)) for body in mix
    )
    print(
        f"mix of {len(mix)} feeds, {kilobytes:.0f} kB and 30 items each on average: {ours:.2f} ms a feed,"
        f" {ours / floor:.1f} x lxml; feedparser alone {thorough:.2f} ms, {thorough / floor:.1f} x lxml"
    )


def _parsed(body: bytes) -> float:
    return best_of(lambda: etree.fromstring(body, etree.XMLParser(recover=True)))


if __name__ == "__main__":
    main()
