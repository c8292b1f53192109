"""Values that only one table of a list may have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from monitor.settings.findings import Finding, shown


def repeated(document: Mapping[str, Any], tables: str, key: str, cure: str) -> Iterator[Finding]:
    """A finding for each table of ``[[tables]]`` whose ``key`` has a value that an earlier one has.

    Tables and values of a wrong shape are passed over: the file's model tells of those.
    """
    seen: set[str] = set()
    entries = document.get(tables)
    for position, entry in enumerate(entries if isinstance(entries, list) else ()):
        value = entry.get(key) if isinstance(entry, dict) else None
        if not isinstance(value, str):
            continue
        if value in seen:
            yield Finding((tables, position, key), f"{key} {shown(value)} is given a second time", cure)
        seen.add(value)
