"""The sender of the mail channel."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from aiosmtplib import SMTP

from monitor.clock import Clock
from monitor.notify.email.account import EmailAccount
from monitor.notify.email.addresses import find_address_fault
from monitor.notify.email.answers import SMTP_FAILURES, Step, answer_acceptance, answer_failure
from monitor.notify.email.letter import write_letter
from monitor.notify.email.message_ids import message_id_of
from monitor.notify.excerpts import shorten
from monitor.records import Message, Recipient, SendAnswer

_PARTING_SECONDS = 1
"""Waited for the answer to a farewell. A judgement: the letter is taken, and until that is noted it may be repeated."""

_MAX_SHOWN_UNITS = 100


class EmailNotifier:
    """Sends each message as one letter to one recipient, in an SMTP transaction of its own."""

    def __init__(self, name: str, account: EmailAccount, clock: Clock) -> None:
        """Send through ``account``; ``clock`` dates the letters."""
        self._name = name
        self._account = account
        self._clock = clock

    @property
    def name(self) -> str:
        """The channel's name in the configuration."""
        return self._name

    async def turn(self) -> None:
        """At once: a mail server that wants to be spared says so in its answers."""

    async def send(self, message: Message, recipient: Recipient) -> SendAnswer:
        """Hand the letter in. Without TLS, where the account asks for it, nothing is sent, nor any password.

        A recipient without an address, or with one that no letter may carry, is given up before any connection: the
        account itself leads to nobody. What happens after the acceptance does not matter any more. The answer's
        ``reference`` is the Message-ID, its ``status`` the SMTP code.
        """
        if fault := find_address_fault(recipient.address):
            shown = shorten(ascii(recipient.address), _MAX_SHOWN_UNITS)
            return SendAnswer("give_up", f"the address {shown} cannot be written to: it {fault}", scope="message")
        letter = write_letter(message, self._account, recipient.address, self._clock.now())
        reference = message_id_of(message, recipient.address, self._account.domain)
        return await self._hand_in(recipient.address, letter.as_bytes(), reference)

    async def _hand_in(self, address: str, letter: bytes, reference: str) -> SendAnswer:
        smtp, account = self._client(), self._account
        step: Step = "connecting"
        try:
            async with asyncio.timeout(account.timeout_seconds):
                await smtp.connect()
                step = "MAIL"
                await smtp.mail(account.sender)
                step = "RCPT"
                await smtp.rcpt(address)
                step = "DATA"
                response = await smtp.data(letter)
        except SMTP_FAILURES as failure:
            return answer_failure(account, step, failure, reference)
        else:
            await _part(smtp)
            return answer_acceptance(account, response.code, response.message, reference)
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


async def _part(smtp: SMTP) -> None:
    with suppress(*SMTP_FAILURES):
        async with asyncio.timeout(_PARTING_SECONDS):
            await smtp.quit()
