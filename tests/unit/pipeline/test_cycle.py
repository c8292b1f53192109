"""A whole cycle, in memory: its order and its report."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from records_made import NOON, make_alert, make_source, make_told_reading
from workshop_made import (
    NOT_LIKELY,
    TOPIC,
    WrittenDesk,
    WrittenWeb,
    departure_page,
    item,
    make_workshop,
    page_answer,
    rss,
)

from monitor.pipeline.cycle import run_cycle
from monitor.records import CycleReport, SendAnswer, SourceReport

SEPTEMBER = departure_page("by September 2026")
DECEMBER = departure_page("by December 2026", "Wardens stay longer in Rivertown")
FEED_URL = make_source().url


class Town:
    """A web of one feed, whose items and pages are added as time goes on."""

    def __init__(self):
        """Begin with one item that is of no topic."""
        self.items = []
        self.web = WrittenWeb({})
        self.publish("mill", NOT_LIKELY)

    def publish(self, slug, page):
        """Put a page online and list it in the feed."""
        one = item(slug, page.title)
        self.items.insert(0, one)
        self.web.answers |= {one["link"]: page, FEED_URL: page_answer(FEED_URL, rss(*self.items))}


async def test_story_from_baseline_to_change():
    """First look, first claim, change: the first cycle is silent, each later one tells what is new, once."""
    town, desk = Town(), WrittenDesk("desk")
    workshop = make_workshop(town.web, [desk])
    await run_cycle(workshop)
    told = [len(desk.taken)]
    for slug, page in (("september", SEPTEMBER), ("december", DECEMBER)):
        town.publish(slug, page)
        workshop.clock.advance(timedelta(minutes=15))
        await run_cycle(workshop)
        told.append(len(desk.taken))
    workshop.clock.advance(timedelta(minutes=15))
    await run_cycle(workshop)

    assert [0, 1, 2] == told
    assert 2 == len(desk.taken)
    told = [{change.kind for change in alert.changes} for alert in reversed(workshop.store.alerts())]
    assert [{"new"}, {"changed"}] == told


async def test_report_counts_what_the_cycle_did_and_is_kept():
    """Sources, articles, claims, alerts, changes, omissions and deliveries stand in the report, which is kept."""
    town = Town()
    bad = make_source(name="silent", url="https://silent.example/feed")
    workshop = make_workshop(town.web, [WrittenDesk("desk")], sources=[make_source(), bad])
    town.publish("september", SEPTEMBER)

    report = await run_cycle(workshop)

    expected = CycleReport(
        started_at=NOON,
        ended_at=NOON,
        sources=(
            SourceReport("herald-en", "polled", seen=2, fresh=2, host="herald.example"),
            SourceReport(
                "silent",
                "failed",
                detail="https://silent.example/feed answered 404 Not Found",
                problem="http_status",
                status=404,
                host="silent.example",
            ),
        ),
        articles=1,
        claims=1,
        skipped={"not_likely": 1},
    )
    assert expected == report == workshop.store.last_cycle()
    assert ("silent",) == report.failed_sources


async def test_what_an_earlier_run_owes_is_sent_first_even_when_every_feed_fails():
    """An alert left over by a run that died is sent by the next one, whatever the web does."""
    desk = WrittenDesk("desk")
    workshop = make_workshop(WrittenWeb({}), [desk])
    workshop.store.save_reading(make_told_reading(alerts=(make_alert(topic=TOPIC.name),)))

    report = await run_cycle(workshop)

    assert ({"sent": 1}, 1) == (report.sent, len(desk.taken))


async def test_alert_put_off_at_the_start_is_not_tried_twice_in_a_cycle():
    """A channel that asks to wait before the polling is not asked again after it."""
    town = Town()
    desk = WrittenDesk("desk", *[SendAnswer("retry_later", "come back later")] * 5)
    workshop = make_workshop(town.web, [desk])
    await run_cycle(workshop)
    town.publish("september", SEPTEMBER)
    workshop.clock.advance(timedelta(minutes=15))
    await run_cycle(workshop)
    town.publish("december", DECEMBER)
    workshop.clock.advance(timedelta(minutes=15))

    await run_cycle(workshop)

    assert 2 == len(desk.tried)


async def test_stopped_cycle_still_keeps_a_report():
    """A run told to stop at once polls, reads and sends nothing, and says so; who was not asked is not kept."""
    town = Town()
    workshop = make_workshop(town.web, [WrittenDesk("desk")])

    report = await run_cycle(workshop, lambda: True)

    assert ["not_due"] == [source.outcome for source in report.sources]
    assert replace(report, sources=()) == workshop.store.last_cycle()
    assert [] == town.web.asked
