"""Whether a page still is the article: invented pages in three languages, each with the article that was known."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records_made import make_article, make_claim

from monitor.editions import judge_page, lapses, still_stands
from monitor.records import Article, Lang, Lapse

TITLES: dict[Lang, str] = {
    "en": "Coalition hands over its northern base",
    "ar": "التحالف يسلم قاعدته الشمالية",
    "ckb": "هاوپەیمانان بنکەی باکوور ڕادەست دەکەن",
}
LEADS: dict[Lang, str] = {
    "en": "The coalition hands its northern base over to the army on Sunday, an envoy told aides by the river.",
    "ar": "يسلم التحالف قاعدته في الشمال إلى الجيش يوم الأحد، كما أبلغ مبعوث مساعديه قرب النهر.",
    "ckb": "هاوپەیمانان ڕۆژی یەکشەممە بنکەکەیان لە باکوور ڕادەستی سوپا دەکەن، نێردەیەک لەلای ڕووبارەکە گوتی.",
}
BODIES: dict[Lang, str] = {
    "en": "Some 300 men stay until June. The last lorries drive south over the old bridge, past fields and villages.\n"
    "A farmer near the gate said that he would miss the noise of the engines in the morning.",
    "ar": "يبقى نحو 300 جندي حتى حزيران. وتسير آخر الشاحنات جنوبا فوق الجسر القديم بين الحقول والقرى.\n"
    "وقال مزارع قرب البوابة إنه سيفتقد ضجيج المحركات في الصباح الباكر.",
    "ckb": "نزیکەی 300 سەرباز تا حوزەیران دەمێننەوە. دوایین بارهەڵگرەکان بەسەر پردە کۆنەکەدا بەرەو باشوور دەڕۆن.\n"
    "جووتیارێک لە نزیک دەروازەکە گوتی بیری دەنگی بزوێنەرەکان دەکات لە بەیانیاندا.",
}
NOTICES: dict[Lang, str] = {
    "en": "This story was taken back by the paper.",
    "ar": "سحبت الصحيفة هذا الخبر.",
    "ckb": "ڕۆژنامەکە ئەم هەواڵەی کشاندەوە.",
}
WALLS: dict[Lang, str] = {
    "en": "Please show that you are human before you go on. Enter the letters that you see in the picture.",
    "ar": "يرجى إثبات أنك لست برنامجا قبل المتابعة. أدخل الحروف التي تراها في الصورة أمامك.",
    "ckb": "تکایە پێش بەردەوامبوون بیسەلمێنە کە مرۆڤیت. ئەو پیتانە بنووسە کە لە وێنەکەدا دەیانبینیت.",
}
HOMES: dict[Lang, str] = {
    "en": "Herald news sport weather markets culture letters. Two hurt in flood. Market opens. {} Rain ahead.",
    "ar": "الصحيفة أخبار رياضة طقس أسواق ثقافة رسائل. جريحان في السيول. افتتاح سوق. {} أمطار مقبلة. فوز الفريق.",
    "ckb": "ڕۆژنامە هەواڵ وەرزش کەشوهەوا بازاڕ کولتوور نامە. دوو بریندار لە لافاو. {} بارانی داهاتوو. بردنەوەی تیم.",
}
GROWN: dict[Lang, str] = {
    "en": "Rain fell as the band played. " * 20,
    "ar": "هطل المطر بينما عزفت الفرقة. " * 20,
    "ckb": "باران باری کاتێک تیپەکە ژەنی. " * 20,
}
LANGS: list[Lang] = ["en", "ar", "ckb"]


@dataclass(frozen=True)
class Page:
    """What a page gave: the title and text that were extracted, all its text, and what was wrong."""

    title: str
    text: str
    shown: str
    problem: str | None = None

    @classmethod
    def of(cls, title: str, text: str, **fields) -> "Page":
        """A page whose text was extracted whole, with a menu before it and a footer behind."""
        return replace(cls(title, text, " ".join(f"{title} Menu Search {text} Imprint Contact".split())), **fields)


def known(lang: Lang, text: str | None = None) -> Article:
    """The article as it was read before."""
    whole = f"{LEADS[lang]}\n{BODIES[lang]}"
    return make_article(lang=lang, title=TITLES[lang], text=whole if text is None else text)


def article_page(lang: Lang, text: str | None = None, **fields) -> Page:
    """The page of the article, with another text where one is given."""
    return Page.of(TITLES[lang], known(lang, text).text, **fields)


def whole_page(lang: Lang) -> str:
    """All text of the page of the article as it was."""
    return article_page(lang).shown


def pages(lang: Lang) -> dict[str, tuple[Page, Lapse | None]]:
    """Pages by what happened to them, each with what is to be said of it."""
    lead, body, notice = LEADS[lang], BODIES[lang], NOTICES[lang]
    home = HOMES[lang].format(TITLES[lang])
    return {
        "nothing changed": (article_page(lang), None),
        "a figure changed": (article_page(lang, f"{lead}\n{body}".replace("300", "500")), None),
        "a paragraph was taken out": (article_page(lang, f"{lead}\n{body.splitlines()[0]}"), None),
        "all but the lead was taken out": (article_page(lang, lead), None),
        "the story was withdrawn": (article_page(lang, notice), None),
        "the story was withdrawn, headline in the page's title alone": (
            Page("", notice, f"Herald | {TITLES[lang]} {notice} Imprint"), None),
        "it was rewritten under its headline": (article_page(lang, GROWN[lang]), None),
        "it grew under another headline": (Page.of(notice, f"{lead}\n{body}\n{GROWN[lang]}"), None),
        "the extraction lost the body": (article_page(lang, lead, shown=whole_page(lang)), "degraded"),
        "the extraction lost the last half": (
            article_page(lang, f"{lead}\n{body.splitlines()[0]}"[:-40], shown=whole_page(lang)), "degraded"),
        "the extraction lost all": (Page("", "", whole_page(lang)), "degraded"),
        "the extraction took the footer": (article_page(lang, notice, shown=whole_page(lang)), "degraded"),
        "the extraction fell back": (article_page(lang, problem="degraded"), "degraded"),
        "no text was found on the article's page": (Page("", "", whole_page(lang), "no_text"), "degraded"),
        "no text was found under the headline": (Page(TITLES[lang], "", TITLES[lang], "no_text"), "degraded"),
        "no page came": (Page("", "", "", "not_html"), "other_page"),
        "a challenge": (Page.of("Herald", WALLS[lang]), "other_page"),
        "a challenge without text": (Page("", "", WALLS[lang], "no_text"), "other_page"),
        "the home page, which links to the article": (Page.of("Herald", home, shown=home), "other_page"),
    }  # fmt: skip


CASES = [(lang, name) for lang in LANGS for name in pages(lang)]


def judged(lang: Lang, page: Page) -> Lapse | None:
    """What is said of a page at the address of the known article."""
    return judge_page(known(lang), page.title, page.text, page.shown, page.problem)


@pytest.mark.parametrize(("lang", "name"), CASES)
def test_a_page_is_judged_by_what_it_shows_of_the_article(lang: Lang, name: str) -> None:
    """An edit of the outlet, a loss of our reader, or another page."""
    page, lapse = pages(lang)[name]

    assert judged(lang, page) == lapse


@pytest.mark.parametrize("threshold", ["LEAST_LOST", "LEAST_ON_PAGE", "MUCH_ON_PAGE", "LEAST_SHARED"])
@pytest.mark.parametrize("scale", [0.7, 1.3])
def test_the_thresholds_stand_clear_of_every_page(monkeypatch, threshold: str, scale: float) -> None:
    """Each could be three tenths smaller or larger without any page of the table being judged otherwise."""
    monkeypatch.setattr(lapses, threshold, getattr(lapses, threshold) * scale)

    assert [case for case in CASES if judged(case[0], pages(case[0])[case[1]][0]) != pages(case[0])[case[1]][1]] == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_stub_that_grows_is_the_article(lang: Lang) -> None:
    """Under its headline, or under another with its lead kept."""
    stub = known(lang, LEADS[lang])
    grown = f"{LEADS[lang]}\n{BODIES[lang]}\n{GROWN[lang]}"

    for title in (TITLES[lang], NOTICES[lang]):
        page = Page.of(title, grown)
        assert judge_page(stub, page.title, page.text, page.shown, None) is None


@given(st.text(max_size=300), st.text(max_size=300), st.sampled_from([None, "degraded", "no_text", "not_html"]))
def test_any_page_gets_an_answer(text: str, shown: str, problem: str | None) -> None:
    """Whatever characters it holds; and an unchanged text read without a problem is always the article."""
    article = make_article(text=text)

    assert judge_page(article, article.title, shown, shown, problem) in {None, "degraded", "other_page"}
    assert judge_page(article, article.title, text if text.strip() else "word", shown, None) is None


STANDING = [
    ("by September 2026", "It ends by\nSeptember 2026, he said.", True),
    ("2,500", "Some ٢٬٥٠٠ men", True),
    ("أيلول ٢٠٢٦", "ينتهي في ايلول 2026", True),
    ("٪5", "حصة ٪٥ تبقى", True),
    ("500", "Some 2,500 men", False),
    ("5%", "Some 5 men", False),
    ("by September 2026", "September, by 2026", False),
    ("nine men", "ninety-nine women", False),
    ("300 سەرباز", "نزیکەی ٣٠٠ سەرباز ماون", True),
    ("…", "It ends … here", False),
    ("2,500", "", False),
]


@pytest.mark.parametrize(("words", "text", "stands"), STANDING)
def test_a_value_stands_where_its_words_do(words: str, text: str, stands: bool) -> None:  # noqa: FBT001
    """As whole words in a row, in whatever letters and digits."""
    assert still_stands(make_claim(value_text=words, quote=words), text) == stands


SENTENCES = [
    ("The wardens leave the quay by May 2026, he said.", True),
    ("By May 2026, he told us, the wardens will leave the quay.", True),
    ("The school opens by May 2026, and the mill is to be mended after the floods of the spring.", False),
    ("The wardens stay. Much else was told that day, of mills and boats. The school opens by May 2026.", False),
]


@pytest.mark.parametrize(("text", "stands"), SENTENCES)
def test_a_value_stands_among_the_words_of_its_sentence(text: str, stands: bool) -> None:  # noqa: FBT001
    """The same month in another sentence is another matter."""
    claim = make_claim(value_text="by May 2026", quote="The wardens leave the quay by May 2026, the mayor said.")

    assert still_stands(claim, text) == stands
