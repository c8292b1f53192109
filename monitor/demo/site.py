"""The demo's news site as a pure function of the moment: feeds, article pages and robots.txt, without a server."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from monitor.demo.story import Edition, Story, Version

FEED_LENGTH = 20
"""Items in a feed at most: the newest."""

RELATED_LENGTH = 3
"""Other stories of the edition that a page links to."""

ROBOTS = b"User-agent: *\nAllow: /\nDisallow: /meridian/subscribers/\n"
"""Everything is open but one agency's pages for subscribers."""

FEED_TYPES = {"rss": "application/rss+xml; charset=utf-8", "atom": "application/atom+xml; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site answers under one path: the body and its media type."""

    content_type: str
    body: bytes


class DemoSite:
    """Shows the editions as they stood at any moment; ``base_url`` stands before every path in links."""

    def __init__(self, editions: Iterable[Edition], base_url: str = "http://127.0.0.1") -> None:
        """Show these editions."""
        self._editions = {edition.name: edition for edition in editions}
        self._base_url = base_url.rstrip("/")
        self._templates = Environment(
            loader=PackageLoader("monitor.demo"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["entities"] = _with_entities

    def answer(self, path: str, at: datetime) -> Answer | None:
        """What stands under a decoded path at that moment: a feed, a page or robots.txt; None where nothing does."""
        if path == "/robots.txt":
            return Answer("text/plain; charset=utf-8", ROBOTS)
        for edition in self._editions.values():
            if path == feed_path(edition):
                return Answer(FEED_TYPES[edition.kind], self.feed(edition.name, at))
        page = self.page(path, at)
        return None if page is None else Answer("text/html; charset=utf-8", page)

    def feed(self, edition_name: str, at: datetime) -> bytes:
        """The edition's feed: newest first, only what was published by then, in its words of then.

        The date of publication stays through every edit. Raises KeyError for an unknown edition.
        """
        edition = self._editions[edition_name]
        items = [
            {
                "id": f"tag:{edition.name}.example,2027:{story.story_id}",
                "link": self._link(story),
                "title": version.title,
                "description": self._description(edition, version),
                "section": story.section,
                "published": _moment(edition, story.published_at),
                "updated": _moment(edition, version.since),
            }
            for story, version in self._online(edition, at)[:FEED_LENGTH]
        ]
        template = self._templates.get_template(f"{edition.kind}.xml")
        url = self._base_url + quote(feed_path(edition))
        return template.render(edition=edition, items=items, url=url).encode()

    def page(self, path: str, at: datetime) -> bytes | None:
        """The article page under a decoded path as it stood then, or None where there was none."""
        for edition in self._editions.values():
            online = self._online(edition, at)
            for story, version in online:
                if story.path == path:
                    others = [(self._link(other), shown.title) for other, shown in online if other is not story]
                    return self._page(edition, story, version, others[:RELATED_LENGTH])
        return None

    def _page(self, edition: Edition, story: Story, version: Version, related: list[tuple[str, str]]) -> bytes:
        link = self._link(story)
        published, updated = _moment(edition, story.published_at), _moment(edition, version.since)
        linked_data = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": version.title,
            "description": version.summary,
            "inLanguage": story.lang,
            "datePublished": published["iso"],
            "dateModified": updated["iso"],
            "mainEntityOfPage": link,
            "publisher": {"@type": "NewsMediaOrganization", "name": edition.title},
        }
        return (
            self._templates.get_template(f"{edition.layout}.html")
            .render(
                edition=edition,
                furniture=edition.furniture,
                version=version,
                section=story.section,
                direction="ltr" if story.lang == "en" else "rtl",
                link=link,
                published=published,
                updated=updated,
                related=related,
                linked_data=linked_data,
            )
            .encode()
        )

    def _description(self, edition: Edition, version: Version) -> str:
        if edition.describes == "summary":
            return version.summary
        return self._templates.get_template("description.html").render(paragraphs=version.paragraphs)

    def _link(self, story: Story) -> str:
        return self._base_url + quote(story.path)

    @staticmethod
    def _online(edition: Edition, at: datetime) -> list[tuple[Story, Version]]:
        shown = ((story, story.version(at)) for story in reversed(edition.stories))
        return [(story, version) for story, version in shown if version is not None]


def feed_path(edition: Edition) -> str:
    """Where an edition's feed stands on the site."""
    return f"/{edition.name}/feed.xml"


def _moment(edition: Edition, at: datetime) -> dict[str, str]:
    """A moment in the edition's zone, as feeds and people write it."""
    local = at.astimezone(ZoneInfo(edition.zone))
    return {"iso": local.isoformat(), "mail": format_datetime(local), "shown": f"{local:%Y-%m-%d %H:%M}"}


def _with_entities(text: str) -> Markup:
    """The text as news systems export it: quotation marks and the space after a dateline as named entities."""
    exported = str(escape(text))
    for mark, entity in (("“", "&ldquo;"), ("”", "&rdquo;"), ("’", "&rsquo;"), (": ", ":&nbsp;")):
        exported = exported.replace(mark, entity)
    return Markup(exported)  # noqa: S704 - escaped in the line that begins this function
