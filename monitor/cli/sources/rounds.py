"""A probe's way over the web: every route of a source is asked and judged, once more under a plain name if refused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from monitor.cli.sources.verdicts import Listing, RouteVerdict, Verdict, judge_failure, judge_listing, name_trial
from monitor.clock import Clock
from monitor.http_client.addresses import shown_origin
from monitor.ports import Fetcher, Parser
from monitor.records import FetchProblem, FetchRequest, FetchResult, RawPage, Route, Source

_REFUSED_ADDRESSES: frozenset[FetchProblem] = frozenset({"bad_url", "forbidden_address"})


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
        result = await self.fetcher.fetch(FetchRequest(route.url))
        verdict = await self._judge(self.fetcher, source, route, result)
        trial = name_trial(verdict, result)
        if trial == "no help":
            return verdict
        again = await self._ask_plainly(source, route) if trial == "may help" else None
        if again is None or again.quality == "unasked":
            return replace(verdict, detail=f"{verdict.detail}; no plain name was tried, as the host asks for a pause")
        if again.quality in {"blocked", "gone", "unreachable"}:
            return replace(verdict, detail=f"{verdict.detail}; a plain name is refused, too")
        return replace(again, agent="plain")

    async def _ask_plainly(self, source: Source, route: Route) -> RouteVerdict:
        result = await self.plain.fetch(FetchRequest(route.url))
        return await self._judge(self.plain, source, route, result)

    async def _judge(self, fetcher: Fetcher, source: Source, route: Route, result: FetchResult) -> RouteVerdict:
        """The verdict on what came. A refusal with a page is read, too: it may be a wall against robots."""
        if result.problem is not None and not (result.problem == "http_status" and result.body):
            return judge_failure(route, result)
        listed = await self.parser.read_list(result, source, route)
        if result.problem is not None and listed.problem != "challenge":
            return judge_failure(route, result)
        moments = tuple(entry.published_at for entry in listed.entries if entry.published_at is not None)
        listing = Listing(route, result, listed, moments)
        if route.kind == "section" and not moments and listed.entries:
            listing = await self._date_by_article(fetcher, source, listing)
        return judge_listing(listing, self.clock.now(), self.fresh)

    async def _date_by_article(self, fetcher: Fetcher, source: Source, listing: Listing) -> Listing:
        """The list with the date of the first article that it links to; the detail says which, and what of it."""
        url = listing.listed.entries[0].url
        page = await fetcher.fetch(FetchRequest(url))
        if page.problem is not None:
            # The detail names the host; the address itself, which a stranger's page gave, may hold a password.
            shown = shown_origin(url) if page.problem in _REFUSED_ADDRESSES else url
            listed = replace(listing.listed, detail=f"its first article, {shown}: {page.problem}: {page.detail}")
            return replace(listing, listed=listed, article_problem=page.problem)
        article = await self.parser.extract(RawPage(page.body, page.charset, page.final_url), source.selectors)
        if article.published_at is None:
            return replace(listing, listed=replace(listing.listed, detail=f"its first article, {url}, tells no moment"))
        listed = replace(listing.listed, detail=f"dated by its first article, {url}")
        return replace(listing, listed=listed, moments=(article.published_at,))
