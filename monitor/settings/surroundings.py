"""What a setting is checked with besides its own file: the environment, the folder of paths, and a reader of CSS."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationInfo

SelectorCheck = Callable[[str], str | None]
"""Gives why a CSS selector cannot be used, in words; None for a sound one."""


def take_any_selector(_selector: str) -> None:
    """The check where nobody is at hand who can read CSS: nothing is found."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Handed to every check of a file. ``base_folder`` is what relative paths count from.

    ``selector_fault`` is handed in by those who know pages: settings cannot read CSS.
    """

    base_folder: Path = Path()
    environ: Mapping[str, str] = field(default_factory=dict)
    selector_fault: SelectorCheck = take_any_selector

    def path(self, written: str | Path) -> Path:
        """A path as written, with ``~`` opened, counted from the base folder unless it is absolute."""
        return self.base_folder / Path(written).expanduser()


def surroundings_of(info: ValidationInfo) -> Surroundings:
    """The surroundings of a running check; empty ones where a model is made without any."""
    return info.context if isinstance(info.context, Surroundings) else Surroundings()
