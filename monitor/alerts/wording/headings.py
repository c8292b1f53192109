"""What a change is called."""

from __future__ import annotations

from monitor.alerts.wording.timing import word_timing
from monitor.alerts.wording.vocabulary import Vocabulary
from monitor.records import Change, RevisedPart

_OF_AN_EDIT: dict[RevisedPart, str] = {
    "value": "revised_value",
    "speaker": "revised_speaker",
    "modality": "revised_modality",
    "gone": "gone",
    "page_gone": "page_gone",
}


def name_change(change: Change) -> str:
    """The name under which the word file has the change: its kind, or of an edited article the part that it edits."""
    return change.kind if change.kind != "revised" else _OF_AN_EDIT[change.part or "value"]


def word_heading(change: Change, words: Vocabulary) -> str:
    """What the change is called: "changed", "no longer in the article", "reported done, 3 days late"."""
    timing = word_timing(change, words)
    if timing:
        return words.heading.occurred_timed.format(timing=timing)
    heading: str = getattr(words.heading, name_change(change))
    return heading
