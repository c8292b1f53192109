"""What every store promises of alerts, of what routes made of them, and of what is owed for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone

import pytest
from outbox_made import make_enclosed, make_envelope
from records_made import (
    EVER,
    NOON,
    later,
    make_alert,
    make_change,
    make_claim,
    make_decision,
    make_delivery,
    make_figure,
    make_health_reading,
    make_notice,
    make_notice_alert,
    make_owed,
    make_reading,
    make_recipient,
    make_said,
    make_told_reading,
)

from monitor.errors import StoreError
from monitor.records import Size


def ids_of(deliveries):
    """The ids of deliveries, in their order."""
    return [delivery.delivery_id for delivery in deliveries]


# -- alerts --


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
    assert alert == store.alert("alert-1")


def test_notice_is_an_alert_read_as_saved(store):
    """An alert that tells of a source, with no topic, article or change, comes back equal, beside one of an article."""
    notice = make_notice_alert(notice=make_notice(ailment="network", healed=True, muted=7, detail="2 of 9 hosts"))
    store.save_reading(make_told_reading(alerts=(make_alert(), notice)))

    assert [notice, make_alert()] == list(store.alerts())


def test_unknown_alert_is_none(store):
    """Of an id that no alert has, there is no alert, no decision and no delivery."""
    store.save_owed([make_owed()])

    assert store.alert("nowhere") is None
    assert [] == list(store.decisions("nowhere"))
    assert [] == list(store.deliveries("nowhere"))


def test_alerts_come_newest_first_up_to_the_limit(store):
    """Alerts stand by creation from the newest, those of one moment by id from the last; a limit cuts the list."""
    alerts = [make_alert("old"), make_alert("new", created_at=later(hours=1)), make_alert("older-too")]
    store.save_reading(make_reading(alerts=tuple(alerts)))

    assert ["new", "older-too", "old"] == [alert.alert_id for alert in store.alerts()]
    assert ["new", "older-too"] == [alert.alert_id for alert in store.alerts(2)]


def test_alerts_of_topics_leave_out_notices_and_other_topics(store):
    """However many notices were made since, the newest alerts of the topics asked for are found, newest first."""
    told = [
        make_alert("old"),
        make_alert("older-too", topic="harvest"),
        make_alert("new", created_at=later(hours=1)),
        make_alert("newest", created_at=later(hours=2), topic="harvest"),
        make_alert("of another", created_at=later(hours=3), topic="no longer configured"),
        *(make_notice_alert(f"notice-{number}", created_at=later(hours=4)) for number in range(20)),
    ]
    store.save_owed([make_owed(alert) for alert in told])
    both = ("coalition-withdrawal", "harvest")

    assert ["newest", "new", "older-too"] == [alert.alert_id for alert in store.alerts_of(both, 3)]
    assert ["new", "old"] == [alert.alert_id for alert in store.alerts_of(both[:1], 9)]
    assert [] == list(store.alerts_of((), 9))


# -- what is owed --


def test_owed_alert_is_read_as_saved(store):
    """Alert, deliveries and decisions come back equal, the decisions in the order of the tree."""
    mail = make_delivery(
        channel="mail",
        recipient=make_recipient("mail", name="night desk", address="night@herald.example", lang="ar"),
        route="figures",
        due_at=later(hours=7),
        hold="quiet",
        changes=("change-of-claim-1", "other"),
        thread="coalition-withdrawal/mission_end/iraq",
        batch="night/2026-03-02",
        fingerprint="says-september",
        follows="alert-0",
    )
    muted = make_delivery(channel="slack", state="muted", mute="repeated", answer="told at 09:10")
    decisions = (
        make_decision("zebra", verdict="not_matched", reason="no figure", changes=(), recipients=()),
        make_decision("ant", recipients=("night desk", "slack")),
    )

    store.save_owed([make_owed(deliveries=(mail, muted), decisions=decisions)])

    assert [make_alert()] == list(store.alerts())
    assert [mail, muted] == list(store.deliveries())
    assert decisions == tuple(store.decisions("alert-1"))


@pytest.mark.parametrize(
    "save",
    [
        lambda store, owed: store.save_owed(owed),
        lambda store, owed: store.save_reading(make_told_reading(owed=owed)),
        lambda store, owed: store.save_judgement(make_told_reading().judgement, NOON, owed),
        lambda store, owed: store.save_health(make_health_reading(owed=owed)),
    ],
    ids=["owed", "reading", "judgement", "health"],
)
def test_known_alert_is_not_owed_again(store, save):
    """Whichever save brings a known alert, it stays as it was worded, decided and owed; what was sent stays sent."""
    save(store, (make_owed(),))
    envelope = make_envelope(state="sent", attempts=1, answer="ok", sent_at=later(minutes=1))
    store.seal([envelope])

    reworded = make_alert(title="Reworded")
    save(store, (make_owed(reworded, "desk", "mail", decisions=(make_decision("other"),)),))

    assert [make_alert()] == list(store.alerts())
    assert [make_decision()] == list(store.decisions("alert-1"))
    assert [make_enclosed(envelope)] == list(store.deliveries())
    assert [] == list(store.loose_deliveries())


def test_alert_that_comes_twice_at_once_is_owed_as_it_comes_first(store):
    """Of two alerts with one id in one save the first is kept, and so is the first of two deliveries with one id."""
    twice = (make_delivery(), make_delivery(route="other"))
    store.save_owed([make_owed(deliveries=twice), make_owed(make_alert(title="Reworded"), "mail")])

    assert [make_alert()] == list(store.alerts())
    assert [make_delivery()] == list(store.deliveries())


def test_alert_that_goes_to_nobody_is_kept_with_why(store):
    """An alert without a delivery is kept with what routes made of it, and owed to nobody."""
    nobody = make_decision(verdict="nobody", reason="no recipient is left", recipients=())
    store.save_owed([make_owed(deliveries=(), decisions=(nobody,))])

    assert [make_alert()] == list(store.alerts())
    assert [nobody] == list(store.decisions("alert-1"))
    assert [] == list(store.deliveries())


def test_nothing_owed_leaves_nothing(store):
    """Owing nothing is no error."""
    store.save_owed([])

    assert [] == list(store.alerts())


# -- deliveries --


def test_deliveries_of_one_alert_alone(store):
    """Asked for one alert, the store gives its deliveries by id; for an unknown one, none."""
    store.save_reading(make_told_reading(alerts=(make_alert("a"), make_alert("b")), channels=("mail", "desk")))

    assert ["b/desk", "b/mail"] == ids_of(store.deliveries("b"))


def test_deliveries_come_by_creation_then_id(store):
    """All deliveries stand by the creation of their alert, then by their own id."""
    alerts = (make_alert("b"), make_alert("c", created_at=later(minutes=-1)), make_alert("a"))
    store.save_reading(make_told_reading(alerts=alerts, channels=("mail", "desk")))

    assert ["c/desk", "c/mail", "a/desk", "a/mail", "b/desk", "b/mail"] == ids_of(store.deliveries())


def test_deliveries_are_found_by_article(store):
    """Asked for an article, the store gives the deliveries of its alerts alone; a notice is on none."""
    alerts = (
        make_alert("b"),
        make_alert("a", created_at=later(hours=1)),
        make_alert("c", article_id="article-2"),
        make_notice_alert(),
    )
    store.save_owed([make_owed(alert) for alert in alerts])

    assert ["b/desk", "a/desk"] == ids_of(store.deliveries_on("article-1"))
    assert ["c/desk"] == ids_of(store.deliveries_on("article-2"))
    assert [] == ids_of(store.deliveries_on("nowhere"))
    assert [] == ids_of(store.deliveries_on(""))


def test_deliveries_are_found_by_what_they_say(store):
    """Asked for fingerprints, the store gives the deliveries of any of them once, whatever became of them."""
    for alert_id, says in (("c", "x"), ("b", "y"), ("a", "x"), ("d", ""), ("e", "z")):
        alert = make_alert(alert_id)
        store.save_owed([make_owed(alert, deliveries=(make_delivery(alert, fingerprint=says),))])
    store.seal([make_envelope(make_delivery(make_alert("c")), state="sent", sent_at=NOON)])

    assert ["a/desk", "b/desk", "c/desk"] == ids_of(store.deliveries_saying(iter(["x", "y", "x"])))
    assert [] == ids_of(store.deliveries_saying(["nothing", ""]))
    assert [] == ids_of(store.deliveries_saying([]))


def test_deliveries_are_found_by_topic_since_a_moment(store):
    """Asked for a topic and a moment, the store gives the deliveries of alerts created then or later."""
    alerts = (
        make_alert("before", created_at=later(minutes=-1)),
        make_alert("at"),
        make_alert("after", created_at=later(minutes=1)),
        make_alert("other", topic="harbour"),
        make_notice_alert(),
    )
    store.save_owed([make_owed(alert) for alert in alerts])

    assert ["at/desk", "after/desk"] == ids_of(store.deliveries_since(NOON, "coalition-withdrawal"))
    assert ["other/desk"] == ids_of(store.deliveries_since(EVER, "harbour"))
    assert ["notice-1/desk"] == ids_of(store.deliveries_since(EVER, ""))


def test_loose_deliveries_come_by_when_they_are_due(store):
    """Owed deliveries in no envelope stand by their moment, then by creation of the alert, then by id."""
    early = make_alert("z", created_at=later(minutes=-1))
    store.save_owed(
        [
            make_owed(deliveries=(make_delivery(due_at=later(1)), make_delivery(channel="mail", due_at=later(-5)))),
            make_owed(early, deliveries=(make_delivery(early, due_at=later(1)),)),
            make_owed(
                make_alert("muted"), deliveries=(make_delivery(make_alert("muted"), state="muted", mute="silenced"),)
            ),
            make_owed(make_alert("sealed")),
        ]
    )
    store.seal([make_envelope(make_delivery(make_alert("sealed")))])

    assert ["alert-1/mail", "z/desk", "alert-1/desk"] == ids_of(store.loose_deliveries())


def test_loose_delivery_takes_its_new_state(store):
    """A delivery that is held has a new moment and why; one that is muted is loose no more."""
    store.save_owed([make_owed(None, "desk", "mail")])
    held = make_delivery(due_at=later(hours=6), hold="quiet", batch="night")
    muted = make_delivery(channel="mail", state="muted", mute="silenced", answer="silence-1, until 14:00")

    store.save_deliveries([muted, held])

    assert [held, muted] == list(store.deliveries())
    assert [held] == list(store.loose_deliveries())


def test_delivery_keeps_its_alert_recipient_and_what_it_says(store):
    """A delivery's new state does not touch what is delivered, by which route, nor to whom."""
    store.save_owed([make_owed()])

    store.save_deliveries(
        [
            make_delivery(
                make_alert(title="Reworded"),
                recipient=make_recipient("mail"),
                route="other",
                thread="other",
                fingerprint="other",
                follows="other",
                changes=("other",),
                envelope_id="other",
            )
        ]
    )

    assert [make_delivery()] == list(store.deliveries())
    assert [make_delivery()] == list(store.loose_deliveries())


def test_delivery_in_an_envelope_keeps_that_ones_state(store):
    """A state that was worked out before the delivery was put into its envelope comes too late."""
    store.save_owed([make_owed()])
    store.seal([make_envelope()])

    store.save_deliveries([make_delivery(state="muted", mute="silenced")])

    assert [make_enclosed(make_envelope())] == list(store.deliveries())


def test_unknown_delivery_is_refused_with_all_beside_it(store):
    """A delivery that nobody is owed raises StoreError that names its id, and no other one is changed."""
    store.save_owed([make_owed()])

    with pytest.raises(StoreError, match="nowhere/desk"):
        store.save_deliveries([make_delivery(state="muted"), make_delivery(make_alert("nowhere"))])

    assert [make_delivery()] == list(store.deliveries())


def test_moments_of_a_delivery_are_in_utc(store):
    """A moment given in another zone comes back as the same moment in UTC, and sorts as that."""
    baghdad = timezone(timedelta(hours=3))
    alert = make_alert(created_at=NOON.astimezone(baghdad))
    store.save_owed([make_owed(alert, deliveries=(make_delivery(alert, due_at=later(1).astimezone(baghdad)),))])

    (delivery,) = store.loose_deliveries()

    assert replace(make_delivery(), due_at=later(1)) == delivery
    assert [] == list(store.deliveries_since(later(1), "coalition-withdrawal"))
