"""Slack by the token of a bot: any channel that it was invited to, with a thread for each claim."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from monitor.clock import Clock
from monitor.notify.redaction import Redaction
from monitor.notify.secret import Revealable
from monitor.notify.slack.answers import answer_api, found_no_place, lost_its_thread
from monitor.notify.slack.blocks import build_payload
from monitor.notify.slack.pace import SlackPace
from monitor.notify.slack.threads import thread_fields
from monitor.notify.web_address import check_web_address
from monitor.ports import Fetcher
from monitor.records import FetchResult, Message, PostRequest, Recipient, SendAnswer

API = "https://slack.com/api"
"""Where Slack's methods lie. Source: docs.slack.dev/apis/web-api."""


class SlackBotNotifier:
    """Posts each message by chat.postMessage, once an attempt. Belongs to one event loop."""

    def __init__(  # noqa: PLR0913 - the account, the way and the clock, each of its own kind
        self,
        name: str,
        token: Revealable,
        channel_id: str,
        poster: Fetcher,
        clock: Clock,
        *,
        api: str = API,
        sent_at: datetime | None = None,
    ) -> None:
        """Post to ``channel_id`` whatever is for no address of its own; ``api`` is where Slack's methods lie.

        ``sent_at`` is when the channel was last sent a message by an earlier run: its pace goes on from there.

        Raises ValueError, without the token, when the token cannot stand in a header, the id is empty or the address
        is none of the web.
        """
        check_web_address(name, "api", api, f"give {API}")
        if not channel_id.strip():
            msg = (
                f"channel {name!r}: the channel's id is empty; give the one that Slack shows at the end of its details"
            )
            raise ValueError(msg)
        if not _fits_a_header(token.reveal()):
            msg = f"channel {name!r}: the token is empty or holds spaces or controls (not repeated); give it as shown"
            raise ValueError(msg)
        self._name = name
        self._token = token
        self._channel_id = channel_id
        self._poster = poster
        self._clock = clock
        self._method = f"{api.rstrip('/')}/chat.postMessage"
        self._pace = SlackPace(clock, sent_at)

    @property
    def name(self) -> str:
        """The channel's name in the configuration."""
        return self._name

    async def turn(self) -> None:
        """Wait until another message may go out: one a second, three at once, wherever they go."""
        await self._pace.turn()

    async def send(self, message: Message, recipient: Recipient) -> SendAnswer:
        """Post the message to the recipient's address, a channel's or a member's id, else to the channel configured.

        ``reference`` is Slack's ``ts``. A reply stands in the thread that the message names; where nobody may answer
        there any more, it stands by itself. Slack's words stand in the reason, the token never does. A place of the
        recipient's own that is not there says nothing of the bot.
        """
        token, place = self._token.reveal(), recipient.address or self._channel_id
        payload = build_payload(message) | {"channel": place, "parse": "none"}
        thread = thread_fields(message)
        result = await self._post(payload | thread, token)
        if thread and lost_its_thread(result):
            await self.turn()
            result = await self._post(payload, token)
        answer = answer_api(result, self._clock.now(), Redaction(token))
        return replace(answer, scope="message") if place != self._channel_id and found_no_place(result) else answer

    async def _post(self, payload: Mapping[str, Any], token: str) -> FetchResult:
        headers = {"Authorization": f"Bearer {token}"}
        body = json.dumps(payload).encode()
        return await self._poster.post(PostRequest(self._method, body, "application/json; charset=utf-8", headers))


def _fits_a_header(token: str) -> bool:
    return bool(token) and token.isascii() and token.isprintable() and " " not in token
