"""Words from outside that try to write into the terminal: titles, outlets, answers and what people say."""

from __future__ import annotations

import json

import pytest
from alert_desk import make_owed, make_told_alert, sealed
from desk_said import make_ack, make_attempt, make_silence
from records_made import make_change, make_claim, make_said

from monitor.records import ChannelState, Matcher

HOSTILE = "\x1b[31m\x1b]0;title\x07 \u202egnp.exe\u202c \u2066x\x9b31m\rback\x00\u2028b\x85\nmessage alert-0: taken"
LIVE = frozenset([*map(chr, (*range(9), *range(11, 32), *range(0x7F, 0xA0))), *"\u2028\u2029\u202a\u202b\u202d\u202e"])
COMMANDS = (
    ["list"],
    ["list", "--open"],
    ["show", "4f20"],
    ["show", "0bad"],
    ["why", "4f20"],
    ["why", "0bad"],
    ["dead"],
    ["channels"],
    ["silences", "--all"],
    ["ack", "0bad"],
)


@pytest.fixture
def hostile(desk):
    """A newsroom in which everything that others may write is hostile; one alert's topic is no longer configured."""
    said = make_said(make_claim(quote=HOSTILE, speaker=HOSTILE), outlet=HOSTILE)
    words = {"title": HOSTILE, "outlet": HOSTILE, "url": f"https://x.example/{HOSTILE}"}
    for number, topic in (("4f20c1d2e3a4b5c6d7e8", "wardens-leaving"), ("0bad", "gone")):
        alert = make_told_alert(number, topic=topic, changes=(make_change(said),), **words)
        delivery = make_owed(alert)
        desk.keep(delivery)
        given_up = sealed(delivery, envelope_id=f"9e8d{number}", state="given_up", attempts=1, answer=HOSTILE)
        desk.send(given_up, make_attempt(envelope_id=given_up.envelope_id, outcome="give_up", answer=HOSTILE))
    with desk.store() as store:
        store.save_channel(ChannelState("mail", failures=1, failing_since=delivery.due_at, answer=HOSTILE))
        store.keep_act(make_silence(author=HOSTILE, reason=HOSTILE, matcher=Matcher(outlets=(HOSTILE,))))
        store.keep_act(make_ack(thread=delivery.thread, owner=HOSTILE, note=HOSTILE))
    return desk


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_command_lets_words_from_outside_write_into_the_terminal(hostile, words):
    """No escape sequence, no turned direction, and no line that looks like one of ours."""
    ended = hostile.run(*words)

    assert 0 == ended.status
    assert frozenset() == LIVE & frozenset(ended.out + ended.err)
    assert not any(line.strip().startswith("message alert-0:") for line in ended.lines)


@pytest.mark.parametrize("words", [["list"], ["dead"], ["channels"], ["silences", "--all"]], ids=" ".join)
def test_lines_for_programs_hold_the_words_as_they_are(hostile, words):
    """A program that reads JSON gets what was written, one object a line."""
    ended = hostile.run(*words, "--format", "jsonl")

    forms = [json.loads(line) for line in ended.out.split("\n")[:-1]]
    assert "gnp.exe" in str(forms)


def test_what_a_person_says_is_kept_without_them(hostile):
    """It stands in messages too: control and direction signs are taken out as it is said."""
    hostile.run("ack", "4f20", "--owner", "S\x1b[1m\u202eara", "--note", "call\x07ing")

    with hostile.store() as store:
        assert ("S [1mara", "call ing") in {(one.owner, one.note) for one in store.acks()}
