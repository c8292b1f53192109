"""The names that ``alerts.toml`` may use, from the other files of the configuration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from monitor.records import Source, Topic
from monitor.settings.channels import Channel
from monitor.settings.general import General


@dataclass(frozen=True, slots=True)
class Known:
    """Channels by name, topics by name, hosts of outlets, and the names that ``[health]`` tells.

    Each is None where its file has a fault: names are then not looked up, as they may be right.
    """

    channels: Mapping[str, Channel] | None = None
    topics: Mapping[str, Topic] | None = None
    outlets: frozenset[str] | None = None
    health_channels: tuple[str, ...] | None = None

    @classmethod
    def from_files(
        cls, general: General | None, sources: Sequence[Source] | None, topics: Sequence[Topic] | None
    ) -> Self:
        """The names of files; None for one that has a fault."""
        return cls(
            channels={channel.name: channel for channel in general.channels} if general else None,
            topics={topic.name: topic for topic in topics} if topics is not None else None,
            outlets=frozenset(source.outlet for source in sources) if sources is not None else None,
            health_channels=general.health.channels if general else None,
        )
