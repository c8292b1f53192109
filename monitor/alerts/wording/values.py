"""Values in words: dates, bounds of figures, and how the article puts them."""

from __future__ import annotations

from collections.abc import Callable

from monitor.alerts.inert import make_inert
from monitor.alerts.wording.counting import set_off, word_count, word_number
from monitor.alerts.wording.dates import word_date, word_date_beside
from monitor.alerts.wording.vocabulary import Vocabulary
from monitor.records import Claim, DateValue, FigureValue, Value

_Amount = Callable[[float, str, Vocabulary], str]
"""How a number of some unit is written."""


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
    return _with_unusual_standing(word_claim_bare(claim, words), claim, words)


def word_claim_alone(claim: Claim, words: Vocabulary) -> str:
    """The value for a first line in which nothing else says that it is denied: the claim then says so itself."""
    return word_claim(claim, words) if claim.modality == "denied" else word_claim_briefly(claim, words)


def word_claim_beside(claim: Claim, other: Claim, words: Vocabulary) -> str:
    """The same for a first line that gives the other claim too: without the year or the unit that both have."""
    if claim.modality == "denied" or claim.value.suspect:
        return word_claim_alone(claim, words)
    return _with_unusual_standing(_value_beside(claim.value, other.value, words), claim, words)


def _with_unusual_standing(value: str, claim: Claim, words: Vocabulary) -> str:
    usual = "planned" if isinstance(claim.value, DateValue) else "occurred"
    if claim.modality in {usual, "denied"}:
        return value
    return words.values.standing.format(value=value, standing=word_standing(claim, words))


def word_claim_bare(claim: Claim, words: Vocabulary) -> str:
    """The value for a first line that says in other words how the article puts it."""
    value = word_value(claim.value, words)
    return words.values.suspect_short.format(value=value) if claim.value.suspect else value


def word_value(value: Value, words: Vocabulary) -> str:
    """The bare value: "by September 2026", "late September 2026", "fewer than 500 troops", "hundreds of troops"."""
    return word_date(value, words) if isinstance(value, DateValue) else _figure(value, words, _amount)


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


def _value_beside(value: Value, other: Value, words: Vocabulary) -> str:
    if isinstance(value, DateValue):
        return word_date_beside(value, other, words) if isinstance(other, DateValue) else word_date(value, words)
    same_unit = isinstance(other, FigureValue) and other.unit == value.unit
    return _figure(value, words, _bare_amount if same_unit else _amount)


def _bare_amount(number: float, unit: str, words: Vocabulary) -> str:  # noqa: ARG001 # stands in the place of _amount
    return word_number(number, words)


def _figure(value: FigureValue, words: Vocabulary, amount_of: _Amount) -> str:
    for vague in words.vague:
        if value.approx and (value.low, value.high) == (vague.low, vague.high):
            return vague.words.format(unit=_unit_of_many(value.unit, words))
    if value.low is None or value.high is None or value.low == value.high:
        return _one_bound(value, words, amount_of)
    amount = amount_of(value.high, value.unit, words)
    return words.figures.range.format(low=_hedge(word_number(value.low, words), value, words), amount=amount)


def _one_bound(value: FigureValue, words: Vocabulary, amount_of: _Amount) -> str:
    bound = value.high if value.low is None else value.low
    amount = _hedge(amount_of(bound or 0, value.unit, words), value, words)
    if value.low is None:
        return words.figures.open_below.format(amount=amount)
    return words.figures.open_above.format(amount=amount) if value.high is None else amount


def _hedge(amount: str, value: FigureValue, words: Vocabulary) -> str:
    return words.figures.about.format(amount=amount) if value.approx else amount


def _amount(number: float, unit: str, words: Vocabulary) -> str:
    known = words.units.get(unit)
    if known is not None:
        return word_count(number, known.counted, words)
    return words.figures.other_unit.format(count=word_number(number, words), unit=_unit_of_many(unit, words))


def _unit_of_many(unit: str, words: Vocabulary) -> str:
    known = words.units.get(unit)
    return known.vague if known is not None else set_off(make_inert(unit).replace("_", " "), words)
