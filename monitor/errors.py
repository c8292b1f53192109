"""Everything that can go wrong and stop a run, as one tree.

    MonitorError
    ├── ConfigError        the configuration is wrong; carries every fault found     exit status 2
    ├── StoreError         the state folder or the database cannot be used           exit status 3
    │   ├── NewerSchemaError  the database was written by a newer version
    │   └── StoreLockedError  another process holds the database for too long
    ├── LeaseHeldError     another run works on the same state folder                exit status 4
    ├── WorkersError       worker processes cannot be started, so that nothing is read   exit status 1
    ├── PublishingError    a feed or the calendar cannot be written as a file         exit status 1
    └── InputError         a file, line or address given by the user cannot be read  exit status 1

A failing feed, page or channel is no error here: it is a value in the cycle's report (``FetchProblem``,
``FeedProblem``, ``SendAnswer``). An error names its subject, what was found and what would help.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a configuration file: where it is, what was found, what would help.

    ``where`` is the key or line within ``file``; empty where the whole file is meant. ``line`` counts from 1.
    """

    file: str
    where: str
    found: str
    cure: str
    line: int | None = None

    def __str__(self) -> str:
        """``file:line: where: found; cure``, without what is not known."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        place = f"{place}: {self.where}" if self.where else place
        return f"{place}: {self.found}; {self.cure}"


class MonitorError(Exception):
    """The root of all errors that the monitor raises on purpose."""

    exit_status = 1


class ConfigError(MonitorError):
    """The configuration is wrong. ``faults`` holds every fault found, not the first alone."""

    exit_status = 2

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep the faults; the message lists them, one a line."""
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class StoreError(MonitorError):
    """The state folder or the database cannot be used."""

    exit_status = 3

    def __init__(self, path: str, found: str, cure: str) -> None:
        """Name the ``path``, what was ``found`` there and the ``cure``."""
        self.path, self.found, self.cure = path, found, cure
        super().__init__(f"{path}: {found}; {cure}")


class NewerSchemaError(StoreError):
    """The database was written by a newer version of the monitor."""


class StoreLockedError(StoreError):
    """Another process held the database for longer than the busy timeout."""


class LeaseHeldError(MonitorError):
    """Another run works on the same state folder. ``holder`` says which, as far as it is known."""

    exit_status = 4

    def __init__(self, path: str, holder: str) -> None:
        """Name the lease's ``path`` and its ``holder``."""
        self.path, self.holder = path, holder
        super().__init__(f"{path}: the state folder is in use by {holder}; wait for it, or stop it first")


class WorkersError(MonitorError):
    """Worker processes cannot be started, so that no feed and no page can be read."""

    def __init__(self, found: str) -> None:
        """Say what was ``found`` when they were started."""
        self.found = found
        super().__init__(
            f"no feed or page can be read, for worker processes cannot be started: {found}; free memory, or raise the "
            "limits on processes and memory of this user, or lower workers and memory_megabytes under [reading]"
        )


class PublishingError(MonitorError):
    """A feed or the calendar cannot be written; the one that was written before stays as it is."""

    def __init__(self, path: str, found: str, cure: str) -> None:
        """Name the ``path``, what was ``found`` there and the ``cure``."""
        self.path, self.found, self.cure = path, found, cure
        super().__init__(f"{path}: {found}; {cure}")


class InputError(MonitorError):
    """Something that the user named cannot be read."""

    def __init__(self, subject: str, found: str, cure: str) -> None:
        """Name the ``subject`` (a file and line, an address), what was ``found`` and the ``cure``."""
        self.subject, self.found, self.cure = subject, found, cure
        super().__init__(f"{subject}: {found}; {cure}")
