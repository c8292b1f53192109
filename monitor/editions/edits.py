"""What an edit changed: the words that differ between two versions, and whether they could change a claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain, islice
from typing import NamedTuple

from monitor.editions.margins import box_tokens, cut_off_at, is_ellipsis
from monitor.editions.markers import marker_tokens
from monitor.editions.spelling import spelling_of
from monitor.editions.words import Gap, Word, lay_out, read_words, written_end
from monitor.language.pack import load_pack
from monitor.language.reading import Layout
from monitor.records import Article, Edit, Lang, WordChange

MOST_CHANGES = 50
LONGEST_CHANGE = 40
"""How many changes an Edit lists, and how many words of each: what people read of them. Judgements."""

SHORTEST_CUT = 10
"""How many words a text that was cut off keeps at least: fewer are no summary. A judgement."""

_COUNTING_TABLES = frozenset({"months", "weekdays", "weekdays_bare", "ordinals", "numbers", "scales"})


class Wording(NamedTuple):
    """The title or the text of a version: all its words, and those of its report alone (no marker, no links)."""

    written: str
    layout: Layout
    words: tuple[Word, ...]
    report: tuple[Word, ...]


def compare(old: Article, new: Article) -> Edit | None:
    """What changed in title and text from one version to the other, None where both are equal.

    The edit is trivial where the reports say the same word for word: white space, punctuation, entities, forms of
    letters and digits, case, markers of an update and boxes of links do not count, and a name may be spelled
    otherwise (see ``Spelling``). So is a new text that is the old one cut off. Everything else is substantive, and so
    is whatever is in doubt: a sentence that ends elsewhere, a mark between numbers, "May" for "may". Which of two
    versions is the older makes no difference but for a cut: a text that goes on where it was cut is substantive.

    ``words`` lists all that changed, title first, as it stands in the versions but for white space; it is empty where
    only marks did. No more than ``MOST_CHANGES``, and no change of more than ``LONGEST_CHANGE`` words: "…" stands for
    the middle of a longer one.
    """
    if (old.title, old.text) == (new.title, new.text):
        return None
    lang = new.lang
    titles = _title_wording(old.title, lang), _title_wording(new.title, lang)
    texts = _text_wording(old.text, lang), _text_wording(new.text, lang)
    trivial = _say_the_same(titles[0], titles[1], lang) and (
        _say_the_same(texts[0], texts[1], lang) or _is_cut(texts[0], texts[1], lang)
    )
    changes = chain(_changes(titles[0], titles[1], lang), _changes(texts[0], texts[1], lang))
    return Edit("trivial" if trivial else "substantive", tuple(islice(changes, MOST_CHANGES)))


def _title_wording(title: str, lang: Lang) -> Wording:
    return _made(title, lay_out(title, lang), frozenset())


def _text_wording(text: str, lang: Lang) -> Wording:
    layout = lay_out(text, lang)
    return _made(text, layout, box_tokens(layout))


def _made(text: str, layout: Layout, boxes: frozenset[int]) -> Wording:
    words, idle = read_words(layout), boxes | marker_tokens(layout)
    return Wording(text, layout, words, read_words(layout, idle) if idle else words)


def _say_the_same(old: Wording, new: Wording, lang: Lang) -> bool:
    return len(old.report) == len(new.report) and _are_alike(old.report, new.report, lang)


def _are_alike(old: Sequence[Word], new: Sequence[Word], lang: Lang) -> bool:
    """Whether words that stand at the same place are the same, and parted alike."""
    spelling = spelling_of(lang)
    if any(a.key != b.key and not spelling.is_respelled(a, b) for a, b in zip(old, new, strict=True)):
        return False
    return next(_parted_otherwise(old, new, lang), None) is None


def _parted_otherwise(old: Sequence[Word], new: Sequence[Word], lang: Lang) -> Iterator[int]:
    """The places of words that are parted otherwise in one of two alike texts, so that they may say something else.

    By the end of a sentence; by any mark beside a negation ("No, men …"); by a dash or a slash between two words of
    dates or numbers ("Friday-Sunday").
    """
    negations = load_pack(lang).folded_words("editing", "negations", "words")
    for at in range(1, len(old)):
        gaps: set[Gap] = {old[at].gap, new[at].gap}
        if len(gaps) == 1 or "line" in gaps:
            continue
        before, behind = old[at - 1].key, old[at].key
        beside_negation = before in negations or behind in negations
        if "stop" in gaps or beside_negation or ("joint" in gaps and _count(before, lang) and _count(behind, lang)):
            yield at


def _count(word: str, lang: Lang) -> bool:
    """Whether a folded word names a number, a month or a weekday."""
    opening = load_pack(lang).lexicon(("calendar", "numbers")).opening(word)
    return opening is not None and any(label.table in _COUNTING_TABLES for label in opening.labels)


def _is_cut(old: Wording, new: Wording, lang: Lang) -> bool:
    """Whether the new text is the old one up to a mark of its being cut; a text that was cut is not cut again."""
    cut = cut_off_at(new.layout)
    if cut is None or cut == 0 or cut_off_at(old.layout) is not None:
        return False
    end = new.layout.tokens[cut - 1].end
    kept = [word for word in new.report if word.end <= end]
    if not SHORTEST_CUT <= len(kept) < len(old.report):
        return False
    last, behind = old.report[len(kept) - 1 : len(kept) + 1]
    was_there = is_ellipsis(old.written[last.end : behind.start])
    return not was_there and _are_alike(old.report[: len(kept)], kept, lang)


def _changes(old: Wording, new: Wording, lang: Lang) -> Iterator[WordChange]:
    for tag, a, b, c, d in _steps([word.key for word in old.words], [word.key for word in new.words]):
        if tag != "equal":
            yield WordChange(_cut(old, a, b), _cut(new, c, d))
            continue
        for at in _parted_otherwise(old.words[a:b], new.words[c:d], lang):
            yield WordChange(_cut(old, a + at - 1, a + at + 1), _cut(new, c + at - 1, c + at + 1))


def _steps(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """What is equal and what is not, as ``SequenceMatcher`` tells it: what both begin and end with is passed over."""
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    most = shorter - head
    tail = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    yield "equal", 0, head, 0, head
    middle = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail])
    for tag, a, b, c, d in middle.get_opcodes():
        yield tag, a + head, b + head, c + head, d + head
    yield "equal", len(old) - tail, len(old), len(new) - tail, len(new)


def _cut(wording: Wording, first: int, behind: int) -> str:
    """The words from ``first`` up to ``behind`` as they are written; the middle of a long passage is left out."""
    half = LONGEST_CHANGE // 2
    if behind - first > LONGEST_CHANGE:
        return f"{_cut(wording, first, first + half)} … {_cut(wording, behind - half, behind)}"
    words = wording.words[first:behind]
    if not words:
        return ""
    return " ".join(wording.written[words[0].start : written_end(wording.written, words[-1].end)].split())
