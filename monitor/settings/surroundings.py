"""What a setting may be read from besides its own file: the environment, and the folder that paths count from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationInfo


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Handed to every check of a file. ``base_folder`` is what relative paths count from."""

    base_folder: Path = Path()
    environ: Mapping[str, str] = field(default_factory=dict)

    def path(self, written: str | Path) -> Path:
        """A path as written, with ``~`` opened, counted from the base folder unless it is absolute."""
        return self.base_folder / Path(written).expanduser()


def surroundings_of(info: ValidationInfo) -> Surroundings:
    """The surroundings of a running check; empty ones where a model is made without any."""
    return info.context if isinstance(info.context, Surroundings) else Surroundings()
