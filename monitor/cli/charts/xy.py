"""pygal's chart of points, without what importing pygal leaves behind."""

from __future__ import annotations

import sys

from pygal import XY  # type: ignore[import-untyped] # it ships no types

# A finder for pygal's maps, of a kind that Python 3.11 warns of at every later import. No map is drawn here.
sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__module__ != "pygal"]

__all__ = ["XY"]
