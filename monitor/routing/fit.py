"""The answer to whether something fits: a reason, not a bare yes or no."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fit:
    """Why something does not fit, in words; it fits where ``obstacle`` is empty.

    ``note`` is what an operator should know of something that does: that it was given the benefit of the doubt.
    """

    obstacle: str = ""
    note: str = ""
