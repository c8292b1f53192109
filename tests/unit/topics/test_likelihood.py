"""The cheap look before an article is read whole."""

import pytest
from vardania import SENTENCES, TOPIC, match_of

from monitor.language.tokens import tokenize
from monitor.language.vocabulary import Vocabulary
from monitor.topics import Glance, may_match

GLANCE = Glance([Vocabulary(TOPIC)])


@pytest.mark.parametrize(("lang", "text"), [(lang, text) for lang, texts in SENTENCES.items() for text in texts])
def test_never_misses(lang, text):
    """Whatever matches the topic when it is read whole is seen by the look."""
    assert GLANCE.finds_any([text], lang) or not match_of(text, lang).matched


def test_looks_at_all_texts():
    """A force named in the summary alone is enough, and so is its owner."""
    assert GLANCE.finds_any(["Morning news", "Compact troops are moving."], "en")
    assert GLANCE.finds_any(["Concordia speaks"], "en")


def test_names_nothing():
    """A text without force and owner is passed over, unless something of the kind happens in a place of the topic."""
    assert not GLANCE.finds_any(["Rain in Korsa"], "en")
    assert not GLANCE.finds_any(["The mission ends."], "en")
    assert GLANCE.finds_any(["The mission in Korsa ends."], "en")
    assert not GLANCE.finds_any([], "en")


def test_no_topics():
    """Without topics nothing is likely."""
    assert not Glance([]).finds_any(["Compact troops"], "en")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Compact troops left Korsa."),
        ("en", "Concordia speaks of Korsa and of rain."),
        ("en", "Korsa waits for rain, and the ballot ends."),
        ("ar", "غادرت قوات الميثاق كورسا."),
        ("ar", "المطر في كورسا."),
        ("ckb", "هێزەکانی پەیمان لە کۆرسا."),
    ],
)
def test_names_alone_decide(lang, text):
    """The few words by which articles are left unread find the same names as all words of the topic."""
    vocabulary = Vocabulary(TOPIC)
    tokens = tokenize(text)

    few = {hit.label for hit in vocabulary.names(lang).find(tokens)}
    every = {hit.label for hit in vocabulary.lexicon(lang).find(tokens)}

    assert few == {mark for mark in every if mark.kind in {"force", "place"} or mark.name == "owner"}
    assert may_match(few) == may_match(every)
