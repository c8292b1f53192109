"""Holds the lease of a folder until it is killed or its input ends: ``lease_holder.py FOLDER WHO``."""

from __future__ import annotations

import sys
from pathlib import Path

from monitor.store import FolderLease

if __name__ == "__main__":
    with FolderLease(Path(sys.argv[1]), sys.argv[2]).hold():
        print("held", flush=True)  # noqa: T201 - the sign that the test waits for
        sys.stdin.read()
