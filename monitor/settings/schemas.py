"""JSON Schemas of the configuration files, for editors that complete and check TOML while it is written.

An editor with TOML support finds them by the ``#:schema`` line at the top of each shipped file.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from monitor.settings.alerting import AlertsFile
from monitor.settings.general import General
from monitor.settings.sources import SourcesFile
from monitor.settings.topics import TopicFile

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MODELS: dict[str, type[BaseModel]] = {
    "monitor.toml": General,
    "sources.toml": SourcesFile,
    "alerts.toml": AlertsFile,
    "topic": TopicFile,
}


def json_schemas() -> dict[str, dict[str, Any]]:
    """The schema of each kind of file, by its name; that of any file in topics/ is under ``topic``."""
    return {
        kind: {"$schema": _DIALECT, **model.model_json_schema(), "title": f"Newsroom monitor: {kind}"}
        for kind, model in _MODELS.items()
    }


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write ``monitor.json``, ``sources.json``, ``alerts.json`` and ``topic.json`` into a folder, made if missing."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind, schema in json_schemas().items():
        path = folder / f"{kind.removesuffix('.toml')}.json"
        path.write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        written.append(path)
    return tuple(written)
