"""Saying something to the monitor: kept at once where no run is at work, else left for the run that is."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

import click

from monitor.alerts.inert import make_inert
from monitor.assemble import make_lease, open_store_for_work
from monitor.errors import InputError, LeaseHeldError, StoreError
from monitor.records import DeskAct
from monitor.settings import Settings
from monitor.store.acts import ActFolder, keep_waiting

_DAEMON: Final = "monitor daemon"
"""How the run that looks for what was said every few seconds calls itself in its lease."""

_MOST_LETTERS: Final = 1_000
"""How long a reason or a note may be. Judgement: it stands in messages, and a page of it is no reason."""

author_option = click.option(
    "--author", help="Who says so [default: the name under which you are logged in on this machine]."
)


def say(acts: Sequence[DeskAct], settings: Settings, command: str) -> None:
    """Keep what was said, or leave it for the run that holds the lease and say so; ``command`` names this run.

    What was left before and still waits is kept first. Raises StoreError where it can be neither kept nor left: then
    nothing was said.
    """
    folder = ActFolder(settings.state_folder)
    own = [folder.drop(act) for act in acts]
    try:
        with (
            make_lease(settings.state_folder, f"monitor alerts {command}").hold(),
            closing(open_store_for_work(settings)) as store,
        ):
            for refused in folder.refuse_unreadable():
                found = f"{refused.path}: left by an earlier command, not kept ({refused.reason}: {refused.found})"
                click.echo(f"monitor: {found}", err=True)
            keep_waiting(folder, store)
    except LeaseHeldError as error:
        when = "within a minute" if error.holder.startswith(_DAEMON) else "in the next run"
        click.echo(f"handed to {error.holder}; it takes effect {when}")
    except StoreError as error:
        if any(path.exists() for path in own):
            _take_back(own, folder)
            raise
        # What was said now is kept; something that was left before is not.
        click.echo(f"monitor: {error}", err=True)


def _take_back(own: Sequence[Path], folder: ActFolder) -> None:
    for path in own:
        folder.done(path)


def author_of(given: str | None, option: str = "--author") -> str:
    """Who says something: the name that was given, or that of the login. Raises InputError where neither is known.

    ``option`` is the one by which the name is given.
    """
    try:
        return plain_words(option, given if given is not None else getpass.getuser())
    except (OSError, KeyError, ImportError) as error:  # a user id without a name, as in a container
        raise InputError(option, "this user has no name", f"say who it is: {option} NAME") from error


def plain_words(option: str, written: str) -> str:
    """Words of a person on one line, without signs that control a terminal or the direction of text.

    Raises InputError for none, or far too many.
    """
    words = " ".join(make_inert(written.encode("utf-8", "surrogateescape").decode("utf-8", "replace")).split())
    if not words:
        raise InputError(option, "it is empty", "say it in a few words")
    if len(words) > _MOST_LETTERS:
        raise InputError(option, f"it has {len(words):,} letters", f"say it in {_MOST_LETTERS:,} or fewer")
    return words
