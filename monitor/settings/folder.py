"""Where the configuration is: the folder with ``monitor.toml``, ``sources.toml``, ``topics/`` and ``alerts.toml``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from monitor.errors import ConfigError, Fault

GENERAL_FILE = "monitor.toml"
SOURCES_FILE = "sources.toml"
ALERTS_FILE = "alerts.toml"
"""The one file that may be missing: then every channel gets every alert."""

TOPICS_FOLDER = "topics"

_PACKAGE = Path(__file__).resolve().parent.parent
PACKAGED_FOLDER = _PACKAGE / "default_config"
"""The configuration that an installed package brings along."""

SHIPPED_FOLDERS = (PACKAGED_FOLDER, _PACKAGE.parent / "config")
"""Where the configuration that comes with the code may be: in the installed package, or beside it in the project."""

_VARIABLE = "MONITOR_CONFIG"


def find_config_folder(given: Path | None, shipped: Sequence[Path] = SHIPPED_FOLDERS) -> Path:
    """The configuration folder: the one given, else $MONITOR_CONFIG, else ./config, else the first shipped one.

    What is given or named by the variable is taken as it is, existing or not: loading it tells what is missing.
    Raises ConfigError where nothing is given and none is found.
    """
    if given is not None:
        return given
    if named := os.environ.get(_VARIABLE):
        return Path(named).expanduser()
    for folder in (Path("config"), *shipped):
        if (folder / GENERAL_FILE).is_file():
            return folder
    cure = f"name its folder with --config or {_VARIABLE}, or run in the folder that holds config/"
    raise ConfigError([Fault("config", "", "no configuration folder is found", cure)])


def base_folder_of(folder: Path, packaged: Path = PACKAGED_FOLDER) -> Path:
    """What the relative paths of a configuration count from, absolute.

    It is the folder that holds the configuration folder; for the ``packaged`` configuration, whose folder belongs to
    the installation, the current one.
    """
    absolute = folder.expanduser().absolute()
    return Path.cwd() if absolute.resolve() == packaged.resolve() else absolute.parent
