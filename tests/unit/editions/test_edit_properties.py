"""What holds of the edits of any text."""

from __future__ import annotations

import pytest
import text_spellings
from hypothesis import assume, given
from hypothesis import strategies as st
from records_made import make_article

from monitor.editions import compare
from monitor.language.folding import fold
from monitor.language.pack import languages, load_pack
from monitor.records import Article, Lang

PLAIN: dict[Lang, list[str]] = {
    "en": [
        "the",
        "envoy",
        "of",
        "Qalibaf",
        "told",
        "aides",
        "near",
        "a",
        "base",
        "that",
        "waits,",
        "Ghalibaf.",
        "river",
    ],
    "ar": ["المبعوث", "إلى", "بغداد", "أبلغ", "المساعدين", "القاعدة،", "غوتيريش", "ينتظر", "جوتيريش.", "النهر", "حجر"],
    "ckb": ["نێردەکە", "لە", "بنکەکە", "بە", "یاریدەدەران", "گوتێرێش", "چاوەڕێیە،", "غوتێرێش.", "ڕووبار", "بەرد"],
}
NAMES: dict[Lang, tuple[str, str]] = {
    "en": ("Qalibaf", "Ghalibaf"),
    "ar": ("غوتيريش", "جوتيريش"),
    "ckb": ("گوتێرێش", "غوتێرێش"),
}


def claimed(lang: Lang) -> list[str]:
    """Number words, months, weekdays and negations of a language, and some digits."""
    words = load_pack(lang).words
    tables = [
        words["numbers"]["numbers"],
        words["calendar"]["months"],
        words["calendar"]["weekdays"],
        words["editing"]["negations"],
    ]
    return [*(one for table in tables for surfaces in table.values() for one in surfaces), "3", "2,500", "٤٠", "2027"]


CLAIMED = {lang: claimed(lang) for lang in languages()}
LANGS = st.sampled_from(languages())
MARKS = st.sampled_from([" ", "\n", ". ", ", ", " … ", "... ", " (", ") "])


@st.composite
def texts(draw: st.DrawFn, lang: Lang) -> list[str]:
    """Words and claimed words of a language with marks behind some of them, as pieces to be joined."""
    words = st.sampled_from(PLAIN[lang]) | st.sampled_from(CLAIMED[lang])
    pieces = draw(st.lists(st.tuples(words, MARKS), min_size=1, max_size=30))
    return [word + mark for word, mark in pieces]


def article(lang: Lang, pieces: list[str]) -> Article:
    """An article of these pieces."""
    return make_article(lang=lang, text="".join(pieces))


def kind(old: Article, new: Article) -> str | None:
    """The kind of the edit, None where there is none."""
    found = compare(old, new)
    return found and found.kind


@given(st.text(max_size=200), st.text(max_size=200), LANGS)
def test_an_article_is_no_edit_of_itself(title: str, text: str, lang: Lang) -> None:
    """Whatever characters it holds."""
    one = make_article(lang=lang, title=title, text=text)

    assert compare(one, one) is None


@given(st.text(max_size=200), st.text(max_size=200), LANGS)
def test_any_two_texts_are_compared(old: str, new: str, lang: Lang) -> None:
    """No characters break it, and words are named only where they stand in their version."""
    found = compare(make_article(lang=lang, text=old), make_article(lang=lang, text=new))

    assert (found is None) == (old == new)
    for change in found.words if found else ():
        assert all(part in " ".join(old.split()) for part in change.before.split(" … "))
        assert all(part in " ".join(new.split()) for part in change.after.split(" … "))


@given(st.data(), LANGS, st.sampled_from(["put in", "taken out", "exchanged"]))
def test_no_edit_of_a_claimed_word_is_trivial(data: st.DataObject, lang: Lang, how: str) -> None:
    """A number, month, weekday or negation put in, taken out or exchanged anywhere is substantive, both ways."""
    pieces = data.draw(texts(lang))
    at = data.draw(st.integers(0, len(pieces)))
    word = data.draw(st.sampled_from(CLAIMED[lang])) + " "
    other = data.draw(st.sampled_from(CLAIMED[lang] + PLAIN[lang])) + " "
    before, behind = pieces[:at], pieces[at:]
    old, new = [*before, word, *behind], before + ([other] if how == "exchanged" else []) + behind
    assume(how != "exchanged" or fold(word) != fold(other))
    older, newer = article(lang, old), article(lang, new)

    assert {kind(older, newer), kind(newer, older)} == {"substantive"}


@given(st.data(), LANGS)
def test_trivial_is_symmetric(data: st.DataObject, lang: Lang) -> None:
    """Which version is the older makes no difference, for texts that are not cut off."""
    old, new = (article(lang, [*data.draw(texts(lang)), "river"]) for _ in range(2))

    assert kind(old, new) == kind(new, old)


@given(st.data(), LANGS)
def test_a_name_spelled_otherwise_throughout_is_trivial_both_ways(data: st.DataObject, lang: Lang) -> None:
    """However often it stands in the text, and whatever stands around."""
    name, other = NAMES[lang]
    old = "".join([*data.draw(texts(lang)), f"{name} ", *data.draw(texts(lang))])
    older, newer = make_article(lang=lang, text=old), make_article(lang=lang, text=old.replace(name, other))

    assert {kind(older, newer), kind(newer, older)} == {"trivial"}


SPELLINGS = [
    text_spellings.in_digits(text_spellings.ARABIC_INDIC),
    text_spellings.in_digits(text_spellings.PERSIAN),
    text_spellings.with_short_vowels,
    text_spellings.with_tatweel,
    text_spellings.with_no_break_spaces,
    text_spellings.with_direction_marks,
    text_spellings.in_arabic_variants,
]


@pytest.mark.parametrize("spell", SPELLINGS)
@given(st.data(), st.randoms(use_true_random=False))
def test_another_spelling_of_arabic_is_trivial(spell, data: st.DataObject, dice) -> None:
    """Digits, marks, forms and variants of letters that our readers take for the same."""
    old = article("ar", data.draw(texts("ar")))
    new = make_article(lang="ar", text=spell(old.text, dice))

    assert kind(old, new) in {None, "trivial"}
