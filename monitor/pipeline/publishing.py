"""Publishing: what was told, as feeds and a calendar in files, in each of the configured languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from monitor.errors import PublishingError
from monitor.pipeline.outputs import Publication
from monitor.pipeline.workshop import Workshop
from monitor.records import Alert, ChannelState, Lang

if TYPE_CHECKING:
    from monitor.publishing import Promise, PublishedAlert

_log = structlog.get_logger()

_PUBLISHED = "(published)"
"""The name under which the last publication is kept, beside the channels. No channel can be named so."""


def publish(workshop: Workshop, fresh_alerts: int) -> None:
    """Write the files after a cycle that made ``fresh_alerts``, and where that was not done or failed before.

    The feeds hold what was told of claims, in the order in which it was; the calendar what is promised. A folder that
    cannot be written is logged, and no more.
    """
    publication = workshop.publication
    if publication is None:
        return
    last = workshop.store.channel_states().get(_PUBLISHED)
    missing = not all(_calendar(publication, lang).exists() for lang in publication.languages)
    if not (fresh_alerts or missing or last is None or last.failures or _is_behind(workshop, last)):
        return
    promises = _promises(workshop)
    failures = sum(not _write(workshop, publication, lang, promises) for lang in publication.languages)
    workshop.store.save_channel(ChannelState(_PUBLISHED, failures=failures, sent_at=workshop.clock.now()))


def _is_behind(workshop: Workshop, last: ChannelState) -> bool:
    """Whether an alert on a claim was made after the last publication, as where the run died between the two."""
    newest = next(iter(_newest_told(workshop, 1)), None)
    return newest is not None and last.sent_at is not None and newest.created_at > last.sent_at


def _write(workshop: Workshop, publication: Publication, lang: Lang, promises: Iterable[Promise]) -> bool:
    """Whether all files of a language could be written."""
    try:
        _write_feeds(workshop, publication, lang)
        _write_calendar(workshop, publication, lang, promises)
    except PublishingError as error:
        _log.error("publishing", problem=str(error))
        return False
    return True


def _write_feeds(workshop: Workshop, publication: Publication, lang: Lang) -> None:
    from monitor.publishing import FeedHead, write_alert_feeds  # noqa: PLC0415 - loaded where something is published

    head = FeedHead(publication.title, lang, publication.link, publication.entries)
    write_alert_feeds(tuple(_published(workshop, publication.entries, lang)), publication.folder, head)


def _published(workshop: Workshop, entries: int, lang: Lang) -> Iterator[PublishedAlert]:
    from monitor.alerts import word_alert  # noqa: PLC0415 - see above
    from monitor.publishing import PublishedAlert  # noqa: PLC0415 - see above

    for alert in _newest_told(workshop, entries):
        topic = workshop.topics[alert.topic]
        message = word_alert(alert, topic, workshop.rules.zone, lang)
        yield PublishedAlert(alert.alert_id, message, alert.created_at, alert.created_at, topic.title)


def _newest_told(workshop: Workshop, entries: int) -> Sequence[Alert]:
    """The newest alerts on claims of topics that are still configured, newest first; notices are for operators."""
    return workshop.store.alerts_of(workshop.topics, entries)


def _promises(workshop: Workshop) -> tuple[Promise, ...]:
    """The promises of topics that are still configured, not worded yet."""
    from monitor.publishing import promises_of  # noqa: PLC0415 - see above

    store = workshop.store
    histories = list(store.histories(store.keys()).values())
    said = store.said(position.claim_id for history in histories for position in history.positions)
    return tuple(one for one in promises_of(histories, said, store.changes()) if one.key.topic in workshop.topics)


def _write_calendar(workshop: Workshop, publication: Publication, lang: Lang, promises: Iterable[Promise]) -> None:
    from monitor.publishing import write_calendar  # noqa: PLC0415 - see above

    worded = tuple(_worded(one, workshop, lang) for one in promises)
    write_calendar(worded, _calendar(publication, lang), publication.title, lang)


def _calendar(publication: Publication, lang: Lang) -> Path:
    """The file that is written last."""
    return publication.folder / f"promises.{lang}.ics"


def _worded(promise: Promise, workshop: Workshop, lang: Lang) -> Promise:
    from monitor.alerts import word_also_claimed, word_promise  # noqa: PLC0415 - see above

    topic = workshop.topics[promise.key.topic]
    summary, description = word_promise(promise.said, promise.stage, topic, workshop.rules.zone, lang)
    if promise.standing == "claimed":
        summary = word_also_claimed(summary, lang)
    return replace(promise, summary=summary, description=description, topic=topic.title)
