"""Promised days: given these claims in this order, and this day, what is told of promises kept and broken."""

from __future__ import annotations

from datetime import date

import pytest
from claims_said import KEY, Desk, about, days, month, said

from monitor.ledger import judge_overdue
from monitor.records import DateValue

SEPTEMBER, DECEMBER = month("2026-09", "by"), month("2026-12", "by")
DAY = days("2026-09-20")


def occurred(value, hour, **fields):
    """That something is reported done."""
    return said(value, hour, modality="occurred", **fields)


KEPT = {
    "a planned month is reported done on a day in it": (
        [said(SEPTEMBER), occurred(DAY, 4000)],
        ["refined", "occurred"],
    ),
    "the planned day itself is reported done": ([said(DAY), occurred(DAY, 4000)], ["occurred"]),
    "done is told once": ([said(DAY), occurred(DAY, 4000), occurred(DAY, 4001, outlet="Gazette")], ["occurred"]),
    "done in another month than planned is a change and a promise kept": (
        [said(SEPTEMBER), occurred(days("2026-11-02"), 6000)],
        ["changed", "occurred"],
    ),
    "what is first told as done was never a promise": ([occurred(DAY, 4000)], []),
    "what happened before the promise was made does not keep it": (
        [said(SEPTEMBER), occurred(days("2021-12-20"), 4)],
        ["changed"],
    ),
    "a figure is no promise": ([said(about(500)), occurred(about(500), 4)], []),
    "what was put off and is done all the same": (
        [said(DAY), said(DAY, 1, modality="postponed"), occurred(DAY, 4000)],
        ["put_off"],
    ),
}


@pytest.mark.parametrize(("told", "expected"), KEPT.values(), ids=KEPT)
def test_a_promise_that_is_reported_kept_is_told_once(told, expected):
    """Beside the verdict on its value, the report of a planned date is told as the promise kept."""
    changes = Desk().hears_each(told)

    assert expected == [change.kind for change in changes if change.told and change.kind != "new"]


def test_a_kept_promise_stands_against_the_promise():
    """The desk sees what was promised, and by whom, beside what is reported."""
    promise = said(SEPTEMBER, office="us-embassy")
    changes = Desk().hears_each([promise, occurred(days("2026-11-02"), 6000, outlet="Gazette")])
    kept = next(change for change in changes if change.kind == "occurred")

    assert (promise, "later") == (kept.against, kept.direction)


def overdue(told, today):
    """The values that are overdue on a day after these claims."""
    desk = Desk()
    for one in told:
        desk.hears(one)
    judgement = judge_overdue(desk.histories.values(), date.fromisoformat(today), desk.known.__getitem__)
    again = judge_overdue(judgement.histories, date.fromisoformat(today), desk.known.__getitem__)
    return [change.said.claim.value for change in judgement.changes], again.changes


SUSPECT = DateValue(SEPTEMBER.start, SEPTEMBER.end, "by", suspect=True)

BROKEN = {
    "a month that ended two days ago": ([said(SEPTEMBER)], "2026-10-02", [SEPTEMBER]),
    "the day after may still bring the report": ([said(SEPTEMBER)], "2026-10-01", []),
    "a day that passed": ([said(DAY)], "2026-09-22", [DAY]),
    "before a month ends the day before it": (
        [said(month("2026-09", "before"))],
        "2026-09-02",
        [month("2026-09", "before")],
    ),
    "from a month on has no end": ([said(month("2026-09", "from"))], "2027-09-02", []),
    "after a month has no end": ([said(month("2026-09", "after"))], "2027-09-02", []),
    "it was reported done": ([said(SEPTEMBER), occurred(DAY, 4000)], "2026-10-02", []),
    "it was reported done in another month": ([said(SEPTEMBER), occurred(days("2026-08-02"), 4000)], "2026-10-02", []),
    "it was denied": ([said(SEPTEMBER), said(SEPTEMBER, 5, modality="denied")], "2026-10-02", []),
    "it was denied and said again": (
        [said(SEPTEMBER), said(SEPTEMBER, 5, modality="denied"), said(SEPTEMBER, 9)],
        "2026-10-02",
        [SEPTEMBER],
    ),
    "another date leads now": (
        [said(SEPTEMBER), said(DECEMBER, 24, outlet="Gazette"), said(DECEMBER, 25, outlet="Herald")],
        "2026-10-02",
        [],
    ),
    "a rival that one outlet told does not lead": (
        [said(SEPTEMBER), said(DECEMBER, 24, outlet="Gazette")],
        "2026-10-02",
        [SEPTEMBER],
    ),
    "the office that promised it names another date": (
        [said(SEPTEMBER, office="us-embassy"), said(DECEMBER, 24, office="us-embassy")],
        "2026-10-02",
        [],
    ),
    "the other date passes too": (
        [said(SEPTEMBER, office="us-embassy"), said(DECEMBER, 24, office="us-embassy")],
        "2027-01-04",
        [DECEMBER],
    ),
    "the office names another date to another outlet": (
        [said(SEPTEMBER, office="us-embassy"), said(DECEMBER, 24, office="us-embassy", outlet="Gazette")],
        "2026-10-02",
        [],
    ),
    "something else was denied": ([said(SEPTEMBER), said(DECEMBER, 5, modality="denied")], "2026-10-02", [SEPTEMBER]),
    "it was put off after it was planned, and read before": (
        [said(SEPTEMBER), said(SEPTEMBER, 50, modality="postponed"), said(SEPTEMBER, 49, outlet="Gazette")],
        "2026-10-02",
        [],
    ),
    "it is only told as the date that was moved from": ([said(SEPTEMBER, modality="postponed")], "2026-10-02", []),
    "a date that the words contradict": ([said(SUSPECT)], "2026-10-02", []),
    "it is still told as planned after it passed": (
        [said(SEPTEMBER), said(SEPTEMBER, 5900)],
        "2026-10-09",
        [SEPTEMBER],
    ),
    "a date that had passed when it was said": ([said(days("2026-01-02"))], "2026-10-02", []),
    "a figure": ([said(about(500))], "2036-10-02", []),
}


@pytest.mark.parametrize(("told", "today", "expected"), BROKEN.values(), ids=BROKEN)
def test_a_promised_day_that_passes_in_silence_is_overdue_once(told, today, expected):
    """What leads, was promised for a day and is not reported done is told, and not told again."""
    assert (expected, ()) == overdue(told, today)


def test_a_promise_kept_late_is_told_after_it_was_told_as_overdue():
    """Both are news: that the day passed, and that it is done after all."""
    desk = Desk()
    desk.hears(said(SEPTEMBER))
    judgement = judge_overdue(desk.histories.values(), date(2026, 10, 5), desk.known.__getitem__)
    desk.histories |= {history.key: history for history in judgement.histories}
    changes = desk.hears(occurred(days("2026-10-09"), 6000)).changes

    assert ["changed", "occurred"] == [change.kind for change in changes]
    assert ["done", "done"] == [position.stage for position in desk.histories[KEY].positions]


PUT_OFF = {
    "the planned month is put off": ([said(SEPTEMBER), said(SEPTEMBER, 5, modality="postponed")], ["put_off"]),
    "it is told once": (
        [said(SEPTEMBER), *(said(SEPTEMBER, hour, modality="postponed", outlet="Gazette") for hour in (5, 6))],
        ["put_off"],
    ),
    "it is planned again, and put off again": (
        [
            said(SEPTEMBER),
            said(SEPTEMBER, 5, modality="postponed"),
            said(SEPTEMBER, 9),
            said(SEPTEMBER, 12, modality="postponed"),
        ],
        ["put_off", "put_off"],
    ),
    "nobody planned it": ([said(SEPTEMBER, modality="postponed")], []),
    "another date leads since": (
        [
            said(SEPTEMBER),
            said(DECEMBER, 24, outlet="Gazette"),
            said(DECEMBER, 25, outlet="Herald"),
            said(SEPTEMBER, 26, modality="postponed", outlet="Post"),
        ],
        [],
    ),
    "it was put off before it was planned last": (
        [said(SEPTEMBER), said(SEPTEMBER, 9), said(SEPTEMBER, 8, modality="postponed")],
        [],
    ),
    "it is done": ([said(DAY), occurred(DAY, 4000), said(DAY, 4001, modality="postponed")], []),
}


@pytest.mark.parametrize(("told", "expected"), PUT_OFF.values(), ids=PUT_OFF)
def test_a_promise_that_is_put_off_without_another_date_is_told(told, expected):
    """A planned date that is put off is news, though its value is known."""
    changes = Desk().hears_each(told)

    assert expected == [change.kind for change in changes if change.told and change.kind == "put_off"]


def test_an_article_that_names_the_new_date_tells_that_instead():
    """What moves "from September to December" takes one step, and it is told as one."""
    desk = Desk()
    desk.hears(said(SEPTEMBER))
    moved = [said(SEPTEMBER, 5, modality="postponed", article="moved"), said(DECEMBER, 5, article="moved")]
    changes = desk.hears(*moved).changes

    assert ["changed"] == [change.kind for change in changes if change.told]
    assert ["put_off", "planned"] == [position.stage for position in desk.histories[KEY].positions]
