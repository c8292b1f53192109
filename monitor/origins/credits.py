"""Whose report a claim is: who is credited in its sentence, else in the dateline, else whose text it copies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from monitor.language.agencies import agency_id
from monitor.language.sentences import Sentence
from monitor.language.tokens import COMMAS
from monitor.origins.datelines import dateline_credit
from monitor.origins.mentions import MarkedText, Mention, mark_text
from monitor.records import Article, Claim, KeptImprint

_TELLING_REACH = 14
"""How many tokens may stand between a word of telling and the one who was told ("said the minister on Monday in an
interview to Rudaw"). A judgement."""

_TELLING_BEHIND = 2
"""The same where the verb stands last, right behind the one who was told. A judgement."""

_QUOTED, _REPORTED = 0, 1


@dataclass(frozen=True, slots=True, order=True)
class _Credit:
    """Who is credited: of several in a sentence the one that others have it from, then the one named first."""

    rank: int
    at: int
    origin: str


def find_credit(article: Article, start: int, end: int) -> str | None:
    """The id of the agency or outlet that the words ``start..end`` of the article's full text are taken from.

    One that is credited in their sentence, else in the article's dateline. None where nobody is, or the article's own
    outlet. A name without a word of citing beside it is no credit, nor are people who are quoted, or "agencies".
    """
    credited = _credit_of_words(article, start, end) or dateline_credit(article)
    return credited if credited != agency_id(article.outlet) else None


def origin_of(article: Article, claim: Claim, copy: KeptImprint | None) -> str:
    """Whose report the claim is; ``copy`` is the kept article that this one copies, None where it copies none.

    Empty for the outlet's own, save where the outlet is known under another id than its host ("english.aawsat.com"):
    then that id, so that all its hosts count as one. Words that the sentence itself credits to the outlet stay its
    own, whatever the article copies.
    """
    if _credit_of_words(article, claim.start, claim.end) == agency_id(article.outlet):
        return _told_as(article, agency_id(article.outlet))
    return _told_as(article, find_credit(article, claim.start, claim.end) or _copied(copy))


def origin_of_article(article: Article, copy: KeptImprint | None) -> str:
    """Whose report the article as a whole is, by its dateline or by what it copies; as ``origin_of`` for the rest."""
    credited = dateline_credit(article)
    own = credited is None or credited == agency_id(article.outlet)
    return _told_as(article, _copied(copy) if own else credited)


def _copied(copy: KeptImprint | None) -> str | None:
    return agency_id(copy.origin or copy.outlet) if copy is not None else None


def _told_as(article: Article, origin: str | None) -> str:
    """The origin as it is kept: empty where it is the host of the article's outlet."""
    found = origin or agency_id(article.outlet)
    return found if found != article.outlet else ""


def _credit_of_words(article: Article, start: int, end: int) -> str | None:
    """Who is credited in the sentences in which the words stand, the own outlet included."""
    marked = mark_text(article.full_text, article.lang)
    found = [
        credit
        for sentence in marked.sentences
        if marked.tokens[sentence.first].start < end and start < marked.tokens[sentence.last].end
        for credit in _credits(marked, sentence)
    ]
    return min(found).origin if found else None


def _credits(marked: MarkedText, sentence: Sentence) -> Iterator[_Credit]:
    for meaning, rank in (("quoting", _QUOTED), ("before", _REPORTED)):
        for at, last in marked.starting(meaning, sentence.first, sentence.last):
            name = marked.name_behind(last + 1, sentence.last)
            if name is not None:
                yield _Credit(rank, at, name.origin)
    for name in marked.names.values():
        if sentence.first <= name.first <= sentence.last and (
            _reports(marked, name, sentence) or _was_told(marked, name, sentence)
        ):
            yield _Credit(_REPORTED, name.first, name.origin)


def _reports(marked: MarkedText, name: Mention, sentence: Sentence) -> bool:
    """Whether a word of reporting follows the name, or a colon follows it where it opens the sentence."""
    at = marked.behind(name, sentence.last)
    if at > sentence.last:
        return False
    if marked.tokens[at].folded == ":":
        return marked.opening_of(name, sentence.first) == sentence.first
    if marked.tokens[at].folded in COMMAS:
        return at + 1 in marked.words["quoting"]
    return at in marked.words["behind"]


def _was_told(marked: MarkedText, name: Mention, sentence: Sentence) -> bool:
    """Whether somebody says it to the one named, which a particle before the name and a verb of telling show."""
    opening = marked.opening_of(name, sentence.first)
    if _is_addressed(marked, name, opening, sentence):
        if marked.verb_last:
            behind = marked.behind(name, sentence.last)
            return any(marked.starting("telling", behind, behind + _TELLING_BEHIND))
        return _told_before(marked, opening, sentence, "telling", ("barriers",))
    return _told_before(marked, opening, sentence, "informed", ("barriers", "reported_barriers"))


def _is_addressed(marked: MarkedText, name: Mention, opening: int, sentence: Sentence) -> bool:
    """Whether a particle stands before the name and the words that lead to it, or is written onto one of these."""
    before = marked.tokens[opening - 1].folded if opening > sentence.first else ""
    return before in marked.addressed or any(
        marked.tokens[at].folded.startswith(particle) and not written.startswith(particle)
        for at in range(opening, name.first + 1)
        if (written := name.written if at == name.first else marked.written.get(at, "")) and not marked.verb_last
        for particle in marked.addressed
    )


def _told_before(marked: MarkedText, opening: int, sentence: Sentence, telling: str, barriers: tuple[str, ...]) -> bool:
    """Whether a word of telling stands before a token, and nothing between that opens what was said."""
    nearest = max(sentence.first, opening - _TELLING_REACH)
    for _, last in marked.starting(telling, nearest, opening - 1):
        between = (last + 1, opening - 1)
        if not any(any(marked.starting(barrier, *between)) for barrier in barriers):
            return True
    return False
