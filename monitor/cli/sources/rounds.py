"""A probe's way over the web: every route of a source is asked and judged, once more under a plain name if refused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.cli.sources.verdicts import Listing, RouteVerdict, Verdict, judge_failure, judge_listing
from monitor.clock import Clock
from monitor.ports import Fetcher, Parser
from monitor.records import FeedReading, FetchRequest, RawPage, Route, Source


@dataclass(frozen=True, slots=True)
class Prober:
    """What a probe works with: ``plain`` is the door to the web under a plain name, ``fresh`` as for a listing."""

    fetcher: Fetcher
    plain: Fetcher
    parser: Parser
    clock: Clock
    fresh: timedelta

    async def probe(self, source: Source) -> Verdict:
        """The verdict on every route of a source, one after the other."""
        routes = [await self._probe_route(source, route) for route in source.routes]
        return Verdict(source.name, self.clock.now(), tuple(routes))

    async def _probe_route(self, source: Source, route: Route) -> RouteVerdict:
        verdict = await self._ask(self.fetcher, source, route)
        # What robots.txt forbids is not asked for under another name.
        if verdict.quality != "blocked" or verdict.detail.startswith("robots"):
            return verdict
        again = await self._ask(self.plain, source, route)
        if again.quality in {"blocked", "unreachable"}:
            return replace(verdict, detail=f"{verdict.detail}; a plain name is refused, too")
        return replace(again, agent="plain")

    async def _ask(self, fetcher: Fetcher, source: Source, route: Route) -> RouteVerdict:
        result = await fetcher.fetch(FetchRequest(route.url))
        if result.problem is not None:
            return judge_failure(route, result)
        listed = await self.parser.read_list(result, source, route)
        moments = tuple(entry.published_at for entry in listed.entries if entry.published_at is not None)
        if route.kind == "section" and not moments and listed.entries:
            listed, moments = await self._date_by_article(fetcher, source, listed)
        return judge_listing(Listing(route, result, listed, moments), self.clock.now(), self.fresh)

    async def _date_by_article(
        self, fetcher: Fetcher, source: Source, listed: FeedReading
    ) -> tuple[FeedReading, tuple[datetime, ...]]:
        """The date of the first article that a section page links to; with a detail that says which, and what of it."""
        url = listed.entries[0].url
        page = await fetcher.fetch(FetchRequest(url))
        if page.problem is not None:
            return replace(listed, detail=f"its first article, {url}: {page.problem}: {page.detail}"), ()
        article = await self.parser.extract(RawPage(page.body, page.charset, page.final_url), source.selectors)
        if article.published_at is None:
            return replace(listed, detail=f"its first article, {url}, tells no moment"), ()
        return replace(listed, detail=f"dated by its first article, {url}"), (article.published_at,)
