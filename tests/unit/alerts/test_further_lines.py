"""What stands below the headline of a matter: each thing once, and nothing that the headline tells."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from alert_records import BY_DECEMBER, BY_SEPTEMBER, MORNING, SEPTEMBER, change, earlier, fall, message, said, slip

from monitor.records import ChangeKind, DateValue, RevisedPart

GONE = ("gone", "page_gone")
SENTENCE = "The fleet leaves by September, or by December 2026."


def also(*changes):
    """The further lines of a message's only item."""
    (item,) = message(*changes).items
    return item.also


def beside_the_slip(kind, before=None, **parts):
    """The lines when the claim of ``slip`` makes another change as well."""
    return also(slip(), change(kind, slip().said, before, **parts))


@pytest.mark.parametrize(
    ("kind", "part", "before", "expected"),
    [
        (
            "source_reversed",
            None,
            earlier(SEPTEMBER),
            "The same speaker said before: September 2026 (planned) — Quay Radio, 3 March 2026",
        ),
        (
            "revised",
            "value",
            earlier(SEPTEMBER, speaker="a clerk", outlet="River Post"),
            "Before its edit the article said: September 2026 (planned) — a clerk, River Post, 3 March 2026",
        ),
        ("revised", "speaker", earlier(BY_DECEMBER), "Before its edit the article had it from: a clerk of the port"),
        ("revised", "speaker", earlier(BY_DECEMBER, speaker=None), "Before its edit the article named no source"),
        (
            "revised",
            "modality",
            earlier(BY_DECEMBER, modality="uncertain"),
            "Before its edit the article put it otherwise: by December 2026 (uncertain)",
        ),
        (
            "refined",
            None,
            earlier(DateValue(date(2026, 1, 1), date(2026, 12, 31))),
            "Narrower than what was known: 2026 (planned) — a clerk of the port, Quay Radio, 3 March 2026",
        ),
        (
            "lead_moved",
            None,
            earlier(SEPTEMBER, speaker="a clerk"),
            "Now reported by independent sources, before: September 2026 (planned) — a clerk, Quay Radio, 3 March 2026",
        ),
        ("new", None, None, "Nothing was known of it before"),
    ],
)
def test_each_other_change_of_a_claim_adds_its_line(kind, part, before, expected):
    """What the claim changes beside its headline is said in a line, with what it stands against."""
    assert (expected,) == beside_the_slip(kind, before, part=part)


@pytest.mark.parametrize("kind", ["refined", "restated"])
def test_what_the_headline_stands_against_is_not_told_again(kind):
    """A line that would hold only what "before" holds is left out."""
    assert () == beside_the_slip(kind, slip().against)


def test_an_edit_that_is_the_news_says_that_the_former_value_was_its_own():
    """Where the article's own former value is what the headline stands against, its source is not told twice."""
    former = earlier(BY_SEPTEMBER, article_id="article-1")
    edited = change("revised", slip().said, former, part="value")

    lines = also(change("changed", slip().said, former), edited)

    assert ("This is what the article itself said before its edit: by September 2026 (planned)",) == lines


def test_a_reversal_of_another_speaker_names_them():
    """Where the headline is another's, the line does not say "the same"."""
    other = said(BY_DECEMBER, "By December 2026, his deputy said.", "By December 2026", speaker="his deputy", start=300)
    reversal = change("source_reversed", other, earlier(SEPTEMBER))
    louder = change("source_reversed", slip().said, earlier(BY_SEPTEMBER))

    lines = also(louder, reversal)

    assert ("his deputy said before: September 2026 (planned) — Quay Radio, 3 March 2026",) == lines


def test_a_contradiction_whose_other_value_is_not_at_hand_is_still_said():
    """The reader learns that the article gives another value, though it cannot be shown."""
    lines = also(change("changed", slip().said, earlier(BY_SEPTEMBER), in_one_article=True))

    assert ("The same article gives another value as well",) == lines


def test_two_values_of_one_sentence_are_quoted_once():
    """One sentence that holds both is the quote; no line repeats it."""
    september, december = said(BY_SEPTEMBER, SENTENCE, "by September"), said(BY_DECEMBER, SENTENCE, "by December 2026")

    (item,) = message(change("changed", december, september, in_one_article=True)).items

    assert ((), SENTENCE) == (item.also, item.quote)
    assert "by September 2026 (planned); by December 2026 (planned)" == item.now
    assert ("", "") == (item.before, item.moved)


def test_a_denial_in_the_sentence_of_the_values_is_still_told():
    """What the same sentence denies is no value of the article, so that only its line tells it."""
    quote = f"{SENTENCE[:-1]}, and not in September."
    september, december = said(BY_SEPTEMBER, quote, "by September"), said(BY_DECEMBER, quote, "by December 2026")
    denied = change("denied", said(SEPTEMBER, quote, "in September", modality="denied"))

    lines = also(change("changed", december, september, in_one_article=True), denied)

    assert (f"And September 2026 (denied) — the harbour master, River Post, 9 March 2026: “{quote}”",) == lines


def test_a_speaker_who_reversed_in_a_contradiction_is_told_in_a_line():
    """What a speaker said before is not shown as what was known before."""
    september = said(BY_SEPTEMBER, SENTENCE, "by September")
    december = said(BY_DECEMBER, SENTENCE, "by December 2026")
    (item,) = message(
        change("source_reversed", september, earlier(SEPTEMBER)),
        change("restated", december, september, in_one_article=True),
    ).items

    assert "" == item.before
    assert ("The same speaker said before: September 2026 (planned) — Quay Radio, 3 March 2026",) == item.also


@pytest.mark.parametrize("kind", get_args(ChangeKind))
def test_every_kind_has_a_heading_and_a_line_of_its_own(kind):
    """No kind that the ledger tells lacks words, alone or beside another, whether or not it stands against a claim."""
    for part in get_args(RevisedPart) if kind == "revised" else (None,):
        for before in (None, earlier(SEPTEMBER, said_at=MORNING)):
            told = change(kind, slip().said, before, part=part)

            assert all((message(told).subject, message(told).lead, message(told).items[0].heading))
            assert message(slip(), told).items[-1].also or not before or kind == "changed" or part in GONE


def test_the_message_counts_matters_and_not_changes():
    """One more in the first line is one more fact, however many changes the first one makes."""
    reversal = change("source_reversed", slip().said, earlier(SEPTEMBER))

    worded = message(slip(), reversal, fall())

    assert worded.subject.endswith("(and 1 more)")
    assert 2 == len(worded.items)


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        ("", "the harbour master, River Post, 9 March 2026"),
        ("River Post", "the harbour master, River Post, 9 March 2026"),
        ("river post ", "the harbour master, River Post, 9 March 2026"),
        ("Sea Wire", "the harbour master, River Post citing Sea Wire, 9 March 2026"),
        ("وكالة البحر", "the harbour master, River Post citing \u2068وكالة البحر\u2069, 9 March 2026"),
    ],
)
def test_whose_report_it_is_stands_beside_the_outlet(origin, expected):
    """A copy names the agency that it is taken from; an outlet's own report names the outlet alone."""
    now = said(BY_DECEMBER, "Gone by December 2026.", "by December 2026", origin=origin)

    assert expected == message(change("new", now)).items[0].now_said


def test_the_year_of_a_former_word_is_told_where_it_is_another():
    """A day without a year is one of this year."""
    before = earlier(BY_SEPTEMBER, said_at=MORNING.replace(year=2025))

    assert message(change("source_reversed", slip().said, before)).subject.endswith(
        "on 9 March 2025: by September 2026"
    )
