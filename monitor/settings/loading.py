"""Loading: all files of a configuration folder at once, with every fault of every file told together."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from monitor.errors import ConfigError, Fault
from monitor.records import SYSTEM_ROUTE, AlertRoute, RoutingTable, Source, Topic
from monitor.settings.alerting import (
    Alerting,
    AlertsFile,
    Known,
    alert_findings,
    alerting_of,
    routing_table,
    told_of_notices,
)
from monitor.settings.channels import Channel
from monitor.settings.documents import Document, read_document
from monitor.settings.folder import ALERTS_FILE, GENERAL_FILE, SOURCES_FILE, TOPICS_FOLDER, base_folder_of
from monitor.settings.general import General, general_findings
from monitor.settings.reader import Reader
from monitor.settings.sources import SourcesFile, StartedSourcesFile, source_findings
from monitor.settings.surroundings import SelectorCheck, Surroundings, take_any_selector
from monitor.settings.topic_findings import topic_findings
from monitor.settings.topics import TopicFile

_NOBODY = RoutingTable(routes=(), system=AlertRoute(SYSTEM_ROUTE), recipients={})


@dataclass(frozen=True, slots=True)
class Settings:
    """A whole configuration that was found right. Sources and topics stand in the order of their files.

    ``routing`` says who is told what; settings that are made by hand, from no file, tell nobody.
    """

    folder: Path
    general: General
    sources: tuple[Source, ...]
    topics: tuple[Topic, ...]
    routing: RoutingTable = _NOBODY
    alerting: Alerting = field(default_factory=Alerting)

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
    reader = Reader(folder, Surroundings(base_folder_of(folder), environ, selector_fault))
    general = reader.read(GENERAL_FILE, General, partial(general_findings, notice_channels=_notice_channels(folder)))
    slowest = general.schedule.slowest_minutes if general else None
    sources = reader.read(SOURCES_FILE, SourcesFile, partial(source_findings, slowest_minutes=slowest))
    files = _topic_files(folder)
    judge = partial(topic_findings, word_groups=word_groups)
    topics = [reader.read(file, TopicFile, judge) for file in files]
    source_records = tuple(source.record() for source in sources.sources) if sources else None
    topic_records = tuple(topic.record() for topic in topics if topic)
    known = Known.from_files(general, source_records, topic_records if all(topics) else None)
    alerts = _read_alerts(reader, folder, known)
    faults = [*reader.faults, *_topic_faults(files, topics)]
    if faults or general is None or source_records is None or alerts is None:
        raise ConfigError(faults)
    return Settings(
        folder=folder,
        general=general,
        sources=source_records,
        topics=topic_records,
        routing=routing_table(alerts, general),
        alerting=alerting_of(alerts, general),
    )


def load_alerts_file(path: Path, settings: Settings, environ: Mapping[str, str] = os.environ) -> RoutingTable:
    """The routing of another ``alerts.toml``, wherever it lies, beside the other files of ``settings``.

    Raises ConfigError with every fault of the file; one that is missing is a fault here.
    """
    reader = Reader(path.parent, Surroundings(base_folder_of(settings.folder), environ))
    known = Known.from_files(settings.general, settings.sources, settings.topics)
    alerts = reader.read(path.name, AlertsFile, partial(alert_findings, known=known))
    if reader.faults or alerts is None:
        raise ConfigError(reader.faults)
    return routing_table(alerts, settings.general)


def load_sources(folder: Path, selector_fault: SelectorCheck = take_any_selector) -> tuple[Source, ...]:
    """The sources of a configuration folder alone; none where ``sources.toml`` is missing or lists nothing yet.

    ``selector_fault`` as in ``load_settings``. Raises ConfigError with every fault of that file, and where there is no
    such folder.
    """
    _check_folder(folder)
    if not (folder / SOURCES_FILE).exists():
        return ()
    reader = Reader(folder, Surroundings(folder, selector_fault=selector_fault))
    file = reader.read(SOURCES_FILE, StartedSourcesFile, source_findings)
    if reader.faults or file is None:
        raise ConfigError(reader.faults)
    return tuple(source.record() for source in file.sources)


def load_topic(path: Path, word_groups: Collection[str] | None = None) -> Topic:
    """The topic of one file, wherever it lies; ``word_groups`` as in ``load_settings``.

    Raises ConfigError with every fault of the file.
    """
    reader = Reader(path.parent, Surroundings(path.parent, {}))
    topic = reader.read(path.name, TopicFile, partial(topic_findings, word_groups=word_groups))
    if reader.faults or topic is None:
        raise ConfigError(reader.faults)
    return topic.record()


def _check_folder(folder: Path) -> None:
    if not folder.is_dir():
        cure = "give the folder that holds monitor.toml, sources.toml and topics/"
        raise ConfigError([Fault(str(folder), "", "there is no such folder", cure)])


def _notice_channels(folder: Path) -> frozenset[str]:
    """The channels that ``alerts.toml`` names for notices; none where it is missing or no TOML."""
    document = read_document(folder, ALERTS_FILE)
    return told_of_notices(document.data) if isinstance(document, Document) else frozenset()


def _read_alerts(reader: Reader, folder: Path, known: Known) -> AlertsFile | None:
    """``alerts.toml``, or what holds where it is missing; None where it has a fault."""
    if not (folder / ALERTS_FILE).exists():
        return AlertsFile()
    return reader.read(ALERTS_FILE, AlertsFile, partial(alert_findings, known=known))


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
