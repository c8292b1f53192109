"""What is told of each sentence: what was found, what fired, and why the rest is no claim."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vardania import staged

from monitor.claims import explain_sentences, read_claims


def explained(text, lang="en"):
    """The sentences of a text, explained."""
    return explain_sentences(staged(text, lang))


def test_claims_stand_with_their_sentence():
    """Every claim is told once, with the sentence that holds its value."""
    text = "Compact troops will leave Korsa by June 2031. About 900 Compact soldiers are in Lumia."

    found = explained(text)

    assert [("withdrawal_complete",), ("troops_present",)] == [
        tuple(claim.key.frame for claim in one.claims) for one in found
    ]
    assert [claim for one in found for claim in one.claims] == list(read_claims(staged(text, "en")))


def test_mentions_cut_their_words_out_of_the_text():
    """Forces, places, events, dates, figures and other countries are told with their place in the text."""
    text = "In Japan, 40 Compact troops will leave Korsa by June 2031."
    (one,) = explained(text)

    words = {mention.kind: f"\n{text}"[mention.start : mention.end] for mention in one.mentions}

    assert {"abroad": "Japan", "force": "Compact troops", "place": "Korsa", "event": "leave"}.items() <= words.items()
    assert ("40 Compact troops" in words["figure"] or words["figure"].startswith("40")) is True
    assert "by June 2031" == words["date"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The ministry said on Monday that Compact troops were ready.", '"on Monday" is the day on which it was said'),
        ("Rain is due in Korsa on 14 March 2031.", '"on 14 March 2031" stands in a sentence without an event'),
        ("Compact soldiers killed 40 raiders.", '"40" counts no force: it counts those who were harmed, or the enemy'),
        ("The Compact lost 12 vehicles.", '"12 vehicles" counts no force: it counts vehicles'),
        ("3 Compact soldiers spoke.", "counts no force: 3 or fewer are no force"),
        ("The Compact fed 4,000 refugees.", "it counts people who belong to no force"),
    ],
)
def test_what_is_no_claim_is_told_why(text, told):
    """A date or figure that became no claim has its reason."""
    assert any(told in reason for one in explained(text) for reason in one.almost)


def test_an_event_too_far_from_a_date_is_told_with_its_distance():
    """How much speaks against the nearest event, and how much may at most."""
    far = "a road that runs along the river to the mill and the old pier, past the school and the yard of the keeper, "
    (one, *_) = explained(f"Compact troops will leave Korsa by {far * 2}where a fair is held on 14 July 2031.")

    assert any('"leave"' in reason and "too far apart" in reason for reason in one.almost)


WORDS = ("leave", "Korsa", "by", "9", "May", "900", "soldiers", ".", ",", ":", "(", "تغادر", "و", "كورسا", "حتى", "لە")


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join), st.sampled_from(["ar", "en", "ckb"]))
def test_no_text_raises(text, lang):
    """Any text can be explained, and its offsets lie in it."""
    for one in explained(text, lang):
        assert 0 <= one.start <= one.end <= len(text) + 1
