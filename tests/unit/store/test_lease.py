"""The right to work on a state folder."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from monitor.errors import LeaseHeldError, StoreError
from monitor.store import FolderLease

HERE = Path(__file__).parent


@contextmanager
def other_process_holding(folder, who):
    """Another process that holds the lease of the folder for the block, and is killed at its end."""
    command = [sys.executable, str(HERE / "lease_holder.py"), str(folder), who]
    with subprocess.Popen(  # noqa: S603 - our own script
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        try:
            assert holder.stdout.readline() == "held\n"
            yield holder
        finally:
            holder.kill()


def hold_and_let_go(folder, who="monitor batch"):
    """Take the lease of the folder for a moment."""
    with FolderLease(folder, who).hold():
        pass


def test_lease_is_held_again_after_it_was_given_back(folder):
    """A lease that was given back can be held again, by the same object or another."""
    lease = FolderLease(folder, "monitor batch")
    with lease.hold():
        pass

    with lease.hold():
        pass
    hold_and_let_go(folder)


def test_lease_is_given_back_when_the_work_fails(folder):
    """An error within the block leaves it as it is and frees the lease."""
    with pytest.raises(ZeroDivisionError), FolderLease(folder, "monitor batch").hold():
        _ = 1 / 0

    hold_and_let_go(folder)


def test_second_lease_in_one_process_is_refused(folder):
    """Another lease on the same folder is refused, and the error names the holder."""
    with (
        FolderLease(folder, "monitor daemon").hold(),
        pytest.raises(LeaseHeldError, match=rf"monitor daemon \(pid {os.getpid()}\)"),
    ):
        hold_and_let_go(folder)


def test_one_lease_is_not_held_twice(folder):
    """The very same object is refused too while it is held, and the refusal does not free the lease."""
    lease = FolderLease(folder, "monitor daemon")
    with lease.hold():
        for _ in range(2):
            with pytest.raises(LeaseHeldError), lease.hold():
                pass


def test_leases_on_two_folders_are_apart(tmp_path):
    """Each state folder has its own lease."""
    with FolderLease(tmp_path / "one", "monitor daemon").hold():
        hold_and_let_go(tmp_path / "two")


def test_lease_held_by_another_process_is_refused(folder):
    """A run that finds another at work is told who and which process, and where."""
    with other_process_holding(folder, "monitor daemon") as holder, pytest.raises(LeaseHeldError) as caught:
        hold_and_let_go(folder)

    assert (str(folder), f"monitor daemon (pid {holder.pid})") == (caught.value.path, caught.value.holder)


def test_death_of_the_holder_frees_the_lease(folder):
    """A holder that is killed leaves the lease free, though its files are still there."""
    with other_process_holding(folder, "monitor daemon") as holder:
        holder.kill()
        holder.wait()
        left_behind = (folder / "monitor.lock.holder").exists()

        hold_and_let_go(folder)

    assert left_behind


def test_next_holder_is_named_after_one_that_died(folder):
    """The name that a killed holder left behind gives way to that of the next."""
    with other_process_holding(folder, "the one that died"):
        pass

    with FolderLease(folder, "the next").hold(), pytest.raises(LeaseHeldError, match="the next"):
        hold_and_let_go(folder)


def test_holder_without_a_name_is_another_run(folder):
    """Where the name cannot be read, the error still says that another run holds the lease."""
    with FolderLease(folder, "monitor daemon").hold():
        (folder / "monitor.lock.holder").unlink()

        with pytest.raises(LeaseHeldError, match="another run"):
            hold_and_let_go(folder)


def test_folder_is_made_for_the_owner_alone(folder):
    """A folder made for a lease has mode 0700, the lock file 0600, and no name stays behind."""
    hold_and_let_go(folder)

    assert 0o700 == stat.S_IMODE(folder.stat().st_mode)
    assert {"monitor.lock": 0o600} == {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}


@pytest.mark.parametrize("in_the_way", ["state", "state/monitor.lock/inner"])
def test_folder_that_cannot_be_used_is_a_store_error(tmp_path, in_the_way):
    """A file in place of the folder, or a folder in place of the lock, raises StoreError with its cause."""
    (tmp_path / in_the_way).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / in_the_way).write_text("")

    with pytest.raises(StoreError, match="cannot be locked") as caught:
        hold_and_let_go(tmp_path / "state")

    assert isinstance(caught.value.__cause__, OSError)
