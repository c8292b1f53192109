"""How fast claims are judged: each compared with every position that is known under its key.

The floor is one look into a dictionary of exact values, measured in the same run: it can tell a value that was seen
from one that was not, and nothing of dates that overlap, figures that nearly agree, or which way a value moved.
"""

from __future__ import annotations

import random
import timeit
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

from monitor.ledger import judge_claims
from monitor.records import Claim, ClaimKey, DateValue, FigureValue, KeyHistory, Said, Value

CLAIMS = 5_000
PLACES = 25
ROUNDS = 3
FIRST_AT = datetime(2027, 3, 1, 6, tzinfo=UTC)
FIRST_DAY = date(2027, 1, 1)


def make_values(dice: random.Random) -> tuple[list[Value], list[Value]]:
    """Dates and figures as a long story has them: a few months, some days in them, round numbers."""
    dates: list[Value] = []
    for _ in range(12):
        start = FIRST_DAY + timedelta(days=30 * dice.randrange(24))
        dates += [DateValue(start, start + timedelta(days=29), dice.choice(("in", "by"))), DateValue(start, start)]
    figures: list[Value] = [
        FigureValue(low, low, approx=dice.random() < 0.5)  # noqa: PLR2004 - every other one, about
        for low in (dice.randrange(5, 60) * 100 for _ in range(24))
    ]
    return dates, figures


def make_claims() -> list[Said]:
    """Claims in order of time, each of an article of its own; most restate what is known, as in the news."""
    dice = random.Random(20270301)  # noqa: S311 - the same claims in every run, nothing secret
    dates, figures = make_values(dice)
    said = []
    for number in range(CLAIMS):
        frame, values = dice.choice((("mission_end", dates), ("troops_present", figures)))
        claim = Claim(
            claim_id=f"claim-{number}",
            article_id=f"article-{number}",
            key=ClaimKey("coalition-withdrawal", frame, f"other:site-{dice.randrange(PLACES)}"),
            value=dice.choice(values),
            quote="",
            start=0,
            end=0,
            value_text="",
            value_start=0,
            value_end=0,
        )
        at = FIRST_AT + timedelta(minutes=number)
        said.append(Said(claim, "bench.example", "https://bench.example", "en", at))
    return said


def judge_all(said: Sequence[Said]) -> int:
    """How many changes are told when each claim is judged after the one before it."""
    histories: dict[ClaimKey, KeyHistory] = {}
    told = 0
    for one in said:
        judgement = judge_claims((one,), histories)
        histories.update((history.key, history) for history in judgement.histories)
        told += sum(change.told for change in judgement.changes)
    return told


def look_up_all(said: Sequence[Said]) -> int:
    """How many values were never seen under their key."""
    seen: dict[tuple[ClaimKey, Value], datetime] = {}
    for one in said:
        seen.setdefault((one.claim.key, one.claim.value), one.said_at)
    return len(seen)


def best_seconds(work: Callable[[], object]) -> float:
    """The shortest of ``ROUNDS`` runs."""
    return min(timeit.repeat(work, number=1, repeat=ROUNDS))


def main() -> None:
    """Print the speed of judging and its ratio to the floor."""
    said = make_claims()
    judging, floor = best_seconds(lambda: judge_all(said)), best_seconds(lambda: look_up_all(said))
    print("ledger: a claim judged against the positions of its key; floor: one look into a dictionary")
    print(
        f"{CLAIMS / judging:8,.0f} claims/s  {judge_all(said)} told where exact values would tell {look_up_all(said)}  "
        f"{judging / floor:6.0f} x the floor"
    )


if __name__ == "__main__":
    main()
