"""By how much a value moved, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from monitor.alerts.wording.counting import set_off, word_count, word_number
from monitor.alerts.wording.dates import is_whole_months, word_days
from monitor.alerts.wording.headings import name_change, word_heading
from monitor.alerts.wording.vocabulary import Vocabulary
from monitor.records import Change, DateValue, Direction, FigureValue, Size

_MONTHS_OF_A_YEAR = 12
_STEPS = frozenset({"changed", "source_reversed", "revised_value"})


@dataclass(frozen=True, slots=True)
class Moved:
    """``brief`` for a first line, never empty; ``whole`` with all that was measured, empty where nothing was."""

    brief: str
    whole: str


def word_movement(change: Change, words: Vocabulary) -> Moved:
    """What happened: "slipped by 3 months (91 days later)", "down 500 (−20 %)"; what the kind is called if unmeasured.

    Only a step from one value to another is measured: a change, the same source's other word, an edited value.
    """
    if change.against is None or change.direction is None or not _is_step(change):
        return Moved(word_heading(change, words), "")
    new, old, size = change.said.claim.value, change.against.claim.value, change.size
    if size is not None and size.days is not None and isinstance(new, DateValue) and isinstance(old, DateValue):
        return _date(change, size.days, _months_between(new, old), words)
    if size is not None and size.count is not None and isinstance(new, FigureValue) and isinstance(old, FigureValue):
        count = _step_size(new, old, change.direction, words).format(count=word_number(size.count, words))
        return _figure(count, size, change.direction, words)
    direction = _bare_direction(change.direction, words)
    return Moved(direction, direction)


def _is_step(change: Change) -> bool:
    return name_change(change) in _STEPS and change.said.claim.modality != "denied"


def _bare_direction(direction: Direction, words: Vocabulary) -> str:
    table = words.movement
    return {"later": table.later, "earlier": table.earlier, "up": table.up, "down": table.down}[direction]


def _date(change: Change, days: int, months: int, words: Vocabulary) -> Moved:
    in_days = word_days(days, words)
    later = change.direction == "later"
    if months * (1 if later else -1) <= 0:
        moved = _step(change, in_days, words)
        return Moved(moved, moved)
    brief = _step(change, _calendar_amount(abs(months), words), words)
    whole = words.movement.with_days_later if later else words.movement.with_days_earlier
    return Moved(brief, whole.format(moved=brief, days=in_days))


def _step(change: Change, amount: str, words: Vocabulary) -> str:
    table = words.movement
    later = change.direction == "later"
    if change.said.claim.modality == "occurred":  # what is done cannot slip any more
        return (table.done_later if later else table.done_earlier).format(amount=amount)
    return (table.later_by if later else table.earlier_by).format(amount=amount)


def _months_between(new: DateValue, old: DateValue) -> int:
    """Months from ``old`` to ``new`` where both have the same shape (whole months, or one day), else 0."""
    starts, ends = _months_apart(new.start, old.start), _months_apart(new.end, old.end)
    both_days = new.start == new.end and old.start == old.end and new.start.day == old.start.day
    both_months = is_whole_months(new) and is_whole_months(old)
    return starts if starts == ends and (both_days or both_months) else 0


def _months_apart(new: date, old: date) -> int:
    return (new.year - old.year) * _MONTHS_OF_A_YEAR + new.month - old.month


def _calendar_amount(months: int, words: Vocabulary) -> str:
    years, left = divmod(months, _MONTHS_OF_A_YEAR)
    if years and not left:
        return word_count(years, words.movement.years, words)
    return word_count(months, words.movement.months, words)


def _figure(count: str, size: Size, direction: Direction, words: Vocabulary) -> Moved:
    rising = direction == "up"
    moved = (words.movement.up_by if rising else words.movement.down_by).format(count=count)
    if size.percent is not None:
        whole = size.percent >= 1
        percent = set_off(f"{size.percent:,.0f}", words) if whole else word_number(size.percent, words)
        moved = (words.movement.percent_up if rising else words.movement.percent_down).format(
            moved=moved, percent=percent
        )
    return Moved(moved, moved)


def _step_size(new: FigureValue, old: FigureValue, direction: Direction, words: Vocabulary) -> str:
    """The phrase for a count: bare between two exact figures; "at least" or "about" where bounds leave it open."""
    below, above = (old, new) if direction == "up" else (new, old)
    ends_at_high = below.high is not None and below.low in {None, below.high}
    starts_at_low = above.low is not None and above.high in {None, above.low}
    if ends_at_high and starts_at_low and (below.low is None or above.high is None):
        return words.movement.at_least
    exact = all(value.low == value.high and not value.approx for value in (new, old))
    return "{count}" if exact else words.movement.about
