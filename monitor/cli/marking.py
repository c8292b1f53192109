"""An article's text for a terminal: what was found marked in it, each paragraph running in its own direction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.style import Style
from rich.text import Text

from monitor.alerts.inert import POP_ISOLATE
from monitor.claims import Mention
from monitor.records import Article, Claim, Lang

RIGHT_TO_LEFT: frozenset[Lang] = frozenset({"ar", "ckb"})

_RIGHT_TO_LEFT_ISOLATE = "\N{RIGHT-TO-LEFT ISOLATE}"
"""Opens a line of right-to-left text (UAX 9), be its first letters Latin ones."""

STYLES: Mapping[str, str] = {
    "force": "bold cyan",
    "place": "bold green",
    "event": "bold magenta",
    "date": "underline",
    "figure": "underline",
    "look-alike": "bold red",
    "abroad": "red",
}
"""How each kind of mention is marked; a claim's own value is marked over it."""

_VALUE = "black on bright_yellow"


def print_article(article: Article, mentions: Iterable[Mention], claims: Sequence[Claim], console: Console) -> None:
    """Print title and text, paragraph by paragraph, mentions and values marked; right-to-left text to the right."""
    marked = mark_text(article, mentions, claims)
    right_to_left = article.lang in RIGHT_TO_LEFT
    for line in marked.split("\n"):
        if not line.plain.strip():
            continue
        if not right_to_left:
            console.print(line, soft_wrap=not console.is_terminal)
            continue
        line.justify = "right" if console.is_terminal else None
        console.print(Text(_RIGHT_TO_LEFT_ISOLATE) + line + Text(POP_ISOLATE), soft_wrap=not console.is_terminal)


def mark_text(article: Article, mentions: Iterable[Mention], claims: Sequence[Claim]) -> Text:
    """The full text with its styles; the offsets of mentions and claims count in it."""
    text = Text(article.full_text)
    if article.title:
        text.stylize("bold", 0, len(article.title))
    for mention in mentions:
        text.stylize(Style.parse(STYLES[mention.kind]), mention.start, mention.end)
    for claim in claims:
        text.stylize(_VALUE, claim.value_start, claim.value_end)
    return text


def legend() -> Text:
    """What the marks mean, in one line."""
    words = Text("marked: ")
    for kind, style in STYLES.items():
        words.append(kind, style=style).append(", ")
    return words.append("value of a claim", style=_VALUE)
