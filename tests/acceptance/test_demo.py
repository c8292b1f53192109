"""The demo, played whole: what the desk is told of six invented days, and how it arrives."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from dataclasses import dataclass
from email import message_from_bytes, policy
from urllib.parse import unquote, urlsplit

import pytest
from command_line import run_monitor
from slack_server import find_faults, visible_text

from monitor.demo.play import Scene, Stage, play, polling_moments
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
    """Everything can be had but the one page that robots.txt forbids, and every alert arrives on all three channels."""
    left_out = sum((Counter(scene.report.skipped) for scene in played.scenes), Counter())

    assert all(not scene.report.failed_sources for scene in played.scenes)
    assert {"off_topic", "not_likely", "fetch_failed"} == set(left_out)
    assert 1 == left_out["fetch_failed"] == sum("/subscribers/" in path for path in STORIES)
    sent = sum(scene.report.sent.get("sent", 0) for scene in played.scenes)
    assert 3 * len(played.alerts) == sent == sum(sum(scene.report.sent.values()) for scene in played.scenes)


def test_edit_is_marked_as_one(played):
    """What an edited article tells is marked; what a new one tells is not."""
    marked = {story_of(alert).story_id for alert in played.alerts if alert.edited}

    assert {"marfa-ain-al-asad"} == marked


def test_cycles_follow_the_stories_in_time():
    """The play polls at the first moment, after everything that comes online later, and at the end; never backwards."""
    found = polling_moments(EDITIONS)

    assert sorted(set(found)) == list(found)
    assert (FIRST_POLL_AT, LAST_MOMENT_AT) == (found[0], found[-1])


# -- how it arrives --


def test_every_alert_is_a_mail_that_parses(played):
    """Each alert is one mail file with a plain and an HTML part, addressed, dated and with an id of its own."""
    letters = [
        message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in sorted(played.stage.mails.glob("*.eml"))
    ]

    assert len(played.alerts) == len(letters) == len({letter["Message-ID"] for letter in letters})
    for letter in letters:
        assert ["text/plain", "text/html"] == [part.get_content_type() for part in letter.iter_parts()]
        assert [] == [*letter.defects]
        assert "desk@example.org" == letter["To"]
        assert letter["Subject"]


def test_mails_of_arabic_and_kurdish_articles_run_from_right_to_left(played):
    """A quote in Arabic letters stands isolated in the plain part and right to left in the HTML part."""
    by_id = {alert.alert_id: alert for alert in played.alerts}
    arabic = 0
    for path in played.stage.mails.glob("*.eml"):
        letter = message_from_bytes(path.read_bytes(), policy=policy.default)
        alert = next(alert for alert_id, alert in by_id.items() if alert_id in letter["Message-ID"])
        if alert.lang == "en":
            continue
        arabic += 1
        plain, html = (part.get_content() for part in letter.iter_parts())
        assert any(mark in plain for mark in RIGHT_TO_LEFT_ISOLATE_OR_AUTO)
        assert 'dir="rtl"' in html

    assert arabic > 0


def test_every_alert_is_a_slack_payload_within_the_limits(played):
    """Each alert is one payload that breaks none of Slack's limits and shows the quoted words."""
    payloads = [json.loads(path.read_bytes()) for path in sorted(played.stage.slack_payloads.glob("*.json"))]

    assert len(played.alerts) == len(payloads)
    assert [[]] * len(payloads) == [find_faults(payload) for payload in payloads]
    shown = "".join(visible_text(payload) for payload in payloads)
    assert all(change.said.claim.value_text in shown for alert in played.alerts for change in alert.changes)


def test_every_alert_is_a_line_of_the_file(played):
    """The file channel holds each alert as one JSON object, in the order in which they were made."""
    lines = [json.loads(line) for line in played.stage.alerts.read_text(encoding="utf-8").splitlines()]

    assert [f"alert-{alert.alert_id}" for alert in played.alerts] == [line["id"] for line in lines]


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
    """``monitor demo`` ends well, shows each alert in a frame, and names the folders with what arrived."""
    ended = run_monitor("demo", "--output", tmp_path / "demo")

    stage = Stage(tmp_path / "demo")
    mails = len(list(stage.mails.glob("*.eml")))
    assert (0, "") == (ended.status, ended.err)
    assert mails == ended.out.count("╭") > 0
    assert all(str(path) in ended.out for path in (stage.mails, stage.slack_payloads, stage.database, stage.config))
