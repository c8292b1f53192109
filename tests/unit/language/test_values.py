"""Every date and figure of a text together, and what holds of them for any text."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from marked_values import WEDNESDAY

from monitor.language.pack import languages, load_pack
from monitor.language.values import find_values
from monitor.records import DateValue, FigureValue, Lang


def test_dates_and_figures_come_in_order_of_their_place() -> None:
    """Each carries its words, its offsets and the rule that read it."""
    text = "By June 2026 some 900 soldiers leave, and on 3 July the rest."
    found = find_values(text, "en", WEDNESDAY)

    assert [("By June 2026", "month"), ("some 900 soldiers", "plain_number"), ("on 3 July", "day_of_month")] == [
        (mention.text, mention.rule) for mention in found
    ]
    assert [mention.text for mention in found] == [text[mention.start : mention.end] for mention in found]


def test_the_number_of_a_date_is_no_figure() -> None:
    """What a date has taken is not counted again."""
    kinds = {type(mention.value) for mention in find_values("It ends on 14 September 2026.", "en", WEDNESDAY)}

    assert kinds == {DateValue}


def test_a_noun_beyond_a_line_break_is_not_counted_by_the_number_before_it() -> None:
    """A title ends where its line does."""
    (mention,) = find_values("The quay counted 900\nSoldiers left.", "en", WEDNESDAY)

    assert mention.value == FigureValue(900, 900, unit="count")


@pytest.mark.parametrize("lang", languages())
def test_a_text_without_values_has_none(lang: Lang) -> None:
    """Nothing found is an empty answer."""
    assert (find_values("", lang, WEDNESDAY), find_values(" \n\t", lang, WEDNESDAY)) == ((), ())


def surface_words(lang: Lang) -> list[str]:
    """Every surface form of a language's value words."""
    pack = load_pack(lang)
    return sorted(
        {
            surface
            for name in ("calendar", "numbers")
            for meanings in pack.words[name].values()
            for surfaces in meanings.values()
            for surface in surfaces
        }
    )


@st.composite
def value_texts(draw: st.DrawFn) -> tuple[Lang, str]:
    """A language and a text of its value words, numbers and marks in any order: all grammar, little sense."""
    lang = draw(st.sampled_from(languages()))
    numbers = st.one_of(st.integers(0, 10**20).map(str), st.integers(1, 31).map(str), st.integers(1999, 2101).map(str))
    marks = st.sampled_from([".", ",", "/", "-", ":", "(", ")", "%", "$", "\n", "،", "x"])
    words = st.sampled_from(surface_words(lang))
    parts = draw(st.lists(st.one_of(words, words, numbers, marks), max_size=14))
    gaps = draw(st.lists(st.sampled_from([" ", " ", " ", ""]), min_size=len(parts), max_size=len(parts)))
    return lang, "".join(part + gap for part, gap in zip(parts, gaps, strict=True))


LETTERS = "abdefhilmnorstuwyABDFJMSابتجحدرسعغفقكلمنهويءأإآةىؤئەۆێڕڵیکگپچژڤ"
DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"
MARKS = ".,:;!?/%$()[]'\"-–—،؛؟٪٫٬«»ـ\u064b\u0651\u200c\u200f\u00a0"
mixed_texts = st.text(st.sampled_from(LETTERS + DIGITS * 2 + MARKS + " " * 20 + "\n\t"), max_size=60)
any_text = st.one_of(
    value_texts(),
    st.tuples(st.sampled_from(languages()), st.one_of(mixed_texts, st.text(max_size=60))),
)
any_day = st.one_of(st.just(WEDNESDAY), st.dates())


@settings(max_examples=500)
@given(any_text, any_day, st.sampled_from(["future", "past", None]))
@example(("en", "1" * 10_000), WEDNESDAY, None)
@example(("ar", "٣" * 10_000), WEDNESDAY, None)
@example(("en", "1," * 5_000 + "1 million"), WEDNESDAY, None)
@example(("en", "two billion " * 400), WEDNESDAY, None)
@example(("en", "within 999999999999999 years"), date.max, "future")
@example(("en", "999999999999 days ago"), date.min, "past")
@example(("ar", "بعد 99999999999 عام"), date.max, "future")
@example(("en", "next year"), date.max, None)
@example(("en", "last week"), date.min, None)
@example(("en", "\ud83d 2,500 \udc00"), WEDNESDAY, None)
def test_any_text_can_be_read(lang_and_text: tuple[Lang, str], published_on: date, direction: str | None) -> None:
    """No text and no day stops the reading; each value points at its words, and is sound."""
    lang, text = lang_and_text
    for mention in find_values(text, lang, published_on, direction):
        value = mention.value
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        if isinstance(value, DateValue):
            assert value.start <= value.end
        else:
            assert (value.low, value.high) != (None, None)
            assert value.low is None or value.high is None or value.low <= value.high


@settings(max_examples=300)
@given(any_text, any_day)
@example(("ar", "أربعة السبت $"), WEDNESDAY)
@example(("ar", "لا تتجاوز اليوم 500 "), WEDNESDAY)
def test_values_are_in_order_and_do_not_overlap(lang_and_text: tuple[Lang, str], published_on: date) -> None:
    """No word belongs to two values, whether dates or figures, and what stands before is given before."""
    lang, text = lang_and_text
    for before, behind in pairwise(find_values(text, lang, published_on)):
        assert before.end <= behind.start


@settings(max_examples=200)
@given(any_text, any_day, st.sampled_from(["future", "past", None]))
def test_explaining_changes_no_value(
    lang_and_text: tuple[Lang, str], published_on: date, direction: str | None
) -> None:
    """The same values with the same others are read whether or not they are explained; explained, each has steps."""
    lang, text = lang_and_text
    plain = find_values(text, lang, published_on, direction)
    explained = find_values(text, lang, published_on, direction, explained=True)

    assert plain == tuple(one._replace(steps=()) for one in explained)
    assert [getattr(one.value, "others", ()) for one in plain] == [
        getattr(one.value, "others", ()) for one in explained
    ]
    assert all(one.steps for one in explained)


@settings(max_examples=200)
@given(any_text)
def test_white_space_around_a_text_changes_nothing(lang_and_text: tuple[Lang, str]) -> None:
    """The same values are read, further on by what was put before."""
    lang, text = lang_and_text
    plain = [(one.value, one.text, one.start + 3) for one in find_values(text, lang, WEDNESDAY)]
    padded = [(one.value, one.text, one.start) for one in find_values(f"   {text}  ", lang, WEDNESDAY)]

    assert plain == padded


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)), st.sampled_from(languages()))
def test_every_day_is_read_from_its_digits(day: date, lang: Lang) -> None:
    """Day, month and year in digits name the day in every language, in its own order and with any mark."""
    forms = [f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}", f"{day:%d.%m.%Y}", f"{day.day}-{day.month}-{day.year}"]
    if lang == "en":
        unmistakable = forms if day.day > 12 else []
        forms = [f"{day:%m/%d/%Y}", f"{day:%Y-%m-%d}", f"{day:%m.%d.%Y}", f"{day.month}-{day.day}-{day.year}"]
        forms += unmistakable
    found = [[mention.value for mention in find_values(form, lang, WEDNESDAY)] for form in forms]

    assert [[DateValue(day, day)]] * len(forms) == found


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)), st.sampled_from(languages()), st.data())
def test_every_day_is_read_from_every_name_of_its_month(day: date, lang: Lang, data: st.DataObject) -> None:
    """A day, any name that a pack gives the month, and a year name that day."""
    name = data.draw(st.sampled_from(load_pack(lang).words["calendar"]["months"][str(day.month)]))
    (mention,) = find_values(f"{day.day} {name} {day.year}", lang, WEDNESDAY)

    assert mention.value == DateValue(day, day)


@given(st.integers(0, 999_999_999), st.sampled_from(languages()))
@example(20_261_101, "ar")
def test_every_count_is_read_from_its_digits(number: int, lang: Lang) -> None:
    """With and without marks between thousands, and in the digits of the language's script."""
    eastern = str(number).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    noun = load_pack(lang).words["numbers"]["people"]["troops"][0]
    for form in (f"{number}", f"{number:,}", eastern):
        (mention,) = find_values(f"{form} {noun}", lang, WEDNESDAY)
        assert mention.value == FigureValue(number, number)


@pytest.mark.parametrize(
    ("published_on", "year"),
    [(date(2027, 3, 1), 2027), (date(2027, 9, 20), 2027), (date(2027, 11, 2), 2027), (date(2027, 12, 28), 2028)],
)
@pytest.mark.parametrize(("text", "lang"), [("by September", "en"), ("بحلول أيلول", "ar"), ("تا ئەیلوول", "ckb")])
def test_a_deadline_without_a_year_is_the_coming_one_unless_it_has_just_gone_by(text, lang, published_on, year):
    """The words "by September" look ahead from March, and back from November, in every language."""
    (mention,) = find_values(text, lang, published_on)

    assert mention.value == DateValue(date(year, 9, 1), date(year, 9, 30), "by")
