"""Who has an alert in hand, of all that was ever said on its matter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from monitor.records import Ack

LONGEST_IN_HAND: Final = timedelta(days=14)
"""How long the word of somebody holds who never said that they are done. Judgement: a newsroom's story is over by then,
or somebody has said so anew; after that, nobody knows."""


def held_for(acks: Iterable[Ack], made_at: datetime) -> tuple[Ack, ...]:
    """The acks that are about an alert made at ``made_at``, by their moments; all are of its thread.

    Of each owner the newest alone counts: where it had ended by then, or was 14 days old, the owner has none.
    """
    newest = {ack.owner: ack for ack in sorted(acks, key=lambda ack: (ack.made_at, ack.ack_id))}
    found = (ack for ack in newest.values() if ack.ended_at is None or made_at < ack.ended_at)
    current = (ack for ack in found if made_at - ack.made_at <= LONGEST_IN_HAND)
    return tuple(sorted(current, key=lambda ack: (ack.made_at, ack.ack_id)))


def in_hand(acks: Iterable[Ack], made_at: datetime) -> tuple[Ack, ...]:
    """Those of them that are open still."""
    return tuple(ack for ack in held_for(acks, made_at) if ack.ended_at is None)
