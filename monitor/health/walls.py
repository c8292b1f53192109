"""Walls against robots that stand before an outlet's pages."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.health.findings import Findings
from monitor.health.observation import PAGES, Observation, concern_of
from monitor.records import Health


def look_at_pages(health: Health, found: Findings, polled: Sequence[Observation]) -> tuple[Observation, ...]:
    """What the pages of a cycle show of a wall; empty where they show nothing of it.

    Each page that is read well is a look that finds none. All walls of a cycle are one look: a server that is asked for
    many pages at once may turn all of them away, and once. ``polled`` is what the cycle's poll showed: while the lists
    themselves are not let out, pages are no trouble of their own.
    """
    if found.well_read:
        return (Observation("pages"),) * found.well_read
    if not found.walls or _is_shut(health, polled):
        return ()
    reason = next((one.extraction.detail for one in found.walls if one.extraction.detail), "")
    detail = f"{PAGES}{len(found.walls)} of {len(found.pages)} are walls against robots"
    return (Observation("pages", "challenge", f"{detail}: {reason}" if reason else detail),)


def is_walled(health: Health, found: Findings) -> bool:
    """Whether a wall stands before the pages, by this cycle or the last that showed anything of it."""
    return bool(found.walls) or any(concern_of(one) == "pages" and not one.well for one in health.troubles)


def _is_shut(health: Health, polled: Sequence[Observation]) -> bool:
    """Whether the lists are not let out: by this poll, else by the last one."""
    looks = [one.ailment is not None for one in polled if one.concern == "access"]
    return looks[0] if looks else any(concern_of(one) == "access" and not one.well for one in health.troubles)
