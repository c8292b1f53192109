"""Fail where the claims of a gold set fall below their floors. Standard library only.

Usage: check_claims.py FLOORS.json SET < report, with what `score.py --json` prints for the set.
"""

import json
import sys
from pathlib import Path


def main() -> int:
    """Print each measure of the set, with those below their floor marked; the exit status is 1 where one is below."""
    floors = json.loads(Path(sys.argv[1]).read_text(encoding="utf8"))
    name, given = sys.argv[2], sys.stdin.read()
    if not given.strip():
        sys.stdout.write("no report to check: the scorer printed nothing\n")
        return 1
    report = json.loads(given)
    kept = floors.get(name, {})
    below = [measure for measure, floor in kept.items() if (_overall(report.get(measure)) or 0.0) < floor]
    for measure, measured in report.items():
        mark = f"  BELOW the floor of {kept[measure]}" if measure in below else ""
        sys.stdout.write(f"{measure}: {_shown(measured)}{mark}\n")
    missing = [measure for measure in kept if measure not in report]
    if missing:
        sys.stdout.write(f"{name}: not measured: {', '.join(missing)}\n")
    return 1 if below else 0


def _shown(measured: object) -> str:
    """A share as it is, three numbers as precision, recall and F1, those of several languages one after the other."""
    if isinstance(measured, dict):
        return "  ".join(f"{lang} {_shown(numbers)}" for lang, numbers in measured.items())
    if isinstance(measured, list):
        return " ".join(f"{title} {number}" for title, number in zip(("P", "R", "F1"), measured, strict=True))
    return str(measured)


def _overall(measured: object) -> float | None:
    """The F1 over all languages, or the share; None where nothing was measured."""
    if isinstance(measured, dict):
        measured = measured.get("all")
    if isinstance(measured, list):
        return float(measured[2])
    return float(measured) if isinstance(measured, int | float) else None


if __name__ == "__main__":
    sys.exit(main())
