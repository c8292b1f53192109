"""A town whose outlets are watched from one moment to the next: pages are put up, edited and taken down, cycles run.

Everything goes through whole cycles, as in a newsroom. The story is that of ``workshop_made``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from news_pages import Page
from records_made import NOON, make_source
from workshop_made import FILLER, NOT_LIKELY, WrittenDesk, WrittenWeb, item, make_workshop, page_answer, rss

from monitor.feeds import article_id
from monitor.pipeline.cycle import run_cycle
from monitor.pipeline.replaying import replay_store
from monitor.records import Alert, Article, Change, CycleReport, FetchResult, Source, Visit

HERALD = make_source()
GAZETTE = make_source(name="gazette-en", outlet="Gazette", url="https://gazette.example/feed.xml")
COURIER = make_source(name="courier-en", outlet="Courier", url="https://courier.example/feed.xml")
TITLE = "Wardens to leave Rivertown"

OWN_WORDS = {
    "Herald": FILLER,
    "Gazette": (
        "Ferries have been late for a week, and the queue on the quay reached the fish hall before eight each morning.",
        "Our reader Omed writes that the lamps along the eastern dike are dark again and wonders who is to mend it.",
    ),
    "Courier": (
        "In the hills the first snow has closed two passes, while shepherds brought their flocks down a month early.",
        "The price of flour rose once more, bakers say, because three mills upstream still wait for their new stones.",
    ),
}
"""What fills a page of each outlet, so that one is no copy of another."""

Told = tuple[str, str | None]
"""Kind of a told change, and what of the claim was revised."""


def says(*sentences: str, title: str = TITLE) -> Page:
    """A page of these sentences, in one paragraph, before what fills it."""
    return Page("en", title, (" ".join(sentences), *FILLER))


def reports(source: Source, *sentences: str, title: str = "") -> Page:
    """A page of these sentences with what else the outlet writes, in its own words."""
    return Page(
        "en", title or f"{source.outlet} on the wardens of Rivertown", (" ".join(sentences), *OWN_WORDS[source.outlet])
    )


def leaving(when: str, speaker: str = "the mayor") -> str:
    """The sentence that says when the wardens leave."""
    return f"The wardens will leave Rivertown {when}, {speaker} said."


def answer_of(status: int) -> FetchResult:
    """What a server answers that has no page to give."""
    return FetchResult("", "", status=status, problem="http_status", detail=f"answered {status}")


class Town:
    """One or more outlets, a clock and a desk; ``report`` is that of the latest cycle.

    The first cycle runs at noon, on feeds of one item that is of no topic, so that what is put up later is news.
    """

    def __init__(self, sources: Iterable[Source] = (HERALD,), **parts) -> None:
        """Nothing has run yet; ``parts`` are those of the workshop."""
        self.sources = tuple(sources)
        self.web = WrittenWeb({})
        self.desk = WrittenDesk("desk")
        self.workshop = make_workshop(self.web, [self.desk], self.sources, **parts)
        self.items: dict[str, list[dict]] = {source.name: [] for source in self.sources}
        self.report = CycleReport(NOON, NOON)
        self._heard = 0
        for source in self.sources:
            self.put_up(f"{source.outlet.lower()}-mill", NOT_LIKELY, source)

    @property
    def store(self):
        """What is kept."""
        return self.workshop.store

    def url(self, slug: str, source: Source = HERALD) -> str:
        """The address of a page."""
        return source.url.replace("feed.xml", slug)

    def put_up(self, slug: str, page: Page | bytes | FetchResult, source: Source = HERALD, title: str = "") -> None:
        """Put a page online and list it in the outlet's feed."""
        self.edit(slug, page, source)
        self.link(slug, self.url(slug, source), title or (page.title if isinstance(page, Page) else TITLE), source)

    def link(self, guid: str, url: str, title: str = TITLE, source: Source = HERALD) -> None:
        """List an address in the outlet's feed."""
        self.items[source.name].insert(0, item(guid, title) | {"link": url})
        self.serve_feed(source)

    def serve_feed(self, source: Source = HERALD) -> None:
        """Answer the outlet's feed with its items."""
        self.web.answers[source.url] = page_answer(source.url, rss(*self.items[source.name]))

    def edit(self, slug: str, page: Page | bytes | FetchResult, source: Source = HERALD) -> None:
        """Answer a page otherwise; the feed stays as it is."""
        self.web.answers[self.url(slug, source)] = page

    def take_down(self, slug: str, source: Source = HERALD) -> None:
        """Answer a page with 404."""
        del self.web.answers[self.url(slug, source)]

    async def look(self, at: datetime | None = None) -> list[Told]:
        """Run a cycle, and what it told: each change of its alerts, those of one alert in their order."""
        if at is not None:
            self.workshop.clock.put(at)
        self.report = await run_cycle(self.workshop)
        return [(change.kind, change.part) for change in self.heard()]

    async def look_after(self, minutes: float = 15, **parts: float) -> list[Told]:
        """Let time pass, and run a cycle."""
        return await self.look(self.workshop.clock.now() + timedelta(minutes=minutes, **parts))

    async def look_again(self, slug: str = "plan", source: Source = HERALD) -> list[Told]:
        """Run a cycle at the moment at which a page is to be read again."""
        due_at = self.visit(slug, source).due_at
        if due_at is None:
            msg = f"{slug} is not read again"
            raise AssertionError(msg)
        return await self.look(due_at)

    def visit(self, slug: str = "plan", source: Source = HERALD) -> Visit | None:
        """When a page is read again, by the address that it was first read at."""
        return self.store.visit(article_id(source.outlet, self.url(slug, source)))

    def asked(self, slug: str = "plan", source: Source = HERALD) -> int:
        """How often a page was fetched so far."""
        return [request.url for request in self.web.asked].count(self.url(slug, source))

    def heard(self) -> list[Change]:
        """The changes of the alerts that were made since this was asked last."""
        alerts = self.alerts
        fresh, self._heard = alerts[self._heard :], len(alerts)
        return [change for alert in fresh for change in alert.changes]

    @property
    def alerts(self) -> list[Alert]:
        """All alerts about claims in the order of their making."""
        return [alert for alert in reversed(self.store.alerts()) if alert.notice is None]

    @property
    def visits(self) -> dict[str, int]:
        """What the latest cycle counted of articles that were read again."""
        return self.report.visits

    def versions(self, slug: str = "plan", source: Source = HERALD) -> tuple[Article, ...]:
        """The kept versions of an article by the address that it was first read at."""
        return tuple(self.store.versions(article_id(source.outlet, self.url(slug, source))))

    def verdicts(self) -> list[tuple[str, str | None, str]]:
        """Kind, part and reason of what the reading kept last makes, those that no store keeps twice included."""
        steps = replay_store(self.store, self.workshop.reader, self.workshop.rules.zone)
        *_, last = (step for step in steps if step.reading is not None)
        return [(change.kind, change.part, change.reason) for change in last.judgement.changes]

    def stages(self) -> list[str]:
        """The stages of all positions, oldest first."""
        histories = self.store.histories(self.store.keys()).values()
        return [position.stage for history in histories for position in history.positions]

    def reconfigure(self, **parts) -> None:
        """Go on with another configuration."""
        self.workshop = replace(self.workshop, **parts)


async def town_with(page: Page, **parts) -> Town:
    """A town whose Herald put up one page after the first cycle, at the address ``plan``; it was read at 12:15."""
    town = Town(**parts)
    await town.look(NOON)
    town.put_up("plan", page)
    await town.look_after(15)
    return town
