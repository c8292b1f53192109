"""One item of a feed from its XML element, as long as there is nothing odd about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from monitor.feeds import fast_names as names
from monitor.feeds.dates import read_stated_moment
from monitor.feeds.identity import Identifiable
from monitor.feeds.items import FeedItem
from monitor.feeds.links import is_whole, usable_link
from monitor.feeds.plain import plain_words, squeeze

LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_ODD_LINK = re.compile(r":///|&(?:amp|[A-Za-z0-9_]+);")
"""Links in which feedparser drops slashes or mends ampersands."""

_WORDS = frozenset(("title", "summary", "content"))
_MOMENTS = ("published", "updated", "created")
_HTML_LINK_TYPES = ("text/html", "application/xhtml+xml", "html", "xhtml")


class OddError(Exception):
    """Something that feedparser may read in a way of its own."""


@dataclass(frozen=True, slots=True)
class ItemReader:
    """Reads the items of one feed; every method raises OddError at what it is not sure of.

    ``base`` is the address that relative links are relative to, ``zone`` the one of the outlet.
    """

    base: str
    zone: ZoneInfo

    def rss_item(self, element: Any) -> FeedItem:  # noqa: ANN401 - lxml ships no types
        """An ``item`` of RSS 2.0 or one of its forerunners."""
        only_attributes(element, ())
        return self._item(element, names.RSS_ITEM, "", _rss_words)

    def rdf_item(self, element: Any) -> FeedItem:  # noqa: ANN401 - as above
        """An ``item`` of RSS 1.0, which is identified by ``rdf:about``."""
        only_attributes(element, (names.RDF_ABOUT,))
        return self._item(element, names.RDF_ITEM, element.get(names.RDF_ABOUT, ""), _rss_words)

    def atom_entry(self, element: Any) -> FeedItem:  # noqa: ANN401 - as above
        """An ``entry`` of Atom 1.0."""
        only_attributes(element, (LANG, names.GOOGLE_ETAG))
        return self._item(element, names.ATOM_ENTRY, "", _atom_words)

    def _item(
        self,
        element: Any,  # noqa: ANN401 - as above
        roles: Mapping[str, str],
        guid: str,
        read_words: Callable[[Any], str],
    ) -> FeedItem:
        said: dict[str, str] = {}
        link: str | None = None
        publisher_url = ""
        for role, part in parts(element, roles, said):
            if role == "link":
                link = self._link(part)
            elif role == "reference":
                link = self._reference(part, link)
            elif role == "guid":
                guid, link = self._guid(part, link)
            elif role == "source":
                publisher_url = part.get("url", "")
                said[role] = text_of(part)
            else:
                said[role] = read_words(part) if role in _WORDS else bare_text(part)
        bodies = (said.get("summary", ""), said.get("content", ""))
        mark = Identifiable(guid, usable_link(link or "", self.base), said.get("title", ""), max(bodies, key=len))
        return FeedItem(mark, _published_at(said), squeeze(said.get("source", "")), publisher_url.strip())

    def _link(self, part: Any) -> str:  # noqa: ANN401 - as above
        text = bare_text(part)
        return self._joined(text) if text else ""

    def _reference(self, part: Any, known: str | None) -> str | None:  # noqa: ANN401 - as above
        """The address of a link of Atom, if it leads to the entry's page; otherwise the one ``known`` before."""
        only_attributes(part, names.LINK_ATTRIBUTES)
        if len(part) or "href" not in part.attrib:
            raise OddError
        leads = part.get("rel", "alternate").lower() == "alternate"
        if leads and part.get("type", "text/html").lower() in _HTML_LINK_TYPES:
            return self._joined(part.get("href"))
        return known

    def _guid(self, part: Any, link: str | None) -> tuple[str, str | None]:  # noqa: ANN401 - as above
        """The GUID, and the link, for which it stands in while there is none."""
        only_attributes(part, ("isPermaLink",))
        text = text_of(part)
        if part.get("isPermaLink", "true") != "true":
            return text, link
        guid = self._joined(text) if text else ""
        return guid, guid if link is None else link

    def _joined(self, link: str) -> str:
        if is_whole(link):
            return link
        if _ODD_LINK.search(link):
            raise OddError
        try:
            return urljoin(self.base, link)
        except ValueError:
            raise OddError from None


def parts(element: Any, roles: Mapping[str, str], said: Mapping[str, str]) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - as above
    """The children of an element with their roles, but those to be passed over. ``said`` is what was found before."""
    seen: set[str] = set()
    for part in element:
        role = roles.get(part.tag) or ("passed" if names.is_foreign(part) else "")
        if role == "passed" and not len(part):
            continue
        if role == "group":
            # feedparser takes the first title of an item, which is then not that of a picture.
            titled = said.get("title") and "source" not in said
            _check_group(part, names.MEDIA_TITLES if titled else frozenset())
            continue
        if not role or role == "passed" or (role in seen and role not in names.REPEATED):
            raise OddError
        seen.add(role)
        yield role, part


def _check_group(group: Any, also: frozenset[str]) -> None:  # noqa: ANN401 - as above
    """Raise OddError for an element that holds more than its usual parts, and those that it may ``also`` hold."""
    allowed = names.GROUP_PARTS.get(group.tag, frozenset()) | also
    for part in group:
        if part.tag not in allowed and (len(part) or not names.is_foreign(part)):
            raise OddError
        if len(part):
            _check_group(part, also)


def text_of(element: Any) -> str:  # noqa: ANN401 - as above
    """The text of an element that holds nothing else, without blanks at its ends."""
    if len(element):
        raise OddError
    text: str = element.text or ""
    if not text.isascii() and _is_misread(text):
        raise OddError
    return text.strip()


def bare_text(element: Any) -> str:  # noqa: ANN401 - as above
    """The text of an element that has no attributes."""
    only_attributes(element, ())
    return text_of(element)


def construct_text(element: Any) -> str:  # noqa: ANN401 - as above
    """The text of a text construct of Atom, be it plain or HTML (RFC 4287, 3.1), but not XHTML."""
    only_attributes(element, ("type", LANG))
    if element.get("type", "text") not in ("text", "html"):
        raise OddError
    return text_of(element)


def only_attributes(element: Any, allowed: Collection[str]) -> None:  # noqa: ANN401 - as above
    """Raise OddError for an element with any other attribute."""
    if element.attrib and any(name not in allowed for name in element.attrib):
        raise OddError


def _is_misread(text: str) -> bool:
    """Whether the text looks to feedparser like UTF-8 that was read as latin1, which it puts right."""
    try:
        text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return False
    return True


def _rss_words(element: Any) -> str:  # noqa: ANN401 - as above
    return plain_words(bare_text(element))


def _atom_words(element: Any) -> str:  # noqa: ANN401 - as above
    text = construct_text(element)
    return plain_words(text) if element.get("type") == "html" else squeeze(text)


def _published_at(said: Mapping[str, str]) -> datetime | None:
    for name in _MOMENTS:
        if said.get(name):
            moment = read_stated_moment(said[name])
            if moment is None:
                raise OddError
            return moment
    return None
