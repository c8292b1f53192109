"""What an article writes can neither act in a message nor change how the rest of it reads."""

from __future__ import annotations

import html.parser
from dataclasses import replace
from typing import get_args

import pytest
from alert_records import BY_DECEMBER, EDITED, MORNING, SEPTEMBER, change, earlier, message, said
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts.inert import isolate_foreign, make_inert
from monitor.records import ChangeKind, Message, RevisedPart, Signs

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% for x in y %}",
    "</bdi></blockquote><b>",
    "first\r\nBcc: everyone@example.org",
    "two\u2028lines\u2029and a third\u0085fourth",
    "\u202eturned round",
    "\u2069\u2069closed",
    "\x1b[2J\x07bell",
    "half \ud800 a letter",
    "{label} {0.__class__}",
)
ALLOWED = {
    "html",
    "head",
    "meta",
    "title",
    "body",
    "div",
    "h1",
    "p",
    "b",
    "br",
    "small",
    "bdi",
    "blockquote",
    "mark",
    "a",
}
any_text = st.text(st.characters(exclude_categories=()), min_size=1, max_size=200)


class Elements(html.parser.HTMLParser):
    """Collects the elements, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        """Read the page at once."""
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element and its attributes."""
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += data


def hostile_message(words: str) -> Message:
    """A message with the words in every place that an article fills."""
    quote = f"{words} by the 15th of September {words}"
    now = said(SEPTEMBER, quote, "by the 15th of September", speaker=words, office=words, outlet=words)
    return message(change("changed", now, earlier(SEPTEMBER, speaker=words)), title=words, outlet=words, url=words)


def hostile_contradiction(words: str) -> Message:
    """A message with the words in every line that stands below a change, and in every source."""
    parts = {"speaker": words, "office": words, "outlet": words, "origin": f"{words} wire"}
    first = said(SEPTEMBER, f"{words} in September {words}", "in September", start=10, **parts)
    now = said(BY_DECEMBER, f"{words} by the end {words}", "by the end", start=900, **parts)
    known = earlier(SEPTEMBER, speaker=words, outlet=words, origin=words)
    return message(
        change("new", first),
        change("changed", now, first, in_one_article=True),
        change("source_reversed", first, known),
        change("revised", now, known, part="speaker"),
        title=words,
        outlet=words,
        url=words,
        edit=EDITED,
        signs=Signs(("slug_differs",), MORNING),
    )


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("kind", get_args(ChangeKind))
def test_no_subject_of_any_kind_is_broken_by_an_article(kind, words):
    """Whatever kind is told: one line, no phrase filled in a second time, no direction left open."""
    now = said(BY_DECEMBER, f"{words} by the end", "by the end", speaker=words, outlet=words, origin=f"{words} wire")
    for part in get_args(RevisedPart) if kind == "revised" else (None,):
        worded = message(change(kind, now, earlier(SEPTEMBER, speaker=f"old {words}"), part=part))

        assert len(worded.subject.splitlines()) == 1
        assert worded.subject.count("\u2068") == worded.subject.count("\u2069")
        assert Elements(worded.html).tags <= ALLOWED


@pytest.mark.parametrize("words", HOSTILE)
def test_no_further_line_is_written_by_the_article(words):
    """The lines below a change are as many as its matters, dead in HTML, whatever stands in speaker or sentence."""
    worded = hostile_contradiction(words)
    page = Elements(worded.html)

    assert page.tags <= ALLOWED
    assert not [name for name, _ in page.attributes if name in {"src", "href"} or name.startswith("on")]
    assert ["And", "The", "Before", "Nothing"] == [line.partition(" ")[0] for line in worded.items[0].also]
    assert len(worded.text.splitlines()) == 16


@given(words=any_text)
def test_any_further_line_is_whole(words):
    """Whatever the characters: every line is one line, closes its directions, and can be encoded."""
    worded = hostile_contradiction(words)

    assert all(len(line.splitlines()) == 1 for line in worded.items[0].also)
    assert all(line.count("\u2068") == line.count("\u2069") for line in worded.items[0].also)
    assert worded.text.encode()


@pytest.mark.parametrize("words", HOSTILE)
def test_html_holds_our_elements_alone(words):
    """Markup in an article is shown as text: no element, attribute or address of its own, nothing fetched."""
    page = Elements(hostile_message(words).html)

    assert page.tags <= ALLOWED
    assert not [name for name, _ in page.attributes if name in {"src", "href"} or name.startswith("on")]


@pytest.mark.parametrize("words", HOSTILE)
def test_no_line_of_the_plain_message_is_written_by_the_article(words):
    """However many line breaks an article holds, the message has its own lines and no others."""
    lines = hostile_message(words).text.splitlines()

    assert [line.partition(":")[0] for line in lines[2:6]] == [
        "Departure of the fleet, Old Harbour — changed",
        "Now",
        "Before",
        "In the article",
    ]
    assert len(lines) == 11


@given(words=any_text)
def test_any_article_gives_a_whole_message(words):
    """Whatever the characters: the value stays marked, directions are closed, and the text can be encoded."""
    worded = hostile_message(words)
    item = worded.items[0]

    assert item.quote[item.mark_start : item.mark_end] == "by the 15th of September"
    assert "**by the 15th of September**" in worded.text
    assert worded.text.count("\u2068") == worded.text.count("\u2069")
    assert worded.text.encode()
    assert Elements(worded.html).tags <= ALLOWED


@given(text=any_text)
def test_inert_text_is_one_line_without_direction_controls(text):
    """What is left of a text has one line, no overriding of directions, and changes no more when made inert again."""
    inert = make_inert(text)

    assert len(f".{inert}.".splitlines()) == 1
    assert not set(inert) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert make_inert(inert) == inert


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("بحلول أيلول 2026", "بحلول أيلول 2026"),
        ("لە ئەیلوولی\u200c ٢٠٢٦", "لە ئەیلوولی\u200c ٢٠٢٦"),
        ("A\u200fB", "A\u200fB"),
        ("👩‍👩‍👧 e\u0301", "👩‍👩‍👧 e\u0301"),
        ("a\r\nb", "a b"),
    ],
)
def test_honest_text_stays_as_it_is(text, expected):
    """Joiners, marks and emoji are part of the words; only a line break becomes a space."""
    assert make_inert(text) == expected


def test_only_names_that_run_from_right_to_left_are_isolated():
    """An Arabic or Kurdish name gets its own direction; an English one stands bare."""
    assert isolate_foreign("مدير") == "\u2068مدير\u2069"
    assert isolate_foreign("the harbour master, 2026") == "the harbour master, 2026"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "https://", "http://[broken", "", "x y"])
def test_an_address_that_no_program_should_open_is_left_out(url):
    """Only http and https addresses become links or stand in the message."""
    assert message(change("new", said(SEPTEMBER, "In September.", "September")), url=url).url == ""


def test_a_value_outside_its_quote_leaves_the_quote_unmarked():
    """Offsets that do not fit are not trusted: the value's words are sought in the quote, else nothing is marked."""
    in_quote = said(SEPTEMBER, "The fleet sails in September.", "in September", value_start=900, value_end=912)
    elsewhere = replace(in_quote, claim=replace(in_quote.claim, quote="The fleet sails."))
    found, lost = (message(change("new", one)).items[0] for one in (in_quote, elsewhere))

    assert found.quote[found.mark_start : found.mark_end] == "in September"
    assert (lost.quote, lost.mark_start, lost.mark_end) == ("The fleet sails.", 0, 0)
