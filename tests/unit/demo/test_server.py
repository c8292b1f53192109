"""The demo's site over real HTTP on loopback."""

import io
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import feedparser
import httpx
import pytest

from monitor.clock import HandClock
from monitor.demo.loopback import LoopbackServer
from monitor.demo.server import DemoServer
from monitor.demo.story_files import FIRST_POLL_AT, LAST_MOMENT_AT, read_editions


@pytest.fixture
def clock() -> HandClock:
    """A clock that stands at the end of the six days."""
    return HandClock(LAST_MOMENT_AT)


@pytest.fixture
def server(clock: HandClock) -> Iterator[DemoServer]:
    """The site, running."""
    with DemoServer(read_editions(), clock) as running:
        yield running


@pytest.fixture
def web(server: DemoServer) -> Iterator[httpx.Client]:
    """A client of the site."""
    with httpx.Client(base_url=server.url, trust_env=False, timeout=10) as client:
        yield client


def test_every_link_of_every_feed_leads_to_a_page(web: httpx.Client) -> None:
    """A reader that follows the feeds gets an HTML page for each entry, Arabic addresses included."""
    for edition in read_editions():
        feed = web.get(f"/{edition.name}/feed.xml")
        assert feed.status_code == 200
        assert edition.kind in feed.headers["content-type"]
        links = [entry.link for entry in feedparser.parse(io.BytesIO(feed.content)).entries]
        assert len(edition.stories) == len(links)
        for link, story in zip(links, reversed(edition.stories), strict=True):
            page = web.get(link)
            assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
            assert story.versions[-1].title in page.text.replace("&#39;", "'")


def test_an_unchanged_feed_is_answered_with_304_and_no_body(web: httpx.Client) -> None:
    """A reader that gives the ETag back is told that nothing changed."""
    first = web.get("/marfa/feed.xml")

    again = web.get("/marfa/feed.xml", headers={"If-None-Match": f'"other", W/{first.headers["etag"]}'})

    assert (304, b"", first.headers["etag"]) == (again.status_code, again.content, again.headers["etag"])


def test_a_changed_feed_is_answered_whole_in_spite_of_the_etag(web: httpx.Client, clock: HandClock) -> None:
    """The clock moves on, a story appears, and the old ETag no longer counts."""
    clock.put(FIRST_POLL_AT)
    first = web.get("/marfa/feed.xml")
    clock.advance(timedelta(days=2))

    again = web.get("/marfa/feed.xml", headers={"If-None-Match": first.headers["etag"]})

    assert again.status_code == 200
    assert again.headers["etag"] != first.headers["etag"]
    assert again.text.count("<item>") > first.text.count("<item>")


def test_a_page_is_not_there_before_its_time(web: httpx.Client, clock: HandClock) -> None:
    """The same address is 404 before publication and 200 afterwards."""
    address = "/meridian/politics/coalition-denies-december"
    clock.put(FIRST_POLL_AT)
    early = web.get(address)
    clock.put(LAST_MOMENT_AT)

    late = web.get(address)

    assert (early.status_code, late.status_code) == (404, 200)


def test_what_the_site_does_not_have_is_404(web: httpx.Client) -> None:
    """Neither an unknown address nor one that climbs out of the site is answered with anything."""
    for path in ("/", "/nothing", "/marfa/feed.xml/more", "/../../etc/passwd", "/%2e%2e/monitor.toml", "/%ff"):
        assert web.get(path).status_code == 404


def test_robots_txt_is_served_as_text(web: httpx.Client) -> None:
    """The rules for readers stand where readers look for them."""
    robots = web.get("/robots.txt")

    assert robots.headers["content-type"] == "text/plain; charset=utf-8"
    assert "Disallow: /meridian/subscribers/" in robots.text.splitlines()


def test_head_gives_the_headers_of_get_without_the_body(web: httpx.Client) -> None:
    """A HEAD request learns length, type and validator."""
    got, headed = web.get("/meridian/feed.xml"), web.head("/meridian/feed.xml")

    assert headed.content == b""
    for name in ("content-type", "content-length", "etag"):
        assert got.headers[name] == headed.headers[name]


def test_a_server_bound_beyond_loopback_is_refused() -> None:
    """A demo server that others could reach is never started."""
    server = ThreadingHTTPServer(("0.0.0.0", 0), BaseHTTPRequestHandler)  # noqa: S104 - it is refused

    with pytest.raises(ValueError, match="bind it to 127"):
        LoopbackServer(server)
