"""What is told of a topic that is right, and yet will disappoint."""

from dataclasses import replace

import pytest
from vardania import TOPIC

from monitor.records import Confusable, Force, Frame, Place
from monitor.topics import advise


def test_a_topic_with_all_its_words_is_given_no_advice():
    """The invented story has names in all languages and a frame for every role."""
    lumia = TOPIC.places[-1]

    assert () == advise(replace(TOPIC, places=(*TOPIC.places[:-1], replace(lumia, parent="vardania"))))


def test_another_country_is_no_forgotten_base():
    """A country outside the home is another theatre, and nothing is to be said of it."""
    japan = Place("japan", "Japan", aliases={"en": ("Japan",), "ar": ("اليابان",), "ckb": ("ژاپۆن",)})

    assert not any("japan" in advice for advice in advise(replace(TOPIC, places=(*TOPIC.places, japan))))


def test_a_language_left_out_is_not_missed():
    """A topic that is read in two languages needs no words in the third."""
    force = Force("compact", "the Compact", own=True, aliases={"en": ("the Compact",), "ar": ("الميثاق",)})

    told = advise(replace(TOPIC, forces=(force,), languages=("en", "ar")))

    assert not any("Sorani" in advice for advice in told)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (
            {"forces": (Force("compact", "the Compact", own=True, aliases={"en": ("the Compact",)}),)},
            "the story's own force has no Arabic names: articles in Arabic will hardly match",
        ),
        (
            {"places": (Place("vardania", "Vardania", aliases={"en": ("Vardania",), "ar": ("فاردانيا",)}),)},
            "places.vardania has no Sorani names: articles in Sorani that name it will match less",
        ),
        (
            {"places": TOPIC.places},
            (
                "lumia: not in vardania, the home; what happens there is read as another story's. "
                "Where that is not meant, "
                'write parent = "vardania", or the place in it that holds them'
            ),
        ),
        (
            {"words": {}},
            "there is no [words.owner]: the names of those who send the force, or speak for it, help to find articles",
        ),
        (
            {"confusables": ()},
            "there is no [confusable.…]: stories that share words with this one are told apart by theirs",
        ),
        (
            {"frames": (*TOPIC.frames, Frame("guests", "quantity", "present", "Guests", ("presence + force",)))},
            (
                'frames.guests: the trigger "presence + force" is not used; a frame of figures takes '
                "single word groups, "
                "whose words stand near the number"
            ),
        ),
        (
            {"words": {"owner": {"en": ("co",)}}},
            'words.owner.en: "co" is so short that it may match by accident',
        ),
        (
            {"words": {"owner": {"ar": ("القوّات", "القوات")}}},
            'words.owner.ar: "القوات" says the same as "القوّات"; one of the two is enough',
        ),
        (
            {"confusables": (Confusable("other", {"en": ("compact TROOPS",)}),)},
            'confusable.other.en: "compact TROOPS" is also a name of the story\'s own force, for which articles match',
        ),
        (
            {"frames": TOPIC.frames[1:]},
            'no frame has the role "ends": the end of the mission will not be kept',
        ),
        (
            {
                "frames": (*TOPIC.frames, Frame("tour", "date", "ends", "End of the tour", ("end + tour",))),
                "words": {"tour": {"en": ("tour",)}},
            },
            'frames.tour: the trigger "end + tour" has no Sorani words for "tour"',
        ),
    ],
)
def test_what_will_disappoint_is_told(changed, told):
    """Languages without words, words that match too much or twice, roles and triggers that keep nothing."""
    assert told in advise(replace(TOPIC, **changed))


def test_an_abbreviation_in_capitals_may_be_short():
    """Names such as US and K1 are no accidents."""
    assert not [told for told in advise(replace(TOPIC, words={"owner": {"en": ("US", "K1")}})) if "short" in told]
