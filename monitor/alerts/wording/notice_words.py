"""The phrases that tell how a source fares, one class a table of the word file."""

from __future__ import annotations

from dataclasses import dataclass, field

from monitor.alerts.wording.phrase_parts import with_parts

_SINCE = with_parts("source", "when")
_REASONED = with_parts("source", "when", "detail")
_DETAIL = with_parts("source", "detail")


@dataclass(frozen=True, slots=True)
class IllWords:
    """The first line for each ailment of a source; ``network`` is of the monitor itself."""

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


@dataclass(frozen=True, slots=True)
class HealedWords:
    """The first line for each ailment that is over."""

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
    healed: str
    healed_drift: str


@dataclass(frozen=True, slots=True)
class CourseWords:
    """When it began and ended, with its detail and without, and what stands in the place of what is unknown.

    ``told`` is when the message was made. ``sources`` counts those that cannot be reached, ``joined`` names a source
    for others of its host, that fare alike, and ``network`` stands in the place of an outlet.
    """

    ill: str = field(metadata=with_parts("moment", "detail"))
    ill_alone: str = field(metadata=with_parts("moment"))
    healed: str = field(metadata=with_parts("moment", "ended", "detail"))
    healed_alone: str = field(metadata=with_parts("moment", "ended"))
    told: str = field(metadata=with_parts("moment"))
    unexplained: str
    today: str = field(metadata=with_parts("time"))
    source: str
    sources: str = field(metadata=with_parts("count"))
    joined: str = field(metadata=with_parts("source", "count"))
    network: str
