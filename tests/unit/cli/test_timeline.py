"""``monitor timeline``: the command on a real database, and each form that it writes."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from contextlib import closing
from dataclasses import replace

import pytest
from claims_said import KEY, about, between, count, days, month, said
from command_line import run_monitor
from config_files import TOPIC, write_config
from ledger_told import SPOKESMAN, THE_SLIP, dossier_of, keep, told_store
from rich.console import Console

from monitor.boards import Move, Point
from monitor.cli.change_words import mark_words, move_words, promise_words
from monitor.cli.charts.scales import COLOURLESS, COLOURS
from monitor.cli.timeline import palette_of
from monitor.cli.timeline_forms import CSV_COLUMNS, guarded, timeline_form, write_csv
from monitor.records import Change, Size
from monitor.store import SqliteStore

KEY_WRITTEN = str(KEY)
BRIDGE_TOPIC = TOPIC.replace("close + bridge", "withdrawal")


@pytest.fixture
def config(tmp_path):
    """A configuration folder whose database was told the slip."""
    folder = write_config(tmp_path, topic=BRIDGE_TOPIC)
    with closing(SqliteStore.open(tmp_path / "state")) as store:
        for one in THE_SLIP:
            keep(store, one)
    return folder


def timeline(config, *words):
    """How ``monitor timeline`` ends on the key of the story."""
    return run_monitor("timeline", KEY_WRITTEN, *words, "--config", config)


# -- the command --


def test_chart_stands_above_the_table(config):
    """Chart, legend, the numbered moves, then a row for every claim with what it changed."""
    ended = timeline(config)

    moves = [line for line in ended.lines if line.startswith(("1  ", "2  "))]
    rows = [line for line in ended.lines if line.startswith("20")]
    assert (0, "", len(THE_SLIP)) == (ended.status, ended.err, len(rows))
    assert "1  2026-02-04  slipped by 92 days, source reversed: by 2027-09-30 → by 2027-12-31 — " in moves[0]
    assert moves[0].endswith("Government source, marfa.example")
    assert ended.out.index("leading value") < ended.out.index(moves[0]) < ended.out.index(KEY_WRITTEN)
    assert rows[0].endswith("new")
    assert rows[2].endswith("Government source   changed 92 days later, source reversed")
    assert rows[5].endswith("background")


def test_chart_is_plain_where_there_is_no_terminal(config):
    """No colours and no lines beyond the width of a page in a pipe."""
    ended = timeline(config)

    chart = ended.out[: ended.out.index("  1  2026")].splitlines()
    assert "\x1b" not in ended.out
    assert max(map(len, chart)) <= 100


@pytest.mark.parametrize("form", ["json", "csv", "svg"])
def test_other_forms_stand_alone_on_standard_output(config, form):
    """Nothing but the document, which begins as its kind does."""
    ended = timeline(config, "--format", form)

    begins = {"json": '{"key": "causeway-garrison/', "csv": "said_at,outlet,origin,", "svg": "<?xml version="}
    assert (0, "") == (ended.status, ended.err)
    assert ended.out.startswith(begins[form])


def test_unknown_key_is_told_with_those_that_there_are(config):
    """Exit status 1, and the keys to choose from."""
    ended = run_monitor("timeline", "garrison_leaves/south_pier", "--config", config)

    assert (1, "") == (ended.status, ended.out)
    assert f"no claim is kept under it; give one of: {KEY_WRITTEN}" in ended.err


def test_one_claim_alone_has_a_timeline(tmp_path):
    """A chart of one point, and one row."""
    folder = write_config(tmp_path, topic=BRIDGE_TOPIC)
    with closing(SqliteStore.open(tmp_path / "state")) as store:
        keep(store, said(count(300), 0))

    ended = timeline(folder)

    assert (0, 1) == (ended.status, len([line for line in ended.lines if line.startswith("20")]))


@pytest.mark.parametrize(
    ("console", "palette"),
    [
        (Console(force_terminal=True, color_system="truecolor", no_color=False), COLOURS),
        (Console(force_terminal=True, color_system="truecolor", no_color=True), COLOURLESS),
        (Console(force_terminal=False, no_color=False), COLOURLESS),
    ],
)
def test_colours_are_for_terminals_that_want_them(console, palette):
    """NO_COLOR, a pipe, or a terminal without colours: none."""
    assert palette == palette_of(console)


def test_drawing_libraries_are_loaded_by_what_draws_alone():
    """Every other command starts without them."""
    code = "import sys, monitor.cli.commands; print({'plotext', 'pygal'} & set(sys.modules))"

    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own code

    assert "set()\n" == ended.stdout


# -- marks and moves in words --


@pytest.mark.parametrize(
    ("changes", "mark"),
    [
        ([("new", "told", {})], "new"),
        ([("new", "baseline", {})], "new (baseline)"),
        ([("restated", "restated", {})], ""),
        ([("restated", "background", {})], "background"),
        ([("denied", "background", {})], "background"),
        ([("denied", "denial_known", {})], "denied (denial known)"),
        ([("changed", "late", {"size": Size(days=92), "direction": "later"})], "changed 92 days later (late)"),
        ([("changed", "told", {"size": Size(count=1500.0), "direction": "down"})], "changed 1,500 down"),
        ([("revised", "told", {"part": "page_gone"})], "revised page gone"),
        (
            [("revised", "told_before", {"part": "value", "size": Size(days=1), "direction": "earlier"})],
            "revised value 1 days earlier (told before)",
        ),
        (
            [
                ("changed", "told", {"size": Size(days=92), "direction": "later"}),
                ("source_reversed", "told", {"size": Size(days=92), "direction": "later"}),
            ],
            "changed 92 days later, source reversed",
        ),
        (
            [
                ("restated", "restated", {}),
                ("lead_moved", "told", {"size": Size(days=5), "direction": "later"}),
            ],
            "lead moved 5 days later",
        ),
        ([("new", "told", {}), ("overdue", "told", {})], "new, overdue"),
        ([], ""),
    ],
)
def test_mark_joins_what_a_claim_changed(changes, mark):
    """The kinds in their order, a shared step once, and the reason of what was not told."""
    told = THE_SLIP[0]

    assert mark == mark_words(
        Change(str(at), kind, told, reason, **fields) for at, (kind, reason, fields) in enumerate(changes)
    )


@pytest.mark.parametrize(
    ("new", "old", "change", "words"),
    [
        (
            month("2027-06", "by"),
            month("2027-09", "by"),
            {"kind": "changed", "direction": "earlier", "size": Size(days=1)},
            "brought forward by 1 day: by 2027-09-30 → by 2027-06-30 — Pier Post",
        ),
        (
            about(2000),
            about(2500),
            {"kind": "changed", "direction": "down", "size": Size(count=500, percent=20.0)},
            "fell by 500 (20 %): about 2,500 troops → about 2,000 troops — Pier Post",
        ),
        (
            between(0, 500),
            count(0),
            {"kind": "changed", "direction": "up", "size": Size(count=250)},
            "rose by 250: 0 troops → 0 to 500 troops — Pier Post",
        ),
        (
            days("2027-12-15"),
            month("2027-12"),
            {"kind": "refined", "direction": "earlier", "size": Size(days=16)},
            "narrowed: 2027-12-01 … 2027-12-31 → 2027-12-15 — Pier Post",
        ),
        (
            month("2027-12"),
            month("2027-12"),
            {"kind": "revised", "part": "speaker"},
            "edited (speaker): 2027-12-01 … 2027-12-31 → 2027-12-01 … 2027-12-31 — Pier Post",
        ),
        (
            month("2027-12", "after"),
            None,
            {"kind": "revised", "part": "gone"},
            "taken out of the article: after 2027-12-31 — Pier Post",
        ),
        (
            month("2027-12", "from"),
            month("2027-12", "before"),
            {"kind": "changed"},
            "changed: before 2027-12-01 → from 2027-12-01 — Pier Post",
        ),
    ],
)
def test_move_says_what_moved_and_who_says_so(new, old, change, words):
    """What happened, both values by their promised days, and the source."""
    told = said(new, 3)
    made = Change("c", said=told, reason="told", against=said(old, 0) if old else None, **change)

    assert words == move_words(Move(1, told.said_at.date(), Point(0.0, 0.0, "", told), (made,)))


def test_a_source_in_another_script_is_isolated():
    """Arabic names stand between marks that keep the rest of the line in its order; controls are gone."""
    told = said(month("2027-12"), 0, speaker="متحدث\x1b[2J\n")
    made = Change("c", "changed", told, "told")

    words = move_words(Move(1, told.said_at.date(), Point(0.0, 0.0, "", told), (made,)))

    assert words.endswith("— \u2068متحدث [2J\u2069, Pier Post")


def test_promise_keeps_what_is_uncertain():
    """About, and suspect, are said of the one day too."""
    value = replace(month("2027-12", "by"), approx=True, suspect=True)

    assert "about by 2027-12-31 (suspect)" == promise_words(value)


# -- JSON and CSV --


def test_json_holds_claims_with_their_changes_and_positions_with_their_backers():
    """Every claim as it was told, every verdict on it, and who backs what."""
    form = timeline_form(dossier_of(told_store()))

    slip, lead = form["claims"][2], form["positions"][-1]
    assert (KEY_WRITTEN, "date", len(THE_SLIP)) == (form["key"], form["kind"], len(form["claims"]))
    assert ("marfa.example", "Government source", SPOKESMAN["office"]) == (
        slip["outlet"],
        slip["speaker"],
        slip["office"],
    )
    assert {
        "kind": "changed",
        "reason": "told",
        "direction": "later",
        "size": {"days": 92},
        "part": None,
        "against": THE_SLIP[0].claim.claim_id,
        "in_one_article": False,
    } == slip["changes"][0]
    assert (True, ["marfa.example", "meridian.example", "qalam.example"], 4, "marfa.example") == (
        lead["lead"],
        lead["origins"],
        lead["articles"],
        lead["first_by"],
    )
    assert form == json.loads(json.dumps(form))


def test_json_of_figures_is_of_kind_quantity():
    """The kind of the values, as everywhere."""
    assert "quantity" == timeline_form(dossier_of(told_store([said(count(300), 0)])))["kind"]


def test_csv_has_a_row_a_claim():
    """A head, then each claim as it was told; read back it has the same cells."""
    out = io.StringIO()

    write_csv(dossier_of(told_store()), out)

    rows = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    assert out.getvalue().startswith(",".join(CSV_COLUMNS) + "\r\n")
    assert [one.outlet for one in THE_SLIP] == [row["outlet"] for row in rows]
    assert "changed 92 days later, source reversed" == rows[2]["change"]
    assert ("2027-12-01", "2027-12-31", "by", "", "false") == (
        *(rows[2][name] for name in ("start", "end", "rel", "low", "approx")),
    )


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_cell_is_no_formula(text):
    """A spreadsheet shows it, and reckons nothing."""
    assert f"'{text}" == guarded(text)


@pytest.mark.parametrize(("cell", "text"), [(None, ""), (True, "true"), (False, "false"), (0, "0"), ("a=b", "a=b")])
def test_other_cells_stay(cell, text):
    """Only the first sign counts; nothing known is an empty cell."""
    assert text == guarded(cell)


def test_csv_of_a_hostile_speaker_is_guarded():
    """What an outlet prints as a name is no formula in the newsroom's spreadsheet."""
    out = io.StringIO()

    write_csv(dossier_of(told_store([said(count(300), 0, speaker='=cmd|"x"')])), out)

    assert '"\'=cmd|""x"""' in out.getvalue()
