"""The only door to the web: a bounded fetcher, its manners (robots.txt, pauses, rest), and the reading of charsets.

Nothing else in the package opens a connection. A server cannot make it raise, wait for ever or fill the memory:
whatever goes wrong is a ``FetchResult`` with its ``problem`` and a ``detail``.
"""

from monitor.http_client.charsets import decode, recognise_charset
from monitor.http_client.fetcher import WebFetcher
from monitor.http_client.limits import FetchLimits
from monitor.http_client.paced_fetcher import HostMemory, PacedFetcher
from monitor.http_client.pacing import LoopStopwatch, Pacer, Stopwatch
from monitor.http_client.robots import RobotsGate, RobotsMemory
from monitor.http_client.transports import Resolver

__all__ = [
    "FetchLimits",
    "HostMemory",
    "LoopStopwatch",
    "PacedFetcher",
    "Pacer",
    "Resolver",
    "RobotsGate",
    "RobotsMemory",
    "Stopwatch",
    "WebFetcher",
    "decode",
    "recognise_charset",
]
