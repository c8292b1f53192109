"""``monitor sources``: probe, status, resume and discovered, as a person meets them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from threading import Event

import pytest
from http_server import Exchange, LoopbackServer, Route, answer, redirect
from newsroom import LOOPBACK
from newsroom_sources import configured, written
from records_made import make_entry, make_source_state
from workshop_made import item, rss

from monitor.records import (
    NETWORK,
    DueEntry,
    EntryOutcome,
    Health,
    HealthReading,
    PollReading,
    RouteState,
    Trouble,
)
from monitor.store import FolderLease

CONSOLE = '\n[[channels]]\nkind = "console"\nname = "console"\n'


def now() -> datetime:
    """The moment of the test: the commands read the machine's clock."""
    return datetime.now(UTC)


def dated_feed(**ago) -> Route:
    """A feed of one item that is so old."""
    dated = item("mill", "Ferry repaired") | {"pubDate": format_datetime(now() - timedelta(**ago))}
    return answer(rss(dated), content_type="application/rss+xml", headers={"ETag": '"v1"'})


def rows(out: str) -> dict[str, str]:
    """The rows of a table by their first word."""
    return {line.split()[0]: line.strip() for line in out.splitlines() if line.strip()}


# -- probe --


def test_a_verdict_is_written_into_the_configuration(newsroom):
    """The line is dated and signed, the rest of the file stays, and nothing else is kept."""
    text = configured(newsroom, "# The last word.\n")
    newsroom.serve_feed("herald", dated_feed(hours=2))

    ended = newsroom.run("sources", "probe", "--by", "nadia")

    line = written(newsroom)["herald"]["probed"]
    assert 0 == ended.status
    assert line.startswith(f"{now().date()} ok: rss20, 1 entry, newest 2 h old, ETag (newsroom-monitor ")
    assert line.endswith(" by nadia)")
    after = (newsroom.config / "sources.toml").read_text(encoding="utf-8")
    assert text == after.replace(f'probed = "{line}"\n', "")
    assert not newsroom.state.exists()


def test_no_write_leaves_the_configuration_alone(newsroom):
    """With --no-write verdicts are only shown."""
    text = configured(newsroom)
    newsroom.serve_feed("herald", dated_feed(hours=2))

    ended = newsroom.run("sources", "probe", "--no-write")

    assert (0, text) == (ended.status, (newsroom.config / "sources.toml").read_text(encoding="utf-8"))
    assert rows(ended.out)["herald"].startswith("herald  ok")


def test_an_old_feed_is_not_usable_until_asked_for(newsroom):
    """Nine days are too old for seven, and not for ten."""
    configured(newsroom)
    newsroom.serve_feed("herald", dated_feed(days=9))

    usual = newsroom.run("sources", "probe", "--no-write")
    patient = newsroom.run("sources", "probe", "--no-write", "--fresh-days", "10")

    assert (1, 0) == (usual.status, patient.status)
    assert "NOT USABLE: old" in usual.out


def test_every_route_is_shown_and_a_good_fallback_is_enough(newsroom):
    """A row for each route; the source is usable by its fallback, and the line says so."""
    configured(newsroom, f'[[sources.fallbacks]]\nurl = "{newsroom.site.url("/second.xml")}"\n')
    newsroom.site.routes["/herald.xml"] = answer(b"<html><body>Sorry</body></html>", content_type="text/html")
    newsroom.serve_feed("second", dated_feed(minutes=90))

    ended = newsroom.run("sources", "probe")

    assert 0 == ended.status
    first, second = ended.lines[1:]
    assert first.startswith("herald     NOT USABLE: unreadable  html")
    assert second.startswith("herald +1  ok")
    assert "by fallback 1" in written(newsroom)["herald"]["probed"]


def test_a_server_that_refuses_the_name_is_asked_by_a_plain_one(newsroom):
    """The verdict says that the plain name worked."""
    configured(newsroom)

    def wall(exchange: Exchange) -> None:
        plain = exchange.asked.headers["user-agent"].startswith("Mozilla/")
        (dated_feed(hours=1) if plain else answer(b"no", status=403))(exchange)

    newsroom.site.routes["/herald.xml"] = wall

    ended = newsroom.run("sources", "probe", "--format", "json")

    (verdict,) = json.loads(ended.out)
    assert (0, "ok", "plain") == (ended.status, verdict["quality"], verdict["routes"][0]["agent"])
    assert "under a plain name" in verdict["probed"]


def test_a_host_that_asks_for_a_pause_gets_it_from_both_names(newsroom):
    """After a 429 neither the plain name nor another source of that host asks it again."""
    configured(newsroom, others=("quiet",))
    for name in ("herald", "quiet"):
        newsroom.serve_feed(name, answer(b"later", status=429, headers={"Retry-After": "600"}))

    ended = newsroom.run("sources", "probe", "--no-write")

    asked = [path for path in newsroom.site.paths_asked() if path.endswith(".xml")]
    assert (1, ["/herald.xml"]) == (ended.status, asked)
    assert "NOT USABLE: blocked" in rows(ended.out)["herald"]
    assert "NOT ASKED" in rows(ended.out)["quiet"]


def test_nothing_is_written_of_a_source_that_was_not_asked(newsroom):
    """A source whose host rests keeps the verdict of the day on which it was asked."""
    configured(newsroom, 'probed = "2031-04-02 ok: rss20"\n', others=("quiet",))
    for name in ("herald", "quiet"):
        newsroom.serve_feed(name, answer(b"later", status=429, headers={"Retry-After": "600"}))

    ended = newsroom.run("sources", "probe", "--format", "json")

    first, second = json.loads(ended.out)
    assert (1, "blocked", "unasked", "") == (ended.status, first["quality"], second["quality"], second["probed"])
    assert " blocked: " in written(newsroom)["herald"]["probed"]
    assert "2031-04-02 ok: rss20" == written(newsroom)["quiet"]["probed"]


def test_a_slow_host_keeps_no_place_from_others(newsroom):
    """Of two places, the sources of one host take one at a time: another host is asked while the first still waits."""
    with LoopbackServer() as second:
        general = f"{LOOPBACK}total_seconds = 5\nconnect_seconds = 5\nat_once = 2\nper_host = 1\n"
        newsroom.configure(others=("quiet", "other"), general=general)
        path = newsroom.config / "sources.toml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(newsroom.site.url("/other.xml"), second.url("/other.xml")), encoding="utf-8")
        other_was_asked = Event()

        def patient(exchange: Exchange) -> None:
            other_was_asked.wait(timeout=5)
            dated_feed(hours=1)(exchange)

        def waited_for(exchange: Exchange) -> None:
            other_was_asked.set()
            dated_feed(hours=1)(exchange)

        newsroom.serve_feed("herald", patient)
        newsroom.serve_feed("quiet", dated_feed(hours=1))
        second.routes["/other.xml"] = waited_for

        ended = newsroom.run("sources", "probe", "--no-write")

    assert (0, True) == (ended.status, other_was_asked.is_set())


def test_a_move_for_good_is_told(newsroom):
    """A permanent redirect is followed, and the new address stands in the detail."""
    configured(newsroom)
    newsroom.site.routes["/herald.xml"] = redirect("/moved.xml", status=301)
    newsroom.serve_feed("moved", dated_feed(hours=1))

    ended = newsroom.run("sources", "probe", "--no-write")

    assert f"moved for good to {newsroom.site.url('/moved.xml')}: put it into sources.toml" in ended.out


def test_a_section_page_is_judged_by_its_first_article(newsroom):
    """The date comes from the article behind the first link that matches."""
    newsroom.configure()
    path = newsroom.config / "sources.toml"
    text = path.read_text(encoding="utf-8").replace("/herald.xml", "/region")
    path.write_text(text + 'kind = "section"\nlink_pattern = "/region/[a-z]+-[0-9]+$"\n', encoding="utf-8")
    links = '<a href="/about">About us and our paper</a><a href="/region/quay-7">Wardens leave the old quay</a>'
    newsroom.site.routes["/region"] = answer(f"<html><body>{links}</body></html>".encode(), content_type="text/html")
    moment = (now() - timedelta(hours=5)).isoformat()
    ld = json.dumps({"@type": "NewsArticle", "headline": "Wardens leave the old quay", "datePublished": moment})
    story = "<p>The wardens left the old quay before the rain began, the mayor said on Monday.</p>" * 5
    page = f'<html><head><script type="application/ld+json">{ld}</script></head><body><h1>Q</h1>{story}</body></html>'
    newsroom.site.routes["/region/quay-7"] = answer(page.encode(), content_type="text/html")

    ended = newsroom.run("sources", "probe", "--format", "json")

    (verdict,) = json.loads(ended.out)
    assert (0, "section") == (ended.status, verdict["routes"][0]["found"])
    assert "newest 5 h old" in verdict["probed"] or "newest 4 h old" in verdict["probed"]


def test_a_configuration_that_cannot_be_written_is_told(newsroom, monkeypatch):
    """The verdict is shown, the exit status is that of the feed, and a note says that nothing was kept."""
    text = configured(newsroom)
    newsroom.serve_feed("herald", dated_feed(hours=2))

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", full)
    ended = newsroom.run("sources", "probe")

    assert (0, text) == (ended.status, (newsroom.config / "sources.toml").read_text(encoding="utf-8"))
    assert "ok" in rows(ended.out)["herald"]
    assert "note: the verdicts are not kept: " in ended.err
    assert "No space left on device" in ended.err


# -- list --


def test_the_list_shows_kind_and_last_verdict(newsroom):
    """Day and quality of the last probe stand in the table, all of it in the form for other programs."""
    configured(newsroom, 'kind = "sitemap"\nprobed = "2031-04-02 ok: sitemap"\n')

    ended, form = newsroom.run("sources", "list"), newsroom.run("sources", "list", "--format", "json")

    assert rows(ended.out)["herald"].endswith("sitemap  2031-04-02 ok")
    (herald,) = json.loads(form.out)
    assert ("2031-04-02 ok: sitemap", None, "sitemap") == (
        herald["probed"],
        herald["succeeded_at"],
        herald["routes"][0]["kind"],
    )


# -- status --


def test_status_before_any_run(newsroom):
    """Sources that were never polled are shown as such, below the line on the last hour."""
    newsroom.configure()

    ended = newsroom.run("sources", "status")

    assert 0 == ended.status
    assert ended.lines[0].startswith("0 of 1 sources fresh; 0 entries seen")
    assert "herald  never polled  no" in ended.out


def test_status_tells_what_ails_a_source(newsroom):
    """A source that is down ends the command with 1; its trouble, since when, and the age of the last success show."""
    newsroom.configure(others=("quiet",))
    since = now() - timedelta(hours=3)
    state = make_source_state(source="herald", polled_at=now(), succeeded_at=since, due_at=now(), failures=4)
    trouble = Trouble("blocked", since, 4, "status 403", told_at=now())
    with newsroom.store() as store:
        store.save_poll(PollReading(state))
        store.save_health(HealthReading((Health("herald", "down", since, (trouble,)),)))

    ended, form = newsroom.run("sources", "status"), newsroom.run("sources", "status", "--format", "json")

    assert (1, 1) == (ended.status, form.status)
    assert "down" in ended.lines[0]
    row = rows(ended.out)["herald"]
    assert row.startswith("herald  down: blocked  no     3 h ago")
    assert rows(ended.out)["herald:"].startswith("herald: blocked since ")
    whole = json.loads(form.out)
    assert ["down", "never polled"] == [one["state"] for one in whole["sources"]]
    assert (2, "herald") == (whole["heartbeat"]["sources"], whole["heartbeat"]["down"][0]["subject"])
    assert ended.lines[0] == whole["heartbeat"]["line"]
    assert "ok" == whole["network"]["state"]


def test_status_tells_why_it_ends_with_one(newsroom):
    """Where the monitor's own network is down, the form for other programs says so, and since when."""
    newsroom.configure()
    trouble = Trouble("network", now(), 5, told_at=now())
    with newsroom.store() as store:
        store.save_health(HealthReading((Health(NETWORK, "down", now(), (trouble,)),)))

    ended = newsroom.run("sources", "status", "--format", "json")

    network = json.loads(ended.out)["network"]
    assert (1, "down", "network") == (ended.status, network["state"], network["troubles"][0]["ailment"])


def test_status_tells_which_fallback_serves(newsroom):
    """A source that is served by another way is well, and a line says which way and why."""
    fallback = newsroom.site.url("/second.xml")
    configured(newsroom, f'[[sources.fallbacks]]\nurl = "{fallback}"\n')
    routes = (RouteState(newsroom.site.url("/herald.xml"), failures=2, problem="status 503"), RouteState(fallback))
    state = make_source_state(source="herald", routes=routes, route=fallback, polled_at=now(), succeeded_at=now())
    with newsroom.store() as store:
        store.save_poll(PollReading(state))

    ended = newsroom.run("sources", "status")

    expected = f"herald: served by fallback 1, {fallback}, as the preferred way failed: status 503"
    assert (0, expected) == (ended.status, ended.lines[-1])


# -- resume --


def test_resume_gives_a_source_a_second_chance(newsroom):
    """A route that is gone is asked again in the next cycle."""
    newsroom.configure()
    url = newsroom.site.url("/herald.xml")
    gone = RouteState(url, gone_at=now(), failures=9)
    with newsroom.store() as store:
        store.save_poll(
            PollReading(make_source_state(source="herald", routes=(gone,), due_at=now() + timedelta(days=9)))
        )

    ended = newsroom.run("sources", "resume", "herald")

    assert (0, ["herald: polled in the next cycle"]) == (ended.status, ended.lines)
    with newsroom.store() as store:
        state = store.source_states()["herald"]
    assert RouteState(url) == state.route_state(url)
    assert state.due_at is not None
    assert state.due_at <= now()


def test_resume_beside_a_daemon_changes_nothing(newsroom):
    """The daemon would write over it: it is named, with what to do, and the exit status is 4."""
    newsroom.configure()
    state = make_source_state(source="herald", failures=9, due_at=now() + timedelta(days=9))
    with newsroom.store() as store:
        store.save_poll(PollReading(state))

    with FolderLease(newsroom.state, "monitor daemon").hold():
        ended = newsroom.run("sources", "resume", "herald")

    assert (4, "") == (ended.status, ended.out)
    assert ended.err.startswith("monitor: herald: nothing is changed, as monitor daemon (pid ")
    assert ended.err.endswith("or change the source's address in sources.toml and restart it\n")
    with newsroom.store() as store:
        assert state == store.source_states()["herald"]


def test_resume_of_a_source_that_is_off_says_so(newsroom):
    """Its failures are forgotten, and it is not promised that it is polled."""
    configured(newsroom, "enabled = false\n", others=("quiet",))
    with newsroom.store() as store:
        store.save_poll(PollReading(make_source_state(source="quiet", failures=9)))

    ended = newsroom.run("sources", "resume", "quiet")

    off = "quiet: off, so it is not polled in any case; set enabled = true in sources.toml"
    assert (0, [off, "quiet: its failures are forgotten"]) == (ended.status, ended.lines)


@pytest.mark.parametrize("polled", ["quiet", None])
def test_resume_of_a_source_that_was_never_polled(newsroom, polled: str | None):
    """There is nothing to forget, with a database or without one."""
    newsroom.configure(others=("quiet",))
    if polled:
        with newsroom.store() as store:
            store.save_poll(PollReading(make_source_state(source=polled)))

    ended = newsroom.run("sources", "resume", "herald")

    assert (0, ["herald: never polled, nothing to forget"]) == (ended.status, ended.lines)


def test_resume_of_an_unknown_source(newsroom):
    """A name that no source has: exit status 1."""
    newsroom.configure()

    ended = newsroom.run("sources", "resume", "atlantis")

    assert (1, "") == (ended.status, ended.out)


def test_an_address_in_place_of_a_name_is_shown_by_its_host_alone(newsroom):
    """What was pasted may hold a password: no source has that name, and the rest is not repeated."""
    newsroom.configure()

    ended = newsroom.run("sources", "probe", "https://nadia:s3cret@herald.example/rss?token=s3cret")

    assert (1, "") == (ended.status, ended.out)
    assert "https://herald.example: no source has this name" in ended.err
    assert "s3cret" not in ended.err


# -- discovered --


def test_discovered_lists_what_no_other_source_has(newsroom):
    """What a query lists and the Herald brought is left out; the rest shows with its publisher."""
    newsroom.configure(others=("query",))
    known = make_entry("a", source="herald", title="Ferry repaired at last")
    listed = [
        make_entry(key, source="query", title=title, summary=publisher, published_at=now())
        for key, title, publisher in [
            ("b", "Ferry repaired at last", "Herald"),
            ("c", "Wardens to stay longer", "The Post"),
        ]
    ]
    with newsroom.store() as store:
        for name, entries in {"herald": [known], "query": listed}.items():
            due = tuple(DueEntry(entry, now(), baseline=False) for entry in entries)
            store.save_poll(PollReading(make_source_state(source=name), due))
        for entry in listed:
            outcome = EntryOutcome("query", entry.entry_key, entry.content_hash, "skipped", "discovery_only")
            store.save_outcome(outcome)

    ended = newsroom.run("sources", "discovered", "--days", "1")
    form = newsroom.run("sources", "discovered", "--days", "1", "--format", "json")

    assert (0, "1 discovered") == (ended.status, ended.lines[-1])
    assert f"The Post   Wardens to stay longer  query  {listed[1].url}" in ended.out
    assert "Ferry" not in ended.out
    (one,) = json.loads(form.out)
    assert ("Wardens to stay longer", listed[1].url) == (one["title"], one["url"])


def test_discovered_before_any_run(newsroom):
    """Without a database, nothing was polled yet; that is no fault."""
    newsroom.configure()

    ended, form = newsroom.run("sources", "discovered"), newsroom.run("sources", "discovered", "--format", "json")

    assert (0, ["nothing was polled yet"], ["[]"]) == (ended.status, ended.lines, form.lines)
    assert not newsroom.state.exists()
