"""Pages whose surroundings change at each fetch, through whole cycles: nothing is told but what was edited."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from changing_pages import ChangingWeb
from month_words import TOPIC_FILE, Writer, load_story
from news_pages import Page
from records_made import make_source
from vardania import shown
from workshop_made import WrittenDesk, item, make_workshop, page_answer, rss

from monitor.feeds import article_id
from monitor.pipeline.cycle import run_cycle
from monitor.pipeline.reading import Reader
from monitor.records import CycleReport
from monitor.settings.loading import load_topic

PAGES_A_LANGUAGE, FETCHES = 60, 10
FIGURES = [3_000 + 410 * number for number in range(12)]
"""What the pages say, five of each language the same; none looks like a year."""

LATER_THAN_ANY = datetime(2999, 1, 1, tzinfo=UTC)
SOURCES = {
    lang: make_source(name=f"{outlet.lower()}-{lang}", outlet=outlet, lang=lang, url=f"https://{lang}.example/feed.xml")
    for lang, outlet in (("en", "Herald"), ("ar", "Gazette"), ("ckb", "Courier"))
}


class Outlets:
    """Three outlets with sixty pages each; each of them names a number of soldiers."""

    def __init__(self, dice: Random) -> None:
        """Write all pages."""
        self.dice = dice
        self.fact = load_story().facts["present"]
        self.writer = Writer(load_story(), dice)
        self.pages: dict[str, Page] = {}
        for source in SOURCES.values():
            for number in range(PAGES_A_LANGUAGE):
                self.pages[self.url(source, number)] = self.page(source.lang, FIGURES[number % len(FIGURES)])

    @staticmethod
    def url(source, number) -> str:
        """The address of a page."""
        return source.url.replace("feed.xml", f"{source.outlet.lower()}-{number}")

    def sentence(self, lang, figure) -> str:
        """A sentence that names so many soldiers."""
        state = replace(self.fact.states[0], plain={lang: [str(figure)]}, coarse={lang: ()})
        return self.writer.names(self.fact, state, lang)

    def page(self, lang, figure) -> Page:
        """A page that names so many soldiers between sentences that claim nothing."""
        first, *others = self.writer.fills(lang)
        return Page(lang, self.writer.headline(lang), (first, self.sentence(lang, figure), *others))

    def feed(self, source) -> bytes:
        """The outlet's feed with all its pages."""
        items = [
            item(url, page.title, summary="") | {"link": url}
            for url, page in self.pages.items()
            if page.lang == source.lang
        ]
        return rss(*items)

    def web(self) -> ChangingWeb:
        """The outlets online; beside each page stand headlines of others, some of which name soldiers, too."""
        others = {
            lang: [self.writer.headline(lang) for _ in range(12)]
            + [self.sentence(lang, 9_000 + number) for number in range(6)]
            for lang in SOURCES
        }
        feeds = {source.url: page_answer(source.url, self.feed(source)) for source in SOURCES.values()}
        return ChangingWeb(self.pages | feeds, others, self.dice)


class Watched:
    """The outlets under the eyes of a newsroom that has read all their pages once and then ten times more."""

    def __init__(self) -> None:
        """Everything is read when ``watch`` is over."""
        self.outlets, self.desk = Outlets(Random(3)), WrittenDesk("desk")  # noqa: S311 - dice of a test
        topic = load_topic(TOPIC_FILE)
        self.web = self.outlets.web()
        self.workshop = make_workshop(
            self.web, [self.desk], SOURCES.values(), topics={topic.name: topic}, reader=Reader([topic])
        )
        self.ids: list[str] = []

    async def watch(self) -> None:
        """The eleven cycles; each keeps its report, with the number of readings that are kept behind it."""
        self.first = await run_cycle(self.workshop)
        self.ids = [visit.article_id for visit in self.workshop.store.due_visits(LATER_THAN_ANY)]
        self.looks = [(await self.look(), len(list(self.workshop.store.readings()))) for _ in range(FETCHES)]
        self.tried = len(self.desk.tried)
        self.claims = Counter(said.lang for said in self.workshop.store.claims())

    async def look(self) -> CycleReport:
        """A cycle in which every article is due to be read again, however often it was."""
        clock, store = self.workshop.clock, self.workshop.store
        clock.advance(timedelta(minutes=15))
        for one in self.ids:
            store.save_visit(replace(store.visit(one), step=0, due_at=clock.now()))
        return await run_cycle(self.workshop)

    async def edit(self, lang, number, figure) -> tuple[CycleReport, str]:
        """Put another figure into one page and look again; the report, and the article's id."""
        url = self.outlets.url(SOURCES[lang], number)
        page, before = self.web.answers[url], str(FIGURES[number % len(FIGURES)])
        words = tuple(paragraph.replace(before, str(figure)) for paragraph in page.paragraphs)
        self.web.answers[url] = replace(page, paragraphs=words)
        return await self.look(), article_id(SOURCES[lang].outlet, url)


@pytest.fixture(scope="module")
def watched() -> Watched:
    """What became of the pages; each test that edits one takes another."""
    watched = Watched()
    asyncio.run(watched.watch())
    return watched


def test_180_pages_fetched_ten_times_in_other_surroundings_tell_nothing(watched):
    """Other adverts, boxes, headlines, clocks and counters make no version, no reading and no alert."""
    count = len(watched.outlets.pages)

    assert (180, 180, 180, {}) == (count, watched.first.articles, len(watched.ids), watched.first.skipped)
    assert [({"unchanged": count}, 0, 0, count)] * FETCHES == [
        (report.visits, report.alerts, report.articles, readings) for report, readings in watched.looks
    ]
    assert 0 == watched.tried
    assert {"en": 60, "ar": 60, "ckb": 60} == watched.claims


def test_no_two_fetches_gave_the_same_bytes(watched):
    """Every page was other bytes each time, so that every one of them was read, not known by its digest."""
    pages = [request.url for request in watched.web.asked if request.url in watched.outlets.pages]

    assert len(pages) >= 180 * (FETCHES + 1)
    assert len(pages) == len(watched.web.bodies)


@pytest.mark.parametrize(("lang", "number"), [("en", 5), ("ar", 30), ("ckb", 47)])
async def test_one_edited_figure_is_exactly_one_change(watched, lang, number):
    """A page that says another figure that is in circulation is one change, which names the old and the new value."""
    before, after = FIGURES[number % len(FIGURES)], FIGURES[(number + 3) % len(FIGURES)]

    report, article = await watched.edit(lang, number, after)

    assert ({"unchanged": 179, "substantive": 1}, 1, {"revised": 1}) == (report.visits, report.alerts, report.changes)
    (alert,) = watched.workshop.store.alerts(limit=1)
    assert (article, [("revised", str(before), str(after))]) == (alert.article_id, told_values(alert))


async def test_one_edited_figure_that_nobody_else_names_is_one_alert(watched):
    """A figure that is new to all is told once, in one alert: it stands against others, and the page was revised."""
    report, article = await watched.edit("ar", 12, 6_600)

    assert ({"unchanged": 179, "substantive": 1}, 1) == (report.visits, report.alerts)
    (alert,) = watched.workshop.store.alerts(limit=1)
    assert (article, ("revised", "3000", "6600")) == (alert.article_id, told_values(alert)[-1])
    assert {"changed": 1, "revised": 1} == report.changes


def told_values(alert) -> list[tuple[str, str, str]]:
    """Kind, old and new value of each change of an alert."""
    return [(one.kind, shown(one.against.claim.value), shown(one.said.claim.value)) for one in alert.changes]
