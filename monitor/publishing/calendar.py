"""Promised days as a calendar that others subscribe to. Source: RFC 5545, and RFC 7986 for its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal
from uuid import UUID

from icalendar import Calendar, Event, vDuration, vText

from monitor.publishing.characters import legible, one_line, web_address
from monitor.publishing.entries import urn
from monitor.publishing.files import FileOutcome, put_in_place
from monitor.publishing.promises import Promise
from monitor.records import Lang, Stage

_MAKER = "-//newsroom-monitor//promised days//EN"
_REFRESH = timedelta(hours=1)
"""How often programs are asked to look again. Judgement: nobody plans by the minute."""

_STATUSES: Mapping[Stage, Literal["TENTATIVE", "CONFIRMED", "CANCELLED"]] = {
    "planned": "TENTATIVE",
    "overdue": "TENTATIVE",
    "done": "CONFIRMED",
    "put_off": "CANCELLED",
    "withdrawn": "CANCELLED",
}
"""A plan is tentative until somebody reports it done; one that is off, or taken back, is cancelled."""

_COUNTED_FROM = datetime(2020, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


def write_calendar(promises: Sequence[Promise], path: Path, name: str, lang: Lang = "en") -> FileOutcome:
    """Write the calendar of these promises to ``path``, whole and at once, where it differs from what stands there.

    ``name`` is what programs call it, ``lang`` the language in which it and the promises are worded. Raises
    PublishingError for a path that cannot be written.
    """
    return put_in_place(path, calendar_of(promises, name, lang))


def calendar_of(promises: Sequence[Promise], name: str, lang: Lang = "en") -> bytes:
    """The calendar, each promise an event of whole days, in the order given. The same promises make the same bytes.

    An event moves with its promise, under the same id and with a higher number of sequence. One that only starts on its
    day ("after", "from") stands on the first day alone, or on its span; ``X-MONITOR-REL`` says which it is, and
    ``X-MONITOR-STANDING`` whether it leads.
    """
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    # Given as text: the library escapes nothing in names that it does not know the kind of.
    calendar.add("name", vText(_unbroken(one_line(name))), {"LANGUAGE": lang})
    calendar.add("x-wr-calname", vText(_unbroken(one_line(name))))
    calendar.add("refresh-interval", _REFRESH, {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_REFRESH))
    for promise in promises:
        calendar.add_component(_event(promise, lang))
    written: bytes = calendar.to_ical(sorted=False)
    return written


def _event(promise: Promise, lang: Lang) -> Event:
    (first, last), event = promise.days, Event()
    event.add("uid", str(UUID(urn("promise", promise.promise_id))))
    event.add("dtstamp", _second(promise.changed_at))
    event.add("created", _second(promise.first_at))
    event.add("last-modified", _second(promise.changed_at))
    event.add("sequence", _sequence(promise.changed_at))
    event.add("dtstart", first)
    if last < date.max:  # an event without an end is of one day
        event.add("dtend", last + timedelta(days=1))
    summary = one_line(promise.summary) or _plain_summary(promise)
    event.add("summary", _unbroken(summary), {"LANGUAGE": lang})
    event.add("description", _unbroken(legible(promise.description).strip() or _plain_description(promise)))
    if url := web_address(promise.said.url):
        event.add("url", url)
    event.add("status", _STATUSES[promise.stage])
    event.add("categories", [_unbroken(one_line(promise.topic) or one_line(promise.key.topic))])
    event.add("transp", "TRANSPARENT")  # nobody is busy on a promised day
    event.add("x-monitor-rel", vText(promise.value.rel))
    event.add("x-monitor-standing", vText(promise.standing))
    return event


def _unbroken(text: str) -> str:
    r"""The text with an unseen joiner in every ``\N``: the library takes these two letters for a line break."""
    return text.replace("\\N", "\\\u2060N")


def _sequence(changed_at: datetime) -> int:
    """Minutes since 2020: it grows with every change, and nothing has to be counted or kept."""
    return max(0, (changed_at - _COUNTED_FROM) // _MINUTE)


def _second(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _plain_summary(promise: Promise) -> str:
    """The promise without words of any language: for one that nobody has worded."""
    value = promise.value
    return one_line(f"{promise.key}: {value.rel} {value.start}/{value.end}, {promise.stage}, {promise.standing}")


def _plain_description(promise: Promise) -> str:
    said = promise.said
    who = ", ".join(one for one in (one_line(said.claim.speaker or ""), one_line(said.outlet)) if one)
    return legible(f"{who}, {said.said_at.astimezone(UTC).date()}\n{said.claim.quote}").strip()
