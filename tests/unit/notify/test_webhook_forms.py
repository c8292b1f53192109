from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from told_alerts import CREW, told_alert, told_change, told_notice, told_said

from monitor.notify.webhook.forms import message_form
from monitor.records import Ailment, ChangeKind, Message, RevisedPart, Size

DOCS = Path(__file__).parents[3] / "docs"
SCHEMA = json.loads((DOCS / "webhook.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)

any_text = st.text(st.characters(exclude_categories=()), max_size=80)


def posted(message: Message) -> dict[str, Any]:
    """The form as a receiver reads it from the body."""
    form: dict[str, Any] = json.loads(json.dumps(message_form(message), ensure_ascii=False).encode())
    return form


def faults(form: object) -> list[str]:
    """What the schema says against a form."""
    return [f"{fault.json_path}: {fault.message}" for fault in VALIDATOR.iter_errors(form)]


def undocumented(form: object, names: frozenset[str]) -> Iterator[str]:
    """Keys of a form that the schema names nowhere."""
    if isinstance(form, list):
        for one in form:
            yield from undocumented(one, names)
    if isinstance(form, Mapping):
        yield from (name for name in form if name not in names)
        for one in form.values():
            yield from undocumented(one, names)


def documented() -> frozenset[str]:
    """All keys that the schema names."""
    properties = [SCHEMA["properties"], *(one.get("properties", {}) for one in SCHEMA["$defs"].values())]
    return frozenset(name for one in properties for name in one)


def test_the_schema_is_one():
    """It keeps the rules of its draft."""
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("kind", get_args(ChangeKind))
def test_every_kind_of_change_fits_the_schema(kind):
    """A date against another, a figure against nothing, each with no key that the schema does not name."""
    figure = told_change(kind, said=told_said(CREW, modality="occurred"), against=None, direction=None, size=None)

    form = posted(told_alert(told_change(kind), figure))

    assert [] == faults(form)
    assert [] == list(undocumented(form, documented()))


@pytest.mark.parametrize("part", get_args(RevisedPart))
def test_every_revised_part_fits_the_schema(part):
    """What of an edited article reads otherwise is told by name."""
    form = posted(told_alert(told_change("revised", part=part, size=Size(count=500, percent=20.0), direction="down")))

    assert ([], part) == (faults(form), form["changes"][0]["part"])


@pytest.mark.parametrize("ailment", get_args(Ailment))
def test_every_notice_fits_the_schema(ailment):
    """A notice has no changes and no article."""
    form = posted(told_notice(ailment=ailment, healed=True))

    assert [] == faults(form)
    assert ([], None, ailment) == (form["changes"], form["article"], form["notice"]["ailment"])


def test_a_group_fits_the_schema():
    """Its parts are messages of the same form; it has no alert of its own."""
    parts = (told_alert(), told_notice())
    form = posted(replace(told_alert(), items=(), alert=None, parts=parts))

    assert [] == faults(form)
    assert (None, [], [part.message_id for part in parts]) == (
        form["reference"],
        form["changes"],
        [part["id"] for part in form["parts"]],
    )


def test_typed_values_stand_beside_the_words():
    """What moved, from what to what and by how much, and where the words of the value stand in the sentence."""
    (change,) = posted(told_alert())["changes"]

    assert ("2026-12-31", "2026-09-30", "later", {"days": 92}) == (
        change["new"]["end"],
        change["old"]["end"],
        change["direction"],
        change["size"],
    )
    assert "by December 2026" == change["quote"][change["value_start"] : change["value_end"]] == change["value_text"]
    against = change["against"]
    assert "by September 2026" == against["quote"][against["value_start"] : against["value_end"]]


def test_a_value_that_stands_outside_its_quote_marks_nothing():
    """Places that reach beyond the quote are cut to it."""
    said = told_said()
    claim = replace(said.claim, value_start=0, value_end=9_000)

    (change,) = posted(told_alert(told_change(said=replace(said, claim=claim))))["changes"]

    assert (0, len(claim.quote)) == (change["value_start"], change["value_end"])


@settings(max_examples=100, deadline=None)
@given(words=st.lists(any_text, min_size=8, max_size=8))
def test_any_text_fits_the_schema(words):
    """Whatever an article writes, the form can be encoded, holds no control characters, and fits."""
    quote, speaker, title, subject, lead, note, text, detail = words
    said = told_said(quote=f"{quote}May{quote}", mark="May", speaker=speaker)
    alert = replace(told_alert(told_change(said=said), title=title), subject=subject, lead=lead, note=note, text=text)
    group = replace(alert, alert=None, parts=(alert, told_notice(detail=detail)))

    form = posted(group)

    assert [] == faults(form)
    assert "May" == (found := form["parts"][0]["changes"][0])["quote"][found["value_start"] : found["value_end"]]


def test_what_does_not_fit_is_refused_by_the_schema():
    """The schema is no empty promise: another version, a missing key and a value of no kind are faults."""
    form = posted(told_alert())
    wrong = [form | {"version": 2}, {name: one for name, one in form.items() if name != "id"}]
    wrong.append(form | {"changes": [form["changes"][0] | {"new": {"kind": "poem"}}]})
    wrong.append(form | {"parts": [{}]})

    assert [True] * 4 == [bool(faults(one)) for one in wrong]


def test_the_documented_example_fits_the_schema_and_has_every_key():
    """What the documentation shows is what is posted."""
    found = re.search(r"<!-- example: .*? -->\n```json\n(.*?)```", (DOCS / "webhook.md").read_text("utf-8"), re.DOTALL)
    assert found is not None
    example, form = json.loads(found[1]), posted(told_alert())

    assert [] == faults(example)
    assert list(form) == list(example)
    assert [list(one) for one in form["changes"]] == [list(one) for one in example["changes"]]
    (change,) = example["changes"]
    assert all(
        said["value_text"] == said["quote"][said["value_start"] : said["value_end"]]
        for said in (change, change["against"])
    )
