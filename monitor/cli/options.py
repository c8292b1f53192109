"""Options that several commands share, and the errors that end one."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

import click

from monitor.errors import ConfigError, Fault
from monitor.language.vocabulary import known_groups
from monitor.records import Topic
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
    """The settings of the folder that was given, or found, their triggers checked against the language packs.

    Raises ConfigError with every fault.
    """
    settings = load_settings(find_config_folder(config))
    faults = [fault for topic in settings.topics for fault in trigger_faults(topic)]
    if faults:
        raise ConfigError(faults)
    return settings


def trigger_faults(topic: Topic) -> Iterator[Fault]:
    """A fault for each trigger of a topic that names a word group which neither it nor a language pack has."""
    known = known_groups(topic)
    for frame in topic.frames:
        for trigger in frame.triggers:
            for group in trigger.split(" + "):
                if group not in known:
                    near = get_close_matches(group, known, 1)
                    cure = f'write "{near[0]}"' if near else f"add [words.{group}] to the topic"
                    found = f'the trigger "{trigger}" names the word group "{group}", which does not exist'
                    yield Fault(f'topic "{topic.name}"', f"frames.{frame.name}.triggers", found, cure)
