"""Where a message stands in its Slack thread, and whether the channel is shown it too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from monitor.records import ChangeKind, Message

QUIET_KINDS: frozenset[ChangeKind] = frozenset({"new", "refined", "restated"})
"""Kinds that stay in the thread of an older message. Judgement: every other one takes back something that was told, and
a channel does not see what is said in an old thread."""


def thread_fields(message: Message) -> dict[str, Any]:
    """``thread_ts``, and ``reply_broadcast`` for what the whole channel is to see; nothing outside a thread."""
    if not message.replies_to:
        return {}
    return {"thread_ts": message.replies_to, "reply_broadcast": _is_loud(message)}


def _is_loud(message: Message) -> bool:
    if message.notice is not None and not message.notice.healed:
        return True
    return any(kind not in QUIET_KINDS for kind in _kinds(message))


def _kinds(message: Message) -> Iterator[ChangeKind]:
    yield from (item.kind for item in message.items)
    for part in message.parts:
        yield from _kinds(part)
