"""Who is credited is read from the sentence, then from the dateline, then from the text that is copied."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from records_made import make_article, make_claim

from monitor.language.agencies import load_agencies
from monitor.origins import dateline_credit, find_credit, origin_of, origin_of_article
from monitor.records import Article, KeptImprint, Lang

EXAMPLES = tomllib.loads(Path(__file__).with_name("examples.toml").read_text(encoding="utf-8"))
LANGUAGES: tuple[Lang, ...] = ("ar", "en", "ckb")
WORDS = "The base closes in June"


def article(text: str, lang: Lang = "en", outlet: str = "valley.example", title: str = "From the valley") -> Article:
    """An article of an outlet that no pack knows, unless another is named."""
    return make_article(text=text, title=title, lang=lang, outlet=outlet)


def credit(text: str, lang: Lang = "en", outlet: str = "valley.example", words: str | None = None) -> str | None:
    """Who is credited for the words, which are the whole text unless they are given."""
    made = article(text, lang, outlet)
    start = made.full_text.index(words or text)
    return find_credit(made, start, start + len(words or text))


def cases(kind: str) -> Iterator[tuple[Lang, str, str | None]]:
    """The language, the sentence and the credit of each example of a kind."""
    for lang in LANGUAGES:
        for sentence, *origin in EXAMPLES[lang][kind]:
            yield lang, sentence, origin[0] if origin else None


@pytest.mark.parametrize(("lang", "sentence", "origin"), [*cases("credited")])
def test_a_word_of_citing_beside_a_name_is_a_credit(lang: Lang, sentence: str, origin: str) -> None:
    """Told, reported, according to, quoting, the addressee of a verb: the id of the one who reported it."""
    assert origin == credit(sentence, lang)


@pytest.mark.parametrize(("lang", "sentence", "origin"), [*cases("not_credited")])
def test_a_name_without_one_is_no_credit(lang: Lang, sentence: str, origin: None) -> None:
    """Agencies that are news themselves, speakers, words that only look like names, and agencies without a name."""
    assert origin == credit(sentence, lang)


@pytest.mark.parametrize("title", ["", "From the valley"])
@pytest.mark.parametrize(
    ("lang", "text", "origin"), [(lang, *case) for lang in LANGUAGES for case in EXAMPLES["datelines"][lang]]
)
def test_a_dateline_credits_the_article(lang: Lang, text: str, origin: str, title: str) -> None:
    """In brackets, between dashes, in a line of its own above or below the text; with a title or without."""
    assert (origin or None) == dateline_credit(article(text, lang, title=title))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_examples_of_either_kind(lang: Lang) -> None:
    """Both what must be credited and what must not, and no example credits an unknown id."""
    ids = {origin for _, _, origin in cases("credited")}

    assert min(len(EXAMPLES[lang][kind]) for kind in ("credited", "not_credited")) >= 7
    assert ids <= set().union(*(load_agencies(one).ids for one in LANGUAGES))


def test_the_sentence_counts_before_the_dateline() -> None:
    """An article of one agency may quote another."""
    text = f"BAGHDAD (Reuters) - The talks went on.\n{WORDS}, an officer told Rudaw."

    assert "rudaw.net" == credit(text, words=WORDS)


def test_the_dateline_counts_for_sentences_without_a_credit() -> None:
    """What stands in an agency's report is the agency's."""
    text = f"BAGHDAD (Reuters) - The talks went on.\n{WORDS}. An officer told Rudaw of rain."

    assert "reuters.com" == credit(text, words=WORDS)


def test_the_credit_of_another_sentence_does_not_count() -> None:
    """Who is credited for one thing is not for the next."""
    assert None is credit(f"An officer told Rudaw of rain. {WORDS}.", words=WORDS)


@pytest.mark.parametrize("outlet", ["aljazeera.net", "aljazeera.com", "www.aljazeera.com", "interactive.aljazeera.com"])
def test_the_own_outlet_is_no_credit(outlet: str) -> None:
    """Under whatever host it publishes: its own report is not taken from anybody."""
    assert None is credit("The base closes in June, an officer told Al Jazeera.", outlet=outlet)
    assert None is credit("Al Jazeera - The base closes in June.", outlet=outlet)


def test_what_the_own_outlet_was_told_is_not_the_datelines() -> None:
    """A sentence that credits the outlet itself is its own, though the article carries an agency's dateline."""
    text = f"BAGHDAD (AFP) - The talks went on. {WORDS}, an officer told Rudaw."

    assert None is credit(text, outlet="rudaw.net", words=WORDS)


# -- whose report it is --


def copied(**fields: str) -> KeptImprint:
    """A kept article of another outlet."""
    kept = KeptImprint("a1", "hill.example", "", datetime(2026, 3, 1, tzinfo=UTC), (1, 2))
    return replace(kept, **fields)


def origin(text: str, copy: KeptImprint | None, outlet: str = "valley.example") -> str:
    """Whose report the article's claim, its first sentence, is."""
    made = article(text, outlet=outlet)
    start = made.full_text.index(WORDS)
    return origin_of(made, make_claim(start=start, end=start + len(WORDS)), copy)


ORIGINS = [
    (f"{WORDS}, Reuters reported.", None, "reuters.com"),
    (f"{WORDS}, Reuters reported.", copied(), "reuters.com"),
    (f"{WORDS}.", copied(), "hill.example"),
    (f"{WORDS}.", copied(outlet="english.aawsat.com"), "aawsat.com"),
    (f"{WORDS}.", copied(origin="afp.com"), "afp.com"),
    (f"{WORDS}.", copied(outlet="valley.example"), ""),
    (f"{WORDS}.", copied(origin="valley.example"), ""),
    (f"{WORDS}.", None, ""),
]


@pytest.mark.parametrize(("text", "copy", "expected"), ORIGINS)
def test_a_claim_is_credited_then_copied_then_the_outlets_own(
    text: str, copy: KeptImprint | None, expected: str
) -> None:
    """The credit of its words, else the origin or the outlet of the text it copies, else nothing."""
    assert expected == origin(text, copy)


def test_a_credited_outlet_and_its_own_articles_are_one_origin() -> None:
    """What others credit to Al Jazeera and what either of its hosts reports itself count for one id."""
    credited = origin(f"{WORDS}, Al Jazeera reported.", None)
    arabic = origin(f"{WORDS}.", None, outlet="aljazeera.net") or "aljazeera.net"
    english = origin(f"{WORDS}.", None, outlet="aljazeera.com") or "aljazeera.com"

    assert {"aljazeera.net"} == {credited, arabic, english}


def test_what_the_own_outlet_was_told_is_its_own_though_the_text_is_a_copy() -> None:
    """An earlier copy elsewhere does not take away what the sentence says the outlet was told."""
    assert "" == origin(f"{WORDS}, an officer told Rudaw.", copied(), outlet="rudaw.net")


@pytest.mark.parametrize(
    ("text", "copy", "expected"),
    [
        (f"BAGHDAD (AFP) - {WORDS}.", copied(), "afp.com"),
        (f"Valley Post - {WORDS}.", copied(), "hill.example"),
        (f"{WORDS}, Reuters reported.", None, ""),
    ],
)
def test_an_article_as_a_whole_is_its_datelines_or_that_of_the_text_it_copies(
    text: str, copy: KeptImprint | None, expected: str
) -> None:
    """The credit of one sentence is not one of the article."""
    assert expected == origin_of_article(article(text), copy)
