"""The place that an article means where it names none, under a topic whose home is a region of several countries."""

from dataclasses import replace

import pytest
from vardania import TOPIC, article

from monitor.claims import read_claims
from monitor.language.grounds import grounds_of
from monitor.language.scenes import stage_article
from monitor.language.vocabulary import Vocabulary
from monitor.records import Place

REGION = replace(
    TOPIC,
    home="gulf",
    places=(
        Place("gulf", "the Gulf", aliases={"en": ("the Gulf",), "ar": ("الخليج",)}),
        Place("chad", "Chad", parent="gulf", aliases={"en": ("Chad",), "ar": ("تشاد",)}),
        Place("abeche", "Abeche", parent="chad", aliases={"en": ("Abeche",), "ar": ("أبشي",)}),
        Place("mali", "Mali", parent="gulf", aliases={"en": ("Mali",), "ar": ("مالي",)}),
        Place("north_hills", "the northern hills", parent="gulf", aliases={"en": ("the northern hills",)}),
    ),
)

GOING = "Some 400 Compact soldiers will leave on 5 May 2031."


def places(text, title, lang="en", topic=REGION):
    """The places of the claims of an article."""
    staging = stage_article(article(text, lang, title), Vocabulary(topic))
    return {claim.key.place for claim in read_claims(staging)}


@pytest.mark.parametrize(
    ("title", "text", "place"),
    [
        ("Compact troops to leave Chad", GOING, "chad"),
        ("Compact troops to leave Abeche", GOING, "chad"),
        ("Compact troops to leave", f"Officers met in Chad. They spoke to Chad's minister. {GOING}", "chad"),
        ("Compact troops to leave Chad and Mali", GOING, "gulf"),
        ("Compact troops to leave the Gulf", f"Officers met in Chad. They said so. {GOING}", "gulf"),
        ("Compact troops to leave", f"Officers met in Chad, then in Mali. They said so. {GOING}", "gulf"),
        ("Compact troops to leave", GOING, "gulf"),
        ("Compact troops to leave the northern hills", GOING, "gulf"),
        ("Compact troops in Chad", "The Compact soldiers leave the country in May 2031.", "chad"),
    ],
)
def test_one_country_is_meant(title, text, place):
    """The country of the title, else that of most of the text, else the topic's home."""
    assert {place} == places(text, title)


def test_in_arabic():
    """The same under an Arabic title."""
    assert {"chad"} == places("ستغادر قوات الميثاق البلاد في أيار 2031.", "قوات الميثاق في تشاد", "ar")


def test_a_country_for_a_home_stays_home():
    """Where the home is a country itself, no other country in it is looked for."""
    chad = replace(REGION, home="chad")

    assert not grounds_of(chad).countries
    assert {"chad"} == places(GOING, "Compact troops to leave Abeche", topic=chad)


@pytest.mark.parametrize(
    ("lang", "text", "place"),
    [
        ("en", "The first phase of the Compact mission in Vardania ends in May 2031.", "vardania"),
        ("en", "The first phase of the Compact mission ends in May 2031.", "korsa"),
        ("ar", "تنتهي المرحلة الأولى من مهمة قوات الميثاق في أيار 2031.", "korsa"),
        ("en", "The second phase of the Compact mission ends in May 2031.", "vardania"),
    ],
)
def test_the_first_phase_is_that_of_its_place(lang, text, place):
    """Where a topic limits the first phase to a place, its end is told of that place, unless the words name another."""
    topic = replace(TOPIC, first_phase="korsa")

    assert {place} == places(text, "", lang, topic)
