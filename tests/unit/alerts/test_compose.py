from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import get_args

from alert_records import (
    BY_DECEMBER,
    BY_SEPTEMBER,
    EDITED,
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

from monitor.alerts import compose_alert, compose_overdue
from monitor.records import ChangeKind, Edit, Judgement, Signs, Topic

AUTUMN = datetime(2026, 10, 1, 6, 0, tzinfo=UTC)
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

    composed = compose_alert(TOPIC, article(), Judgement(tuple(silent)), MORNING)

    assert composed is None


def test_changes_of_another_topic_are_left_to_its_own_alert():
    """An alert tells of one topic; what the same article changes under another is not in it."""
    other = change("new", said(SEPTEMBER, QUOTE, "in September"))

    canal = Topic("canal", "Canal", "canal", (), (), ())

    composed = compose_alert(canal, article(), Judgement((other,)), MORNING)

    assert composed is None


def test_the_loudest_change_comes_first():
    """Changed stands before denied, refined and new, and equals stand as in the article."""
    denied = change("denied", said(SEPTEMBER, "Not in September.", "in September", modality="denied"))
    refined = change("refined", said(BY_SEPTEMBER, "By September, rather.", "By September"), earlier(SEPTEMBER))

    kinds = [one.kind for one in alert(first_claim(), refined, fall(), denied, slip()).changes]

    assert kinds == ["changed", "changed", "denied", "refined", "new"]
    assert alert(fall(), slip()).changes == (slip(), fall())


def test_every_kind_has_its_place():
    """From the speaker who reverses to what is said again: the order in which a desk wants to hear of them."""
    louder = (
        *("source_reversed", "changed", "revised", "denied", "put_off", "overdue"),
        *("occurred", "refined", "lead_moved", "new", "restated"),
    )
    told = [change(kind, said(SEPTEMBER, QUOTE, "in September")) for kind in reversed(louder)]

    assert louder == tuple(one.kind for one in alert(*told).changes)
    assert set(louder) == set(get_args(ChangeKind))


def test_the_same_reading_gives_the_same_alert_id():
    """The id depends neither on the order of the changes nor on the moment."""
    composed = alert(slip(), fall())

    assert composed.alert_id == alert(fall(), slip()).alert_id
    assert composed.alert_id == alert(slip(), fall(), edit=EDITED).alert_id


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


def test_an_edit_that_changes_nothing_makes_no_edited_article():
    """Only words that could change what is claimed are worth a note; a first reading has none."""
    edits = (None, Edit("trivial"), EDITED)

    assert [False, False, True] == [alert(slip(), edit=edit).edited for edit in edits]


def test_what_the_outlet_shows_of_its_edits_is_in_the_alert():
    """The moment of the outlet's own marker and an address that fits another headline are carried along."""
    bare = alert(slip())
    signed = alert(slip(), signs=Signs(("updated_marker", "slug_differs"), MORNING))

    assert (None, False) == (bare.outlet_updated_at, bare.slug_differs)
    assert (MORNING, True) == (signed.outlet_updated_at, signed.slug_differs)


def test_an_overdue_promise_points_to_the_article_that_holds_it():
    """No new article makes the alert: outlet, address and headline are those of the promise, and the id is its own."""
    promise = said(BY_SEPTEMBER, "Gone by September.", "by September", title="Fleet to leave", article_id="article-7")
    overdue = change("overdue", promise)

    composed = compose_overdue(TOPIC, overdue, AUTUMN)

    assert ("article-7", "River Post", "Fleet to leave") == (composed.article_id, composed.outlet, composed.title)
    assert (MORNING, AUTUMN, (overdue,)) == (composed.published_at, composed.created_at, composed.changes)
    assert composed.alert_id == compose_overdue(TOPIC, overdue, MORNING).alert_id
    assert composed.alert_id != compose_overdue(TOPIC, replace(overdue, change_id="another"), AUTUMN).alert_id


def test_an_alert_carries_the_article_and_whether_it_was_edited():
    """What the message shows of the article is taken from it whole."""
    composed = alert(slip(), edit=EDITED, lang="ckb", title="کەشتییەکان")

    shown = (composed.lang, composed.title, composed.outlet, composed.url, composed.published_at, composed.edited)

    assert shown == ("ckb", "کەشتییەکان", "River Post", "https://river.example/fleet", MORNING, True)
