"""Pages made to harm whoever reads them, each with what is to come of it, and a measure of what it costs."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass

from news_pages import ENGLISH
from poisoned_tasks import with_peak_memory

from monitor.parsing import ParsingLimits, tasks
from monitor.parsing.quarantine import Quarantined, QuarantiningPool
from monitor.records import Extraction, ExtractionProblem, RawPage

_END = "</article>"
_MEGA = 1_000_000


@dataclass(frozen=True, slots=True)
class HostilePage:
    """How a page is made, the problem that its reading must have, and whether the article's words must be in it."""

    make: Callable[[], bytes]
    problem: ExtractionProblem | None
    survives: bool


def _inside(filling: str) -> bytes:
    """The page with something at the end of its article."""
    return ENGLISH.html().replace(_END, f"{filling}{_END}").encode()


def _head(filling: str) -> bytes:
    return ENGLISH.html(filling).encode()


def _nest_before(levels: int) -> bytes:
    nest = "<div>" * levels + "x" + "</div>" * levels
    return ENGLISH.html().replace("<main>", f"{nest}<main>").encode()


def _nest_around(levels: int) -> bytes:
    page = ENGLISH.html().replace("<main>", "<div>" * levels + "<main>")
    return page.replace("</main>", "</main>" + "</div>" * levels).encode()


def _nest_between(levels: int) -> bytes:
    """A nest before the last paragraph: what comes first is most of the article."""
    last = f"<p>{ENGLISH.paragraphs[-1]}"
    return ENGLISH.html().replace(last, "<div>" * levels + "x" + "</div>" * levels + last).encode()


def _nest_after(levels: int) -> bytes:
    nest = "<div>" * levels + "x" + "</div>" * levels
    return ENGLISH.html().replace("</footer>", f"{nest}</footer>").encode()


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "ha">{entities}]>'
    return ENGLISH.html().replace("<!DOCTYPE html>", doctype).replace(_END, f"<p>&l11;</p>{_END}").encode()


HOSTILE_PAGES: Mapping[str, HostilePage] = {
    "nest of 256, article behind": HostilePage(lambda: _nest_before(256), "degraded", survives=True),
    "nest of 256, article inside": HostilePage(lambda: _nest_around(256), "degraded", survives=True),
    "nest of 256, amid the article": HostilePage(lambda: _nest_between(256), "degraded", survives=True),
    "nest of 256, article before": HostilePage(lambda: _nest_after(256), None, survives=True),
    "nest of 1,000, article behind": HostilePage(lambda: _nest_before(1_000), "degraded", survives=True),
    "nest of 1,000, article inside": HostilePage(lambda: _nest_around(990), "degraded", survives=True),
    "nest of 1,000, amid the article": HostilePage(lambda: _nest_between(1_000), "degraded", survives=True),
    "nest of 100,000": HostilePage(lambda: _nest_around(100_000), "degraded", survives=True),
    "nest of 100,000, unclosed": HostilePage(lambda: _inside("<div>" * 100_000), "degraded", survives=True),
    "nest of 100,000 tags of emphasis": HostilePage(lambda: _inside("<b>x" * 90_000), "degraded", survives=True),
    "text of 10.5 MB": HostilePage(lambda: _inside("<p>" + "x " * 5_250_000), "quarantined", survives=False),
    "text of 4.9 MB": HostilePage(lambda: _inside("<p>" + "word " * 980_000), None, survives=True),
    "1.5 MB of br": HostilePage(lambda: _inside("<br>" * 375_000), "degraded", survives=True),
    "br below the cap of tags": HostilePage(lambda: _inside("<br>" * 49_000), None, survives=True),
    "4.9 MB of time": HostilePage(lambda: _inside("<time>" * 815_000), "degraded", survives=True),
    "time below the cap of tags": HostilePage(lambda: _inside("<time></time>" * 24_000), None, survives=True),
    "4.9 MB of p": HostilePage(lambda: _inside("<p>x" * 1_220_000), "degraded", survives=True),
    "p below the cap of tags": HostilePage(lambda: _inside("<p>x" * 49_000), None, survives=True),
    "2.4 MB of links": HostilePage(lambda: _inside("<a href=/x>y</a>" * 150_000), "degraded", survives=True),
    "links below the cap of tags": HostilePage(lambda: _inside("<a href=/x>y</a>" * 24_000), None, survives=True),
    "NUL bytes": HostilePage(lambda: _inside("<p>a\0b</p>" + "\0" * _MEGA), None, survives=True),
    "NUL bytes alone": HostilePage(lambda: bytes(_MEGA), "not_html", survives=False),
    "zip": HostilePage(lambda: b"PK\x03\x04" + bytes(range(256)) * 4_000, "not_html", survives=False),
    "PDF": HostilePage(lambda: b"%PDF-1.7\n" + b"<p>text</p>\n" * 50_000, "not_html", survives=False),
    "empty": HostilePage(lambda: b"", "not_html", survives=False),
    "JSON": HostilePage(lambda: b'{"a": ["' + b"words " * 200_000 + b'"]}', "not_html", survives=False),
    "linked data 50,000 deep": HostilePage(
        lambda: _head(f'<script type="application/ld+json">{"[" * 50_000}{"]" * 50_000}</script>'), None, survives=True
    ),
    "attribute of 2 MB": HostilePage(lambda: _inside(f'<img src="data:{"x" * 2 * _MEGA}">'), None, survives=True),
    "1,000,000 classes": HostilePage(lambda: _inside(f'<p class="{"x " * _MEGA}">x</p>'), "degraded", survives=True),
    "200,000 attributes": HostilePage(
        lambda: _inside(f"<p {' '.join(f'a{n}=1' for n in range(200_000))}>x</p>"), "degraded", survives=True
    ),
    "unclosed comments": HostilePage(lambda: _inside("<!--" * 1_200_000), "degraded", survives=True),
    "1,000,000 entities": HostilePage(lambda: _inside("<p>" + "&amp;" * 960_000), None, survives=True),
    "charset rot13": HostilePage(lambda: _head('<meta charset="rot13">'), None, survives=True),
    "charset undefined": HostilePage(lambda: _head('<meta charset="undefined">'), None, survives=True),
    "charset zlib": HostilePage(lambda: _head('<meta charset="zlib">'), None, survives=True),
    "billion laughs": HostilePage(_laughs, None, survives=True),
    "unclosed script": HostilePage(lambda: _inside("<script>" + "let a = 1; " * 200_000), None, survives=True),
    "unclosed scripts": HostilePage(lambda: _inside("<script><" * 500_000), "degraded", survives=True),
    "tables in tables": HostilePage(lambda: _inside("<table><tr><td>" * 30_000), "degraded", survives=True),
}
"""The hostile pages by name. None may end as a shortened text without a problem."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What the reading of one hostile page took; memory is the most that its worker ever held, 0 where it died."""

    name: str
    page_bytes: int
    extraction: Extraction
    seconds: float
    peak_memory_bytes: int


async def measure_hostile_pages(limits: ParsingLimits) -> AsyncIterator[Cost]:
    """Read every hostile page by one worker after another, each in a fresh one where ``limits`` renew it."""
    pool = QuarantiningPool(limits)
    try:
        for name, page in HOSTILE_PAGES.items():
            raw = RawPage(page.make(), "utf-8")
            begun = time.perf_counter()
            answer = await pool.ask(
                with_peak_memory, (tasks.extract, raw, None), raw.body, limits.page_deadline_seconds
            )
            seconds = time.perf_counter() - begun
            if isinstance(answer, Quarantined):
                answer = Extraction(problem="quarantined", detail=answer.detail), 0
            yield Cost(name, len(raw.body), answer[0], seconds, answer[1])
    finally:
        await pool.aclose()
