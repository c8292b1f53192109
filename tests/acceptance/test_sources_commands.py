"""``monitor sources``: probe, status, resume, discovered, export and import, as a person meets them."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from http_server import Exchange, Route, answer, redirect
from records_made import make_entry, make_source_state
from workshop_made import item, rss

from monitor.records import (
    DueEntry,
    EntryOutcome,
    Health,
    HealthReading,
    PollReading,
    RouteState,
    Trouble,
)

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


def configured(newsroom, added: str = "", others: tuple[str, ...] = ()) -> str:
    """Configure the newsroom, add to its sources, and give the file's text."""
    newsroom.configure(others=others)
    path = newsroom.config / "sources.toml"
    path.write_text(path.read_text(encoding="utf-8") + added, encoding="utf-8")
    return path.read_text(encoding="utf-8")


def written(newsroom) -> dict[str, dict]:
    """The sources of the file, by name."""
    text = (newsroom.config / "sources.toml").read_text(encoding="utf-8")
    return {source["name"]: source for source in tomllib.loads(text)["sources"]}


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
    """What was probed stands in the list."""
    configured(newsroom, 'kind = "sitemap"\nprobed = "2031-04-02 ok: sitemap"\n')

    ended = newsroom.run("sources", "list")

    assert "sitemap  2031-04-02 ok: sitemap" in rows(ended.out)["herald"]


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
        store.save_health(HealthReading((Health("herald", "down", since, (trouble,)),), read_at=now()))

    ended, form = newsroom.run("sources", "status"), newsroom.run("sources", "status", "--format", "json")

    assert (1, 1) == (ended.status, form.status)
    assert "down" in ended.lines[0]
    row = rows(ended.out)["herald"]
    assert row.startswith("herald  down          no     3 h ago")
    assert "blocked since " in row
    assert ["down", "never polled"] == [one["state"] for one in json.loads(form.out)["sources"]]


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

    assert (0, "1 discovered") == (ended.status, ended.lines[-1])
    assert "The Post   Wardens to stay longer  query" in ended.out
    assert "Ferry" not in ended.out


# -- export and import --


def test_feeds_go_out_and_come_in_again(newsroom, tmp_path):
    """What one newsroom exports another one adds, switched off, and passes over what it has."""
    configured(newsroom, others=("quiet",))
    listed = tmp_path / "list.opml"

    out = newsroom.run("sources", "export", "--output", listed)
    path = newsroom.config / "sources.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("/quiet.xml", "/other.xml"), encoding="utf-8")
    back = newsroom.run("sources", "import", listed, "--zone", "Asia/Baghdad")
    checked = newsroom.run("check-config")

    assert [f"{listed}: 2 feeds"] == out.lines
    assert "herald: there already, " in back.out
    assert (0, "1 added, 1 passed over") == (back.status, back.lines[-1])
    assert {"outlet": "quiet.example", "enabled": False, "zone": "Asia/Baghdad"}.items() <= (
        written(newsroom)["quiet-2"].items()
    )
    assert "sources: 2 on, 1 off" in checked.lines


def test_an_export_goes_to_standard_output(newsroom):
    """Without a file, OPML is written where it can be piped."""
    newsroom.configure()

    ended = newsroom.run("sources", "export")

    assert ended.out.startswith("<?xml")
    assert 'xmlUrl="http://127.0.0.1' in ended.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["missing.opml", "--zone", "Asia/Baghdad"], "missing.opml: the file cannot be read"),
        (["list.opml", "--zone", "Asia/Baghdad"], "list.opml:2: this is not XML"),
    ],
)
def test_a_list_that_cannot_be_read_adds_nothing(newsroom, tmp_path, monkeypatch, words: list[str], told: str):
    """A missing file and a broken one end with status 1, name file and line, and change nothing."""
    text = configured(newsroom)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.opml").write_text("<opml>\n<body>", encoding="utf-8")

    ended = newsroom.run("sources", "import", *words)

    assert (1, text) == (ended.status, (newsroom.config / "sources.toml").read_text(encoding="utf-8"))
    assert told in ended.err


def test_an_import_into_an_unknown_zone_adds_nothing(newsroom, tmp_path):
    """The zone is checked like that of any source."""
    configured(newsroom)
    (tmp_path / "list.opml").write_text(
        '<opml><body><outline text="a" xmlUrl="https://a.example/" language="en"/></body></opml>', encoding="utf-8"
    )

    ended = newsroom.run("sources", "import", tmp_path / "list.opml", "--zone", "Asia/Bagdad")

    assert (0, "0 added, 1 passed over") == (ended.status, ended.lines[-1])
    assert 'write "Asia/Baghdad"' in ended.out


# -- check-config --


def test_a_selector_that_is_no_css_is_told(newsroom):
    """check-config names source and key of a selector that cannot be used; nothing else does."""
    configured(newsroom, '[sources.selectors]\ntext = "p:::"\n')

    ended = newsroom.run("check-config")

    assert 2 == ended.status
    assert 'sources.toml: source "herald".selectors.text: ' in ended.err
