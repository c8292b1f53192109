"""What an SMTP dialogue means for the delivery: sent, to be tried again, or given up, and whom it is about.

What is of the account, the server or the way to it is of the channel, and never given up, however lasting it looks: a
wrong password, a certificate that has run out or a server without STARTTLS can be mended by an operator, and until then
nothing is lost. Only what a server says for good about one recipient or one letter ends that message.
"""

from __future__ import annotations

from dataclasses import dataclass
from ssl import SSLCertVerificationError
from typing import Literal

from aiosmtplib import (
    SMTPAuthenticationError,
    SMTPConnectResponseError,
    SMTPException,
    SMTPHeloError,
    SMTPResponseException,
    SMTPServerDisconnected,
)

from monitor.notify.email.account import EmailAccount
from monitor.notify.excerpts import shorten
from monitor.notify.redaction import Redaction
from monitor.notify.sendable import make_sendable_line
from monitor.records import SendAnswer, SendOutcome, SendScope

LASTING_WAIT_SECONDS = 900.0
"""Waited after a fault of the channel that stays until somebody mends it. A judgement: an operator who has mended it
sees letters within a quarter of an hour, and a wrong password is not shown so often that it looks like an attack."""

Step = Literal["connecting", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA"]
"""How far a dialogue got. ``DATA`` is the command and the letter after it: the library does not tell their answers
apart, and they mean the same."""

SMTP_FAILURES = (SMTPException, OSError, ValueError)
"""Everything that a mail server or the way to it can raise. A timeout is an OSError; a ValueError is a host name that
no resolver takes, or an address that the library refuses."""

_MAX_REASON_UNITS = 500
_OF_THE_MESSAGE: frozenset[Step] = frozenset({"RCPT", "DATA"})
_SUCCESS, _LASTING = 2, 5  # the first digit of an answer (RFC 5321, 4.2.1)
_COMPLETED, _CLOSING = 250, 421
_LOGIN_WANTED = frozenset({530, 534, 535, 538})  # RFC 4954, 4.2 and 6
_ANSWERS = range(200, 600)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer makes of a message. ``wait_seconds`` is None where the usual patience will do."""

    outcome: SendOutcome
    scope: SendScope
    wait_seconds: float | None = None


_TAKEN = Verdict("sent", "channel")
_CHANNEL_PASSING = Verdict("retry_later", "channel")
_CHANNEL_LASTING = Verdict("retry_later", "channel", LASTING_WAIT_SECONDS)
_MESSAGE_PASSING = Verdict("retry_later", "message")
_MESSAGE_LASTING = Verdict("give_up", "message")


def judge_code(step: Step, code: int) -> Verdict:
    """What an answer means that is not the one that its step waits for (220, 235, 250, 354).

    RCPT and DATA are answered about one message: a 5xx is for good, all else may pass. 421 (the server closes) and a
    login that is wanted or refused (530, 534, 535, 538) are of the channel there, too, as is everything before. Another
    2xx than 250 after the letter is an acceptance, as the first digit alone counts (RFC 5321, 4.2.1); a 250 that came
    instead of the 354 is not.
    """
    kind = code // 100
    if step == "DATA" and kind == _SUCCESS and code != _COMPLETED:
        return _TAKEN
    if step in _OF_THE_MESSAGE and code != _CLOSING and code not in _LOGIN_WANTED:
        return _MESSAGE_LASTING if kind == _LASTING else _MESSAGE_PASSING
    return _CHANNEL_LASTING if kind == _LASTING else _CHANNEL_PASSING


def answer_acceptance(account: EmailAccount, code: int, words: str, reference: str) -> SendAnswer:
    """The letter was taken. The server's words often hold its own number of it; ``reference`` is the Message-ID."""
    reason = _reason("accepted", words, account)
    return SendAnswer("sent", reason, status=code, reference=reference)


def answer_failure(account: EmailAccount, step: Step, failure: Exception, reference: str) -> SendAnswer:
    """The letter was not taken, or nobody can know: the line broke before the acceptance was heard.

    ``step`` is how far the dialogue had got. A line that breaks or falls silent from RCPT on is about the message: the
    server had taken everything before it, and one letter that makes it fail must not hold up all others.
    """
    if isinstance(failure, SMTPResponseException):
        return _answer_code(account, _step_of(failure, step), failure, reference)
    verdict, words, said = _judge_failure(account, step, failure)
    return SendAnswer(verdict.outcome, _reason(words, said, account), verdict.wait_seconds, verdict.scope)


def _answer_code(account: EmailAccount, step: Step, refusal: SMTPResponseException, reference: str) -> SendAnswer:
    verdict = judge_code(step, refusal.code)
    if verdict.outcome == "sent":
        return answer_acceptance(account, refusal.code, refusal.message, reference)
    known = refusal.code in _ANSWERS
    said = f"answered {refusal.code} to {step}" if known else f"gave no SMTP answer to {step}"
    reason = _reason(f"the mail server {said}", refusal.message, account)
    return SendAnswer(
        verdict.outcome, reason, verdict.wait_seconds, verdict.scope, status=refusal.code if known else None
    )


def _step_of(refusal: SMTPResponseException, reached: Step) -> Step:
    """The step that was refused: the library connects, says hello, secures the line and logs in by one call."""
    match refusal:
        case SMTPConnectResponseError():
            return "connecting"
        case SMTPHeloError():
            return "EHLO"
        case SMTPAuthenticationError():
            return "AUTH"
        case _:  # of all that happens in connecting, only this is refused with no class of its own
            return "STARTTLS" if reached == "connecting" and refusal.code in _ANSWERS else reached


def _judge_failure(account: EmailAccount, step: Step, failure: Exception) -> tuple[Verdict, str, str]:
    """What a failure means that is no answer, what it is called to people, and what was said of it from outside."""
    broken = _MESSAGE_PASSING if step in _OF_THE_MESSAGE else _CHANNEL_PASSING
    match failure:
        case TimeoutError():
            return broken, f"the mail server did not take the letter in {account.timeout_seconds:g} seconds", ""
        case SMTPServerDisconnected():
            return broken, f"the mail server broke off at {step}", failure.message
        case OSError():  # no route, no name, no trust in the certificate; SMTPConnectError is one
            mistrusted = any(isinstance(one, SSLCertVerificationError) for one in (failure, failure.__cause__))
            return _CHANNEL_LASTING if mistrusted else broken, "the mail server cannot be reached", str(failure)
        case SMTPException():  # the bare one: the server does not offer what the account asks for
            return _CHANNEL_LASTING, "the mail server does not fit the account", failure.message
        case _:
            lasting = _MESSAGE_LASTING if step in _OF_THE_MESSAGE else _CHANNEL_LASTING
            return lasting, "the mail server cannot be spoken to", str(failure)


def _reason(words: str, said: str, account: EmailAccount) -> str:
    hidden = hide_password(said, account)
    return shorten(make_sendable_line(f"{words}: {hidden}" if hidden else words), _MAX_REASON_UNITS)


def hide_password(said: str, account: EmailAccount) -> str:
    """What a server said without the account's password, in whatever form it repeats it, as ``Redaction`` has it.

    A login encodes the password in base64 (RFC 4616, and AUTH LOGIN), and servers repeat such a line, or a part of it.
    """
    return Redaction(account.password.reveal()).hide(said) if account.password is not None else said
