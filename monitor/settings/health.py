"""``[health]`` of ``monitor.toml``: who hears of sick sources, and when a source counts as sick."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pydantic import Field

from monitor.settings.findings import Finding, name_cure, shown
from monitor.settings.tables import Slug, Table, Whole


class HealthTable(Table):
    """``[health]``: who is told of sick sources, and when."""

    channels: tuple[Slug, ...] = Field(
        default=(),
        description="names of the channels that hear when a source, or the monitor's own network, falls ill or heals",
    )
    down_after: Whole = Field(default=3, ge=1, le=100, description="bad polls in a row after which a source is told of")
    stale_days: Whole = Field(
        default=7,
        ge=1,
        description="days without anything new after which a source is told of; ten times its usual gap if longer",
    )


def health_findings(document: Mapping[str, Any], notice_channels: Collection[str] = ()) -> Iterator[Finding]:
    """What ``[health]`` and the channels do not show alone: names of no channel, and channels that get nothing.

    ``notice_channels`` are those that ``alerts.toml`` names for notices.
    """
    channels = [one for one in _list(document.get("channels")) if isinstance(one, dict)]
    health = document.get("health")
    named = _list(health.get("channels")) if isinstance(health, dict) else []
    known = [name for one in channels if isinstance(name := one.get("name"), str)]
    for name in named:
        if isinstance(name, str) and name not in known:
            found = f"{shown(name)} is the name of no channel"
            yield Finding(("health", "channels"), found, name_cure(name, known))
    for position, one in enumerate(_list(document.get("channels"))):
        if isinstance(one, dict) and one.get("claims") is False and one.get("name") not in (*named, *notice_channels):
            found = "claims is false, and [health] channels does not name this channel: it would get nothing"
            cure = "name it there, or under [system] of alerts.toml; or set enabled = false"
            yield Finding(("channels", position, "claims"), found, cure)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
