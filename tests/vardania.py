"""An invented story for tests of reading: the Compact's force leaves Vardania, in three languages.

Every name here is made up; the frames and their roles are those of a real topic file.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from monitor.claims import read_claims
from monitor.language.scenes import Staging, stage_article
from monitor.language.vocabulary import Vocabulary
from monitor.records import (
    Article,
    Claim,
    Confusable,
    DateValue,
    FigureValue,
    Force,
    Frame,
    Lang,
    Place,
    Topic,
    TopicMatch,
    Value,
)
from monitor.topics import detect_topic

PUBLISHED_ON = date(2031, 3, 12)
"""A Wednesday."""

FRAMES = (
    Frame("mission_end", "date", "ends", "End of the mission"),
    Frame("withdrawal_begin", "date", "begins", "Start of the withdrawal"),
    Frame("withdrawal_complete", "date", "completes", "Withdrawal complete"),
    Frame("drawdown", "date", "partial", "Drawdown reached"),
    Frame("agreement", "date", "agreed", "Agreement"),
    Frame("troops_present", "quantity", "present", "Troops present"),
    Frame("troops_remaining", "quantity", "remaining", "Troops to remain"),
    Frame("troops_leaving", "quantity", "leaving", "Troops to leave"),
)

TOPIC = Topic(
    name="compact-withdrawal",
    title="The Compact leaves Vardania",
    home="vardania",
    frames=FRAMES,
    places=(
        Place("vardania", "Vardania", aliases={"en": ("Vardania",), "ar": ("فاردانيا",), "ckb": ("ڤاردانیا",)}),
        Place("korsa", "Korsa", parent="vardania", aliases={"en": ("Korsa",), "ar": ("كورسا",), "ckb": ("کۆرسا",)}),
        Place(
            "tal_shirin",
            "Tal Shirin air base",
            parent="vardania",
            aliases={
                "en": ("Tal Shirin", "Tal Shirin base"),
                "ar": ("تل شيرين", "قاعدة تل شيرين"),
                "ckb": ("تەل شیرین", "بنکەی تەل شیرین"),
            },
        ),
        Place("lumia", "Lumia", aliases={"en": ("Lumia",), "ar": ("لوميا",), "ckb": ("لومیا",)}),
    ),
    forces=(
        Force(
            "compact",
            "the Compact",
            own=True,
            aliases={
                "en": ("the Compact", "Compact troops", "Compact forces", "Compact soldiers"),
                "ar": ("قوات الميثاق", "الميثاق", "جنود الميثاق"),
                "ckb": ("هێزەکانی پەیمان", "سەربازانی پەیمان"),
            },
        ),
        Force("nordic", "Nordic troops", aliases={"en": ("Nordic troops",), "ar": ("قوات الشمال",), "ckb": ()}),
    ),
    confusables=(
        Confusable(
            "relief", {"en": ("relief mission", "aid workers"), "ar": ("بعثة الإغاثة",), "ckb": ("تیمی فریاکەوتن",)}
        ),
    ),
    words={
        "owner": {"en": ("Concordia",), "ar": ("كونكورديا",), "ckb": ("کۆنکۆردیا",)},
        "enemy": {"en": ("raiders",), "ar": ("المغيرين",), "ckb": ("ڕێگرەکان",)},
    },
)

_VOCABULARY = Vocabulary(TOPIC)


def article(text: str, lang: Lang, title: str = "") -> Article:
    """An article of ``PUBLISHED_ON``."""
    published_at = datetime.combine(PUBLISHED_ON, time(9), UTC)
    return Article("a1", "https://news.example/a1", "news.example", lang, title, text, published_at, PUBLISHED_ON)


def staged(text: str, lang: Lang, title: str = "") -> Staging:
    """The article laid out under the invented topic."""
    return stage_article(article(text, lang, title), _VOCABULARY)


def claims_of(text: str, lang: Lang, title: str = "") -> tuple[Claim, ...]:
    """All claims of the article."""
    return read_claims(staged(text, lang, title))


def match_of(text: str, lang: Lang, title: str = "") -> TopicMatch:
    """How far the article is of the invented topic."""
    return detect_topic(staged(text, lang, title))


def table(text: str, lang: Lang, title: str = "") -> list[str]:
    """The claims as lines ``frame place value modality``, with ``background`` and ``of FORCE`` where they apply."""
    return [_line(claim) for claim in claims_of(text, lang, title)]


def _line(claim: Claim) -> str:
    parts = [claim.key.frame, claim.key.place, shown(claim.value), claim.modality]
    parts += ["background"] if claim.background else []
    parts += [f"of {claim.key.force}"] if claim.key.force else []
    return " ".join(parts)


def shown(value: Value) -> str:
    """A value in a few signs: ``by 2031-09-01..30``, ``~2000``, ``..500``, ``2500..``."""
    if isinstance(value, FigureValue):
        return _figure(value)
    return _days(value)


def _figure(value: FigureValue) -> str:
    near = "~" if value.approx else ""
    if value.low == value.high and value.low is not None:
        return f"{near}{value.low:g}"
    low, high = (f"{bound:g}" if bound is not None else "" for bound in (value.low, value.high))
    return f"{near}{low}..{high}"


def _days(value: DateValue) -> str:
    near = "~" if value.approx else ""
    if value.start == value.end:
        return f"{value.rel} {near}{value.start}"
    same_month = (value.start.year, value.start.month) == (value.end.year, value.end.month)
    end = f"{value.end.day:02}" if same_month else f"{value.end}"
    return f"{value.rel} {near}{value.start}..{end}"


SENTENCES = {
    "en": [
        "Compact troops will leave Vardania by September 2031.",
        "About 2,400 Compact soldiers are in Korsa, and 300 in Lumia.",
        "The spokesman said on Monday that the base at Tal Shirin was handed over.",
        "Hundreds would go by June, the rest within a year.",
        'He added: "We signed nothing on 3 March."',
        "The Compact denied this.",
    ],
    "ar": [
        "ستغادر قوات الميثاق فاردانيا بحلول أيلول/سبتمبر 2031.",
        "يبلغ عدد جنود الميثاق نحو ٢٤٠٠ جندي في كورسا.",
        "وقال المتحدث، الاثنين: «تسلّمنا قاعدة تل شيرين».",
        "وأضاف المصدر أن البقية تنسحب في غضون عام.",
    ],
    "ckb": [
        "هێزەکانی پەیمان تا کۆتایی ساڵی 2031 لە ڤاردانیا دەکشێنەوە.",
        "نزیکەی 2400 سەربازی پەیمان لە کۆرسا هەن.",
    ],
}
"""Sentences to put together in any order."""
