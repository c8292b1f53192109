"""The demo, played whole: what the desk is told of six invented days, and how it arrives."""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter
from dataclasses import dataclass
from email import message_from_bytes, policy
from urllib.parse import unquote, urlsplit

import pytest
from command_line import run_monitor
from slack_server import find_faults, visible_text

from monitor.demo.play import EVENING_HOUR, Scene, Stage, Told, play, polling_moments
from monitor.demo.story import Story
from monitor.demo.story_files import FIRST_POLL_AT, LAST_MOMENT_AT, read_editions
from monitor.errors import InputError
from monitor.records import Alert, Change

EDITIONS = read_editions()
STORIES = {story.path: story for edition in EDITIONS for story in edition.stories}
RIGHT_TO_LEFT_ISOLATE_OR_AUTO = "\u2067\u2068"


@dataclass(frozen=True)
class Played:
    """A demo that was played."""

    stage: Stage
    scenes: tuple[Scene, ...]

    @property
    def alerts(self) -> list[Alert]:
        """Everything that was told, in order."""
        return [alert for scene in self.scenes for alert in scene.alerts]


async def play_all(stage):
    """The scenes of the demo."""
    return Played(stage, tuple([scene async for _, scene in play(stage, EDITIONS)]))


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """The demo, played once for all tests of this module."""
    return asyncio.run(play_all(Stage(tmp_path_factory.mktemp("demo"))))


def story_of(alert: Alert) -> Story:
    """The story whose page the alert links."""
    return STORIES[unquote(urlsplit(alert.url).path)]


def described(change: Change) -> str:
    """A change in a few words, for a failing test."""
    claim = change.said.claim
    return f"{change.kind} {claim.key.frame} {claim.key.place} {claim.value} {change.direction} {claim.quote!r}"


def expected_at(scene: Scene):
    """What the stories that went online, or were edited, since the scene before should tell, with their paths."""
    return [
        (story.path, expected)
        for story in STORIES.values()
        for version in story.versions
        if version.since == scene.at
        for expected in version.expect
    ]


def names_of(told: Told) -> set[str]:
    """Who was told of an alert, by name."""
    return {one.recipient.name for one in told.deliveries}


def letters_of(played: Played, to: str | None = None):
    """The mails that arrived, in order; those to one address where it is given."""
    paths = sorted(played.stage.mails.glob("*.eml"))
    letters = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in paths]
    return [letter for letter in letters if to in {None, letter["To"]}]


def payloads_of(played: Played):
    """What arrived at Slack, in order."""
    return [json.loads(path.read_bytes()) for path in sorted(played.stage.slack_payloads.glob("*.json"))]


def lines_of(played: Played):
    """What stands in the file channel, in order."""
    return [json.loads(line) for line in played.stage.alerts.read_text(encoding="utf-8").splitlines()]


# -- what is told --


def test_every_turn_of_the_story_is_told_at_its_moment(played):
    """Each change that a story should tell is told in the cycle after it went online, with kind, place and value."""
    missed = [
        f"{path}: {expected}"
        for scene in played.scenes
        for path, expected in expected_at(scene)
        if not any(
            expected.met_by(change)
            for alert in scene.alerts
            if story_of(alert).path == path
            for change in alert.changes
        )
    ]

    assert [] == missed


def test_nothing_else_is_told(played):
    """No restatement, old news, other mission, other force or figure of the furniture wakes the desk."""
    surplus = [
        f"{story_of(alert).story_id}: {described(change)}"
        for scene in played.scenes
        for alert in scene.alerts
        for change in alert.changes
        if not any(path == story_of(alert).path and expected.met_by(change) for path, expected in expected_at(scene))
    ]

    assert [] == surplus


def test_first_cycle_is_silent_and_so_is_the_last(played):
    """The baseline is read and never told; when nothing new is online, nothing is told."""
    first, last = played.scenes[0], played.scenes[-1]

    assert (FIRST_POLL_AT, LAST_MOMENT_AT) == (first.at, last.at)
    assert [(), ()] == [first.alerts, last.alerts]
    assert {"polled"} == {source.outcome for source in first.report.sources}
    assert {"unchanged"} == {source.outcome for source in last.report.sources}
    assert first.report.articles > 0


def test_no_cycle_has_a_failing_source_page_or_channel(played):
    """Everything can be had but the one page that robots.txt forbids, and every message is taken at its first try."""
    left_out = sum((Counter(scene.report.skipped) for scene in played.scenes), Counter())

    assert all(not scene.report.failed_sources for scene in played.scenes)
    assert {"off_topic", "not_likely", "fetch_failed"} == set(left_out)
    assert 1 == left_out["fetch_failed"] == sum("/subscribers/" in path for path in STORIES)
    sent = sum(scene.report.sent.get("sent", 0) for scene in played.scenes)
    assert sent == sum(sum(scene.report.sent.values()) for scene in played.scenes)
    assert sent == len(letters_of(played)) + len(payloads_of(played)) + len(lines_of(played))


def test_edit_is_marked_as_one(played):
    """What an edited article tells is marked; what a new one tells is not."""
    marked = {story_of(alert).story_id for alert in played.alerts if alert.edited}

    assert {"marfa-ain-al-asad", "meridian-fewer-troops"} == marked


def test_cycles_follow_the_stories_in_time():
    """The play polls at first, after everything that comes later, every evening, and at the end; never backwards."""
    found = polling_moments(EDITIONS)

    assert sorted(set(found)) == list(found)
    assert 6 == len([at for at in found if (at.astimezone(FIRST_POLL_AT.tzinfo).hour, at.minute) == (EVENING_HOUR, 0)])
    assert (FIRST_POLL_AT, LAST_MOMENT_AT) == (found[0], found[-1])


# -- how it arrives --


def test_every_alert_is_a_mail_that_parses(played):
    """Each alert is one mail to the desk with a plain and an HTML part, addressed, dated and with an id of its own."""
    letters = letters_of(played, "desk@example.org")

    assert len(played.alerts) == len(letters) == len({letter["Message-ID"] for letter in letters})
    for letter in letters_of(played):
        assert ["text/plain", "text/html"] == [part.get_content_type() for part in letter.iter_parts()]
        assert [] == [*letter.defects]
        assert letter["Subject"]


def test_mails_of_arabic_and_kurdish_articles_run_from_right_to_left(played):
    """A quote in Arabic letters stands isolated in the plain part and right to left in the HTML part."""
    by_id = {alert.alert_id: alert for alert in played.alerts}
    arabic = 0
    for letter in letters_of(played, "desk@example.org"):
        alert = next(alert for alert_id, alert in by_id.items() if alert_id in letter["Message-ID"])
        if alert.lang == "en":
            continue
        arabic += 1
        plain, html = (part.get_content() for part in letter.iter_parts())
        assert any(mark in plain for mark in RIGHT_TO_LEFT_ISOLATE_OR_AUTO)
        assert 'dir="rtl"' in html

    assert arabic > 0


def test_who_reads_arabic_hears_of_what_moved_far_and_of_its_correction(played):
    """Sara's mails are worded in Arabic: three values that moved far, and the edit of what she was told before."""
    letters = letters_of(played, "sara@example.org")

    assert ["ar"] * 4 == [letter["Content-Language"] for letter in letters]
    heard = [told for scene in played.scenes for told in scene.told if "sara" in names_of(told)]
    assert ["mission_end", "troops_present", "troops_present", "withdrawal_complete"] == [
        told.alert.changes[0].said.claim.key.frame for told in heard
    ]
    (correction,) = (told for told in heard if any(one.follows for one in told.deliveries))
    assert "meridian-fewer-troops" == story_of(correction.alert).story_id


def test_who_was_told_what_an_outlet_edits_hears_of_it(played):
    """The correction says what the desk was told before, and who has the matter in hand."""
    (text,) = (
        told.message.text for scene in played.scenes for told in scene.told if "We told you" in told.message.text
    )

    assert "We told you at 09:40: about 2,000 troops. The outlet has since changed it." in text
    assert "Mina has this in hand since 09:55" in text


def test_digest_gathers_each_day_that_has_news(played):
    """The chief gets one mail in the evening of every day on which something was told, with all of it, and no other."""
    days = Counter(scene.at.astimezone(FIRST_POLL_AT.tzinfo).date() for scene in played.scenes for _ in scene.told)
    digests = [(scene.at, one) for scene in played.scenes for one in scene.digests]

    assert len(days) == len(digests) == len(letters_of(played, "chief@example.org"))
    assert all(EVENING_HOUR == at.astimezone(FIRST_POLL_AT.tzinfo).hour for at, _ in digests)
    assert [*days.values()] == [len(one.message.parts) for _, one in digests]


def test_every_alert_is_a_slack_payload_within_the_limits(played):
    """Each alert is one payload that breaks none of Slack's limits and shows the quoted words."""
    payloads = payloads_of(played)

    assert len(played.alerts) == len(payloads)
    assert [[]] * len(payloads) == [find_faults(payload) for payload in payloads]
    shown = "".join(visible_text(payload) for payload in payloads)
    assert all(change.said.claim.value_text in shown for alert in played.alerts for change in alert.changes)


def test_every_alert_is_a_line_of_the_file(played):
    """The file channel holds each alert as one JSON object, in the order in which they were made."""
    assert [f"alert-{alert.alert_id}" for alert in played.alerts] == [line["id"] for line in lines_of(played)]


def test_feeds_and_calendar_hold_what_was_told_and_promised(played):
    """The feeds of both languages list each alert once; the calendar has the days that the sources name now."""
    for lang in ("en", "ar"):
        feed = json.loads((played.stage.published / f"alerts.{lang}.json").read_bytes())
        assert sorted(alert.url for alert in played.alerts) == sorted(item["url"] for item in feed["items"])
        assert (played.stage.published / f"alerts.{lang}.atom").exists()
        assert (played.stage.published / f"promises.{lang}.ics").exists()
    days = re.findall(
        r"^DTSTART;VALUE=DATE:(\d+)", (played.stage.published / "promises.en.ics").read_text(), re.MULTILINE
    )
    assert {"20271215", "20270601", "20270701", "20271001"} == set(days)


# -- beside it --


def test_batch_on_the_state_that_the_demo_leaves_tells_nothing(played):
    """``monitor batch`` on the demo's configuration polls what is due, tells nothing and loses nothing."""
    before = played.stage.alerts.read_bytes()

    ended = run_monitor("batch", "--config", played.stage.config)

    assert "alerts: 0; changes told: none; deliveries: none" in ended.out
    assert before == played.stage.alerts.read_bytes()


async def test_demo_replaces_an_earlier_one(tmp_path):
    """A second demo in the same folder begins anew."""
    stage = Stage(tmp_path / "demo")
    stage.set_up()
    stage.mails.mkdir()
    (stage.mails / "0001.eml").write_bytes(b"of an earlier demo")

    stage.set_up()

    assert [".monitor-demo"] == [path.name for path in stage.folder.iterdir()]


@pytest.mark.parametrize("name", ["config", "state", "notes.txt"])
def test_demo_refuses_a_folder_that_it_did_not_make(tmp_path, name):
    """A folder with anything in it is never cleared: it may be the newsroom's own. The command ends with status 1."""
    (tmp_path / name).mkdir()
    (tmp_path / name / "precious.toml").write_text("kept", encoding="utf-8")

    with pytest.raises(InputError, match="no demo made it"):
        Stage(tmp_path).set_up()
    ended = run_monitor("demo", "--output", tmp_path)

    assert (1, "kept") == (ended.status, (tmp_path / name / "precious.toml").read_text(encoding="utf-8"))


def test_demo_command_shows_the_alerts_and_where_they_lie(tmp_path):
    """``monitor demo`` ends well, shows each alert in a frame, who got it and why, and names the folders of it all."""
    ended = run_monitor("demo", "--output", tmp_path / "demo")

    stage = Stage(tmp_path / "demo")
    payloads = len(list(stage.slack_payloads.glob("*.json")))
    assert (0, "") == (ended.status, ended.err)
    assert (
        payloads == ended.out.count("╭") == ended.out.count("→ demo-file") + ended.out.count("→ sara by demo-mail (ar)")
    )
    assert payloads > 0
    folders = (stage.mails, stage.slack_payloads, stage.published, stage.database, stage.config)
    assert all(str(path) in ended.out for path in folders)
    assert "big-moves: does not fit" in ended.out
