"""Words and phrases found in a text, whatever is attached to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.language.lexicon import Clitics, Hit, Lexicon, phrase_words
from monitor.language.pack import load_pack
from monitor.language.tokens import tokenize

PLAIN = Clitics()
ARABIC = load_pack("ar").clitics
SORANI = load_pack("ckb").clitics


def found(text: str, *entries: tuple[str, str], clitics: Clitics = PLAIN) -> list[tuple[str, str]]:
    """The label of each hit with the words of the text that it covers."""
    tokens = tokenize(text)
    hits = Lexicon(entries, clitics).find(tokens)
    return [(hit.label, text[tokens[hit.first].start : tokens[hit.last].end]) for hit in hits]


def test_a_word_is_found_in_any_case_and_spelling() -> None:
    """Text and list are folded alike."""
    assert [("pier", "PIER"), ("quay", "رَصيف")] == found("PIER رَصيف", ("pier", "pier"), ("رصیف", "quay"))


def test_a_word_is_not_found_inside_another() -> None:
    """Only whole words count."""
    assert found("piers and apier", ("pier", "pier")) == []


def test_an_abbreviation_in_capitals_is_no_word_in_small_letters() -> None:
    """A country's initials are found as they are listed; the small word of the same letters is another word."""
    entries = ("US", "country"), ("pier", "pier")

    assert [("country", "US"), ("pier", "PIER")] == found("US PIER", *entries)
    assert [("pier", "pier")] == found("give us the pier", *entries)


def test_a_stem_stands_for_every_word_that_begins_with_it() -> None:
    """An asterisk opens the end of a word, and of it alone."""
    assert [("leave", "withdraws"), ("leave", "withdrawal")] == found(
        "withdraws the drawn withdrawal", ("withdr*", "leave")
    )


def test_a_phrase_is_found_across_spaces_and_marks_as_it_is_listed() -> None:
    """The words of a phrase follow each other, marks included."""
    text = "the north pier, the north-pier, the north  Pier"

    assert [("north", "north pier"), ("north", "north  Pier")] == found(text, ("north pier", "north"))


def test_of_phrases_with_one_label_the_longest_is_taken() -> None:
    """The short form does not hide the long one, nor show beside it."""
    text = "no more than ten"

    assert [("bound", "no more than")] == found(text, ("no more", "bound"), ("no more than", "bound"))


def test_phrases_with_different_labels_are_all_found() -> None:
    """A word may mean several things; the grammar decides."""
    text = "following orders"

    assert [("after", "following"), ("next", "following")] == found(text, ("following", "after"), ("following", "next"))


@pytest.mark.parametrize(
    "text", ["ميناء", "الميناء", "والميناء", "بالميناء", "وبالميناء", "للميناء", "ومينائها", "كالميناء", "ولميناء"]
)
def test_arabic_words_are_found_with_what_is_attached_to_them(text: str) -> None:
    """And, the, in, to, like and the pronouns are written onto the noun."""
    assert ["port"] == [label for label, _ in found(text, ("ميناء", "port"), ("مينائ", "port"), clitics=ARABIC)]


@pytest.mark.parametrize(
    "text", ["بەندەر", "بەندەرەکە", "بەندەرەکان", "بەندەرەکانی", "بەندەرێک", "بەندەرەکەدا", "بەندەری"]
)
def test_sorani_words_are_found_with_what_is_attached_to_them(text: str) -> None:
    """Definite and plural endings, the indefinite, izafe and adpositions are written onto the noun."""
    assert ["port"] == [label for label, _ in found(text, ("بەندەر", "port"), clitics=SORANI)]


def test_a_word_keeps_the_letters_that_look_like_something_attached() -> None:
    """Nothing is taken off where too little would be left."""
    assert found("بها", ("ب", "at"), clitics=ARABIC) == []


def test_a_listed_word_with_its_article_is_not_found_without_it() -> None:
    """A list may ask for the article: Sunday is "الأحد", and "أحد" is anyone."""
    assert found("أحد", ("الأحد", "sunday"), clitics=ARABIC) == []


def test_an_empty_phrase_is_refused() -> None:
    """A list with an entry that holds no word is a fault of the list."""
    with pytest.raises(ValueError, match="holds no word"):
        Lexicon([("  ", "nothing")], PLAIN)


@pytest.mark.parametrize(
    ("phrase", "words"),
    [("north pier", ["north", "pier"]), ("withdr*", ["withdr*"]), ("a.m", ["a", ".", "m"]), ("* x", ["*", "x"])],
)
def test_a_phrase_is_cut_as_a_text_is(phrase: str, words: list[str]) -> None:
    """Words and marks, with the asterisk of a stem kept on its word."""
    assert words == phrase_words(phrase)


words = st.text(alphabet="abcx", min_size=1, max_size=4)


@given(st.lists(words, min_size=1, max_size=30), st.lists(words, min_size=1, max_size=3))
def test_a_phrase_is_found_wherever_it_stands(text: list[str], phrase: list[str]) -> None:
    """Every place where the words of the phrase follow each other is one hit, and there are no others."""
    tokens = tokenize(" ".join(text))
    places = [at for at in range(len(text)) if text[at : at + len(phrase)] == phrase]

    assert [Hit("found", at, at + len(phrase) - 1) for at in places] == Lexicon(
        [(" ".join(phrase), "found")], PLAIN
    ).find(tokens)


@given(st.lists(words, max_size=20))
def test_finding_again_gives_the_same(text: list[str]) -> None:
    """What a lexicon remembers between texts changes nothing that it finds."""
    lexicon = Lexicon([("a*", "stem"), ("ab", "word"), ("b c", "phrase")], Clitics(("a",), ("x",)))
    tokens = tokenize(" ".join(text))

    assert lexicon.find(tokens) == lexicon.find(tokens)
