from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import strategies as st
from slack_limits import find_faults, find_live, links_of, visible_text
from told_message import VALUE, quoting, told_item, told_message

from monitor.notify.excerpts import count_units
from monitor.notify.slack.blocks import MAX_ITEMS, build_payload
from monitor.notify.slack.changes import MAX_ALSO, MAX_QUOTE_UNITS
from monitor.records import MessageItem, MessageLabels

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


def short_item(number: int) -> MessageItem:
    """A change that takes little room."""
    return told_item(label="Boats", now=f"{number} boats", now_said="a clerk", before="", moved="", quote="")


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
        "Reference:alert-22ce51627baca76a6848"
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

    assert [] == find_live(payload)
    assert ["https://river.example/fleet"] == links_of(payload)


@pytest.mark.parametrize(
    "url",
    ["", "javascript:alert(1)", "https://", "https://x.example/a b", "http://[x", f"https://x.example/{'a' * 3_000}"],
)
def test_an_address_that_slack_would_refuse_is_no_link(url):
    """The headline stands without a link, and the message is taken."""
    payload = build_payload(told_message(url=url))

    assert [] == links_of(payload)
    assert find_faults(payload) == []


def test_more_changes_than_fit_are_listed():
    """An article that changes very much is told in one message; no value is missing from it."""
    items = tuple(told_item(now=f"{number} boats") for number in range(60))

    payload = build_payload(told_message(*items))

    assert find_faults(payload) == []
    assert 8 <= len([block for block in payload["blocks"] if block["type"] == "rich_text"]) <= MAX_ITEMS + 1
    assert [number for number in range(60) if f"{number} boats" not in visible_text(payload)] == []


def test_a_message_of_empty_texts_is_taken_too():
    """Slack refuses empty texts; a message with nothing in it still arrives with its id."""
    bare = dict.fromkeys(("label", "now", "now_said", "before", "before_said", "moved", "quote"), "")
    message = told_message(
        told_item(**bare, mark_start=0, mark_end=0), subject="", lead="", title="", outlet="", published="", url=""
    )

    assert find_faults(build_payload(message)) == []


@pytest.mark.parametrize("lang", ["ar", "ckb"])
def test_a_long_sentence_is_cut_far_from_its_value(lang):
    """Of 20 kB around the value, what is nearest to it is left, on both sides."""
    item = quoting("قال المدير " * 2_000, "بحلول أيلول", " كما قال المدير" * 2_000, quote_lang=lang)

    quote = quote_of(build_payload(told_message(replace(item))))

    assert "قال المدير بحلول أيلول كما قال المدير" in quote
    assert quote[1] == quote[-2] == "…"
    assert count_units(quote) <= MAX_QUOTE_UNITS + 2


def test_no_more_than_twenty_changes_are_laid_out_whole():
    """Twenty blocks are as much as anybody reads; further ones are a line each, and no value is missing."""
    payload = build_payload(told_message(*map(short_item, range(40))))

    assert MAX_ITEMS + 1 == len([block for block in payload["blocks"] if block["type"] == "rich_text"])
    assert [] == [number for number in range(40) if f"{number} boats" not in visible_text(payload)]


def test_changes_for_which_there_is_no_line_are_counted():
    """Of a thousand changes those that fit are told, and the rest is a number."""
    payload = build_payload(told_message(*map(short_item, range(1_000))))
    listing = payload["blocks"][-3]["text"]["text"].splitlines()

    assert [] == find_faults(payload)
    assert f"… +{1_000 - MAX_ITEMS - len(listing) + 1}" == listing[-1]
    assert "20 boats — Boats" == listing[0]


def test_the_longest_change_is_still_told_whole():
    """Where every part is as long as it may be, what else the change makes is left out, and its quote stays."""
    long = "ب" * 9_000
    item = told_item(**dict.fromkeys(("label", "now_said", "before", "before_said", "heading", "moved"), long))
    item = replace(item, also=(long,) * 9)
    url = f"https://river.example/{'a' * 2_900}"

    payload = build_payload(told_message(item, item, note=long, title=long, outlet=long, url=url))

    assert [] == find_faults(payload)
    assert ["The last boat will be gone ", VALUE, ", he said."] == _quote_pieces(payload)
    assert 2 == visible_text(payload).count("by December 2026 (planned)")


def test_the_layout_speaks_the_readers_language():
    """The words beside the parts are the reader's, the quote stays in its own language."""
    labels = MessageLabels(now="الآن", before="قبل ذلك", moved="التغيّر", link="اقرأ المقال", reference="المرجع")

    shown = visible_text(build_payload(told_message(title="", labels=labels)))

    assert "\nالآن: by December 2026" in shown
    assert "\nقبل ذلك: by September 2026" in shown
    assert shown.endswith("اقرأ المقالالمرجع:alert-22ce51627baca76a6848")
    assert not any(word in shown for word in ("Now", "Before", "Reference"))


def _quote_pieces(payload):
    pieces = payload["blocks"][2]["elements"][1]["elements"]
    return [piece["text"].strip("\u2066\u2069") for piece in pieces]
