"""The mail layouts of a message, plain and HTML, from the templates of this package."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import get_args

from jinja2 import PackageLoader, StrictUndefined, select_autoescape
from jinja2.sandbox import SandboxedEnvironment

from monitor.alerts.inert import FIRST_STRONG_ISOLATE, POP_ISOLATE, isolate, isolate_foreign
from monitor.alerts.wording.locales import direction_of
from monitor.alerts.wording.vocabulary import Vocabulary
from monitor.records import Lang, Message, MessageLabels

_LANGUAGES: tuple[Lang, ...] = get_args(Lang)


MOST_WHOLE_PARTS = 100
"""So many alerts of one message are told whole, the loudest; of the others it gives the first line and the address."""


def lay_out(message: Message, words: Vocabulary) -> Message:
    """The message with ``labels``, ``text`` and ``html`` filled in, in the words and the direction of its reader.

    In HTML every part is escaped, nothing is fetched from it, and what is isolated stands in ``bdi``.
    """
    labeled = replace(message, reader_lang=words.lang, labels=_labels(message, words))
    parts = {
        "message": labeled,
        "words": words.layout,
        "signed": words.said.where,
        "direction": direction_of(words.lang),
        "directions": {lang: direction_of(lang) for lang in _LANGUAGES},
        "whole": MOST_WHOLE_PARTS,
        "isolates": (FIRST_STRONG_ISOLATE, POP_ISOLATE),
    }
    text, html = (_environment().get_template(name).render(parts) for name in ("message.txt.j2", "message.html.j2"))
    return replace(labeled, text=text, html=html)


def _labels(message: Message, words: Vocabulary) -> MessageLabels:
    layout = words.layout
    link = layout.link
    if message.notice is not None:
        link = layout.link_page if message.notice.url else layout.link_source
    return MessageLabels(layout.now, layout.before, layout.moved, link, layout.alert)


@cache
def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        loader=PackageLoader("monitor.alerts"),
        autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["isolate"] = isolate
    environment.filters["isolate_foreign"] = isolate_foreign
    return environment
