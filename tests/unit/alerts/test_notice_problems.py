"""That what programs call a problem reaches an operator in words."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import UTC, datetime
from typing import get_args

import pytest
from alert_records import ZONE

from monitor.alerts import compose_notice, word_alert
from monitor.alerts.wording.problem_words import ProblemToldWords, ProblemWords
from monitor.records import ExtractionProblem, FeedProblem, FetchProblem, Message, Notice, Source

SINCE = datetime(2026, 3, 9, 6, 10, tzinfo=UTC)
QUAY = Source("quay-ar", "Quay Radio", "https://quay.example/feed.xml", "ar", "Asia/Baghdad")
PROBLEMS = (*get_args(FetchProblem), *get_args(FeedProblem), *get_args(ExtractionProblem), "selectors")
FORMS = (
    "{0}: 9 beetles",
    "{0}",
    "{0}: ",
    "{0}: 9 beetles; then {0}: 9 moths",
    "{0}: https://quay.example failed ({0}: 9 beetles); served by https://elsewhere.example",
    "{0}; and quay-en, quay-fr and 3 more",
    "pages are only discovered, by a news query; {0}: 9 beetles",
    "4 of the last 8 articles did not come out as they should ({0}, {0})",
    "“the crane” is missing ({0})",
)


def worded(detail: str, *, healed: bool = False) -> Message:
    """The message of a notice of the quay with this detail."""
    notice = Notice("quay-ar", "failing", healed=healed, since=SINCE, detail=detail)
    return word_alert(compose_notice(notice, QUAY, SINCE), None, ZONE)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("problem", PROBLEMS)
def test_what_programs_call_a_problem_stands_in_no_message(problem, form):
    """Every kind of failure is in words wherever it stands, when a source falls ill and when it is well again."""
    for told in (worded(form.format(problem), healed=healed) for healed in (False, True)):
        text = f"{told.subject}\n{told.text}"

        assert f"{problem}:" not in text
        assert re.search(rf"[(;:,] {problem}(?:[;,).]|$)|\({problem}\b", text, re.MULTILINE) is None
        assert problem not in text or "_" not in problem
        assert not re.search(r"[:,;] *[;,).]|\{|  |: *$", told.lead)


@pytest.mark.parametrize("problem", PROBLEMS)
def test_a_problem_without_a_detail_has_words(problem):
    """What is known is said, where there is no more than its kind."""
    told = worded(problem)

    assert len(told.subject.partition("09:10: ")[2].split()) >= 3


def test_every_problem_is_in_the_word_file():
    """A new kind of failure needs its words."""
    assert {field.name for field in fields(ProblemWords)} == set(PROBLEMS)
    assert {field.name for field in fields(ProblemToldWords)} <= set(PROBLEMS)


def test_what_a_server_calls_its_page_stays_as_it_is():
    """Words of ours that stand within a detail are not ours."""
    detail = "html: the body is an HTML page titled 'robots: a history' about timeout"

    assert worded(detail).subject.endswith("page titled 'robots: a history' about timeout")


def test_what_a_server_said_keeps_its_direction_within_our_words():
    """In a line from right to left, the star at the end of an English rule stays at its end, however it is cut."""
    details = ("robots: disallowed for *", f"robots: disallowed for {'x ' * 200}*")
    made = [
        compose_notice(Notice("quay-ar", "blocked", healed=False, since=SINCE, detail=one), QUAY, SINCE)
        for one in details
    ]
    short, long = (word_alert(one, None, ZONE, "ar").subject for one in made)

    assert "\u2068disallowed for *\u2069" in short
    assert long.endswith(" x\u2069 …\u2069")
    assert long.count("\u2068") == long.count("\u2069")
