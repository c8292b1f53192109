"""Who hears of what, and when: routes, recipients, and why an alert took a route or did not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Literal

from monitor.records.health import Ailment
from monitor.records.ledger import ChangeKind
from monitor.records.values import Lang


@dataclass(frozen=True, slots=True)
class Matcher:
    """Which changes are meant. An empty tuple means any; everything that is given must hold.

    ``places`` mean those that lie in them too. ``tiers`` are those of the outlet, from 1, the weightiest, to 3.
    ``least_later_days`` and ``least_earlier_days`` are about dates, ``least_percent`` and ``least_count`` about figures
    that went up or down: of those that are given, one must hold, and a value of the sort that none is about, or that
    was never said before, does not fit. ``ailments`` are for notices alone.
    """

    topics: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    kinds: tuple[ChangeKind, ...] = ()
    places: tuple[str, ...] = ()
    langs: tuple[Lang, ...] = ()
    outlets: tuple[str, ...] = ()
    tiers: tuple[int, ...] = ()
    ailments: tuple[Ailment, ...] = ()
    least_later_days: int | None = None
    least_earlier_days: int | None = None
    least_percent: float | None = None
    least_count: float | None = None


GroupBy = Literal["key", "article", "topic", "everything"]


@dataclass(frozen=True, slots=True)
class Grouping:
    """What is told in one message: alerts of one key (that of their loudest change), article or topic, or all.

    The first of a group waits ``wait_seconds`` for others; the next message of the same group comes
    ``interval_seconds`` after the last one at the earliest. Both 0: each alert is a message of its own, at once.
    """

    by: GroupBy = "article"
    wait_seconds: float = 0
    interval_seconds: float = 0


@dataclass(frozen=True, slots=True)
class Digest:
    """Alerts gathered into one message every hour, or every day, at a local time of ``zone``, an IANA name.

    An hourly one comes at the minute of ``at``.
    """

    name: str
    every: Literal["hour", "day"]
    at: time
    zone: str


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From ``start`` to ``end``, local times of ``zone`` (over midnight where ``end`` is earlier), nothing is sent.

    What comes in is held, and told together when they end. ``days`` are those on which they begin, 0 for Monday. Kinds
    in ``passing``, and the notices of ``passing_ailments``, are sent all the same.
    """

    name: str
    start: time
    end: time
    zone: str
    days: frozenset[int] = frozenset(range(7))
    passing: frozenset[ChangeKind] = frozenset()
    passing_ailments: frozenset[Ailment] = frozenset()


@dataclass(frozen=True, slots=True)
class Rate:
    """At most ``messages`` within any ``seconds`` to one recipient of a route; what is over is told together later."""

    messages: int
    seconds: float


Sameness = Literal["topic", "frame", "place", "key", "value"]
"""What two changes have in common; ``key`` is topic, frame, place and force together."""


@dataclass(frozen=True, slots=True)
class Inhibition:
    """While a change that fits ``loud`` was told in the last ``hours``, those that fit ``muted`` are not told.

    Both must agree in everything that ``equal`` names. A change never mutes itself, or one of its own alert.
    """

    name: str
    loud: Matcher
    muted: Matcher
    equal: frozenset[Sameness]
    hours: float


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who is told: a channel, one address of it, and the language in which the message is worded.

    ``address`` is a mail address, or a member's or a channel's id in Slack; empty for what the channel itself leads to.
    """

    name: str
    channel: str
    address: str = ""
    lang: Lang = "en"


@dataclass(frozen=True, slots=True)
class AlertRoute:
    """One branch of the tree: alerts that fit ``matcher`` go to ``to`` (names of recipients), or to a branch below.

    ``routes`` are tried in order; the first that takes an alert has it, unless it ``goes_on``. Where none below takes
    it, it goes to ``to``. ``digest`` and ``quiet`` are names.
    """

    name: str
    to: tuple[str, ...] = ()
    matcher: Matcher = field(default_factory=Matcher)
    routes: tuple[AlertRoute, ...] = ()
    goes_on: bool = False
    grouping: Grouping = field(default_factory=Grouping)
    digest: str | None = None
    quiet: str | None = None
    rate: Rate | None = None


SYSTEM_ROUTE = "system"
"""The route of notices: what is told of sources, of channels and of the monitor itself. No other can be named so."""


@dataclass(frozen=True, slots=True)
class RoutingTable:
    """The whole of who is told what. ``routes`` are for claims, ``system`` is for notices.

    ``recipients`` stand under the name of a channel (each of its addresses) or of a person (one for each channel).
    ``quiet_of`` are the quiet hours of recipients by their name; they hold beside those of the route.
    """

    routes: tuple[AlertRoute, ...]
    system: AlertRoute
    recipients: Mapping[str, tuple[Recipient, ...]]
    digests: Mapping[str, Digest] = field(default_factory=dict)
    quiets: Mapping[str, QuietHours] = field(default_factory=dict)
    quiet_of: Mapping[str, str] = field(default_factory=dict)
    inhibitions: tuple[Inhibition, ...] = ()


RouteVerdict = Literal[
    "taken",  # it goes to the recipients of the route
    "handed_down",  # a branch below has it
    "not_matched",  # it does not fit; the reason says in what
    "taken_before",  # an earlier route has it and does not go on
    "nobody",  # it would go to nobody: no recipient is left
    "follow_up",  # who was told of it before hears how it went on, whatever the route matches
]


@dataclass(frozen=True, slots=True)
class RouteDecision:
    """What one route made of an alert, and why, in words. ``changes`` are the ids of those that it takes."""

    route: str
    verdict: RouteVerdict
    reason: str
    changes: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
