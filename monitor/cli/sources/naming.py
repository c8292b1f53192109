"""Sources out of the feeds of a list: names of their own, outlets, and what is passed over. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args
from urllib.parse import urlsplit

from monitor.cli.sources.opml import ListedFeed
from monitor.records import Lang, Source
from monitor.settings import check_source

_NOT_OF_A_NAME = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 60
_QUERY_HOST = "news.google.com"


Fate = Literal[
    "added",
    "there already",  # a source, or a feed before it in the list, has the address
    "refused",  # the configuration would not take it
]
"""What becomes of a feed of a list."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A feed of a list: the keys of the source that it becomes, or why it is refused.

    ``name`` is the new source's, or that of the source that has its address.
    """

    feed: ListedFeed
    name: str
    fate: Fate
    keys: dict[str, object]
    refusal: str = ""


def incoming_sources(
    feeds: Iterable[ListedFeed], known: Sequence[Source], given: dict[str, object]
) -> Iterator[Incoming]:
    """What each feed becomes beside the known sources, in the list's order.

    ``given`` are keys that all of them get (``lang``, ``zone``, ``enabled``); without ``lang`` the list's own
    ``language`` counts, of which ``en-US`` is ``en``.
    """
    addresses = {route.url: source.name for source in known for route in source.routes}
    names = {source.name for source in known}
    for feed in feeds:
        if feed.xml_url in addresses:
            yield Incoming(feed, addresses[feed.xml_url], "there already", {})
            continue
        name = _free_name(_name(feed), names)
        keys = {"name": name, "outlet": _outlet(feed), "url": feed.xml_url, "lang": _primary(feed.language)} | given
        keys |= {"kind": "news-query"} if _is_query(feed) else {}
        if refusal := _language_fault(keys["lang"]) or "; ".join(check_source(keys)):
            yield Incoming(feed, name, "refused", {}, refusal)
            continue
        names.add(name)
        addresses[feed.xml_url] = name
        yield Incoming(feed, name, "added", keys)


def _primary(language: str) -> str:
    """The language itself of a tag that may name a region, too. Source of the form: RFC 5646, 2.1; RSS writes it so."""
    return re.split("[-_]", language.strip().lower(), maxsplit=1)[0]


def _language_fault(lang: object) -> str:
    known = get_args(Lang)
    if lang in known:
        return ""
    found = f"the list gives the language as {lang}" if lang else "the list gives no language"
    return f"{found}; give one of {', '.join(known)} with --lang"


def _name(feed: ListedFeed) -> str:
    """A name out of the title. A title that is an address gives none: there may be a password or a token in it."""
    title = "" if "://" in feed.title else feed.title
    for words in (title, _outlet(feed)):
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
