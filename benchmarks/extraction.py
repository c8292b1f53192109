"""How long the reading of a page takes, as a multiple of lxml's parse of the same bytes in the same run.

    python benchmarks/extraction.py

Absolute times wander with the machine; the ratios hardly do: every kind of work is timed in turn on each page, the best
of the rounds counts. The pages are generated, about 100 kB each. What the workers cost beside that is told as pages a
second, and so is what each of the hostile pages of the tests costs (seconds, and the most memory its worker held).
"""

from __future__ import annotations

import asyncio
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import lxml.html  # type: ignore[import-untyped]  # it ships no types

from monitor.articles import extract_article, plain_text
from monitor.parsing import DirectParser, ParsingLimits, WorkerParser
from monitor.records import RawPage

_PAGES = 100
_ROUNDS = 5
_GOAL = 13.0
"""The reading of an article may take so many times lxml's parse."""

_WORDS = (
    *("convoy", "camp", "north", "gate", "said", "official", "evening", "bridge", "road", "engineers", "spring"),
    *("قافلة", "معسكر", "شمال", "بوابة", "قال", "مسؤول", "مساء", "جسر", "طريق", "مهندسون", "ربيع"),
    *("کاروان", "کەمپ", "باکوور", "دەرگا", "گوتی", "بەرپرس", "ئێوارە", "پرد", "ڕێگا", "ئەندازیار", "بەهار"),
)


def make_page(seed: int) -> bytes:
    """A page with an article of 8 to 30 paragraphs amid menus, boxes, styles and scripts."""
    chance = random.Random(seed)  # noqa: S311 - pages, not secrets

    def words(count: int) -> str:
        return " ".join(chance.choices(_WORDS, k=count))

    menu = "".join(f'<li class="m{n}"><a href="/{n}"><span>{words(2)}</span></a></li>' for n in range(150))
    box = "".join(
        f'<div class="card"><a href="/s/{n}"><img src="{n}.jpg"><h4>{words(7)}</h4></a></div>' for n in range(90)
    )
    body = "".join(f"<p>{words(60)}.</p>" for _ in range(chance.randint(8, 30)))
    code = f"<script>var a = {list(range(4_000))};</script><style>{'.a { margin: 0 } ' * 800}</style>"
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{words(8)}</title>{code}</head><body><nav><ul>{menu}'
        f'</ul></nav><main><article><h1>{words(8)}</h1><div class="article-body">{body}</div></article></main>'
        f'<aside class="related">{box}</aside><footer><p>{words(30)}</p></footer>{code}</body></html>'
    ).encode()


def time_in_turn(works: Mapping[str, Callable[[bytes], object]], pages: Sequence[bytes]) -> dict[str, float]:
    """Mean milliseconds a page of each kind of work: they take turns on each page, the best of the rounds counts."""
    best = {name: [float("inf")] * len(pages) for name in works}
    for _ in range(_ROUNDS):
        for number, page in enumerate(pages):
            for name, work in works.items():
                begun = time.perf_counter()
                work(page)
                best[name][number] = min(best[name][number], (time.perf_counter() - begun) * 1000)
    return {name: statistics.mean(times) for name, times in best.items()}


async def time_parser(parser: DirectParser | WorkerParser, pages: Sequence[bytes]) -> float:
    """Seconds that a parser takes for all pages, asked for all at once; the best of the rounds."""
    raw = [RawPage(page, "utf-8") for page in pages]
    await parser.extract(raw[0], None)
    best = float("inf")
    for _ in range(_ROUNDS):
        begun = time.perf_counter()
        await asyncio.gather(*(parser.extract(page, None) for page in raw))
        best = min(best, time.perf_counter() - begun)
    return best


async def print_parsers(pages: Sequence[bytes]) -> None:
    """Print pages a second in this process, and by one and by all workers."""
    direct = await time_parser(DirectParser(), pages)
    print(f"{'in this process':<16} {len(pages) / direct:8.0f} pages/s")
    for workers in sorted({1, ParsingLimits().workers}):
        async with WorkerParser(ParsingLimits(workers=workers)) as parser:
            seconds = await time_parser(parser, pages)
        print(
            f"{f'by {workers} workers':<16} {len(pages) / seconds:8.0f} pages/s {seconds / direct:6.2f} x the time here"
        )


async def print_hostile_pages() -> None:
    """Print what each hostile page of the tests costs, each in a fresh worker with the shipped limits."""
    sys.path.append(str(Path(__file__).parents[1] / "tests"))
    from hostile_pages import measure_hostile_pages  # noqa: PLC0415 - the tests' folder is no package

    print(f"\n{'hostile page':<34} {'kB':>7} {'s':>6} {'worker MB':>9}  verdict")
    async for cost in measure_hostile_pages(ParsingLimits(workers=1, tasks_per_worker=1)):
        verdict = f"{cost.extraction.problem or 'read well'} ({cost.extraction.method})"
        sizes = f"{cost.page_bytes / 1000:7.0f} {cost.seconds:6.2f} {cost.peak_memory_bytes / 1e6:9.0f}"
        print(f"{cost.name:<34} {sizes}  {verdict}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"most memory of this process {peak:.0f} MB")


def main() -> None:
    """Print a line for each kind of work: mean milliseconds a page, and the ratio to lxml's parse."""
    pages = [make_page(seed) for seed in range(_PAGES)]
    size = statistics.mean(map(len, pages)) / 1000
    print(f"{len(pages)} pages of {size:.0f} kB on average, best of {_ROUNDS} rounds")
    extract_article(pages[0])
    works = {"lxml parse": lxml.html.fromstring, "plain_text": plain_text, "extract_article": extract_article}
    means = time_in_turn(works, pages)
    floor = means["lxml parse"]
    for name, mean in means.items():
        print(f"{name:<16} {mean:8.2f} ms/page {mean / floor:6.1f} x lxml")
    verdict = "kept" if means["extract_article"] <= _GOAL * floor else "missed"
    print(f"goal of {_GOAL:g} x lxml for extract_article: {verdict}")
    asyncio.run(print_parsers(pages))
    asyncio.run(print_hostile_pages())


if __name__ == "__main__":
    main()
