"""Invented outlets on loopback that tell of a hundred valleys: every article gives its valley another month."""

from __future__ import annotations

import calendar
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from http_server import LoopbackServer, Route, answer
from news_pages import Page
from workshop_made import NOT_LIKELY, item, rss

OUTLETS = 8
SHOWN = 80
"""Items that a feed lists: more than an outlet can publish while the monitor is kept from polling it."""

_TREES = ("Alder", "Birch", "Cedar", "Elm", "Hazel", "Maple", "Rowan", "Willow", "Juniper", "Larch")
_ENDS = ("bridge", "ford", "mill", "wick", "gate", "brook", "field", "holm", "stead", "haven")
_FIRST_YEAR = 2041
_MONTHS = tuple(calendar.month_name)[1:]

_WHO = ("A baker", "The ferryman", "A clerk of the mill", "The beekeeper", "An old weaver", "The schoolmaster")
_DOES = ("counted", "painted", "carried", "mended", "sold", "washed", "weighed", "forgot")
_WHAT = ("the copper kettles", "nine baskets of pears", "the harbour lamps", "a broken sledge", "the choir's benches")
_WHERE = ("by the weir", "behind the granary", "under the chestnut", "at the toll house", "near the kiln")
_WHEN = ("before the rain came", "while the band played", "as the fog lifted", "when the bells had ended")


@dataclass(frozen=True, slots=True)
class Story:
    """An article: the number that is its address, and what it says."""

    number: int
    outlet: int
    page: Page

    @property
    def slug(self) -> str:
        """The last part of its address."""
        return f"story-{self.number}"


def valleys(count: int) -> tuple[str, ...]:
    """So many invented names of places, at most a hundred."""
    return tuple(f"{tree}{end}" for end in _ENDS for tree in _TREES)[:count]


def write_stories(count: int, places: int, seed: int) -> Iterator[Story]:
    """Stories in the order in which they are published: no two of a valley give the same month."""
    chance, names = random.Random(seed), valleys(places)  # noqa: S311 - no secret
    for number in range(count):
        round_, place = divmod(number, places)
        month = round_ * 7 % 60 + 60 * (round_ // 60)  # forth and back: a step of 7 meets each of 60 months once
        when = f"{_MONTHS[month % 12]} {_FIRST_YEAR + month // 12}"
        sentences = (f"The wardens will leave {names[place]} by {when}, the mayor said.", *_gossip(chance))
        yield Story(number, number % OUTLETS, Page("en", f"What the mayor of {names[place]} said", sentences))


def _gossip(chance: random.Random) -> Iterator[str]:
    """Sentences about nothing, so that no story looks like a copy of another."""
    for _ in range(6):
        first, second = (" ".join(map(chance.choice, (_WHO, _DOES, _WHAT, _WHERE, _WHEN))) for _ in range(2))
        yield f"{first}, and {second[0].lower()}{second[1:]}, {chance.randrange(1000)} paces from home."


def _page_route(page: Page) -> Route:
    return answer(page.html().encode(), content_type="text/html; charset=utf-8")


@dataclass
class Press:
    """The outlets' sites, all on one loopback server."""

    site: LoopbackServer
    published: list[Story] = field(default_factory=list)
    _items: dict[int, list[dict[str, str]]] = field(default_factory=dict)

    def open(self) -> None:
        """Go online, each outlet with one article that is of no interest: the first look makes it known."""
        self.site.routes["/mill"] = _page_route(NOT_LIKELY)
        for outlet in range(OUTLETS):
            self._items[outlet] = [item("mill", NOT_LIKELY.title, host=self.site.url(""))]
            self._serve(outlet)

    def publish(self, story: Story) -> None:
        """Put a story online, at the head of its outlet's feed."""
        self.site.routes[f"/{story.slug}"] = _page_route(story.page)
        self._items[story.outlet].insert(0, item(story.slug, story.page.title, host=self.site.url("")))
        self._serve(story.outlet)
        self.published.append(story)

    def _serve(self, outlet: int) -> None:
        listed = rss(*self._items[outlet][:SHOWN])
        self.site.routes[f"/outlet-{outlet}.xml"] = answer(listed, content_type="application/rss+xml")


@dataclass(frozen=True, slots=True)
class Channels:
    """Where the stand-ins of the desk listen."""

    mail_port: int
    webhook: str
    api: str
    token: str
    slack_channel: str


def write_config(folder: Path, press: Press, channels: Channels, places: int) -> Path:
    """A configuration folder in ``folder``, whose state folder lies beside it.

    Everybody hears of everything: each address at once, but for Lena, who is told in groups.
    """
    config = folder / "config"
    (config / "topics").mkdir(parents=True)
    (config / "token").write_text(channels.token, encoding="utf-8")
    (config / "webhook").write_text(channels.webhook, encoding="utf-8")
    general = _GENERAL.format(mail_port=channels.mail_port, api=channels.api, to=channels.slack_channel)
    (config / "monitor.toml").write_text(general, encoding="utf-8")
    (config / "alerts.toml").write_text(_ALERTS, encoding="utf-8")
    sources = "".join(_SOURCE.format(number=one, url=press.site.url("")) for one in range(OUTLETS))
    (config / "sources.toml").write_text(sources, encoding="utf-8")
    topic = _TOPIC + "".join(_PLACE.format(key=name.lower(), name=json.dumps(name)) for name in valleys(places))
    (config / "topics" / "wardens.toml").write_text(topic, encoding="utf-8")
    return config


_GENERAL = """
[newsroom]
zone = "UTC"

[schedule]
tick_minutes = 1
slowest_minutes = 5

[fetch]
reach = "anywhere"
gap_seconds = 0

[[channels]]
kind = "email"
name = "mail"
host = "127.0.0.1"
port = {mail_port}
security = "none"
sender = "monitor@example.org"
recipients = ["day@example.org", "night@example.org"]
timeout_seconds = 5

[[channels]]
kind = "slack"
name = "hook"
webhook = {{ file = "config/webhook" }}

[[channels]]
kind = "slack"
name = "bot"
api = "{api}"
token = {{ file = "config/token" }}
to = "{to}"
"""

_ALERTS = """
[[routes]]
name = "at-once"
to = ["mail", "hook", "bot"]
goes_on = true

[[routes]]
name = "together"
to = ["lena"]
group = { by = "topic", wait_seconds = 1, interval_seconds = 2 }

[[people]]
name = "lena"
by = [{ channel = "mail", address = "lena@example.org" }]
"""

_SOURCE = """
[[sources]]
name = "outlet-{number}"
outlet = "outlet-{number}.example"
url = "{url}/outlet-{number}.xml"
lang = "en"
zone = "UTC"
every_minutes = 1
"""

_TOPIC = """
name = "wardens"
title = "The wardens leave the valleys"
home = "other:vale"

[forces.wardens]
label = "the wardens"
own = true
en = ["wardens"]

[frames.departure]
kind = "date"
role = "completes"
label = "Departure of the wardens"
triggers = ["withdrawal"]

[places."other:vale"]
label = "the Vale"
en = ["the Vale"]
"""

_PLACE = """
[places."other:{key}"]
label = {name}
parent = "other:vale"
en = [{name}]
"""
