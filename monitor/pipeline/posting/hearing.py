"""Hearing: what people said on the command line since the last look is kept, before anything is sent."""

from __future__ import annotations

import structlog

from monitor.errors import StoreError
from monitor.ports import Store
from monitor.store.acts import ActFolder, keep_waiting

_log = structlog.get_logger()


def hear_people(folder: ActFolder, store: Store) -> None:
    """Keep every act that waits. What cannot be read is moved aside and logged; what cannot be kept waits further."""
    try:
        for refused in folder.refuse_unreadable():
            _log.error("act_refused", path=str(refused.path), reason=refused.reason, found=refused.found)
        kept = keep_waiting(folder, store)
    except StoreError as error:
        _log.error("acts", problem=str(error))
        return
    if kept:
        _log.info("acts", kept=kept)
