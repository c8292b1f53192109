from __future__ import annotations

from alert_records import (
    BY_DECEMBER,
    BY_SEPTEMBER,
    MORNING,
    SEPTEMBER,
    TOPIC,
    alert,
    article,
    change,
    earlier,
    fall,
    said,
    slip,
)

from monitor.alerts import compose_alert
from monitor.records import Judgement

QUOTE = "The fleet sails in September."


def first_claim():
    """A claim that stands under a key of its own."""
    return change("new", said(SEPTEMBER, QUOTE, "in September", place="north_quay"))


def test_nothing_told_makes_no_alert():
    """An article that only restates, recalls or stood in the feed at the start is silent."""
    silent = [
        change("restated", said(SEPTEMBER, QUOTE, "in September"), earlier(SEPTEMBER), reason="restated"),
        change("restated", said(SEPTEMBER, "It once meant September.", "September"), reason="background"),
        change("new", said(SEPTEMBER, "So in September, then.", "in September"), reason="baseline"),
    ]

    composed = compose_alert(TOPIC, article(), Judgement(tuple(silent)), MORNING, edited=False)

    assert composed is None


def test_changes_of_another_topic_are_left_to_its_own_alert():
    """An alert tells of one topic; what the same article changes under another is not in it."""
    other = change("new", said(SEPTEMBER, QUOTE, "in September"))

    composed = compose_alert(
        type(TOPIC)("canal", "Canal", "canal", (), (), ()), article(), Judgement((other,)), MORNING, edited=False
    )

    assert composed is None


def test_the_loudest_change_comes_first():
    """Changed stands before denied, refined and new, and equals stand as in the article."""
    denied = change("denied", said(SEPTEMBER, "Not in September.", "in September", modality="denied"))
    refined = change("refined", said(BY_SEPTEMBER, "By September, rather.", "By September"), earlier(SEPTEMBER))

    kinds = [one.kind for one in alert(first_claim(), refined, fall(), denied, slip()).changes]

    assert kinds == ["changed", "changed", "denied", "refined", "new"]
    assert alert(fall(), slip()).changes == (slip(), fall())


def test_the_same_reading_gives_the_same_alert_id():
    """The id depends neither on the order of the changes nor on the moment."""
    composed = alert(slip(), fall())

    assert composed.alert_id == alert(fall(), slip()).alert_id
    assert composed.alert_id == alert(slip(), fall(), edited=True).alert_id


def test_another_wording_article_or_change_gives_another_id():
    """Whatever makes it another alert makes another id."""
    longer = change("changed", said(BY_DECEMBER, "Gone by December 2026.", "by December 2026"), earlier(SEPTEMBER))
    ids = {
        alert(slip()).alert_id,
        alert(slip(), content_hash="hash-2").alert_id,
        alert(slip(), article_id="article-2").alert_id,
        alert(slip(), fall()).alert_id,
        alert(longer).alert_id,
    }

    assert len(ids) == 5


def test_an_alert_carries_the_article_and_whether_it_was_edited():
    """What the message shows of the article is taken from it whole."""
    composed = alert(slip(), edited=True, lang="ckb", title="کەشتییەکان")

    shown = (composed.lang, composed.title, composed.outlet, composed.url, composed.published_at, composed.edited)

    assert shown == ("ckb", "کەشتییەکان", "River Post", "https://river.example/fleet", MORNING, True)
