"""What a reader of each language reads: the whole news in the first line, the quote as it was said."""

from __future__ import annotations

import html.parser
from pathlib import Path
from statistics import median
from typing import Any, get_args

import pytest
from alert_records import (
    BY_DECEMBER,
    BY_SEPTEMBER,
    EDITED,
    MORNING,
    TOPIC,
    WEEK_BEFORE,
    ZONE,
    alert,
    change,
    earlier,
    fall,
    message,
    said,
    slip,
)
from alert_stories import PLAIN_STORIES, STORIES_OF_EACH_KIND
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts import FollowUp, Telling, compose_notice, word_alert
from monitor.alerts.wording.dates import word_date_beside
from monitor.alerts.wording.headings import word_heading
from monitor.alerts.wording.movement import word_movement
from monitor.alerts.wording.values import word_value
from monitor.alerts.wording.word_file import load_vocabulary
from monitor.records import (
    Ack,
    Ailment,
    Change,
    ChangeKind,
    DateValue,
    FigureValue,
    Lang,
    Message,
    MessageLabels,
    Modality,
    Notice,
    RevisedPart,
    Signs,
)

EXPECTED = Path(__file__).parent / "expected"
LANGUAGES: tuple[Lang, ...] = get_args(Lang)
LONGEST_TYPICAL = {"en": 120, "ar": 110, "ckb": 110}
"""Letters that are seen of a first line; a phone's notification shows the beginning of it. Chosen by judgement."""
STORIES = {**PLAIN_STORIES, **STORIES_OF_EACH_KIND}
NAMED = {
    "changed": {"label", "moved", "before", "now", "who"},
    "refined": {"label", "moved", "before", "now", "who"},
    "restated": {"label", "moved", "before", "now", "who"},
    "source_reversed": {"label", "before", "now", "who"},
    "denied": {"label", "moved", "now", "who"},
    "new": {"label", "moved", "before", "now", "who"},
    "put_off": {"label", "now", "who"},
    "overdue": {"label", "now", "who"},
    "occurred": {"label", "before", "now", "who"},
    "lead_moved": {"label", "before", "now"},
    "value": {"label", "moved", "before", "now", "outlet"},
    "speaker": {"label", "now", "who", "before_who", "outlet"},
    "modality": {"label", "now", "outlet"},
    "gone": {"label", "now", "outlet"},
    "page_gone": {"label", "now", "outlet"},
}
"""What stands in the first line of each kind of change, and of each part of an edit."""


def plain(text: str) -> str:
    """The text as seen: isolates take no room."""
    return text.replace("\u2068", "").replace("\u2069", "")


def told(name: str) -> Change:
    """A date that goes from September to December, as a change of that kind or an edit of that part."""
    now = said(BY_DECEMBER, "Gone by December 2026, he said.", "by December 2026")
    if name in get_args(RevisedPart):
        return change("revised", now, earlier(BY_SEPTEMBER), part=name)
    return change(name, now, earlier(BY_SEPTEMBER))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMED)
def test_the_first_line_says_what_moved_from_what_to_what_and_who_says_so(name, lang):
    """Whatever the kind has of the four stands in the first line, in the reader's words."""
    one, words = told(name), load_vocabulary(lang)
    parts = {
        "label": f"{TOPIC.frames[0].label_in(lang)}{',' if lang == 'en' else '،'} {TOPIC.places[0].label_in(lang)}",
        "moved": word_movement(one, words).brief,
        "before": word_date_beside(BY_SEPTEMBER, BY_DECEMBER, words),
        "now": word_value(BY_DECEMBER, words),
        "who": "the harbour master",
        "before_who": "a clerk of the port",
        "outlet": "River Post",
    }
    subject = plain(message(one, reader=lang).subject)

    assert [part for part in NAMED[name] if plain(parts[part]) not in subject] == []
    assert subject.startswith(parts["label"])


def test_every_kind_of_change_is_shown_above():
    """No kind and no part of an edit is left out of the table."""
    assert {*get_args(ChangeKind), *get_args(RevisedPart)} - {"revised"} == NAMED.keys()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_step_comes_before_who_says_so(lang):
    """A notification that is cut off still says what moved and to what."""
    words = load_vocabulary(lang)
    subject = message(slip(), reader=lang).subject
    order = [word_movement(slip(), words).brief, word_value(BY_DECEMBER, words), "the harbour master"]

    assert [subject.index(part) for part in order] == sorted(subject.index(part) for part in order)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_typical_first_line_is_short(lang):
    """Half of the stories told here need no more letters than the limit; none needs half as many again."""
    lengths = [
        len(plain(word_alert(made.alert, TOPIC, ZONE, lang).subject))
        for made in (make() for make in STORIES.values())
        if made.alert is not None
    ]

    assert median(lengths) <= LONGEST_TYPICAL[lang]
    assert max(lengths) <= LONGEST_TYPICAL[lang] * 1.5


def a_correction(lang: Lang) -> Message:
    """An Arabic article that an outlet edited after it was told, seen to by somebody."""
    quote = "وأوضح مدير الميناء أن آخر القوارب (NQ-7) سيغادر بحلول كانون الأول 2026 على أبعد تقدير."
    where: dict[str, Any] = {"lang": "ar", "outlet": "صوت النهر", "speaker": "مدير الميناء"}
    now = said(BY_DECEMBER, quote, "بحلول كانون الأول 2026", **where)
    edit = change("revised", now, earlier(BY_SEPTEMBER, **where), part="value")
    first = change("new", said(BY_SEPTEMBER, "يغادر بحلول أيلول 2026.", "بحلول أيلول 2026", **where))
    parts = {"lang": "ar", "title": "الأسطول باق", "outlet": "صوت النهر"}
    telling = Telling(
        FollowUp(MORNING, alert(first, **parts)), (Ack("ack", "", "", "Sara", "calling the port", MORNING),)
    )
    return message(edit, reader=lang, telling=telling, edit=EDITED, **parts)


@pytest.mark.parametrize("lang", ["ar", "ckb"])
@pytest.mark.parametrize("layout", ["txt", "html"])
def test_a_correction_reads_as_expected(lang, layout):
    """The whole message beside a readable text: what was told, who sees to it, what moved, the sentence."""
    expected = (EXPECTED / f"correction.{lang}.{layout}").read_text(encoding="utf-8")
    told = a_correction(lang)

    assert {"txt": told.text, "html": told.html}[layout] + "\n" == expected


class Elements(html.parser.HTMLParser):
    """Collects the elements of a page with their attributes."""

    def __init__(self, page: str) -> None:
        """Read the page at once."""
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.found.append((tag, dict(attrs)))

    def of(self, tag: str) -> list[tuple[str | None, str | None]]:
        """Language and direction of every element of that name."""
        return [(given.get("lang"), given.get("dir")) for name, given in self.found if name == tag]


@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("ar", "rtl"), ("ckb", "rtl")])
def test_page_and_quote_each_have_their_own_language_and_direction(lang, direction):
    """The page is the reader's, the quote the article's, and nothing in the page is an isolate without its element."""
    english, arabic = (Elements(made.html) for made in (message(slip(), reader=lang), a_correction(lang)))

    assert english.of("html") == arabic.of("html") == [(lang, direction)]
    assert (english.of("blockquote"), arabic.of("blockquote")) == ([("en", "ltr")], [("ar", "rtl")])
    assert not {"\u2068", "\u2069"} & set(a_correction(lang).html.partition("<body")[2])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_quote_is_never_translated(lang):
    """Whoever reads it: the sentence, its language and the words of the value are those of the article."""
    items = [message(slip(), reader=reader).items[0] for reader in ("en", lang)]

    assert items[0].quote == items[1].quote
    assert {(item.quote_lang, item.mark_start, item.mark_end) for item in items} == {("en", 27, 43)}


def test_the_message_carries_the_words_that_a_channel_puts_beside_its_parts():
    """A channel that lays out its own speaks the reader's language too."""
    told = message(slip(), reader="ckb")

    assert (told.reader_lang, told.lang) == ("ckb", "en")
    assert told.labels == MessageLabels("ئێستا", "پێشتر", "جیاوازی", "هەواڵەکە بخوێنەوە", "ژمارەی نامە")


@pytest.mark.parametrize(
    ("lang", "place", "expected"),
    [
        ("en", "north_quay", "Crew aboard, North Quay, the pilots"),
        ("ar", "north_quay", "البحارة، الرصيف الشمالي، المرشدون"),
        ("ckb", "north_quay", "دەریاوانان، شۆستەی باکوور، ڕێبەران"),
        ("ar", "other:far_bank", "البحارة، \u2068far bank\u2069، المرشدون"),
    ],
)
def test_the_label_is_in_the_readers_language(lang, place, expected):
    """The topic's own label there, else the first of its names there, else the English one, set apart."""
    now = said(FigureValue(5, 5), "Five pilots.", "Five", place=place, force="pilots")

    assert message(change("new", now), reader=lang).items[0].label == expected


@pytest.mark.parametrize(
    ("lang", "speaker", "office", "expected"),
    [
        ("ar", "المتحدث", "coalition-spokesperson", "المتحدث"),
        ("ckb", "المتحدث", "coalition-spokesperson", "المتحدث"),
        ("ar", "a spokesman", "coalition-spokesperson", "متحدث باسم التحالف (\u2068a spokesman\u2069)"),
        ("ckb", "a spokesman", "coalition-spokesperson", "وتەبێژی هاوپەیمانان (\u2068a spokesman\u2069)"),
        ("ar", "the harbour master", "harbour-master", "\u2068the harbour master\u2069"),
        ("ar", None, "harbour-master", "\u2068Harbour master\u2069"),
        ("ar", None, "us-official", "مسؤول أميركي"),
    ],
)
def test_a_speaker_is_named_as_in_the_article(lang, speaker, office, expected):
    """The name in its own script; the office in front of it where the name is foreign and the office is known."""
    now = said(BY_DECEMBER, "By December.", "By December", speaker=speaker, office=office)

    assert message(change("new", now), reader=lang).subject.endswith(f"— {expected}")


def test_the_city_of_the_zone_is_in_the_readers_language():
    """Baghdad time is Baghdad's in each language; a city without a name there keeps its English one."""
    zones = ("Asia/Baghdad", "Pacific/Honolulu")
    told = [word_alert(alert(slip()), TOPIC, zone, lang).published for zone in zones for lang in ("ar", "ckb")]

    assert [plain(one).rsplit(" ", 1)[1] for one in told] == ["بغداد", "بەغدا", "Honolulu", "Honolulu"]


@pytest.mark.parametrize("lang", ["ar", "ckb"])
@pytest.mark.parametrize("ailment", get_args(Ailment))
@pytest.mark.parametrize("healed", [False, True])
def test_every_notice_is_told_in_every_language(ailment, healed, lang):
    """An operator reads what happened, since when and what to do in their own language."""
    notice = Notice("quay-ar", ailment, healed, WEEK_BEFORE, "connect: refused", muted=3)
    made = compose_notice(notice, None, MORNING)
    english, own = (word_alert(made, None, ZONE, reader) for reader in ("en", lang))

    assert own.subject != english.subject
    assert own.note != english.note
    assert (own.lang, own.reader_lang) == (lang, lang)


any_day = st.dates(DateValue(BY_SEPTEMBER.start, BY_SEPTEMBER.start).start.replace(2000), BY_DECEMBER.end)
any_words = st.text(st.characters(exclude_categories=()), min_size=1, max_size=40)


@st.composite
def any_value(draw: st.DrawFn) -> DateValue | FigureValue:
    """Any date or figure that a claim may carry."""
    flags = {"approx": draw(st.booleans()), "suspect": draw(st.booleans())}
    if draw(st.booleans()):
        start, end = sorted((draw(any_day), draw(any_day)))
        return DateValue(start, end, draw(st.sampled_from(["in", "by", "before", "after", "from"])), **flags)
    low, high = sorted((draw(st.integers(0, 10**7)), draw(st.integers(0, 10**7))))
    bounds = draw(st.sampled_from([(low, high), (None, high), (low, None), (low, low), (low + 0.5, high + 0.5)]))
    return FigureValue(*bounds, unit=draw(st.sampled_from(["troops", "people", "supply_boats"])), **flags)


@st.composite
def any_change(draw: st.DrawFn) -> Change:
    """A change of any kind between any two claims of one kind, or against nothing known."""
    kind = draw(st.sampled_from(get_args(ChangeKind)))
    value, words = draw(any_value()), draw(any_words)
    other = draw(any_value().filter(lambda one: type(one) is type(value)))
    parts = {"speaker": draw(st.none() | any_words), "modality": draw(st.sampled_from(get_args(Modality)))}
    now = said(value, f"{words} value {words}", "value", outlet=draw(any_words), origin=draw(any_words), **parts)
    part = draw(st.sampled_from(get_args(RevisedPart))) if kind == "revised" else None
    return change(kind, now, draw(st.none() | st.just(earlier(other, speaker=words))), part=part)


@given(changes=st.lists(any_change(), min_size=1, max_size=3), lang=st.sampled_from(LANGUAGES), edited=st.booleans())
def test_any_alert_can_be_told_in_any_language(changes, lang, edited):
    """Whatever is claimed by whomever: one first line, every direction closed, and something said of each change."""
    told = message(*changes, reader=lang, edit=EDITED if edited else None, signs=Signs(("slug_differs",), MORNING))

    assert len(told.subject.splitlines()) == 1
    assert all(part.count("\u2068") == part.count("\u2069") for part in (told.subject, told.lead, told.text))
    assert all(item.label and item.now and item.heading for item in told.items)
    assert told.html.encode()


def test_what_a_change_is_called_is_told_in_each_language():
    """A heading is never empty, and no two languages share one."""
    headings = [word_heading(fall(), load_vocabulary(lang)) for lang in LANGUAGES]

    assert all(headings)
    assert len(set(headings)) == len(LANGUAGES)
