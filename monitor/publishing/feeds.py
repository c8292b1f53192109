"""The feeds of alerts, written as files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from monitor.publishing.atom import atom_feed
from monitor.publishing.entries import FeedHead, PublishedAlert, ordered
from monitor.publishing.files import put_in_place
from monitor.publishing.json_feed import json_feed

_WRITERS = {"atom": atom_feed, "json": json_feed}


def write_alert_feeds(entries: Sequence[PublishedAlert], folder: Path, channel: FeedHead) -> tuple[Path, ...]:
    """Write ``alerts.LANG.atom`` and ``alerts.LANG.json``, each whole and at once; gives those that were written anew.

    The newest entry is at the head, whatever the order given; a file holds as many as its head says. Where nothing has
    changed nothing is written, and the result is empty. Raises PublishingError for a folder that cannot be written.
    """
    kept = ordered(entries, channel)
    written = []
    for ending, make in _WRITERS.items():
        path = folder / f"alerts.{channel.lang}.{ending}"
        address = f"{channel.link.rstrip('/')}/{path.name}" if channel.link else ""
        if put_in_place(path, make(kept, channel, address)) == "written":
            written.append(path)
    return tuple(written)
