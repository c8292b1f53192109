"""Which edits could change a claim, and which could not: before, after, and the words that are named."""

import time

import pytest
from records_made import make_article

from monitor.editions import compare
from monitor.records import Edit, Lang, WordChange

LINKS = "The last convoy leaves the base on Sunday.\nRelated articles\n"
CUT = "The men at the base by the river will all leave it "

TRIVIAL: list[tuple[Lang, str, str]] = [
    # White space, marks, entities, forms of letters and digits.
    ("en", "The base  closes in June.\n\nAides agreed.", "The base closes in June. Aides agreed."),
    ("en", "The base closes, aides said", "The base closes - aides said."),
    ("en", 'The aide said: "We leave".', "The aide said: “We leave”."),
    ("en", "The ministry's aide spoke", "The ministry’s aide spoke"),
    ("en", "Finance &amp; trade aides met", "Finance & trade aides met"),
    ("en", "Aides&nbsp;met in Bagh&#8203;dad", "Aides met in Baghdad"),
    ("en", "Aides met &amp;quot;late&amp;quot;", 'Aides met "late"'),
    ("en", "Aides met in the cafe\u0301", "Aides met in the caf\u00e9"),
    ("en", "\u200eAides met\u200f in Erbil", "Aides met in Erbil"),
    ("en", "TROOPS TO LEAVE THE BASE", "Troops to leave the base"),
    ("en", "The U.S. envoy and Gen. Dale spoke", "The US envoy and Gen Dale spoke"),
    ("en", "A mid-sized base of well-known men", "A mid sized base of well known men"),
    ("ar", "أعلنت الوزارة إغلاق القاعدة", "اعلنت الوزارة اغلاق القاعدة"),
    ("ar", "تغلق القاعدة في ٣ آذار ٢٠٢٧", "تغلق القاعدة في 3 آذار 2027"),
    ("ar", "قالت الوزارة، إن القاعدة تغلق", "قالت الوزارة إن القاعدة تغلق"),
    ("ar", "قالت المصـــادر «نغادر»", 'قالت المصادر "نغادر"'),
    ("ar", "أَعلَنَت الوِزارة", "أعلنت الوزارة"),
    ("ar", "ﺗﻐﻠﻖ القاعدة غدا", "تغلق القاعدة غدا"),
    ("ckb", "وەزارەتی بەرگری کۆبووەوە", "وەزارەتي بەرگري كۆبووەوە"),
    ("ckb", "٣٠٠ سەرباز لە بنکەکەن", "300 سەرباز لە بنکەکەن"),
    ("ckb", "وەزیر گوتی&zwnj; دەڕۆین", "وەزیر گوتی دەڕۆین"),
    # Markers of an update.
    ("en", "Troops leave in June.", "Troops leave in June.\n(Updated at 21:58)"),
    ("en", "Updated: 3 March 2027 18:10\nTroops leave.", "Updated: 3 March 2027 21:58\nTroops leave."),
    ("ar", "تغادر القوات في حزيران.", "آخر تحديث: 21:58\nتغادر القوات في حزيران."),
    ("ar", "تغادر القوات في حزيران.", "(تحديث) تغادر القوات في حزيران."),
    ("ckb", "هێزەکان دەڕۆن.", "هێزەکان دەڕۆن.\nنوێکراوەتەوە: 21:58"),
    # Boxes of links.
    ("en", LINKS + "Envoy visits Basra\nSeven hurt in storm", LINKS + "Seven hurt in storm\nMarket opens in Kirkuk"),
    ("en", "Troops left.\nThe envoy flew home.", "Troops left.\nRead also: Ten lost at sea\nThe envoy flew home."),
    ("en", "Troops leave the base.", "Troops leave the base.\nRead more"),
    ("ar", "تغادر القوات القاعدة.\nاقرأ أيضا\nافتتاح سوق في كركوك", "تغادر القوات القاعدة."),
    ("ar", "تغادر القوات.\nمواضيع ذات صلة:\nسبعة جرحى في عاصفة", "تغادر القوات.\nمواضيع ذات صلة:\nثمانية جرحى"),
    ("ckb", "هێزەکان دەڕۆن.", "هێزەکان دەڕۆن.\nهەواڵی پەیوەندیدار\nبازاڕێک کرایەوە"),
    # A text that was cut off.
    (
        "en",
        "The envoy said that the base by the river would be handed over soon, and that no one stays.",
        "The envoy said that the base by the river would be handed over...",
    ),
    (
        "ar",
        "قال المبعوث إن القاعدة المطلة على النهر سوف تسلم قريبا إلى الجيش ولن يبقى أحد",
        "قال المبعوث إن القاعدة المطلة على النهر سوف تسلم قريبا إلى الجيش… اقرأ المزيد",
    ),
    # One name in two spellings.
    ("en", "Aides of Speaker Qalibaf met", "Aides of Speaker Ghalibaf met"),
    ("en", "aides met with Mohamed Soudani at noon", "aides met with Mohammed Sudani at noon"),
    ("en", "an aide of Kazemi spoke to the press", "an aide of Kazimi spoke to the press"),
    ("en", "the centres were organised well", "the centres were organized well"),
    ("ar", "التقى غوتيريش الوفد", "التقى جوتيريش الوفد"),
    ("ar", "التقى زيلينسكي الوفد", "التقى زيلنسكي الوفد"),
    ("ckb", "گوتێرێش لەگەڵ شاندەکە کۆبووەوە", "غوتێرێش لەگەڵ شاندەکە کۆبووەوە"),
]  # fmt: skip

SUBSTANTIVE: list[tuple[Lang, str, str]] = [
    # Numbers, dates, words of time.
    ("en", "Nine men stay", "Ten men stay"),
    ("en", "Three men stay", "Four men stay"),
    ("en", "2,500 men stay", "2,600 men stay"),
    ("en", "2,500 men stay", "2.5 men stay"),
    ("en", "About 10-15 men stay", "About 10 15 men stay"),
    ("en", "A share of 5% stays", "A share of 5 stays"),
    ("en", "It cost $500 a day", "It cost €500 a day"),
    ("en", "They leave on Saturday", "They leave on Sunday"),
    ("en", "They leave in June", "They leave in July"),
    ("en", "They leave in May", "They leave in may"),
    ("en", "They leave next week", "They leave this week"),
    ("en", "They leave Friday-Sunday", "They leave Friday, Sunday"),
    ("en", "Two-three men stay", "Two three men stay"),
    ("en", "They leave before dawn", "They leave after dawn"),
    ("en", "They leave later", "They leave latter"),
    ("ar", "يغادرون في تموز", "يغادرون في أيلول"),
    ("ar", "بقي ثلاثة جنود", "بقي ثلاثون جنديا"),
    ("ar", "يغادرون السبت", "يغادرون الأحد"),
    ("ar", "بقي ٣٠٠ جندي", "بقي ٤٠٠ جندي"),
    ("ar", "يغادرون قبل الفجر", "يغادرون بعد الفجر"),
    ("ckb", "لە ئاداردا دەڕۆن", "لە ئاباردا دەڕۆن"),
    ("ckb", "سێ سەرباز ماون", "چوار سەرباز ماون"),
    # Negation, modality, tense.
    ("en", "They will leave", "They may leave"),
    ("en", "They will leave", "They will not leave"),
    ("en", "No, men will leave", "No men will leave"),
    ("en", "They withdraw from it", "They withdrew from it"),
    ("en", "The coalition leaves", "The coalition leaves?"),
    ("en", "None left. In June the base closes", "None left in June. The base closes"),
    ("ar", "لن يغادروا القاعدة", "سوف يغادروا القاعدة"),
    ("ar", "وغادر المكان", "ويغادر المكان"),
    ("ar", "يغادرون المكان", "سيغادرون المكان"),
    ("ckb", "بنکەکە جێدەهێڵن", "بنکەکە جێناهێڵن"),
    ("ckb", "دەکشێنەوە", "ناکشێنەوە"),
    # Who and where.
    ("en", "The minister said so", "The ministry said so"),
    ("en", "aides of Hassan met", "aides of Hussein met"),
    ("en", "Aides flew to Iran", "Aides flew to Iraq"),
    ("ar", "قال الوزير ذلك", "قالت الوزيرة ذلك"),
    # What only looks like a margin of the text.
    ("en", "The list was updated at 21:58 by aides", "The list was updated at 22:58 by aides"),
    ("en", "The men left.\nSeven hurt in storm", "The men left.\nEight hurt in storm"),
    ("en", "Related\nA stub\nThe men leave the base in June.", "Related\nA stub\nThe men leave the base in July."),
    ("en", "The men leave the base in June, aides said, and", "The men leave the base in June, aides"),
    ("en", "The men leave…", "The men leave the base in June."),
    ("en", CUT + "by nine\nRead more", CUT + "by\nRead more"),
    ("en", CUT + "… by nine", CUT + "…"),
]  # fmt: skip


def edit(lang: Lang, before: str, after: str) -> Edit | None:
    """How two texts under one headline differ."""
    return compare(make_article(lang=lang, text=before), make_article(lang=lang, text=after))


def kind(lang: Lang, before: str, after: str) -> str:
    """The kind of the edit, which must be one."""
    found = edit(lang, before, after)
    assert found is not None
    return found.kind


@pytest.mark.parametrize(("lang", "before", "after"), TRIVIAL)
def test_what_cannot_change_a_claim_is_trivial(lang: Lang, before: str, after: str) -> None:
    """Layout, encoding, spelling, markers, links and cuts."""
    assert kind(lang, before, after) == "trivial"


@pytest.mark.parametrize(("lang", "before", "after"), SUBSTANTIVE)
def test_what_could_change_a_claim_is_substantive(lang: Lang, before: str, after: str) -> None:
    """Whatever a claim is made of, and whatever is in doubt."""
    assert kind(lang, before, after) == "substantive"


@pytest.mark.parametrize(("lang", "before", "after"), SUBSTANTIVE)
def test_taking_a_substantive_edit_back_is_substantive(lang: Lang, before: str, after: str) -> None:
    """The older version may be either."""
    assert kind(lang, after, before) == "substantive" or after.endswith(("…", "..."))


def test_a_headline_counts_like_the_text() -> None:
    """A claim may stand in the headline alone."""
    old, new = make_article(title="Base closes in June"), make_article(title="Base closes in July")

    assert compare(old, new) == Edit("substantive", (WordChange("June", "July"),))


def test_what_is_no_text_of_the_article_is_no_edit() -> None:
    """Two readings of one version have no difference, whatever their hash says."""
    assert compare(make_article(content_hash="a"), make_article(content_hash="b")) is None


def test_changed_words_are_named_in_order_title_first() -> None:
    """As they are written, with what was put in and what was taken out."""
    old = make_article(title="Base closes in June", text="Nine men\nstay, aides &amp; envoys said. They left.")
    new = make_article(title="Base closes in July", text="Ten men stay, envoys said. They left it.")

    assert compare(old, new) == Edit(
        "substantive",
        (WordChange("June", "July"), WordChange("Nine", "Ten"), WordChange("aides &amp;", ""), WordChange("", "it")),
    )


def test_a_sentence_that_ends_elsewhere_is_named_by_the_words_around() -> None:
    """No word changed, so the two that are parted otherwise stand for the change."""
    found = edit("en", "None left. In June it closes", "None left in June it closes")

    assert found == Edit("substantive", (WordChange("left. In", "left in"),))


def test_an_edit_of_marks_alone_names_no_words() -> None:
    """Nothing that is read changed."""
    assert edit("en", "Aides met, late", "Aides met late.") == Edit("trivial")


def test_a_long_passage_is_cut_in_its_middle() -> None:
    """Twenty words from its start and its end are enough to find it."""
    words = [a + b for a in "bcdfghjklm" for b in "npqrstvwxz"]
    (change,) = edit("en", "It closes.", "It closes. " + " ".join(words)).words

    assert change == WordChange("", " ".join(words[:20]) + " … " + " ".join(words[80:]))


def test_no_more_than_fifty_changes_are_named() -> None:
    """A text in which every other word changed is told apart, not listed."""
    old = " ".join(f"same{at} old{at}" for at in range(80))

    assert len(edit("en", old, old.replace("old", "new")).words) == 50


def test_long_articles_are_compared_in_no_time() -> None:
    """A thousand words, a tenth of them changed all over the text, in under 50 ms: the best of five runs."""
    words = [f"word{at % 400}" for at in range(1000)]
    changed = [f"other{at}" if at % 10 == 0 else word for at, word in enumerate(words)]
    old, new = make_article(text=" ".join(words)), make_article(text=" ".join(changed))

    def seconds() -> float:
        start = time.perf_counter()
        compare(old, new)
        return time.perf_counter() - start

    assert min(seconds() for _ in range(5)) < 0.05
