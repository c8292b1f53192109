"""What people said is kept at the next look."""

from __future__ import annotations

from posted_alerts import NOON, later

from monitor.pipeline.posting.hearing import hear_people
from monitor.records import Silence
from monitor.store import MemoryStore
from monitor.store.acts import ActFolder

SILENCE = Silence("s", "Mina", "known since Monday", NOON, later(hours=9))


def test_acts_that_wait_are_kept_and_gone(tmp_path):
    """A silence dropped beside a running monitor is kept once."""
    folder, store = ActFolder(tmp_path), MemoryStore()
    folder.drop(SILENCE)

    hear_people(folder, store)

    assert ([SILENCE], []) == (list(store.silences()), list(folder.waiting()))


def test_file_that_is_no_act_stops_no_other(tmp_path, capsys):
    """What cannot be read is moved aside and logged; the rest is kept."""
    folder, store = ActFolder(tmp_path), MemoryStore()
    folder.drop(SILENCE)
    (tmp_path / "acts" / "20260101T000000.000000Z-torn.json").write_text("{", encoding="utf-8")

    hear_people(folder, store)

    assert [SILENCE] == list(store.silences())
    assert "act_refused" in capsys.readouterr().out
