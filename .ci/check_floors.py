"""Fail where a suite of dates or figures falls below its floor. Standard library only.

Usage: check_floors.py FLOORS.json < report, with what `score_values.py --json` prints.
"""

import json
import sys
from pathlib import Path


def main() -> int:
    """Print every suite with its tasks, and those below their floor; the exit status is 1 where one is."""
    floors = json.loads(Path(sys.argv[1]).read_text(encoding="utf8"))
    given = sys.stdin.read()
    if not given.strip():
        sys.stdout.write("no report to check: the scorer printed nothing\n")
        return 1
    report = json.loads(given)
    below = 0
    for suite, tasks in report.items():
        if suite not in floors:
            sys.stdout.write(f"{suite}: no floor is kept for it\n")
        for task, floor in floors.get(suite, {}).items():
            right, rows, share = tasks.get(task, (0, 0, 0.0))
            mark = "" if share >= floor else f"  BELOW the floor of {floor} %"
            below += bool(mark)
            sys.stdout.write(f"{suite} {task}: {right}/{rows} = {share} %{mark}\n")
    missing = floors.keys() - report.keys()
    if missing:
        sys.stdout.write(f"no such suite: {', '.join(sorted(missing))}\n")
    return 1 if below or missing else 0


if __name__ == "__main__":
    sys.exit(main())
