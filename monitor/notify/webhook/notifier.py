"""The sender of the webhook channel."""

from __future__ import annotations

import json
from urllib.parse import quote

from monitor.clock import Clock
from monitor.notify.http_answers import answer_result
from monitor.notify.redaction import Redaction
from monitor.notify.secret import Revealable
from monitor.notify.web_address import check_web_address
from monitor.notify.webhook.forms import message_form
from monitor.notify.webhook.signature import ID_HEADER, SIGNATURE_HEADER, sign
from monitor.ports import Fetcher
from monitor.records import Message, PostRequest, Recipient, SendAnswer

_SERVICE = "the webhook"


class WebhookNotifier:
    """Posts each message as JSON to one address, once an attempt, signed where a key is given."""

    def __init__(
        self, name: str, address: Revealable, poster: Fetcher, clock: Clock, key: Revealable | None = None
    ) -> None:
        """Post through ``poster``; ``clock`` gives the moment that is signed.

        Raises ValueError, without address and key, when the address is none of the web or the key is empty.
        """
        check_web_address(name, "the address", address.reveal(), "give one that begins with https://")
        if key is not None and not key.reveal():
            msg = f"channel {name!r}: the key is empty; give a long random one, or none at all"
            raise ValueError(msg)
        self._name = name
        self._address = address
        self._poster = poster
        self._clock = clock
        self._key = key

    @property
    def name(self) -> str:
        """The channel's name in the configuration."""
        return self._name

    async def turn(self) -> None:
        """At once: the receiver is the newsroom's own, and says by 429 what is too much."""

    async def send(self, message: Message, recipient: Recipient) -> SendAnswer:
        """Post the message; any 2xx is an acceptance. A webhook leads to one place: no recipient's address is read."""
        del recipient
        address, key = self._address.reveal(), self._key.reveal() if self._key is not None else ""
        body = json.dumps(message_form(message), ensure_ascii=False).encode()
        headers = {ID_HEADER: quote(message.message_id)}
        if key:
            headers[SIGNATURE_HEADER] = sign(body, key, self._clock.now())
        result = await self._poster.post(PostRequest(address, body, "application/json; charset=utf-8", headers))
        return answer_result(_SERVICE, result, self._clock.now(), Redaction(address, key))
