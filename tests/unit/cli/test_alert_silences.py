"""Silences: what is asked for, by whom, and how it reaches the monitor."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from alert_desk import IVO, KEY, MINA, make_owed
from desk_said import make_silence
from records_made import later
from routing_made import table_to

from monitor.cli.alerts.meaning import meant_words
from monitor.records import Matcher
from monitor.routing import Surroundings, review

FIGURES = ("--frame", "departure", "--for", "2h", "--reason", "the count is being checked", "--author", "Mina")


def muted_by(silence, recipient=MINA):
    """The alert to a recipient as it is kept where a silence means it."""
    table = table_to(["mina", "ivo"], recipients={"mina": (MINA,), "ivo": (IVO,)})
    surroundings = Surroundings(places={KEY.topic: {}}, tiers={})
    anything = replace(silence, matcher=Matcher())
    owed = make_owed(recipient=recipient)
    verdict = review(owed, table, surroundings, silence.made_at, silences=[anything], told=(), sent=())
    return replace(owed, state="muted", mute=verdict.mute, answer=verdict.why)


def test_a_silence_is_kept_at_once_where_nothing_runs(desk):
    """Who asked for it, why, of what and until when; exit status 0."""
    before = datetime.now(UTC)

    ended = desk.run("silence", *FIGURES, "--kind", "new", "--kind", "refined")

    with desk.store() as store:
        (kept,) = store.silences()
    assert (0, "Mina", "the count is being checked") == (ended.status, kept.author, kept.reason)
    assert Matcher(frames=("departure",), kinds=("new", "refined")) == kept.matcher
    assert timedelta(hours=2) == kept.until - kept.made_at
    assert before <= kept.made_at <= datetime.now(UTC)
    assert ended.out.startswith(f"silence {kept.silence_id[:10]}: frame departure; kind new or refined, until 20")


def test_beside_a_daemon_a_silence_is_handed_over(desk):
    """The daemon keeps it within moments; the command says so, and ends well all the same."""
    with desk.daemon():
        ended = desk.run("silence", *FIGURES)

    (waiting,) = desk.said()
    assert (0, "Mina") == (ended.status, waiting.author)
    assert f"handed to monitor daemon (pid {os.getpid()}); it takes effect within a minute" == ended.lines[0]


def test_what_was_handed_over_before_is_kept_first(desk):
    """A run that ended before it had kept an act leaves it to the next command."""
    with desk.daemon():
        desk.run("silence", *FIGURES)

    desk.run("silence", "--everything", "--for", "1d", "--reason", "we move house", "--author", "Ivo")

    with desk.store() as store:
        assert ["Mina", "Ivo"] == [one.author for one in store.silences()]
    assert [] == desk.said()


def test_the_author_is_whoever_is_logged_in(desk, monkeypatch):
    """Nobody has to say their own name."""
    monkeypatch.setenv("LOGNAME", "nadia")

    desk.run("silence", *FIGURES[:-2])

    with desk.store() as store:
        assert ["nadia"] == [one.author for one in store.silences()]


def test_notices_of_sources_and_channels_may_be_silenced(desk):
    """Where they are given, claims are not meant."""
    for option, name in (("--source", "herald"), ("--channel", "mail")):
        desk.run("silence", option, name, "--for", "3d", "--reason", "moves to a new host", "--author", "Ivo")

    with desk.store() as store:
        assert {("herald",), ("mail",)} == {one.subjects for one in store.silences()}
        assert {Matcher()} == {one.matcher for one in store.silences()}


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["--for", "2h"], "--everything: it is not given, and no condition is, either; give one of --topic, --frame"),
        (["--for", "2h", "--everything", "--lang", "ar"], "leave one of them out"),
        (["--for", "2h", "--frame", "arrival"], "--frame arrival: no frame has this name; give one of: departure"),
        (["--for", "2h", "--topic", "t"], "--topic t: no topic has this name; give one of: wardens-leaving"),
        (["--for", "2h", "--place", "t"], "--place t: no place has this name; give one of: rivertown"),
        (["--for", "2h", "--outlet", "t"], "--outlet t: no outlet has this name; give one of: herald.example"),
        (["--for", "2h", "--source", "t"], "--source t: no source has this name; give one of: (monitor), (network)"),
        (["--for", "2h", "--channel", "t"], "--channel t: no channel has this name; give one of: file, mail"),
        (["--for", "2h", "--frame", "departures"], '--frame departures: no frame has this name; write "departure"'),
        (["--for", "2h", "--channel", "Mail"], '--channel Mail: no channel has this name; write "mail"'),
        (["--for", "2h", "--source", "herald", "--lang", "ar"], "ask for two silences"),
        (["--lang", "ar"], "--for, --until: neither is given"),
        (["--lang", "ar", "--for", "31d"], "it is more than 30 days"),
        (["--lang", "ar", "--for", "2h", "--author", " "], "--author: it is empty; say it in a few words"),
    ],
)
def test_what_is_not_clear_is_refused(desk, words, error):
    """Exit status 1, one line that says what is wrong and what would help, and nothing kept."""
    ended = desk.run("silence", *words, "--reason", "because")

    assert 1 == ended.status
    assert error in ended.err
    assert not desk.state.exists()


@pytest.mark.parametrize("reason", ["", "  ", "so " * 500])
def test_a_reason_is_a_few_words(desk, reason):
    """None at all, and a page, are refused."""
    ended = desk.run("silence", "--everything", "--for", "2h", "--reason", reason)

    assert (1, True) == (ended.status, "--reason: " in ended.err)


def test_without_a_reason_the_command_does_not_run(desk):
    """Whoever looks later must learn why."""
    ended = desk.run("silence", "--everything", "--for", "2h")

    assert (2, True) == (ended.status, "Missing option '--reason'" in ended.err)


def test_words_of_strange_signs_are_kept_on_one_line(desk):
    """Line ends and bytes that are no text do no harm."""
    desk.run("silence", "--everything", "--for", "2h", "--reason", "عدّ\nجديد\udcff", "--author", "Mina")

    with desk.store() as store:
        assert ["عدّ جديد\ufffd"] == [one.reason for one in store.silences()]


def test_a_file_that_holds_no_act_is_named_and_stops_nothing(desk):
    """It is moved aside, with the reason, and what is said now is kept."""
    bad = desk.state / "acts" / "bad.json"
    bad.parent.mkdir(parents=True)
    bad.write_text("{", encoding="utf-8")

    ended = desk.run("silence", *FIGURES)

    with desk.store() as store:
        assert (0, 1) == (ended.status, len(store.silences()))
    assert "refused/bad.json: left by an earlier command, not kept (not_json: " in ended.err


def test_where_the_store_cannot_be_used_nothing_was_said(desk):
    """Exit status 3, and nothing waits for a later run."""
    desk.state.mkdir()
    (desk.state / "monitor.sqlite3").write_text("no database", encoding="utf-8")

    ended = desk.run("silence", *FIGURES)

    assert (3, []) == (ended.status, desk.said())


def test_silences_are_listed_with_what_they_muted(desk):
    """Who asked for each, why, and how many deliveries it has muted; with ``--all`` also those that are over."""
    now = datetime.now(UTC)
    held = make_silence("c0ffee00", made_at=now, until=now + timedelta(hours=2))
    desk.keep(muted_by(held), muted_by(held, IVO))
    with desk.store() as store:
        store.keep_act(held)
        store.keep_act(make_silence("0ver", subjects=("herald",)))

    ended, everything = desk.run("silences"), desk.run("silences", "--all")

    assert (0, "1 silence") == (ended.status, ended.lines[-1])
    (row,) = ended.lines[1:-1]
    assert row.startswith("c0ffee00")
    assert row.endswith("the count is being checked  2")
    assert "notices of herald" in everything.lines[1]
    assert "over since 2026-03-02 " in everything.lines[1]


def test_silences_for_other_programs(desk):
    """One object a line."""
    with desk.store() as store:
        store.keep_act(make_silence())

    (line,) = desk.run("silences", "--all", "--format", "jsonl").out.splitlines()

    form = json.loads(line)
    assert ("silence-1", "Mina", "frame troops_present", 0) == tuple(
        form[name] for name in ("silence", "author", "what", "muted")
    )
    assert later(hours=2).isoformat() == form["until"]


def test_a_silence_that_waits_for_the_daemon_is_listed_and_may_be_ended(desk):
    """It is known before it is kept."""
    with desk.daemon():
        desk.run("silence", *FIGURES)
        listed = desk.run("silences")
        name = listed.lines[1].split()[0]
        ended = desk.run("unsilence", name)

    assert (0, "1 silence") == (listed.status, listed.lines[-1])
    assert (0, True) == (ended.status, desk.said()[-1].ended_at is not None)
    assert "0 silences" == desk.run("silences").lines[-1]


def test_a_silence_is_ended_by_the_beginning_of_its_id(desk):
    """From then on it holds no more; a second time there is nothing to end."""
    desk.run("silence", *FIGURES)
    with desk.store() as store:
        (kept,) = store.silences()

    ended, again = desk.run("unsilence", kept.silence_id[:4]), desk.run("unsilence", kept.silence_id)

    with desk.store() as store:
        assert [True] == [one.ended_at is not None for one in store.silences()]
    assert (0, 1) == (ended.status, again.status)
    assert "this silence is over: taken back 20" in again.err


def test_an_unknown_silence_cannot_be_ended(desk):
    """The error says where they are listed."""
    ended = desk.run("unsilence", "beef")

    assert (1, True) == (ended.status, "see `monitor alerts silences --all`" in ended.err)


@pytest.mark.parametrize(
    ("silence", "words"),
    [
        (make_silence(matcher=Matcher()), "everything"),
        (make_silence(subjects=("herald", "mail")), "notices of herald and mail"),
        (
            make_silence(matcher=Matcher(topics=("t",), langs=("ar", "en"), outlets=("Herald",))),
            "topic t; lang ar or en; outlet Herald",
        ),
    ],
)
def test_what_a_silence_is_about_is_said_in_words(silence, words):
    """Conditions that all must hold, and alternatives of one."""
    assert words == meant_words(silence)
