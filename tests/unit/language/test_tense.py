"""Where the words around a date say that it lies. Published on 11 March 2026, near April and far from September."""

import pytest
from marked_values import WEDNESDAY

from monitor.language.values import find_values
from monitor.records import Lang

Row = tuple[Lang, str, str]

LAST, COMING = "2026-03-06", "2026-03-13"

WEEKDAYS: list[Row] = [
    ("en", "A notice about the bridge, on Friday.", LAST),
    ("en", "The crew painted the bridge on Friday.", LAST),
    ("en", "The crew will paint the bridge on Friday.", COMING),
    ("en", "The bridge is due to be painted on Friday.", COMING),
    ("ar", "اجتماع حول الجسر يوم الجمعة.", LAST),
    ("ar", "غادر العمال الجسر يوم الجمعة.", LAST),
    ("ar", "سيغادر العمال الجسر يوم الجمعة.", COMING),
    ("ar", "من المقرر إغلاق الجسر يوم الجمعة.", COMING),
    ("ckb", "ڕۆژی هەینی کۆبوونەوەیەک لەسەر پردەکە.", LAST),
    ("ckb", "پردەکە ڕۆژی هەینی چاک کرا.", LAST),
    ("ckb", "پردەکە ڕۆژی هەینی چاک دەکرێت.", COMING),
    ("ckb", "بڕیارە ڕۆژی هەینی کۆبوونەوەیەک ببێت.", COMING),
]

DEADLINES: list[Row] = [
    ("en", "The crew leaves by Friday.", COMING),
    ("en", "Repairs to the bridge by Friday.", COMING),
    ("en", "The bridge will stay shut until Friday.", COMING),
    ("en", "The crew worked until Friday.", LAST),
    ("ar", "إصلاح الجسر بحلول يوم الجمعة.", COMING),
    ("ar", "سيبقى الجسر مغلقا حتى يوم الجمعة.", COMING),
    ("ckb", "چاککردنی پردەکە تا ڕۆژی هەینی.", COMING),
    ("ckb", "پردەکە تا هەینی داخراو دەمێنێتەوە.", COMING),
]

MONTHS: list[Row] = [
    ("en", "A notice about the bridge in April.", "2026-04-01"),
    ("en", "The bridge was painted in April.", "2025-04-01"),
    ("en", "The bridge will be painted in April.", "2026-04-01"),
    ("en", "A notice about the bridge in September.", "2025-09-01"),
    ("en", "The bridge was painted in September.", "2025-09-01"),
    ("en", "The bridge will be painted in September.", "2026-09-01"),
    ("ar", "إعلان حول الجسر في نيسان.", "2026-04-01"),
    ("ar", "بدأ إصلاح الجسر في نيسان.", "2025-04-01"),
    ("ar", "سيبدأ إصلاح الجسر في نيسان.", "2026-04-01"),
    ("ar", "بدأ إصلاح الجسر في أيلول.", "2025-09-01"),
    ("ar", "سيبدأ إصلاح الجسر في أيلول.", "2026-09-01"),
    ("ckb", "کۆبوونەوەی مانگی نیسان.", "2026-04-01"),
    ("ckb", "پردەکە لە نیسان چاک کرا.", "2025-04-01"),
    ("ckb", "پردەکە لە نیسان چاک دەکرێت.", "2026-04-01"),
    ("ckb", "پردەکە لە ئەیلوول چاک کرا.", "2025-09-01"),
    ("ckb", "پردەکە لە ئەیلوول چاک دەکرێت.", "2026-09-01"),
]

# The verb of the date's own clause stands farther off, counted in words alone, than the one behind the border.
BORDERS: list[Row] = [
    ("en", "The crew will paint the small old grey stone bridge on Friday; it fell.", COMING),
    ("en", "The crew will paint the small old grey stone bridge on Friday, it fell.", COMING),
    ("en", "It fell; on Friday the crew will paint it.", COMING),
    ("en", "It will open; on Friday the crew painted it.", LAST),
    ("ar", "سيصل المهندس الجديد من المدينة القديمة يوم الجمعة؛ انتهى العرض.", COMING),
    ("ar", "انتهى؛ يوم الجمعة سيصل المهندس.", COMING),
    ("ar", "سيبدأ العرض؛ يوم الجمعة غادر المهندس.", LAST),
    ("ckb", "شاندەکە هات؛ هەینی پردە کۆنەکەی ناو شارە گەورەکە چاک دەکرێت.", COMING),
    ("ckb", "شاندەکە دەڕوات؛ هەینی پردە کۆنەکەی ناو شارە گەورەکە چاک کرا.", LAST),
]

NEXT_SENTENCES: list[Row] = [
    ("en", "A walk on Friday. The mayor will speak.", LAST),
    ("en", "The mayor will speak. A walk on Friday.", LAST),
    ("en", "A walk in September! The mayor will speak.", "2025-09-01"),
    ("en", "A walk in April? The mayor spoke.", "2026-04-01"),
    ("en", "A walk in September\nThe mayor will speak.", "2025-09-01"),
    ("ar", "اجتماع يوم الجمعة. سيتحدث العمدة.", LAST),
    ("ar", "اجتماع في أيلول؟ سيتحدث العمدة.", "2025-09-01"),
    ("ar", "اجتماع في نيسان. غادر العمدة.", "2026-04-01"),
    ("ckb", "کۆبوونەوەی ڕۆژی هەینی. شاندەکە دەڕوات.", LAST),
    ("ckb", "کۆبوونەوەی مانگی ئەیلوول؟ شاندەکە دەڕوات.", "2025-09-01"),
    ("ckb", "کۆبوونەوەی مانگی نیسان. شاندەکە هات.", "2026-04-01"),
]


def first_day(text: str, lang: Lang) -> str:
    """The first day of the one date of a text."""
    (mention,) = find_values(text, lang, WEDNESDAY)
    return f"{mention.value.start}"


@pytest.mark.parametrize(("lang", "text", "day"), WEEKDAYS)
def test_a_weekday_lies_ahead_beside_a_word_of_the_future_alone(lang: Lang, text: str, day: str) -> None:
    """A bare weekday is the nearest past one; beside a verb of the future or a plan it is the coming one."""
    assert day == first_day(text, lang)


@pytest.mark.parametrize(("lang", "text", "day"), DEADLINES)
def test_a_deadline_on_a_weekday_lies_ahead(lang: Lang, text: str, day: str) -> None:
    """A weekday by which something is done is the coming one; up to which something lasts, where its verb says."""
    assert day == first_day(text, lang)


@pytest.mark.parametrize(("lang", "text", "day"), MONTHS)
def test_a_month_lies_where_the_verb_beside_it_says(lang: Lang, text: str, day: str) -> None:
    """Beside a past verb it is the last one, beside a future verb the coming one, without either the nearest."""
    assert day == first_day(text, lang)


@pytest.mark.parametrize(("lang", "text", "day"), BORDERS)
def test_a_verb_behind_a_clause_border_counts_less(lang: Lang, text: str, day: str) -> None:
    """The verb of the date's own clause decides, though one behind a border stands fewer words away."""
    assert day == first_day(text, lang)


@pytest.mark.parametrize(("lang", "text", "day"), NEXT_SENTENCES)
def test_a_verb_of_another_sentence_does_not_count(lang: Lang, text: str, day: str) -> None:
    """Neither the sentence behind nor the one before tells where a date lies, nor does the next line."""
    assert day == first_day(text, lang)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The bridge stays shut until Friday."),
        ("en", "The crew stays until Friday."),
        ("ar", "يبقى الجسر مغلقا حتى يوم الجمعة."),
    ],
)
def test_what_stays_until_a_weekday_stays_until_the_coming_one(lang: Lang, text: str) -> None:
    """A verb of the present beside "until" speaks of what is still to end."""
    assert first_day(text, lang) == COMING


@pytest.mark.parametrize("verb", ["سيفتح", "سيدخل", "ستهدم"])
def test_an_arabic_verb_of_the_future_is_known_though_a_noun_begins_like_it(verb: str) -> None:
    """The words for "will open", "will enter" and "will tear down" point ahead like any other verb of the future."""
    assert first_day(f"{verb} العمال الجسر يوم الجمعة.", "ar") == COMING
