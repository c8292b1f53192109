"""The ledger's verdicts in a few words: a mark beside a claim, and a line below a chart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from monitor.alerts.inert import isolate_foreign, make_inert
from monitor.boards import Move
from monitor.cli.wording import counted, value_words
from monitor.records import Change, FigureValue, Said, Value


def mark_words(changes: Iterable[Change]) -> str:
    """What one claim changed: "changed 92 days later, source reversed"; empty for a restatement.

    What was not told has the reason behind it, in brackets. A step that several changes share is measured once.
    """
    marks: list[str] = []
    measured: set[str] = set()
    for change in changes:
        step = _step(change)
        mark = _mark(change, "" if step in measured else step)
        measured.add(step)
        if mark and mark not in marks:
            marks.append(mark)
    return ", ".join(marks)


def move_words(move: Move) -> str:
    """A move in a line, without its number and day: what happened, from which value to which, and who says so."""
    said, against = move.point.said, move.changes[0].against
    value = promise_words(said.claim.value)
    values = f"{promise_words(against.claim.value)} → {value}" if against else value
    happened = dict.fromkeys(words for change in move.changes for words in _happened(change))
    return f"{', '.join(happened)}: {values} — {source_words(said)}"


def source_words(said: Said) -> str:
    """Who says it, and in which outlet: "Government source, marfa.example"; the outlet alone where it names nobody."""
    names = [said.claim.speaker or said.claim.office or "", said.outlet]
    return ", ".join(foreign_words(name) for name in names if name)


def foreign_words(text: str) -> str:
    """An outlet's words for the inside of our line: they can neither break it nor turn its direction."""
    return isolate_foreign(make_inert(text).strip())


def promise_words(value: Value) -> str:
    """A value with the one day that is promised in place of its span: "by 2027-09-30"; else as in tables."""
    if isinstance(value, FigureValue) or value.rel == "in":
        return value_words(value)
    days = {"by": value.end, "before": value.start, "after": value.end, "from": value.start}
    day = days[value.rel]
    return value_words(replace(value, start=day, end=day))


def _mark(change: Change, step: str) -> str:
    if change.reason == "background":
        return "background"
    if change.kind == "restated":
        return ""
    reason = "" if change.told else f"({_spaced(change.reason)})"
    return " ".join(part for part in (_spaced(change.kind), _spaced(change.part or ""), step, reason) if part)


def _step(change: Change) -> str:
    size = change.size
    moved = f"{size.days} days" if size and size.days else f"{size.count:,.0f}" if size and size.count else ""
    return " ".join(part for part in (moved, change.direction or "") if part)


def _happened(change: Change) -> list[str]:
    """A told change for the line below a chart: what it is called, and how far the value moved where it says so."""
    moved = _moved(change)
    if change.kind == "refined":
        return ["narrowed"]
    if change.kind == "revised":
        named = {"gone": "taken out of the article", "page_gone": "the page is gone", "value": "edited"}
        return [named.get(change.part or "", f"edited ({change.part})"), *moved]
    named_by_kind = _spaced(change.kind)
    return moved or [named_by_kind] if change.kind == "changed" else [*moved, named_by_kind]


def _moved(change: Change) -> list[str]:
    """How far a value moved, alone in a list; an empty one where nothing was measured."""
    size, direction = change.size, change.direction
    if size is None or direction is None:
        return []
    if size.days is not None:
        days = counted(size.days, "day")
        return [f"slipped by {days}" if direction == "later" else f"brought forward by {days}"]
    percent = "" if size.percent is None else f" ({size.percent:g} %)"
    return [f"{'rose' if direction == 'up' else 'fell'} by {size.count or 0:,.10g}{percent}"]


def _spaced(name: str) -> str:
    return name.replace("_", " ")
