"""Which elements the fast reading knows, and what they are to an item or a feed.

Source: what feedparser 6.0 does with each of them (its handlers, by namespace). Whatever is not listed here as passed
over, and might be something to feedparser, makes the whole feed one for feedparser.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_ATOM = "http://www.w3.org/2005/Atom"
_RSS1 = "http://purl.org/rss/1.0/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_DCTERMS = "http://purl.org/dc/terms/"
_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_MEDIA = "http://search.yahoo.com/mrss/"
_SYNDICATION = "http://purl.org/rss/1.0/modules/syndication/"
_FEEDBURNER = "http://rssnamespace.org/feedburner/ext/1.0"

RSS_ROOT, ATOM_ROOT, RDF_ROOT = "rss", f"{{{_ATOM}}}feed", f"{{{_RDF}}}RDF"
RDF_ABOUT = f"{{{_RDF}}}about"
RSS1_NAMESPACE, ATOM_NAMESPACE = _RSS1, _ATOM
RDF_CHANNEL_TAG = f"{{{_RSS1}}}channel"
GOOGLE_ETAG = "{http://schemas.google.com/g/2005}etag"
LINK_ATTRIBUTES = frozenset(("href", "rel", "type", "title", "hreflang", "length"))
REPEATED = frozenset(("item", "reference"))
"""Parts that may stand several times: items, and the links of Atom, of which feedparser takes the last fitting one."""

_USUAL_PREFIXES = {
    _CONTENT: "content",
    _DC: "dc",
    _DCTERMS: "dcterms",
    _ITUNES: "itunes",
    _MEDIA: "media",
    _SYNDICATION: "sy",
    _FEEDBURNER: "feedburner",
    _RDF: "rdf",
    "http://www.georss.org/georss": "georss",
    "http://www.opengis.net/gml": "gml",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "geo",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://webns.net/mvcb/": "admin",
    "http://podlove.org/simple-chapters": "psc",
}
_CLAIMED_PREFIXES = frozenset(
    (
        *_USUAL_PREFIXES.values(),
        *("cc", "creativecommons", "xml"),
        *("title", "summary", "published", "updated", "created"),
    )
)
"""Prefixes by which feedparser finds its handlers, and those that would write into the fields read here."""

_HANDLED_NAMESPACES = frozenset(
    address.lower()
    for address in (
        *_USUAL_PREFIXES,
        *(_ATOM, _RSS1, "http://search.yahoo.com/mrss"),
        *("http://creativecommons.org/ns#license", "http://web.resource.org/cc/"),
        "http://cyber.law.harvard.edu/rss/creativeCommonsRssModule.html",
        "http://backend.userland.com/creativeCommonsRssModule",
        *("http://blogs.law.harvard.edu/tech/rss", "http://my.netscape.com/rdf/simple/0.9/"),
        *("http://example.com/newformat#", "http://example.com/necho", "http://purl.org/echo/"),
        *("uri/of/echo/namespace#", "http://purl.org/pie/", "http://purl.org/atom/ns#"),
        *("http://purl.org/rss/1.0/modules/rss091#", "http://example.com/DTDs/PodCast-1.0.dtd"),
    )
)
_HANDLED_PART = "backend.userland.com/rss"


def _named(namespace: str, **roles: str) -> dict[str, str]:
    """Roles of elements: each keyword is a role, its value the names of elements apart by blanks."""
    brace = f"{{{namespace}}}" if namespace else ""
    return {f"{brace}{name}": role for role, names in roles.items() for name in names.split()}


_MODULES = {
    **_named(_CONTENT, content="encoded"),
    **_named(
        _DC,
        updated="date",
        passed="creator author contributor subject publisher language rights identifier type format source coverage"
        " relation",
    ),
    **_named(_DCTERMS, created="created", published="issued", updated="modified"),
    **_named(_MEDIA, passed="thumbnail credit keywords copyright category rating", group="content group"),
    **_named(
        _ITUNES,
        passed="author duration explicit image keywords episode season episodeType block order subtitle title type",
    ),
    **_named(_FEEDBURNER, passed="origLink info emailServiceId feedburnerHostname"),
}
_RSS_CHANNEL_PARTS = (
    "link description language copyright managingEditor webMaster pubDate lastBuildDate category generator docs cloud"
    " rating"
)
_FEED_MODULES = {
    **_MODULES,
    **_named(_ITUNES, passed="author explicit keywords block type subtitle image"),
    **_named(_SYNDICATION, period="updatePeriod", frequency="updateFrequency", passed="updateBase"),
}

RSS_CHANNEL: Mapping[str, str] = {
    **_FEED_MODULES,
    **_named("", title="title", item="item", ttl="ttl", passed=_RSS_CHANNEL_PARTS),
    **_named("", group="image textInput skipHours skipDays"),
    **_named(_ATOM, passed="link id updated icon logo generator rights"),
}
RSS_ITEM: Mapping[str, str] = {
    **_MODULES,
    **_named("", title="title", link="link", guid="guid", summary="description", published="pubDate", source="source"),
    **_named("", passed="author category comments enclosure"),
}
RDF_CHANNEL: Mapping[str, str] = {
    **_FEED_MODULES,
    **_named(_RSS1, title="title", passed="link description image textinput", group="items"),
}
RDF_SIBLING: Mapping[str, str] = _named(_RSS1, item="item", group="image")
RDF_ITEM: Mapping[str, str] = {**_MODULES, **_named(_RSS1, title="title", link="link", summary="description")}
ATOM_FEED: Mapping[str, str] = {
    **_FEED_MODULES,
    **_named(_ATOM, title="title", item="entry", group="author contributor"),
    **_named(_ATOM, passed="subtitle id updated link generator icon logo rights category"),
}
ATOM_ENTRY: Mapping[str, str] = {
    **{tag: role for tag, role in _MODULES.items() if role in ("passed", "group")},
    **_named(_ATOM, title="title", reference="link", guid="id", summary="summary", content="content"),
    **_named(_ATOM, published="published", updated="updated", group="author contributor", passed="category rights"),
}

_MEDIA_PARTS = frozenset(_named(_MEDIA, passed="thumbnail credit keywords copyright category rating content"))
_PERSON_PARTS = frozenset(_named(_ATOM, passed="name uri email"))
_IMAGE_PARTS = ("url", "title", "link", "width", "height", "description")

GROUP_PARTS: Mapping[str, frozenset[str]] = {
    "image": frozenset(_IMAGE_PARTS),
    "textInput": frozenset(("title", "description", "name", "link")),
    "skipHours": frozenset(("hour",)),
    "skipDays": frozenset(("day",)),
    f"{{{_RSS1}}}items": frozenset((f"{{{_RDF}}}Seq",)),
    f"{{{_RDF}}}Seq": frozenset((f"{{{_RDF}}}li",)),
    f"{{{_RSS1}}}image": frozenset(f"{{{_RSS1}}}{name}" for name in _IMAGE_PARTS),
    f"{{{_ATOM}}}author": _PERSON_PARTS,
    f"{{{_ATOM}}}contributor": _PERSON_PARTS,
    f"{{{_MEDIA}}}content": _MEDIA_PARTS,
    f"{{{_MEDIA}}}group": _MEDIA_PARTS,
}
"""What may stand inside an element that is passed over together with its parts."""

MEDIA_TITLES = frozenset((f"{{{_MEDIA}}}title",))


def names_are_usual(nsmap: Mapping[str | None, str]) -> bool:
    """Whether every prefix that means something to feedparser stands for what it usually does."""
    for prefix, address in nsmap.items():
        usual = _USUAL_PREFIXES.get(address)
        if usual is not None and usual != prefix:
            return False
        if prefix is not None and prefix.lower() in _CLAIMED_PREFIXES and usual != prefix:
            return False
        if _HANDLED_PART in address.lower():
            return False
    return True


def is_foreign(element: Any) -> bool:  # noqa: ANN401 - lxml ships no types
    """Whether feedparser has no handler for an element, so that it only keeps it under a name of its own."""
    tag: str = element.tag
    if tag == "{com-wordpress:feed-additions:1}post-id":
        return True
    prefix: str | None = element.prefix
    address = tag[1:].partition("}")[0].lower() if tag.startswith("{") else ""
    # Without a prefix feedparser goes by the bare name.
    return bool(address and prefix) and address not in _HANDLED_NAMESPACES
