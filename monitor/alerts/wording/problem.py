"""What was wrong, for people: the words that programs know it by are replaced by ours."""

from __future__ import annotations

import re
from dataclasses import fields

from monitor.alerts.wording.counting import set_off
from monitor.alerts.wording.problem_words import ProblemWords
from monitor.alerts.wording.vocabulary import Vocabulary

_KINDS = "|".join(field.name for field in fields(ProblemWords))
_TOLD = re.compile(rf"(?:^|(?<=; )|(?<=; then )|(?<=, )|(?<=\())(?P<kind>{_KINDS})(?::(?P<detail>[^;()]*)|(?=[,;)]|$))")
"""A kind of failure with what was found, or alone: at the beginning, in brackets, or as one of several."""


def word_problems(detail: str, words: Vocabulary) -> str:
    """The detail of a notice with every kind of failure in words: "http_status: x answered 500" is "x answered 500".

    A kind that stands within other words is left as it is: a server may have written it.
    """
    return _TOLD.sub(lambda found: _in_words(found["kind"], found["detail"] or "", words), detail)


def _in_words(kind: str, found: str, words: Vocabulary) -> str:
    if not found.strip():
        alone: str = getattr(words.problem, kind)
        return alone + found
    phrase: str | None = getattr(words.problem_told, kind, None)
    return found.lstrip() if phrase is None else phrase.format(detail=set_off(found.lstrip(), words))
