"""The words of a text as versions are compared by them: folded alike, without the marks that say nothing."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from typing import Literal, NamedTuple

from monitor.language.pack import load_pack
from monitor.language.reading import Layout
from monitor.language.tokens import Token, tokenize
from monitor.records import Lang

FILES = ("editing", "calendar", "sentences")
"""The files of a pack that comparing needs."""

Gap = Literal["none", "line", "mark", "joint", "stop"]
"""What parts a word from the one before: white space, a line break, a mark within a sentence, the end of one.

A ``joint`` is a mark that may make one of two: a dash ("Friday-Sunday"), a slash ("أيلول/سبتمبر").
"""

_JOINTS = frozenset({"-", "/"})

STOPS = frozenset({".", "!", "…", "۔", "...", "?", "؟"})
"""Marks that end a sentence."""

_TELLING = frozenset({"%", "‰", "?", "؟", "&", "#", "@", "°"})
_TELLING_CATEGORIES = frozenset({"Sc", "Sm"})
"""Signs of money and of reckoning (Unicode's general categories); what a text says changes with any of these."""

_ENTITY = re.compile(r"&(?:amp;)*(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_SOFT_HYPHEN = "\u00ad"
_UNSEEN = dict.fromkeys([0x200B, 0x2060, 0xFEFF, 0x180E], _SOFT_HYPHEN)
_LONG_WORD = 4
_TITLE_CASE = 0.6
"""A text of which a larger share of the longer words begins with a capital tells no names by them. A judgement."""


class Word(NamedTuple):
    """A word, a number, or a mark that says something; ``start..end`` are offsets in the text as it was given.

    ``key`` is what is compared, ``gap`` what stands before the word. ``named`` says that it has a capital which no
    start of a sentence explains. A tuple, because every word of every version becomes one.
    """

    key: str
    start: int
    end: int
    gap: Gap
    named: bool


def lay_out(text: str, lang: Lang) -> Layout:
    """The text's tokens and the words of the pack in them; offsets are those of the text as given.

    Entities left in the text ("&amp;") are read as their characters; what nobody sees parts no word.
    """
    return Layout(tokenize(_unescaped(text)), load_pack(lang), *FILES)


def compared_tokens(text: str) -> tuple[str, ...]:
    """The folded words, numbers and telling marks of a text, where nothing else of it matters."""
    tokens = tokenize(_unescaped(text))
    return tuple(_joined(tokens, first, last) for first, last in _pieces(tokens))


def read_words(layout: Layout, idle: Collection[int] = ()) -> tuple[Word, ...]:
    """The words of a text in order, without the tokens of ``idle``."""
    tokens, names_tell = layout.tokens, not _is_title_case(layout.tokens)
    words: list[Word] = []
    behind = 0
    for first, last in _pieces(tokens):
        if first in idle:
            continue
        gap = _gap(layout, behind, first, idle) if words else "line"
        folded = _joined(tokens, first, last)
        capital = tokens[first].text[:1].isupper()
        key = f"{folded}^" if capital and folded in _told_by_capital(layout) else folded
        named = names_tell and capital and gap not in {"line", "stop"}
        words.append(Word(key, tokens[first].start, tokens[last].end, gap, named))
        behind = last + 1
    return tuple(words)


def written_end(text: str, end: int) -> int:
    """Where a word that ends at ``end`` is written to its end: an entity is longer than its character."""
    return next((one.end() for one in _ENTITY.finditer(text, max(0, end - 1)) if one.start() < end), end)


def _unescaped(text: str) -> str:
    """The text with entities as characters and unseen signs as soft hyphens, no longer and no shorter than before."""
    return _ENTITY.sub(_character, text).translate(_UNSEEN)


def _character(entity: re.Match[str]) -> str:
    written = entity.group()
    character = html.unescape(f"&{entity.group(1)};")
    if len(character) > len(written) or character.startswith("&" + entity.group(1)):
        return written
    if not character or character.isspace():
        return (character or " ").ljust(len(written))
    return character.translate(_UNSEEN).ljust(len(written), _SOFT_HYPHEN)


def _pieces(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The tokens that count, as first and last: the letters of "U.S." count as one word."""
    at = 0
    while at < len(tokens):
        last = _end_of_initials(tokens, at)
        if last > at or tokens[at].kind != "mark" or _tells(tokens, at):
            yield at, last
        at = last + 1


def _end_of_initials(tokens: Sequence[Token], at: int) -> int:
    """The last token of initials with points between them that start at a token; the token itself where none do."""
    last = at
    while last + 2 < len(tokens) and all(_is_initial(tokens[one]) for one in (last, last + 2)):
        point, letter = tokens[last + 1 : last + 3]
        if point.text != "." or not point.glued or not letter.glued:
            break
        last += 2
    return last


def _is_initial(token: Token) -> bool:
    return len(token.text) == 1 and token.text.isupper()


def _joined(tokens: Sequence[Token], first: int, last: int) -> str:
    folded = "".join(token.folded for token in tokens[first : last + 1 : 2])
    return "?" if folded == "؟" else folded


def _tells(tokens: Sequence[Token], at: int) -> bool:
    """Whether a mark says something: a sign of money or reckoning, a question mark, a mark between two numbers."""
    mark = tokens[at]
    if mark.folded in _TELLING:
        return True
    if mark.folded != "|" and unicodedata.category(mark.text[0]) in _TELLING_CATEGORIES:
        return True
    before, behind = (_beside(tokens, at, step) for step in (-1, 1))
    if behind is None or behind.kind != "number":
        return False
    is_sign = mark.folded == "-" and not mark.glued and behind.glued and behind is tokens[at + 1]
    return is_sign or (before is not None and before.kind == "number")


def _beside(tokens: Sequence[Token], at: int, step: int) -> Token | None:
    """The nearest token on one side that is no mark, or None."""
    at += step
    while 0 <= at < len(tokens) and tokens[at].kind == "mark":
        at += step
    return tokens[at] if 0 <= at < len(tokens) else None


def _gap(layout: Layout, first: int, behind: int, idle: Collection[int]) -> Gap:
    """What the tokens from ``first`` up to the word at ``behind`` make between it and the word before."""
    between = range(first, behind)
    if any(at not in idle and _is_stop(layout, at) for at in between):
        return "stop"
    if any(layout.tokens[at].opens_line or at in idle for at in range(first, behind + 1)):
        return "line"
    if any(layout.tokens[at].folded in _JOINTS for at in between):
        return "joint"
    return "mark" if between else "none"


def _is_stop(layout: Layout, at: int) -> bool:
    token = layout.tokens[at]
    if token.folded not in STOPS:
        return False
    if token.folded != "." or at == 0:
        return True
    before = layout.tokens[at - 1]
    return not _is_initial(before) and layout.ending_meaning(at - 1, "abbreviations", "words") is None


def _told_by_capital(layout: Layout) -> frozenset[str]:
    """Words that are a name of the calendar with a capital and another word without ("May")."""
    words = layout.pack.folded_words
    return words("calendar", "guarded", "words") | words("calendar", "guarded_weekdays", "words")


def _is_title_case(tokens: Sequence[Token]) -> bool:
    longer = [token.text for token in tokens if token.kind == "word" and len(token.text) >= _LONG_WORD]
    return sum(text[0].isupper() for text in longer) > _TITLE_CASE * len(longer)
