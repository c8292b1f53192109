"""Acts that wait: what people say while another run holds the lease, one JSON file each, until that run keeps it.

The folder stands in the state folder, so that whoever may say something to a monitor is whoever may write there.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from monitor.errors import StoreError
from monitor.identity import stable_id
from monitor.ports import Store
from monitor.records import Ack, DeskAct, Resend, Silence
from monitor.store.act_json import act_form, act_from_fields
from monitor.store.connection import FOLDER_MODE
from monitor.store.fields import fields_of, json_text

ACTS_NAME: Final = "acts"
REFUSED_NAME: Final = "refused"

MOST_BYTES: Final = 262_144
"""How large a file of an act may be. Judgement: far above any reason that a person writes on a command line."""

Refusal = Literal[
    "not_readable",  # the file cannot be opened or read: another user's, or a damaged disk
    "too_large",  # larger than any act
    "not_json",  # its bytes are no JSON in UTF-8
    "not_an_act",  # JSON that is no silence, ack or resend of this version
]
"""Why a file that waits is not kept."""


@dataclass(frozen=True, slots=True)
class RefusedAct:
    """A file that holds no act, why, and what was found in words. ``path`` is where it lies now."""

    path: Path
    reason: Refusal
    found: str


class ActFolder:
    """The acts that wait in a state folder. Any number of processes may drop acts; one, with the lease, takes them."""

    def __init__(self, folder: Path) -> None:
        """Use the state folder ``folder``; nothing is made before an act is dropped."""
        self._folder = folder / ACTS_NAME

    def drop(self, act: DeskAct) -> Path:
        """Leave an act for the run that holds the lease; gives its file, readable by the state folder's owner alone.

        It is written aside and moved into place, so that nobody reads half of it, and is there after a power cut.
        Dropping the same act again leaves one file. Raises StoreError where it cannot be written.
        """
        text = json_text(act_form(act))
        path = self._folder / f"{_said_at(act).astimezone(UTC):%Y%m%dT%H%M%S.%fZ}-{stable_id('act', text)}.json"
        try:
            self._folder.parent.mkdir(FOLDER_MODE, parents=True, exist_ok=True)
            self._folder.mkdir(FOLDER_MODE, exist_ok=True)
            _give_to_owner(self._folder)
            self._put(path, text)
        except OSError as error:
            found = f"what was said cannot be left there ({error.strerror or error})"
            cure = "check that this user may write there, and that the disk has room; nothing was said"
            raise StoreError(str(self._folder), found, cure) from error
        return path

    def waiting(self) -> Sequence[tuple[Path, DeskAct]]:
        """The acts that wait with their files, in the order in which they were said; files that hold none are left out.

        Empty where nothing was ever dropped.
        """
        return [(path, read) for path, read in self._read() if not isinstance(read, RefusedAct)]

    def refuse_unreadable(self) -> Sequence[RefusedAct]:
        """Move files that hold no act aside, to ``acts/refused``, and say of each why; the caller logs it.

        A file that cannot be moved stays and is given again the next time; it stops no other.
        """
        return [self._moved_aside(read) for _, read in self._read() if isinstance(read, RefusedAct)]

    def done(self, path: Path) -> None:
        """Forget an act that is kept now. Raises StoreError where its file cannot be removed; gone already is fine."""
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            found = f"what is kept already cannot be removed ({error.strerror or error})"
            raise StoreError(str(path), found, "check that this user may write to the folder") from error

    def _put(self, path: Path, text: str) -> None:
        handle, draft = tempfile.mkstemp(prefix=".", suffix=".draft", dir=self._folder)  # of mode 0600
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            _give_to_owner(Path(draft))
            Path(draft).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(draft).unlink(missing_ok=True)
            raise
        _keep_names(self._folder)

    def _read(self) -> Iterator[tuple[Path, DeskAct | RefusedAct]]:
        try:
            paths = sorted(path for path in self._folder.iterdir() if path.suffix == ".json")
        except FileNotFoundError:  # nothing was ever dropped
            return
        except OSError as error:
            found = f"the acts that wait cannot be listed ({error.strerror or error})"
            raise StoreError(str(self._folder), found, "check that this user may read the folder") from error
        for path in paths:
            with suppress(FileNotFoundError):  # kept by another run a moment ago
                yield path, _read_act(path)

    def _moved_aside(self, refused: RefusedAct) -> RefusedAct:
        target = self._folder / REFUSED_NAME / refused.path.name
        try:
            target.parent.mkdir(FOLDER_MODE, exist_ok=True)
            refused.path.replace(target)
        except OSError:
            return refused
        return RefusedAct(target, refused.reason, refused.found)


def keep_waiting(folder: ActFolder, store: Store) -> int:
    """Keep every act that waits, in the order in which they were said; gives how many. For the holder of the lease.

    Killed anywhere and run again, it leaves what one whole run leaves. An act that the store refuses stays, with later
    ones about the same thing; the others are kept, and the store's first error is raised behind them.
    """
    kept = 0
    refused: dict[str, StoreError] = {}
    for path, act in folder.waiting():
        if subject_of_act(act) in refused:
            continue
        try:
            store.keep_act(act)
        except StoreError as error:
            refused[subject_of_act(act)] = error
            continue
        folder.done(path)
        kept += 1
    for first in refused.values():
        raise first
    return kept


def subject_of_act(act: DeskAct) -> str:
    """The id of what an act is about: a silence, an ack, or the envelope that is to be sent again."""
    match act:
        case Silence():
            return act.silence_id
        case Ack():
            return act.ack_id
        case Resend():
            return act.envelope_id


def _said_at(act: DeskAct) -> datetime:
    # What ends is said anew, and must not be read before itself.
    return act.ended_at if isinstance(act, Silence | Ack) and act.ended_at else act.made_at


def _read_act(path: Path) -> DeskAct | RefusedAct:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise
    except OSError as error:
        return RefusedAct(path, "not_readable", error.strerror or str(error))
    if len(content) > MOST_BYTES:
        return RefusedAct(path, "too_large", f"more than {MOST_BYTES:,} bytes")
    try:
        form = json.loads(content.decode())
    except (ValueError, RecursionError) as error:
        return RefusedAct(path, "not_json", str(error))
    try:
        return act_from_fields(fields_of(form, "the act"))
    except (ValueError, OverflowError) as error:
        return RefusedAct(path, "not_an_act", str(error))


def _give_to_owner(path: Path) -> None:
    """Let the owner of what stands above have the file too: a daemon must read what root has dropped."""
    above, own = path.parent.stat(), path.stat()
    if (own.st_uid, own.st_gid) != (above.st_uid, above.st_gid):
        with suppress(PermissionError):  # not root: then both users share the folder by its mode
            os.chown(path, above.st_uid, above.st_gid)


def _keep_names(folder: Path) -> None:
    """Let the disk have the names of a folder, not the files alone."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
