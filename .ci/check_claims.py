"""Fail where the claims of a gold set fall below their floors. Standard library only.

Usage: check_claims.py FLOORS.json SET < report, with what `score.py --json` prints for the set.
"""

import json
import sys
from pathlib import Path


def main() -> int:
    """Print each measure of the set beside its floor; the exit status is 1 where one is below or missing."""
    floors = json.loads(Path(sys.argv[1]).read_text(encoding="utf8"))
    name, given = sys.argv[2], sys.stdin.read()
    if not given.strip():
        sys.stdout.write("no report to check: the scorer printed nothing\n")
        return 1
    report = json.loads(given)
    below = 0
    for measure, floor in floors.get(name, {}).items():
        value = _overall(report.get(measure))
        low = value is None or value < floor
        below += low
        sys.stdout.write(f"{name} {measure}: {value}{f'  BELOW the floor of {floor}' if low else ''}\n")
    return 1 if below else 0


def _overall(measured: object) -> float | None:
    """The F1 over all languages, or the share; None where nothing was measured."""
    if isinstance(measured, dict):
        measured = measured.get("all")
    if isinstance(measured, list):
        return float(measured[2])
    return float(measured) if isinstance(measured, int | float) else None


if __name__ == "__main__":
    sys.exit(main())
