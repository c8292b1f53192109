"""One change in words: what is claimed now and before, and the sentence that says it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from monitor.alerts.inert import make_inert
from monitor.alerts.wording.movement import word_movement
from monitor.alerts.wording.sources import word_label, word_source
from monitor.alerts.wording.values import word_claim
from monitor.alerts.wording.vocabulary import Vocabulary
from monitor.records import Change, Claim, MessageItem, Topic


def word_item(change: Change, topic: Topic, zone: ZoneInfo, words: Vocabulary) -> MessageItem:
    """The change as a message shows it. The quote stands on one line, without direction controls."""
    claim, against = change.said.claim, change.against
    opening, value, closing = _cut_quote(claim)
    return MessageItem(
        kind=change.kind,
        label=word_label(claim.key, topic, words),
        now=word_claim(claim, words),
        now_said=word_source(change.said, zone, words),
        before=word_claim(against.claim, words) if against else "",
        before_said=word_source(against, zone, words) if against else "",
        moved=word_movement(change, words).whole,
        quote=opening + value + closing,
        quote_lang=change.said.lang,
        mark_start=len(opening),
        mark_end=len(opening) + len(value),
    )


def _cut_quote(claim: Claim) -> tuple[str, str, str]:
    """What stands before the value's words, the words, and what follows; the words are empty if not in the quote."""
    start, end = claim.value_start - claim.start, claim.value_end - claim.start
    if not 0 <= start < end <= len(claim.quote):
        start = max(claim.quote.find(claim.value_text), 0)
        end = start + len(claim.value_text) if claim.value_text in claim.quote else start
    opening, value, closing = claim.quote[:start], claim.quote[start:end], claim.quote[end:]
    return make_inert(opening).lstrip(), make_inert(value), make_inert(closing).rstrip()
