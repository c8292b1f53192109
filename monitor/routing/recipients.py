"""Who stands behind the names in a routing table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from monitor.records import Ailment, Alert, AlertRoute, Recipient, RoutingTable

_OF_CHANNELS: frozenset[Ailment] = frozenset({"undelivered", "dead_letters"})
"""What a channel suffers from, and not a source."""


def label(recipient: Recipient) -> str:
    """``name``, ``name/channel`` of a person, ``name/address`` of one of a channel's addresses: one for each."""
    return "/".join(dict.fromkeys(filter(None, (recipient.name, recipient.channel, recipient.address))))


def is_same(one: Recipient, other: Recipient) -> bool:
    """Whether two are one and the same, in whatever language each is told."""
    return (one.name, one.channel, one.address) == (other.name, other.channel, other.address)


def place_of(recipient: Recipient) -> tuple[str, str]:
    """Channel and address: where a message arrives, under whatever name and in whatever language."""
    return recipient.channel, recipient.address


def routes_within(routes: Iterable[AlertRoute]) -> Iterator[AlertRoute]:
    """Routes with all below them, each before those below it."""
    for route in routes:
        yield route
        yield from routes_within(route.routes)


def all_routes(table: RoutingTable) -> Iterator[AlertRoute]:
    """Every route of a table, that of the system last."""
    yield from routes_within((*table.routes, table.system))


def find_route(table: RoutingTable, name: str) -> AlertRoute:
    """The route of that name; one without digest, quiet hours and rate where it is no longer configured."""
    return next((route for route in all_routes(table) if route.name == name), AlertRoute(name))


def recipients_of(route: AlertRoute, table: RoutingTable) -> tuple[Recipient, ...]:
    """Those whom a route itself names, each place once; names that the table does not hold stand for nobody."""
    named = (one for name in route.to for one in table.recipients.get(name, ()))
    return _each_once(named)


def find_recipient(table: RoutingTable, wanted: Recipient) -> Recipient | None:
    """A recipient as the table has them now: the language, and even the name, may have changed.

    None where no recipient of that channel and address is left.
    """
    reached = [one for group in table.recipients.values() for one in group if place_of(one) == place_of(wanted)]
    return next((one for one in reached if one.name == wanted.name), reached[0] if reached else None)


def addressed(recipient: Recipient, table: RoutingTable) -> Recipient:
    """The recipient, at the place where they are reached now, if there is one such place: it was corrected since.

    What an older version owed to a whole channel of mail goes to the first of its addresses.
    """
    known = [one for one in table.recipients.get(recipient.name, ()) if one.channel == recipient.channel]
    places = {one.address for one in known}
    if not known or recipient.address in places:
        return recipient
    return known[0] if len(places) == 1 or not recipient.address else recipient


def ailing_channel(alert: Alert) -> str | None:
    """The channel that an alert is about, None for every other alert."""
    notice = alert.notice
    return notice.subject if notice is not None and notice.ailment in _OF_CHANNELS else None


def audience(route: AlertRoute, alert: Alert, table: RoutingTable) -> tuple[Recipient, ...]:
    """Those who hear of an alert by a route that takes it.

    What is wrong with a channel is never told by that channel. Where a route reaches nobody otherwise, the first
    recipient of every other channel hears of it, in the order of the table: that a channel fails must not be lost.
    """
    channel = ailing_channel(alert)
    if channel is None:
        return recipients_of(route, table)
    named = tuple(one for one in recipients_of(route, table) if one.channel != channel)
    return named or _first_of_other_channels(table, channel)


def _first_of_other_channels(table: RoutingTable, channel: str) -> tuple[Recipient, ...]:
    first: dict[str, Recipient] = {}
    for route in all_routes(table):
        for one in recipients_of(route, table):
            if one.channel != channel:
                first.setdefault(one.channel, one)
    return tuple(first.values())


def _each_once(recipients: Iterable[Recipient]) -> tuple[Recipient, ...]:
    places: dict[tuple[str, str], Recipient] = {}
    for one in recipients:
        places.setdefault(place_of(one), one)
    return tuple(places.values())
