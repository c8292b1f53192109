"""What whole cycles make of the health of sources, and who is told of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from news_pages import Page
from watched_town import COURIER, GAZETTE, HERALD, Town, answer_of, leaving
from workshop_made import WrittenDesk, departure_page, page_answer, rss

from monitor.records import NETWORK, Canary, FetchResult, Health, PollReading

LONG = tuple(
    f"In lane {number} of the old town the {trade} swept the yard before dawn, counted what the flood had left of the "
    f"stores, and carried the wet sacks up to the loft, where they would dry until the {feast} came round again."
    for number, (trade, feast) in enumerate(
        [("baker", "harvest"), ("cooper", "lamp feast"), ("dyer", "fair"), ("glazier", "regatta"), ("miller", "thaw")],
        3,
    )
)
BAKERY = Page("en", "Wardens open a bakery", ("Two wardens have opened a bakery on the hill.", *LONG))
"""Long enough to be read each day, and of no topic, so that nothing else has it fetched."""

WALL = Page("en", "Before you go on", ("Please agree to our terms so that we may show you what you came to read.",))
NO_LINE = FetchResult("", "", problem="connect", detail="no route to the host")


class Watched(Town):
    """A town with two desks: ``desk`` hears of claims, ``ops`` of sources."""

    def __init__(self, sources=(HERALD,), **parts):
        """Nothing has run yet."""
        self.ops, desk = WrittenDesk("ops"), WrittenDesk("desk")
        channels = {"claim_channels": ("desk",), "health_channels": ("ops",)}
        super().__init__(sources, notifiers={"desk": desk, "ops": self.ops}, **(channels | parts))
        self.desk = desk

    async def poll(self, **wait):
        """Let time pass, a quarter of an hour if nothing is said, poll every source, and what was noticed then."""
        before = len(self.notices)
        clock = self.workshop.clock
        clock.advance(timedelta(**wait) if wait else timedelta(minutes=15))
        for state in self.store.source_states().values():
            routes = tuple(replace(route, retry_at=None) for route in state.routes)
            self.store.save_poll(PollReading(replace(state, due_at=clock.now(), routes=routes)))
        await self.look()
        return self.notices[before:]

    @property
    def notices(self):
        """Subject, ailment and course of each notice so far, oldest first."""
        notices = [alert.notice for alert in reversed(self.store.alerts()) if alert.notice is not None]
        return [(one.subject, one.ailment, "healed" if one.healed else "ill") for one in notices]

    @property
    def channels(self):
        """Which channels were owed alerts about claims, and which were owed notices."""
        owed = {True: set(), False: set()}
        for delivery in self.store.deliveries():
            owed[delivery.alert.notice is None].add(delivery.channel)
        return owed[True], owed[False]

    def state(self, subject="herald-en"):
        """How a subject fares."""
        return self.store.healths().get(subject, Health(subject)).state


# -- who is told --


async def test_sick_source_is_told_once_and_healed_once_to_the_health_channels_alone():
    """A source that refuses for days is one notice, one more when it is well again; no desk of claims hears of it."""
    town = Watched()
    await town.look()
    town.web.answers[HERALD.url] = answer_of(403)
    ill = [await town.poll() for _ in range(6)]
    town.serve_feed()
    well = [await town.poll() for _ in range(4)]

    assert [[], [], [("herald-en", "blocked", "ill")], [], [], []] == ill
    assert [[], [("herald-en", "blocked", "healed")], [], []] == well
    assert (set(), {"ops"}) == town.channels
    assert (2, 0) == (len(town.ops.taken), len(town.desk.taken))


async def test_claims_are_told_to_the_claim_channels_alone():
    """A channel that is to hear of sources alone is owed no alert about a claim."""
    town = Watched()
    await town.look()
    town.put_up("plan", departure_page("by September 2027"))
    await town.look_after()

    assert ({"desk"}, set()) == town.channels
    assert (0, 1) == (len(town.ops.tried), len(town.desk.taken))


async def test_without_health_channels_health_is_kept_and_nobody_is_owed():
    """Where no channel is to hear of sources, how they fare is kept all the same."""
    town = Watched(health_channels=())
    await town.look()
    town.web.answers[HERALD.url] = answer_of(403)
    noticed = [await town.poll() for _ in range(3)]

    assert [[], [], [("herald-en", "blocked", "ill")]] == noticed
    assert ("down", (set(), set())) == (town.state(), town.channels)


async def test_empty_feed_is_silent_not_failing():
    """A feed that answers without items is told as silent at its second empty poll, and healed by its entries."""
    town = Watched()
    await town.look()
    town.web.answers[HERALD.url] = page_answer(HERALD.url, rss())
    ill = [await town.poll() for _ in range(3)]
    town.serve_feed()
    well = [await town.poll() for _ in range(2)]

    assert [[], [("herald-en", "silent", "ill")], []] == ill
    assert [[], [("herald-en", "silent", "healed")]] == well


# -- the network --


async def test_outage_of_the_network_is_one_notice_and_no_source_is_to_blame():
    """While nobody is reached, one notice says so for all; sources stay as they were; the first answer ends it."""
    town = Watched((HERALD, GAZETTE, COURIER))
    await town.look()
    before = town.store.source_states()
    for source in town.sources:
        town.web.answers[source.url] = NO_LINE
    outage = [await town.poll() for _ in range(5)]
    states = town.store.source_states()
    failures = {state.failures for state in states.values()}
    for source in town.sources:
        town.serve_feed(source)
    back = [await town.poll() for _ in range(2)]

    assert [[(NETWORK, "network", "ill")], [], [], [], []] == outage
    assert [[(NETWORK, "network", "healed")], []] == back
    assert {0} == failures
    assert {name: one.routes for name, one in before.items()} == {name: one.routes for name, one in states.items()}
    assert {"ok"} == {town.state(source.name) for source in town.sources}
    assert [3] == [alert.notice.muted for alert in town.store.alerts() if not alert.notice.healed]


async def test_article_of_the_day_that_an_outage_hides_is_no_trouble():
    """While the monitor has no network, an old article that cannot be fetched says nothing of its outlet."""
    town = await with_bakery((HERALD, GAZETTE, COURIER))
    for url in [*town.web.answers]:
        town.web.answers[url] = NO_LINE
    noticed = [await town.poll(days=1) for _ in range(3)]

    assert [[(NETWORK, "network", "ill")], [], []] == noticed


# -- the article that is read each day --


async def with_bakery(sources=(HERALD,), **parts):
    """A town whose Herald put up the bakery's page, which was read."""
    town = Watched(sources, **parts)
    await town.look()
    town.put_up("bakery", BAKERY)
    await town.poll()
    return town


async def test_article_that_was_read_well_is_read_again_each_day():
    """A long article is learned when it is read, and fetched a day later, not before, and each day from then on."""
    town = await with_bakery()
    canary = town.store.healths()["herald-en"].canary
    asked = [town.asked("bakery")]
    for hours in (23, 1, 23, 1):
        await town.poll(hours=hours)
        asked.append(town.asked("bakery"))

    assert town.url("bakery") == canary.url
    assert all(line in " ".join(BAKERY.paragraphs) for line in canary.words.splitlines())
    assert [1, 1, 2, 2, 3] == asked
    assert [] == town.notices


async def test_loss_of_its_words_is_told_after_two_looks_and_healed_after_two():
    """A wall in its place is told on the second day, once; with its words back for two days, the source is well."""
    town = await with_bakery()
    town.edit("bakery", WALL)
    lost = [await town.poll(days=1) for _ in range(3)]
    town.edit("bakery", BAKERY)
    found = [await town.poll(days=1) for _ in range(3)]

    assert [[], [("herald-en", "canary", "ill")], []] == lost
    assert [[], [("herald-en", "canary", "healed")], []] == found


async def test_article_of_the_day_that_was_taken_down_gives_way_to_another():
    """An article that was learned and is gone is no trouble of its outlet: the next good one takes its place."""
    town = await with_bakery()
    town.take_down("bakery")
    noticed = [await town.poll(days=1) for _ in range(3)]
    forgotten = town.store.healths()["herald-en"].canary
    town.put_up("oven", replace(BAKERY, title="Wardens mend an oven"))
    await town.poll()

    assert ([[], [], []], None) == (noticed, forgotten)
    assert town.url("oven") == town.store.healths()["herald-en"].canary.url


async def test_configured_article_of_the_day_is_never_given_up():
    """One that the configuration names stays, and that it is gone is told."""
    canary = Canary(HERALD.url.replace("feed.xml", "bakery"), "opened a bakery on the hill")
    town = await with_bakery((replace(HERALD, canary=canary),))
    fine = await town.poll(days=1)
    town.take_down("bakery")
    noticed = [await town.poll(days=1) for _ in range(2)]

    assert [] == fine
    assert [[], [("herald-en", "canary", "ill")]] == noticed
    assert canary == town.store.healths()["herald-en"].canary


# -- drift --


async def test_articles_that_come_out_shorter_are_told_and_their_claims_stand():
    """Where pages of a source shrink, the operator is told; what they claim is read as ever, and nothing is lost."""
    town = Watched()
    await town.look()
    when = [f"by {month} 20{year}" for year in (41, 42) for month in ("May", "June", "July", "August", "September")]
    for number, words in enumerate(when):
        town.put_up(f"long-{number}", Page("en", f"Wardens, part {number}", (leaving(words), *LONG)))
    await town.poll()
    for number, words in enumerate(when[:8]):
        town.put_up(f"short-{number}", Page("en", f"Wardens in brief, {number}", (leaving(words), "No more was said.")))
    first = await town.poll()
    claims = len(town.store.claims())
    town.put_up("short-8", Page("en", "Wardens in brief, 8", (leaving(when[8]), "Nothing else was said.")))
    second = await town.poll()

    assert ([], [("herald-en", "drift", "ill")]) == (first, second)
    assert (18, 19, 19) == (claims, len(town.store.claims()), len(list(town.store.readings())))
    assert {None} == {change.part for alert in town.alerts for change in alert.changes}
