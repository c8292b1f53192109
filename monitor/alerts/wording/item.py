"""One matter in words: what is claimed now and before, the sentence that says it, and what else it changes."""

from __future__ import annotations

from monitor.alerts.inert import make_inert
from monitor.alerts.matters import Matter, stands_no_more
from monitor.alerts.wording.also import word_also
from monitor.alerts.wording.headings import word_heading
from monitor.alerts.wording.movement import word_movement
from monitor.alerts.wording.newsroom import Newsroom
from monitor.alerts.wording.sides import word_number_of_values, word_sides_shown
from monitor.alerts.wording.sources import word_label
from monitor.records import Claim, MessageItem


def word_item(matter: Matter, newsroom: Newsroom) -> MessageItem:
    """The matter as a message shows it. The quote stands on one line, without direction controls."""
    change, words = matter.headline, newsroom.words
    quoted = matter.values[0] if matter.values else change.said
    opening, value, closing = _cut_quote(quoted.claim)
    sides = word_sides_shown(matter, newsroom)
    return MessageItem(
        kind=change.kind,
        label=word_label(change.said.claim.key, newsroom.topic, words),
        now=sides.now,
        now_said=sides.now_said,
        before=sides.before,
        before_said=sides.before_said,
        moved="" if matter.values else word_movement(change, words).whole,
        quote=opening + value + closing,
        quote_lang=quoted.lang,
        mark_start=len(opening),
        mark_end=len(opening) + len(value),
        heading=_heading(matter, newsroom),
        quote_heading=words.layout.quote_gone if stands_no_more(change) else words.layout.quote,
        also=word_also(matter, newsroom),
    )


def _heading(matter: Matter, newsroom: Newsroom) -> str:
    if matter.values:
        return word_number_of_values(len(matter.values), newsroom)
    return word_heading(matter.headline, newsroom.words)


def _cut_quote(claim: Claim) -> tuple[str, str, str]:
    """What stands before the value's words, the words, and what follows; the words are empty if not in the quote."""
    start, end = claim.value_start - claim.start, claim.value_end - claim.start
    if not 0 <= start < end <= len(claim.quote):
        start = max(claim.quote.find(claim.value_text), 0)
        end = start + len(claim.value_text) if claim.value_text in claim.quote else start
    opening, value, closing = claim.quote[:start], claim.quote[start:end], claim.quote[end:]
    return make_inert(opening).lstrip(), make_inert(value), make_inert(closing).rstrip()
