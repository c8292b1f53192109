from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_server import find_faults, visible_text
from told_message import VALUE, quoting, told_item, told_message

from monitor.notify.excerpts import count_units
from monitor.notify.sendable import make_sendable_line
from monitor.notify.slack.blocks import MAX_ALSO, MAX_ITEMS, MAX_QUOTE_UNITS, build_payload

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
    st.text(st.characters(exclude_categories=()), max_size=300),
    st.lists(st.sampled_from(HOSTILE), max_size=30).map("".join),
    st.tuples(st.sampled_from([*HOSTILE, "ب", "👩‍👧 "]), st.integers(1, 5_000)).map(lambda pair: pair[0] * pair[1]),
)


def quote_of(payload) -> str:
    """The text of the first quote in the payload."""
    quotes = [
        element
        for block in payload["blocks"]
        for element in block.get("elements", [])
        if element["type"] == "rich_text_quote"
    ]
    return "".join(part["text"] for part in quotes[0]["elements"])


def test_a_message_becomes_blocks_that_tell_it_whole():
    """Header, now and before with their sources, how far, the quote, outlet and link, the id for telling repeats."""
    payload = build_payload(told_message())

    assert visible_text(payload) == (
        "Departure of the fleet: slipped by 3 months — the harbour master"
        "Departure of the fleet, Old Harbour — slipped by 3 months (92 days later)\n"
        "Now: by December 2026 (planned) — the harbour master, River Post, 9 March 2026\n"
        "Before: by September 2026 (planned) — a clerk of the port, Quay Radio, 3 March 2026"
        "\u2066The last boat will be gone by December 2026, he said.\u2069"
        "River Post, 9 March 2026, 09:05 Baghdad time\nFleet stays for the winter"
        "alert-22ce51627baca76a6848"
    )
    assert payload["text"] == (
        "Departure of the fleet: slipped by 3 months — the harbour master\n"
        "Now by December 2026. Before: by September 2026."
    )


def test_a_change_without_a_measure_is_called_by_its_kind():
    """A first claim, a refinement or a denial is named as such beside what it is about."""
    payload = build_payload(told_message(told_item(kind="refined", moved="")))

    assert "Departure of the fleet, Old Harbour — refined\nNow: " in visible_text(payload)


def test_another_kind_than_a_change_is_named_before_its_step():
    """That a speaker reversed, or an article was edited, is said along with how far the value moved."""
    item = told_item(kind="revised", heading="edited", moved="down 500 (−20 %)")

    assert "Old Harbour — edited, down 500 (−20 %)\nNow: " in visible_text(build_payload(told_message(item)))


def test_what_else_a_change_makes_stands_below_its_quote():
    """Each further line is a line of its own, below the sentence that it belongs to."""
    item = told_item(also=("The same speaker said before: May", "And June: “\u2068حزيران\u2069”"))

    shown = visible_text(build_payload(told_message(item)))

    assert "he said.\u2069The same speaker said before: May\nAnd June: “\u2068حزيران\u2069”River Post" in shown


def test_more_lines_than_fit_end_in_an_ellipsis():
    """The first lines are shown, and that there are more is not hidden."""
    item = told_item(also=tuple(f"line {number}." for number in range(50)))

    payload = build_payload(told_message(item))

    assert [] == find_faults(payload)
    assert f"line {MAX_ALSO - 1}.\n…River Post" in visible_text(payload)
    assert f"line {MAX_ALSO}." not in visible_text(payload)


def test_a_long_line_keeps_its_beginning():
    """The value and its source, which come first, are shown; what is cut is the end of the sentence."""
    item = told_item(also=(f"And by December — a minister: “{'ب' * 20_000}”",))

    payload = build_payload(told_message(*[item] * 60))

    assert [] == find_faults(payload)
    assert "And by December — a minister: “ب" in visible_text(payload)


def test_empty_further_lines_are_taken_too():
    """Slack refuses empty texts; a line of nothing but controls still leaves a message that it takes."""
    assert [] == find_faults(build_payload(told_message(told_item(also=("", "\x00", "\n")))))


def test_the_value_is_bold_in_its_quote():
    """The words of the value stand out from the sentence."""
    payload = build_payload(told_message())

    bold = [part["text"] for part in payload["blocks"][1]["elements"][1]["elements"] if part.get("style")]

    assert bold == [VALUE]


def test_an_arabic_quote_runs_from_right_to_left_by_itself():
    """The quote is isolated with its own direction, even where it begins with Latin letters."""
    item = quoting("NQ-7 تغادر ", "بحلول أيلول", ".", quote_lang="ar")

    assert quote_of(build_payload(told_message(item))) == "\u2067NQ-7 تغادر بحلول أيلول.\u2069"


def test_a_note_stands_right_below_the_header():
    """That an article was edited since is told before what it says now."""
    payload = build_payload(told_message(note="The article was edited."))

    assert payload["blocks"][1]["elements"][0]["text"] == "The article was edited."


@pytest.mark.parametrize("words", HOSTILE)
def test_what_an_article_writes_is_dead(words):
    """No markup is read, no one is called and nothing unfurls: plain and rich text only, and an escaped fallback."""
    payload = build_payload(
        told_message(
            quoting(words, "May", words, also=(words,), heading=words),
            title=words,
            outlet=words,
            subject=words,
            lead=words,
        )
    )
    kinds = {found["type"] for found in _objects(payload["blocks"])}

    assert kinds <= {
        *("header", "context", "rich_text", "rich_text_section", "rich_text_quote"),
        *("plain_text", "text", "link"),
    }
    assert not [found for found in _objects(payload["blocks"]) if found.get("emoji")]
    assert "<" not in payload["text"]
    assert (payload["mrkdwn"], payload["unfurl_links"], payload["unfurl_media"]) == (False, False, False)


@pytest.mark.parametrize(
    "url",
    ["", "javascript:alert(1)", "https://", "https://x.example/a b", "http://[x", f"https://x.example/{'a' * 3_000}"],
)
def test_an_address_that_slack_would_refuse_is_no_link(url):
    """The headline stands without a link, and the message is taken."""
    payload = build_payload(told_message(url=url))

    assert not [found for found in _objects(payload["blocks"]) if found["type"] == "link"]
    assert find_faults(payload) == []


def test_more_changes_than_fit_are_listed():
    """An article that changes very much is told in one message; no value is missing from it."""
    items = tuple(told_item(now=f"{number} boats") for number in range(60))

    payload = build_payload(told_message(*items))

    assert find_faults(payload) == []
    assert len([block for block in payload["blocks"] if block["type"] == "rich_text"]) == MAX_ITEMS + 1
    assert [number for number in range(60) if f"{number} boats" not in visible_text(payload)] == []


def test_a_message_of_empty_texts_is_taken_too():
    """Slack refuses empty texts; a message with nothing in it still arrives with its id."""
    bare = dict.fromkeys(("label", "now", "now_said", "before", "before_said", "moved", "quote"), "")
    message = told_message(
        told_item(**bare, mark_start=0, mark_end=0), subject="", lead="", title="", outlet="", published="", url=""
    )

    assert find_faults(build_payload(message)) == []


@settings(max_examples=500, deadline=None)
@given(opening=pieces, value=pieces.filter(lambda text: bool(text.strip())), closing=pieces, other=pieces)
def test_any_text_fits_and_keeps_the_value(opening, value, closing, other):
    """Any Unicode, however long or hostile: within every limit, encodable, and the value's words are there."""
    further = {"heading": other, "also": (other, opening, closing)}
    item = quoting(opening, value, closing, label=other, now_said=other, before_said=other, quote_lang="ckb", **further)
    payload = build_payload(told_message(item, subject=other, lead=other, title=other, outlet=other, note=other))
    shown = make_sendable_line(f".{value}.")[1:-1]

    assert find_faults(payload) == []
    assert json.dumps(payload, ensure_ascii=False).encode()
    assert count_units(shown) > MAX_QUOTE_UNITS or shown in quote_of(payload)
    assert "by December 2026 (planned)" in visible_text(payload)


@pytest.mark.parametrize("lang", ["ar", "ckb"])
def test_a_long_sentence_is_cut_far_from_its_value(lang):
    """Of 20 kB around the value, what is nearest to it is left, on both sides."""
    item = quoting("قال المدير " * 2_000, "بحلول أيلول", " كما قال المدير" * 2_000, quote_lang=lang)

    quote = quote_of(build_payload(told_message(replace(item))))

    assert "قال المدير بحلول أيلول كما قال المدير" in quote
    assert quote[1] == quote[-2] == "…"
    assert count_units(quote) <= MAX_QUOTE_UNITS + 2


def _objects(node):
    if isinstance(node, list):
        for one in node:
            yield from _objects(one)
    elif isinstance(node, dict):
        if "type" in node:
            yield node
        for one in node.values():
            yield from _objects(one)
