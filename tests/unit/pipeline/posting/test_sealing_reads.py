"""How much of the past a look at what is due reads: no more than the rules of the table ask for."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from told_desk import NotingDesk, live_post, table_of, warden_alert

from monitor.pipeline.posting.sealing import seal_due
from monitor.records import AlertRoute, Digest, Grouping, Inhibition, Matcher, Rate
from monitor.store import MemoryStore

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TWO_DAYS = timedelta(days=2)
DIGESTS = {"evening": Digest("evening", "day", time(18), "UTC")}
LOUD = (Inhibition("loud", Matcher(), Matcher(), frozenset({"key"}), 6),)


class ReadStore(MemoryStore):
    """A store that notes how far back it was asked."""

    def __init__(self):
        """Begin unread."""
        super().__init__()
        self.spans = {}

    def envelopes(self, state=None, *, since=None):
        """The envelopes; how far back is noted."""
        if state is None:
            self.spans["envelopes"] = NOON - since
        return super().envelopes(state, since=since)

    def deliveries_since(self, moment, topic):
        """The deliveries; how far back is noted."""
        self.spans["deliveries"] = NOON - moment
        return super().deliveries_since(moment, topic)


@pytest.mark.parametrize(
    ("route", "parts", "expected"),
    [
        (AlertRoute("desk"), {}, {"envelopes": timedelta()}),
        (AlertRoute("desk", rate=Rate(5, 600)), {}, {"envelopes": timedelta(minutes=10)}),
        (AlertRoute("desk"), {"digests": DIGESTS}, {"envelopes": TWO_DAYS}),
        (
            AlertRoute("desk", grouping=Grouping("topic", interval_seconds=3600)),
            {},
            dict.fromkeys(("envelopes", "deliveries"), timedelta(hours=1)),
        ),
        (AlertRoute("desk"), {"inhibitions": LOUD}, dict.fromkeys(("envelopes", "deliveries"), timedelta(hours=6))),
    ],
    ids=["no rule", "a rate", "a digest", "a group", "an inhibition"],
)
def test_past_is_read_as_far_back_as_a_rule_looks(route, parts, expected):
    """Without a rule that looks back nothing is read, so that a busy day costs each look no more than a quiet one."""
    store = ReadStore()
    post = live_post([NotingDesk("desk")], table_of([route], **parts), NOON, store=store)
    post.owe(warden_alert(1, NOON))
    store.spans.clear()

    seal_due(post.workshop)

    assert expected == store.spans
    assert 1 == len(store.envelopes("owed"))
