"""Options that several commands share, and the errors that end one."""

from __future__ import annotations

from pathlib import Path

import click

from monitor.language.vocabulary import packed_groups
from monitor.settings import Settings, find_config_folder, load_settings

config_option = click.option(
    "--config",
    "config",
    type=click.Path(path_type=Path, file_okay=False),
    help="The configuration folder [default: $MONITOR_CONFIG, ./config, then the one that ships with the monitor].",
)

format_option = click.option(
    "--format", "form", type=click.Choice(["jsonl"]), default="jsonl", show_default=True, help="What is written."
)


def settings_of(config: Path | None) -> Settings:
    """The settings of the folder that was given, or found, checked whole.

    Triggers are compared with the language packs, selectors shown to the parser that is to use them. Raises ConfigError
    with every fault.
    """
    return load_settings(find_config_folder(config), word_groups=packed_groups(), selector_fault=_selector_fault)


def _selector_fault(selector: str) -> str | None:
    from monitor.articles import selector_fault  # noqa: PLC0415 - few sources have selectors, and the parser loads slowly

    return selector_fault(selector)
