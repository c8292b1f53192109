"""The hash that tells whether an entry changed."""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata

from monitor.feeds.plain import squeeze

_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""Soft hyphen, zero-width letters and direction marks: they come and go between two renderings of one text."""

_CUT_MARK = re.compile(r"\s*(?:\[\s*)?(?:…|\.{3,})(?:\s*\])?\s*$")
_CUT_MARK_LENGTH = 12
_CUT_LENGTH = 200
_CUT_STEP = 50
_CUT_WANDER = 20
_HASH_BYTES = 16


def content_hash(title: str, summary: str, link: str = "") -> str:
    """A hash of title and summary, the same for two renderings of the same words. 32 hexadecimal digits.

    ``link`` is the canonical link of an entry that goes on being the same one when its link changes; empty elsewhere.

    Entities (also doubly escaped ones), whitespace, zero-width letters and composed or decomposed accents do not
    matter. A summary that the feed cut, by an ellipsis or in mid-word at 200 characters or more, counts up to a
    multiple of 50 at least 20 characters before the cut: feeds cut after so many bytes of HTML, so that the place
    wanders by a few letters with the entities before it. No more is left out, and an uncut summary counts whole: a
    needless second look costs one fetch, a missed edit costs the edit.
    """
    text = f"{_steady(title)}\n{_uncut(_steady(summary))}"
    if link:
        text = f"{text}\n{link}"
    return hashlib.blake2b(text.encode("utf-8", errors="replace"), digest_size=_HASH_BYTES).hexdigest()


def _steady(text: str) -> str:
    return squeeze(_INVISIBLE.sub("", unicodedata.normalize("NFC", html.unescape(text))))


def _uncut(summary: str) -> str:
    tail, marks = _CUT_MARK.subn("", summary[-_CUT_MARK_LENGTH:])
    kept = summary[:-_CUT_MARK_LENGTH] + tail
    if len(kept) < _CUT_LENGTH or not (marks or kept[-1:].isalnum()):
        return kept
    return kept[: (len(kept) - _CUT_WANDER) // _CUT_STEP * _CUT_STEP]
