"""What every store promises of articles and claims."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from records_made import (
    NOON,
    later,
    make_article,
    make_claim,
    make_date,
    make_figure,
    make_history,
    make_key,
    make_reading,
    make_said,
)

from monitor.records import FigureValue, Judgement

# -- articles --


def test_unknown_article_has_no_version(store):
    """An article that was never read is None, without versions and claims."""
    assert store.article("article-1") is None
    assert [] == list(store.versions("article-1"))
    assert frozenset() == store.claim_ids("article-1")


def test_article_is_read_as_saved(store):
    """Every field of an article comes back equal, in any script and to the microsecond."""
    article = make_article(
        lang="ckb",
        title="ڕێکەوتنی کشانەوە",
        text="هێزەکان دەکشێنەوە.\nلە ٢٠٢٦دا \u200f\U0001f6a9\x00",
        published_at=NOON + timedelta(microseconds=7),
        published_on=date(2026, 3, 3),
    )

    store.save_reading(make_reading(article))

    assert article == store.article("article-1")
    assert [article] == list(store.versions("article-1"))


def test_two_versions_of_an_article_are_kept(store):
    """An edited article has both versions, oldest first, and the edited one is the newest."""
    first, second = make_article(), make_article(title="Coalition corrects itself", content_hash="hash-2")
    store.save_reading(make_reading(first))

    store.save_reading(make_reading(second, read_at=later(hours=2)))

    assert second == store.article("article-1")
    assert [first, second] == list(store.versions("article-1"))


def test_same_content_twice_is_one_version(store):
    """A version whose content is known is not kept a second time."""
    store.save_reading(make_reading())

    store.save_reading(make_reading(read_at=later(hours=2)))

    assert [make_article()] == list(store.versions("article-1"))


def test_version_taken_back_is_the_newest_again(store):
    """An outlet that restores the first text leaves two versions, of which the first is the newest again."""
    first, second = make_article(), make_article(content_hash="hash-2")
    store.save_reading(make_reading(first))
    store.save_reading(make_reading(second))

    store.save_reading(make_reading(first))

    assert first == store.article("article-1")
    assert [first, second] == list(store.versions("article-1"))


def test_one_text_in_two_articles_is_two_versions(store):
    """A content hash identifies a version within its article alone."""
    one, two = make_article("one"), make_article("two")
    store.save_reading(make_reading(one))

    store.save_reading(make_reading(two))

    assert [one] == list(store.versions("one"))
    assert [two] == list(store.versions("two"))


# -- claims --


@pytest.mark.parametrize(
    "claim",
    [
        make_claim(),
        make_claim(value=make_figure(2000, 2500, approx=True), modality="uncertain", background=True),
        make_claim(value=make_figure(None, 499), key=make_key("troops_present", force="german-contingent")),
        make_claim(value=make_date(suspect=True, approx=True, rel="after"), speaker=None, office=None, rule=""),
        make_claim(value=FigureValue(2500.5, None, unit="vehicles", suspect=True), modality="denied"),
        make_claim(value=FigureValue(1e300, None), quote="قال المتحدث: ٢٬٥٠٠ جندي"),
        make_claim(rules="rules-7"),
    ],
    ids=["date", "between", "open-below", "unnamed-speaker", "open-above", "huge", "rules"],
)
def test_claim_is_read_as_saved(store, claim):
    """Every field of a claim comes back equal, said as its article was published."""
    store.save_reading(make_reading(claims=(claim,)))

    assert [make_said(claim)] == list(store.claims())


def test_claim_keeps_whose_report_it_is(store):
    """A claim of an agency's report comes back with its origin, one of the outlet's own without."""
    copied, own = make_said(make_claim("a"), origin="Agency"), make_said(make_claim("b"))

    store.save_reading(make_reading(said=(copied, own)))

    assert [copied, own] == list(store.claims())
    assert ["Agency", "Herald"] == [said.reported_by for said in store.claims()]


def test_claims_are_said_by_their_ids(store):
    """Claims asked for by id come with where they were said; unknown ids are left out."""
    store.save_reading(make_reading(claims=(make_claim("a"), make_claim("b", background=True), make_claim("c"))))

    assert {"b": make_said(make_claim("b", background=True)), "a": make_said(make_claim("a"))} == dict(
        store.said(["b", "nowhere", "a", "a"])
    )
    assert {} == dict(store.said(()))


def test_whole_figures_come_back_whole(store):
    """A count is shown as a whole number after it was kept: 2500, not 2500.0."""
    store.save_reading(make_reading(claims=(make_claim(value=make_figure(2500)),)))

    (said,) = store.claims()

    assert "2500" == str(said.claim.value.low)


def test_claims_are_said_by_the_version_that_made_them(store):
    """A claim of the first version keeps that version's title when the article is edited."""
    first, second = make_article(), make_article(title="Edited", content_hash="hash-2")
    old, new = make_claim("claim-1"), make_claim("claim-2")
    store.save_reading(make_reading(first, claims=(old,)))

    store.save_reading(make_reading(second, claims=(old, new)))

    assert [make_said(old, first), make_said(new, second)] == list(store.claims())


def test_claim_ids_are_those_of_every_version(store):
    """Ids of the claims of an article gather over its versions, and leave out other articles'."""
    store.save_reading(make_reading(claims=(make_claim("a"), make_claim("b"))))
    store.save_reading(make_reading(make_article(content_hash="hash-2"), claims=(make_claim("c"),)))
    store.save_reading(make_reading(make_article("far"), claims=(make_claim("d", article_id="far"),)))

    assert frozenset({"a", "b", "c"}) == store.claim_ids("article-1")


def test_known_claim_is_kept_as_it_was_first(store):
    """A claim id that is known stays as it was, and stands once."""
    store.save_reading(make_reading(claims=(make_claim(),)))

    store.save_reading(make_reading(claims=(make_claim(speaker="somebody else"),)))

    assert [make_said()] == list(store.claims())


def test_claims_come_by_the_moment_they_were_said_then_by_id(store):
    """Claims stand in order of publication, those of one moment by id; background ones are among them."""
    late = make_article("late", published_at=NOON)
    early = make_article("early", published_at=later(hours=-3))
    store.save_reading(make_reading(late, claims=(make_claim("a", article_id="late"),)))
    store.save_reading(
        make_reading(
            early,
            claims=(make_claim("c", article_id="early"), make_claim("b", article_id="early", background=True)),
        )
    )

    assert ["b", "c", "a"] == [said.claim.claim_id for said in store.claims()]


def test_claims_are_chosen_by_key_and_by_topic(store):
    """A key gives its own claims alone, own and other forces apart; a topic gives all of its keys."""
    own, foreign = make_key(), make_key(force="german-contingent")
    other = make_key(topic="port-blockade")
    keys = {"a": own, "b": foreign, "c": other}
    store.save_reading(make_reading(claims=tuple(make_claim(name, key=key) for name, key in keys.items())))

    chosen = {
        "own": [said.claim.claim_id for said in store.claims(own)],
        "foreign": [said.claim.claim_id for said in store.claims(foreign)],
        "topic": [said.claim.claim_id for said in store.claims(topic="coalition-withdrawal")],
        "both": [said.claim.claim_id for said in store.claims(own, topic="port-blockade")],
        "unknown": [said.claim.claim_id for said in store.claims(make_key("drawdown"))],
    }

    assert {"own": ["a"], "foreign": ["b"], "topic": ["a", "b"], "both": [], "unknown": []} == chosen


def test_keys_are_those_with_a_claim_in_order_of_their_text(store):
    """Each key that has a claim stands once, in alphabetical order of its text form."""
    keys = [make_key("withdrawal_begin"), make_key(force="german-contingent"), make_key(), make_key(place="erbil")]
    claims = [make_claim(f"claim-{number}", key=key) for number, key in enumerate([*keys, make_key()])]
    store.save_reading(make_reading(claims=tuple(claims)))

    assert sorted(map(str, keys)) == list(map(str, store.keys()))


def test_key_without_a_claim_is_no_key(store):
    """A history alone makes no key."""
    store.save_reading(make_reading(judgement=Judgement(histories=(make_history(),))))

    assert [] == list(store.keys())
