"""What every store promises of putting claims, changes, histories and supports anew in the place of what is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from records_made import (
    EVER,
    NOON,
    later,
    make_alert,
    make_article,
    make_change,
    make_claim,
    make_delivery,
    make_denial,
    make_figure,
    make_history,
    make_imprint,
    make_key,
    make_position,
    make_reading,
    make_said,
    make_support,
    make_told_reading,
    make_visit,
)

from monitor.records import Judgement, KeptChange, KeyHistory

OLD_KEY = make_key("drawdown")
LOST = make_claim("lost", key=OLD_KEY, rules="rules-1")
KEPT = make_claim("kept", rules="rules-1")
FOUND = make_claim("found", key=make_key("troops_present"), value=make_figure(), rules="rules-2")


class RulesBrokeError(ValueError):
    """What a step of a rebuild raises in these tests."""


def position_of(claim):
    """The position of a claim."""
    return make_position(make_said(claim))


def told(*claims, article=None, **fields):
    """A reading whose claims are all new, told, and backed by the article."""
    article = article or make_article()
    said = tuple(make_said(claim, article) for claim in claims)
    histories = tuple(make_history(position_of(claim), key=claim.key, denials=(make_denial(),)) for claim in claims)
    supports = tuple(make_support(position_of(claim).position_id, article.article_id) for claim in claims)
    judgement = Judgement(tuple(make_change(each) for each in said), histories, supports)
    return make_reading(article, said=said, judgement=judgement, **fields)


def reread(*claims, **fields):
    """The same reading by newer rules."""
    return told(*(replace(claim, rules="rules-2") for claim in claims), **fields)


def breaking_after(*steps):
    """These steps one by one, and then the error of a faulty rule."""
    yield from steps
    raise RulesBrokeError


@pytest.fixture
def filled(store):
    """A store with one article that claims what is lost and what is kept, an alert of it, and a visit to come."""
    reading = told(LOST, KEPT, alerts=(make_alert(),), visit=make_visit(), imprint=make_imprint(), slug="convoy")
    store.save_reading(reading)
    return store


def all_of(store):
    """Everything that a rebuild could touch, and what it must not."""
    keys = [OLD_KEY, make_key(), FOUND.key]
    return {
        "claims": list(store.claims()),
        "said": dict(store.said(["lost", "kept", "found"])),
        "keys": list(store.keys()),
        "ids": store.claim_ids("article-1"),
        "changes": list(store.changes()),
        "histories": dict(store.histories(keys)),
        "supports": {key: list(store.supports(key)) for key in keys},
        "alone": store.backed_alone("article-1"),
        **what_stays(store),
    }


def what_stays(store):
    """What no rebuild touches."""
    return {
        "versions": list(store.versions("article-1")),
        "readings": list(store.readings()),
        "alerts": list(store.alerts()),
        "deliveries": list(store.deliveries()),
        "visit": store.visit("article-1"),
        "alike": list(store.alike(make_imprint(), EVER)),
        "slug": list(store.articles_at("Herald", "convoy")),
    }


def test_rebuild_puts_claims_in_place(filled):
    """Claims read as the newer rules read them; those that they no longer make are given by their ids alone."""
    filled.save_rebuilt([reread(KEPT, FOUND)], later(hours=1))

    kept, found = (make_said(replace(claim, rules="rules-2")) for claim in (KEPT, FOUND))
    assert [found, kept] == list(filled.claims())
    assert [make_key(), FOUND.key] == list(filled.keys())
    assert frozenset({"kept", "found"}) == filled.claim_ids("article-1")
    assert {"lost": make_said(LOST), "kept": kept} == dict(filled.said(["lost", "kept"]))
    assert [] == list(filled.claims(OLD_KEY))
    assert [found, kept] == list(filled.claims(topic="coalition-withdrawal"))


def test_rebuild_puts_histories_and_supports_in_place(filled):
    """Histories and supports are those of the steps; keys that no step touches have none."""
    steps = [reread(KEPT, FOUND)]

    filled.save_rebuilt(steps, later(hours=1))

    first, second = steps[0].judgement.histories
    assert {OLD_KEY: KeyHistory(OLD_KEY), make_key(): first, FOUND.key: second} == dict(
        filled.histories([OLD_KEY, make_key(), FOUND.key])
    )
    assert [] == list(filled.supports(OLD_KEY))
    assert [make_support("position-of-kept")] == list(filled.supports(make_key()))
    assert frozenset({"position-of-kept", "position-of-found"}) == filled.backed_alone("article-1")
    assert [make_key()] == list(filled.keys_due(date(2027, 1, 1)))


def test_rebuild_leaves_what_was_read_and_told(filled):
    """Versions, readings, alerts, deliveries, visits and imprints stay, whatever the steps bring."""
    before = what_stays(filled)
    other = make_article(text="Other words.", content_hash="hash-2")
    step = told(
        FOUND,
        article=other,
        alerts=(make_alert("again"),),
        imprint=make_imprint("z"),
        slug="z",
        visit=make_visit(step=9),
    )

    filled.save_rebuilt([step], later(hours=1))

    assert before == what_stays(filled)
    assert [make_delivery()] == list(filled.deliveries())


def test_rebuild_leaves_known_changes_and_adds_new_ones(filled):
    """A known change stays to the letter, with the claim as it read then; a new one is judged at the rebuild."""
    before = list(filled.changes())

    filled.save_rebuilt([reread(KEPT, FOUND)], later(hours=1))

    found = make_change(make_said(FOUND))
    assert [*before, KeptChange(found, later(hours=1))] == list(filled.changes())


def test_rebuild_takes_steps_in_their_order(filled):
    """The last step on a key or an article counts, judgements between readings included."""
    overdue = make_history(replace(position_of(KEPT), stage="overdue"), lead=None)
    elsewhere = make_article("article-2", content_hash="hash-2")
    filled.save_reading(make_reading(elsewhere))
    steps = [
        reread(KEPT),
        reread(replace(KEPT, claim_id="again", article_id="article-2"), article=elsewhere),
        Judgement(
            (make_change(make_said(KEPT), change_id="overdue"),),
            (overdue,),
            merged={"position-of-again": "position-of-kept"},
        ),
    ]

    filled.save_rebuilt(steps, NOON)

    assert overdue == filled.histories([make_key()])[make_key()]
    assert ["article-1", "article-2"] == [each.article_id for each in filled.supports(make_key())]
    assert "overdue" == filled.changes()[-1].change.change_id


def test_claim_of_two_steps_keeps_its_first_words(filled):
    """A claim that two versions make is said by the first of them, after a rebuild as before it."""
    first, second = make_article(), make_article(title="Edited", content_hash="hash-2")

    filled.save_rebuilt([reread(KEPT, article=first), reread(KEPT, article=second)], NOON)

    assert [first.title] == [said.title for said in filled.claims()]


def test_retired_claim_that_is_made_again_counts_again(filled):
    """A claim that a rebuild retired is given again, in its new words, once a later reading makes it."""
    filled.save_rebuilt([reread(KEPT)], NOON)
    again = replace(LOST, rules="rules-3")

    filled.save_reading(told(again, read_at=later(hours=2)))

    assert [make_said(again)] == list(filled.claims(OLD_KEY))
    assert {"lost", "kept"} == filled.claim_ids("article-1")


def test_rebuild_from_nothing_leaves_no_claims(filled):
    """Without steps every claim is retired, and the changes stand as they were."""
    before = list(filled.changes())

    filled.save_rebuilt([], NOON)

    assert ([], [], frozenset()) == (list(filled.claims()), list(filled.keys()), filled.claim_ids("article-1"))
    assert before == list(filled.changes())


def test_same_rebuild_twice_is_as_once(filled):
    """Rebuilding again from the same steps changes nothing."""
    filled.save_rebuilt([reread(KEPT, FOUND)], NOON)
    once = all_of(filled)

    filled.save_rebuilt([reread(KEPT, FOUND)], later(hours=1))

    assert once == all_of(filled)


def test_steps_may_be_made_from_the_journal_while_they_are_kept(store):
    """Steps that are read out of the same store one by one, as they are kept, rebuild all of it."""
    for number in range(30):
        article = make_article(f"article-{number}", content_hash=f"hash-{number}")
        store.save_reading(told(make_claim(f"old-{number}", article_id=article.article_id), article=article))
    seen = []

    def steps():
        for kept in store.readings():
            seen.append(len(store.claims()))
            claim = make_claim(f"new-{len(seen)}", article_id=kept.article.article_id)
            yield told(claim, article=kept.article, read_at=kept.read_at)

    store.save_rebuilt(steps(), NOON)

    assert {f"new-{number}" for number in range(1, 31)} == {said.claim.claim_id for said in store.claims()}
    assert list(range(30)) == seen


def test_steps_that_break_leave_everything_as_it_was(filled):
    """An error raised while the steps are made reaches the caller, and not one claim or position has moved."""
    before = all_of(filled)

    overdue = Judgement((make_change(change_id="overdue"),), (make_history(),), merged={"position-of-kept": "p"})

    with pytest.raises(RulesBrokeError):
        filled.save_rebuilt(breaking_after(reread(KEPT, FOUND), overdue), NOON)

    assert before == all_of(filled)


def test_store_works_on_after_broken_steps(filled):
    """After a rebuild that broke, the next save and the next rebuild do their work."""
    with pytest.raises(RulesBrokeError):
        filled.save_rebuilt(breaking_after(reread(FOUND)), NOON)

    filled.save_reading(make_told_reading(read_at=later(1)))
    filled.save_rebuilt([reread(KEPT)], later(2))

    assert ["kept"] == [said.claim.claim_id for said in filled.claims()]
