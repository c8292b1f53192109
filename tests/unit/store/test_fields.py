"""Strict reading of rows and JSON forms."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from monitor.store.fields import Fields, json_text, moment_text

FOUND = {
    "text": "word",
    "whole": 7,
    "number": 2.5,
    "flag": 1,
    "moment": "2026-03-02T15:00:00+03:00",
    "moments": ["2026-03-02T15:00:00+03:00", "2026-03-02T12:00:00.000000+00:00"],
    "naives": ["2026-03-02T12:00:00.000000+00:00", "2026-03-02T15:00:00"],
    "empty": [],
    "words": ["word", ""],
    "naive": "2026-03-02T15:00:00",
    "day": "2026-03-02",
    "object": {"text": "inner"},
    "list": [1, 2],
    "json": "[3]",
    "broken": "[3",
    "null": None,
    "true": True,
}


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        (lambda fields: fields.text("text"), "word"),
        (lambda fields: fields.text_or_none("null"), None),
        (lambda fields: fields.whole("whole"), 7),
        (lambda fields: fields.whole_or_none("null"), None),
        (lambda fields: fields.number("number"), 2.5),
        (lambda fields: fields.number("whole"), 7),
        (lambda fields: fields.number_or_none("null"), None),
        (lambda fields: fields.flag("flag"), True),
        (lambda fields: fields.flag("true"), True),
        (lambda fields: fields.moment("moment"), datetime(2026, 3, 2, 12, tzinfo=UTC)),
        (lambda fields: fields.moment_or_none("null"), None),
        (lambda fields: fields.moments("moments"), (datetime(2026, 3, 2, 12, tzinfo=UTC),) * 2),
        (lambda fields: fields.moments("empty"), ()),
        (lambda fields: fields.texts("empty"), []),
        (lambda fields: fields.texts("words"), ["word", ""]),
        (lambda fields: fields.wholes("list"), [1, 2]),
        (lambda fields: fields.day("day"), date(2026, 3, 2)),
        (lambda fields: fields.choice("text", ("word", "sign")), "word"),
        (lambda _: Fields({"hold": ""}).choice("hold", ("quiet", "")), ""),
        (lambda fields: fields.choice_or_none("null", ("word",)), None),
        (lambda fields: fields.inner("object").text("text"), "inner"),
        (lambda fields: fields.inner_or_none("null"), None),
        (lambda fields: fields.listed("list"), [1, 2]),
        (lambda fields: fields.parsed("json").listed("json"), [3]),
    ],
)
def test_field_of_the_right_type_is_read(read, expected):
    """A field that holds what is asked for is given."""
    assert expected == read(Fields(FOUND))


@pytest.mark.parametrize(
    ("read", "told"),
    [
        (lambda fields: fields.text("whole"), "whole is 7, expected a text"),
        (lambda fields: fields.text("missing"), "missing is None, expected a text"),
        (lambda fields: fields.whole("number"), "number is 2.5, expected a whole number"),
        (lambda fields: fields.whole("true"), "true is True, expected a whole number"),
        (lambda fields: fields.number("text"), "text is 'word', expected a whole number"),
        (lambda fields: fields.flag("whole"), "whole is 7, expected true or false"),
        (lambda fields: fields.moment("naive"), "expected a moment with its offset"),
        (lambda fields: fields.moment("text"), "word"),
        (lambda fields: fields.moments("naives"), "naives is '2026-03-02T15:00:00', expected a moment with its offset"),
        (lambda fields: fields.moments("list"), "expected texts"),
        (lambda fields: fields.texts("list"), r"list is \[1, 2\], expected texts"),
        (lambda fields: fields.wholes("moments"), "expected whole numbers"),
        (lambda fields: fields.moments("text"), "expected a list"),
        (lambda fields: fields.day("text"), "word"),
        (lambda fields: fields.choice("text", ("sign", "letter")), "expected one of sign, letter"),
        (lambda fields: fields.inner("list"), r"list is \[1, 2\], expected an object"),
        (lambda fields: fields.listed("object"), "expected a list"),
        (lambda fields: fields.parsed("broken"), "delimiter"),
    ],
)
def test_field_of_another_type_is_refused(read, told):
    """A field that holds something else raises ValueError that tells what was found."""
    with pytest.raises(ValueError, match=told):
        read(Fields(FOUND))


def test_texts_of_moments_sort_as_the_moments_do():
    """Moments with and without fractions, of any zone, sort as text in the order of time."""
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    moments = [
        noon - timedelta(microseconds=1),
        noon.astimezone(timezone(timedelta(hours=3))),
        noon + timedelta(microseconds=500_000),
        noon + timedelta(seconds=1),
    ]

    texts = [moment_text(at) for at in moments]

    assert sorted(texts) == texts


def test_json_text_keeps_letters_and_refuses_what_json_cannot_hold():
    """Arabic letters stay readable in the database; lone surrogates are escaped; infinity is refused."""
    assert json_text({"place": "بغداد"}) == '{"place": "بغداد"}'

    assert json_text({"odd \ud800": "\\\udfff"}) == '{"odd \\ud800": "\\\\\\udfff"}'

    with pytest.raises(ValueError, match="JSON"):
        json_text(float("inf"))
