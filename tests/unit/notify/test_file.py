from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from full_disks import files_limited_to
from told_message import QUOTE, VALUE, told_item, told_message

from monitor.notify.file import LASTING_WAIT_SECONDS, FileNotifier
from monitor.records import Notice, Recipient, SendAnswer

LOG = Recipient("log", "log")
TESTS = Path(__file__).parents[2]


@pytest.fixture
def disk(monkeypatch):
    """A disk that does not answer, as a network mount may, until it is told to: then it has kept everything."""
    answers = threading.Event()
    monkeypatch.setattr(os, "fsync", lambda _file: answers.wait(10))
    yield answers
    answers.set()


def lines_of(path):
    """The file's lines as JSON."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


async def test_a_message_is_one_line_of_json(tmp_path):
    """Everything that the desk reads stands in the line, with the value's place in the quote."""
    path = tmp_path / "alerts.jsonl"
    message = told_message(note="edited")

    answer = await FileNotifier("log", path).send(message, LOG)

    (line,) = lines_of(path)
    (change,) = line["changes"]
    assert answer == SendAnswer("sent", f"added to {path}")
    assert (line["id"], line["subject"], line["note"]) == (message.message_id, message.subject, "edited")
    assert (line["url"], line["text"]) == (message.url, message.text)
    assert change["quote"] == QUOTE
    assert change["quote"][change["mark_start"] : change["mark_end"]] == VALUE


async def test_a_notice_is_an_object_of_its_own(tmp_path):
    """A program tells a notice from an alert, and reads what it is about without parsing words."""
    path = tmp_path / "alerts.jsonl"
    since = datetime(2026, 3, 9, 6, 10, tzinfo=UTC)
    notice = Notice(
        "quay", "canary", healed=False, since=since, detail="no crane", muted=2, url="https://quay.example/1"
    )

    for message in (replace(told_message(), items=(), notice=notice), told_message()):
        await FileNotifier("log", path).send(message, LOG)

    told, alert = lines_of(path)
    assert told["notice"] == {
        "subject": "quay",
        "ailment": "canary",
        "healed": False,
        "since": "2026-03-09T06:10:00+00:00",
        "detail": "no crane",
        "muted": 2,
        "url": "https://quay.example/1",
    }
    assert (told["changes"], alert["notice"]) == ([], None)


async def test_what_else_a_change_makes_stands_in_its_object(tmp_path):
    """A program that reads the file finds what a change is called, and every further line."""
    path = tmp_path / "alerts.jsonl"
    item = told_item(heading="two values in one article", also=("And by June", "The same speaker said before: May"))

    await FileNotifier("log", path).send(told_message(item), LOG)

    (change,) = lines_of(path)[0]["changes"]
    assert ("two values in one article", list(item.also)) == (change["heading"], change["also"])


async def test_a_message_of_several_alerts_holds_theirs(tmp_path):
    """A program reads each part as it reads a message: by the same keys, with its own id and changes."""
    path = tmp_path / "alerts.jsonl"
    parts = tuple(told_message(told_item(label=label), message_id=f"alert-{label}") for label in ("Fleet", "Crane"))
    digest = replace(told_message(), items=(), parts=parts)

    for message in (digest, *parts):
        await FileNotifier("log", path).send(message, LOG)

    whole, *alone = lines_of(path)
    assert [] == whole["changes"]
    assert alone == whole["parts"]
    assert [[], []] == [part["parts"] for part in alone]
    assert ["Fleet", "Crane"] == [part["changes"][0]["label"] for part in alone]


async def test_a_line_says_its_thread_and_both_languages(tmp_path):
    """What belongs together has one thread; the article's language and the reader's are told apart."""
    path = tmp_path / "alerts.jsonl"

    await FileNotifier("log", path).send(told_message(lang="ar", reader_lang="ckb", thread="fleet/departure"), LOG)

    (line,) = lines_of(path)
    assert ("ar", "ckb", "fleet/departure") == (line["lang"], line["reader_lang"], line["thread"])


async def test_the_same_message_sent_twice_stands_twice_under_one_id(tmp_path):
    """A repeat after a crash can be told by its id."""
    path = tmp_path / "alerts.jsonl"
    notifier = FileNotifier("log", path)

    for _ in range(2):
        await notifier.turn()
        await notifier.send(told_message(), LOG)

    first, second = lines_of(path)
    assert first == second


async def test_any_text_stays_one_line(tmp_path):
    """Line breaks, lone surrogates and control characters are escaped: one message, one line, readable again."""
    path = tmp_path / "alerts.jsonl"
    title = "a\nb\u2028c\x00 \ud800 أيلول"

    await FileNotifier("log", path).send(told_message(title=title), LOG)

    assert path.read_bytes().count(b"\n") == 1
    assert json.loads(path.read_bytes())["title"] == title


async def test_the_file_is_for_its_owner_alone(tmp_path):
    """A new file can be read by nobody else."""
    path = tmp_path / "alerts.jsonl"

    await FileNotifier("log", path).send(told_message(), LOG)

    assert path.stat().st_mode & 0o777 == 0o600


async def test_a_line_torn_by_a_crash_does_not_swallow_the_next(tmp_path):
    """After half a line the next message starts on a line of its own."""
    path = tmp_path / "alerts.jsonl"
    path.write_text('{"id": "alert-torn', encoding="utf-8")

    await FileNotifier("log", path).send(told_message(), LOG)

    torn, whole = path.read_text(encoding="utf-8").splitlines()
    assert torn == '{"id": "alert-torn'
    assert json.loads(whole)["id"] == told_message().message_id


@pytest.mark.parametrize("name", ["folder", "file/below", "n" * 300])
async def test_a_path_where_no_file_can_be_loses_no_message(tmp_path, name):
    """A folder in the file's place and the like are answers that name the path; who can mend it has time to."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("", encoding="utf-8")

    answer = await FileNotifier("log", tmp_path / name).send(told_message(), LOG)

    assert ("retry_later", "channel") == (answer.outcome, answer.scope)
    assert LASTING_WAIT_SECONDS == answer.retry_after_seconds
    assert str(tmp_path / name) in answer.reason


async def test_a_full_disk_leaves_no_half_line_and_is_tried_again(tmp_path):
    """When the line does not fit, the file is as it was, and the message stays owed."""
    path = tmp_path / "alerts.jsonl"
    await FileNotifier("log", path).send(told_message(), LOG)
    before = path.read_bytes()

    with files_limited_to(len(before) + 100):
        answer = await FileNotifier("log", path).send(told_message(), LOG)

    assert answer.outcome == "retry_later"
    assert path.read_bytes() == before


async def test_a_missing_folder_is_made_for_its_owner_alone(tmp_path):
    """The first alert of a new installation does not fail for want of the state folder."""
    path = tmp_path / "state" / "alerts.jsonl"

    answer = await FileNotifier("file", path).send(told_message(), LOG)

    assert answer.outcome == "sent"
    assert path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("/dev/null")], ids=["pipe", "device"])
async def test_what_is_no_file_gets_nothing(tmp_path, make):
    """Nothing is known to be kept in a pipe or a device: nothing is written, so that nothing is told twice."""
    path = tmp_path / "alerts.jsonl"
    make(path)

    answer = await FileNotifier("log", path).send(told_message(), LOG)

    assert ("retry_later", LASTING_WAIT_SECONDS) == (answer.outcome, answer.retry_after_seconds)
    assert answer.reason.endswith("it is a pipe or a device, and no file")


async def test_a_path_that_no_system_takes_loses_no_message():
    """A NUL in a path is an answer, too."""
    answer = await FileNotifier("log", Path("a\0b")).send(told_message(), LOG)

    assert ("retry_later", LASTING_WAIT_SECONDS) == (answer.outcome, answer.retry_after_seconds)


async def test_a_disk_that_does_not_answer_is_not_waited_for(tmp_path, disk):
    """The answer comes at the deadline: it is about the channel, and says that the message may stand there twice."""
    path = tmp_path / "alerts.jsonl"

    answer = await FileNotifier("log", path, deadline_seconds=0.01).send(told_message(), LOG)

    assert not disk.is_set()
    assert ("retry_later", "channel", None) == (answer.outcome, answer.scope, answer.retry_after_seconds)
    assert f"{path} could not be written within 0.01 seconds: it may be added later, and stand there twice" == (
        answer.reason
    )


async def test_a_disk_that_does_not_answer_gets_one_message_to_keep(tmp_path, disk):
    """However often it is tried, no second line waits behind the one that is stuck, and it is repeated once at most."""
    path = tmp_path / "alerts.jsonl"
    notifier, before = FileNotifier("log", path, deadline_seconds=0.01), threading.active_count()

    tries = [await notifier.send(told_message(), LOG) for _ in range(5)]
    stuck = threading.active_count() - before
    disk.set()
    patient = [await notifier.send(told_message(), LOG) for _ in range(5)]

    assert ({"retry_later"}, 1) == ({one.outcome for one in tries}, stuck)
    assert "sent" == patient[-1].outcome
    assert 1 + sum(one.outcome == "sent" for one in patient) == len(lines_of(path))


def test_a_disk_that_does_not_answer_keeps_no_run_from_ending(tmp_path):
    """The process ends although the system still waits for the disk."""
    program = f"""
import asyncio, os, pathlib, threading
from told_message import told_message
from monitor.notify.file import FileNotifier
from monitor.records import Recipient
os.fsync = lambda _file: threading.Event().wait()
notifier = FileNotifier("log", pathlib.Path({str(tmp_path / "alerts.jsonl")!r}), deadline_seconds=0.01)
print(asyncio.run(notifier.send(told_message(), Recipient("log", "log"))).outcome)
"""
    paths = os.pathsep.join([str(TESTS.parent), str(TESTS)])
    ended = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env=os.environ | {"PYTHONPATH": paths},
    )

    assert "retry_later\n" == ended.stdout
