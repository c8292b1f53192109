"""Sources out of the feeds of a list: names of their own, outlets, and what is passed over. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from monitor.cli.sources.opml import ListedFeed
from monitor.records import Source
from monitor.settings import check_source

_NOT_OF_A_NAME = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 60
_QUERY_HOST = "news.google.com"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A feed of a list: the keys of the source that it becomes, or why it becomes none."""

    feed: ListedFeed
    name: str
    keys: dict[str, object]
    refusal: str = ""


def incoming_sources(
    feeds: Iterable[ListedFeed], known: Sequence[Source], given: dict[str, object]
) -> Iterator[Incoming]:
    """What each feed becomes beside the known sources, in the list's order.

    ``given`` are keys that all of them get (``lang``, ``zone``, ``enabled``); without ``lang`` the list's own
    ``language`` counts.
    """
    addresses = {route.url: source.name for source in known for route in source.routes}
    names = {source.name for source in known}
    for feed in feeds:
        if feed.xml_url in addresses:
            yield Incoming(feed, addresses[feed.xml_url], {}, "there already")
            continue
        name = _free_name(_name(feed), names)
        keys = {"name": name, "outlet": _outlet(feed), "url": feed.xml_url, "lang": feed.language} | given
        keys |= {"kind": "news-query"} if _is_query(feed) else {}
        faults = check_source(keys)
        if not faults:
            names.add(name)
            addresses[feed.xml_url] = name
        yield Incoming(feed, name, keys, "; ".join(faults))


def _name(feed: ListedFeed) -> str:
    for words in (feed.title, _outlet(feed)):
        if name := _NOT_OF_A_NAME.sub("-", words.lower())[:_LONGEST_NAME].strip("-"):
            return name
    return "feed"


def _free_name(name: str, taken: set[str]) -> str:
    number = 1
    free = name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free


def _outlet(feed: ListedFeed) -> str:
    """The host of the outlet's site, else that of the feed; empty where neither is an address."""
    for address in (feed.html_url, feed.xml_url):
        if host := _host(address):
            return host
    return ""


def _host(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
        return host.encode("idna").decode().removeprefix("www.")
    except ValueError:  # no address, or a name that no host has
        return ""


def _is_query(feed: ListedFeed) -> bool:
    return feed.category == "news-query" or _host(feed.xml_url) == _QUERY_HOST
