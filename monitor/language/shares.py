"""Parts of a whole: "half of the force", "three quarters", "1/2", "one in five", "نصف القوات"."""

from __future__ import annotations

from monitor.language.fractions import share_of, slashed_at
from monitor.language.joints import ends_at_mark, stands_alone
from monitor.language.numerals import read_amount
from monitor.language.reading import Layout
from monitor.language.signs import read_signed
from monitor.language.sums import Numeral

_LARGEST_WHOLE = 1000
"""One in more than so many is no share that is said in words; years begin behind it. A judgement."""


def read_quantity(layout: Layout, at: int) -> Numeral | None:
    """The number or share at a token, with its sign, or None.

    A part that is none is nothing at all: an ordinal, "half empty", "the second half", "النصف الثاني".
    """
    named = _of_whole(layout, at)
    if named is not None:
        return named
    number = read_signed(layout, at)
    if number is None:
        return None
    if number.is_share:
        return number if _is_part_of_whole(layout, number) else None
    slashed = slashed_at(layout, number.last) if number.in_digits and number.scale is None else None
    if slashed is not None:
        sign = -1 if number.value < 0 else 1
        value = sign * slashed.value * (slashed.scale or 1)
        return number._replace(value=value, last=slashed.last, scale=slashed.scale, is_share=slashed.scale is None)
    return _divided(layout, number) or number


def _of_whole(layout: Layout, at: int) -> Numeral | None:
    """Words that may be something else ("a fifth", "خمس") where the whole stands behind them."""
    hit = layout.starting(at, "fractions_of") if "fractions_of" in layout.tables else None
    if hit is None:
        return None
    articles = layout.pack.articles
    if articles:
        behind = hit.last + 1
        definite = behind < len(layout.tokens) and layout.tokens[behind].folded.startswith(articles)
        bare = layout.tokens[at].folded in layout.pack.folded_words("numbers", "fractions_of", hit.label.value)
        if not (definite and bare) or layout.starting(behind, "scales") is not None:
            return None
    elif not (_ends_phrase(layout, hit.last) or layout.starting(hit.last + 1, "links") is not None):
        return None
    return Numeral(share_of(hit), at, hit.last, in_digits=False, is_share=True)


def _is_part_of_whole(layout: Layout, share: Numeral) -> bool:
    """Whether a word for a part is said of something: not "half empty", "the second half", "النصف الثاني"."""
    hit = layout.starting(share.first, "fractions") or layout.starting(share.first, "fractions_more")
    if hit is None or hit.last != share.last:
        return True
    if layout.starting(hit.last + 1, "ordinals") is not None:
        return False
    if layout.starting(hit.first, "not_shares") is not None or layout.ending(hit.last, "not_shares") is not None:
        return False
    bounded = any(layout.ending(hit.first - 1, table) is not None for table in ("bounds", "ranges"))
    if _carries_article(layout, hit.first):
        return bounded
    needs_whole = bool(layout.pack.words["numbers"].get("wholes"))
    if bounded or not needs_whole:
        return True
    return layout.starting(hit.first, "wholes") is not None or stands_alone(layout, hit.last)


def _carries_article(layout: Layout, at: int) -> bool:
    """Whether a noun is definite by an article that is written onto it, behind "and" or not ("والنصف")."""
    word = layout.tokens[at].folded
    for connector in layout.pack.connectors:
        word = word.removeprefix(connector)
    return bool(layout.pack.articles) and word.startswith(layout.pack.articles)


def _divided(layout: Layout, above: Numeral) -> Numeral | None:
    """Such as "one over three", "1 in 5", "واحد على ثلاثة"; two numbers that only meet ("200 over three months")."""
    joint = layout.starting(above.last + 1, "divided") if "divided" in layout.tables else None
    if joint is None or above.value != int(above.value) or joint.last + 1 >= len(layout.tokens):
        return None
    if layout.starting(joint.first, "not_counted") is not None:  # "30 في المئة"
        return None
    below = read_amount(layout, joint.last + 1)
    if below is None or below.is_share or below.value <= 1 or below.value != int(below.value):
        return None
    clear = abs(above.value) == 1 or joint.label.value == "every" or _ends_phrase(layout, below.last)
    if not clear or _is_timed(layout, below.last):
        return None
    if joint.label.value != "over" and not abs(above.value) < below.value <= _LARGEST_WHOLE:
        return None
    return above._replace(value=above.value / below.value, last=below.last, is_share=True)


def _ends_phrase(layout: Layout, last: int) -> bool:
    behind = last + 1
    return ends_at_mark(layout, last) or layout.starting(behind, "bounds_after") is not None


def _is_timed(layout: Layout, last: int) -> bool:
    return any(layout.starting(last + 1, table) is not None for table in ("units", "units_many"))
