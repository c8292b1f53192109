"""What befalls the sources of one host alike is told once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from monitor.health.observation import PAGES
from monitor.hosts import host_of
from monitor.records import Notice, Source, SourceReport

_MOST_NAMED = 5
_REASON_LETTERS = 300
"""How many others are named, and how much of the reason stands before them, so that no server can push the names out
of sight. Chosen by judgement."""


def join_by_host(told: Iterable[tuple[Notice, Source, SourceReport | None]]) -> tuple[Notice, ...]:
    """The notices of a round, each with its source and the report of its poll, those of one host and ailment in one.

    A joined notice is the first one; its detail names others, and ``muted`` counts them all. Moment and reason are
    those of the first. What is over is joined apart from what began, walls before pages apart from those before lists.
    """
    groups: dict[tuple[str, str, bool, bool], list[Notice]] = {}
    for notice, source, report in told:
        is_of_pages = notice.detail.startswith(PAGES)
        groups.setdefault((_host(source, report), notice.ailment, notice.healed, is_of_pages), []).append(notice)
    return tuple(_joined(group[0], group[1:]) for group in groups.values())


def _joined(first: Notice, others: Sequence[Notice]) -> Notice:
    if not others:
        return first
    names = ", ".join(one.subject for one in others[:_MOST_NAMED])
    left = f" and {len(others) - _MOST_NAMED} more" if len(others) > _MOST_NAMED else ""
    reason = first.detail[:_REASON_LETTERS].strip()
    return replace(first, detail=f"{reason}; and {names}{left}" if reason else f"and {names}{left}", muted=len(others))


def _host(source: Source, report: SourceReport | None) -> str:
    """The host that a source's trouble is about: the one asked, else that of its address.

    One that was asked in place of the preferred route is not meant: one search engine stands in for many outlets.
    """
    stand_ins = {host_of(route.url) for route in source.fallbacks}
    if report is None or report.fallback is not None or report.host in {"", *stand_ins}:
        return host_of(source.url) or source.name
    return report.host
