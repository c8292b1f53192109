from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from alert_records import BY_DECEMBER, BY_SEPTEMBER, SEPTEMBER, change, earlier, fall, said, slip
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts.matters import Matter, gather_matters
from monitor.records import DateValue

SENTENCE = "The fleet leaves by September, or by December 2026."
BY_NOVEMBER = DateValue(date(2026, 11, 1), date(2026, 11, 30), "by")


def reversal():
    """The claim of ``slip``, against its speaker's own word."""
    return change("source_reversed", slip().said, earlier(BY_SEPTEMBER, speaker="the harbour master"))


def test_changes_of_one_claim_are_one_matter():
    """What the same claim changes twice is told once, the loudest first."""
    occurred = change("occurred", slip().said, earlier(BY_SEPTEMBER))
    refined = change("refined", slip().said, earlier(BY_SEPTEMBER))

    gathered = gather_matters([refined, occurred])

    assert (Matter(occurred, (refined,)),) == gathered


def test_a_change_known_to_nobody_leads_over_the_speakers_own_reversal():
    """That the value differs from all that was known is the headline; that its speaker said otherwise is added."""
    assert (Matter(slip(), (reversal(),)),) == gather_matters([reversal(), slip()])


def test_a_reversal_in_another_sentence_leads_with_its_speaker():
    """Where the headline of the article gives the value without a name, the sentence that names who reversed leads."""
    title = said(BY_DECEMBER, "Gone by December", "by December", speaker=None, start=0)
    changed = change("changed", title, earlier(BY_SEPTEMBER))

    assert (Matter(reversal(), (changed,)),) == gather_matters([changed, reversal()])


def test_other_facts_stay_matters_of_their_own():
    """Another key, another value, a denial beside a claim and a claim that is gone are told apart."""
    denied = change("denied", said(BY_DECEMBER, "Not by December 2026.", "by December 2026", modality="denied"))
    gone = change("revised", said(BY_DECEMBER, "So by December 2026.", "by December 2026"), part="gone")
    other = change("changed", said(BY_NOVEMBER, "Then by November.", "by November"), earlier(BY_SEPTEMBER))

    gathered = gather_matters([slip(), fall(), denied, gone, other])

    assert 5 == len(gathered)


def test_matters_stand_by_their_loudest_change():
    """A matter is as loud as the loudest of its changes, whichever gives the headline."""
    assert ["changed", "changed"] == [one.headline.kind for one in gather_matters([fall(), slip(), reversal()])]
    assert slip() == gather_matters([fall(), reversal(), slip()])[0].headline


def test_values_that_contradict_each_other_are_one_matter():
    """All told changes under the key are one, with each value once, in the order of the text."""
    september = said(BY_SEPTEMBER, SENTENCE, "by September")
    december = said(BY_DECEMBER, SENTENCE, "by December 2026")
    again = said(BY_DECEMBER, "By December 2026, as said.", "By December 2026", start=300)
    changes = [
        change("changed", december, september, in_one_article=True),
        change("new", september),
        change("source_reversed", again, earlier(BY_SEPTEMBER)),
    ]

    (matter,) = gather_matters(changes)

    assert (september, december) == matter.values
    assert 2 == len(matter.others)


def test_a_value_that_was_known_is_one_of_the_contradicting_ones():
    """The value that the new one stands against in the article counts, though nothing is told of it."""
    known, now = said(BY_SEPTEMBER, SENTENCE, "by September"), said(BY_DECEMBER, SENTENCE, "by December 2026")

    (matter,) = gather_matters([change("changed", now, known, in_one_article=True)])

    assert (known, now) == matter.values


@pytest.mark.parametrize("kind", ["changed", "revised"])
def test_without_the_other_value_there_is_nothing_to_set_side_by_side(kind):
    """Where the value that is contradicted is not at hand, or is that of another version, the change stays itself."""
    before = earlier(BY_SEPTEMBER, article_id="article-1" if kind == "revised" else "article-0")

    (matter,) = gather_matters([change(kind, slip().said, before, in_one_article=True)])

    assert () == matter.values


def test_what_is_denied_or_gone_is_no_value_of_the_article():
    """A denial and a claim taken out stand beside the contradiction and never give its headline."""
    september, december = (
        said(BY_SEPTEMBER, SENTENCE, "by September"),
        said(BY_DECEMBER, SENTENCE, "by December 2026"),
    )
    denied = change("denied", said(SEPTEMBER, "Not in September.", "in September", modality="denied"))
    gone = change("revised", said(BY_NOVEMBER, "So by November.", "by November"), part="gone")
    told = change("refined", december, september, in_one_article=True)

    (matter,) = gather_matters([denied, gone, told])

    assert (told, (september, december)) == (matter.headline, matter.values)
    assert {"denied", "revised"} == {one.kind for one in matter.others}


@given(st.lists(st.sampled_from([slip(), fall(), reversal(), replace(slip(), change_id="more")]), unique=True))
def test_no_change_is_lost_or_told_twice(changes):
    """Every change is in exactly one matter."""
    told = [change for matter in gather_matters(changes) for change in (matter.headline, *matter.others)]

    assert sorted(one.change_id for one in changes) == sorted(one.change_id for one in told)
