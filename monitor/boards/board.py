"""The board: a row for each key, with what is known now, who disagrees and what is due next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from monitor.boards.dossier import Backed, Dossier
from monitor.records import ClaimKey, DateValue, Topic

Due = Literal[
    "ahead",  # the promised day is today or later
    "passed",  # it has passed, and nobody was asked yet whether it was kept
    "overdue",  # it has passed, and nobody reported it done
    "done",  # it is reported done
    "put_off",  # it is only told as the day that something was moved from
    "withdrawn",  # every article that said it has taken it back
    "none",  # a figure, or what only starts at its day
]
"""How the leading value stands to its promised day."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What a key is called: the names of the topic file, or its own ids where the topic is not configured."""

    frame: str
    place: str
    force: str | None = None


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A key on the board.

    ``others`` are the positions beside the leading one that somebody backs and nobody took back, the one said last at
    the head. ``deadline`` is the promised day, ``days_left`` counts from today to it and is negative once it has
    passed; both are None where ``due`` is ``none``.
    """

    key: ClaimKey
    labels: Labels
    lead: Backed
    leads_since: datetime
    others: tuple[Backed, ...]
    due: Due
    deadline: date | None = None
    days_left: int | None = None


def make_row(dossier: Dossier, topic: Topic | None, today: date) -> BoardRow | None:
    """The row of a key, None for one without a position. ``today`` is the day in the newsroom's zone."""
    lead, since = dossier.lead, dossier.leads_since
    if lead is None or since is None:
        return None
    value = lead.position.value
    deadline = value.deadline if isinstance(value, DateValue) else None
    return BoardRow(
        key=dossier.key,
        labels=label_key(dossier.key, topic),
        lead=lead,
        leads_since=since,
        others=_others(dossier),
        due=_due(lead, deadline, today),
        deadline=deadline,
        days_left=None if deadline is None else (deadline - today).days,
    )


def sort_rows(rows: Iterable[BoardRow]) -> list[BoardRow]:
    """The rows by topic, then by the promised day, the soonest at the head, then by key.

    What is done, put off or taken back has no day to wait for, and stands behind the others of its topic.
    """

    def rank(row: BoardRow) -> tuple[str, bool, date, str]:
        awaited = row.deadline if row.due in {"ahead", "passed", "overdue"} else None
        return row.key.topic, awaited is None, awaited or date.max, str(row.key)

    return sorted(rows, key=rank)


def label_key(key: ClaimKey, topic: Topic | None) -> Labels:
    """What a key is called for people; frame, place and force that the topic does not name keep their ids."""
    if topic is None:
        return Labels(key.frame, key.place, key.force)
    frame = topic.frame(key.frame)
    force = next((one.label for one in topic.forces if one.name == key.force), key.force)
    return Labels(frame.label if frame else key.frame, topic.place_label(key.place), force)


def _others(dossier: Dossier) -> tuple[Backed, ...]:
    rivals = [one for one in dossier.positions if not one.leads and one.origins]
    return tuple(
        sorted(
            (one for one in rivals if one.position.stage != "withdrawn"),
            key=lambda one: one.position.last_at,
            reverse=True,
        )
    )


def _due(lead: Backed, deadline: date | None, today: date) -> Due:
    stage = lead.position.stage
    if stage == "withdrawn":
        return "withdrawn"
    if deadline is None:
        return "none"
    if stage != "planned":
        return stage
    return "ahead" if deadline >= today else "passed"
