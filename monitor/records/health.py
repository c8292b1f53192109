"""How sources fare: what ails one, and the notices that tell an operator of it once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from monitor.records.sources import Canary

Ailment = Literal[
    "failing",  # no route gives anything to read: errors, timeouts, bodies that are no feed
    "blocked",  # the outlet refuses the monitor: 401, 403, 429, 451, or robots.txt
    "challenge",  # a wall against robots answers in place of the feed
    "gone",  # every route answered 410: the source is polled no more
    "silent",  # polls succeed, and the feed is empty
    "stale",  # polls succeed, and nothing new came for far longer than usual
    "drift",  # pages are fetched, and their articles come out far shorter or otherwise than they used to
    "rerouted",  # the preferred route has failed for days, and another one serves in its place
    "canary",  # the old article that is read each day no longer gives its words
    "network",  # nearly everything fails to connect: the fault is on this side
    "undelivered",  # a channel takes no messages
    "dead_letters",  # messages were given up
    "alive",  # nothing: the monitor tells that it is at work
]
"""What is wrong with a source; ``network`` and ``alive`` are of the monitor itself.

``undelivered`` and ``dead_letters`` are of a channel.
"""

HealthState = Literal["ok", "suspect", "down", "recovered"]
"""``suspect``: something went wrong, not yet often enough to be told. ``recovered``: well again for one poll."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One ailment of a source: since when, how often it was seen in a row, the last detail, and when it was told.

    ``told_at`` is None while it is not confirmed; ``well`` counts the good observations in a row since.
    """

    ailment: Ailment
    since: datetime
    seen: int
    detail: str = ""
    told_at: datetime | None = None
    well: int = 0


@dataclass(frozen=True, slots=True)
class Sample:
    """One extraction of a source's page: how many letters its text has, by which method, and what was wrong."""

    letters: int
    method: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """How a subject fares: a source by its name, or ``NETWORK``. ``since`` is when the present state began.

    ``samples`` are its latest extractions, the oldest first. ``canary`` is the article that is read again each day, as
    configured or as learned from a good extraction; ``canary_due_at`` is when.
    """

    subject: str
    state: HealthState = "ok"
    since: datetime | None = None
    troubles: tuple[Trouble, ...] = ()
    samples: tuple[Sample, ...] = ()
    canary: Canary | None = None
    canary_due_at: datetime | None = None


NETWORK = "(network)"
"""The subject that stands for the monitor's own connection. No source can be named so."""

MONITOR = "(monitor)"
"""The subject that stands for the monitor itself. No source can be named so."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What an operator is told of a source, once when it falls ill and once when it is well again; or of a channel.

    ``subject`` is the name of the source or channel, ``NETWORK`` or ``MONITOR``.

    ``since`` is when the ailment was first seen; ``detail`` begins with the kind of failure where there is one (a
    FetchProblem or FeedProblem and a colon). ``muted`` counts sources whose failures are not told because this notice
    explains them, or the messages that were given up. ``url`` is the page that it is about, empty where it is about the
    source as a whole.
    """

    subject: str
    ailment: Ailment
    healed: bool
    since: datetime
    detail: str = ""
    muted: int = 0
    url: str = ""
