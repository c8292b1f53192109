"""OPML 2.0, the lists that feed readers exchange. Source of the form: its specification, opml.org/spec2.opml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from itertools import groupby

from lxml import etree  # type: ignore[import-untyped]  # it ships no types

from monitor.errors import InputError
from monitor.records import Lang, Source

LISTED_KINDS = frozenset({"feed", "news-query"})
"""What a feed reader can read too: sitemaps and section pages are left out of lists."""

_LANGUAGES: dict[Lang, str] = {"ar": "Arabic", "ckb": "Sorani Kurdish", "en": "English"}


@dataclass(frozen=True, slots=True)
class ListedFeed:
    """One feed of a list; what is not given is empty. ``line`` is where it stands, from 1."""

    title: str
    xml_url: str
    html_url: str = ""
    language: str = ""
    category: str = ""
    line: int = 0


def write_opml(sources: Iterable[Source], at: datetime) -> bytes:
    """The sources that feed readers can read, grouped by language, as an OPML document of this moment.

    The first route of each is listed, under the source's name and with its kind as category.
    """
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = "Sources of the newsroom monitor"
    etree.SubElement(head, "dateCreated").text = format_datetime(at)
    body = etree.SubElement(root, "body")
    listed = sorted((source for source in sources if source.kind in LISTED_KINDS), key=_language)
    for lang, group in groupby(listed, key=_language):
        outline = etree.SubElement(body, "outline", text=_LANGUAGES[lang], title=_LANGUAGES[lang])
        for source in group:
            etree.SubElement(outline, "outline", _attributes(source))
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written


def _language(source: Source) -> Lang:
    return source.lang


def _attributes(source: Source) -> dict[str, str]:
    return {
        "text": source.name,
        "title": source.name,
        "type": "rss",
        "xmlUrl": source.url,
        "htmlUrl": f"https://{source.outlet}/",
        "language": source.lang,
        "category": source.kind,
    }


def read_opml(document: bytes, name: str) -> tuple[ListedFeed, ...]:
    """The feeds of an OPML document in order, at whatever depth; ``name`` is the document's, for errors.

    No entity, DTD or address in it is opened. Raises InputError with the line for anything that is no OPML.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False)
    try:
        root = etree.fromstring(document, parser)
    except etree.XMLSyntaxError as error:
        place, found = f"{name}:{error.lineno or 1}", f"this is not XML ({error.msg})"
        raise InputError(place, found, "export the list again as OPML") from error
    place = f"{name}:{root.sourceline or 1}"
    if root.getroottree().docinfo.doctype:
        raise InputError(place, "the file declares a document type", "take the <!DOCTYPE> out")
    if etree.QName(root).localname.lower() != "opml":
        raise InputError(place, f"the root element is <{root.tag}>, not <opml>", "give an OPML file")
    return tuple(_feeds(root))


def _feeds(root: etree._Element) -> Iterator[ListedFeed]:
    for outline in root.iter("outline"):
        # Attribute names are written in all ways; the specification says xmlUrl.
        given = {str(key).lower(): str(value).strip() for key, value in outline.attrib.items()}
        if url := given.get("xmlurl"):
            yield ListedFeed(
                title=given.get("title") or given.get("text") or "",
                xml_url=url,
                html_url=given.get("htmlurl", ""),
                language=given.get("language", ""),
                category=given.get("category", ""),
                line=outline.sourceline or 0,
            )
