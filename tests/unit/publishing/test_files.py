from __future__ import annotations

import errno
import os
import stat

import pytest

from monitor.errors import MonitorError, PublishingError
from monitor.publishing.files import put_in_place


def test_a_file_is_written_with_its_folder(tmp_path):
    """The folder is made, the file may be read by anybody, and nothing is left aside."""
    path = tmp_path / "made" / "for" / "it" / "river.txt"

    assert ("written", b"boats") == (put_in_place(path, b"boats"), path.read_bytes())
    assert 0o644 == stat.S_IMODE(path.stat().st_mode)
    assert [path] == list(path.parent.iterdir())


def test_the_mask_of_the_process_takes_nothing_away(tmp_path):
    """A web server reads the file as another user, whatever the service's mask is."""
    before = os.umask(0o077)
    try:
        put_in_place(tmp_path / "river.txt", b"boats")
    finally:
        os.umask(before)

    assert 0o644 == stat.S_IMODE((tmp_path / "river.txt").stat().st_mode)


def test_the_same_content_is_not_written_again(tmp_path):
    """The file keeps its age, so that those who ask whether it changed hear that it has not."""
    path = tmp_path / "river.txt"
    put_in_place(path, b"boats")
    os.utime(path, (1, 1))

    assert "unchanged" == put_in_place(path, b"boats")
    assert 1 == path.stat().st_mtime
    assert "written" == put_in_place(path, b"rafts")
    assert b"rafts" == path.read_bytes()


def test_whoever_has_the_old_file_open_reads_it_whole(tmp_path):
    """The new file takes the place of the old one, which is not written into."""
    path = tmp_path / "river.txt"
    put_in_place(path, b"boats")
    with path.open("rb") as held:
        put_in_place(path, b"rafts")

        assert (b"boats", b"rafts") == (held.read(), path.read_bytes())


def test_what_a_dead_run_left_aside_is_written_over(tmp_path):
    """Remains do not gather."""
    (tmp_path / ".river.txt.part").write_bytes(b"half a boa")

    put_in_place(tmp_path / "river.txt", b"boats")

    assert ["river.txt"] == [path.name for path in tmp_path.iterdir()]


def test_links_are_not_followed(tmp_path):
    """A link in the place of the file is replaced; one in the place of what stands aside is an error."""
    target = tmp_path / "elsewhere"
    target.write_bytes(b"mine")
    (tmp_path / "river.txt").symlink_to(target)
    put_in_place(tmp_path / "river.txt", b"boats")
    (tmp_path / ".river.txt.part").symlink_to(target)

    with pytest.raises(PublishingError):
        put_in_place(tmp_path / "river.txt", b"rafts")

    assert (b"mine", b"boats") == (target.read_bytes(), (tmp_path / "river.txt").read_bytes())


def test_a_folder_that_is_a_file_is_told_with_its_path(tmp_path):
    """The error names the path, what was found, and what would help; it stops no more than it must."""
    (tmp_path / "river").write_bytes(b"")

    with pytest.raises(PublishingError, match=r"river/alerts: cannot be written \(.+\); name a folder") as raised:
        put_in_place(tmp_path / "river" / "alerts", b"boats")

    assert isinstance(raised.value, MonitorError)
    assert str(tmp_path / "river" / "alerts") == raised.value.path


@pytest.mark.parametrize("name", ["x" * 300, "nu\x00l"])
def test_a_name_that_no_file_can_have_is_told(tmp_path, name):
    """Names that are too long, or hold what no name may, are no crash."""
    with pytest.raises(PublishingError, match="cannot be written"):
        put_in_place(tmp_path / name, b"boats")


def test_a_folder_in_the_place_of_the_file_is_told_and_nothing_is_left_aside(tmp_path):
    """What was written aside is taken away again."""
    (tmp_path / "river.txt" / "boats").mkdir(parents=True)

    with pytest.raises(PublishingError):
        put_in_place(tmp_path / "river.txt", b"boats")

    assert ["river.txt"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")  # noqa: PTH110 - asked while collecting
def test_a_full_disk_leaves_the_old_file(tmp_path, monkeypatch):
    """The disk's answer is told with what would help; readers keep the file that they had."""
    path = tmp_path / "river.txt"
    put_in_place(path, b"boats")
    opened = os.open

    def full(name, *given, **named):
        return opened("/dev/full" if str(name).endswith(".part") else name, *given, **named)

    monkeypatch.setattr(os, "open", full)
    monkeypatch.setattr(os, "fchmod", lambda *_: None)
    with pytest.raises(PublishingError, match="make room on the disk") as raised:
        put_in_place(path, b"rafts")

    assert errno.ENOSPC == getattr(raised.value.__cause__, "errno", None)
    assert b"boats" == path.read_bytes()
