"""How long the reading of a page takes, as a multiple of lxml's parse of the same bytes in the same run.

    python benchmarks/extraction.py

Absolute times wander with the machine; the ratios hardly do. The pages are generated, about 100 kB each.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Sequence

import lxml.html  # type: ignore[import-untyped]  # it ships no types

from monitor.articles import extract_article, plain_text

_PAGES = 30
_ROUNDS = 3
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


def time_each(work: Callable[[bytes], object], pages: Sequence[bytes]) -> list[float]:
    """Milliseconds that the work takes for each page, the best of the rounds."""
    best = [float("inf")] * len(pages)
    for _ in range(_ROUNDS):
        for number, page in enumerate(pages):
            begun = time.perf_counter()
            work(page)
            best[number] = min(best[number], (time.perf_counter() - begun) * 1000)
    return best


def main() -> None:
    """Print a line for each kind of work: mean milliseconds a page, and the ratio to lxml's parse."""
    pages = [make_page(seed) for seed in range(_PAGES)]
    size = statistics.mean(map(len, pages)) / 1000
    print(f"{len(pages)} pages of {size:.0f} kB on average, best of {_ROUNDS} rounds")
    extract_article(pages[0])
    floor = statistics.mean(time_each(lxml.html.fromstring, pages))
    for name, work in (
        ("lxml parse", lxml.html.fromstring),
        ("plain_text", plain_text),
        ("extract_article", extract_article),
    ):
        mean = statistics.mean(time_each(work, pages))
        print(f"{name:<16} {mean:8.2f} ms/page {mean / floor:6.1f} x lxml")


if __name__ == "__main__":
    main()
