from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from watched_sources import CANARY, NINE, TICK, Watch, bad, extraction, good, source

from monitor.health import Findings, ReadPage, canary_is_due, choose_canary, judge_canary
from monitor.records import Canary, Health

ARTICLE = "https://quay.example/new"
DAY = timedelta(days=1)
CHOSEN = source(canary=CANARY)
LEARNED = choose_canary(Health("quay"), source(), ARTICLE, extraction()).canary


def looking(outcome, detail="") -> dict[str, Findings]:
    """What was found of the canary in a cycle."""
    return {"quay": Findings(canary=outcome, canary_detail=detail)}


def test_two_runs_of_words_are_learned_from_a_long_article():
    """Eight words of the first third and eight of the last, as they stand in the text."""
    article = extraction(200)
    words = article.text.split()

    learned = choose_canary(Health("quay"), source(), ARTICLE, article).canary

    assert learned == Canary(ARTICLE, f"{' '.join(words[29:37])}\n{' '.join(words[162:170])}")


@pytest.mark.parametrize(
    "article",
    [extraction(90), extraction(problem="degraded"), extraction(text="x" * 5_000), extraction(text="")],
)
def test_nothing_is_learned_from_an_article_that_tells_little(article):
    """A short text, one that may be incomplete, or one without words is no measure."""
    assert choose_canary(Health("quay"), source(), ARTICLE, article).canary is None


def test_the_configured_canary_wins():
    """It takes the place of a learned one, and is due at once."""
    learned = Health("quay", canary=LEARNED, canary_due_at=NINE)

    chosen = choose_canary(learned, CHOSEN, ARTICLE, extraction())

    assert (chosen.canary, chosen.canary_due_at) == (CANARY, None)


def test_a_canary_that_is_there_stays():
    """The next good article does not take its place."""
    health = Health("quay", canary=LEARNED)

    assert choose_canary(health, source(), "https://quay.example/next", extraction(300)) == health


def test_what_was_learned_is_found_again():
    """The same article is fine, laid out in other lines or not."""
    one_line = extraction(text=extraction().text.replace("\n", "  "))

    assert [judge_canary(LEARNED, page) for page in (extraction(), one_line)] == [None, None]


def test_a_text_that_lost_its_end_is_seen():
    """The run of the last third is missing, and is named."""
    cut = extraction(text=extraction().text[:700])

    assert (
        judge_canary(LEARNED, cut) == f"“{LEARNED.words.splitlines()[1]}” is missing from the article checked each day"
    )


def test_what_is_wrong_with_the_page_is_named():
    """The problem of the extraction stands beside the words that are missing; a page that did not come is named so."""
    empty = extraction(text="", problem="no_text")

    assert judge_canary(CANARY, empty) == "“the crane was” is missing from the article checked each day (no_text)"
    assert judge_canary(CANARY, None) == "the page of the article checked each day could not be fetched"


def test_words_of_the_title_count():
    """What was configured may stand in the headline."""
    page = extraction(title="Why the crane\nwas late", text="All are fast asleep.")

    assert judge_canary(CANARY, page) is None


@pytest.mark.parametrize(
    ("health", "expected"),
    [
        (Health("quay"), False),
        (Health("quay", canary=CANARY), True),
        (Health("quay", canary=CANARY, canary_due_at=NINE), True),
        (Health("quay", canary=CANARY, canary_due_at=NINE + TICK), False),
    ],
)
def test_a_canary_is_due_once_it_is_time(health, expected):
    """Without a canary nothing is due."""
    assert canary_is_due(health, NINE) == expected


def test_a_canary_that_was_looked_at_is_due_a_day_later():
    """Whatever was seen; one that nobody looked at stays due."""
    watch = Watch((CHOSEN,))
    watch.round(good())
    due = [watch.healths["quay"].canary_due_at]
    watch.round(good(), findings=looking("fine"))
    due.append(watch.healths["quay"].canary_due_at)

    assert due == [None, NINE + TICK + DAY]


def test_what_was_learned_is_looked_at_a_day_later():
    """It was read just now."""
    watch = Watch()

    watch.round(good(), findings={"quay": Findings((ReadPage(ARTICLE, extraction()),))})

    assert watch.healths["quay"] == replace(
        Health("quay", canary=LEARNED, canary_due_at=NINE + DAY), samples=watch.healths["quay"].samples
    )


def test_a_canary_that_lacks_words_is_told_when_it_is_seen_twice():
    """Once told, it is healed by two good readings."""
    watch = Watch((CHOSEN,))
    outcomes = ["missing", "missing", "missing", "fine", "fine"]

    told = [[one.healed for one in watch.round(good(), findings=looking(one, "no crane"))] for one in outcomes]

    assert told == [[], [False], [], [], [True]]
    assert [(one.detail, one.url) for one in watch.told] == [("no crane", CANARY.url)] * 2


def test_a_learned_canary_that_is_gone_is_replaced_and_not_told():
    """Old pages go; the next good article takes the place."""
    watch = Watch()
    watch.healths["quay"] = Health("quay", canary=LEARNED)

    watch.round(good(), findings=looking("gone"))
    after = watch.healths["quay"].canary
    watch.round(good(), findings={"quay": Findings((ReadPage("https://quay.example/next", extraction(300)),))})

    assert (after, watch.healths["quay"].canary.url) == (None, "https://quay.example/next")
    assert watch.told == []


def test_a_learned_canary_that_is_gone_after_it_was_told_is_told_to_be_over():
    """What was told of it no longer holds: another article takes its place, and the source is well at once."""
    watch = Watch()
    watch.healths["quay"] = Health("quay", canary=LEARNED)

    told = [watch.round(good(), findings=looking(one, "no crane")) for one in ("missing", "missing", "gone")]

    assert [[(one.healed, one.url) for one in row] for row in told] == [[], [(False, ARTICLE)], [(True, "")]]
    assert watch.told[1].detail == "its page is gone, and another article takes its place"
    assert (watch.state_of(), watch.healths["quay"].canary) == ("ok", None)


def test_what_else_is_told_is_not_about_the_canary():
    """Only its own notices lead to its page."""
    watch = Watch((CHOSEN,))

    watch.rounds(*[bad()] * 3)

    assert [one.url for one in watch.told] == [""]


def test_a_configured_canary_that_is_gone_is_told():
    """Only the operator can name another one."""
    watch = Watch((CHOSEN,))
    watch.round(good())
    for _ in range(2):
        watch.round(good(), findings=looking("gone"))

    (told,) = watch.told
    assert (told.ailment, told.detail, told.url) == ("canary", "the article checked each day is gone", CANARY.url)
    assert watch.healths["quay"].canary == CANARY
