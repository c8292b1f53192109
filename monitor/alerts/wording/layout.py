"""The mail layouts of a message, plain and HTML, from the templates of this package."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from jinja2 import PackageLoader, StrictUndefined, select_autoescape
from jinja2.sandbox import SandboxedEnvironment

from monitor.alerts.inert import isolate, isolate_foreign
from monitor.alerts.wording.vocabulary import Vocabulary
from monitor.records import Lang, Message

_DIRECTIONS: dict[Lang, str] = {"ar": "rtl", "ckb": "rtl", "en": "ltr"}


def lay_out(message: Message, words: Vocabulary) -> Message:
    """The message with ``text`` and ``html`` filled in. In HTML every part is escaped; nothing is fetched from it."""
    parts = {"message": message, "words": words.layout, "directions": _DIRECTIONS}
    text, html = (_environment().get_template(name).render(parts) for name in ("message.txt.j2", "message.html.j2"))
    return replace(message, text=text, html=html)


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
