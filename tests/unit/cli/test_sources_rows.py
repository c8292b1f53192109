"""Rows with long cells: a line each where there is room, else long cells below; nothing is ever cut."""

from io import StringIO

import pytest
from rich.console import Console

from monitor.cli.sources.rows import show_rows

HEADINGS = ("source", "verdict", "kind", "newest", "detail")
FACTS = ("source", "verdict", "newest")
LONG_NAME = "harbour-" * 12 + "news"
DETAIL = "https://herald.example/region/quay-7?edition=second&page=1 answered 403 to every request that was made of it"


def shown(width: int, *rows: tuple[str, ...]) -> list[str]:
    """The lines that a terminal of so many columns shows."""
    terminal = Console(width=width, file=StringIO(), color_system=None, markup=False, emoji=False, highlight=False)
    show_rows(terminal, HEADINGS, rows, FACTS)
    return [line.rstrip() for line in terminal.file.getvalue().splitlines()]


def test_rows_that_fit_are_a_table():
    """With room enough each row is one line under all headings."""
    heading, row = shown(10_000, ("herald", "ok", "rss20", "2031-04-02 10:00", DETAIL))

    assert HEADINGS == tuple(heading.split())
    assert ["herald", "ok", "rss20", "2031-04-02 10:00", DETAIL] == [cell.strip() for cell in row.split("  ") if cell]


@pytest.mark.parametrize("name", ["herald", "coalition-news-query-ckb +1", LONG_NAME])
def test_on_a_narrow_terminal_long_cells_stand_below(name: str):
    """Name, verdict and time are in one line whole; the rest follows indented with its headings, in eighty columns."""
    heading, facts, *rest = shown(80, (name, "NOT USABLE: unreachable", "", "2031-04-02 10:00", DETAIL))

    assert list(FACTS) == heading.split()
    assert [name, "NOT USABLE: unreachable", "2031-04-02 10:00"] == facts.split("  ")
    assert f"detail {DETAIL}".split() == " ".join(rest).split()
    assert all(line.startswith("    ") and len(line) <= 80 for line in rest)


def test_names_of_usual_length_leave_room_for_verdict_and_time():
    """The longest shipped name and the longest verdict fit into eighty columns."""
    row = ("coalition-news-query-ckb +1", "NOT USABLE: unreachable", "", "2031-04-02 10:00", DETAIL)

    assert max(map(len, shown(80, row))) <= 80


def test_a_row_without_long_cells_has_one_line():
    """Empty cells are not told of."""
    lines = shown(40, ("herald", "ok", "", "2031-04-02 10:00", ""), ("post", "ok", "", "", "a" * 60))

    assert ["herald  ok       2031-04-02 10:00", "post    ok"] == lines[1:3]
    assert "detail" + "a" * 60 == "".join(line.strip() for line in lines[3:])
