"""Whose report counts: copies and rewrites of one agency's text are one origin, and one origin moves no lead."""

from __future__ import annotations

from dataclasses import replace

import pytest
from news_pages import Page
from records_made import NOON, make_source
from watched_town import COURIER, GAZETTE, HERALD, Town, leaving, reports
from workshop_made import TOPIC

from monitor.pipeline.reading import Reader
from monitor.records import Force, Place

BILINGUAL = replace(
    TOPIC,
    places=(Place("rivertown", "Rivertown", aliases={"en": ("Rivertown",), "ar": ("ريفرتاون",)}),),
    forces=(Force("wardens", "the wardens", own=True, aliases={"en": ("wardens",), "ar": ("الحراس",)}),),
)
AGENCY = make_source(name="reuters", outlet="reuters.com", url="https://reuters.example/feed.xml")
PHARE = make_source(name="phare-ar", outlet="Phare", url="https://phare.example/feed.xml", lang="ar")

OLD, NEW = "by September 2027", "by December 2027"
LEAD_MOVED = ("lead_moved", None)

WIRE = Page(
    "en",
    "Wardens delay their departure",
    (
        leaving(NEW, "the governor"),
        "He spoke after a night of talks in the customs house, where both sides had eaten at separate tables.",
        "Asked for a reason, he pointed to the thaw, and left by the door that leads to the stables and the old well.",
        "Engineers have begun to take down the signal masts along the northern ridge, a job of some nine weeks.",
    ),
)
"""The agency's text."""

COPIED = Page("en", "Wardens: another delay", (*WIRE.paragraphs[:3], "More on this in our edition of tomorrow."))
"""It once more, with another headline, another end, and no word of where it is from."""

CREDITED = reports(GAZETTE, f"The wardens will leave Rivertown {NEW}, the governor told Reuters.")
"""The Gazette's own words, and the agency's news."""

REWRITTEN = Page(
    "ar",
    "موعد جديد لرحيل الحراس",
    (
        "سيغادر الحراس ريفرتاون بحلول ديسمبر 2027، وفقا لما نقلته وكالة رويترز عن المحافظ.",
        "وكانت الأسواق قد أغلقت أبوابها باكرا بسبب العاصفة، فيما انتظر الصيادون على الرصيف عودة القوارب الأخيرة.",
    ),
)
"""The agency's news in another language."""

INDEPENDENT = reports(COURIER, leaving(NEW, "the ferry captain"))
PHARES_OWN = Page(
    "ar",
    "موعد جديد لرحيل الحراس",
    ("سيغادر الحراس ريفرتاون بحلول ديسمبر 2027، بحسب المحافظ.", REWRITTEN.paragraphs[1]),
)


async def town_of(*news, old=()):
    """The town after these articles (source, page), one a quarter of an hour, and what each of them told.

    The sources in ``old`` said September before.
    """
    town = Town([HERALD, GAZETTE, COURIER, AGENCY, PHARE], topics={TOPIC.name: BILINGUAL}, reader=Reader([BILINGUAL]))
    await town.look(NOON)
    for source in old:
        town.put_up("old", reports(source, leaving(OLD)), source)
        await town.look_after(15)
    told = []
    for number, (source, page) in enumerate(news):
        town.put_up(f"news-{number}", page, source)
        told.append(await town.look_after(15))
    return town, told


def origins(town):
    """For whose report the claims of each outlet count."""
    return {one.outlet: one.reported_by for one in town.store.claims()}


# -- one origin or two --


@pytest.mark.parametrize(
    ("source", "page"),
    [(GAZETTE, COPIED), (GAZETTE, CREDITED), (PHARE, REWRITTEN)],
    ids=["copied", "credited", "rewritten-in-arabic"],
)
async def test_agencys_news_at_another_outlet_counts_for_the_agency(source, page):
    """A copy without a word of it, a report that credits it, and one in another language have one origin."""
    town, told = await town_of((AGENCY, WIRE), (source, page))

    assert {"reuters.com": "reuters.com", source.outlet: "reuters.com"} == origins(town)
    assert [[("new", None)], []] == told
    (history,) = town.store.histories(town.store.keys()).values()
    assert {"reuters.com"} == set(history.origins)


async def test_copies_of_an_unknown_text_count_for_whoever_had_it_first():
    """Two outlets with one text are one origin even where nobody is credited: that of the first."""
    town, _ = await town_of((GAZETTE, WIRE), (COURIER, COPIED))

    assert {"Gazette": "Gazette", "Courier": "Gazette"} == origins(town)


async def test_copy_of_a_copy_counts_for_the_first():
    """A chain of copies leads to its head."""
    town, _ = await town_of((AGENCY, WIRE), (GAZETTE, COPIED), (COURIER, COPIED))

    assert {"reuters.com"} == set(origins(town).values())


async def test_text_that_was_published_first_copies_nobody():
    """An agency's text that we come to read after its copy was published before it: it is its own."""
    town, _ = await town_of((GAZETTE, WIRE))
    town.put_up("wire", COPIED, AGENCY)
    town.items[AGENCY.name][0]["pubDate"] = "Mon, 02 Mar 2026 12:05:00 GMT"
    town.serve_feed(AGENCY)
    await town.look_after(15)

    assert {"Gazette": "Gazette", "reuters.com": "reuters.com"} == origins(town)


@pytest.mark.parametrize(("source", "page"), [(COURIER, INDEPENDENT), (PHARE, PHARES_OWN)], ids=["english", "arabic"])
async def test_own_words_are_an_own_origin(source, page):
    """An outlet that says the same in its own words, on its own account, is another origin."""
    town, _ = await town_of((AGENCY, WIRE), (source, page))

    assert {"reuters.com": "reuters.com", source.outlet: source.outlet} == origins(town)
    assert {"reuters.com", source.outlet} == {one.origin for one in town.store.supports(town.store.keys()[0])}


# -- what moves the lead --

THREE = (HERALD, GAZETTE, COURIER)


async def moves(*news, old=THREE):
    """For each of these articles whether it moved the lead, after three outlets had said September."""
    _, told = await town_of(*news, old=old)
    return [LEAD_MOVED in each for each in told]


FIRST = reports(GAZETTE, leaving(NEW, "the governor"), title="Wardens: the governor speaks")
SLOW = reports(HERALD, leaving(OLD), title="What we know of the wardens")

LEADS = {
    "a second outlet of its own account": ([(GAZETTE, FIRST), (COURIER, INDEPENDENT)], [False, True]),
    "in another language": ([(GAZETTE, FIRST), (PHARE, PHARES_OWN)], [False, True]),
    "the same outlet again": (
        [(GAZETTE, FIRST), (GAZETTE, reports(GAZETTE, leaving(NEW, "the sheriff"), title="Again"))],
        [False, False],
    ),
    "a copy": ([(AGENCY, WIRE), (GAZETTE, COPIED)], [False, False]),
    "a credited report and a rewrite": (
        [(AGENCY, WIRE), (GAZETTE, CREDITED), (PHARE, REWRITTEN)],
        [False, False, False],
    ),
    "a copy, then one of its own account": (
        [(AGENCY, WIRE), (GAZETTE, COPIED), (COURIER, INDEPENDENT)],
        [False, False, True],
    ),
    "a slow outlet in between": ([(GAZETTE, FIRST), (HERALD, SLOW), (COURIER, INDEPENDENT)], [False, False, True]),
    "a slow outlet afterwards": ([(GAZETTE, FIRST), (COURIER, INDEPENDENT), (HERALD, SLOW)], [False, True, False]),
}


@pytest.mark.parametrize(("news", "expected"), LEADS.values(), ids=LEADS)
async def test_lead_moves_once_a_second_origin_turned(news, expected):
    """Two independent origins that turned to the new value move the lead; copies and repetitions move nothing."""
    assert expected == await moves(*news)


async def test_moved_lead_is_told_against_the_value_that_led():
    """The change names the value that is left behind, and is told once."""
    town, _ = await town_of((GAZETTE, FIRST), (COURIER, INDEPENDENT), old=THREE)

    (moved,) = [change for alert in town.alerts for change in alert.changes if change.kind == "lead_moved"]
    assert ("Courier", OLD, "later") == (moved.said.outlet, moved.against.claim.value_text, moved.direction)


async def test_copies_are_told_by_nobody():
    """However many outlets take a text over, one alert is made."""
    town, told = await town_of((AGENCY, WIRE), (GAZETTE, COPIED), (COURIER, COPIED), (PHARE, REWRITTEN))

    assert [[("new", None)], [], [], []] == told
    assert 1 == len(town.desk.taken)
