"""``[[routes]]`` and ``[system]`` of ``alerts.toml``: two trees, what a branch inherits, and the records of both."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pydantic import Field

from monitor.records import SYSTEM_ROUTE, AlertRoute, GroupBy, Grouping, Matcher, Rate
from monitor.settings.alerting.matching import MatchTable, NoticeMatchTable
from monitor.settings.tables import Flag, Number, Slug, Table, Whole

_DAY_SECONDS = 86_400
_DAY_MINUTES = 1_440


class GroupTable(Table):
    """``group`` of a route: what is told in one message."""

    by: GroupBy = Field(
        default="article", description="what alerts of one message have in common: key, article, topic or everything"
    )
    wait_seconds: Number = Field(
        default=0, ge=0, le=_DAY_SECONDS, description="seconds for which the first alert waits for others"
    )
    interval_seconds: Number = Field(
        default=0, ge=0, le=_DAY_SECONDS, description="seconds between two messages of one group, at least"
    )

    def record(self) -> Grouping:
        """The grouping as the rest of the monitor knows it."""
        return Grouping(self.by, self.wait_seconds, self.interval_seconds)


class RateTable(Table):
    """``rate`` of a route: how many messages are too many."""

    messages: Whole = Field(ge=1, description="messages to one recipient; what is over is told together later")
    minutes: Number = Field(gt=0, le=_DAY_MINUTES, description="minutes within which they count")

    def record(self) -> Rate:
        """The rate as the rest of the monitor knows it."""
        return Rate(self.messages, self.minutes * 60)


@dataclass(frozen=True, slots=True)
class Manner:
    """What a branch hands down to those below it."""

    to: tuple[str, ...] = ()
    grouping: Grouping = field(default_factory=Grouping)
    digest: str | None = None
    quiet: str | None = None
    rate: Rate | None = None


class _Branch(Table):
    """What every branch may give; what it leaves out is that of the branch above."""

    to: tuple[Slug, ...] | None = Field(
        default=None, description="names of the channels and people that are told; those of the route above if left out"
    )
    group: GroupTable | None = Field(
        default=None, description="what is told in one message; as the route above if left out"
    )
    digest: str | None = Field(
        default=None, description='the name of a digest that gathers the alerts; "" takes off that of the route above'
    )
    quiet: str | None = Field(
        default=None, description='the name of quiet hours that hold here; "" takes off those of the route above'
    )
    rate: RateTable | None = Field(
        default=None, description="how many messages are too many; as the route above if left out"
    )

    def manner(self, above: Manner) -> Manner:
        """What holds for this branch below another."""
        return Manner(
            to=above.to if self.to is None else tuple(dict.fromkeys(self.to)),
            grouping=self.group.record() if self.group else above.grouping,
            digest=above.digest if self.digest is None else self.digest or None,
            quiet=above.quiet if self.quiet is None else self.quiet or None,
            rate=self.rate.record() if self.rate else above.rate,
        )


class AlertRouteTable(_Branch):
    """One ``[[routes]]`` table."""

    name: Slug = Field(description="a name that no other route has; decisions are kept under it")
    match: MatchTable | None = Field(default=None, description="the changes that this route takes; all if left out")
    goes_on: Flag = Field(
        default=False, description="true: the routes after this one are tried with the same alert too"
    )
    routes: tuple[AlertRouteTable, ...] = Field(
        default=(), description="routes below this one, tried in order; it keeps what none of them takes"
    )

    def record(self, above: Manner) -> AlertRoute:
        """The route and those below it, each with all that it inherits."""
        return _record(self, above)


class NoticeRouteTable(_Branch):
    """One ``[[system.routes]]`` table."""

    name: Slug = Field(description="a name that no other route has; decisions are kept under it")
    match: NoticeMatchTable | None = Field(
        default=None, description="the notices that this route takes; all if left out"
    )
    goes_on: Flag = Field(
        default=False, description="true: the routes after this one are tried with the same notice too"
    )
    routes: tuple[NoticeRouteTable, ...] = Field(
        default=(), description="routes below this one, tried in order; it keeps what none of them takes"
    )

    def record(self, above: Manner) -> AlertRoute:
        """The route and those below it, each with all that it inherits."""
        return _record(self, above)


class SystemTable(_Branch):
    """``[system]``: the route of notices."""

    routes: tuple[NoticeRouteTable, ...] = Field(
        default=(), description="routes below this one, tried in order; it keeps what none of them takes"
    )

    def record(self, health_channels: tuple[str, ...]) -> AlertRoute:
        """The route of notices; it goes to the channels of ``[health]`` where it names none itself."""
        own = self.manner(Manner(to=health_channels))
        return _route(SYSTEM_ROUTE, own, tuple(route.record(own) for route in self.routes))


def _record(table: AlertRouteTable | NoticeRouteTable, above: Manner) -> AlertRoute:
    own = table.manner(above)
    below = tuple(route.record(own) for route in table.routes)
    return replace(
        _route(table.name, own, below),
        matcher=table.match.record() if table.match else Matcher(),
        goes_on=table.goes_on,
    )


def _route(name: str, own: Manner, below: tuple[AlertRoute, ...]) -> AlertRoute:
    return AlertRoute(
        name=name,
        to=own.to,
        routes=below,
        grouping=own.grouping,
        digest=own.digest,
        quiet=own.quiet,
        rate=own.rate,
    )
