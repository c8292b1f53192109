"""What every store promises of the ledger's verdicts, and of judgements that no reading made."""

from __future__ import annotations

import pytest
from records_made import (
    NOON,
    later,
    make_alert,
    make_article,
    make_change,
    make_claim,
    make_date,
    make_delivery,
    make_figure,
    make_history,
    make_key,
    make_owed,
    make_position,
    make_reading,
    make_said,
    make_told_reading,
)

from monitor.records import Judgement, KeptChange, Size

OLD = make_said(make_claim("old", value=make_date("2026-06-01"), speaker=None), outlet="Gazette", lang="ar")
NEW = make_said()


def keep_changes(store, *changes, article=None, **fields):
    """Keep changes with the claims that they are about."""
    said = {each.claim.claim_id: each for change in changes for each in (change.against, change.said) if each}
    reading = make_reading(article, said=tuple(said.values()), judgement=Judgement(changes), **fields)
    store.save_reading(reading)


def change_ids(kept):
    """The ids of kept changes in their order."""
    return [each.change.change_id for each in kept]


@pytest.mark.parametrize(
    "change",
    [
        make_change(),
        make_change(kind="changed", against=OLD, direction="later", size=Size(days=92)),
        make_change(kind="changed", against=OLD, direction="down", size=Size(count=499.5, percent=20)),
        make_change(kind="source_reversed", against=OLD, reason="late", in_one_article=True),
        make_change(kind="revised", against=OLD, part="modality", reason="told_before"),
        make_change(OLD, kind="revised", part="gone", reason="still_there"),
        make_change(kind="lead_moved", against=OLD, direction="earlier", size=Size(days=92)),
        make_change(make_said(make_claim(value=make_figure(2000))), kind="overdue", reason="reread"),
    ],
    ids=["new", "later", "fewer", "contradiction", "revised", "gone", "lead", "overdue"],
)
def test_change_is_read_as_saved(store, change):
    """Both claims, kind, reason, direction, size, part and contradiction of a change come back equal."""
    keep_changes(store, change)

    assert [KeptChange(change, NOON)] == list(store.changes())


def test_change_of_a_speaker_keeps_both_voices(store):
    """Where an edit gives a claim to somebody else, the change tells both, though they are one claim by id."""
    before, after = make_said(make_claim(speaker="a source")), make_said(make_claim(speaker="the minister"))
    store.save_reading(make_reading(said=(before,)))
    change = make_change(after, kind="revised", part="speaker", against=before)

    store.save_reading(make_reading(said=(after,), judgement=Judgement((change,)), read_at=later(5)))

    assert [KeptChange(change, later(5))] == list(store.changes())


def test_change_of_a_claim_that_no_reading_kept_is_read_as_saved(store):
    """A claim that is gone before any reading kept it (newer rules found it in the old text) is told all the same."""
    change = make_change(make_said(make_claim("found-late")), kind="revised", part="page_gone")

    store.save_reading(make_reading(judgement=Judgement((change,))))

    assert [KeptChange(change, NOON)] == list(store.changes())


def test_changes_come_in_the_order_of_keeping(store):
    """Changes stand as they were kept, those of one reading in its order, whatever their ids and moments."""
    first = [make_change(change_id=name) for name in ("c", "a")]
    keep_changes(store, *first, read_at=later(hours=5))
    keep_changes(store, make_change(change_id="b"))

    assert ["c", "a", "b"] == change_ids(store.changes())


def test_changes_are_chosen_by_key_and_by_article(store):
    """A key gives the changes on its claims alone, an article those of its own claims, both those of both."""
    far = make_key(force="dutch-contingent")
    claims = {
        "here": make_claim("here", article_id="one"),
        "far": make_claim("far", article_id="one", key=far),
        "two": make_claim("two", article_id="two"),
    }
    for article_id in ("one", "two"):
        own = [
            make_change(make_said(each), change_id=name)
            for name, each in claims.items()
            if each.article_id == article_id
        ]
        keep_changes(store, *own, article=make_article(article_id))

    chosen = {
        "key": change_ids(store.changes(make_key())),
        "far": change_ids(store.changes(far)),
        "article": change_ids(store.changes(article_id="one")),
        "both": change_ids(store.changes(make_key(), article_id="one")),
        "neither": change_ids(store.changes(far, article_id="two")),
        "unknown": change_ids(store.changes(article_id="nowhere")),
    }

    assert {
        "key": ["here", "two"],
        "far": ["far"],
        "article": ["here", "far"],
        "both": ["here"],
        "neither": [],
        "unknown": [],
    } == chosen


def test_known_change_stays_as_it_was(store):
    """A change whose id is known is not judged again: neither its verdict nor its moment moves."""
    keep_changes(store, make_change())

    keep_changes(store, make_change(kind="restated", reason="restated"), read_at=later(hours=1))

    assert [KeptChange(make_change(), NOON)] == list(store.changes())


# -- judgements that no reading made --


def test_judgement_is_kept_with_all_that_it_owes(store):
    """Changes, histories, alerts and deliveries of a day that passed are kept, judged at their moment."""
    store.save_reading(make_told_reading(alerts=()))
    overdue = make_change(change_id="overdue", kind="overdue")
    history = make_history(make_position(stage="overdue"))
    alert = make_alert("overdue", changes=(overdue,), created_at=later(hours=9))

    store.save_judgement(Judgement((overdue,), (history,)), later(hours=9), (make_owed(alert, "desk", "mail"),))

    assert [KeptChange(make_change(), NOON), KeptChange(overdue, later(hours=9))] == list(store.changes())
    assert history == store.histories([make_key()])[make_key()]
    assert [alert] == list(store.alerts())
    assert [make_delivery(alert, channel) for channel in ("desk", "mail")] == list(store.loose_deliveries())


def test_same_judgement_twice_is_as_once(store):
    """A known alert is not owed again, not even to a channel added since, and a sent delivery stays sent."""
    store.save_reading(make_told_reading(alerts=()))
    judgement = Judgement((make_change(change_id="overdue", kind="overdue"),), (make_history(),))
    store.save_judgement(judgement, NOON, (make_owed(),))
    sent = make_delivery(state="sent", attempts=1, sent_at=later(1))
    store.save_deliveries([sent])

    store.save_judgement(judgement, later(5), (make_owed(make_alert(title="Reworded"), "desk", "mail"),))

    assert ["change-of-claim-1", "overdue"] == change_ids(store.changes())
    assert [make_alert()] == list(store.alerts())
    assert [sent] == list(store.deliveries())


def test_judgement_leaves_supports_and_journal_alone(store):
    """A judgement of no article changes neither what articles back nor what was read."""
    store.save_reading(make_reading())
    before = list(store.readings())

    store.save_judgement(Judgement(histories=(make_history(),), supports=()), NOON)

    assert before == list(store.readings())
    assert [] == list(store.keys())
