"""What the monitor saw and sent in a day, in the reader's words."""

from __future__ import annotations

import re

from monitor.alerts.wording.counting import word_number
from monitor.alerts.wording.vocabulary import Vocabulary

_LINE = re.compile(
    r"(?P<fresh>\d+) of (?P<sources>\d+) sources fresh; (?P<kept>\d+) articles kept; (?P<alerts>\d+) alerts; "
    r"messages: (?P<sent>\d+) sent, (?P<owed>\d+) owed, (?P<given_up>\d+) given up"
)
"""The line as the daily notice is kept with it."""


def word_sign_of_life(detail: str, words: Vocabulary) -> str:
    """The numbers of the daily notice in words; empty for a detail that is another."""
    found = _LINE.fullmatch(detail)
    if found is None:
        return ""
    counts = {name: word_number(int(count), words) for name, count in found.groupdict().items()}
    return words.course.day.format(**counts)
