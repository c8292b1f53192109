"""Parsing: the bytes of strangers are read in worker processes that can be killed, or plainly in this process."""

from monitor.parsing.direct import DirectParser
from monitor.parsing.limits import ParsingLimits
from monitor.parsing.workers import WorkerParser

__all__ = ["DirectParser", "ParsingLimits", "WorkerParser"]
