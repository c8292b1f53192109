"""The phrases that messages are made of, one class a table of the word file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


def _with(*parts: str) -> dict[str, frozenset[str]]:
    """The parts that a phrase must name in braces, each at least once, and no other."""
    return {"parts": frozenset(parts)}


@dataclass(frozen=True, slots=True)
class DateWords:
    """How spans of days are written, and how an event stands to them. ``about`` stands inside the relation."""

    day: str = field(metadata=_with("day", "month", "year"))
    day_of_year: str = field(metadata=_with("day", "month"))
    days_of_month: str = field(metadata=_with("first", "last", "month", "year"))
    month: str = field(metadata=_with("month", "year"))
    months: str = field(metadata=_with("first", "last", "year"))
    years: str = field(metadata=_with("first", "last"))
    span: str = field(metadata=_with("start", "end"))
    about: str = field(metadata=_with("span"))
    in_: str = field(metadata=_with("span"))
    by: str = field(metadata=_with("span"))
    before: str = field(metadata=_with("span"))
    after: str = field(metadata=_with("span"))
    from_: str = field(metadata=_with("span"))
    moment: str = field(metadata=_with("day", "time", "zone"))


@dataclass(frozen=True, slots=True)
class FigureWords:
    """How bounds are written."""

    exact: str = field(metadata=_with("number", "unit"))
    open_below: str = field(metadata=_with("number", "unit"))
    open_above: str = field(metadata=_with("number", "unit"))
    range: str = field(metadata=_with("low", "high", "unit"))
    about: str = field(metadata=_with("number"))


@dataclass(frozen=True, slots=True)
class ValueWords:
    """What is added to a value."""

    suspect: str = field(metadata=_with("value"))
    suspect_short: str = field(metadata=_with("value"))
    standing: str = field(metadata=_with("value", "standing"))


@dataclass(frozen=True, slots=True)
class StandingWords:
    """How the article puts a claim: one word or two for each modality."""

    planned: str
    occurred: str
    denied: str
    uncertain: str
    postponed: str


@dataclass(frozen=True, slots=True)
class MovementWords:
    """What happened to a value: the bare kinds and directions, and those with an amount."""

    changed: str
    refined: str
    denied: str
    new: str
    later: str
    earlier: str
    up: str
    down: str
    later_by: str = field(metadata=_with("amount"))
    earlier_by: str = field(metadata=_with("amount"))
    done_later: str = field(metadata=_with("amount"))
    done_earlier: str = field(metadata=_with("amount"))
    with_days_later: str = field(metadata=_with("moved", "days"))
    with_days_earlier: str = field(metadata=_with("moved", "days"))
    up_by: str = field(metadata=_with("count"))
    down_by: str = field(metadata=_with("count"))
    about: str = field(metadata=_with("count"))
    at_least: str = field(metadata=_with("count"))
    percent_up: str = field(metadata=_with("moved", "percent"))
    percent_down: str = field(metadata=_with("moved", "percent"))
    day: str
    days: str = field(metadata=_with("count"))
    month: str
    months: str = field(metadata=_with("count"))
    year: str
    years: str = field(metadata=_with("count"))


@dataclass(frozen=True, slots=True)
class SaidWords:
    """What a claim is about, and who said it where and when."""

    label: str = field(metadata=_with("frame", "place"))
    label_of_force: str = field(metadata=_with("frame", "place", "force"))
    by_office: str = field(metadata=_with("office", "speaker"))
    named: str = field(metadata=_with("who", "outlet", "day"))
    unnamed: str = field(metadata=_with("outlet", "day"))
    unnamed_short: str = field(metadata=_with("outlet"))


@dataclass(frozen=True, slots=True)
class SubjectWords:
    """The first line for each kind of change, and for an alert of several."""

    new: str = field(metadata=_with("label", "moved", "now", "who"))
    changed: str = field(metadata=_with("label", "moved", "before", "now", "who"))
    refined: str = field(metadata=_with("label", "moved", "before", "now", "who"))
    denied: str = field(metadata=_with("label", "moved", "now", "who"))
    more: str = field(metadata=_with("subject", "count"))


@dataclass(frozen=True, slots=True)
class LeadWords:
    """The sentence that tells the loudest change whole, for each kind."""

    new: str = field(metadata=_with("now", "now_said"))
    changed: str = field(metadata=_with("now", "now_said", "before", "before_said"))
    refined: str = field(metadata=_with("now", "now_said", "before", "before_said"))
    denied: str = field(metadata=_with("now", "now_said", "before", "before_said"))
    denied_alone: str = field(metadata=_with("now", "now_said"))


@dataclass(frozen=True, slots=True)
class LayoutWords:
    """The headings of the mail layouts."""

    edited: str
    now: str
    before: str
    moved: str
    quote: str
    link: str
    alert: str


@dataclass(frozen=True, slots=True)
class VagueFigure:
    """A word for an approximate figure with exactly these bounds; ``words`` names the unit in braces."""

    low: int
    high: int
    words: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words of one language. ``months`` runs from January; ``units`` gives the form for one and for more."""

    months: tuple[str, ...]
    units: Mapping[str, tuple[str, str]]
    vague: tuple[VagueFigure, ...]
    dates: DateWords
    figures: FigureWords
    values: ValueWords
    date_standing: StandingWords
    figure_standing: StandingWords
    movement: MovementWords
    said: SaidWords
    subject: SubjectWords
    lead: LeadWords
    layout: LayoutWords
