"""What is shown of a claim's history before anything is drawn: its trend, and its row on the board. Pure."""

from monitor.boards.board import BoardRow, Due, Labels, label_key, make_row, sort_rows
from monitor.boards.dossier import Backed, Dossier
from monitor.boards.trend import LeadStep, Move, Point, Trend, find_trend

__all__ = [
    "Backed",
    "BoardRow",
    "Dossier",
    "Due",
    "Labels",
    "LeadStep",
    "Move",
    "Point",
    "Trend",
    "find_trend",
    "label_key",
    "make_row",
    "sort_rows",
]
