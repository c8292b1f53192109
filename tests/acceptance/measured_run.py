"""Runs ``monitor`` with the given words in a process of its own, and says how much memory that took.

    python measured_run.py PEAK_FILE WORDS...

The file gets the most bytes that the process itself ever held; its workers are not counted.
"""

from __future__ import annotations

import sys
from pathlib import Path

from hostile_round import peak_bytes

from monitor.__main__ import main

if __name__ == "__main__":
    try:
        main(sys.argv[2:])
    finally:
        Path(sys.argv[1]).write_text(str(peak_bytes()), encoding="ascii")
