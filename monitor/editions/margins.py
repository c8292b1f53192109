"""What stands beside an article's report in its text: boxes of links, and the end of a text that was cut off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from monitor.editions.words import STOPS
from monitor.language.reading import Layout

LONGEST_LABEL = 15
"""How many words the label of a link has at most. A judgement: headlines of the three languages have about 12."""

_LEADS = frozenset({":", "-", "|", "«", "»", ">", "<", "←", "→"})
"""What stands between a cue and a link in the same line."""

_CUTS = frozenset({"...", "…", "[", "("})
"""What stands before a cue for the rest of a text in the line that is cut."""


def box_tokens(layout: Layout) -> frozenset[int]:
    """The tokens of lines that only lead to other articles; empty where no line opens with a cue ("Read also").

    A line that is nothing but a cue makes labels of the lines behind it, up to the first that is long or ends a
    sentence. A cue with a label behind it in its own line stands for that line alone.
    """
    if layout.tables.isdisjoint({"related", "cut"}):
        return frozenset()
    idle: set[int] = set()
    in_box = False
    for line in _lines(layout):
        cue = _cue_end(layout, line, "related")
        alone = cue is not None and _is_bare(layout, range(cue + 1, line.stop))
        led = cue is not None and cue + 1 < line.stop and layout.tokens[cue + 1].folded in _LEADS
        in_box = alone or (in_box and _is_label(layout, line))
        if in_box or (led and _is_label(layout, line)) or _is_cut_cue(layout, line):
            idle.update(line)
    return frozenset(idle)


def cut_off_at(layout: Layout) -> int | None:
    """The token with which the mark of a cut text begins ("…", "[...]", "… Read more"), or None where it ends whole."""
    tokens = layout.tokens
    end = _skip_marks(layout, len(tokens))
    cue = layout.ending(end - 1, "cut")
    if cue is not None:
        before = _skip_marks(layout, cue.first)
        between = {token.folded for token in tokens[before : cue.first]}
        if tokens[cue.first].opens_line or not between.isdisjoint(_CUTS):
            return before
    return end if is_ellipsis("".join(token.folded for token in tokens[end:])) else None


def is_ellipsis(text: str) -> bool:
    """Whether the letters between two words show that something was left out."""
    return "…" in text or "..." in text


def _skip_marks(layout: Layout, end: int) -> int:
    while end > 0 and layout.tokens[end - 1].kind == "mark":
        end -= 1
    return end


def _lines(layout: Layout) -> Iterator[range]:
    starts = [at for at, token in enumerate(layout.tokens) if at == 0 or token.opens_line]
    yield from (range(first, behind) for first, behind in pairwise([*starts, len(layout.tokens)]))


def _cue_end(layout: Layout, line: range, table: str) -> int | None:
    """The last token of a cue that opens a line, whatever bullets stand before it, or None."""
    first = next((at for at in line if layout.tokens[at].kind != "mark"), line.stop)
    hit = layout.starting(first, table)
    return hit.last if hit is not None and hit.last < line.stop else None


def _is_cut_cue(layout: Layout, line: range) -> bool:
    cue = _cue_end(layout, line, "cut")
    return cue is not None and _is_bare(layout, range(cue + 1, line.stop))


def _is_bare(layout: Layout, tokens: Sequence[int]) -> bool:
    return all(layout.tokens[at].kind == "mark" for at in tokens)


def _is_label(layout: Layout, line: range) -> bool:
    words = sum(layout.tokens[at].kind != "mark" for at in line)
    ends = {layout.tokens[at].folded for at in line[-2:]}  # a quotation mark may stand behind the point
    return words <= LONGEST_LABEL and ends.isdisjoint(STOPS)
