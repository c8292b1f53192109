"""``monitor board``: the command on a real database, and its rows in words and as JSON."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from claims_said import count, days, month, said
from command_line import run_monitor
from config_files import TOPIC, write_config
from ledger_told import THE_SLIP, dossier_of, keep, told_store

from monitor.boards import make_row
from monitor.cli.board import MOST_OTHERS, backed_words, board_table, due_words, others_words, row_form, what_words
from monitor.ledger.positions import with_stage
from monitor.records import ClaimKey
from monitor.store import SqliteStore

BAGHDAD = ZoneInfo("Asia/Baghdad")
TODAY = date(2027, 9, 1)
BRIDGE_TOPIC = TOPIC.replace("close + bridge", "withdrawal")
BRIDGE = ClaimKey("bridge-closing", "closing", "other:north-gate", "wardens")


@pytest.fixture
def config(tmp_path):
    """A configuration with the topic of the bridge, whose database was told of the bridge and of a garrison."""
    folder = write_config(tmp_path, topic=BRIDGE_TOPIC)
    with closing(SqliteStore.open(tmp_path / "state")) as store:
        for one in (*THE_SLIP, said(month("2041-09", "by"), 0, key=BRIDGE, outlet="gazette.example")):
            keep(store, one)
    return folder


def row_of(*story, today=TODAY):
    """The row of a story's one key."""
    return make_row(dossier_of(told_store(story)), None, today)


def test_board_shows_a_row_a_key(config):
    """By topic: names from the topic file where it is configured, else the ids."""
    ended = run_monitor("board", "--config", config)

    assert (0, "") == (ended.status, ended.err)
    assert "Closing, North Gate, the wardens" in ended.lines[1]
    assert "by 2041-09-30" in ended.lines[1]
    assert "garrison_leaves, north_pier" in ended.lines[2]
    assert "2026-02-04   2026-02-04 marfa.example    3 origins, 4 articles  2027-12-15, " in ended.lines[2]
    assert "by 2027-09-30 (2 origins)" in ended.lines[2]
    assert ended.lines[3].startswith("2 claims on 2")


@pytest.mark.parametrize(("topic", "count"), [("bridge-closing", 1), ("causeway-garrison", 1), ("another", 0)])
def test_board_of_one_topic(config, topic, count):
    """Only its keys; an unknown topic has none."""
    ended = run_monitor("board", "--topic", topic, "--format", "json", "--config", config)

    assert (0, count) == (ended.status, len(json.loads(ended.out)["rows"]))


def test_board_before_the_first_run(tmp_path):
    """Without a database: exit status 3, and what to do."""
    ended = run_monitor("board", "--config", write_config(tmp_path, topic=BRIDGE_TOPIC))

    assert (3, "") == (ended.status, ended.out)
    assert "there is no database yet" in ended.err


@pytest.mark.parametrize(
    ("value", "today", "words"),
    [
        (days("2027-09-03"), TODAY, "2027-09-03, 2 days left"),
        (days("2027-09-02"), TODAY, "2027-09-02, 1 day left"),
        (days("2027-09-01"), TODAY, "2027-09-01, today"),
        (days("2027-08-31"), TODAY, "2027-08-31, passed 1 day ago"),
        (count(300), TODAY, ""),
        (month("2027-09", "after"), TODAY, ""),
    ],
)
def test_days_left_in_words(value, today, words):
    """The day and how far it is; nothing for what has none."""
    assert words == due_words(row_of(said(value, 0), today=today))


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        ("done", "2027-08-31, done"),
        ("overdue", "2027-08-31, overdue"),
        ("put_off", "2027-08-31, put off"),
        ("withdrawn", "2027-08-31, withdrawn"),
    ],
)
def test_stage_stands_in_place_of_the_days(stage, words):
    """What is done, overdue, put off or taken back is not counted down."""
    dossier = dossier_of(told_store([said(days("2027-08-31"), 0)]))
    history = with_stage(dossier.history, {dossier.history.lead}, stage)

    assert words == due_words(make_row(replace(dossier, history=history), None, TODAY))


def test_a_figure_that_was_taken_back_says_so():
    """It has no day, but must not look as if it stood."""
    dossier = dossier_of(told_store([said(count(300), 0)]))
    history = with_stage(dossier.history, {dossier.history.lead}, "withdrawn")

    assert "withdrawn" == due_words(make_row(replace(dossier, history=history), None, TODAY))


def test_others_are_few_and_say_who_left_them():
    """At most three with their origins, a sign that there are more, and a word where nobody stands there any more."""
    story = [said(month(f"2027-{at:02}"), at, outlet=f"outlet-{at}") for at in range(1, 6)]
    left = [said(month("2027-01"), 0, outlet="Post"), said(month("2027-02"), 1, outlet="Post")]

    assert (
        "2027-05-01 … 2027-05-31 (1 origin), 2027-04-01 … 2027-04-30 (1 origin), 2027-03-01 … 2027-03-31 (1 origin), …"
        == others_words(row_of(*story))
    )
    assert MOST_OTHERS == others_words(row_of(*story)).count("origin")
    assert "left by all" not in others_words(row_of(*left))
    assert "" == others_words(row_of(said(count(300), 0)))


def test_a_position_that_its_outlets_left_is_marked():
    """Its articles still back it; none of their outlets says it now."""
    story = [
        said(month("2027-01"), 0, outlet="Post"),
        said(month("2027-03"), 1, outlet="Post"),
        said(month("2027-03"), 2, outlet="Herald"),
    ]

    assert "2027-01-01 … 2027-01-31 (1 origin, left by all)" == others_words(row_of(*story))


def test_others_that_were_put_off_are_marked():
    """What is only told as the day that something was moved from is nobody's word."""
    story = [said(month("2027-03"), 0), said(month("2027-01"), 1, outlet="Post", modality="postponed")]

    assert "2027-01-01 … 2027-01-31 (1 origin, put off)" == others_words(row_of(*story))


def test_names_and_numbers_of_a_row():
    """Ids without a topic; one is no plural; what outlets write cannot break the line."""
    row = row_of(said(count(300), 0, key=ClaimKey("t", "frame", "other:a\nb", "force")))

    assert "frame, other:a b, force" == what_words(row)
    assert "1 origin, 1 article" == backed_words(row.lead)


def test_row_as_json():
    """Everything of the row, all other positions among it, in plain values."""
    form = row_form(row_of(*THE_SLIP))

    assert ("ahead", "2027-12-15", 105) == (form["due"], form["deadline"], form["days_left"])
    assert ("marfa.example", 4, form["confirmed_at"]) == (
        form["leading"]["first_by"],
        form["leading"]["articles"],
        form["leading"]["last_at"],
    )
    assert [["citadel.example"]] == [other["standing"] for other in form["others"]]
    assert form == json.loads(json.dumps(form))


def test_table_has_a_column_for_each_question():
    """One row a key, eight answers."""
    table = board_table([row_of(*THE_SLIP)], BAGHDAD)

    assert (8, 1) == (len(table.columns), table.row_count)
