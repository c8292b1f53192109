"""What an outlet lets see of its edits: markers with their moments, and addresses that fit no more."""

from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote

import pytest
from records_made import make_article

from monitor.editions import read_signs, strip_markers
from monitor.records import Article, Lang, Signs

PUBLISHED = datetime(2027, 3, 3, 15, 0, tzinfo=UTC)  # 18:00 in Baghdad
READ = PUBLISHED + timedelta(hours=20)
EVENING = datetime(2027, 3, 3, 18, 58, tzinfo=UTC)  # 21:58 in Baghdad


def published(text: str = "The base closes.", lang: Lang = "en", **fields) -> Article:
    """An article of 3 March 2027, published at six in the evening in Baghdad."""
    fields = {"title": "Base closes", "published_at": PUBLISHED, "published_on": date(2027, 3, 3)} | fields
    return make_article(lang=lang, text=text, **fields)


def signs(article: Article, read_at: datetime = READ) -> Signs:
    """What an outlet in Baghdad lets see."""
    return read_signs(article, read_at, "Asia/Baghdad")


MARKERS: list[tuple[Lang, str, datetime | None]] = [
    ("en", "Updated at 21:58\n*", EVENING),
    ("en", "(Updated at 21:58) *", EVENING),
    ("en", "*\n(Updated at 9:58 pm)", EVENING),
    ("en", "*\nLast updated: 3 March 2027 21:58", EVENING),
    ("en", "Last updated on Wed, March 3, 2027 at 9:58 p.m. local time.\n*", EVENING),
    ("en", "Published: 3 March 2027 18:00 | Updated: 21:58\n*", EVENING),
    ("en", "Updated 2027-03-03 18:58 GMT\n*", EVENING),
    ("en", "Updated: 4 March 2027 02:00\n*", datetime(2027, 3, 3, 23, 0, tzinfo=UTC)),
    ("en", "Updated: 3 March 2027\n*", None),
    ("en", "Updated 5 hours ago\n*", None),
    ("en", "[Updated] *", None),
    ("en", "Update: *", None),
    ("ar", "آخر تحديث: 21:58\n*", EVENING),
    ("ar", "*\nتم التحديث: ٣ آذار ٢٠٢٧ - ٢١:٥٨", EVENING),
    ("ar", "آخر تحديث 9:58 م\n*", EVENING),
    ("ar", "تم التحديث في 03/03/2027 الساعة 21:58 بتوقيت بغداد\n*", EVENING),
    ("ar", "(تحديث) *", None),
    ("ar", "تم التحديث\n*", None),
    ("ckb", "نوێکراوەتەوە: 21:58\n*", EVENING),
    ("ckb", "نوێکراوەتەوە\n2027-03-03 21:58\n*", EVENING),
    ("ckb", "*\nدواین نوێکردنەوە: کاتژمێر 9:58 د.ن", EVENING),
    ("ckb", "(نوێکراوەتەوە) *", None),
]

BODIES: dict[Lang, str] = {"en": "The base closes.", "ar": "تغلق القاعدة.", "ckb": "بنکەکە دادەخرێت."}

NO_MARKERS: list[tuple[Lang, str]] = [
    ("en", "The list was updated at 21:58 by aides."),
    ("en", "Updated 2,500 names stand on the list."),
    ("en", "Updated figures of 3 March 2027 show that men left."),
    ("en", f"The base closes.\n{'It lies by a river. ' * 40}\nUpdated at 21:58\n{'It lies by a river. ' * 40}"),
    ("ar", "قال إن القائمة تم تحديثها في 3 آذار 2027 من قبل الوزارة."),
    ("ar", "تحديث 300 عربة في القاعدة."),
    ("ckb", "لیستەکە نوێکراوەتەوە و 300 ناوی تێدایە."),
]


@pytest.mark.parametrize(("lang", "text", "moment"), MARKERS)
def test_a_marker_is_seen_with_its_moment(lang: Lang, text: str, moment: datetime | None) -> None:
    """In UTC, from the outlet's zone or the one it names; None where it tells no time."""
    assert signs(published(text.replace("*", BODIES[lang]), lang)) == Signs(("updated_marker",), moment)


@pytest.mark.parametrize(("lang", "text", "moment"), MARKERS)
def test_a_text_without_its_marker_is_what_was_reported(lang: Lang, text: str, moment: datetime | None) -> None:
    """The report stays as it was, and no marker is left."""
    stripped = strip_markers(text.replace("*", BODIES[lang]), lang)

    assert BODIES[lang] in stripped
    assert strip_markers(stripped, lang) == stripped
    assert moment is None or "58" not in stripped


@pytest.mark.parametrize(("lang", "text"), NO_MARKERS)
def test_the_words_of_a_marker_within_the_report_are_none(lang: Lang, text: str) -> None:
    """A sentence about an update, a figure, or a line far from both ends."""
    assert signs(published(text, lang)) == Signs()
    assert strip_markers(text, lang) == text


def test_a_marker_may_stand_in_the_headline() -> None:
    """Outlets write it there, too."""
    assert signs(published(title="Base closes (Updated at 21:58)")) == Signs(("updated_marker",), EVENING)


def test_a_time_before_publication_is_on_the_next_day() -> None:
    """An article of the evening, updated after midnight."""
    assert signs(published("Updated at 00:20\nThe base closes.")).updated_at == datetime(2027, 3, 3, 21, 20, tzinfo=UTC)


def test_a_moment_ahead_of_the_reading_is_not_believed() -> None:
    """By an hour and more: the marker is seen, when it was is not known."""
    soon, late = EVENING - timedelta(minutes=59), EVENING - timedelta(minutes=61)
    article = published("Updated at 21:58\nThe base closes.")

    assert signs(article, soon) == Signs(("updated_marker",), EVENING)
    assert signs(article, late) == Signs(("updated_marker",), None)


SLUGS: list[tuple[Lang, str, str, bool]] = [
    # The address of the headline, whole or nearly.
    ("en", "coalition-withdraws-from-northern-base", "Coalition withdrawal from northern base begins", False),
    ("en", "coalition-withdraws-from-northern-base-1234567.html", "Coalition leaves base in the north", False),
    ("en", "envoy_meets_mayor_over_river_bridge", "Envoy and mayor meet on bridge across river", False),
    ("ar", "التحالف-يعلن-إغلاق-القاعدة-الشمالية", "التحالف يعلن رسميا اغلاق القاعدة", False),
    ("ar", "التحالف-یعلن-اغلاق-القاعـدة", "التحالف يعلن إغلاق القاعدة", False),
    ("ar", "وزير-الدفاع-يلتقي-المبعوث-الأممي", "الدفاع: الوزير التقى مبعوث الأمم المتحدة", False),
    ("ckb", "وەزیری-بەرگری-بنکەکە-دادەخات", "وەزیری بەرگری بنکەی باکوور دادەخات", False),
    ("ckb", "وزیری-برگری-بنکک-داداخات-باکوور", "وەزیری بەرگری بنکەکە لە باکوور", False),
    # The address of an older headline.
    ("en", "coalition-withdraws-from-northern-base", "Ministry denies any decision on troops", True),
    ("en", "envoy-meets-mayor-over-river-bridge", "Two hurt as crossing collapses in flood", True),
    ("en", "all-troops-leave-before-summer-ends", "Ministry: no date has been set", True),
    ("ar", "التحالف-يعلن-إغلاق-القاعدة-الشمالية", "الوزارة تنفي وجود قرار بشأن القوات", True),
    ("ar", quote("وزير-الدفاع-يزور-بغداد"), "إصابة شخصين في انهيار جسر", True),
    ("ckb", "وەزیری-بەرگری-بنکەکە-دادەخات", "حکومەت هیچ بڕیارێکی نەداوە", True),
    # Addresses that tell nothing.
    ("en", "1234567", "Ministry denies any decision", False),
    ("en", "news-item-42-a", "Ministry denies any decision", False),
    ("en", "base-closes-soon", "Ministry denies any decision", False),
    ("ar", "coalition-withdraws-from-northern-base", "الوزارة تنفي وجود قرار", False),
    ("en", "", "Ministry denies any decision", False),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "slug", "title", "differs"), SLUGS)
def test_an_address_of_another_headline_is_seen(lang: Lang, slug: str, title: str, differs: bool) -> None:  # noqa: FBT001
    """The words of its last part fit the headline, or a third of them do not."""
    article = published(BODIES[lang], lang, title=title, url=f"https://herald.example/news/{slug}")

    assert ("slug_differs" in signs(article).seen) == differs
