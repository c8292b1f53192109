"""Ten thousand texts of any Unicode, however long or hostile, in messages to a webhook and to the bot's method."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_channels import DESK, InsidePoster, bot_at, webhook_to
from slack_limits import find_live, visible_text
from slack_server import WEBHOOK_PATH, SlackServer
from told_message import quoting, told_message

from monitor.notify.excerpts import count_units
from monitor.notify.sendable import make_sendable_line
from monitor.notify.slack.changes import MAX_QUOTE_UNITS
from monitor.notify.slack.gatherings import PART_QUOTE_UNITS
from monitor.records import Message

regex = pytest.importorskip("regex", reason="it knows the borders of Unicode's grapheme clusters")

TEXTS = 20
EXAMPLES = 500

HOSTILE = (
    "<!channel>",
    "<@U1>",
    "<http://x.example|label>",
    "*_~`",
    "&amp;<>",
    "\u202e",
    "😀",
    "قال المدير ",
    "\x00\n",
)
pieces = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=60),
    st.lists(st.sampled_from(HOSTILE), max_size=30).map("".join),
    st.tuples(st.sampled_from([*HOSTILE, "ب", "👩‍👧 "]), st.integers(1, 5_000)).map(lambda pair: pair[0] * pair[1]),
)
texts = st.lists(pieces, min_size=TEXTS, max_size=TEXTS)


def message_of(words: list[str]) -> Message:
    """A message of one change in which every text is one of ten."""
    opening, value, closing, label, said, heading, also, subject, title, note = words
    item = quoting(opening, value, closing, label=label, now_said=said, heading=heading, also=(also, opening, closing))
    item = replace(item, before_said=said, quote_lang="ckb")
    return told_message(item, subject=subject, lead=closing, title=title, outlet=label, note=note)


def shows_value(value: str, payload, quote_units: int) -> bool:
    """Whether the value's words stand in the blocks, where there are any and they are no longer than a quote may be."""
    shown = make_sendable_line(f".{value}.")[1:-1]
    return not value.strip() or count_units(shown) > quote_units or shown in visible_text(payload)


async def accepted_by(message: Message) -> list[dict]:
    """What webhook and method took of a message, by the stand-in's own judgement."""
    slack = SlackServer(pace=None)
    poster = InsidePoster(slack)
    answers = [
        await webhook_to(f"https://hooks.slack.example{WEBHOOK_PATH}", poster).send(message, DESK),
        await bot_at("https://slack.example/api", poster).send(message, DESK),
    ]

    assert ["sent", "sent"] == [answer.outcome for answer in answers], answers
    return slack.accepted


@settings(max_examples=EXAMPLES, deadline=None)
@given(words=texts)
async def test_any_text_fits_is_dead_and_keeps_the_value(words):
    """Alone and in a group: within every limit, encodable, inert, and the words of the value are there."""
    first, second = message_of(words[:10]), message_of(words[10:])
    group = replace(first, items=(), parts=(first, second))

    alone, together = await accepted_by(first), await accepted_by(group)

    assert [] == [fault for payload in (*alone, *together) for fault in find_live(payload)]
    assert all(shows_value(words[1], payload, MAX_QUOTE_UNITS) for payload in alone)
    assert all(shows_value(words[place], payload, PART_QUOTE_UNITS) for place in (1, 11) for payload in together)
    assert all("by December 2026 (planned)" in visible_text(payload) for payload in (*alone, *together))


@settings(max_examples=150, deadline=None)
@given(
    start=st.text(st.sampled_from("👩‍❤️🏽🇮🇶🇬🇧e\u0301\u0308한ᄒ\u1161क्षि\u0651م\u200d ab1٢."), min_size=150, max_size=400)
)
async def test_no_character_is_cut_in_two(start):
    """What is cut in a header ends between two characters as readers count them."""
    payload = (await accepted_by(told_message(subject=f"a{start}")))[0]
    kept = payload["blocks"][0]["text"]["text"].removesuffix("…")
    whole = make_sendable_line(f"a{start}")
    borders = {0, *(found.end() for found in regex.finditer(r"\X", whole))}

    assert whole.startswith(kept)
    assert len(kept) in borders or count_units(regex.match(r"\X", whole)[0]) > 140
