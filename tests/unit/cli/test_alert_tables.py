"""Tables about alerts on a narrow terminal."""

from __future__ import annotations

import io

from rich.console import Console

from monitor.cli.alerts.tables import make_table


def test_nothing_is_cut_off_on_a_narrow_terminal():
    """Ids, moments and addresses go on in the next line; the id by which a row is named stands on one."""
    words = ("4f20c1d2e3", "2026-11-26 04:53", "mina@herald.example", "waits-for-the-digest-of-the-night", "550")
    table = make_table("alert", "created", "to", "state", "answer")
    table.add_row(*words)
    out = io.StringIO()

    Console(file=out, width=60).print(table)

    assert words[0] in out.getvalue()
    assert "…" not in out.getvalue()
    shown = sorted("".join(out.getvalue().split()))
    assert sorted("".join(("alert", "created", "to", "state", "answer", *words)).replace(" ", "")) == shown
