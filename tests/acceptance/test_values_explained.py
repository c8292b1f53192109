"""``monitor values --explain``: how each date and figure was read, for a person."""

from __future__ import annotations

import json

import pytest
from command_line import run_monitor

FERRY = {"lang": "en", "text": "The ferry will sail on Friday with at least 40 guests.", "ref": "2026-03-11"}
MARKET = {"lang": "ar", "text": "سينتقل السوق القديم في أيلول إلى الميناء.", "ref": "2026-03-11"}
SOLDIERS = {"lang": "ckb", "text": "نزیکەی 2500 سەرباز سبەی دەڕۆن.", "ref": "2026-03-11"}
MILL = {"lang": "en", "text": "The mill wheel turns again.", "ref": "2026-03-11"}

EXPLAINED = {
    "en": (
        FERRY,
        [
            "on Friday → 2026-03-13  [weekday]",
            "the words name [Friday]",
            "the words around speak of what is to come",
            "the coming one",
            "that is 2026-03-13",
            "it might be 2026-03-06 or 2026-03-20 instead",
            "at least 40 → from 40 count  [bound_at_least]",
            "the words name at least 40",
            "nothing that is counted stands beside it",
        ],
    ),
    "ar": (
        MARKET,
        [
            "في أيلول → 2026-09-01 … 2026-09-30  [month]",
            "the words name [September, no year]",
            "the words around speak of what is to come",
            "the coming one",
            "that is 2026-09-01 to 2026-09-30",
            "it might be 2025-09-01 to 2025-09-30 or 2027-09-01 to 2027-09-30 instead",
        ],
    ),
    "ckb": (
        SOLDIERS,
        [
            "نزیکەی 2500 سەرباز → about 2,500 troops  [plain_number]",
            "the words name 2500",
            "a word of nearness stands beside it, or the number is a vague one",
            "it counts troops",
            "سبەی → 2026-03-12  [day_word]",
            "the words name [publication +1 days]",
            "that is 2026-03-12",
        ],
    ),
}

BAD_LINES = {
    "no-text": (FERRY | {"text": None}, "text is None; give a text"),
    "number": (FERRY | {"text": 7}, "text is 7; give a text"),
    "no-json": (b"not json", "the line is 'not json"),
    "list": (b"[1, 2]", "the line is [1, 2]; give a JSON object"),
    "language": (FERRY | {"lang": "fr"}, "lang is 'fr'; give one of ar, en, ckb"),
    "bad-ref": (FERRY | {"ref": "soon"}, "the day is 'soon'; give YYYY-MM-DD"),
    "no-ref": (FERRY | {"ref": None}, "the day is None; give YYYY-MM-DD"),
    "early-ref": (FERRY | {"ref": "0001-01-01"}, "the day is '0001-01-01'; give YYYY-MM-DD from 1900"),
}


def explained(*forms):
    """How ``values --explain`` ends on the forms as JSON Lines; bytes stand as they are."""
    lines = (one if isinstance(one, bytes) else json.dumps(one).encode() for one in forms)
    return run_monitor("values", "--explain", stdin=b"\n".join(lines) + b"\n")


@pytest.mark.parametrize("lang", EXPLAINED)
def test_sentence_is_printed_with_its_values_and_their_steps(lang):
    """The sentence comes first, then in order each value with its rule, and below it how it was reached."""
    sentence, wanted = EXPLAINED[lang]

    ended = explained(sentence)

    assert (0, "") == (ended.status, ended.err)
    assert [sentence["text"], *wanted] == ended.lines


def test_sentences_are_explained_in_the_order_of_the_input():
    """What belongs to a sentence stands below it and above the next one."""
    ended = explained(SOLDIERS, MARKET, FERRY)

    texts = [one["text"] for one in (SOLDIERS, MARKET, FERRY)]
    assert texts == [line for line in ended.lines if line in texts]
    assert ended.lines.index(MARKET["text"]) < ended.lines.index("the words name [September, no year]")
    assert ended.lines.index("the words name [September, no year]") < ended.lines.index(FERRY["text"])


def test_sentence_without_a_value_says_so():
    """Nothing that was found is told as such, and is no fault."""
    ended = explained(MILL)

    assert (0, "") == (ended.status, ended.err)
    assert [MILL["text"], "no date and no figure"] == ended.lines


def test_language_is_guessed_where_none_is_named():
    """The letters of a text show its language, as they do without ``--explain``."""
    ended = explained({"text": MARKET["text"], "ref": MARKET["ref"]})

    assert (0, True) == (ended.status, "the words name [September, no year]" in ended.lines)


@pytest.mark.parametrize("kind", BAD_LINES)
def test_bad_line_is_told_and_the_others_are_explained(kind):
    """A bad line is named on standard error with what was found; exit status 1; those around it are explained."""
    bad, words = BAD_LINES[kind]

    ended = explained(MILL, bad, SOLDIERS)

    assert 1 == ended.status
    assert ended.err.startswith("monitor: line 2: ")
    assert words in ended.err
    assert "Traceback" not in ended.err
    assert [MILL["text"], "no date and no figure", SOLDIERS["text"]] == ended.lines[:3]
    assert "it counts troops" in ended.lines


def test_each_bad_line_is_told_with_its_number():
    """Empty lines are counted but not told; every other fault has a line of its own."""
    ended = explained(b"no json", b"", BAD_LINES["language"][0], FERRY)

    assert (1, FERRY["text"]) == (ended.status, ended.lines[0])
    assert ["monitor: line 1:", "monitor: line 3:"] == [line[:16] for line in ended.err.splitlines()]


def test_words_in_brackets_are_no_markup():
    """What looks like markup of the terminal is printed as the outlet wrote it."""
    text = "The [bold]mill[/bold] opens on [red]5 May 2027[/]."

    ended = explained(MILL | {"text": text})

    assert (0, text) == (ended.status, ended.lines[0])


def test_control_characters_do_not_reach_the_terminal():
    """A sentence that would clear the screen is printed without the characters that do so."""
    ended = explained(MILL | {"text": "The mill \x1b[2J opens on 5 May 2027."})

    assert (0, "The mill \ufffd[2J opens on 5 May 2027.") == (ended.status, ended.lines[0])


def test_half_a_character_does_not_stop_the_explaining():
    """A text with a lone surrogate, which UTF-8 cannot carry, is explained like any other."""
    ended = explained(MILL | {"text": "The mill \ud800 opens on 5 May 2027."}, FERRY)

    assert (0, True) == (ended.status, FERRY["text"] in ended.lines)
