from __future__ import annotations

import json
import resource
import signal
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from told_message import QUOTE, VALUE, told_item, told_message

from monitor.notify.file import FileNotifier
from monitor.records import Notice, SendAnswer


def lines_of(path):
    """The file's lines as JSON."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


async def test_a_message_is_one_line_of_json(tmp_path):
    """Everything that the desk reads stands in the line, with the value's place in the quote."""
    path = tmp_path / "alerts.jsonl"
    message = told_message(note="edited")

    answer = await FileNotifier("log", path).send(message)

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
        await FileNotifier("log", path).send(message)

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

    await FileNotifier("log", path).send(told_message(item))

    (change,) = lines_of(path)[0]["changes"]
    assert ("two values in one article", list(item.also)) == (change["heading"], change["also"])


async def test_the_same_message_sent_twice_stands_twice_under_one_id(tmp_path):
    """A repeat after a crash can be told by its id."""
    path = tmp_path / "alerts.jsonl"
    notifier = FileNotifier("log", path)

    for _ in range(2):
        await notifier.send(told_message())

    first, second = lines_of(path)
    assert first == second


async def test_any_text_stays_one_line(tmp_path):
    """Line breaks, lone surrogates and control characters are escaped: one message, one line, readable again."""
    path = tmp_path / "alerts.jsonl"
    title = "a\nb\u2028c\x00 \ud800 أيلول"

    await FileNotifier("log", path).send(told_message(title=title))

    assert path.read_bytes().count(b"\n") == 1
    assert json.loads(path.read_bytes())["title"] == title


async def test_the_file_is_for_its_owner_alone(tmp_path):
    """A new file can be read by nobody else."""
    path = tmp_path / "alerts.jsonl"

    await FileNotifier("log", path).send(told_message())

    assert path.stat().st_mode & 0o777 == 0o600


async def test_a_line_torn_by_a_crash_does_not_swallow_the_next(tmp_path):
    """After half a line the next message starts on a line of its own."""
    path = tmp_path / "alerts.jsonl"
    path.write_text('{"id": "alert-torn', encoding="utf-8")

    await FileNotifier("log", path).send(told_message())

    torn, whole = path.read_text(encoding="utf-8").splitlines()
    assert torn == '{"id": "alert-torn'
    assert json.loads(whole)["id"] == told_message().message_id


@pytest.mark.parametrize("name", ["folder", "file/below", "n" * 300])
async def test_a_path_where_no_file_can_be_is_given_up(tmp_path, name):
    """A folder in the file's place, a file in the folder's and the like are answers that name the path."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("", encoding="utf-8")

    answer = await FileNotifier("log", tmp_path / name).send(told_message())

    assert answer.outcome == "give_up"
    assert str(tmp_path / name) in answer.reason


async def test_a_full_disk_leaves_no_half_line_and_is_tried_again(tmp_path):
    """When the line does not fit, the file is as it was, and the message stays owed."""
    path = tmp_path / "alerts.jsonl"
    await FileNotifier("log", path).send(told_message())
    before = path.read_bytes()

    with files_limited_to(len(before) + 100):
        answer = await FileNotifier("log", path).send(told_message())

    assert answer.outcome == "retry_later"
    assert path.read_bytes() == before


@contextmanager
def files_limited_to(size_bytes: int):
    """Let no file of this process grow beyond the size, as if the disk were full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)


async def test_a_missing_folder_is_made_for_its_owner_alone(tmp_path):
    """The first alert of a new installation does not fail for want of the state folder."""
    path = tmp_path / "state" / "alerts.jsonl"

    answer = await FileNotifier("file", path).send(told_message())

    assert answer.outcome == "sent"
    assert path.parent.stat().st_mode & 0o777 == 0o700
