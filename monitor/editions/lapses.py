"""Whether a page that was fetched again still is the article, and whether the words of a claim still stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.editions.words import compared_tokens
from monitor.records import Article, Claim, Lapse

SHINGLE_WORDS = 4
"""How many consecutive words are compared at once: fewer stand in other articles of the same story, too."""

LEAST_LOST = 0.3
"""A new text that lacks less of the known one was not degraded, but edited."""

LEAST_ON_PAGE = 0.5
"""How much of what the new text lacks must stand on the page, for the extraction to have lost it."""

MUCH_ON_PAGE = 0.3
"""How much of the known text a page shows that still holds the article."""

LEAST_SHARED = 0.1
"""A text that shares less with the known one is not the article, unless the headline is its own."""

LEAST_OF_HEADLINE = 0.5
"""The share of the known headline's words that an edited headline keeps."""

LEAST_OF_SENTENCE = 0.5
"""The share of the other words of a claim's sentence that must stand about the words of its value."""

HEADLINE_WITHIN = 8
"""Among how many first words of a page its own headline begins: a page's text begins with its title."""

# All of them are judgements, tried on the invented pages of the tests in three languages: every page there is judged
# rightly with each of the shares made smaller or larger by three tenths, too.


def judge_page(known: Article, new_title: str, new_text: str, page_text: str, problem: str | None) -> Lapse | None:
    """Why the text that was read from a page is no new version of the article; None where it may be compared as one.

    ``page_text`` is all text of the page in one line, title first, ``problem`` what the extraction said of it, None
    where nothing. A page that keeps its headline is the article, however little of its text is left: an outlet may
    withdraw a story. So is one that keeps the lead under another headline. "page_gone" and "unreachable" are never
    given here: those are answers of the server.
    """
    told = _shingles(compared_tokens(known.text))
    fresh, page = (_shingles(compared_tokens(text)) for text in (new_text, page_text))
    lost = told - fresh
    if problem is not None and _share(told & page, told) >= MUCH_ON_PAGE:
        return "degraded"
    if _share(lost, told) >= LEAST_LOST and _share(lost & page, lost) >= LEAST_ON_PAGE:
        return "degraded"
    headline = _keeps_headline(known.title, new_title, page_text)
    if _share(told & fresh, told) < LEAST_SHARED and not headline:
        return "other_page"
    return "degraded" if not new_text.strip() else None


def still_stands(claim: Claim, text: str) -> bool:
    """Whether the words of the claim's value stand in a text as whole words, in whatever letters and digits.

    They must stand among half of the other words of its sentence: a year stands in many an article for something else.
    False for a claim without words of its value.
    """
    value, words, sentence = (compared_tokens(one) for one in (claim.value_text, text, claim.quote))
    others = set(sentence) - set(value)
    for at in _places_of(value, words):
        near = words[max(at - len(sentence), 0) : at + len(value) + len(sentence)]
        if len(others.intersection(near)) >= LEAST_OF_SENTENCE * len(others):
            return True
    return False


def still_named(claim: Claim, text: str) -> bool:
    """Whether the words of the claim's speaker stand in a text, as for ``still_stands``; False where there is none."""
    return _stand_in(claim.speaker or "", text)


def _stand_in(words: str, text: str) -> bool:
    wanted = compared_tokens(words)
    return bool(wanted) and _place_of(wanted, compared_tokens(text)) is not None


def _places_of(words: Sequence[str], text: Sequence[str]) -> Iterator[int]:
    """Where the words stand in a row, each time; nowhere for no words."""
    length = len(words)
    for at in range(len(text) - length + 1):
        if words and text[at : at + length] == words:
            yield at


def _keeps_headline(headline: str, new_title: str, page_text: str) -> bool:
    """Whether the headline, or an edited one, is the page's own; a link to the article is not."""
    words = compared_tokens(headline)
    kept = set(words).intersection(compared_tokens(new_title))
    if words and len(kept) >= LEAST_OF_HEADLINE * len(set(words)):
        return True
    start = compared_tokens(page_text)[: HEADLINE_WITHIN + len(words)]
    return bool(words) and _place_of(words, start) is not None


def _place_of(words: Sequence[str], text: Sequence[str]) -> int | None:
    """Where the words stand in a row first, or None."""
    return next(_places_of(words, text), None)


def _shingles(words: Sequence[str]) -> frozenset[Sequence[str]]:
    """Every row of ``SHINGLE_WORDS`` words; all words as one row where there are fewer."""
    rows = max(1, len(words) - SHINGLE_WORDS + 1) if words else 0
    return frozenset(words[at : at + SHINGLE_WORDS] for at in range(rows))


def _share(part: frozenset[Sequence[str]], whole: frozenset[Sequence[str]]) -> float:
    return len(part) / len(whole) if whole else 0.0
