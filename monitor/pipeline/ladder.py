"""When an article on a topic is read again: often at first, then ever more seldom, and briefly if it claims nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from monitor.records import Lapse, Visit

LADDER = (
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(days=1),
    timedelta(days=7),
    timedelta(days=30),
)
"""How long after its first reading an article is read again. Judgement: outlets edit most in the first hours, and what
they correct later, they correct within weeks."""

RUNGS_OF_A_STUB = 3
"""How many rungs an article on the topic has that claims nothing: outlets put up a line and write the story into it
within hours. Judgement."""

CONFIRMED_AFTER: dict[Lapse, int] = {"page_gone": 3, "other_page": 3}
"""So many times in a row must a page be missing before its article counts as gone: servers err, walls come and go, and
outlets take pages down to put them up again. With the waits below that is more than an hour."""

_RETRIES = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=3))
"""How long after each failure in a row a page is tried again; then on the next rung."""

_GRAVITY: tuple[Lapse, ...] = ("unreachable", "degraded", "other_page", "page_gone")
"""The least that a failure says of the article comes first."""


def first_visit(visit: Visit, read_at: datetime) -> Visit:
    """The visit to an article that was first read at a moment, due on the first rung."""
    return replace(visit, step=0, due_at=read_at + LADDER[0])


def after_success(visit: Visit, now: datetime) -> Visit:
    """The visit after the page was read again, due on the next rung; due no more after the last one."""
    return _on_next_rung(replace(visit, lapses=0, lapse=None), now)


def without_claims(visit: Visit) -> Visit:
    """The visit to an article that claims nothing: it is due no more after the first rungs."""
    return replace(visit, due_at=None) if visit.step >= RUNGS_OF_A_STUB else visit


def after_lapse(visit: Visit, lapse: Lapse, now: datetime) -> Visit:
    """The visit after a page that could not be read: soon once more, and after some tries on the next rung.

    A page that fails in a graver way than before has its tries anew; in a milder way, it waits for the next rung, so
    that one which fails now so and now so is not asked for ever.
    """
    lapses = visit.lapses + 1 if visit.lapse == lapse else 1
    failed = replace(visit, lapse=lapse, lapses=lapses)
    milder = visit.lapse is not None and _GRAVITY.index(lapse) < _GRAVITY.index(visit.lapse)
    if milder or lapses > len(_RETRIES):
        return _on_next_rung(failed, now)
    return replace(failed, due_at=now + _RETRIES[lapses - 1])


def is_confirmed(visit: Visit) -> bool:
    """Whether the page was missing often enough in a row to count as gone."""
    return visit.lapse is not None and visit.lapses >= CONFIRMED_AFTER.get(visit.lapse, visit.lapses + 1)


def _on_next_rung(visit: Visit, now: datetime) -> Visit:
    step = visit.step + 1
    if step >= len(LADDER):
        return replace(visit, step=len(LADDER), due_at=None)
    return replace(visit, step=step, due_at=now + LADDER[step] - LADDER[step - 1])
