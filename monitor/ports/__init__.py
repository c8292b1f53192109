"""What the order of work needs from the outside world, as protocols, with the promises that every adapter keeps.

One contract suite (``tests/contract``) runs on every adapter of a port, the in-memory ones included.
"""

from monitor.ports.outside import Fetcher, Lease, Notifier, Parser
from monitor.ports.store import Store

__all__ = ["Fetcher", "Lease", "Notifier", "Parser", "Store"]
