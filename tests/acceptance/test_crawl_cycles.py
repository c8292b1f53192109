"""What whole cycles do with the parts of the crawl: walls in the parser, queries, selectors, kept pages, pauses."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from records_made import NOON, later
from watched_town import HERALD, Town, leaving, says, town_with
from workshop_made import FILLER, OFF_TOPIC, departure_page, item, page_answer, rss

from monitor.parsing import DirectParser
from monitor.pipeline.workshop import Rules
from monitor.records import Extraction, FetchResult, Route, Selectors

SEPTEMBER = says(leaving("by September 2027"))
DECEMBER = says(leaving("by December 2027"))
NO_CLAIM = says("The wardens of Rivertown will say on Sunday whether they are to leave, the mayor said.")
QUERY = "https://query.example/rss/search?q=wardens"


class QuarantiningParser(DirectParser):
    """Reads as the direct parser does, but gives up pages that hold certain words, as the workers' parser would."""

    def __init__(self, poison):
        """Give up what holds ``poison``."""
        self.poison = poison

    async def extract(self, page, selectors):
        """See ``ports.Parser``."""
        if self.poison in page.body.decode():
            return Extraction(problem="quarantined", detail="took more than 10 s, twice")
        return await super().extract(page, selectors)


# -- pages that cannot be read within bounds --


async def test_new_page_in_quarantine_is_given_up_and_its_neighbours_are_read():
    """An entry whose page the parser gives up has its tries, then has failed for that reason, and alone."""
    town = Town(parser=QuarantiningParser("poison"))
    await town.look()
    town.put_up("bad", says(leaving("by May 2027"), "Here is poison."))
    town.put_up("plan", SEPTEMBER)

    told = [await town.look_after(60) for _ in range(6)]

    assert [[("new", None)], [], [], [], [], []] == told
    assert {"quarantined": 1} == {
        name: count for name, count in town.store.skip_counts().items() if name != "not_likely"
    }
    assert (5, []) == (town.asked("bad"), list(town.store.due_entries(later(days=99))))


async def test_known_page_in_quarantine_loses_no_claim():
    """A page that is no longer read within bounds is degraded, however often: what it said stands."""
    town = await town_with(SEPTEMBER, parser=QuarantiningParser("poison"))
    claims = town.store.claims()
    town.edit("plan", says("Here is poison."))

    looks = [(await town.look_again(), town.visits) for _ in range(5)]

    assert [([], {"degraded": 1})] * 5 == looks
    assert (claims, 1, ["planned"]) == (town.store.claims(), len(town.versions()), town.stages())
    town.edit("plan", DECEMBER)
    assert [("changed", None), ("revised", "value")] == await town.look_again()


# -- news queries --


def query_feed():
    """What a query lists: tokens in place of addresses."""
    listed = [item(f"CBMi{n}", f"Wardens to leave Rivertown, part {n} - Valley Post") for n in range(3)]
    tokens = [
        one | {"link": f"https://query.example/rss/articles/{one['guid']}", "source": "Valley Post"} for one in listed
    ]
    return page_answer(QUERY, rss(*tokens))


@pytest.mark.parametrize(
    "source",
    [
        replace(HERALD, url=QUERY, kind="news-query"),
        replace(HERALD, fallbacks=(Route(QUERY, "news-query"),)),
    ],
    ids=["alone", "as a spare route"],
)
async def test_entries_of_a_news_query_are_kept_and_never_fetched(source):
    """What a query lists is kept for discovery, titles and all; none of its addresses is ever asked."""
    town = Town()
    del town.web.answers[HERALD.url]
    town.reconfigure(sources=(source,))
    town.web.answers[QUERY] = query_feed()

    await town.look()
    counted = town.report.skipped
    await town.look_after(hours=3)

    assert ({"discovery_only": 3}, {}) == (counted, town.report.skipped)
    titles = {entry.title for entry in town.store.discovered(NOON - timedelta(days=1))}
    assert {f"Wardens to leave Rivertown, part {n}" for n in range(3)} == titles
    assert {HERALD.url, QUERY} >= {request.url for request in town.web.asked}
    assert [] == town.alerts


# -- the outlet's own selectors --

IN_A_BANNER = """<!DOCTYPE html><html lang="en"><head><title>Wardens</title></head><body>
<main><article><h1>Notes</h1><p>{}</p><p>{}</p></article></main>
<div class="banner-story"><h2 class="head">Wardens to leave Rivertown</h2><p>{}</p></div></body></html>"""


def in_a_banner(sentence):
    """A page whose article stands where adverts stand, below an article that is none."""
    return IN_A_BANNER.format(*FILLER, sentence).encode()


async def test_selectors_of_a_source_are_used_at_every_reading():
    """What the selectors name is the article, when it is read first, when it is read again, and when it was edited."""
    source = replace(HERALD, selectors=Selectors(text="div.banner-story p", title=".head"))
    town = Town((source,))
    await town.look()
    town.put_up("plan", in_a_banner(leaving("by September 2027")))

    told = [await town.look_after()]
    told.append(await town.look_again())
    town.edit("plan", in_a_banner(leaving("by December 2027")))
    told.append(await town.look_again())

    assert [[("new", None)], [], [("changed", None), ("revised", "value")]] == told
    assert [leaving("by September 2027"), leaving("by December 2027")] == [one.text for one in town.versions()]
    assert {"selectors"} == {reading.method for reading in town.store.readings()}


async def test_without_selectors_such_a_page_says_nothing():
    """The page of the case above needs them: the general way takes another part of it."""
    town = await town_with(in_a_banner(leaving("by September 2027")))

    assert [] == [said for said in town.store.claims() if said.claim.key.topic == "wardens-leaving"]


# -- pages as they came --


async def test_page_of_every_version_that_claims_something_is_kept():
    """The page is kept as it came, byte for byte, with each version that claims something, and with no other."""
    town = await town_with(NO_CLAIM)
    town.put_up("plan-2", SEPTEMBER)
    await town.look_after()
    town.edit("plan-2", DECEMBER)
    await town.look_again("plan-2")
    (silent,), (first, second) = town.versions(), town.versions("plan-2")
    kept = [town.store.page(one.article_id, one.content_hash) for one in (silent, first, second)]

    assert [None, SEPTEMBER.html().encode(), DECEMBER.html().encode()] == [one and one.body for one in kept]
    assert [town.url("plan-2")] * 2 == [one.url for one in kept[1:]]
    assert [reading.read_at for reading in town.store.readings(first.article_id)] == [
        one.fetched_at for one in kept[1:]
    ]


async def test_no_page_is_kept_where_the_newsroom_keeps_none():
    """With ``keep_pages`` off, versions and claims are kept without their pages."""
    town = await town_with(SEPTEMBER, rules=Rules(keeps_pages=False))
    (version,) = town.versions()

    assert (None, 1) == (town.store.page(version.article_id, version.content_hash), len(town.store.claims()))


async def test_page_of_an_article_of_no_topic_is_not_kept():
    """What is read and left out leaves no page behind, nor any version."""
    town = await town_with(OFF_TOPIC)

    assert ({"off_topic": 1}, ()) == (town.report.skipped, town.versions())


# -- pauses that servers ask for --


def busy(retry_after, status=503):
    """A page that asks to be left alone for a while."""
    detail = f"answered {status}"
    return FetchResult("", "", status=status, problem="http_status", detail=detail, retry_after=retry_after)


@pytest.mark.parametrize(
    ("retry_after", "minutes"),
    [
        ("7200", 120),
        ("Mon, 02 Mar 2026 13:15:00 GMT", 60),
        ("60", 5),
        (None, 5),
        ("soon", 5),
        ("-9", 5),
        ("999999", 360),
    ],
    ids=["two hours", "a date", "a minute", "nothing said", "no number", "the past", "weeks"],
)
async def test_page_that_asks_for_a_pause_gets_it(retry_after, minutes):
    """The next try waits as long as the server asks, for no less than the usual wait and for six hours at most."""
    town = Town()
    await town.look()
    town.put_up("plan", departure_page("by September 2027"))
    town.edit("plan", busy(retry_after))
    await town.look_after(15)
    due_after = [bool(town.store.due_entries(later(15 + waited))) for waited in (minutes - 1 / 60, minutes)]

    assert [False, True] == due_after
    town.edit("plan", departure_page("by September 2027"))
    assert [("new", None)] == await town.look_after(minutes)
