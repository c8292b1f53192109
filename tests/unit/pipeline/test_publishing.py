"""Publishing: feeds and a calendar beside a cycle."""

from __future__ import annotations

from dataclasses import replace

from icalendar import Calendar
from records_made import make_notice_alert, make_owed
from watched_town import Town
from workshop_made import departure_page

from monitor.pipeline.outputs import Publication
from monitor.pipeline.publishing import publish


async def town_publishing(folder, *languages):
    """A town in which a departure was told, published into a folder."""
    town = Town()
    town.workshop = replace(town.workshop, publication=Publication(folder, languages or ("en",), 10, "Herald watch"))
    await town.look()
    town.put_up("plan", departure_page("by September 2027"))
    await town.look_after(15)
    return town


async def test_alerts_are_written_as_feeds_and_promises_as_a_calendar(tmp_path):
    """After a cycle that told something, each language has its feeds and its calendar."""
    await town_publishing(tmp_path, "en", "ar")

    names = {path.name for path in tmp_path.iterdir()}
    calendar = Calendar.from_ical((tmp_path / "promises.en.ics").read_bytes())
    events = [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")]

    assert {f"alerts.{lang}.{form}" for lang in ("en", "ar") for form in ("atom", "json")} < names
    assert ["Departure of the wardens, Rivertown: by September 2027"] == events
    assert "by September 2027" in (tmp_path / "alerts.en.atom").read_text(encoding="utf-8")


async def test_files_are_left_alone_while_nothing_is_told(tmp_path):
    """A cycle without alerts writes nothing anew."""
    town = await town_publishing(tmp_path)
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}

    await town.look_after(15)

    assert before == {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}


async def test_folder_that_cannot_be_written_stops_no_cycle(tmp_path, capsys):
    """Where the folder is a file, that is logged, and the alert is told all the same."""
    (tmp_path / "published").write_text("in the way", encoding="utf-8")

    town = await town_publishing(tmp_path / "published")

    assert 1 == len(town.desk.taken)
    assert "publishing" in capsys.readouterr().out


async def test_notices_push_no_claim_out_of_the_feeds(tmp_path):
    """However many notices for operators were made since, the feeds hold what was told of claims."""
    town = await town_publishing(tmp_path)
    at = town.workshop.clock.now()
    notices = [make_notice_alert(f"notice-{number}", created_at=at) for number in range(50)]
    town.store.save_owed([make_owed(notice) for notice in notices])

    publish(town.workshop, fresh_alerts=1)

    assert "by September 2027" in (tmp_path / "alerts.en.atom").read_text(encoding="utf-8")
