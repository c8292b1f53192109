"""What the demo's outlets publish: editions, their stories and edits, and the changes that a desk should be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from monitor.records import Change, ChangeKind, DateValue, Direction, Lang


@dataclass(frozen=True, slots=True)
class Expectation:
    """A change that the desk should be told of: a date as ``start..end``, or a figure as ``low..high``.

    ``direction`` is None where it does not matter.
    """

    kind: ChangeKind
    frame: str
    place: str
    start: date | None = None
    end: date | None = None
    low: float | None = None
    high: float | None = None
    direction: Direction | None = None

    def met_by(self, change: Change) -> bool:
        """Whether the change is this one: same kind, frame, place and value, and same direction where one is expected.

        ``rel`` and ``approx`` are not compared, and a claim about another force never meets an expectation.
        """
        claim = change.said.claim
        value = claim.value
        if isinstance(value, DateValue):
            same_value = (self.start, self.end) == (value.start, value.end)
        else:
            same_value = (self.low, self.high) == (value.low, value.high)
        return (
            same_value
            and self.direction in {None, change.direction}
            and (self.kind, self.frame, self.place, None)
            == (change.kind, claim.key.frame, claim.key.place, claim.key.force)
        )


@dataclass(frozen=True, slots=True)
class Version:
    """A story's words from one moment on. ``since`` is when they went online; ``expect`` what they should tell."""

    since: datetime
    title: str
    summary: str
    paragraphs: tuple[str, ...]
    expect: tuple[Expectation, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """An article of an edition with all its versions, oldest first; the first went online when it was published."""

    story_id: str
    edition: str
    outlet: str
    lang: Lang
    section: str
    slug: str
    versions: tuple[Version, ...]

    @property
    def path(self) -> str:
        """Where its page stands on the site, not percent-encoded."""
        return f"/{self.edition}/{self.section}/{self.slug}"

    @property
    def published_at(self) -> datetime:
        """When it first went online: what the feed says for good, whatever is edited later."""
        return self.versions[0].since

    def version(self, at: datetime) -> Version | None:
        """The words that stand online at that moment, or None before publication."""
        return next((version for version in reversed(self.versions) if version.since <= at), None)


@dataclass(frozen=True, slots=True)
class Furniture:
    """What surrounds the articles of an edition: none of it is news, much of it looks like it."""

    nav: tuple[str, ...]
    cookies: str
    newsletter: str
    author: str
    share: tuple[str, ...]
    related_head: str
    related: tuple[str, ...]
    most_read_head: str
    most_read: tuple[str, ...]
    comments_head: str
    comments: tuple[str, ...]
    footer: str


@dataclass(frozen=True, slots=True)
class Edition:
    """An outlet's edition in one language: one feed and its stories, oldest first.

    ``title`` is the outlet's name for its readers, ``outlet`` its host (an invented one: the site itself is on
    loopback). ``kind`` is the format of the feed; ``describes`` says whether its items carry the summary or the whole
    body as HTML; ``layout`` names the page template.
    """

    name: str
    title: str
    outlet: str
    lang: Lang
    kind: Literal["rss", "atom"]
    zone: str
    tagline: str
    layout: Literal["agency", "portal"]
    describes: Literal["summary", "body"]
    furniture: Furniture
    stories: tuple[Story, ...]
