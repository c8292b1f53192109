"""What an outlet does to an article that was read, and what the desk is told of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from news_pages import Page
from records_made import NOON
from watched_town import GAZETTE, HERALD, TITLE, Town, answer_of, leaving, says, town_with
from workshop_made import FILLER, page_answer

from monitor.articles import plain_text
from monitor.pipeline.judging import PAGE_GONE
from monitor.records import FetchResult, Health, HealthReading, Trouble, WordChange

SEPTEMBER = says(leaving("by September 2027"))
DECEMBER = says(leaving("by December 2027"))
STAYING = says("The wardens stay in Rivertown for now, the mayor said.")
LOST = says(
    "Of the wardens in Rivertown, and of what by September 2027 may become of them, the mayor would not speak at all."
)
"""The words of the date still stand; what they say of the wardens, no rule finds."""

WALL = Page(
    "en",
    "Before you go on",
    (
        "Please agree to our terms to go on reading. We and our partners store small files on your device.",
        "So you are shown what you like, and we count how often you come back to this page and to others of ours.",
        "Choose below what you agree to, and change it whenever you like on the page of settings.",
    ),
)
HOME = Page(
    "en",
    "Valley Post - news from the river",
    (
        "Ferry fares rise again next week while the council looks for money to mend the quay below the market.",
        "The choir of the old school sings on Sunday, and seats are free for children and for their grandparents.",
        "A storm is on its way to the hills: the keepers of the huts ask hikers to stay below the upper lake.",
    ),
)
GONE, GONE_FOR_GOOD, BUSY = answer_of(404), answer_of(410), answer_of(503)
NO_LINE = FetchResult("", "", problem="connect", detail="no route")

NOTHING: list = []
VALUE, SPEAKER, MODALITY = ("revised", "value"), ("revised", "speaker"), ("revised", "modality")
CHANGED, DENIED, CLAIM_GONE, ALL_GONE = (
    ("changed", None),
    ("denied", None),
    ("revised", "gone"),
    ("revised", "page_gone"),
)


def hidden_in_clutter(page):
    """The page with its article where the extraction takes nothing from, and a notice of the outlet in its place."""
    note = "The office by the bridge is open on weekdays, and old papers may be read there if you write to us before."
    html = page.html().replace('<article class="story">', '<aside class="related sidebar"><nav>')
    return html.replace("</article>", f"</nav></aside><article><p>{note}</p></article>").encode()


async def told_of(*pages, before=SEPTEMBER):
    """What the desk is told at each visit to a page that is answered so in turn, and the town after it."""
    town, told = await town_with(before), []
    for page in pages:
        town.edit("plan", page)
        told.append(await town.look_again())
    return told, town


# -- what is not told, since it is no edit --


async def test_page_of_the_same_bytes_is_not_extracted_again():
    """Equal bytes end the visit before they are read, even where a header would have them read otherwise."""
    html = says(leaving("by September 2027"), "Déjà vu, a ferryman said.").html().replace('<meta charset="utf-8">', "")
    western = replace(page_answer("https://herald.example/plan", html.encode("cp1252")), charset="cp1252")
    town = await town_with(western)
    town.edit("plan", replace(western, charset="cp1251"))

    assert NOTHING == await town.look_again()
    assert ({"unchanged": 1}, 1) == (town.visits, len(town.versions()))
    town.edit("plan", replace(western, charset="cp1251", body=western.body + b" "))
    await town.look_again()
    assert 2 == len(town.versions())


@pytest.mark.parametrize(
    "beside",
    [
        {"Advertisement": "Buy boots from Harun and sons"},
        {"Related stories number": "What others read, number"},
        {"Most read": "Most shared this week", "Menu entry": "Section"},
        {"We use cookies to make this site better.": "Cookies help us. Agree?"},
    ],
    ids=["advert", "related", "sidebar", "banner"],
)
async def test_page_with_other_things_beside_the_article_is_unchanged(beside):
    """Adverts, boxes and menus that change around an article make no version and no alert."""
    html = SEPTEMBER.html()
    for before, after in beside.items():
        html = html.replace(before, after)

    (told,), town = await told_of(html.encode())

    assert (NOTHING, 1) == (told, len(town.versions()))
    assert {"unchanged": 1} == town.visits


# -- what the outlet did, and what the desk is told --

OTHERWISE = {
    "another value": (DECEMBER, [CHANGED, VALUE]),
    "another speaker": (says(leaving("by September 2027", "the ferry captain")), [SPEAKER]),
    "a denial": (
        says("The mayor denied that the wardens will leave Rivertown by September 2027."),
        [MODALITY, DENIED],
    ),
    "the claim dropped": (STAYING, [CLAIM_GONE]),
    "the story withdrawn": (
        Page("en", TITLE, ("The report that stood here was wrong, and we are sorry.",)),
        [CLAIM_GONE],
    ),
    "reworded beyond our reading": (LOST, NOTHING),
    "a sentence more": (says(leaving("by September 2027"), "Nobody wept."), NOTHING),
    "another headline": (says(leaving("by September 2027"), title="Mayor speaks of the wardens"), NOTHING),
    "a typo mended": (says(leaving("by September 2027").replace("The wardens", "Teh wardens")), NOTHING),
    "spacing": (says("The  wardens will leave\u00a0Rivertown by September 2027 , the mayor said ."), NOTHING),
    "entities": (says("The wardens will leave Rivertown by September&nbsp;2027, the mayor said&#46;"), NOTHING),
    "capitals": (says("The Wardens will leave Rivertown by September 2027, the Mayor said."), NOTHING),
    "an update marker": (Page("en", TITLE, ("Updated: 2 March 2026 15:20", *SEPTEMBER.paragraphs)), NOTHING),
    "links to other articles": (
        Page("en", TITLE, (*SEPTEMBER.paragraphs, "Read also: Ferry mended before the spring")),
        NOTHING,
    ),
    "cut off": (
        Page("en", TITLE, (SEPTEMBER.paragraphs[0], FILLER[0], "A clerk of the district read the letter …")),
        NOTHING,
    ),
}


@pytest.mark.parametrize(("page", "expected"), OTHERWISE.values(), ids=OTHERWISE)
async def test_edit_is_told_where_a_claim_reads_otherwise(page, expected):
    """What reads otherwise is told once, in one alert that is marked as edited; every other edit is not told."""
    (told, again), town = await told_of(page, page)

    assert (sorted(expected), NOTHING) == (sorted(told), again)
    assert [False] + [True] * bool(expected) == [alert.edited for alert in town.alerts]
    assert 1 + bool(expected) == len(town.desk.taken)


async def test_claim_that_the_outlet_dropped_takes_its_position_back():
    """Where nobody else says it, a value whose claim is gone is withdrawn."""
    _, town = await told_of(STAYING)

    assert ["withdrawn"] == town.stages()


async def test_claim_that_another_outlet_says_as_well_stays_in_circulation():
    """A value that one outlet takes back and another one still has is not withdrawn."""
    town = Town([HERALD, GAZETTE])
    await town.look(NOON)
    town.put_up("plan", SEPTEMBER)
    town.put_up("plan", says("The governor spoke.", leaving("by September 2027", "the governor")), GAZETTE)
    await town.look_after(15)
    town.edit("plan", STAYING)

    assert [CLAIM_GONE] == await town.look_again()
    assert ["planned"] == town.stages()


async def test_claim_that_only_our_reading_lost_stays_and_is_kept_as_such():
    """Where the words of the value still stand in the edited text, the verdict is ``still_there``."""
    _, town = await told_of(LOST)

    assert [("revised", "gone", "still_there")] == town.verdicts()
    assert ["planned"] == town.stages()


async def test_edit_to_a_value_in_circulation_is_told_as_an_edit_alone():
    """A value that another outlet had before is no change of what is known: only that the article reads otherwise."""
    town = Town([HERALD, GAZETTE])
    await town.look(NOON)
    town.put_up("plan", says(leaving("by December 2027", "the governor")), GAZETTE)
    await town.look_after(15)
    town.put_up("plan", SEPTEMBER)
    await town.look_after(15)
    town.edit("plan", DECEMBER)

    assert [VALUE] == await town.look_again()


async def test_each_step_of_an_article_that_goes_back_and_forth_is_told_once():
    """From September to December and back is told both ways; the third step is the first one again, and is not."""
    told, town = await told_of(DECEMBER, SEPTEMBER, DECEMBER)

    assert [[CHANGED, VALUE], [VALUE], NOTHING] == told
    assert [("revised", "value", "told_before")] == town.verdicts()
    assert ["withdrawn", "planned"] == town.stages()


async def test_step_against_a_second_claim_is_told_though_the_first_was():
    """Another date than both before is another step, however often the article was edited."""
    told, _ = await told_of(DECEMBER, SEPTEMBER, says(leaving("by March 2028")))

    assert [[CHANGED, VALUE], [VALUE], [CHANGED, VALUE]] == told


# -- pages that are no longer the article --

LAPSES = {
    "404 once": ([GONE, SEPTEMBER], ALL_GONE, 0),
    "404 twice": ([GONE, GONE, SEPTEMBER], ALL_GONE, 0),
    "404 three times": ([GONE, GONE, GONE, SEPTEMBER], ALL_GONE, 1),
    "410 and 404": ([GONE_FOR_GOOD, GONE, GONE, SEPTEMBER], ALL_GONE, 1),
    "404 for long": ([GONE, GONE, GONE, GONE, GONE, SEPTEMBER], ALL_GONE, 1),
    "404 between failures": ([GONE, GONE, BUSY, GONE, SEPTEMBER], ALL_GONE, 0),
    "gone, busy, back": ([GONE, GONE, GONE, BUSY, SEPTEMBER], ALL_GONE, 1),
    "gone, back, gone, back": ([GONE, GONE, GONE, SEPTEMBER, GONE, GONE, GONE, SEPTEMBER], ALL_GONE, 1),
    "gone, a wall, gone": ([GONE, GONE, GONE, WALL, WALL, WALL, SEPTEMBER], ALL_GONE, 1),
    "a wall twice": ([WALL, WALL, SEPTEMBER], ALL_GONE, 0),
    "a wall three times": ([WALL, WALL, WALL, SEPTEMBER], ALL_GONE, 1),
    "the home page three times": ([HOME, HOME, HOME, SEPTEMBER], ALL_GONE, 1),
    "a wall and the home page": ([WALL, HOME, WALL, SEPTEMBER], ALL_GONE, 1),
    "hidden": ([hidden_in_clutter(SEPTEMBER)] * 4 + [SEPTEMBER], ALL_GONE, 0),
    "unreachable": ([BUSY, NO_LINE, BUSY, NO_LINE, BUSY, SEPTEMBER], ALL_GONE, 0),
}


@pytest.mark.parametrize(("answers", "change", "times"), LAPSES.values(), ids=LAPSES)
async def test_missing_page_is_told_once_and_its_return_is_not(answers, change, times):
    """What is missing often enough in a row is told as gone, once; once it is back all claims stand as before."""
    told, town = await told_of(*answers)

    assert [change] * times == [one for each in told for one in each]
    assert ["planned"] == town.stages()
    assert (0, None) == (town.visit().lapses, town.visit().lapse)


async def test_every_claim_of_a_page_that_is_gone_is_told_in_one_alert():
    """Two claims, one alert: each is told as gone, their positions are withdrawn, and nothing more is said later."""
    two = says(leaving("by September 2027"), "They had wanted to leave Rivertown by March 2028, the wardens said.")
    told, town = await told_of(GONE, GONE, GONE, GONE, before=two)
    claims = len(town.store.claims())

    assert [NOTHING, NOTHING, [ALL_GONE] * claims, NOTHING] == told
    assert (2, 2, {"withdrawn"}) == (claims, len(town.alerts), set(town.stages()))
    assert PAGE_GONE == [one.method for one in town.store.readings()][-1]


@pytest.mark.parametrize(
    "page", [SEPTEMBER, says(leaving("by September 2027") + " "), SEPTEMBER.html("<meta>").encode()]
)
async def test_page_that_is_back_says_again_what_it_said(page):
    """Nothing is told, and the claims stand, whether the page is back as it was or with something of no weight."""
    told, town = await told_of(GONE, GONE, GONE, page)

    assert NOTHING == told[-1]
    assert (["planned"], 1) == (town.stages(), len(town.versions()))


async def test_page_that_is_back_with_a_trivial_edit_says_again_what_it_said():
    """An update marker does not keep the claims of a page that is back from standing again."""
    told, town = await told_of(GONE, GONE, GONE, Page("en", TITLE, (*SEPTEMBER.paragraphs, "Last updated 16:10")))

    assert (NOTHING, ["planned"]) == (told[-1], town.stages())
    assert 2 == len(town.versions())


async def test_page_that_is_back_with_another_value_is_told():
    """A page that was gone and is back with another date is an edit like any other."""
    told, town = await told_of(GONE, GONE, GONE, DECEMBER)

    assert [CHANGED, VALUE] == told[-1]
    assert ["withdrawn", "planned"] == town.stages()


async def test_page_that_its_feed_brings_back_says_again_what_it_said():
    """An entry that changes while its page counted as gone makes its claims stand again at once."""
    _, town = await told_of(GONE, GONE, GONE, GONE)
    town.items[HERALD.name].clear()
    town.edit("plan", SEPTEMBER)
    town.link("plan", town.url("plan"), TITLE)
    town.items[HERALD.name][0]["description"] = "From the town hall, again."
    town.serve_feed()

    assert NOTHING == await town.look_after(15)
    assert ["planned"] == town.stages()


@pytest.mark.parametrize(
    ("page", "outcome"),
    [
        (GONE, "page_gone"),
        (GONE_FOR_GOOD, "page_gone"),
        (WALL, "other_page"),
        (HOME, "other_page"),
        (hidden_in_clutter(SEPTEMBER), "degraded"),
        (BUSY, "unreachable"),
        (NO_LINE, "unreachable"),
    ],
    ids=["404", "410", "wall", "home", "hidden", "503", "no-line"],
)
async def test_page_that_fails_is_counted_and_tried_again(page, outcome):
    """The report counts a failing page under its reason; nothing is told, and it is tried a quarter of an hour on."""
    (told,), town = await told_of(page)

    assert (NOTHING, {outcome: 1}) == (told, town.visits)
    assert town.workshop.clock.now() + timedelta(minutes=15) == town.visit().due_at
    assert 1 == len(town.versions())


def test_hidden_page_still_holds_the_words():
    """The page of the degraded case carries the sentence: it is the extraction that loses it."""
    assert leaving("by September 2027") in plain_text(hidden_in_clutter(SEPTEMBER), "utf-8")


async def test_unreachable_page_does_not_end_the_ladder():
    """A page that failed four times is read again on the later rungs, and its edit told then."""
    told, town = await told_of(BUSY, BUSY, BUSY, BUSY, DECEMBER)

    assert [CHANGED, VALUE] == told[-1]
    assert 2 == town.visit().step


async def test_article_of_a_source_that_is_gone_waits_and_is_counted():
    """A source taken out of the configuration leaves its articles waiting; once it is back they are read."""
    town = await town_with(SEPTEMBER)
    town.edit("plan", DECEMBER)
    town.reconfigure(sources=())
    told = [await town.look_after(15)]
    counted, asked = town.visits, town.asked()
    town.reconfigure(sources=(HERALD,))
    told.append(await town.look_after(15))

    assert ({"no_source": 1}, 1) == (counted, asked)
    assert [NOTHING, [CHANGED, VALUE]] == told


# -- what is kept --


async def test_every_version_is_kept_with_the_words_that_were_edited():
    """The journal has each reading in order with what changed since the one before, trivial edits included."""
    marked = Page("en", TITLE, (*DECEMBER.paragraphs, "Last updated 16:10"))
    _, town = await told_of(DECEMBER, marked, SEPTEMBER)

    edits = [one.edit for one in town.store.readings()]
    assert [None, "substantive", "trivial", "substantive"] == [edit and edit.kind for edit in edits]
    assert [WordChange("September", "December")] == list(edits[1].words)
    assert [WordChange("", "Last updated 16:10")] == list(edits[2].words)
    assert [DECEMBER.text, marked.text] == [one.text for one in town.versions()[1:]]


async def test_signs_of_an_edit_are_kept_and_told():
    """The outlet's marker of an update and an address that no longer fits the headline stand in journal and alert."""
    town = Town()
    await town.look(NOON)
    slug = "wardens-to-leave-rivertown-soon"
    town.put_up(slug, SEPTEMBER)
    await town.look_after(15)
    text = (leaving("by December 2027"), *FILLER, "Updated: 2 March 2026 15:20")
    town.edit(slug, Page("en", "Mayor names another month for guards", text))
    await town.look_again(slug)

    at = datetime(2026, 3, 2, 12, 20, tzinfo=UTC)
    first, second = town.store.readings()
    assert ((), ("updated_marker", "slug_differs")) == (first.signs.seen, second.signs.seen)
    assert at == second.signs.updated_at
    assert [(None, False), (at, True)] == [(one.outlet_updated_at, one.slug_differs) for one in town.alerts]


async def test_moment_of_an_edits_claim_is_when_it_was_seen():
    """What an edit says new is said when the edit was seen, not when the article was first published."""
    _, town = await told_of(DECEMBER)

    said = {one.claim.value_text: one.said_at for one in town.store.claims()}
    assert {"by September 2027": NOON + timedelta(minutes=15), "by December 2027": NOON + timedelta(minutes=30)} == said


# -- lines that become stories, pages that change together, walls and pauses --


async def test_line_on_the_story_that_becomes_a_claim_is_told():
    """An article on the topic that claims nothing yet is read again within the hours after, and its claim is told."""
    stub = says("The wardens are in Rivertown, and more is to follow.")
    town = await town_with(stub)
    town.edit("plan", says(leaving("by September 2027")))

    assert [("new", None)] == await town.look_after(15)


async def test_line_that_stays_a_line_is_let_go_after_some_hours():
    """What claims nothing is read again three times in three hours, and no more."""
    town = await town_with(says("The wardens are in Rivertown, and more is to follow."))

    for _ in range(3):
        await town.look_again()

    assert town.visit().due_at is None


async def test_pages_of_an_outlet_that_shrink_together_withdraw_nothing():
    """Where the pages of an outlet lose their text all at once, its layout changed: no claim counts as gone."""
    slugs = {"plan": "by September 2027", "camp": "by October 2027", "hall": "by November 2027"}
    town = await town_with(says(leaving(slugs["plan"])))
    for slug in ("camp", "hall"):
        town.put_up(slug, says(leaving(slugs[slug]), title=f"Wardens on the {slug}"))
    await town.look_after(15)
    for slug in slugs:
        town.edit(slug, Page("en", TITLE if slug == "plan" else f"Wardens on the {slug}", ("Rivertown, Monday.",)))

    told = await town.look_after(60)

    assert [] == told
    assert 3 == town.visits["degraded"]


async def test_two_stories_that_stay_cut_down_are_believed_at_the_third_look():
    """Two articles that an outlet withdraws together are told once they have stayed so for an hour and a quarter."""
    town = await town_with(says(leaving("by September 2027")))
    town.put_up("camp", says(leaving("by October 2027"), title="Wardens on the camp"))
    await town.look_after(15)
    for slug, title in (("plan", TITLE), ("camp", "Wardens on the camp")):
        town.edit(slug, Page("en", title, ("Rivertown, Monday.",)))
    told = [await town.look_after(minutes) for minutes in (60, 15, 60, 180)]

    assert [] == told[0] == told[1]
    assert [("revised", "gone")] * 2 == [change for look in told[2:] for change in look]


async def test_pages_of_an_outlet_whose_layout_is_known_to_be_broken_withdraw_nothing():
    """While an outlet's pages are known to come out otherwise, none that shrinks is taken at its word."""
    town = await town_with(says(leaving("by September 2027")))
    drift = Health(HERALD.name, troubles=(Trouble("drift", NOON, 1),))
    town.store.save_health(HealthReading((drift,)))
    town.edit("plan", Page("en", TITLE, ("The wardens are in Rivertown.",)))

    assert [[]] * 4 == [await town.look_again() for _ in range(4)]
    assert "degraded" == town.visit().lapse


async def test_page_of_one_article_that_shrinks_is_an_edit():
    """An outlet that cuts one story down withdraws what it said there."""
    town = await town_with(says(leaving("by September 2027")))
    town.edit("plan", Page("en", TITLE, ("The wardens are in Rivertown.",)))

    assert [("revised", "gone")] == await town.look_again()


async def test_wall_in_place_of_a_known_article_says_nothing_of_it():
    """A wall against robots, however often it stands there, withdraws no claim."""
    wall = (
        b"<html><head><title>Just a moment...</title></head><body>"
        b"<script src='/cdn-cgi/challenge-platform/x'></script></body></html>"
    )
    town = await town_with(says(leaving("by September 2027")))
    town.edit("plan", wall)

    told = [await town.look_again() for _ in range(5)]

    assert [[]] * 5 == told
    assert "unreachable" == town.visit().lapse


async def test_pause_that_a_server_names_is_kept_by_visits():
    """A page whose server asks for a day's pause is not asked for within it."""
    town = await town_with(says(leaving("by September 2027")))
    town.edit("plan", replace(answer_of(429), retry_after="86400"))
    await town.look_again()

    assert town.workshop.clock.now() + timedelta(days=1) == town.visit().due_at
