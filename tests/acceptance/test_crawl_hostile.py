"""One cycle of the real ``monitor batch`` in which hostile servers, feeds and pages stand beside good ones."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from config_files import write_config
from hostile_feeds import HOSTILE_FEEDS
from hostile_pages import HOSTILE_PAGES
from hostile_servers import HOSTILE, HostileServers, hostile_servers
from http_server import LoopbackServer, answer, redirect
from newsroom import FILE_CHANNEL, TOPIC
from workshop_made import departure_page, item, rss

from monitor.records import CycleReport, SourceReport
from monitor.store import SqliteStore

TESTS = Path(__file__).parents[1]
GOOD = 20
MOST_BYTES = 300_000_000
CAP = 5_000_000
"""Bytes of a page above which it is not fetched: the default of the configuration."""

SERVERS = {name: one.problem for name, one in HOSTILE.items() if name != "redirect_chain"} | {
    # Within the two seconds that a fetch may take here, no answer is old enough to be called slow.
    "byte_after_byte": "timeout",
    "silence_in_the_body": "timeout",
    # A body that is cut where its length says so: a feed without items.
    "length_too_short": "no_items",
}
"""The problem of each hostile server. That of a long chain of redirects cannot be asked for robots.txt: see below."""

CHAIN = "chain"
QUIET = ("text of 4.9 MB", "1,000,000 entities", "links below the cap of tags")
"""Pages that are listed once more under a title that names no topic, so that all their words are looked at."""


@dataclass
class Round:
    """A configuration under way, then what came of the one cycle that was run on it."""

    sources: list[str] = field(default_factory=list)
    status: int = -1
    err: str = ""
    peak_bytes: int = 0
    report: CycleReport | None = None
    read: frozenset[str] = frozenset()

    def add(self, name: str, url: str) -> None:
        """Add a source."""
        self.sources.append(
            f'\n[[sources]]\nname = "{name}"\noutlet = "{name}.example"\nurl = "{url}"\nlang = "en"\nzone = "UTC"\n'
        )

    def reports(self, start: str) -> dict[str, SourceReport]:
        """The reports of the sources whose names start so, by the rest of their names."""
        return {one.source.removeprefix(start): one for one in self.report.sources if one.source.startswith(start)}


def put_up_good_ones(round_: Round, site: LoopbackServer) -> None:
    """Twenty feeds with one article each, at a host that nobody else has; the first lists the hostile pages, too."""
    host = site.url("").replace("127.0.0.1", "localhost")
    for number in range(GOOD):
        page = departure_page("by June 2041", f"Wardens to leave Rivertown, says ferry {number}", f"Ferry {number}.")
        items = [item(f"w{number}", page.title, host=host)]
        if number == 0:
            items += [item(f"{slug_of(name)}?quiet", "Raft adrift", host=host) for name in QUIET]
            items += [item(slug_of(name), "Wardens leave Rivertown on a raft", host=host) for name in HOSTILE_PAGES]
        site.routes[f"/w{number}"] = answer(page.html().encode(), content_type="text/html; charset=utf-8")
        site.routes[f"/good{number}"] = answer(rss(*items), content_type="application/rss+xml")
        round_.add(f"good-{number}", f"{host}/good{number}")
    for name, page in HOSTILE_PAGES.items():
        site.routes[f"/{slug_of(name)}"] = answer(page.make(), content_type="text/html")


def put_up_hostile_ones(round_: Round, servers: HostileServers, site: LoopbackServer) -> None:
    """Every hostile server and every hostile feed, each a source."""
    for name in SERVERS:
        round_.add(f"server-{slug_of(name)}", servers.urls[name])
    for name, feed in HOSTILE_FEEDS.items():
        site.routes[f"/{slug_of(name)}"] = answer(feed.make(), content_type="text/xml")
        round_.add(f"feed-{slug_of(name)}", site.url(f"/{slug_of(name)}"))
    for step in range(9):
        site.routes[f"/chain{step}"] = redirect(f"/chain{step + 1}")
    round_.add(CHAIN, site.url("/chain0"))


def slug_of(name: str) -> str:
    """A name for an address and a source."""
    return "-".join(name.lower().replace("_", " ").replace(",", "").replace(".", "").split())


def general(ports: tuple[int, ...]) -> str:
    """The configuration: these ports of this machine and the public Internet alone, two seconds for each fetch."""
    return f"""
[fetch]
allow_networks = ["127.0.0.1/32", "::1/128"]
ports = [{", ".join(map(str, ports))}]
gap_seconds = 0
total_seconds = 2
connect_seconds = 2
at_once = 20
{FILE_CHANNEL}"""


def run(round_: Round, folder: Path, ports: tuple[int, ...]) -> None:
    """The cycle, in a process of its own."""
    config = write_config(folder, general=general(ports), sources="".join(round_.sources), topic=TOPIC)
    script, peak = Path(__file__).with_name("measured_run.py"), folder / "peak"
    words = ["batch", "--config", str(config), "--log-level", "error"]
    ended = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-W", "error", str(script), str(peak), *words],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS.parent), str(TESTS)])},
        text=True,
    )
    round_.status, round_.err, round_.peak_bytes = ended.returncode, ended.stderr, int(peak.read_text("ascii"))
    with closing(SqliteStore.open_for_reading(folder / "state")) as store:
        round_.report = store.last_cycle()
        round_.read = frozenset(reading.article.url for reading in store.readings())


@pytest.fixture(scope="module")
def round_(tmp_path_factory) -> Iterator[Round]:
    """What came of the cycle."""
    round_ = Round()
    with hostile_servers() as servers, LoopbackServer() as site, LoopbackServer() as bad_site:
        put_up_good_ones(round_, site)
        put_up_hostile_ones(round_, servers, bad_site)
        run(round_, tmp_path_factory.mktemp("hostile"), (*servers.ports, site.port, bad_site.port))
        yield round_


def test_every_good_feed_is_polled_and_its_article_read(round_):
    """Whatever the others do, the twenty good feeds give their entries, and each of their articles is read."""
    found = {name: (one.outcome, one.problem) for name, one in round_.reports("good-").items()}

    assert {str(number): ("polled", None) for number in range(GOOD)} == found
    assert {f"w{number}" for number in range(GOOD)} <= {url.rpartition("/")[2] for url in round_.read}


def test_every_hostile_server_is_reported_by_its_problem(round_):
    """Each hostile server ends with the problem that it is, and a sentence on it."""
    reports = round_.reports("server-")

    assert {slug_of(name): problem for name, problem in SERVERS.items()} == {
        name: one.problem for name, one in reports.items()
    }
    assert all(one.detail for one in reports.values())
    assert ["redirect_loop"] == [one.problem for one in round_.reports(CHAIN).values()]


def test_every_hostile_feed_is_read_or_reported_by_its_problem(round_):
    """Each hostile feed that cannot be read ends with its problem; what was wrong with the others is told."""
    reports = round_.reports("feed-")
    found = {name: reports[slug_of(name)] for name in HOSTILE_FEEDS}

    assert {name: feed.problem for name, feed in HOSTILE_FEEDS.items()} == {
        name: one.problem for name, one in found.items()
    }
    assert [] == [name for name, feed in HOSTILE_FEEDS.items() if feed.told not in found[name].detail]


def test_every_hostile_page_is_read_or_left_out_with_its_reason(round_):
    """What of a hostile page can be read is; the rest is put off, each under the reason that fits."""
    pages = HOSTILE_PAGES.items()
    read = {slug_of(name) for name, page in pages if page.survives}
    too_large = sum(len(page.make()) > CAP for _, page in pages)

    assert read == {url.rpartition("/")[2] for url in round_.read} - {f"w{number}" for number in range(GOOD)}
    assert {
        "not_likely": len(QUIET),
        "fetch_failed (to be retried)": too_large,
        "no_text (to be retried)": len(HOSTILE_PAGES) - len(read) - too_large,
    } == {reason: count for reason, count in round_.report.skipped.items() if reason != "no_link"}
    # Items of the hostile feeds have no address.
    seen = Counter({kind: sum(one.seen for one in round_.reports(f"{kind}-").values()) for kind in ("feed", "server")})
    assert seen.total() == round_.report.skipped["no_link"]


def test_cycle_ends_as_one_in_which_sources_failed(round_):
    """The exit status says that sources failed, the report is kept, and nothing escapes: not even a line of errors."""
    failed = [name for name, problem in SERVERS.items() if problem not in {None, "no_items"}]
    failed += [CHAIN, *(name for name, feed in HOSTILE_FEEDS.items() if feed.problem not in {None, "no_items"})]

    assert (1, "") == (round_.status, round_.err)
    assert len(failed) == len(round_.report.failed_sources)
    assert len(round_.sources) == len(round_.report.sources)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read from /proc")
def test_cycle_stays_within_memory(round_):
    """The process that polls and judges never holds more than 300 MB."""
    assert round_.peak_bytes <= MOST_BYTES
