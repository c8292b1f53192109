"""What every store promises of the journal of readings, of stored texts, and of articles found by their address."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from records_made import NOON, later, make_article, make_claim, make_edit, make_reading

from monitor.records import KeptReading, Signs
from monitor.store.sqlite import READINGS_AT_ONCE

FIRST = make_article()
SECOND = make_article(title="Coalition corrects its month", text="The mission ends in December.", content_hash="hash-2")


def kept(reading):
    """The line of the journal that a reading leaves."""
    return KeptReading(
        reading.article,
        reading.read_at,
        reading.standing,
        reading.method,
        reading.rules,
        reading.edit,
        reading.signs,
    )


def keep_all(store, *readings):
    """Keep readings one after the other."""
    for reading in readings:
        store.save_reading(reading)


# -- the journal --


def test_empty_store_has_no_readings(store):
    """Before anything is read the journal is empty, as a whole and for an unknown article."""
    assert [] == list(store.readings())
    assert [] == list(store.readings("article-1"))
    assert store.last_reading("article-1") is None


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"method": "page", "standing": "baseline", "rules": "rules-7"},
        {"standing": "reread", "edit": make_edit(("", "not"), ("تموز", "آب"), ("\ud800\x00", ""))},
        {"edit": make_edit(kind="trivial", words=())},
        {"signs": Signs(("slug_differs", "updated_marker"), later(minutes=-5))},
        {"signs": Signs(("updated_marker",))},
    ],
    ids=["plain", "baseline", "edited", "trivial", "both-signs", "one-sign"],
)
def test_reading_is_journalled_as_saved(store, fields):
    """Moment, standing, method, rules, edit and signs of a reading come back equal."""
    reading = make_reading(**fields)

    store.save_reading(reading)

    assert [kept(reading)] == list(store.readings())


def test_text_that_comes_back_is_a_third_reading_of_two_versions(store):
    """A, B, A are three readings and two versions, and the newest article is A again."""
    readings = [
        make_reading(FIRST),
        make_reading(SECOND, read_at=later(hours=1), edit=make_edit()),
        make_reading(FIRST, read_at=later(hours=2), edit=make_edit(("December", "September"))),
    ]

    keep_all(store, *readings)

    assert list(map(kept, readings)) == list(store.readings("article-1"))
    assert kept(readings[-1]) == store.last_reading("article-1")
    assert [FIRST, SECOND] == list(store.versions("article-1"))
    assert FIRST == store.article("article-1")


def test_very_same_reading_stands_once(store):
    """A reading that is saved again stands once; one of the same text at another moment stands beside it."""
    reading = make_reading(FIRST, edit=make_edit(), signs=Signs(("updated_marker",), NOON))
    again = replace(reading, read_at=later(hours=1))

    keep_all(store, reading, reading, again, again)

    assert [kept(reading), kept(again)] == list(store.readings())


def test_readings_come_in_the_order_of_keeping(store):
    """Readings stand as they were kept, whatever their moments; one article's are picked out in that order."""
    one, two = make_article("one"), make_article("two", text="Other words.", content_hash="hash-3")
    readings = [
        make_reading(two, read_at=later(hours=5)),
        make_reading(one, read_at=later(hours=3)),
        make_reading(two, read_at=later(hours=1)),
    ]

    keep_all(store, *readings)

    assert list(map(kept, readings)) == list(store.readings())
    assert [kept(readings[0]), kept(readings[2])] == list(store.readings("two"))


def test_readings_may_be_kept_while_they_are_read(store):
    """Somebody who walks through the journal may keep readings meanwhile, and loses none of those that stood there."""
    keep_all(store, make_reading(make_article("one")), make_reading(make_article("two")))

    walked = []
    for number, each in enumerate(store.readings()):
        walked.append(each.article.article_id)
        if number == 0:
            store.save_reading(make_reading(make_article("one"), read_at=later(hours=1)))

    assert ["one", "two"] == walked[:2]


def test_more_readings_than_are_taken_at_once_come_whole(store):
    """A journal of several pages, the last one full, gives every reading once, all and by article."""
    moments = [later(number) for number in range(2 * READINGS_AT_ONCE)]
    keep_all(store, *(make_reading(make_article(f"article-{at.minute % 2}"), read_at=at) for at in moments))

    assert moments == [each.read_at for each in store.readings()]
    assert moments[1::2] == [each.read_at for each in store.readings("article-1")]


# -- texts --

any_text = st.text(st.characters(exclude_categories=()))


@example(title="\ud83d\ude00", text="\udfff", number=0)
@example(title="", text="\x00\n\r\u2028\u200f", number=1)
@example(title="ڕێکەوتنی کشانەوە", text="انسحاب القوات بحلول أيلول ٢٠٢٦\U0001f6a9", number=2)
@given(title=any_text, text=any_text, number=st.integers(0, 10**9))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_read_verbatim(store, title, text, number):
    """Title and text come back letter by letter in any script, with halves of surrogate pairs and NUL as they were."""
    article = make_article(f"article-{number}", title=title, text=text, content_hash=repr((title, text)))

    store.save_reading(make_reading(article))

    assert article == store.article(article.article_id)
    assert [article] == [each.article for each in store.readings(article.article_id)][-1:]


def test_one_text_under_two_addresses_keeps_its_articles_apart(store):
    """Two articles of one text come back each with its own address, outlet and moment."""
    one = make_article("one")
    two = make_article("two", outlet="Gazette", published_at=later(hours=-9), url="https://gazette.example/two")

    keep_all(store, make_reading(one), make_reading(two))

    assert [one, two] == [each.article for each in store.readings()]


# -- by address --


def test_article_is_found_by_its_slug(store):
    """The articles of an outlet with a slug come by id; other slugs and other outlets do not."""
    keep_all(
        store,
        make_reading(make_article("b"), slug="last-convoy"),
        make_reading(make_article("a"), slug="last-convoy"),
        make_reading(make_article("c"), slug="first-convoy"),
        make_reading(make_article("d", outlet="Gazette"), slug="last-convoy"),
    )

    assert [make_article("a"), make_article("b")] == list(store.articles_at("Herald", "last-convoy"))
    assert [] == list(store.articles_at("Herald", "no-convoy"))
    assert [] == list(store.articles_at("Courier", "last-convoy"))


def test_no_article_is_found_by_an_empty_slug(store):
    """Articles whose address has no slug are not found together."""
    store.save_reading(make_reading(FIRST, slug=""))

    assert [] == list(store.articles_at("Herald", ""))


def test_newest_version_is_found_by_its_slug(store):
    """A slug gives the version read last, and a slug that the article no longer has gives nothing."""
    keep_all(store, make_reading(FIRST, slug="old"), make_reading(SECOND, slug="new", claims=(make_claim(),)))

    assert [SECOND] == list(store.articles_at("Herald", "new"))
    assert [] == list(store.articles_at("Herald", "old"))
