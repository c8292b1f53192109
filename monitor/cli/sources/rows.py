"""Rows with long cells: one line each where there is room; on a narrow terminal, the long cells in lines below."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rich.console import Console
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

_INDENT = 4
_GAP = "  "
_UNBOUNDED = 1_000_000  # columns: wider than any table


def show_rows(console: Console, headings: Sequence[str], rows: Sequence[Sequence[str]], facts: Collection[str]) -> None:
    """Print the rows below their headings, and cut nothing.

    Where the whole table does not fit, the columns ``facts`` alone stand side by side; the other cells that hold
    something follow under each row, indented, with their headings.
    """
    table = Table(*headings, box=None)
    for row in rows:
        table.add_row(*row)
    if Measurement.get(console, console.options.update_width(_UNBOUNDED), table).maximum <= console.width:
        console.print(table)
        return
    short = [at for at, heading in enumerate(headings) if heading in facts]
    widths = {at: max(len(row[at]) for row in (headings, *rows)) for at in short}
    for row in (headings, *rows):
        line = _GAP.join(row[at].ljust(widths[at]) for at in short).rstrip()
        # A name that is too long even so goes on at the terminal's edge.
        console.print(Text(line), no_wrap=True, overflow="ignore", crop=False)
        rest = [f"{headings[at]} {cell}" for at, cell in enumerate(row) if at not in widths and cell]
        if rest and row is not headings:
            console.print(Padding.indent(Text("; ".join(rest), overflow="fold"), _INDENT))
