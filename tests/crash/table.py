"""The table of a run."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence

from crash.run import REAL
from crash.verdict import Verdict

_HEAD = ("killed at", "kills", "lost", "repeats send..mark", "file sound")


def lines(verdict: Verdict) -> Iterator[str]:
    """The table, a row for each point, then totals and times.

    Repeats of what was on its way at no kill are no kill's: they stand in the totals.
    """
    points = list(dict.fromkeys(kill.point for kill in verdict.kills))
    rows = [_row(verdict, point) for point in sorted(points)]
    widths = [max(len(str(row[column])) for row in (_HEAD, *rows)) for column in range(len(_HEAD))]
    yield from (_line(row, widths) for row in (_HEAD, *rows))
    total = [len(verdict.kills), sum(verdict.lost.values())]
    sound = sum(not kill.faults for kill in verdict.kills)
    yield _line(("all", *total, sum(verdict.repeats_inside.values()), f"{sound}/{len(verdict.kills)}"), widths)
    yield f"repeats of what was on its way at no kill: {len(verdict.repeats_outside)}"
    yield f"{verdict.stories} articles, {verdict.messages} messages arrived"
    yield f"told out of order: {len(verdict.disorder)}; most repeats of one kill: {most_repeats(verdict)}"
    yield _times("from start to first send, daemons started by hand", first_seconds(verdict))
    others = [one.first_seconds for one in verdict.kills if one.point != REAL and one.first_seconds is not None]
    yield _times("from start to first send, forked daemons", others)
    yield from (
        f"FAULT: {fault}" for fault in (*verdict.faults[:20], *verdict.disorder[:5], *verdict.repeats_outside[:5])
    )


def first_seconds(verdict: Verdict) -> list[float]:
    """How soon each daemon that was started by hand, with something owed, sent its first message."""
    return [one.first_seconds for one in verdict.kills if one.point == REAL and one.first_seconds is not None]


def most_repeats(verdict: Verdict) -> int:
    """The most repeats that one kill made."""
    return max(verdict.repeats_inside.values(), default=0)


def _row(verdict: Verdict, point: str) -> tuple[object, ...]:
    numbers = [number for number, kill in enumerate(verdict.kills) if kill.point == point]
    sound = sum(not verdict.kills[number].faults for number in numbers)
    lost, inside = (sum(counted[number] for number in numbers) for counted in (verdict.lost, verdict.repeats_inside))
    return point, len(numbers), lost, inside, f"{sound}/{len(numbers)}"


def _line(row: Sequence[object], widths: Sequence[int]) -> str:
    first, *others = (str(one) for one in row)
    return "  ".join(
        [first.ljust(widths[0]), *(one.rjust(width) for one, width in zip(others, widths[1:], strict=True))]
    )


def _times(name: str, seconds: Sequence[float]) -> str:
    if not seconds:
        return f"{name}: none"
    return f"{name}: median {statistics.median(seconds):.2f} s, longest {max(seconds):.2f} s, of {len(seconds)}"
