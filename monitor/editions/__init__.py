"""How two versions of one article differ, what an outlet shows of its edits, whether a page still is the article."""

from monitor.editions.edits import compare
from monitor.editions.lapses import judge_page, still_named, still_stands
from monitor.editions.markers import read_signs, strip_markers

__all__ = ["compare", "judge_page", "read_signs", "still_named", "still_stands", "strip_markers"]
