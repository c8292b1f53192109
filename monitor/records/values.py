"""Dates and figures: what a claim carries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

Lang = Literal["ar", "en", "ckb"]
DateRel = Literal["in", "by", "before", "after", "from"]


@dataclass(frozen=True, slots=True)
class DateValue:
    """A span of calendar days, both ends inclusive, as the words name it and resolved against the day of publication.

    ``rel`` says how the event stands to the span ("by September 2026" is the whole month with ``by``). ``suspect`` is
    set where the words contradict the article's own calendar; the literal reading is kept. ``others`` are the
    spans that the words might mean instead ("September" of the year before): they say how sure a reading is and make no
    difference between two values.
    """

    start: date
    end: date
    rel: DateRel = "in"
    approx: bool = False
    suspect: bool = False
    others: tuple[tuple[date, date], ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        """Refuse a span that ends before it starts."""
        if self.end < self.start:
            msg = f"a date value must not end ({self.end}) before it starts ({self.start})"
            raise ValueError(msg)

    @property
    def opens_later(self) -> bool:
        """Whether it says that something starts at the span rather than being done by it."""
        return self.rel in {"after", "from"}

    @property
    def deadline(self) -> date | None:
        """The last day on which it can still come true; None for what only starts at its span."""
        if self.opens_later:
            return None
        return self.start - timedelta(days=1) if self.rel == "before" else self.end


@dataclass(frozen=True, slots=True)
class FigureValue:
    """A count: inclusive bounds, either of which may be open (``None``); equal bounds are a plain number."""

    low: float | None
    high: float | None
    approx: bool = False
    unit: str = "troops"
    suspect: bool = False

    def __post_init__(self) -> None:
        """Refuse a figure without any bound, or with crossed bounds."""
        if self.low is None and self.high is None:
            msg = "a figure needs at least one bound"
            raise ValueError(msg)
        if self.low is not None and self.high is not None and self.high < self.low:
            msg = f"a figure must not have its high bound ({self.high}) below its low one ({self.low})"
            raise ValueError(msg)


Value = DateValue | FigureValue
