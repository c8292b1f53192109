"""Sentences and clauses of a text."""

import pytest

from monitor.language.pack import load_pack
from monitor.language.reading import Layout
from monitor.language.sentences import split_sentences
from monitor.language.tokens import tokenize

EXAMPLES = [
    ("en", "They left. Nobody stayed.", ["They left.", "Nobody stayed."]),
    ("en", "The U.S. base closed on Jan. 15. It is empty.", ["The U.S. base closed on Jan. 15.", "It is empty."]),
    ("en", "About 2.5 thousand left! Why?", ["About 2.5 thousand left!", "Why?"]),
    ("en", 'He said: "We go." They went.', ['He said: "We go."', "They went."]),
    ("en", "A headline\nA text", ["A headline", "A text"]),
    ("en", "The minister:\nWe shall go.", ["The minister:\nWe shall go."]),
    ("ar", "غادروا القاعدة. هل بقي أحد؟ لا.", ["غادروا القاعدة.", "هل بقي أحد؟", "لا."]),
    ("ckb", "هێزەکان ڕۆیشتن. کەس نەما.", ["هێزەکان ڕۆیشتن.", "کەس نەما."]),
    ("en", "", []),
]

CLAUSES = [
    ("en", "They left, but the base stayed open", ["They left,", "but the base stayed open"]),
    ("ar", "غادروا القاعدة، بينما بقي الحرس", ["غادروا القاعدة،", "بينما بقي الحرس"]),
    ("ckb", "ڕۆیشتن بەڵام پاسەوانەکان مانەوە", ["ڕۆیشتن", "بەڵام پاسەوانەکان مانەوە"]),
]


def _read(text, lang):
    layout = Layout(tokenize(text), load_pack(lang), "sentences")
    return layout.tokens, split_sentences(layout)


@pytest.mark.parametrize(("lang", "text", "expected"), EXAMPLES)
def test_sentences(lang, text, expected):
    """Marks and line breaks end a sentence; points of abbreviations and numbers, and colons, do not."""
    tokens, sentences = _read(text, lang)

    assert expected == [text[tokens[one.first].start : tokens[one.last].end] for one in sentences]


@pytest.mark.parametrize(("lang", "text", "expected"), CLAUSES)
def test_clauses(lang, text, expected):
    """Commas and the words of the pack open new clauses."""
    tokens, (sentence,) = _read(text, lang)

    borders = [*sentence.clauses, sentence.last + 1]
    spans = [(borders[order], borders[order + 1] - 1) for order in range(len(sentence.clauses))]
    assert expected == [text[tokens[first].start : tokens[last].end] for first, last in spans]


def test_clause_of():
    """A token's clause is counted from 0 within its sentence."""
    _, (sentence,) = _read("They left, but the base stayed open", "en")

    assert [0, 0, 0, 1] == [sentence.clause_of(at) for at in range(4)]


def test_paragraphs():
    """Sentences know their paragraph, counted from 0."""
    _, sentences = _read("One. Two.\nThree.", "en")

    assert [0, 0, 1] == [sentence.paragraph for sentence in sentences]
