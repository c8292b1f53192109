"""What every store promises of who backs which position, and of positions whose day is due."""

from __future__ import annotations

from datetime import date

import pytest
from records_made import (
    later,
    make_article,
    make_claim,
    make_date,
    make_figure,
    make_history,
    make_key,
    make_position,
    make_reading,
    make_said,
    make_support,
)

from monitor.records import Judgement

FAR = make_key(force="dutch-contingent")


def make_positions(*position_ids, key=None):
    """A history of positions with these ids."""
    key = key or make_key()
    return make_history(
        *(make_position(make_said(make_claim(each, key=key)), position_id=each) for each in position_ids), key=key
    )


def back(store, article_id, *position_ids, **fields):
    """Keep that an article backs positions; ``merged`` and ``histories`` may be given."""
    supports = tuple(make_support(each, article_id) for each in position_ids)
    judgement = Judgement(**({"supports": supports, "histories": (make_positions("p", "q"),)} | fields))
    store.save_reading(make_reading(make_article(article_id), judgement=judgement))


def backed(store, key=None):
    """Who backs what under a key, in the order given."""
    return [(support.article_id, support.position_id) for support in store.supports(key or make_key())]


# -- supports --


def test_position_without_support_has_none(store):
    """Nobody backs an unknown key, or a position that no article was said to back."""
    back(store, "one")

    assert [] == backed(store)
    assert [] == backed(store, FAR)
    assert frozenset() == store.backed_alone("one")
    assert frozenset() == store.backed_alone("nowhere")


def test_support_is_read_as_saved(store):
    """Origin and moment of a support come back equal."""
    support = make_support("p", origin="وكالة", said_at=later(0.5))

    back(store, "article-1", supports=(support,))

    assert [support] == list(store.supports(make_key()))


def test_supports_come_by_moment_then_article_then_position(store):
    """Supports stand by the moment at which they were said, then by article, then by position."""
    for article_id, hours in (("b", 0), ("a", 0), ("c", -2)):
        supports = tuple(make_support(each, article_id, said_at=later(hours=hours)) for each in ("q", "p"))
        back(store, article_id, supports=supports)

    assert [("c", "p"), ("c", "q"), ("a", "p"), ("a", "q"), ("b", "p"), ("b", "q")] == backed(store)


def test_supports_are_those_of_their_key(store):
    """A key gives the supports of its own positions alone."""
    back(store, "one", "p", "far", histories=(make_positions("p"), make_positions("far", key=FAR)))

    assert [("one", "p")] == backed(store)
    assert [("one", "far")] == backed(store, FAR)


def test_new_reading_replaces_what_the_article_backs(store):
    """An article backs what its last reading says, nothing else; other articles' supports stay."""
    back(store, "one", "p", "q")
    back(store, "two", "p")

    back(store, "one", "q")

    assert [("one", "q"), ("two", "p")] == backed(store)


def test_reading_may_end_all_support_of_its_article(store):
    """A reading that was asked and backs nothing takes back what its article backed."""
    back(store, "one", "p")

    back(store, "one")

    assert [] == backed(store)


def test_reading_that_was_not_asked_leaves_supports_alone(store):
    """Supports of None leave what the article backs as it was."""
    back(store, "one", "p")

    back(store, "one", supports=None)

    assert [("one", "p")] == backed(store)


def test_position_backed_twice_by_one_article_is_backed_once(store):
    """An article that states one position in two claims backs it once, as it did first."""
    back(store, "one", supports=(make_support("p", "one"), make_support("p", "one", origin="Agency")))

    assert [make_support("p", "one")] == list(store.supports(make_key()))


def test_merged_position_hands_its_backers_on(store):
    """Who backed a position that was drawn into another backs that one; who backed both does so as before."""
    back(store, "one", "p")
    back(store, "two", supports=(make_support("p", "two", origin="Agency"), make_support("q", "two")))

    back(store, "three", "q", merged={"p": "q"}, histories=(make_positions("q"),))

    expected = [make_support("q", article_id) for article_id in ("one", "three", "two")]
    assert expected == list(store.supports(make_key()))


def test_merged_positions_are_handed_on_without_a_reading(store):
    """A judgement that no reading made hands backers on as well."""
    back(store, "one", "p")

    store.save_judgement(Judgement(histories=(make_positions("q"),), merged={"p": "q"}), later(5))

    assert [("one", "q")] == backed(store)


def test_article_that_backed_a_merged_position_may_leave_it(store):
    """What an article backs is taken back also where it came by a merger."""
    back(store, "one", "p")
    back(store, "two", "q", merged={"p": "q"}, histories=(make_positions("q"),))

    back(store, "one", histories=())

    assert [("two", "q")] == backed(store)
    assert {"q"} == store.backed_alone("two")


def test_backed_alone_are_positions_that_nobody_else_backs(store):
    """Of the positions that an article backs, those are backed alone that no other article backs."""
    back(store, "one", "p", "q")
    back(store, "two", "q")

    assert frozenset({"p"}) == store.backed_alone("one")
    assert frozenset() == store.backed_alone("two")


# -- days that pass --


def due_after(store, value, day, stage="planned"):
    """Whether a position of a value is due on a day."""
    position = make_position(make_said(make_claim(value=value)), stage=stage)
    store.save_reading(make_reading(judgement=Judgement(histories=(make_history(position),))))
    return [make_key()] == list(store.keys_due(date.fromisoformat(day)))


@pytest.mark.parametrize(
    ("rel", "last", "first_due"),
    [("in", "2026-09-30", "2026-10-01"), ("by", "2026-09-30", "2026-10-01"), ("before", "2026-08-31", "2026-09-01")],
)
def test_key_is_due_once_its_last_day_is_over(store, rel, last, first_due):
    """A planned day is not due on itself, and is due the day after; "before" a span ends the day before it."""
    assert not due_after(store, make_date(rel=rel), last)
    assert due_after(store, make_date(rel=rel), first_due)


@pytest.mark.parametrize("value", [make_date(rel="after"), make_date(rel="from"), make_figure()])
def test_value_without_a_deadline_is_never_due(store, value):
    """What only starts at a day, and a figure, cannot be overdue."""
    assert not due_after(store, value, "9999-12-31")


@pytest.mark.parametrize("stage", ["put_off", "done", "overdue", "withdrawn"])
def test_only_what_is_planned_is_due(store, stage):
    """A position that was put off, done, found overdue or taken back is not due."""
    assert not due_after(store, make_date(), "2027-01-01", stage)


def test_position_that_moves_on_is_due_no_more(store):
    """A key whose history says that the day was met is due no longer."""
    assert due_after(store, make_date(), "2026-11-01")
    assert not due_after(store, make_date(), "2026-11-01", "done")


def test_due_keys_come_once_and_in_order_of_their_text(store):
    """Keys with several due positions stand once, in alphabetical order of their text form."""
    keys = [make_key("withdrawal_begin"), FAR, make_key(), make_key(place="erbil")]
    histories = tuple(make_positions(f"p{number}", f"q{number}", key=key) for number, key in enumerate(keys))
    store.save_reading(make_reading(judgement=Judgement(histories=histories)))

    assert sorted(map(str, keys)) == list(map(str, store.keys_due(date(2027, 1, 1))))
