"""Which way, and how far, a value moved."""

import pytest
from claims_said import about, between, count, days, month, year

from monitor.ledger import measure_movement
from monitor.records import Size, Value

MOVES = [
    # new, known, direction, size
    (month("2026-12"), month("2026-09"), "later", Size(days=92)),  # from the end of September to that of December
    (month("2026-06", "by"), month("2026-09", "by"), "earlier", Size(days=92)),
    (days("2026-09-15"), days("2026-09-20"), "earlier", Size(days=5)),
    (month("2026-12", "from"), month("2026-09", "from"), "later", Size(days=91)),  # from first day to first day
    (days("2026-09-21", "2026-09-30"), month("2026-09"), "later", Size(days=20)),  # the ends agree, the starts do not
    (count(2000), count(2500), "down", Size(count=500, percent=20.0)),
    (count(3000), count(2500), "up", Size(count=500, percent=20.0)),
    (between(None, 500), count(2500), "down", Size(count=2000, percent=80.0)),
    (between(2000, 3000), about(2000), "up", Size(count=500, percent=25.0)),
    (count(12), count(0), "up", Size(count=12, percent=None)),  # nothing can be a share of nothing
]


@pytest.mark.parametrize(("new", "known", "direction", "size"), MOVES)
def test_a_move_is_told_with_its_direction_and_size(new: Value, known: Value, direction: str, size: Size) -> None:
    """Dates move by the day that is promised, figures by their middle or the bound that is not open."""
    assert (direction, size) == measure_movement(new, known)


@pytest.mark.parametrize(
    ("new", "known"),
    [
        (month("2026-09", "by"), month("2026-09", "in")),
        (about(2500), count(2500)),
        (between(2000, 3000), count(2500)),
        (year(2026), count(2026)),
    ],
)
def test_values_that_only_differ_in_wording_or_in_kind_do_not_move(new: Value, known: Value) -> None:
    """Without a step to measure there is neither direction nor size."""
    assert measure_movement(new, known) == (None, None)
