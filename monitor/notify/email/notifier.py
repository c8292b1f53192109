"""The sender of the mail channel."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace

from aiosmtplib import SMTP

from monitor.clock import Clock
from monitor.notify.email.account import EmailAccount
from monitor.notify.email.answers import SMTP_FAILURES, answer_acceptance, answer_failure
from monitor.notify.email.letter import write_letter
from monitor.records import Message, SendAnswer

_PARTING_SECONDS = 5


class EmailNotifier:
    """Sends each message as one letter to all recipients in one SMTP transaction."""

    def __init__(self, name: str, account: EmailAccount, clock: Clock) -> None:
        """Send through ``account``; ``clock`` dates the letters."""
        self._name = name
        self._account = account
        self._clock = clock

    @property
    def name(self) -> str:
        """The channel's name in the configuration."""
        return self._name

    async def send(self, message: Message) -> SendAnswer:
        """Hand the letter in. Without TLS, where the account asks for it, nothing is sent, nor any password.

        When the server accepts the letter for some recipients only, the answer is ``sent`` and names the others. What
        happens after the acceptance does not matter any more.
        """
        letter = write_letter(message, self._account, self._clock.now())
        smtp = self._client()
        try:
            async with asyncio.timeout(self._account.timeout_seconds):
                await smtp.connect()
                refused, _ = await smtp.sendmail(self._account.sender, self._account.recipients, letter.as_bytes())
        except SMTP_FAILURES as failure:
            return self._without_password(answer_failure(failure, self._account.timeout_seconds))
        else:
            await _part(smtp)
            return answer_acceptance(len(self._account.recipients), refused)
        finally:
            smtp.close()

    def _client(self) -> SMTP:
        account = self._account
        return SMTP(
            hostname=account.host,
            port=account.port,
            username=account.username,
            password=account.password.reveal() if account.password else None,
            local_hostname=account.domain,  # the machine's own name is nobody's business, and costs a look-up
            timeout=account.timeout_seconds,
            use_tls=account.security == "tls",
            start_tls=account.security == "starttls",
        )

    def _without_password(self, answer: SendAnswer) -> SendAnswer:
        """The answer, in case a server repeats what it was given."""
        password = self._account.password.reveal() if self._account.password else ""
        return replace(answer, reason=answer.reason.replace(password, "***")) if password else answer


async def _part(smtp: SMTP) -> None:
    with suppress(*SMTP_FAILURES):
        async with asyncio.timeout(_PARTING_SECONDS):
            await smtp.quit()
