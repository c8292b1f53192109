"""What every store promises of alerts and their deliveries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from records_made import (
    NOON,
    later,
    make_alert,
    make_change,
    make_claim,
    make_delivery,
    make_figure,
    make_health_reading,
    make_notice,
    make_notice_alert,
    make_reading,
    make_said,
    make_told_reading,
)

from monitor.errors import StoreError
from monitor.records import Size


def test_alert_is_read_as_saved(store):
    """An alert comes back equal with its changes, what they stand against, direction and size."""
    against = make_said(make_claim("known", value=make_figure(2500)), outlet="Gazette", lang="ar", title="")
    dates = make_change(kind="changed", against=make_said(make_claim("older")), direction="later", size=Size(days=91))
    figures = make_change(
        make_said(make_claim("fewer", value=make_figure(None, 2000), speaker=None)),
        kind="changed",
        against=against,
        direction="down",
        size=Size(count=500, percent=20.5),
    )
    quiet = make_change(make_said(make_claim("again")), kind="restated", reason="restated")
    alert = make_alert(changes=(dates, figures, quiet), edited=True, lang="ckb")

    store.save_reading(make_told_reading(alerts=(alert,)))

    assert [alert] == list(store.alerts())


def test_notice_is_an_alert_read_as_saved(store):
    """An alert that tells of a source, with no topic, article or change, comes back equal, beside one of an article."""
    notice = make_notice_alert(notice=make_notice(ailment="network", healed=True, muted=7, detail="2 of 9 hosts"))
    store.save_reading(make_told_reading(alerts=(make_alert(), notice)))

    assert [notice, make_alert()] == list(store.alerts())


def test_notice_is_owed_like_any_alert(store):
    """A notice's delivery is due with those of articles, carries the notice, and is due no more when sent."""
    store.save_health(make_health_reading(alerts=(make_notice_alert(),)))
    store.save_reading(make_told_reading())
    owed = [make_delivery(), make_delivery(make_notice_alert())]

    assert owed == list(store.due_deliveries(NOON))

    store.save_delivery(make_delivery(make_notice_alert(), state="sent", attempts=1, sent_at=NOON))

    assert [make_delivery()] == list(store.due_deliveries(later(days=1)))


def test_alerts_come_newest_first_up_to_the_limit(store):
    """Alerts stand by creation from the newest, those of one moment by id from the last; a limit cuts the list."""
    alerts = [make_alert("old"), make_alert("new", created_at=later(hours=1)), make_alert("older-too")]
    store.save_reading(make_reading(alerts=tuple(alerts)))

    assert ["new", "older-too", "old"] == [alert.alert_id for alert in store.alerts()]
    assert ["new", "older-too"] == [alert.alert_id for alert in store.alerts(2)]


def test_alert_is_owed_to_each_channel_at_once(store):
    """Every alert of a reading is owed to every channel, due when it was read."""
    store.save_reading(make_told_reading(alerts=(make_alert("a"), make_alert("b")), channels=("mail", "desk")))

    expected = [make_delivery(make_alert(name), channel) for name in ("a", "b") for channel in ("desk", "mail")]
    assert expected == list(store.deliveries())
    assert expected == list(store.due_deliveries(NOON))


def test_reading_without_channels_owes_nothing(store):
    """An alert without a channel is kept and owed to nobody."""
    store.save_reading(make_told_reading(channels=()))

    assert [make_alert()] == list(store.alerts())
    assert [] == list(store.deliveries())


def test_known_alert_is_not_owed_again(store):
    """An alert that is known makes no delivery, not even to a channel added since, and stays as it was."""
    store.save_reading(make_told_reading())
    store.save_delivery(make_delivery(state="sent", attempts=1, answer="ok", sent_at=later(minutes=1)))

    store.save_reading(make_told_reading(alerts=(make_alert(title="Reworded"),), channels=("desk", "mail")))

    assert [make_alert()] == list(store.alerts())
    assert ["sent"] == [delivery.state for delivery in store.deliveries()]
    assert [] == list(store.due_deliveries(later(days=1)))


def test_deliveries_of_one_alert_alone(store):
    """Asked for one alert, the store gives its deliveries by channel; for an unknown one, none."""
    store.save_reading(make_told_reading(alerts=(make_alert("a"), make_alert("b")), channels=("mail", "desk")))

    assert ["b/desk", "b/mail"] == [delivery.delivery_id for delivery in store.deliveries("b")]
    assert [] == list(store.deliveries("nowhere"))


def test_deliveries_come_by_creation_then_alert_then_channel(store):
    """Owed and all deliveries stand by the creation of their alert, then its id, then the channel."""
    alerts = (make_alert("b"), make_alert("c", created_at=later(minutes=-1)), make_alert("a"))
    store.save_reading(make_told_reading(alerts=alerts, channels=("mail", "desk")))

    expected = ["c/desk", "c/mail", "a/desk", "a/mail", "b/desk", "b/mail"]
    assert expected == [delivery.delivery_id for delivery in store.deliveries()]
    assert expected == [delivery.delivery_id for delivery in store.due_deliveries(NOON)]


def test_delivery_is_due_at_exactly_its_moment(store):
    """A postponed delivery is due at its moment and not a microsecond before."""
    store.save_reading(make_told_reading())
    postponed = make_delivery(due_at=later(minutes=5), attempts=1, answer="429 too many requests")

    store.save_delivery(postponed)

    assert [] == list(store.due_deliveries(later(minutes=5) - timedelta(microseconds=1)))
    assert [postponed] == list(store.due_deliveries(later(minutes=5)))


@pytest.mark.parametrize(("hours", "expected"), [(26, 0), (26.1, 1), (24 * 365, 1)])
def test_delivery_further_ahead_than_any_wait_is_due_now(store, hours, expected):
    """A delivery put off for more than a day and two hours was put off by a clock that has gone back since."""
    store.save_reading(make_told_reading())
    store.save_delivery(make_delivery(due_at=later(hours=hours), attempts=1))

    assert expected == len(store.due_deliveries(NOON))


@pytest.mark.parametrize("state", ["sent", "given_up"])
def test_ended_delivery_is_due_no_more(store, state):
    """A delivery that was sent or given up is kept as it ended, and is not owed."""
    store.save_reading(make_told_reading())
    ended = make_delivery(state=state, attempts=3, answer="410 gone", sent_at=later(minutes=2))

    store.save_delivery(ended)

    assert [ended] == list(store.deliveries("alert-1"))
    assert [] == list(store.due_deliveries(later(days=9)))


def test_delivery_keeps_its_alert_and_channel(store):
    """A delivery's new state does not touch what is delivered, nor to whom."""
    store.save_reading(make_told_reading())

    store.save_delivery(make_delivery(make_alert(title="Reworded"), channel="mail", delivery_id="alert-1/desk"))

    assert [make_delivery()] == list(store.deliveries())


def test_unknown_delivery_is_refused(store):
    """A delivery that no reading owes raises StoreError, names its id, and leaves nothing."""
    with pytest.raises(StoreError, match="alert-1/desk"):
        store.save_delivery(make_delivery())

    assert [] == list(store.deliveries())
