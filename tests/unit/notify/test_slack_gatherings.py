from __future__ import annotations

from dataclasses import replace

import pytest
from slack_limits import find_faults, find_live, links_of, visible_text
from told_message import VALUE, told_item, told_message

from monitor.notify.slack.blocks import build_payload
from monitor.records import Message


def part(number: int, *items, **fields) -> Message:
    """One alert of a gathering, with an address of its own."""
    given = {"subject": f"Matter {number}: now {number} boats", "url": f"https://river.example/{number}"} | fields
    return told_message(*items, message_id=f"alert-part-{number}", **given)


def gathering(*parts: Message, **fields) -> Message:
    """A message of several alerts; ``fields`` replace its own."""
    given = {"subject": "Four matters", "lead": "Of the last hour.", "items": (), "parts": parts} | fields
    return replace(told_message(), **given)


def test_each_alert_is_told_with_its_changes_and_its_link():
    """Subject, what moved from what to what, the sentence with its value, the source and the article's address."""
    payload = build_payload(gathering(part(1), part(2)))

    assert visible_text(payload) == (
        "Four matters"
        "Of the last hour."
        + "".join(
            f"Matter {number}: now {number} boats\n"
            "Departure of the fleet, Old Harbour — slipped by 3 months (92 days later)\n"
            "Now: by December 2026 (planned) — the harbour master, River Post, 9 March 2026\n"
            "Before: by September 2026 (planned) — a clerk of the port, Quay Radio, 3 March 2026"
            "\u2066The last boat will be gone by December 2026, he said.\u2069"
            "River Post, 9 March 2026, 09:05 Baghdad time\nFleet stays for the winter"
            for number in (1, 2)
        )
        + "Reference:alert-22ce51627baca76a6848"
    )
    assert ["https://river.example/1", "https://river.example/2"] == links_of(payload)


def test_forty_alerts_are_all_told_with_their_links():
    """Where there is no room for all changes, the first alerts are whole and each other one is a line that links."""
    payload = build_payload(gathering(*(part(number) for number in range(40))))
    shown = visible_text(payload)

    assert [] == find_faults(payload)
    assert [f"https://river.example/{number}" for number in range(40)] == links_of(payload)
    assert [] == [number for number in range(40) if f"Matter {number}: now {number} boats" not in shown]
    assert [VALUE in shown, "… +" in shown] == [True, False]


@pytest.mark.parametrize("count", [100, 1_000])
def test_alerts_for_which_there_is_no_line_are_counted(count):
    """Nothing is left out silently: the last line says how many more there are."""
    payload = build_payload(gathering(*(part(number) for number in range(count))))
    told = len(links_of(payload))

    assert [] == find_faults(payload)
    assert 35 < told < count
    assert f"… +{count - told}" == payload["blocks"][-2]["elements"][-1]["elements"][0]["text"]


def test_alerts_with_very_long_addresses_are_counted_honestly():
    """An address of three thousand letters takes the room of thirty lines; what has none is in the count."""
    long = f"https://river.example/{'a' * 2_900}"
    payload = build_payload(gathering(*(part(number, url=long) for number in range(40))))
    told = len(links_of(payload))

    assert [] == find_faults(payload)
    assert visible_text(payload).count("… +") == 1
    assert f"… +{40 - told}" in visible_text(payload)


def test_a_line_tells_the_value_where_the_subject_does_not():
    """A subject that is cut, or does not name the value, is followed by it."""
    parts = [part(number, told_item(now=f"{number} crews"), subject="ب" * 900) for number in range(40)]

    shown = visible_text(build_payload(gathering(*parts)))

    assert [] == [number for number in range(20) if f"{number} crews" not in shown]


def test_an_alert_of_many_changes_says_how_many_more():
    """Three changes are laid out, the others counted; the article tells them."""
    payload = build_payload(gathering(part(1, *(told_item(now=f"{number} boats") for number in range(10)))))

    assert "2 boats" in visible_text(payload)
    assert "… +7\nRiver Post" in visible_text(payload)


def test_notices_are_told_by_their_lead():
    """What has no change says in words what is wrong."""
    ill = replace(part(1), items=(), subject="Quay Radio does not answer", lead="It timed out.", title="", url="")

    assert "Quay Radio does not answer\nIt timed out.\nRiver Post" in visible_text(
        build_payload(gathering(ill, part(2)))
    )


@pytest.mark.parametrize("words", ["<!channel>", "<@U1>", "<http://x.example|label>", "*_~`", "&amp;<>", ""])
def test_what_articles_write_is_dead_in_a_gathering(words):
    """No markup is read and no one is called, in whole parts and in lines."""
    hostile = part(
        1, told_item(label=words, now=words, quote=words), subject=words, title=words, outlet=words, lead=words
    )

    payload = build_payload(gathering(*[hostile] * 60, subject=words, lead=words))

    assert [] == find_live(payload) + find_faults(payload)
