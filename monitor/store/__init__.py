"""Where the monitor keeps what it knows between runs: the adapters of ``ports.Store`` and ``ports.Lease``.

``SqliteStore`` keeps everything in one file of the state folder; ``MemoryStore`` keeps it for the life of the process
(replays, tests); ``FolderLease`` lets one run at a time work on a state folder.
"""

from monitor.store.lease import FolderLease
from monitor.store.memory import MemoryStore
from monitor.store.sqlite import SqliteStore

__all__ = ["FolderLease", "MemoryStore", "SqliteStore"]
