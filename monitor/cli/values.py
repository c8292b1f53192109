"""``monitor values``: the dates and figures of sentences, as JSON Lines for programs or explained for people."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from unicodedata import category

import click
from rich.console import Console
from rich.text import Text

from monitor.cli.lines import (
    BadLine,
    BadLineError,
    answer_lines,
    day_from,
    language_from,
    standard_lines,
    standard_output,
    use_lines,
)
from monitor.cli.options import config_option, format_option
from monitor.cli.progress import counting
from monitor.cli.screens import make_console
from monitor.cli.wording import value_words
from monitor.json_forms import Form, value_form
from monitor.language.values import ValueMention, find_values


@click.command()
@format_option
@config_option
@click.option("--explain", is_flag=True, help="Print for a person: each value with its rule and how it was reached.")
def values(form: str, config: Path | None, *, explain: bool) -> None:
    """Read sentences as JSON Lines (lang, text, ref: the day they were published); write their dates and figures."""
    del form, config
    if explain:
        sys.exit(_explain(make_console()))
    sys.exit(answer_lines(counting(standard_lines(), "lines read"), _answer, standard_output()))


def _answer(line: Form) -> Form:
    text = _text_of(line)
    found = find_values(text, language_from(line, text), day_from(line.get("ref")))
    return {
        **({"id": line["id"]} if "id" in line else {}),
        "values": [_mention(one) for one in found],
    }


def _mention(one: ValueMention) -> Form:
    value = value_form(one.value)
    return {
        "kind": value["kind"],
        "value_text": one.text,
        "start": one.start,
        "end": one.end,
        "value": value,
        "rule": one.rule,
    }


def _text_of(line: Form) -> str:
    text = line.get("text")
    if not isinstance(text, str):
        raise BadLineError(part="text", found=text, cure="give a text")
    return text


def _explain(console: Console) -> int:
    """Print every sentence with its values; the exit status is 1 where a line could not be read."""
    status = 0
    for found in use_lines(standard_lines(), _explained):
        if isinstance(found, BadLine):
            click.echo(f"monitor: {found.form()['error']}", err=True)
            status = 1
            continue
        text, mentions = found
        console.print(_marked(text, mentions))
        for one in mentions:
            console.print(Text(f"  {_shown(one.text)} → {value_words(one.value)}  [{one.rule}]", style="bold"))
            for step in one.steps:
                console.print(Text(f"    {step}"))
        if not mentions:
            console.print("  no date and no figure")
    return status


def _explained(line: Form) -> tuple[str, tuple[ValueMention, ...]]:
    text = _text_of(line)
    return text, find_values(text, language_from(line, text), day_from(line.get("ref")), explained=True)


def _shown(text: str) -> str:
    """The text without what would steer a terminal, each such character as one stand-in, so that places hold."""
    return "".join("\ufffd" if category(mark) == "Cc" and mark not in "\n\t" else mark for mark in text)


def _marked(text: str, mentions: Sequence[ValueMention]) -> Text:
    marked = Text(_shown(text))
    for one in mentions:
        marked.stylize("reverse", one.start, one.end)
    return marked
