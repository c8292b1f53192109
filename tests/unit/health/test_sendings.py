from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from watched_sources import NINE

from monitor.health import Sendings, count_sendings
from monitor.records import Alert, Envelope, Notice, Recipient

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ALERT = Alert("a", "wardens", "x", "Quay", "en", "Title", "https://quay.example/", NINE, NINE, ())
NOTICE = replace(ALERT, alert_id="n", notice=Notice("quay", "failing", healed=False, since=NINE))


def envelope(name: str, **parts) -> Envelope:
    """A message that was made an hour ago."""
    made = NINE - HOUR
    return replace(Envelope(name, "alert", Recipient("bell", "bell"), "all", ("d",), made, made), **parts)


def test_sendings_are_counted_from_a_moment_on():
    """Sent by when it went out, given up by when it was made; what is owed is owed, however old."""
    envelopes = [
        envelope("sent", state="sent", sent_at=NINE),
        envelope("late", state="sent", sent_at=NINE, made_at=NINE - 3 * DAY),
        envelope("long ago", state="sent", sent_at=NINE - 2 * DAY),
        envelope("given up", state="given_up"),
        envelope("given up long ago", state="given_up", made_at=NINE - 2 * DAY),
        envelope("owed"),
        envelope("owed for long", made_at=NINE - 5 * DAY),
    ]
    alerts = [ALERT, replace(ALERT, alert_id="old", created_at=NINE - 2 * DAY), NOTICE]

    counted = count_sendings(alerts, envelopes, NINE - DAY)

    assert Sendings(alerts=1, sent=2, owed=2, given_up=1) == counted


def test_what_is_handed_in_twice_counts_once():
    """Lists of the store overlap: what is owed was also made today."""
    counted = count_sendings([ALERT, ALERT], [envelope("owed"), envelope("owed")], NINE - DAY)

    assert Sendings(alerts=1, owed=1) == counted


def test_nothing_is_all_zeros():
    """A quiet day has its line."""
    assert "0 alerts; messages: 0 sent, 0 owed, 0 given up" == count_sendings([], [], NINE).line()
