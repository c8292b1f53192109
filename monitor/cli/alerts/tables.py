"""Tables in which nothing is cut off, however narrow the terminal is."""

from __future__ import annotations

from rich.table import Column, Table

from monitor.cli.alerts.naming import SHOWN_DIGITS


def make_table(first: str, *others: str) -> Table:
    """A table with these headings. What does not fit goes on in the next line of its cell.

    By the ``first`` column a row is named in other commands: an id stands in it on one line.
    """
    columns = (Column(heading, overflow="fold") for heading in others)
    return Table(Column(first, overflow="fold", min_width=SHOWN_DIGITS), *columns, box=None)
