"""Whether the words of an address still fit the headline that they were once made of."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from monitor.language.folding import fold
from monitor.language.pack import load_pack
from monitor.language.tokens import tokenize
from monitor.records import Lang

FEWEST_WORDS = 4
SHORTEST_WORD = 3
"""A slug of fewer words, or of shorter ones, tells nothing of a headline. Judgements."""

LEAST_FITTING = 1 / 3
"""A slug of which a smaller share of words is found in the headline differs. Chosen on the invented headlines of the
tests: those edited lightly keep half of their words and more, those of another turn of the story a quarter or less."""

_SAME_START = 0.6
_SHORTEST_START = 3
"""Two words fit when they begin alike for that share of the longer one, and no fewer letters. Judgements."""

# Letters that sites made for Arabic drop from Sorani addresses (Kurdish Academy's alphabet).
_SORANI_LETTERS = frozenset("ێۆەڕڵپچژگڤکیھ")
_PARTS = re.compile(r"[-_+\s]+")
_ENDING = re.compile(r"\.\w{2,5}$")
_ARABIC = re.compile(r"[\u0600-\u06ff]")


def slug_differs(url: str, title: str, lang: Lang) -> bool:
    """Whether the words of the last part of the address are another headline's.

    False in doubt: for an address of few words, of numbers, or in another script than the headline. Letters are
    folded for this comparison alone (Farsi yeh, tatweel); of Sorani letters that the whole address lacks, the
    headline's are passed over.
    """
    slug = _slug(url)
    words = [fold(word) for word in _PARTS.split(slug) if len(word) >= SHORTEST_WORD and word.isalpha()]
    if len(words) < FEWEST_WORDS or bool(_ARABIC.search(slug)) != bool(_ARABIC.search(title)):
        return False
    if lang == "ckb":
        lacking = _SORANI_LETTERS.difference(slug)
        title = "".join(letter for letter in title if letter not in lacking)
    told = [token.folded for token in tokenize(title) if token.kind == "word"]
    return sum(any(_fits(word, other, lang) for other in told) for word in words) < LEAST_FITTING * len(words)


def _slug(url: str) -> str:
    parts = [unquote(part) for part in urlsplit(url).path.split("/") if part]
    return _ENDING.sub("", parts[-1]).replace("\u0640", "") if parts else ""


def _fits(one: str, other: str, lang: Lang) -> bool:
    """Whether two folded words begin alike, whatever the language attaches to them."""
    forms = load_pack(lang).forms
    return any(_begin_alike(a, b) for a in forms(one) for b in forms(other))


def _begin_alike(one: str, other: str) -> bool:
    shared = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    length = min(len(one), len(other)) if shared is None else shared
    return length >= max(_SHORTEST_START, _SAME_START * max(len(one), len(other)))
