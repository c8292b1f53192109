"""Reading the files of one folder, each as its model, with the faults of all of them gathered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from monitor.errors import Fault
from monitor.settings.documents import Document, read_document
from monitor.settings.findings import Finding, findings_of
from monitor.settings.surroundings import Surroundings

Model = TypeVar("Model", bound=BaseModel)


class Reader:
    """Reads the files of one folder and gathers the faults of all of them."""

    def __init__(self, folder: Path, surroundings: Surroundings) -> None:
        """Keep the folder, and what the files are checked with."""
        self._folder = folder
        self._surroundings = surroundings
        self.faults: list[Fault] = []

    def read(
        self, file: str, model: type[Model], judge: Callable[[Mapping[str, Any]], Iterable[Finding]]
    ) -> Model | None:
        """The file as its model, or None where it has a fault. ``judge`` finds what the model cannot see."""
        document = read_document(self._folder, file)
        if isinstance(document, Fault):
            self.faults.append(document)
            return None
        read, findings = self._check(document, model)
        self.faults += document.faults([*findings, *judge(document.data)])
        return read

    def _check(self, document: Document, model: type[Model]) -> tuple[Model | None, list[Finding]]:
        try:
            return model.model_validate(document.data, context=self._surroundings), []
        except ValidationError as error:
            return None, list(findings_of(error, model))
