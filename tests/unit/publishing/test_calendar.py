from __future__ import annotations

import stat
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from alert_records import BY_DECEMBER, BY_SEPTEMBER, MORNING, SEPTEMBER, said
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from monitor.errors import PublishingError
from monitor.publishing import Promise, write_calendar
from monitor.publishing.calendar import calendar_of
from monitor.publishing.characters import legible, one_line
from monitor.records import DateValue

DAY = timedelta(days=1)
QUOTE = "“The last boat; gone, by December,” he said.\nHe left."
SAID = said(BY_DECEMBER, QUOTE, "by December")
PROMISE = Promise(
    promise_id="p",
    key=SAID.claim.key,
    standing="leading",
    stage="planned",
    value=BY_DECEMBER,
    said=SAID,
    first_at=MORNING - DAY,
    changed_at=MORNING,
    summary="Departure of the fleet, Old Harbour: by December 2026 (planned)",
    description="The harbour master, River Post, 9 March 2026:\n“The last boat; gone, by December,” he said.",
    topic="The river fleet, and its harbour",
)
ANY_TEXT = st.text(st.characters(), max_size=200)


def read(*promises: Promise, name: str = "Promised days") -> Calendar:
    """The calendar of these promises, parsed back."""
    calendar = Calendar.from_ical(calendar_of(promises, name))
    assert isinstance(calendar, Calendar)
    return calendar


def name_of(calendar: Calendar) -> str:
    """Its name, read as the text that it is: the library does not know what kind of field it stands in."""
    assert calendar["name"] == calendar["x-wr-calname"]
    event = Event.from_ical(f"BEGIN:VEVENT\r\nSUMMARY:{calendar['name']}\r\nEND:VEVENT\r\n")
    return str(event["summary"])


def event_of(promise: Promise) -> Event:
    """The event of a promise, parsed back."""
    (event,) = read(promise).events
    assert not event.errors
    return event


def test_a_promise_as_a_calendar_shows_it():
    """Whole days with the end excluded, the words for people, and whose words they are."""
    event = event_of(PROMISE)

    assert (date(2026, 12, 1), date(2027, 1, 1)) == (event.decoded("dtstart"), event.decoded("dtend"))
    assert (PROMISE.summary, PROMISE.description) == (str(event["summary"]), str(event["description"]))
    assert ["The river fleet, and its harbour"] == [str(one) for one in event["categories"].cats]
    assert ("https://river.example/fleet", "TENTATIVE", "TRANSPARENT") == (
        str(event["url"]),
        str(event["status"]),
        str(event["transp"]),
    )
    assert ("by", "leading") == (str(event["x-monitor-rel"]), str(event["x-monitor-standing"]))
    assert MORNING == event.decoded("dtstamp") == event.decoded("last-modified")
    assert MORNING - DAY == event.decoded("created")


def test_the_calendar_has_a_name_and_asks_to_be_read_again():
    """By the standard's own fields, and by those that older programs know."""
    calendar = read(name="Promised days, of the river; all")

    assert "Promised days, of the river; all" == name_of(calendar)
    assert ("2.0", timedelta(hours=1)) == (str(calendar["version"]), calendar.decoded("refresh-interval"))
    written = calendar_of([], "Promised days, of the river; all", "ar").decode()
    assert "NAME;LANGUAGE=ar:Promised days\\, of the river\\; all\r\n" in written
    assert "X-PUBLISHED-TTL:PT1H\r\n" in written


def test_a_date_that_slips_moves_its_event():
    """The same id, a later day, and a sequence and a moment that have grown."""
    before = replace(PROMISE, value=BY_SEPTEMBER)
    early, late = event_of(before), event_of(replace(PROMISE, changed_at=MORNING + DAY))

    assert str(early["uid"]) == str(late["uid"]) == str(UUID(str(late["uid"])))
    assert (date(2026, 9, 1), date(2026, 12, 1)) == (early.decoded("dtstart"), late.decoded("dtstart"))
    assert 24 * 60 == late["sequence"] - early["sequence"]
    assert DAY == late.decoded("last-modified") - early.decoded("last-modified")


@pytest.mark.parametrize(
    ("stage", "status"),
    [
        ("planned", "TENTATIVE"),
        ("overdue", "TENTATIVE"),
        ("done", "CONFIRMED"),
        ("put_off", "CANCELLED"),
        ("withdrawn", "CANCELLED"),
    ],
)
def test_how_far_a_promise_is_makes_its_status(stage, status):
    """Tentative until it is reported done; cancelled where it is off or taken back."""
    assert status == str(event_of(replace(PROMISE, stage=stage))["status"])


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        (DateValue(date(2026, 9, 30), date(2026, 9, 30)), date(2026, 9, 30), date(2026, 10, 1)),
        (replace(SEPTEMBER, rel="before"), date(2026, 8, 31), date(2026, 9, 1)),
        (replace(SEPTEMBER, rel="after"), date(2026, 10, 1), date(2026, 10, 2)),
        (replace(SEPTEMBER, rel="from"), date(2026, 9, 1), date(2026, 10, 1)),
        (DateValue(date(2028, 2, 28), date(2028, 2, 29)), date(2028, 2, 28), date(2028, 3, 1)),
    ],
)
def test_the_end_is_the_day_after_the_last(value, start, end):
    """What only starts on its day says so beside."""
    event = event_of(replace(PROMISE, value=value))

    assert (start, end, value.rel) == (event.decoded("dtstart"), event.decoded("dtend"), str(event["x-monitor-rel"]))


def test_the_last_day_of_all_has_none_after_it():
    """Such an event has no end; it is no crash."""
    event = event_of(replace(PROMISE, value=DateValue(date.max, date.max)))

    assert (date.max, False) == (event.decoded("dtstart"), "dtend" in event)


def test_a_promise_that_nobody_worded_speaks_for_itself():
    """Key, value, who said it where, and the words themselves."""
    event = event_of(replace(PROMISE, summary="", description=" \n", topic="", stage="overdue", standing="claimed"))

    summary = "harbour/departure/harbour: by 2026-12-01/2026-12-31, overdue, claimed"
    assert (summary, "the harbour master, River Post, 2026-03-09\n" + QUOTE) == (
        str(event["summary"]),
        str(event["description"]),
    )
    assert ["harbour"] == [str(one) for one in event["categories"].cats]


def test_no_address_is_better_than_one_that_no_program_should_open():
    """Neither can an address begin a line of its own."""
    hostile = replace(PROMISE, said=replace(SAID, url="https://river.example/\r\nSTATUS:CONFIRMED"))

    assert "url" not in event_of(hostile)


def test_the_calendar_is_written_once(tmp_path):
    """Readable by all, and not written again while nothing changed, whatever the time."""
    path = tmp_path / "feeds" / "promises.ics"
    outcomes = [write_calendar([PROMISE], path, "Promised days") for _ in range(2)]
    moved = replace(PROMISE, changed_at=MORNING + DAY)

    assert ["written", "unchanged"] == outcomes
    assert "written" == write_calendar([moved], path, "Promised days")
    assert 0o644 == stat.S_IMODE(path.stat().st_mode)
    assert calendar_of([moved], "Promised days") == path.read_bytes()


def test_a_path_that_cannot_be_written_is_told(tmp_path):
    """The error names it."""
    (tmp_path / "feeds").write_text("a file")

    with pytest.raises(PublishingError, match=r"promises\.ics"):
        write_calendar([PROMISE], tmp_path / "feeds" / "promises.ics", "Promised days")


@settings(max_examples=100)
@given(ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_whatever_is_said_comes_back(summary, description, topic, name):
    """Line ends, commas, semicolons, backslashes and long lines of any script: written, folded and read back."""
    calendar = read(replace(PROMISE, summary=summary, description=description, topic=topic), name=name)
    (event,) = calendar.events

    assert not event.errors
    assert plain(one_line(name)) == plain(name_of(calendar))
    assert plain(one_line(summary)) in {plain(str(event["summary"])), ""}
    assert plain(legible(description).strip()) in {plain(str(event["description"])), ""}
    assert plain(one_line(topic)) in {plain(str(event["categories"].cats[0])), ""}


def plain(text: str) -> str:
    """The text without joiners, which the calendar puts where the library would break a line."""
    return text.replace("\u2060", "")


def test_a_backslash_before_an_n_breaks_no_line():
    """The path of a folder stays on its line, in summary, description, topic and name."""
    path = "C:\\News \\\\Night\\N"
    calendar = read(replace(PROMISE, summary=path, description=path, topic=path), name=path)
    (event,) = calendar.events

    written = (name_of(calendar), str(event["summary"]), str(event["description"]), str(event["categories"].cats[0]))
    assert {path} == {plain(one) for one in written}


@given(ANY_TEXT)
def test_no_line_is_longer_than_75_bytes_and_none_is_torn_in_a_letter(text):
    """Folding as RFC 5545 demands."""
    written = calendar_of([replace(PROMISE, summary=text * 5, description=text)], text)

    assert all(len(line) <= 75 and line.decode("utf-8") is not None for line in written.split(b"\r\n"))


DAYS = st.dates(date(1, 1, 1), date(9999, 12, 30))


@given(st.tuples(DAYS, DAYS), st.sampled_from(["in", "by", "before", "after", "from"]), st.booleans())
def test_any_span_comes_back(days, rel, approx):
    """First and last day, whatever the year."""
    promise = replace(PROMISE, value=DateValue(min(days), max(days), rel, approx))
    event = event_of(promise)

    assert promise.days == (event.decoded("dtstart"), event.decoded("dtend") - DAY if "dtend" in event else date.max)


@given(st.lists(st.integers(0, 10**7), min_size=2, max_size=6))
def test_the_sequence_never_goes_back(minutes):
    """Whoever changes later has the higher number, as programs demand that take an event for newer by it."""
    moments = [datetime(2019, 6, 1, tzinfo=UTC) + timedelta(minutes=one) for one in sorted(minutes)]
    numbers = [int(event_of(replace(PROMISE, changed_at=one))["sequence"]) for one in moments]

    assert sorted(numbers) == numbers
    assert 0 <= numbers[0]
