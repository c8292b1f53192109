"""Acts that wait for the run that holds the lease."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from typing import get_args

import pytest
from desk_said import make_ack, make_resend, make_silence
from hypothesis import given
from hypothesis import strategies as st
from records_made import NOON, later

from monitor.errors import StoreError
from monitor.records import Ack, Ailment, ChangeKind, Lang, Matcher, Resend, Silence
from monitor.store import MemoryStore
from monitor.store.act_json import act_form, act_from_fields
from monitor.store.acts import MOST_BYTES, ActFolder, keep_waiting
from monitor.store.fields import fields_of, json_text


@pytest.fixture
def acts(folder):
    """The acts of a state folder in which nothing was said yet."""
    return ActFolder(folder)


FULL = StoreError("the store", "the disk is full", "make room")


class RefusingStore(MemoryStore):
    """A store that cannot keep what Ivo says."""

    def keep_act(self, act):
        """Keep it unless it is Ivo's."""
        if getattr(act, "author", "") == "Ivo":
            raise FULL
        super().keep_act(act)


def whole(text: str) -> str:
    """A text in which two halves of a character that stand side by side are that character, as JSON has it."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def lone(text: str) -> bool:
    """Whether a text can be written so that JSON reads the same again."""
    try:
        return whole(text) == text
    except UnicodeDecodeError:
        return True


WORDS = st.text(st.characters(exclude_categories=())).filter(lone)
TUPLES = st.lists(WORDS, max_size=3).map(tuple)
MOMENTS = st.datetimes(timezones=st.timezones()).map(lambda at: at.astimezone(NOON.tzinfo))
NUMBERS = st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.integers()
MATCHERS = st.builds(
    Matcher,
    topics=TUPLES,
    frames=TUPLES,
    kinds=st.lists(st.sampled_from(get_args(ChangeKind))).map(tuple),
    places=TUPLES,
    langs=st.lists(st.sampled_from(get_args(Lang))).map(tuple),
    outlets=TUPLES,
    tiers=st.lists(st.integers()).map(tuple),
    ailments=st.lists(st.sampled_from(get_args(Ailment))).map(tuple),
    least_later_days=st.none() | st.integers(),
    least_earlier_days=st.none() | st.integers(),
    least_percent=NUMBERS,
    least_count=NUMBERS,
)
ACTS = (
    st.builds(
        Silence,
        silence_id=WORDS,
        author=WORDS,
        reason=WORDS,
        made_at=MOMENTS,
        until=MOMENTS,
        matcher=MATCHERS,
        subjects=TUPLES,
        ended_at=st.none() | MOMENTS,
    )
    | st.builds(
        Ack,
        ack_id=WORDS,
        alert_id=WORDS,
        thread=WORDS,
        owner=WORDS,
        note=WORDS,
        made_at=MOMENTS,
        ended_at=st.none() | MOMENTS,
    )
    | st.builds(Resend, envelope_id=WORDS, author=WORDS, made_at=MOMENTS)
)


@given(act=ACTS)
def test_any_act_survives_its_json_form(act):
    """Whatever words a person gives, what is read back is what was said; and its text can be written as UTF-8."""
    written = json_text(act_form(act)).encode()

    assert act == act_from_fields(fields_of(json.loads(written), "the act"))


@pytest.mark.parametrize("act", [make_silence(), make_ack(), make_resend()])
def test_what_is_dropped_waits(acts, act):
    """A dropped act is given with its file, to the owner alone."""
    path = acts.drop(act)

    assert [(path, act)] == acts.waiting()
    assert (0o600, 0o700) == (stat.S_IMODE(path.stat().st_mode), stat.S_IMODE(path.parent.stat().st_mode))


def test_nothing_waits_where_nothing_was_dropped(acts, folder):
    """Looking makes no folder."""
    assert ([], [], False) == (acts.waiting(), acts.refuse_unreadable(), folder.exists())


def test_dropping_the_same_act_again_leaves_one(acts):
    """Somebody who is not sure whether it arrived may say it again."""
    assert acts.drop(make_ack()) == acts.drop(make_ack())
    assert 1 == len(acts.waiting())


def test_acts_wait_in_the_order_in_which_they_were_said(acts):
    """A silence or an ack that ended comes behind itself, whatever was dropped first."""
    silence, ack = make_silence(), make_ack(made_at=later(1))
    ended, done = replace(silence, ended_at=later(2)), replace(ack, ended_at=later(3))
    for act in (done, ended, ack, silence):
        acts.drop(act)

    assert [silence, ack, ended, done] == [act for _, act in acts.waiting()]


def test_half_a_file_is_not_read(acts):
    """What another process is writing, or left when it was killed, stands aside under another name."""
    path = acts.drop(make_ack())
    path.with_name(".half.draft").write_text("{", encoding="utf-8")

    assert [(path, make_ack())] == acts.waiting()
    assert [] == acts.refuse_unreadable()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{", "not_json"),
        (b"\xff\xfe", "not_json"),
        (b"[" * 100_000, "not_json"),
        (b"[]", "not_an_act"),
        (b"{}", "not_an_act"),
        (b'{"act": "shout"}', "not_an_act"),
        (b'{"act": "resend", "envelope_id": "e", "author": "Mina", "made_at": "2026-03-02"}', "not_an_act"),
        (b" " * (MOST_BYTES + 1), "too_large"),
    ],
)
def test_what_is_no_act_is_moved_aside_and_stops_no_other(acts, content, reason):
    """It is named with its reason, kept under ``refused``, and given no second time."""
    kept = acts.drop(make_ack())
    bad = kept.with_name("00-bad.json")
    bad.write_bytes(content)

    waiting = acts.waiting()
    (refused,) = acts.refuse_unreadable()

    assert [(kept, make_ack())] == waiting == acts.waiting()
    assert (reason, bad.parent / "refused" / bad.name) == (refused.reason, refused.path)
    assert content == refused.path.read_bytes()
    assert [] == acts.refuse_unreadable()


def test_what_cannot_be_opened_is_refused(acts):
    """A file that is none is named; nothing else is lost for it."""
    path = acts.drop(make_ack())
    (path.parent / "00-folder.json").mkdir()

    (refused,) = acts.refuse_unreadable()

    assert "not_readable" == refused.reason
    assert [(path, make_ack())] == acts.waiting()


def test_a_folder_that_cannot_be_written_is_told(folder):
    """Where a file stands in the folder's place, whoever speaks hears that nothing was said."""
    folder.mkdir()
    (folder / "acts").write_text("", encoding="utf-8")

    with pytest.raises(StoreError, match="nothing was said"):
        ActFolder(folder).drop(make_ack())


def test_a_link_that_waits_is_read_as_its_file(acts, tmp_path):
    """An operator may copy or link acts from elsewhere; a link that leads nowhere stops no other."""
    path = acts.drop(make_ack())
    path.with_name("00-link.json").symlink_to(tmp_path / "nowhere")

    assert [(path, make_ack())] == acts.waiting()


def test_waiting_acts_are_kept_once(acts):
    """The holder of the lease keeps them all, and they wait no more."""
    store = MemoryStore()
    for act in (make_silence(), make_ack()):
        acts.drop(act)

    assert (2, 0) == (keep_waiting(acts, store), keep_waiting(acts, store))
    assert ([make_silence()], [make_ack()]) == (list(store.silences()), list(store.acks()))


def test_a_run_killed_between_keeping_and_forgetting_keeps_it_as_once(acts):
    """What is kept, and still lies there, is kept again and nothing changes."""
    store = MemoryStore()
    for act in (make_silence(), make_ack()):
        acts.drop(act)
        store.keep_act(act)

    assert 2 == keep_waiting(acts, store)
    assert ([make_silence()], [make_ack()]) == (list(store.silences()), list(store.acks()))


def test_an_act_that_the_store_refuses_stops_no_other(acts):
    """It stays and is told behind the others; so does what was said later about the same thing."""
    store = RefusingStore()
    silence = make_silence(author="Ivo")
    ended = replace(silence, author="Mina", ended_at=later(2))
    for act in (silence, ended, make_ack(made_at=later(3))):
        acts.drop(act)

    with pytest.raises(StoreError, match="the disk is full"):
        keep_waiting(acts, store)

    assert [silence, ended] == [act for _, act in acts.waiting()]
    assert 1 == len(store.acks())
