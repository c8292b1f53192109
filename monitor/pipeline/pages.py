"""Pages, fetched and read side by side before their turn comes, each no further than it is worth."""

from __future__ import annotations

from collections.abc import Coroutine, Iterable
from dataclasses import dataclass
from typing import Any

from monitor.errors import MonitorError
from monitor.pipeline.together import side_by_side
from monitor.pipeline.workshop import Workshop
from monitor.records import Extraction, FetchRequest, FetchResult, RawPage, Source

PAGES_AHEAD = 16
"""Pages that are fetched before their turn: enough to keep the network busy, few enough to hold in memory."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A page that was fetched for reading. ``extraction`` is None where the page was not worth one.

    ``fault`` is what broke while it was read, unforeseen; it is raised when the page's turn comes.
    """

    result: FetchResult
    extraction: Extraction | None = None
    fault: Exception | None = None

    @property
    def raw(self) -> RawPage:
        """The body as it came."""
        return raw_page(self.result)


def raw_page(result: FetchResult) -> RawPage:
    """The body of an answer, to be read."""
    return RawPage(result.body, result.charset, result.final_url)


async def fetch_pages(urls: Iterable[str], workshop: Workshop) -> list[FetchResult]:
    """What came of each address, in their order; how many are fetched at once is the fetcher's to bound."""
    return await side_by_side(workshop.fetcher.fetch(FetchRequest(url)) for url in urls)


async def open_all(openings: Iterable[Coroutine[Any, Any, Opened]]) -> list[Opened]:
    """The pages opened side by side, in their order."""
    return await side_by_side(openings)


async def open_likely(result: FetchResult, words: Iterable[str], source: Source, workshop: Workshop) -> Opened:
    """A fetched page, read as far as it is worth: the cheapest look that names something of a topic is enough.

    ``words`` are what the feed says of it (title, summary). Where they name nothing, all words of the page are looked
    at beside them, and where all that names nothing either, no article is extracted.
    """
    if result.problem is not None:
        return Opened(result)
    try:
        said = tuple(words)
        if not workshop.reader.finds_any(said, source.lang):
            plain = await workshop.parser.read_plain(raw_page(result))
            if plain.problem is not None:
                return Opened(result, Extraction(problem=plain.problem, detail=plain.detail))
            if not workshop.reader.finds_any((*said, plain.text), source.lang):
                return Opened(result)
        return Opened(result, await workshop.parser.extract(raw_page(result), source.selectors))
    except MonitorError:
        raise
    except Exception as fault:  # noqa: BLE001 - an article's edge: a fault in reading one must not stop the others
        return Opened(result, fault=fault)


async def open_whole(result: FetchResult, source: Source, workshop: Workshop) -> Opened:
    """A fetched page with its extraction, whatever it names."""
    if result.problem is not None:
        return Opened(result)
    try:
        return Opened(result, await workshop.parser.extract(raw_page(result), source.selectors))
    except MonitorError:
        raise
    except Exception as fault:  # noqa: BLE001 - as above
        return Opened(result, fault=fault)
