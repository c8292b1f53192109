"""What stands in an envelope, in words: for its recipient, in their language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.alerts import FollowUp, Telling, rank_alert, word_alert, word_bundle
from monitor.ports import Store
from monitor.records import Delivery, Envelope, Lang, Message, Topic
from monitor.routing import place_of


@dataclass(frozen=True, slots=True)
class Letters:
    """What is needed to word a message, once or again.

    ``topics`` are the configured ones by name, ``zone`` is the IANA name of the newsroom's time zone. ``lang`` is the
    language asked for, None for that of each recipient.
    """

    store: Store
    topics: Mapping[str, Topic]
    zone: str
    lang: Lang | None = None

    def word_envelope(self, envelope: Envelope, deliveries: Sequence[Delivery]) -> Message | None:
        """The message of an envelope; None where nothing is left to tell, as its topics are no longer configured.

        The message's id is the same at every attempt: that of its alert, so that every channel shows the same one, or
        of several alerts that of the envelope.
        """
        known = [one for one in deliveries if one.alert.notice is not None or one.alert.topic in self.topics]
        corrected = {one.follows for one in known}  # what an outlet changed before it was told stands behind the change
        ranked = sorted(known, key=lambda one: (one.alert.alert_id in corrected, rank_alert(one.alert)))
        replies_to = self._first_of_thread(envelope)
        parts = [self.word_delivery(one, replies_to) for one in ranked]
        if len(parts) < 2 and envelope.form != "digest":  # noqa: PLR2004 - one alert alone, or none
            return next(iter(parts), None)
        if not parts:
            return None
        return word_bundle(
            parts,
            envelope.form,
            self.lang or envelope.recipient.lang,
            self.zone,
            envelope.slot_at or envelope.made_at,
            f"alert-{envelope.envelope_id}",
            thread=envelope.thread,
        )

    def word_delivery(self, delivery: Delivery, replies_to: str = "") -> Message:
        """The message of one alert as its recipient sees it, with what they were told before and who sees to it."""
        alert = delivery.alert
        telling = Telling(
            follow_up=self._follow_up(delivery),
            acks=tuple(self.store.acks(delivery.thread)),
            message_id=f"alert-{alert.alert_id}",
            thread=delivery.thread,
            replies_to=replies_to,
            changes=delivery.changes,
        )
        lang = self.lang or delivery.recipient.lang
        return word_alert(alert, self.topics.get(alert.topic), self.zone, lang, telling)

    def _follow_up(self, delivery: Delivery) -> FollowUp | None:
        """What was told before where this recipient is reached; None where no earlier message has been sent."""
        told = self.store.deliveries(delivery.follows) if delivery.follows else ()
        for one in told:
            if one.envelope_id == delivery.envelope_id:  # both stand in this message
                continue
            if place_of(one.recipient) == place_of(delivery.recipient) and one.sent_at is not None:
                return FollowUp(one.sent_at, one.alert)
        return None

    def _first_of_thread(self, envelope: Envelope) -> str:
        """What the provider calls the first message of the thread that this recipient got; empty before that."""
        if not envelope.thread:
            return ""
        sent = self.store.thread_of(envelope.recipient, envelope.thread)
        return next((one.reference for one in sent if one.reference and one.envelope_id != envelope.envelope_id), "")
