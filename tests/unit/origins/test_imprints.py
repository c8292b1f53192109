"""Copies are found by their imprints, and articles that only quote the same sentence are not taken for copies."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_newsrooms import Newsrooms

from monitor.origins import COPY_LIKENESS, first_of, imprint, likeness
from monitor.origins.imprints import FEWEST_WORDS
from monitor.records import Imprint, KeptImprint

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
EVENTS = 200
"""Events a language: copies and other articles alike number three times as many."""

WORDS = st.sampled_from(["the", "base", "closes", "June", "القاعدة", "تغلق", "ڕۆژی", "بنکەکە", "2026", "40"])
TEXTS = st.lists(WORDS, max_size=60)
APART = st.lists(st.sampled_from([" ", "\n", ", ", " - ", ". ", "؛ ", " «", "\u00a0"]), min_size=60, max_size=60)

ENGLISH = """The harbour of Korsa will be handed back in the second week of May, its master said after a walk along the
quays. Forty sailors stay until the cranes are counted. Nobody has yet been named who will keep the keys of the two
storehouses, and the council meets again only after the holidays."""
ARABIC = """يعود مرفأ كورسا إلى أهله في الأسبوع الثاني من أيار، كما قال مديره بعد جولة على الأرصفة. ويبقى أربعون بحارا
حتى تحصى الرافعات. ولم يسم أحد بعد من يحفظ مفاتيح المخزنين، ولا يجتمع المجلس إلا بعد العطلة."""
SORANI = """بەندەری کۆرسا لە هەفتەی دووەمی ئایاردا دەگەڕێتەوە بۆ خەڵکەکەی، بەڕێوەبەرەکەی دوای گەڕانێک ئەمەی گوت. چل
دەریاوان دەمێننەوە تا بارهەڵگرەکان دەژمێردرێن. هێشتا کەس دیاری نەکراوە کلیلی کۆگاکان هەڵبگرێت و ئەنجوومەن دوای پشوو
کۆدەبێتەوە."""


def kept(article_id: str, text: str, minutes: float = 0) -> KeptImprint:
    """The imprint of a kept article, published so many minutes after noon."""
    published_at = NOON + timedelta(minutes=minutes)
    return KeptImprint(article_id, "hill.example", "", published_at, imprint(text).digest)


@given(words=TEXTS, gaps=APART)
def test_white_space_and_punctuation_do_not_count(words: list[str], gaps: list[str]) -> None:
    """The same words make the same imprint, however they are set."""
    spread = "".join(word + gap for word, gap in zip(words, gaps, strict=False))

    assert imprint(" ".join(words)) == imprint(spread)


@given(one=TEXTS, other=TEXTS)
def test_likeness_is_symmetric_and_a_share(one: list[str], other: list[str]) -> None:
    """It is the same from either side, and between nothing and all."""
    first, second = imprint(" ".join(one)).digest, imprint(" ".join(other)).digest

    assert likeness(first, second) == likeness(second, first)
    assert 0.0 <= likeness(first, second) <= 1.0


@given(words=TEXTS)
def test_a_text_is_wholly_like_itself_unless_it_is_too_short(words: list[str]) -> None:
    """A text of too few words has no imprint, and is like nothing."""
    digest = imprint(" ".join(words)).digest

    assert (1.0 if len(words) >= FEWEST_WORDS else 0.0) == likeness(digest, digest)


@pytest.mark.parametrize("text", [ENGLISH, ARABIC, SORANI], ids=["en", "ar", "ckb"])
def test_spelling_variants_do_not_count(text: str) -> None:
    """Look-alike letters, digits of another script, quotes and capitals are one."""
    respelled = text.upper().replace("أ", "ا").replace("ی", "ي").replace("ک", "ك").replace("ڕ", "ر").replace("ة", "ه")

    assert imprint(text) == imprint(respelled)


def test_marks_inside_numbers_do_not_count_and_numbers_do() -> None:
    """One count in any digits, grouped or not, is one; another count is another."""
    texts = [f"{ENGLISH} {count} lamps" for count in ("2,500", "2500", "٢٥٠٠", "2,000")]
    first, second, third, other = map(imprint, texts)

    assert first == second == third
    assert first != other


def test_an_imprint_is_the_same_in_every_process() -> None:
    """It does not hang on the hash seed of a run, as it is compared with those that were kept."""
    program = "import sys; from monitor.origins import imprint; print(imprint(sys.stdin.buffer.read().decode()))"
    command = [sys.executable, "-c", program]
    told = subprocess.run(command, input=ARABIC.encode(), capture_output=True, check=True)  # noqa: S603  # our own code

    assert str(imprint(ARABIC)) == told.stdout.decode().strip()


def test_empty_imprints_are_like_nothing() -> None:
    """Not even each other."""
    assert Imprint() == imprint("Base to close in June")
    assert 0.0 == likeness((), ()) == likeness((), (1, 2)) == likeness((1, 2), (1, 2, 3))


@pytest.mark.parametrize("lang", ["en", "ar", "ckb"])
def test_copies_are_told_from_other_articles_about_the_event(lang: str) -> None:
    """Of generated articles nearly all copies are like enough and share a band; of others that quote alike, none."""
    newsrooms = Newsrooms(lang, seed=7)
    events = [newsrooms.write() for _ in range(EVENTS)]
    made = [[imprint(text) for text in (event.article, event.copy, event.other)] for event in events]
    copies = [
        likeness(article.digest, copy.digest) >= COPY_LIKENESS and not {*article.bands}.isdisjoint(copy.bands)
        for article, copy, _ in made
    ]
    others = [likeness(article.digest, other.digest) >= COPY_LIKENESS for article, _, other in made]

    assert sum(copies) >= 0.99 * EVENTS
    assert [] == [at for at, mistaken in enumerate(others) if mistaken]


COPIES = [
    ("KORSA (Valley News) - " + ENGLISH, "HALDEN - " + ENGLISH),
    (ENGLISH, ENGLISH + " The Hill Times asked the master for more, and he did not call back."),
    (ENGLISH, ENGLISH[: ENGLISH.index("Nobody")]),
    (ARABIC, "كورسا (وكالات) - " + ARABIC),
    (ARABIC, ARABIC[: ARABIC.index("ولم يسم")]),
    (SORANI, "هالدن - " + SORANI + " ئەمە هەواڵی ڕۆژنامەکەیە."),
]


@pytest.mark.parametrize(("article", "copy"), COPIES)
def test_a_dateline_a_sentence_more_or_a_paragraph_less_make_no_other_text(article: str, copy: str) -> None:
    """Each of the usual changes alone leaves a short article a copy."""
    assert likeness(imprint(article).digest, imprint(copy).digest) >= COPY_LIKENESS


def test_a_quoted_sentence_makes_no_copy() -> None:
    """Another report that has the master's sentence in its own words else is another text."""
    other = """Traders along the bay breathe again. The harbour of Korsa will be handed back in the second week of May,
    its master said. They had feared for the herring season, which brings half of what the town earns in a year, and for
    the ferry, whose captain has long slept aboard. Prices for berths have risen since the announcement."""

    assert likeness(imprint(ENGLISH).digest, imprint(other).digest) < COPY_LIKENESS


def test_the_first_published_copy_is_the_one_copied() -> None:
    """Whatever the order of the candidates, and of two at one moment the one with the lesser id."""
    early, same, late = kept("b", ENGLISH, 5), kept("a", ENGLISH, 5), kept("0", ENGLISH, 9)
    earliest_of_all = kept("c", ARABIC)

    assert same == first_of(imprint(ENGLISH), [late, early, same, earliest_of_all])


def test_no_copy_is_found_among_other_texts() -> None:
    """Nor for a text too short to have an imprint, nor among no candidates."""
    assert None is first_of(imprint(ENGLISH), [kept("a", ARABIC)])
    assert None is first_of(imprint("Base to close"), [kept("a", "Base to close"), kept("b", ENGLISH)])
    assert None is first_of(imprint(ENGLISH), [])
