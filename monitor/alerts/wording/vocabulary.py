"""The phrases that messages are made of, one class a table of the word file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from monitor.alerts.wording.change_words import AlsoWords, ContradictionWords, HeadingWords, LeadWords, SubjectWords
from monitor.alerts.wording.message_words import BundleWords, LayoutWords, NoteWords, PromiseWords, SaidWords
from monitor.alerts.wording.notice_words import AdviceWords, CourseWords, HealedWords, IllWords
from monitor.alerts.wording.phrase_parts import Counted, with_count, with_parts
from monitor.alerts.wording.problem_words import ProblemToldWords, ProblemWords
from monitor.records import Lang


@dataclass(frozen=True, slots=True)
class DateWords:
    """How spans of days are written, and how an event stands to them. ``about`` stands inside the relation.

    ``early`` to ``second_half`` are parts of a month (thirds and halves of it), which are told as words. ``period``
    stands around a span with two ends before anything else does.
    """

    day: str = field(metadata=with_parts("day", "month", "year"))
    day_of_year: str = field(metadata=with_parts("day", "month"))
    days_of_month: str = field(metadata=with_parts("first", "last", "month", "year"))
    early: str = field(metadata=with_parts("month", "year"))
    middle: str = field(metadata=with_parts("month", "year"))
    late: str = field(metadata=with_parts("month", "year"))
    first_half: str = field(metadata=with_parts("month", "year"))
    second_half: str = field(metadata=with_parts("month", "year"))
    month: str = field(metadata=with_parts("month", "year"))
    months: str = field(metadata=with_parts("first", "last", "year"))
    years: str = field(metadata=with_parts("first", "last"))
    span: str = field(metadata=with_parts("start", "end"))
    period: str = field(metadata=with_parts("span"))
    about: str = field(metadata=with_parts("span"))
    in_: str = field(metadata=with_parts("span"))
    by: str = field(metadata=with_parts("span"))
    before: str = field(metadata=with_parts("span"))
    after: str = field(metadata=with_parts("span"))
    from_: str = field(metadata=with_parts("span"))
    moment: str = field(metadata=with_parts("day", "time", "zone"))


@dataclass(frozen=True, slots=True)
class FigureWords:
    """How bounds are written; ``amount`` is a number with its unit.

    ``about`` stands around a number or an amount, and inside the bounds. ``other_unit`` is the amount of a unit that is
    not listed.
    """

    open_below: str = field(metadata=with_parts("amount"))
    open_above: str = field(metadata=with_parts("amount"))
    range: str = field(metadata=with_parts("low", "amount"))
    about: str = field(metadata=with_parts("amount"))
    other_unit: str = field(metadata=with_parts("count", "unit"))


@dataclass(frozen=True, slots=True)
class ValueWords:
    """What is added to a value."""

    suspect: str = field(metadata=with_parts("value"))
    suspect_short: str = field(metadata=with_parts("value"))
    standing: str = field(metadata=with_parts("value", "standing"))


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
    """How a value moved: the bare directions, and those with an amount."""

    later: str
    earlier: str
    up: str
    down: str
    later_by: str = field(metadata=with_parts("amount"))
    earlier_by: str = field(metadata=with_parts("amount"))
    done_later: str = field(metadata=with_parts("amount"))
    done_earlier: str = field(metadata=with_parts("amount"))
    with_days_later: str = field(metadata=with_parts("moved", "days"))
    with_days_earlier: str = field(metadata=with_parts("moved", "days"))
    up_by: str = field(metadata=with_parts("count"))
    down_by: str = field(metadata=with_parts("count"))
    about: str = field(metadata=with_parts("count"))
    at_least: str = field(metadata=with_parts("count"))
    percent_up: str = field(metadata=with_parts("moved", "percent"))
    percent_down: str = field(metadata=with_parts("moved", "percent"))
    days: Counted = field(metadata=with_count())
    months: Counted = field(metadata=with_count())
    years: Counted = field(metadata=with_count())


@dataclass(frozen=True, slots=True)
class TimingWords:
    """How what is done stands to what was promised."""

    in_time: str
    early: str
    late: str
    early_by: str = field(metadata=with_parts("days"))
    late_by: str = field(metadata=with_parts("days"))


@dataclass(frozen=True, slots=True)
class VagueFigure:
    """A word for an approximate figure with exactly these bounds; ``words`` names the unit in braces."""

    low: int
    high: int
    words: str


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted: ``counted`` with its number, ``vague`` behind a word for many ("hundreds of troops")."""

    counted: Counted
    vague: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words of one language. ``months`` runs from January; ``units`` are known by the names that figures carry.

    ``zones`` are the cities of time zones by their IANA names, ``offices`` those of speakers by their ids, where they
    are not written as in English.
    """

    lang: Lang
    months: tuple[str, ...]
    units: Mapping[str, Unit]
    zones: Mapping[str, str]
    offices: Mapping[str, str]
    vague: tuple[VagueFigure, ...]
    dates: DateWords
    figures: FigureWords
    values: ValueWords
    date_standing: StandingWords
    figure_standing: StandingWords
    movement: MovementWords
    timing: TimingWords
    said: SaidWords
    heading: HeadingWords
    contradiction: ContradictionWords
    subject: SubjectWords
    lead: LeadWords
    also: AlsoWords
    note: NoteWords
    ill: IllWords
    healed: HealedWords
    advice: AdviceWords
    problem: ProblemWords
    problem_told: ProblemToldWords
    course: CourseWords
    promise: PromiseWords
    bundle: BundleWords
    layout: LayoutWords
