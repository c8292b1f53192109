"""The store in memory: all or nothing, and the same answers as the one on disk."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from records_made import (
    EVER,
    NOON,
    make_alert,
    make_article,
    make_change,
    make_claim,
    make_due,
    make_entry,
    make_health,
    make_health_reading,
    make_history,
    make_imprint,
    make_key,
    make_notice_alert,
    make_outcome,
    make_owed,
    make_poll,
    make_position,
    make_reading,
    make_said,
    make_source_state,
    make_support,
    make_told_reading,
    make_visit,
)

from monitor.records import Judgement, PollReading
from monitor.store import MemoryStore, SqliteStore

KEYS = (make_key(), make_key("drawdown"))
POSITIONS = ("p", "q", "r")
ARTICLES = ("one", "two", "three")
FAULTY = SimpleNamespace()
"""What is no record: it lacks every field."""


def everything(store):
    """All that a store gives of the articles, positions and keys of these tests."""
    return {
        "claims": list(store.claims()),
        "keys": list(store.keys()),
        "said": dict(store.said(f"claim-{each}" for each in range(6))),
        "changes": list(store.changes()),
        "readings": list(store.readings()),
        "alerts": list(store.alerts()),
        "deliveries": list(store.deliveries()),
        "sources": dict(store.source_states()),
        "healths": dict(store.healths()),
        "entries": [dict(store.known_entries("herald-en")), store.discovered(EVER), store.titles_since(EVER)],
        "due": [list(store.due_entries(NOON)), list(store.due_visits(NOON + timedelta(days=9)))],
        "alike": [list(store.alike(make_imprint(band), EVER)) for band in "xyz"],
        "slugs": [list(store.articles_at("Herald", slug)) for slug in ("", "s", "t")],
        "keys due": list(store.keys_due(make_claim().value.end.replace(year=2027))),
        **{key: (store.histories([key])[key], list(store.supports(key))) for key in KEYS},
        **{
            each: (
                store.article(each),
                list(store.versions(each)),
                list(store.readings(each)),
                list(store.changes(article_id=each)),
                store.visit(each),
                store.page(each, "hash-1"),
                store.claim_ids(each),
                store.backed_alone(each),
            )
            for each in (*ARTICLES, "article-1")
        },
    }


# -- all or nothing --


@pytest.mark.parametrize(
    "fault",
    [
        {"said": (make_said(), FAULTY)},
        {"judgement": Judgement((make_change(), FAULTY))},
        {"judgement": Judgement((make_change(),), (make_history(), FAULTY))},
        {"judgement": Judgement((make_change(),), (make_history(),), (make_support(), FAULTY))},
        {"owed": (FAULTY,)},
        {"owed": (make_owed(), make_owed(make_alert("other"), deliveries=(FAULTY,)))},
        {"outcome": FAULTY},
        {"imprint": FAULTY},
        {"page": FAULTY},
    ],
    ids=["said", "changes", "histories", "supports", "alerts", "deliveries", "outcome", "imprint", "page"],
)
def test_reading_with_a_fault_leaves_nothing(fault):
    """A reading of which one part cannot be kept leaves no part of it."""
    store = MemoryStore()
    store.save_poll(make_poll(make_entry()))
    before = everything(store)
    reading = make_told_reading(outcome=make_outcome(), visit=make_visit(), imprint=make_imprint(), slug="s")

    with pytest.raises(AttributeError):
        store.save_reading(replace(reading, **fault))

    assert before == everything(store)


@pytest.mark.parametrize(
    "fault", [{"healths": (make_health(), FAULTY)}, {"owed": (make_owed(make_notice_alert()), FAULTY)}]
)
def test_look_at_health_with_a_fault_leaves_nothing(fault):
    """A look at health of which one part cannot be kept leaves no part of it."""
    store = MemoryStore()

    with pytest.raises(AttributeError):
        store.save_health(replace(make_health_reading(), **fault))

    assert everything(MemoryStore()) == everything(store)


def test_poll_with_a_fault_leaves_nothing():
    """A poll of which one entry cannot be kept leaves no part of it."""
    store = MemoryStore()

    with pytest.raises(AttributeError):
        store.save_poll(PollReading(make_source_state(), (make_due(), FAULTY)))

    assert everything(MemoryStore()) == everything(store)


def test_judgement_with_a_fault_leaves_nothing():
    """A judgement that no reading made, of which one alert cannot be kept, leaves no part of it."""
    store = MemoryStore()

    with pytest.raises(AttributeError):
        store.save_judgement(Judgement((make_change(),), (make_history(),)), NOON, (FAULTY,))

    assert everything(MemoryStore()) == everything(store)


# -- the same answers --


@st.composite
def judgements(draw, article_id, *, supports):
    """What the ledger may say: positions under the keys, mergers of one into another, and what the article backs."""
    held = draw(st.lists(st.sampled_from(POSITIONS), unique=True))
    stages = st.sampled_from(["planned", "done"])
    histories = tuple(
        make_history(
            make_position(make_said(make_claim(key=key)), position_id=f"{each}-{key.frame}", stage=draw(stages)),
            key=key,
        )
        for key, each in zip(KEYS, held, strict=False)
    )
    ids = st.sampled_from([f"{each}-{key.frame}" for key in KEYS for each in POSITIONS])
    merged = dict(draw(st.lists(st.tuples(ids, ids).filter(lambda pair: pair[0] != pair[1]), max_size=2)))
    backed = draw(st.none() | st.lists(ids)) if supports else None
    return Judgement(
        tuple(make_change(change_id=each) for each in draw(st.lists(st.sampled_from("abc"), max_size=2))),
        histories,
        None if backed is None else tuple(make_support(each, article_id) for each in backed),
        merged,
    )


@st.composite
def readings(draw):
    """A reading of one of a few articles, in one of a few versions, with claims of a few."""
    article_id, version = draw(st.sampled_from(ARTICLES)), draw(st.sampled_from("AB"))
    article = make_article(article_id, title=version, content_hash=version)
    own = 2 * ARTICLES.index(article_id)
    claims = tuple(
        make_claim(f"claim-{own + number}", article_id=article_id, key=KEYS[number], rules=draw(st.sampled_from("12")))
        for number in draw(st.lists(st.integers(0, 1), unique=True))
    )
    return make_reading(
        article,
        claims=claims,
        read_at=NOON + timedelta(minutes=draw(st.integers(0, 2))),
        judgement=draw(judgements(article_id, supports=True)),
        imprint=make_imprint(*draw(st.sampled_from([("x",), ("y",), ("x", "z")]))),
        slug=draw(st.sampled_from(["", "s", "t"])),
        visit=draw(st.none() | st.builds(lambda step: make_visit(article_id, step=step), st.integers(0, 2))),
    )


steps = readings() | judgements("", supports=False)


@given(saves=st.lists(readings() | judgements("", supports=False) | st.lists(steps, max_size=4), max_size=8))
@settings(max_examples=60, deadline=None)
def test_both_stores_answer_alike(saves, tmp_path_factory):
    """After any readings, judgements and rebuilds, the store in memory gives what the one on disk gives."""
    memory = MemoryStore()
    with closing(SqliteStore.open(tmp_path_factory.mktemp("state"))) as disk:
        for save in saves:
            for store in (memory, disk):
                keep(store, save)

            assert everything(disk) == everything(memory)


def keep(store, save):
    """Keep a reading, a judgement of no reading, or what a list of them rebuilds."""
    if isinstance(save, list):
        known = {each.article.article_id for each in store.readings()}
        store.save_rebuilt(
            [each for each in save if isinstance(each, Judgement) or each.article.article_id in known], NOON
        )
    elif isinstance(save, Judgement):
        store.save_judgement(save, NOON)
    else:
        store.save_reading(save)
