"""How a promised day, or a figure, moved: the points, the leading line and the moves of a milestone trend chart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from monitor.boards.dossier import Dossier
from monitor.records import Change, ChangeKind, DateValue, FigureValue, Said, Value

MOST_SERIES = 8
"""Series that a legend names, the rest together as ``OTHERS``: more shades and letters than that nobody tells apart."""

OTHERS = "others"

_MOVES: frozenset[ChangeKind] = frozenset({"changed", "refined", "revised", "source_reversed"})
_DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Point:
    """A claim on the chart.

    ``at`` counts days since the first of year 1 (``date.toordinal``) in the newsroom's zone, with the part of the day
    that had passed; ``level`` is the promised day counted alike, or the figure.
    """

    at: float
    level: float
    series: str
    said: Said


@dataclass(frozen=True, slots=True)
class LeadStep:
    """From when on which value led; ``at`` and ``level`` as for points."""

    at: float
    level: float
    value: Value


@dataclass(frozen=True, slots=True)
class Move:
    """A told step of one claim: its changes that stand against the same value, numbered from 1 by time.

    ``on`` is the day of the report in the newsroom's zone; of words that were taken out, the day on which that was
    found.
    """

    number: int
    on: date
    point: Point
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """What is drawn of a key.

    ``points`` are its claims by time, without those that recall old news; denials stand apart under ``denied``.
    ``series`` names those of the points, the one with most points first, ``OTHERS`` last. ``until`` is the last moment
    of any claim: the leading line ends there.
    """

    kind: Literal["date", "quantity"]
    points: tuple[Point, ...]
    denied: tuple[Point, ...]
    series: tuple[str, ...]
    lead: tuple[LeadStep, ...]
    moves: tuple[Move, ...]
    until: float


def find_trend(dossier: Dossier, zone: ZoneInfo) -> Trend:
    """The trend of a key. Claims of another kind of value than the first one's are left out.

    Raises ValueError for a dossier without claims.
    """
    if not dossier.said:
        msg = f"nothing was said about {dossier.key}, so there is no trend"
        raise ValueError(msg)
    kind = type(dossier.said[0].claim.value)
    said = [one for one in dossier.said if isinstance(one.claim.value, kind) and not one.claim.background]
    names = _series(one for one in said if one.claim.modality != "denied")
    points = [_point(one, names, zone) for one in said]
    return Trend(
        kind="date" if kind is DateValue else "quantity",
        points=tuple(one for one in points if one.said.claim.modality != "denied"),
        denied=tuple(one for one in points if one.said.claim.modality == "denied"),
        series=names,
        lead=tuple(_lead_steps(dossier, zone)),
        moves=tuple(_moves(dossier, points, zone)),
        until=max(moment_in_days(one.said_at, zone) for one in dossier.said),
    )


def level_of(value: Value) -> float:
    """A date's promised day, counted in days since the first of year 1; a figure's middle, or its one bound.

    The promised day is the last on which it can still come true, or the first of what starts at its span.
    """
    if isinstance(value, FigureValue):
        bounds = [bound for bound in (value.low, value.high) if bound is not None]
        return sum(bounds) / len(bounds)
    return float((value.deadline or value.start).toordinal())


def moment_in_days(moment: datetime, zone: ZoneInfo) -> float:
    """Days since the first of year 1 in a zone, with the part of the day that its clocks show as passed."""
    local = moment.astimezone(zone)
    passed = datetime.combine(date.min, local.time()) - datetime.combine(date.min, time())
    return local.toordinal() + passed.total_seconds() / _DAY_SECONDS


def series_name(said: Said) -> str:
    """Whose word a claim is: the office of the speaker, or the outlet where none is known."""
    return said.claim.office or said.outlet


def _series(said: Iterable[Said]) -> tuple[str, ...]:
    counted = Counter(map(series_name, said))
    names = sorted(counted, key=lambda name: (-counted[name], name))
    return tuple(names) if len(names) <= MOST_SERIES else (*names[: MOST_SERIES - 1], OTHERS)


def _point(said: Said, names: Sequence[str], zone: ZoneInfo) -> Point:
    name = series_name(said)
    series = name if name in names else OTHERS
    return Point(moment_in_days(said.said_at, zone), level_of(said.claim.value), series, said)


def _lead_steps(dossier: Dossier, zone: ZoneInfo) -> list[LeadStep]:
    """The leading values by time: only its last is kept as such, those before it are told by the changes."""
    steps: list[LeadStep] = []
    for change in sorted(dossier.changes, key=lambda change: change.said.said_at):
        value = change.said.claim.value
        if _takes_the_lead(change, steps):
            steps.append(LeadStep(moment_in_days(change.said.said_at, zone), level_of(value), value))
    lead = dossier.history.position(dossier.history.lead)
    if lead is None or (steps and steps[-1].value == lead.value):
        return steps
    first_at = moment_in_days(lead.first_at, zone)
    at = max(first_at, steps[-1].at) if steps else first_at
    return [*(step for step in steps if step.at < at), LeadStep(at, level_of(lead.value), lead.value)]


def _takes_the_lead(change: Change, steps: Sequence[LeadStep]) -> bool:
    if not steps:
        return change.kind == "new"
    if change.kind == "refined" and change.reason != "late":
        return change.against is not None and change.against.claim.value == steps[-1].value
    return change.kind == "lead_moved"


def _moves(dossier: Dossier, points: Iterable[Point], zone: ZoneInfo) -> Iterable[Move]:
    by_claim = {point.said.claim.claim_id: point for point in points}
    grouped: dict[tuple[str, Value | None], list[Change]] = defaultdict(list)
    for change in dossier.changes:
        if change.told and change.kind in _MOVES and change.said.claim.claim_id in by_claim:
            against = change.against.claim.value if change.against else None
            grouped[change.said.claim.claim_id, against].append(change)
    found_at = {one.change.change_id: one.judged_at for one in dossier.kept}

    def moment(changes: Sequence[Change]) -> datetime:
        first = changes[0]
        return found_at[first.change_id] if first.part in {"gone", "page_gone"} else first.said.said_at

    for number, changes in enumerate(sorted(grouped.values(), key=moment), 1):
        point = by_claim[changes[0].said.claim.claim_id]
        yield Move(number, moment(changes).astimezone(zone).date(), point, tuple(changes))
