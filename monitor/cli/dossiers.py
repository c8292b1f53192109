"""Dossiers out of the store."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.boards import Dossier
from monitor.ports import Store
from monitor.records import ClaimKey


def read_dossiers(store: Store, keys: Sequence[ClaimKey]) -> list[Dossier]:
    """All that is kept of each key, in the order of the keys; an empty dossier for an unknown one."""
    histories = store.histories(keys)
    return [
        Dossier(histories[key], tuple(store.claims(key)), tuple(store.changes(key)), tuple(store.supports(key)))
        for key in keys
    ]
