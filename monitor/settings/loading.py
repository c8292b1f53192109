"""Loading: all files of a configuration folder at once, with every fault of every file told together."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from monitor.errors import ConfigError, Fault
from monitor.records import Source, Topic
from monitor.settings.channels import Channel
from monitor.settings.documents import Document, read_document
from monitor.settings.findings import Finding, findings_of
from monitor.settings.folder import GENERAL_FILE, SOURCES_FILE, TOPICS_FOLDER, base_folder_of
from monitor.settings.general import General, general_findings
from monitor.settings.sources import SourcesFile, StartedSourcesFile, source_findings
from monitor.settings.surroundings import SelectorCheck, Surroundings, take_any_selector
from monitor.settings.topic_findings import topic_findings
from monitor.settings.topics import TopicFile

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Settings:
    """A whole configuration that was found right. Sources and topics stand in the order of their files."""

    folder: Path
    general: General
    sources: tuple[Source, ...]
    topics: tuple[Topic, ...]

    @property
    def state_folder(self) -> Path:
        """The absolute path of the folder for state; it need not exist yet."""
        return self.general.state.folder

    @property
    def enabled_channels(self) -> tuple[Channel, ...]:
        """The channels that are on."""
        return tuple(channel for channel in self.general.channels if channel.enabled)

    @property
    def claim_channels(self) -> tuple[Channel, ...]:
        """The channels that get alerts about claims."""
        return tuple(channel for channel in self.enabled_channels if channel.claims)

    @property
    def health_channels(self) -> tuple[Channel, ...]:
        """The channels that hear how sources fare."""
        return tuple(channel for channel in self.enabled_channels if channel.name in self.general.health.channels)


def load_settings(
    folder: Path,
    environ: Mapping[str, str] = os.environ,
    word_groups: Collection[str] | None = None,
    selector_fault: SelectorCheck = take_any_selector,
) -> Settings:
    """The settings of a configuration folder.

    ``word_groups`` are those of the language packs, which triggers may name beside a topic's own; where None, triggers
    are not looked at. Secrets are looked up in ``environ`` and in files. Relative paths count from
    ``base_folder_of(folder)``. Selectors are shown to ``selector_fault``. Raises ConfigError with every fault of every
    file.
    """
    _check_folder(folder)
    reader = _Reader(folder, Surroundings(base_folder_of(folder), environ, selector_fault))
    general = reader.read(GENERAL_FILE, General, general_findings)
    slowest = general.schedule.slowest_minutes if general else None
    sources = reader.read(SOURCES_FILE, SourcesFile, partial(source_findings, slowest_minutes=slowest))
    files = _topic_files(folder)
    judge = partial(topic_findings, word_groups=word_groups)
    topics = [reader.read(file, TopicFile, judge) for file in files]
    faults = [*reader.faults, *_topic_faults(files, topics)]
    if faults or general is None or sources is None:
        raise ConfigError(faults)
    return Settings(
        folder=folder,
        general=general,
        sources=tuple(source.record() for source in sources.sources),
        topics=tuple(topic.record() for topic in topics if topic),
    )


def load_sources(folder: Path, selector_fault: SelectorCheck = take_any_selector) -> tuple[Source, ...]:
    """The sources of a configuration folder alone; none where ``sources.toml`` is missing or lists nothing yet.

    ``selector_fault`` as in ``load_settings``. Raises ConfigError with every fault of that file, and where there is no
    such folder.
    """
    _check_folder(folder)
    if not (folder / SOURCES_FILE).exists():
        return ()
    reader = _Reader(folder, Surroundings(folder, selector_fault=selector_fault))
    file = reader.read(SOURCES_FILE, StartedSourcesFile, source_findings)
    if reader.faults or file is None:
        raise ConfigError(reader.faults)
    return tuple(source.record() for source in file.sources)


def load_topic(path: Path, word_groups: Collection[str] | None = None) -> Topic:
    """The topic of one file, wherever it lies; ``word_groups`` as in ``load_settings``.

    Raises ConfigError with every fault of the file.
    """
    reader = _Reader(path.parent, Surroundings(path.parent, {}))
    topic = reader.read(path.name, TopicFile, partial(topic_findings, word_groups=word_groups))
    if reader.faults or topic is None:
        raise ConfigError(reader.faults)
    return topic.record()


def _check_folder(folder: Path) -> None:
    if not folder.is_dir():
        cure = "give the folder that holds monitor.toml, sources.toml and topics/"
        raise ConfigError([Fault(str(folder), "", "there is no such folder", cure)])


class _Reader:
    """Reads the files of one folder and gathers the faults of all of them."""

    def __init__(self, folder: Path, surroundings: Surroundings) -> None:
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


def _topic_files(folder: Path) -> list[str]:
    """The topic files, in the order of their names; hidden files are left out."""
    return sorted(
        f"{TOPICS_FOLDER}/{path.name}"
        for path in (folder / TOPICS_FOLDER).glob("*.toml")
        if not path.name.startswith(".")
    )


def _topic_faults(files: list[str], topics: list[TopicFile | None]) -> list[Fault]:
    """What no single topic file shows: that there is none, and two topics of one name."""
    if not files:
        return [
            Fault(TOPICS_FOLDER, "", "there is no topic file", "add one; the shipped configuration has one to copy")
        ]
    faults = []
    first: dict[str, str] = {}
    for file, topic in zip(files, topics, strict=True):
        if topic and first.setdefault(topic.name, file) != file:
            found = f'"{topic.name}" is already the topic of {first[topic.name]}'
            faults.append(Fault(file, "name", found, "give every topic a name of its own"))
    return faults
