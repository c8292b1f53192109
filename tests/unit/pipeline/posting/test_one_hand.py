"""One message at a time: also when the answer to one cannot be kept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from told_desk import NotingDesk, live_post, table_of, warden_alert

from monitor.errors import StoreError
from monitor.records import AlertRoute
from monitor.store import MemoryStore

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class CrampedStore(MemoryStore):
    """A store that has no room for the first answer of a channel, and for everything else it has."""

    is_full = True

    def end_attempt(self, attempt, envelope, channel):
        """Kept from the second time on."""
        if self.is_full:
            self.is_full = False
            path = "monitor.sqlite3"
            raise StoreError(path, "there is no room to write", "make room")
        super().end_attempt(attempt, envelope, channel)


async def test_nothing_more_is_handed_over_once_an_answer_could_not_be_kept():
    """The other channels, which wait for their turn, begin nothing: the next run repeats that one message alone."""
    desks = [NotingDesk(name) for name in ("first", "second", "third")]
    table = table_of([AlertRoute(desk.name) for desk in desks])
    post = live_post(desks, table, NOON, store=CrampedStore())
    post.owe(warden_alert(1, NOON))

    with pytest.raises(StoreError):
        await post.look()
    between = [len(desk.tried) for desk in desks], len(post.store.open_attempts())
    await post.look()

    assert ([1, 0, 0], 1) == between
    assert [2, 1, 1] == [len(desk.taken) for desk in desks]
