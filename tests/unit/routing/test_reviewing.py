from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest
from routed_alerts import DESK, SURROUNDINGS, TOPIC, Desk, alert, at, change, notice, silence, table

from monitor.records import (
    AlertRoute,
    Delivery,
    Envelope,
    Grouping,
    Hold,
    Inhibition,
    Matcher,
    QuietHours,
    Rate,
    RoutingTable,
)
from monitor.routing import (
    Held,
    Known,
    Muted,
    Ready,
    Surroundings,
    Verdict,
    bundle,
    come_due,
    comes_due,
    digests_sent,
    horizon,
    owe,
    parts_told,
    review,
)

ALL = AlertRoute("all", ("desk",))


def delivery(rules: RoutingTable | None = None, **parts) -> Delivery:
    """What is owed to the desk for one change."""
    (one,) = owe(alert(change()), rules or table(ALL), SURROUNDINGS, Known(), at()).deliveries
    return replace(one, **parts)


def envelope(minutes: float = 0, **parts) -> Envelope:
    """A message that the desk got."""
    default = Envelope(f"envelope-{minutes}", "alert", DESK, "all", (), at(minutes), at(minutes))
    return replace(default, **parts)


def reviewed(rules: RoutingTable, one: Delivery | None = None, **parts) -> Verdict:
    """The verdict on a delivery at the start, where nothing else is known."""
    given = {"surroundings": SURROUNDINGS, "now": at(), "silences": (), "told": (), "sent": ()} | parts
    return review(one or delivery(rules), rules, **given)


def test_what_nothing_holds_is_ready() -> None:
    """An envelope of long ago, of another route or recipient, or one that was given up, holds nothing."""
    rules = table(replace(ALL, rate=Rate(1, 600)))
    sent = (
        envelope(-11),
        envelope(-1, route="other"),
        envelope(-2, recipient=replace(DESK, address="b")),
        envelope(-3, state="given_up"),
    )

    assert Ready() == reviewed(rules, sent=sent)


def test_every_verdict_says_why() -> None:
    """An operator reads what holds or mutes a message, and until when."""
    rate = table(replace(ALL, rate=Rate(1, 600)))
    night = table(replace(ALL, quiet="night"))
    hushed = delivery(night, alert=alert(change("new")), changes=())
    digest = table(replace(ALL, digest="morning"))
    used = envelope(-60, slot_at=at(hours=-1), form="digest")

    assert [
        Held(at(5), "rate", "all sends 1 messages in 600 seconds; there is room at 2026-03-09 06:05 UTC"),
        Held(at(hours=22), "quiet", "quiet hours night until 2026-03-10 04:00 UTC"),
        Held(at(hours=23), "digest", "the next digest morning comes at 2026-03-10 05:00 UTC"),
        Muted("silenced", "Editor asked for silence until 2026-03-09 07:00 UTC: we know"),
    ] == [
        reviewed(rate, sent=(envelope(-5),)),
        reviewed(night, hushed, now=at(hours=14)),
        reviewed(digest, sent=(used,)),
        reviewed(table(ALL), silences=(silence(),)),
    ]


def test_a_delivery_of_a_channel_or_topic_that_is_no_longer_there_is_muted() -> None:
    """It could not be sent, or not be worded; the answer says which."""
    gone = reviewed(table(ALL, recipients={}), delivery())
    unknown = reviewed(table(ALL), surroundings=Surroundings())

    assert [
        Muted("unrouted", "desk is no longer reached by desk"),
        Muted("unrouted", f"the topic {TOPIC.name} is no longer configured"),
    ] == [gone, unknown]


def test_a_delivery_of_a_route_that_is_no_longer_there_goes_out() -> None:
    """Its recipient is still to be told."""
    assert Ready() == reviewed(table(AlertRoute("other", ("desk",))), delivery())


def test_a_notice_needs_no_topic_and_is_not_inhibited() -> None:
    """What ails a source is told however loud the news."""
    rules = table(ALL, inhibitions=(Inhibition("all", Matcher(), Matcher(), frozenset(), 12),))
    (one,) = owe(notice(), rules, SURROUNDINGS, Known(), at()).deliveries
    loud = delivery(state="sent", sent_at=at(-1), recipient=one.recipient)

    assert Ready() == reviewed(rules, one, surroundings=Surroundings(), told=(loud,))


@pytest.mark.parametrize(
    ("made", "until"),
    [
        ([-5, -4, -3], 6),  # the last but one leaves the ten minutes first
        ([-9, -1], 1),
        ([-11, -1], None),
        ([-1, 5], 9),  # a clock that has gone back counts what it sent ahead
        ([4, 5], 10),
        ([-1, 11], None),
    ],
)
def test_a_rate_counts_the_messages_around_now_and_has_room_within_its_span(made: list[int], until: int | None) -> None:
    """Two in ten minutes, whatever the clock has done."""
    rules = table(replace(ALL, rate=Rate(2, 600)))
    verdict = reviewed(rules, sent=[envelope(minutes) for minutes in made])

    assert (None if until is None else at(until)) == (verdict.until if isinstance(verdict, Held) else None)


def test_the_interval_of_a_group_is_never_longer_after_the_clock_has_gone_back() -> None:
    """A message of the future holds the next for one interval from now."""
    rules = table(replace(ALL, grouping=Grouping("everything", interval_seconds=600)))
    why = "the next message of its group may come at 2026-03-09 06:10 UTC"

    assert Held(at(10), "group", why) == reviewed(rules, sent=(envelope(5),))


def test_of_two_quiet_hours_the_later_end_counts() -> None:
    """Those of the route and of the recipient both hold."""
    quiets = {name: QuietHours(name, time(8), time(end), "Asia/Baghdad") for name, end in (("short", 10), ("long", 12))}
    rules = table(replace(ALL, quiet="long"), quiets=quiets, quiet_of={"desk": "short"})
    verdict = reviewed(rules)

    assert at(hours=3) == (verdict.until if isinstance(verdict, Held) else None)


def test_a_silence_that_is_yet_to_be_asked_for_mutes_nothing() -> None:
    """The clock has gone back to before it was made."""
    assert Ready() == reviewed(table(ALL), silences=(silence(made_at=at(1)),))


def test_nothing_is_muted_by_itself_or_by_what_was_told_in_another_decade() -> None:
    """The same change in another alert, and one told by a clock that ran years ahead."""
    rules = table(ALL, inhibitions=(Inhibition("all", Matcher(), Matcher(), frozenset({"key"}), 12),))
    itself = delivery(alert=alert(change(), name="alert-0"), state="sent", sent_at=at(-1))
    other = alert(change("new"), name="alert-0")
    ahead = delivery(alert=other, changes=(), state="sent", sent_at=at(days=4000))
    just_now = replace(ahead, sent_at=at(-1))

    assert [Ready(), Ready(), Muted("inhibited", "all: alert alert-0 told it louder", just_now.delivery_id)] == [
        reviewed(rules, told=(one,)) for one in (itself, ahead, just_now)
    ]


def test_a_slot_of_another_decade_hides_no_slot_of_today() -> None:
    """The digest that was sent today stays sent, though one was sent ten years ahead."""
    rules = table(replace(ALL, digest="morning"))
    sent = [envelope(slot_at=at(hours=-1)), envelope(1, slot_at=at(days=3650))]

    assert {("morning", "desk"): at(hours=-1)} == digests_sent(sent, rules, at())


def test_the_changes_of_few_alerts_count_too() -> None:
    """Two alerts of twenty-six changes are one message."""
    many = [change(place=f"other:pier_{pier}") for pier in range(26)]
    ready = [delivery(alert=alert(*many), delivery_id=f"alert-{number}/all/desk", changes=()) for number in range(2)]

    assert ["catch_up"] == [one.form for one in bundle(ready, table(ALL), at())]


def test_of_two_that_could_mute_each_other_one_is_told() -> None:
    """The older is told, the younger muted."""
    rules = table(ALL, inhibitions=(Inhibition("all", Matcher(), Matcher(), frozenset({"key"}), 12),))
    desk = Desk(rules)
    for number in range(5):
        told_now = change(now=change().said.claim.value.start.replace(day=number + 1), article=f"article-{number}")
        desk.owes(alert(told_now, name=f"alert-{number}"))

    assert [("alert-0/all/desk",)] == [one.delivery_ids for one in desk.looks(at())]


def test_an_envelope_has_the_same_id_however_its_deliveries_were_found() -> None:
    """It depends on recipient, route and deliveries, and not on their order or the moment."""
    one = delivery(batch="group/all/topic/harbour")
    two = replace(one, delivery_id="alert-2/all/desk", thread="elsewhere")
    (first,), (second,) = bundle([one, two], table(ALL), at()), bundle([two, one], table(ALL), at(5))

    assert (first.envelope_id, "group", "") == (second.envelope_id, second.form, second.thread)
    assert first.envelope_id != bundle([one], table(ALL), at())[0].envelope_id
    assert [one.thread] == [each.thread for each in bundle([one], table(ALL), at())]


def test_a_digest_that_a_clock_put_off_too_far_waits_for_the_next_slot_by_the_clock_of_now() -> None:
    """It is not sent between slots, nor left until the day that the other clock named."""
    rules = table(replace(ALL, digest="morning"))
    verdict = reviewed(rules, delivery(rules, due_at=at(days=400)))

    assert at(hours=23) == (verdict.until if isinstance(verdict, Held) else None)


def test_a_digest_names_its_slot_and_no_other_message_does() -> None:
    """Also where it comes late: the slot is the last that came."""
    rules = table(replace(ALL, digest="morning"))
    late = at(hours=30)

    assert [at(hours=23)] == [one.slot_at for one in bundle([delivery(rules)], rules, late)]
    assert [None] == [one.slot_at for one in bundle([delivery()], table(ALL), late)]


def test_a_digest_that_is_no_longer_configured_still_goes_out() -> None:
    """It has no slot then."""
    waiting = delivery(table(replace(ALL, digest="morning")))
    rules = table(ALL, digests={})

    assert Ready() == reviewed(rules, waiting)
    assert [("digest", None)] == [(one.form, one.slot_at) for one in bundle([waiting], rules, at())]


def test_a_delivery_tells_the_changes_that_its_route_took() -> None:
    """All of them where it names none."""
    both = alert(change(), change("new"))

    assert both.changes[1:] == parts_told(delivery(alert=both, changes=(both.changes[1].change_id,)))
    assert both.changes == parts_told(delivery(alert=both, changes=()))


HOUR = 60
WAITS = {
    "what waits for nothing, though the clock has gone back": ("", HOUR, 0, True),
    "what waits for a moment to come": ("group", 5, 0, False),
    "whose moment has come": ("group", -1, -5, True),
    "a group that was owed an hour ahead": ("group", HOUR + 5, HOUR, True),
    "a rate that was reckoned an hour ahead": ("rate", HOUR + 5, HOUR, True),
    "a digest of tomorrow": ("digest", 24 * HOUR, 0, False),
    "a digest of tomorrow on the longest day": ("digest", 25 * HOUR, 0, False),
    "a digest of tomorrow, owed by a clock that ran ahead": ("digest", 24 * HOUR, HOUR, True),
    "a digest of the day after tomorrow": ("digest", 47 * HOUR, 0, True),
    "quiet hours of a whole day": ("quiet", 25 * HOUR, 0, False),
    "quiet hours that end in the next decade": ("quiet", 90_000 * HOUR, -5, True),
}


@pytest.mark.parametrize(("hold", "due", "owed", "expected"), WAITS.values(), ids=WAITS.keys())
def test_a_delivery_comes_due_when_its_moment_has_come_or_the_clock_has_gone_back(
    hold: Hold, due: int, owed: int, *, expected: bool
) -> None:
    """A moment further ahead than such a wait is planned was planned by a clock that ran ahead."""
    waiting = delivery(alert=alert(change(), minutes=owed), hold=hold, due_at=at(due))

    assert expected == comes_due(waiting, at())


def test_all_of_a_group_comes_due_with_its_first() -> None:
    """Of other groups, and of those that wait for something else, nothing does."""
    grouped = delivery(table(replace(ALL, grouping=Grouping(wait_seconds=60))))
    beside = replace(grouped, delivery_id="beside", due_at=at(5))
    other = replace(beside, delivery_id="other", batch="group/all/article/article-9")
    quiet = replace(beside, delivery_id="quiet", hold="quiet")

    assert (grouped, beside) == come_due([grouped, beside, other, quiet], at(1))


def test_the_past_that_a_review_asks_for_covers_every_rule_of_the_table() -> None:
    """Two days at least, for digests; more where a rate, an interval or an inhibition looks further back."""
    week = 7 * 24 * 3600

    assert [timedelta(days=2), timedelta(days=7), timedelta(days=7), timedelta(hours=72)] == [
        horizon(rules)
        for rules in (
            table(ALL),
            table(replace(ALL, rate=Rate(1, week))),
            table(AlertRoute("top", routes=(replace(ALL, grouping=Grouping(interval_seconds=week)),))),
            table(ALL, inhibitions=(Inhibition("long", Matcher(), Matcher(), frozenset(), 72),)),
        )
    ]
