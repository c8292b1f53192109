"""Fail where a suite of dates or figures falls below its floor. Standard library only.

Usage: check_floors.py FLOORS.json < report, with what `score_values.py --json` prints.
"""

import json
import sys
from pathlib import Path


def main() -> int:
    """Print every suite with its tasks, and those below their floor; the exit status is 1 where one is."""
    floors = json.loads(Path(sys.argv[1]).read_text(encoding="utf8"))
    report = json.load(sys.stdin)
    below = 0
    for suite, tasks in report.items():
        for task, floor in floors.get(suite, {}).items():
            right, rows, share = tasks[task]
            mark = "" if share >= floor else f"  BELOW the floor of {floor} %"
            below += bool(mark)
            sys.stdout.write(f"{suite} {task}: {right}/{rows} = {share} %{mark}\n")
    missing = floors.keys() - report.keys()
    if missing:
        sys.stdout.write(f"no such suite: {', '.join(sorted(missing))}\n")
    return 1 if below or missing else 0


if __name__ == "__main__":
    sys.exit(main())
