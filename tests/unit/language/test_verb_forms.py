"""Verbs that a language makes of a noun and another verb: named once, found in every form."""

import pytest

from monitor.language.lexicon import phrase_words
from monitor.language.pack import load_pack
from monitor.language.verb_forms import VerbForms, is_verb

FORMS = VerbForms({"present": {"make": ["makes"]}, "past": {"make": ["made"]}, "nouns": {"make": ["making"]}})


def test_every_form_apart_and_together():
    """All tenses, written apart and together; those of the past with a pronoun between, too."""
    made = FORMS.expand("empty {make}")

    assert ("empty makes", "emptymakes", "empty made", "emptymade") == made[:4]
    assert {"emptyیmade", "emptyیانmade", "empty making", "emptymaking"} == set(made[4:])


def test_one_tense_alone():
    """A tense named before the verb leaves out the others."""
    assert ("empty makes", "emptymakes") == FORMS.expand("empty {present make}")


def test_other_words_stay_as_they_are():
    """A word that names no verb stands for itself."""
    assert ("to empty",) == FORMS.expand("to empty")
    assert not is_verb("to empty")


@pytest.mark.parametrize("surface", ["empty {do}", "empty {future make}", "empty{make}", "empty  {make}"])
def test_an_unknown_verb_or_tense(surface):
    """What has no forms, or is written amiss, is refused, so that no list stays silent."""
    with pytest.raises(KeyError):
        FORMS.expand(surface)


def test_the_pack_holds_all_forms_of_its_verbs():
    """Sorani "to make empty" is a withdrawal, present and past, apart and together, and the past one is of the past."""
    words = load_pack("ckb").words
    withdrawal = {tuple(phrase_words(word)) for word in words["events"]["words"]["withdrawal"]}
    past = {tuple(phrase_words(word)) for word in words["modality"]["tense"]["past"]}

    assert {tuple(phrase_words(word)) for word in ("چۆڵ دەکەن", "چۆڵدەکەن", "چۆڵکرا", "چۆڵیانکرد")} <= withdrawal
    assert tuple(phrase_words("چۆڵیانکرد")) in past
    assert tuple(phrase_words("چۆڵدەکەن")) not in past
