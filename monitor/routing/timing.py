"""When a delivery goes out at the earliest, why it waits until then, and together with what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache

from monitor.records import Alert, AlertRoute, Delivery, Digest, GroupBy, Hold, Recipient
from monitor.routing.slots import DigestKey, digest_key, next_slot

_DIGEST = "digest/"


@dataclass(frozen=True, slots=True)
class Timing:
    """``due_at``, ``hold`` and ``batch`` of a delivery."""

    due_at: datetime
    hold: Hold = ""
    batch: str = ""


def digest_of(batch: str) -> str | None:
    """The name of the digest that a batch is for; None for a group, and for what goes alone."""
    return batch.removeprefix(_DIGEST) if batch.startswith(_DIGEST) else None


@dataclass(frozen=True, slots=True)
class Timetable:
    """What decides when something goes out that is owed now: the digests of the table, and their slots so far."""

    digests: Mapping[str, Digest]
    used: Mapping[DigestKey, datetime]
    now: datetime

    def find(self, route: AlertRoute, alert: Alert, recipient: Recipient, thread: str) -> Timing:
        """When an alert goes to a recipient by a route: in its digest, with its group, or now.

        The digest of several routes is one message: its batch names no route. A digest that the table does not hold,
        which the settings refuse, is none.
        """
        digest = self.digests.get(route.digest) if route.digest is not None else None
        if digest is not None:
            last = self.used.get(digest_key(digest.name, recipient))
            return Timing(next_slot(digest, self.now, last), "digest", _DIGEST + digest.name)
        grouping = route.grouping
        if not grouping.wait_seconds and not grouping.interval_seconds:
            return Timing(self.now)
        batch = f"group/{route.name}/{_group(grouping.by, alert, thread)}"
        if not grouping.wait_seconds:
            return Timing(self.now, batch=batch)
        return Timing(self.now + timedelta(seconds=grouping.wait_seconds), "group", batch)


def rescheduled(delivery: Delivery, digests: Mapping[str, Digest], now: datetime) -> Delivery:
    """What waits for a digest at its next slot, where the time of the digest was changed since; all else as it is."""
    digest = digests.get(digest_of(delivery.batch) or "") if delivery.hold == "digest" else None
    if digest is None or _is_slot(digest, delivery.due_at):
        return delivery
    return replace(delivery, due_at=next_slot(digest, now))


@lru_cache(maxsize=256)
def _is_slot(digest: Digest, moment: datetime) -> bool:
    return next_slot(digest, moment - timedelta(microseconds=1)) == moment


def comes_due(delivery: Delivery, now: datetime) -> bool:
    """Whether a delivery that stands in no envelope is to be judged now.

    It is where its moment has come, and where it waits for nothing. It is also where the clock must have gone back
    since: its moment lies further ahead than such a wait is ever planned, or it was owed in the future. Nothing is sent
    too early for it, because all that holds is judged anew.
    """
    if delivery.due_at <= now or not delivery.hold or now < delivery.alert.created_at:
        return True
    return delivery.due_at - now > _LONGEST[delivery.hold]


def _group(by: GroupBy, alert: Alert, thread: str) -> str:
    """What is told together; a notice has no article, and is told with others of its source."""
    if by == "article" and alert.article_id:
        return f"article/{alert.article_id}"
    return {"key": thread, "article": thread, "topic": f"topic/{alert.topic}", "everything": "everything"}[by]


_LONGEST: Mapping[Hold, timedelta] = {
    "digest": timedelta(hours=26),
    "quiet": timedelta(hours=25),
    "group": timedelta(hours=25),
    "rate": timedelta(hours=25),
}
"""How far ahead a hold is planned at most. A day has 25 hours where clocks are put back; a digest has one to spare, and
groups and rates are counted in minutes or hours. A judgement: what waits for longer is judged more often, and held."""
