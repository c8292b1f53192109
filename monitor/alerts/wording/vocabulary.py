"""The phrases that messages are made of, one class a table of the word file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from monitor.alerts.wording.change_words import AlsoWords, ContradictionWords, HeadingWords, LeadWords, SubjectWords
from monitor.alerts.wording.notice_words import AdviceWords, CourseWords, HealedWords, IllWords
from monitor.alerts.wording.phrase_parts import with_parts
from monitor.alerts.wording.problem_words import ProblemToldWords, ProblemWords


@dataclass(frozen=True, slots=True)
class DateWords:
    """How spans of days are written, and how an event stands to them. ``about`` stands inside the relation."""

    day: str = field(metadata=with_parts("day", "month", "year"))
    day_of_year: str = field(metadata=with_parts("day", "month"))
    days_of_month: str = field(metadata=with_parts("first", "last", "month", "year"))
    month: str = field(metadata=with_parts("month", "year"))
    months: str = field(metadata=with_parts("first", "last", "year"))
    years: str = field(metadata=with_parts("first", "last"))
    span: str = field(metadata=with_parts("start", "end"))
    about: str = field(metadata=with_parts("span"))
    in_: str = field(metadata=with_parts("span"))
    by: str = field(metadata=with_parts("span"))
    before: str = field(metadata=with_parts("span"))
    after: str = field(metadata=with_parts("span"))
    from_: str = field(metadata=with_parts("span"))
    moment: str = field(metadata=with_parts("day", "time", "zone"))


@dataclass(frozen=True, slots=True)
class FigureWords:
    """How bounds are written."""

    exact: str = field(metadata=with_parts("number", "unit"))
    open_below: str = field(metadata=with_parts("number", "unit"))
    open_above: str = field(metadata=with_parts("number", "unit"))
    range: str = field(metadata=with_parts("low", "high", "unit"))
    about: str = field(metadata=with_parts("number"))


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
    day: str
    days: str = field(metadata=with_parts("count"))
    month: str
    months: str = field(metadata=with_parts("count"))
    year: str
    years: str = field(metadata=with_parts("count"))


@dataclass(frozen=True, slots=True)
class TimingWords:
    """How what is done stands to what was promised."""

    in_time: str
    early: str
    late: str
    early_by: str = field(metadata=with_parts("days"))
    late_by: str = field(metadata=with_parts("days"))


@dataclass(frozen=True, slots=True)
class SaidWords:
    """What a claim is about, and who said it where and when. ``copied`` stands in the place of the outlet."""

    label: str = field(metadata=with_parts("frame", "place"))
    label_of_force: str = field(metadata=with_parts("frame", "place", "force"))
    by_office: str = field(metadata=with_parts("office", "speaker"))
    named: str = field(metadata=with_parts("who", "outlet", "day"))
    unnamed: str = field(metadata=with_parts("outlet", "day"))
    unnamed_short: str = field(metadata=with_parts("outlet"))
    where: str = field(metadata=with_parts("outlet", "day"))
    copied: str = field(metadata=with_parts("outlet", "origin"))
    as_read: str = field(metadata=with_parts("outlet", "day"))
    as_of: str = field(metadata=with_parts("day"))


@dataclass(frozen=True, slots=True)
class LayoutWords:
    """The headings of the mail layouts, and what stands in the place of a value that is not there."""

    gone: str
    page_gone: str
    overdue: str
    now: str
    before: str
    moved: str
    quote: str
    quote_gone: str
    link: str
    link_source: str
    link_page: str
    alert: str


@dataclass(frozen=True, slots=True)
class NoteWords:
    """What the reader must know of the whole message, a sentence each."""

    edited: str
    reads_now: str
    updated_at: str = field(metadata=with_parts("time", "zone"))
    updated_on: str = field(metadata=with_parts("moment"))
    slug_differs: str


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
    layout: LayoutWords
