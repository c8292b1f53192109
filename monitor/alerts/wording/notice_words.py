"""The phrases that tell how a source fares, one class a table of the word file."""

from __future__ import annotations

from dataclasses import dataclass, field

from monitor.alerts.wording.phrase_parts import Counted, with_count, with_parts

_SINCE = with_parts("source", "when")
_REASONED = with_parts("source", "when", "detail")
_DETAIL = with_parts("source", "detail")


@dataclass(frozen=True, slots=True)
class IllWords:
    """The first line for each ailment of a source or a channel; ``network`` and ``alive`` are of the monitor itself."""

    failing: str = field(metadata=_REASONED)
    blocked: str = field(metadata=_REASONED)
    challenge: str = field(metadata=_REASONED)
    gone: str = field(metadata=_SINCE)
    silent: str = field(metadata=_SINCE)
    stale: str = field(metadata=_SINCE)
    drift: str = field(metadata=_DETAIL)
    rerouted: str = field(metadata=_REASONED)
    canary: str = field(metadata=_DETAIL)
    network: str = field(metadata=with_parts("when", "counted", "detail"))
    undelivered: str = field(metadata=_REASONED)
    dead_letters: str = field(metadata=with_parts("source", "counted", "detail"))
    alive: str = field(metadata=with_parts("detail"))


@dataclass(frozen=True, slots=True)
class HealedWords:
    """The first line for each ailment that is over. That the monitor is at work is never over: it is told, or not."""

    failing: str = field(metadata=_SINCE)
    blocked: str = field(metadata=_SINCE)
    challenge: str = field(metadata=_SINCE)
    gone: str = field(metadata=_SINCE)
    silent: str = field(metadata=_SINCE)
    stale: str = field(metadata=_SINCE)
    drift: str = field(metadata=_SINCE)
    rerouted: str = field(metadata=_SINCE)
    canary: str = field(metadata=_SINCE)
    network: str = field(metadata=with_parts("when"))
    undelivered: str = field(metadata=_SINCE)
    dead_letters: str = field(metadata=_SINCE)


@dataclass(frozen=True, slots=True)
class AdviceWords:
    """What an operator can do about each ailment, a sentence each."""

    failing: str
    blocked: str
    challenge: str
    gone: str
    silent: str
    stale: str
    drift: str
    rerouted: str
    canary: str
    network: str
    undelivered: str
    dead_letters: str
    alive: str
    healed: str
    healed_drift: str


@dataclass(frozen=True, slots=True)
class CourseWords:
    """When it began and ended, with its detail and without, and what stands in the place of what is unknown.

    ``told`` is when the message was made. ``sources`` counts those that cannot be reached, ``messages`` those that were
    given up, ``joined`` names a source for others of its host, that fare alike, and ``network`` stands in the place of
    an outlet. ``given_up`` and ``at_work`` are for dead letters and for the monitor itself, ``day`` is what it saw and
    sent in one. ``today`` and ``another_day`` say since when in a line that must be short.
    """

    ill: str = field(metadata=with_parts("moment", "detail"))
    ill_alone: str = field(metadata=with_parts("moment"))
    healed: str = field(metadata=with_parts("moment", "ended", "detail"))
    healed_alone: str = field(metadata=with_parts("moment", "ended"))
    given_up: str = field(metadata=with_parts("moment", "detail"))
    at_work: str = field(metadata=with_parts("moment", "detail"))
    day: str = field(metadata=with_parts("fresh", "sources", "kept", "alerts", "sent", "owed", "given_up"))
    told: str = field(metadata=with_parts("moment"))
    unexplained: str
    today: str = field(metadata=with_parts("time"))
    another_day: str = field(metadata=with_parts("day", "time"))
    sources: Counted = field(metadata=with_count())
    messages: Counted = field(metadata=with_count())
    joined: Counted = field(metadata=with_count("source"))
    network: str
