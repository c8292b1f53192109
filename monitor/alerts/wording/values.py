"""Values in words: spans of days, bounds of figures, and how the article puts them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from monitor.alerts.inert import make_inert
from monitor.alerts.wording.vocabulary import Vocabulary
from monitor.records import Claim, DateValue, FigureValue, Value

_DECEMBER = 12


def word_claim(claim: Claim, words: Vocabulary) -> str:
    """The claim's value with how the article puts it: "by September 2026 (planned)"; a suspect value says so."""
    value = word_value(claim.value, words)
    if claim.value.suspect:
        value = words.values.suspect.format(value=value)
    return words.values.standing.format(value=value, standing=word_standing(claim, words))


def word_claim_briefly(claim: Claim, words: Vocabulary) -> str:
    """The value for a first line, which says how the article puts it only where that is not the usual way.

    Dates are mostly planned and figures mostly stated as fact; that a value is denied, the line says elsewhere.
    """
    value = word_claim_bare(claim, words)
    usual = "planned" if isinstance(claim.value, DateValue) else "occurred"
    if claim.modality in {usual, "denied"}:
        return value
    return words.values.standing.format(value=value, standing=word_standing(claim, words))


def word_claim_alone(claim: Claim, words: Vocabulary) -> str:
    """The value for a first line in which nothing else says that it is denied: the claim then says so itself."""
    return word_claim(claim, words) if claim.modality == "denied" else word_claim_briefly(claim, words)


def word_claim_bare(claim: Claim, words: Vocabulary) -> str:
    """The value for a first line that says in other words how the article puts it."""
    value = word_value(claim.value, words)
    return words.values.suspect_short.format(value=value) if claim.value.suspect else value


def word_value(value: Value, words: Vocabulary) -> str:
    """The bare value: "by September 2026", "21–30 September 2026", "fewer than 500 troops", "hundreds of troops"."""
    return _date(value, words) if isinstance(value, DateValue) else _figure(value, words)


def word_day(day: date, words: Vocabulary) -> str:
    """A day: "15 September 2026"."""
    return words.dates.day.format(day=day.day, month=words.months[day.month - 1], year=day.year)


def word_day_beside(day: date, other: date, words: Vocabulary) -> str:
    """A day for a reader who knows the other one: without its year where both have the same, "15 September"."""
    if day.year != other.year:
        return word_day(day, words)
    return words.dates.day_of_year.format(day=day.day, month=words.months[day.month - 1])


def word_number(number: float) -> str:
    """A number with its thousands set off, at most two decimals: "2,500", "1.5"."""
    return f"{number:,.2f}".rstrip("0").rstrip(".")


def word_days(days: int, words: Vocabulary) -> str:
    """A number of days: "1 day", "92 days"."""
    return word_count(days, words.movement.day, words.movement.days)


def word_count(count: int, one: str, more: str) -> str:
    """The phrase for one, or the one for more with its count put in."""
    return one if count == 1 else more.format(count=word_number(count))


def is_whole_months(value: DateValue) -> bool:
    """Whether the span runs from the first day of a month to the last day of the same or a later one."""
    return value.start.day == 1 and value.end.day == monthrange(value.end.year, value.end.month)[1]


def word_standing(claim: Claim, words: Vocabulary) -> str:
    """How the article puts the claim: "planned", "reported as fact"."""
    table = words.date_standing if isinstance(claim.value, DateValue) else words.figure_standing
    return {
        "planned": table.planned,
        "occurred": table.occurred,
        "denied": table.denied,
        "uncertain": table.uncertain,
        "postponed": table.postponed,
    }[claim.modality]


def _date(value: DateValue, words: Vocabulary) -> str:
    span = _span(value, words)
    if value.approx:
        span = words.dates.about.format(span=span)
    relation = {
        "in": words.dates.in_,
        "by": words.dates.by,
        "before": words.dates.before,
        "after": words.dates.after,
        "from": words.dates.from_,
    }[value.rel]
    return relation.format(span=span)


def _span(value: DateValue, words: Vocabulary) -> str:
    start, end = value.start, value.end
    if start == end:
        return word_day(start, words)
    if is_whole_months(value):
        return _months(start, end, words)
    if (start.year, start.month) == (end.year, end.month):
        month = words.months[start.month - 1]
        return words.dates.days_of_month.format(first=start.day, last=end.day, month=month, year=start.year)
    return words.dates.span.format(start=word_day_beside(start, end, words), end=word_day(end, words))


def _months(start: date, end: date, words: Vocabulary) -> str:
    first, last = words.months[start.month - 1], words.months[end.month - 1]
    if start.month == 1 and end.month == _DECEMBER:
        years = (start.year, end.year)
        return str(years[0]) if years[0] == years[1] else words.dates.years.format(first=years[0], last=years[1])
    if start.year != end.year:
        opening = words.dates.month.format(month=first, year=start.year)
        return words.dates.span.format(start=opening, end=words.dates.month.format(month=last, year=end.year))
    if start.month == end.month:
        return words.dates.month.format(month=first, year=start.year)
    return words.dates.months.format(first=first, last=last, year=start.year)


def _figure(value: FigureValue, words: Vocabulary) -> str:
    unit = _unit(value, words)
    for vague in words.vague:
        if value.approx and (value.low, value.high) == (vague.low, vague.high):
            return vague.words.format(unit=unit)
    low, high = _bound(value.low, value, words), _bound(value.high, value, words)
    if value.low is None:
        return words.figures.open_below.format(number=high, unit=unit)
    if value.high is None:
        return words.figures.open_above.format(number=low, unit=unit)
    if value.low == value.high:
        return words.figures.exact.format(number=low, unit=unit)
    return words.figures.range.format(low=low, high=word_number(value.high), unit=unit)


def _bound(bound: float | None, value: FigureValue, words: Vocabulary) -> str:
    number = "" if bound is None else word_number(bound)
    return words.figures.about.format(number=number) if value.approx else number


def _unit(value: FigureValue, words: Vocabulary) -> str:
    plain = make_inert(value.unit).replace("_", " ")
    one, more = words.units.get(value.unit, (plain, plain))
    return one if value.low == value.high == 1 else more
