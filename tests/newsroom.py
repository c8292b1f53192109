"""A small newsroom on loopback: a configuration folder, an outlet's site that can be added to, and its state folder.

The outlet and its story are invented: river wardens are to leave Rivertown. Neither feed nor pages carry dates, so that
everything is of the day of the test, whichever that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from command_line import Ended, run_monitor
from config_files import write_config
from http_server import LoopbackServer, Route, answer
from news_pages import Page
from workshop_made import NOT_LIKELY, departure_page, item, rss

from monitor.records import PollReading
from monitor.store import SqliteStore

SEPTEMBER = departure_page("by September 2041")
DECEMBER = departure_page("by December 2041", "Wardens stay longer in Rivertown")

TOPIC = """
name = "wardens-leaving"
title = "The wardens leave Rivertown"
home = "rivertown"

[forces.wardens]
label = "the wardens"
own = true
en = ["wardens"]

[places.rivertown]
label = "Rivertown"
en = ["Rivertown"]

[frames.departure]
kind = "date"
role = "completes"
label = "Departure of the wardens"
triggers = ["withdrawal"]
"""

FILE_CHANNEL = """
[[channels]]
kind = "file"
name = "file"
path = "alerts.jsonl"
"""

LOOPBACK = '[fetch]\nreach = "anywhere"\ngap_seconds = 0\n'
"""Lets the monitor fetch from this machine, where the site of these tests stands, without pauses."""

_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_LATER_THAN_ANY = datetime(2999, 1, 1, tzinfo=UTC)


def mail_channel(port: int) -> str:
    """A mail channel to a server on this port of loopback."""
    return f"""
[[channels]]
kind = "email"
name = "mail"
host = "127.0.0.1"
port = {port}
security = "none"
sender = "monitor@example.org"
recipients = ["desk@example.org"]
timeout_seconds = 5
"""


def slack_channel(folder: Path, url: str) -> str:
    """A Slack channel to this webhook, whose address is kept in a file of ``folder``."""
    (folder / "webhook").write_text(url, encoding="utf-8")
    return '\n[[channels]]\nkind = "slack"\nname = "slack"\nwebhook = { file = "webhook" }\n'


@dataclass
class Newsroom:
    """The newsroom and its outlet, the Herald, whose feed is the source ``herald``."""

    folder: Path
    site: LoopbackServer
    items: list[dict] = field(default_factory=list)

    @property
    def config(self) -> Path:
        """The configuration folder."""
        return self.folder / "config"

    @property
    def state(self) -> Path:
        """The state folder."""
        return self.folder / "state"

    @property
    def alerts_file(self) -> Path:
        """The file of the file channel."""
        return self.folder / "alerts.jsonl"

    def configure(self, channels: str = FILE_CHANNEL, others: Iterable[str] = (), general: str = LOOPBACK) -> Path:
        """Write the configuration; ``others`` are further sources, each a feed at ``/NAME.xml`` of the site."""
        sources = "".join(self._source(name) for name in ("herald", *others))
        return write_config(self.folder, general=general + channels, sources=sources, topic=TOPIC)

    def publish(self, slug: str, page: Page) -> None:
        """Put a page online and list it at the head of the feed."""
        self.items.insert(0, item(slug, page.title, host=self.site.url("")))
        self.edit(slug, page)
        self.serve_feed("herald", answer(rss(*self.items), content_type="application/rss+xml"))

    def edit(self, slug: str, page: Page) -> None:
        """Answer a page's address otherwise; the feed stays as it is."""
        self.site.routes[f"/{slug}"] = answer(page.html().encode(), content_type="text/html; charset=utf-8")

    def serve_feed(self, name: str, route: Route) -> None:
        """Answer a source's feed so."""
        self.site.routes[f"/{name}.xml"] = route

    def run(self, *words: str | Path) -> Ended:
        """How a command of ``monitor`` ends on this configuration."""
        return run_monitor(*words, "--config", self.config)

    @contextmanager
    def store(self) -> Iterator[SqliteStore]:
        """The store, between two runs."""
        with closing(SqliteStore.open(self.state)) as store:
            yield store

    def let_time_pass(self) -> None:
        """Make everything that waits for its time due, as hours would; no clock is turned."""
        with self.store() as store:
            for state in store.source_states().values():
                routes = tuple(replace(route, retry_at=None) for route in state.routes)
                store.save_poll(PollReading(replace(state, due_at=_LONG_AGO, routes=routes)))
            for rest in store.rests(_LONG_AGO):
                store.save_rest(replace(rest, until=_LONG_AGO))
            loose = store.loose_deliveries()
            store.save_deliveries([replace(delivery, due_at=_LONG_AGO) for delivery in loose])
            for channel in store.channel_states().values():
                store.save_channel(replace(channel, rests_until=None))
            for envelope in store.envelopes("owed"):
                last = store.attempts(envelope.envelope_id)[-1]
                store.end_attempt(last, replace(envelope, due_at=_LONG_AGO), None)
            for visit in store.due_visits(_LATER_THAN_ANY):
                store.save_visit(replace(visit, due_at=_LONG_AGO))

    def _source(self, name: str) -> str:
        return f"""
[[sources]]
name = "{name}"
outlet = "{name}.example"
url = "{self.site.url(f"/{name}.xml")}"
lang = "en"
zone = "Asia/Baghdad"
"""


@contextmanager
def open_newsroom(folder: Path) -> Iterator[Newsroom]:
    """A newsroom for a ``with`` block, its outlet online with one article that is of no topic."""
    with LoopbackServer() as site:
        newsroom = Newsroom(folder, site)
        newsroom.publish("mill", NOT_LIKELY)
        yield newsroom
