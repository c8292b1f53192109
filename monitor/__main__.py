"""``python -m monitor`` and the console script ``monitor``."""

from __future__ import annotations

import sys

from monitor.cli.commands import cli
from monitor.errors import MonitorError


def main() -> None:
    """Run the command line. An error of the monitor's own ends it with its message and its exit status."""
    try:
        cli()
    except MonitorError as error:
        sys.stderr.write(f"monitor: {error}\n")
        sys.exit(error.exit_status)


if __name__ == "__main__":
    main()
