"""JSON Lines in and out: whatever comes in, every line is answered, and only in its place."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from records_made import make_source

from monitor.cli.lines import (
    BadLine,
    answer_lines,
    article_from,
    claim_from,
    day_from,
    decoded_lines,
    sort_out,
    use_lines,
    write_line,
    zones_by_outlet,
)

ZONES = zones_by_outlet([make_source(outlet="herald.example", zone="Asia/Baghdad")])
PLAIN = {"id": "a", "published": "2027-03-01", "title": "Title", "text": "Text"}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)
odd_fields = st.dictionaries(
    st.sampled_from(["id", "lang", "published", "title", "text", "outlet", "url", "article", "topic", "frame", "place"])
    | st.sampled_from(["value", "force", "speaker", "office", "quote", "value_text", "modality", "rule", "background"]),
    json_values,
)


def echo(form):
    """An answer that refuses what has no id."""
    return {"id": form["id"], "seen": True} if "id" in form else _refuse()


def _refuse():
    msg = "there is no id"
    raise ValueError(msg)


@given(st.lists(st.binary(max_size=40).map(lambda line: line.replace(b"\n", b""))))
@example([b'{"id": 1}', b"", b"[", b'{"id": "\\ud800"}', b'{"id": "\xe2\x80\xa8"}'])
def test_every_line_has_one_answer(lines):
    """For any bytes: one line of valid UTF-8 JSON for each line that is not blank; status 1 where one is an error."""
    out = io.StringIO()
    decoded = list(decoded_lines(io.BytesIO(b"\n".join(lines))))

    status = answer_lines(decoded, echo, out)

    answers = [json.loads(line) for line in out.getvalue().encode().decode().split("\n")[:-1]]
    assert sum(1 for line in decoded if line.strip()) == len(answers)
    assert status == int(any("error" in answer for answer in answers))


@given(odd_fields)
def test_any_object_is_an_article_or_a_bad_line(fields):
    """No object, however odd its fields, does anything but make an article or be refused."""
    (made,) = use_lines([json.dumps(PLAIN | fields)], lambda form: article_from(form, ZONES))

    assert isinstance(made, BadLine) or made.article_id


@given(odd_fields)
def test_any_object_is_a_claim_or_a_bad_line(fields):
    """The same for claims, whose quotes are looked for in the text."""
    sound = {"article": "a", "topic": "t", "frame": "f", "place": "p"}
    value = {"kind": "quantity", "low": 5, "high": 5}

    (made,) = use_lines([json.dumps(sound | {"value": value} | fields)], lambda form: claim_from(form, "Some text"))

    assert isinstance(made, BadLine) or (0 <= made.start <= made.end)


def test_days_that_leave_the_calendar_are_a_bad_line():
    """An answer that overflows the calendar is told like any other fault of a line."""

    def overflow(_form):
        return {"day": date.max.replace(year=9999) + (date.max - date.min)}

    (made,) = use_lines(['{"id": "x"}'], overflow)

    assert BadLine("x", "line 1: date value out of range") == made


def test_sorting_out_answers_the_bad_ones():
    """The good ones are given, the bad ones written, and the status says that there were some."""
    out = io.StringIO()

    assert (["good"], 1) == sort_out(["good", BadLine(7, "line 7: no")], out)
    assert {"id": 7, "error": "line 7: no"} == json.loads(out.getvalue())
    assert (["good"], 0) == sort_out(["good"], out)


@given(st.text())
def test_what_is_written_is_utf8_and_reads_back(text):
    """Any text, half characters included, is written as one line of UTF-8 and is the same when read."""
    out = io.StringIO()

    write_line({"text": text}, out)

    line = out.getvalue()
    assert 1 == line.encode().count(b"\n")
    assert {"text": text} == json.loads(line)


@pytest.mark.parametrize(
    ("published", "outlet", "day"),
    [
        ("2027-03-01", "herald.example", date(2027, 3, 1)),
        ("2027-03-01T22:30:00+00:00", "herald.example", date(2027, 3, 2)),
        ("2027-03-01T22:30:00+00:00", "", date(2027, 3, 1)),
        ("2027-03-01T22:30:00", "herald.example", date(2027, 3, 1)),
    ],
    ids=["day", "moment", "unknown-outlet", "moment-without-zone"],
)
def test_day_of_publication(published, outlet, day):
    """A day is that day; a moment is of the day in the outlet's zone; one without a zone is in the outlet's."""
    assert day == article_from(PLAIN | {"published": published, "outlet": outlet}, ZONES).published_on


@pytest.mark.parametrize("found", [None, "", "soon", 7, "2027-13-01", "0001-01-01", "9999-12-31"])
def test_no_day(found):
    """What is no day, or a day no article is of, is refused with what would help."""
    with pytest.raises(ValueError, match="give YYYY-MM-DD from 1900 to 2999"):
        day_from(found)


@pytest.mark.parametrize("number", [0x85, 0x2028, 0x2029, *range(0x80, 0xA0), *range(0x20)])
def test_what_some_readers_take_for_the_end_of_a_line_is_escaped(number):
    """Readers that split at every line break of Unicode, and terminals, find one line, and the same text in it."""
    written, form = io.StringIO(), {"title": f"a{chr(number)}b"}

    write_line(form, written)

    (line,) = written.getvalue().splitlines()
    assert (form, True) == (json.loads(line), line.isprintable())


def test_other_characters_are_written_as_they_are():
    """Letters, joiners and directions of every script stay readable in the line."""
    written = io.StringIO()

    write_line({"title": "أيلول\u200c\u200f گەڕان\xa0🛶"}, written)

    assert '{"title": "أيلول\u200c\u200f گەڕان\xa0🛶"}\n' == written.getvalue()
