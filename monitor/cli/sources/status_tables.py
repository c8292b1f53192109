"""How the standings of sources look on a terminal: short facts in a table, words in lines below it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from rich.table import Table

from monitor.cli.sources.standing import Standing
from monitor.cli.wording import moment_words
from monitor.health import span_words
from monitor.records import Trouble


def facts_table(standings: Sequence[Standing], now: datetime) -> Table:
    """A row for each source. Eighty columns hold it; a longer name is folded, nothing is cut."""
    table = Table(box=None)
    table.add_column("source", overflow="fold")
    # Headings of two lines are as narrow as what stands below them.
    for heading in ("state", "fresh", "last\nsuccess", "next\npoll", "usual\ngap"):
        table.add_column(heading, no_wrap=True, overflow="fold")
    for one in standings:
        table.add_row(
            one.source,
            _state_words(one),
            "yes" if one.fresh else "no",
            f"{span_words(now - one.succeeded_at)} ago" if one.succeeded_at else "never",
            _next_words(one, now),
            span_words(one.usual_gap) if one.usual_gap else "",
        )
    return table


def words_table(standings: Sequence[Standing], zone: str) -> Table:
    """A line for each thing that is to be known of a source, beside its name; long ones are folded under themselves."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    for one in standings:
        for words in _words(one, zone):
            table.add_row(f"{one.source}:", words)
    return table


def _state_words(one: Standing) -> str:
    """The state, with what makes it so beside it: a source that is ``down: stale`` is polled well."""
    told = [trouble for trouble in one.troubles if trouble.told_at is not None and trouble.well == 0]
    ailing = told or one.troubles
    return f"{one.state}: {ailing[0].ailment}" if ailing and one.state in {"suspect", "down"} else one.state


def _next_words(one: Standing, now: datetime) -> str:
    if one.due_at is None:
        return ""
    return f"in {span_words(one.due_at - now)}" if one.due_at > now else "now"


def _words(one: Standing, zone: str) -> Iterator[str]:
    """The troubles, the way in use where it is not the preferred one, and advice."""
    for trouble in one.troubles:
        yield _trouble_words(trouble, zone)
    if one.fallback:
        reason = f", as the preferred way failed: {one.problem}" if one.problem else ""
        yield f"served by fallback {one.fallback}, {one.route}{reason}"
    elif one.problem and not one.troubles:
        yield f"the last poll failed: {one.problem}"
    yield from one.advice


def _trouble_words(trouble: Trouble, zone: str) -> str:
    words = f"{trouble.ailment} since {moment_words(trouble.since, zone)}"
    return f"{words}: {trouble.detail}" if trouble.detail else words
