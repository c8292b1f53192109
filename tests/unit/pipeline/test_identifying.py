"""Which article an address leads to: one that is known under another address is told once, and read at the newest."""

from __future__ import annotations

import pytest
from news_pages import Page
from records_made import NOON
from watched_town import GAZETTE, HERALD, TITLE, Town, answer_of, leaving, says

from monitor.records import FetchResult

SEPTEMBER = says(leaving("by September 2027"))
DECEMBER = says(leaving("by December 2027"))
SLUG = "town/wardens-to-leave-rivertown"
PLAN = f"https://herald.example/{SLUG}"

ADDRESSES = {
    "tracking parameters": f"{PLAN}?utm_source=letter&amp;fbclid=7",
    "a fragment": f"{PLAN}#comments",
    "the page for telephones": f"{PLAN}-amp",
    "a folder for telephones": "https://herald.example/amp/town/wardens-to-leave-rivertown",
    "the host for telephones": "https://m.herald.example/town/wardens-to-leave-rivertown",
    "without encryption": PLAN.replace("https", "http"),
    "with www": PLAN.replace("https://", "https://www."),
    "a slash behind it": f"{PLAN}/",
    "another section": "https://herald.example/world/wardens-to-leave-rivertown",
}


async def herald_with(page=SEPTEMBER):
    """A town whose Herald put up one page under ``PLAN``, which was read at 12:15."""
    town = Town([HERALD, GAZETTE])
    await town.look(NOON)
    town.put_up(SLUG, page)
    await town.look_after(15)
    return town


def serve(town, url, page):
    """Answer an address as it stands in the feed."""
    town.web.answers[url.replace("&amp;", "&")] = page


def articles(town):
    """Ids of all articles that were read."""
    return {one.article.article_id for one in town.store.readings()}


# -- one article --


@pytest.mark.parametrize("url", ADDRESSES.values(), ids=ADDRESSES)
async def test_article_under_another_address_is_the_same_and_told_once(url):
    """A second entry that leads to a known article is counted as already read; no claim and no alert is made of it."""
    town = await herald_with()
    serve(town, url, SEPTEMBER)
    town.link("again", url)
    await town.look_after(5)
    told = await town.look_after(10)

    assert [] == told
    assert (1, 1, 1) == (len(articles(town)), len(town.alerts), len(town.store.claims()))
    assert {"already_read": 1} == dict(town.report.skipped)


async def test_address_that_leads_to_a_known_one_is_the_same_article():
    """A short link that redirects to a known article is that article, and no new one."""
    town = await herald_with()
    short = "https://herald.example/s/q7"
    serve(town, short, FetchResult(short, PLAN, 200, SEPTEMBER.html().encode(), "text/html", "utf-8"))
    town.link("short", short, "Wardens: what we know")

    assert [] == await town.look_after(15)
    assert (1, {"already_read": 1}) == (len(articles(town)), dict(town.report.skipped))


MOVED = "https://herald.example/world/wardens-to-leave-rivertown"


async def moved_to(page, title=TITLE):
    """The town after the Herald moved its article to another section, where ``page`` stands, between two visits."""
    town = await herald_with()
    await town.look_again(SLUG)
    town.web.answers[PLAN] = answer_of(404)
    serve(town, MOVED, page)
    town.link("moved", MOVED, title)
    await town.look_after(15)
    return town


async def test_visit_goes_to_the_newest_address():
    """Once an article is seen under another address it is read again there, at the moments that were set before."""
    town = await moved_to(SEPTEMBER)
    visit = town.visit(SLUG)

    assert (MOVED, HERALD.name) == (visit.url, visit.source)
    assert [] == await town.look_again(SLUG)
    assert {"unchanged": 1} == town.visits


async def test_edit_that_came_with_the_move_is_told():
    """A page that was moved and edited at once is compared with what was known at the next visit, and told."""
    town = await moved_to(DECEMBER)

    assert [("changed", None), ("revised", "value")] == await town.look_again(SLUG)
    assert 1 == len(articles(town))


async def test_article_that_was_gone_and_turns_up_elsewhere_stands_again():
    """The old address is gone, the feed lists the new one: the claims stand again, and nothing more is told."""
    town = await herald_with()
    town.web.answers[PLAN] = answer_of(404)
    gone = [await town.look_again(SLUG) for _ in range(4)]
    serve(town, MOVED, SEPTEMBER)
    town.link("moved", MOVED)

    assert [[], [], [("revised", "page_gone")], []] == gone
    assert [] == await town.look_after(15)
    assert ["planned"] == town.stages()


async def test_article_with_another_headline_is_known_by_its_words():
    """A moved article may get another headline: most of its words are still the same."""
    town = await moved_to(says(leaving("by September 2027"), title="What the mayor said"), "What the mayor said")

    assert (1, 1) == (len(articles(town)), len(town.alerts))


async def test_article_rewritten_under_its_headline_is_known_by_that():
    """A moved article whose words are all others keeps its headline: it is the same, and its edit is told."""
    town = await moved_to(Page("en", TITLE, (leaving("by December 2027"), *REPORT.paragraphs[1:])))

    assert 1 == len(articles(town))
    assert [("changed", None), ("revised", "value")] == await town.look_again(SLUG)


# -- two articles --

REPORT = Page(
    "en",
    "Quay reopens below the mill",
    (
        "The wardens will leave Rivertown by December 2027, the ferry captain said, and nobody at the quay was amazed.",
        "Painters from three villages had worked since the thaw on the sheds that last year's flood had torn away.",
        "Bread is cheaper again, too, now that carts can use the bridge by night and the toll was dropped in January.",
    ),
)


async def test_another_article_under_the_same_slug_months_later_is_another():
    """An outlet that uses a slug again months later writes of something else: both articles are kept and told."""
    town = await herald_with()
    serve(town, MOVED, REPORT)
    town.link("later", MOVED, REPORT.title)

    assert [("changed", None)] == await town.look_after(days=90)
    assert 2 == len(articles(town))


async def test_same_words_under_the_same_slug_months_later_are_another_article():
    """Even an equal headline makes no article of today one of last season."""
    town = await herald_with()
    serve(town, MOVED, DECEMBER)
    town.link("later", MOVED)
    await town.look_after(days=90)

    assert 2 == len(articles(town))


async def test_another_article_under_the_same_slug_on_one_day_is_another():
    """The slug alone is not enough: another headline with other words is another article."""
    town = await herald_with()
    serve(town, MOVED, REPORT)
    town.link("other", MOVED, REPORT.title)

    assert [("changed", None)] == await town.look_after(15)
    assert 2 == len(articles(town))


async def test_another_outlets_article_under_the_same_slug_is_another():
    """Two outlets may name their pages alike; each has its own article."""
    town = await herald_with()
    town.put_up(SLUG, SEPTEMBER, GAZETTE)
    await town.look_after(15)

    assert 2 == len(articles(town))
    assert {PLAN, PLAN.replace("herald", "gazette")} == {one.url for one in town.store.claims()} | {
        one.article.url for one in town.store.readings()
    }


@pytest.mark.parametrize("slug", ["live", "article.html", "town/7"])
async def test_page_whose_address_names_nothing_is_known_by_its_address_alone(slug):
    """Where the last part of an address stands for any article, equal headlines on one day are two articles."""
    town = Town()
    await town.look(NOON)
    for section in ("town", "world"):
        town.put_up(f"{section}/{slug}", SEPTEMBER)
        await town.look_after(15)

    assert 2 == len(articles(town))
