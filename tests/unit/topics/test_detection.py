"""Which invented articles are of the invented topic."""

import pytest
from vardania import TOPIC, match_of

MATCHING = [
    ("en", "Compact troops will leave Vardania by June 2031."),
    ("en", "The withdrawal of the Compact goes on without delay."),
    ("en", "Concordia began to withdraw its soldiers from Korsa."),
    ("en", "Hundreds of Compact soldiers will remain in Korsa, the minister said."),
    ("ar", "انسحاب قوات الميثاق مستمر."),
    ("ar", "غادرت قوات الميثاق كورسا."),
    ("ar", "كونكورديا تسحب جنودها من فاردانيا."),
    ("ckb", "هێزەکانی پەیمان لە ڤاردانیا دەکشێنەوە."),
]

OTHER = [
    ("en", "The relief mission will leave Vardania by June 2031."),
    ("en", "The Compact will withdraw from Lumia by June 2031."),
    ("en", "The candidate withdrew from the election in Korsa."),
    ("en", "A Compact patrol was attacked near Korsa."),
    ("en", "The Compact handed over 50 trucks to the guards."),
    ("en", "Rain is expected in Korsa on Monday."),
    ("en", "The stolen seals will be handed to Vardania by a Concordian court next month."),
    ("en", "A small list withdrew its candidates from the ballot in Korsa."),
    ("ar", "انسحب المرشح من الانتخابات في كورسا."),
    ("ar", "تنسحب قوات الميثاق من لوميا."),
    ("ar", "سلم الميثاق الحرس 50 شاحنة."),
    ("ckb", "باران لە کۆرسا دەبارێت."),
    ("en", "Some 2,000 Compact soldiers will leave Germany by May 2031."),
    ("en", "The Compact said its troops would leave Niger. It cut its force in Japan."),
    ("en", "A raid killed two men as they left Korsa, Concordia said."),
    ("ar", "تغادر قوات الميثاق ألمانيا في أيار."),
    ("ckb", "هێزەکانی پەیمان لە ئەڵمانیا دەکشێنەوە."),
    ("en", ""),
]


@pytest.mark.parametrize(("lang", "text"), MATCHING)
def test_matching(lang, text):
    """One sentence that puts the event to the force is enough, without a date or a place."""
    match = match_of(text, lang)

    assert match.matched
    assert match.score >= TOPIC.threshold
    assert match.reasons


@pytest.mark.parametrize(("lang", "text"), OTHER)
def test_other_stories(lang, text):
    """Look-alikes, other theatres, other withdrawals and news of the force's other deeds stay out."""
    match = match_of(text, lang)

    assert not match.matched
    assert 0 <= match.score < TOPIC.threshold


def test_title_weighs_more():
    """The same sentence scores higher as a headline."""
    text = "Compact troops will leave Vardania."

    assert match_of("", "en", title=text).score > match_of(text, "en").score


def test_look_alike_counts_against():
    """Sentences about a look-alike story lower the score, and say so."""
    about = "Compact troops will leave Vardania. "
    mixed = match_of(about + "The relief mission stays, and aid workers with it. Aid workers are welcome.", "en")

    assert mixed.score < match_of(about, "en").score
    assert "against: relief" in mixed.reasons
