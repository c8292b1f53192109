"""The bundled stories: well-formed, complete, and expecting only what the topic can tell."""

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from monitor.demo.story import Edition, Expectation, Story
from monitor.demo.story_files import FIRST_POLL_AT, LAST_MOMENT_AT, moments, read_editions
from monitor.records import Change, Claim, ClaimKey, DateValue, FigureValue, Said, Value

TOPIC_FILE = Path(__file__).parents[3] / "config" / "topics" / "coalition-withdrawal.toml"
EDITIONS = read_editions()
STORIES = [story for edition in EDITIONS for story in edition.stories]
VERSIONS = [version for story in STORIES for version in story.versions]


def expectations_in_order() -> list[Expectation]:
    """Everything that a desk should be told in the six days, as it goes online."""
    return [expected for version in sorted(VERSIONS, key=lambda version: version.since) for expected in version.expect]


def change_of(value: Value, frame: str = "mission_end") -> Change:
    """A later mission end, or whatever frame is given, of that value."""
    claim = Claim("c1", "a1", ClaimKey("coalition-withdrawal", frame, "iraq"), value, "words", 0, 5, "words", 0, 5)
    said = Said(claim, "marfa.example", "http://marfa.example/a1", "ar", datetime(2027, 3, 3, tzinfo=UTC))
    return Change("x1", "changed", said, "told", direction="later")


def test_every_expectation_names_a_frame_and_place_of_the_topic_and_a_value_of_the_frames_kind() -> None:
    """No expectation can be missed for want of a frame, a place or a kind of value in the shipped topic."""
    topic = tomllib.loads(TOPIC_FILE.read_text(encoding="utf-8"))

    for expected in expectations_in_order():
        kind = topic["frames"][expected.frame]["kind"]
        assert expected.place in topic["places"]
        if kind == "date":
            assert (
                expected.start is not None,
                expected.end is not None,
                expected.low,
                expected.high,
            ) == (True, True, None, None)
        else:
            assert (expected.start, expected.end) == (None, None)
            assert expected.low is not None or expected.high is not None


def test_the_desk_is_to_be_told_of_the_turns_of_the_story_and_of_nothing_else() -> None:
    """The six days hold four first claims, two moves that others confirm, two edits, a denial and a refinement."""
    told = [(expected.kind, expected.frame, expected.direction) for expected in expectations_in_order()]

    assert told == [
        ("new", "mission_end", None),
        ("new", "withdrawal_complete", None),
        ("new", "troops_present", None),
        ("changed", "mission_end", "later"),
        ("lead_moved", "mission_end", "later"),
        ("changed", "troops_present", "down"),
        ("lead_moved", "troops_present", "down"),
        ("new", "withdrawal_complete", None),
        ("changed", "troops_present", "up"),
        ("revised", "troops_present", "up"),
        ("changed", "withdrawal_complete", "later"),
        ("revised", "withdrawal_complete", "later"),
        ("denied", "mission_end", None),
        ("refined", "mission_end", None),
    ]


def test_ids_and_paths_are_unique() -> None:
    """No two stories share an id or an address."""
    assert len(STORIES) == len({story.story_id for story in STORIES}) == len({story.path for story in STORIES})


def test_each_version_has_a_body_of_four_to_nine_paragraphs_with_words() -> None:
    """Every version reads like an article: a title, a summary, and a few paragraphs without stray white space."""
    for version in VERSIONS:
        assert 4 <= len(version.paragraphs) <= 9
        for words in (version.title, version.summary, *version.paragraphs):
            assert words.strip() == words != ""


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_each_edition_has_something_before_the_first_poll_that_tells_nothing(edition: Edition) -> None:
    """No feed is empty at the first poll, and the baseline expects no alert."""
    baseline = [story for story in edition.stories if story.published_at <= FIRST_POLL_AT]

    assert baseline
    assert not any(version.expect for story in baseline for version in story.versions)


def test_each_of_the_six_days_has_several_stories() -> None:
    """Something is published on every day from the first to the sixth of March, in Baghdad."""
    first_day = FIRST_POLL_AT.date()
    days = [story.published_at.astimezone(FIRST_POLL_AT.tzinfo).date() for story in STORIES]

    for offset in range(6):
        assert days.count(first_day + timedelta(days=offset)) >= 3
    assert max(days) == LAST_MOMENT_AT.date()


def test_all_three_languages_and_both_kinds_of_feed_are_there() -> None:
    """The demo shows Arabic, English and Sorani, RSS and Atom, and two stories edited with a change to tell."""
    assert {"ar", "en", "ckb"} == {edition.lang for edition in EDITIONS}
    assert {"rss", "atom"} == {edition.kind for edition in EDITIONS}
    assert [story.story_id for story in STORIES if any(version.expect for version in story.versions[1:])] == [
        "marfa-ain-al-asad",
        "meridian-fewer-troops",
    ]


def test_moments_are_those_of_every_version_in_order() -> None:
    """Polling after each moment sees every version of every story."""
    found = moments(EDITIONS)

    assert sorted({version.since for version in VERSIONS}) == list(found)
    assert found[-1] < LAST_MOMENT_AT


@pytest.mark.parametrize("story", [story for story in STORIES if len(story.versions) > 1], ids=lambda s: s.story_id)
def test_a_story_shows_the_version_of_the_moment(story: Story) -> None:
    """Before publication there is nothing, then the first words, and the edited ones from the edit on."""
    first, edited = story.versions
    second = timedelta(seconds=1)

    assert story.version(first.since - second) is None
    assert story.version(edited.since - second) is first
    assert story.version(edited.since) is edited
    assert first.paragraphs != edited.paragraphs


def test_an_expectation_is_met_by_its_own_change_alone() -> None:
    """Another value, frame, kind or direction does not pass for the change that was expected."""
    december = DateValue(date(2027, 12, 1), date(2027, 12, 31), "by")
    expected = Expectation("changed", "mission_end", "iraq", start=december.start, end=december.end, direction="later")
    change = change_of(december)

    assert expected.met_by(change)
    assert not expected.met_by(change_of(DateValue(date(2027, 12, 15), date(2027, 12, 15))))
    assert not expected.met_by(change_of(december, frame="withdrawal_complete"))
    assert not expected.met_by(change_of(FigureValue(2000, 2000)))
    assert not expected.met_by(replace(change, direction="earlier"))
    assert not expected.met_by(replace(change, kind="refined"))
    assert replace(expected, direction=None).met_by(change)


def test_a_claim_about_another_force_meets_no_expectation() -> None:
    """The desk expects news of the Coalition, not of a contingent with the same date."""
    december = DateValue(date(2027, 12, 1), date(2027, 12, 31), "by")
    change = change_of(december)
    claim = replace(change.said.claim, key=replace(change.said.claim.key, force="germany"))
    other = replace(change, said=replace(change.said, claim=claim))
    expected = Expectation("changed", "mission_end", "iraq", start=december.start, end=december.end)

    assert expected.met_by(change)
    assert not expected.met_by(other)
