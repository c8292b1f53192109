"""What an SMTP dialogue means for the delivery: sent, to be tried again, or given up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from aiosmtplib import (
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponse,
    SMTPResponseException,
    SMTPServerDisconnected,
)

from monitor.notify.excerpts import shorten
from monitor.notify.sendable import make_sendable_line
from monitor.records import SendAnswer, SendOutcome

_MAX_REASON_UNITS = 500
_LASTING_FROM = 500
_LASTING_UNTIL = 599

SMTP_FAILURES = (SMTPException, OSError, UnicodeError)
"""Everything that a mail server or the way to it can raise; a timeout is an OSError."""


def outcome_of_code(code: int) -> SendOutcome:
    """What the code of a refusal means: a 5xx is for good, everything else may pass (RFC 5321, 4.2.1)."""
    return "give_up" if _LASTING_FROM <= code <= _LASTING_UNTIL else "retry_later"


def answer_acceptance(recipients: int, refused: Mapping[str, SMTPResponse]) -> SendAnswer:
    """The letter was taken for one recipient at least. Those refused are named, and are not tried again.

    Trying again would repeat the letter to those who have it; a recipient who must be served alone needs a channel of
    their own.
    """
    if not refused:
        return SendAnswer("sent", f"accepted for {recipients} recipient{'s' if recipients > 1 else ''}")
    named = _name_refused((address, response.code, response.message) for address, response in refused.items())
    taken = recipients - len(refused)
    return SendAnswer("sent", _reason(f"accepted for {taken} of {recipients} recipients; refused: {named}"))


def answer_failure(failure: BaseException, timeout_seconds: float) -> SendAnswer:
    """Nobody got the letter, or nobody can know: the connection broke before the acceptance was heard."""
    outcome: SendOutcome = "retry_later"
    match failure:
        case SMTPRecipientsRefused():
            # Nobody got it: one recipient who may be served later is worth the next attempt for all.
            passing = any(outcome_of_code(one.code) == "retry_later" for one in failure.recipients)
            outcome = "retry_later" if passing else "give_up"
            named = _name_refused((one.recipient, one.code, one.message) for one in failure.recipients)
            words = f"every recipient was refused: {named}"
        case SMTPResponseException():
            outcome = outcome_of_code(failure.code)
            words = f"the mail server answered {failure.code} {failure.message}"
        case TimeoutError():
            words = f"the mail server did not take the letter in {timeout_seconds:g} seconds"
        case SMTPServerDisconnected():
            words = f"the mail server broke off: {failure.message}"
        case OSError():  # no route, no name, no trust in the certificate; SMTPConnectError is one
            words = f"the mail server cannot be reached: {failure}"
        case SMTPException():  # the bare one: the server does not offer what the account asks for
            outcome, words = "give_up", f"the mail server does not fit the account: {failure.message}"
        case _:
            outcome, words = "give_up", f"the mail server has no usable name: {failure}"
    return SendAnswer(outcome, _reason(words))


def _name_refused(refused: Iterable[tuple[str, int, str]]) -> str:
    return "; ".join(f"{address} ({code} {message})" for address, code, message in refused)


def _reason(words: str) -> str:
    return shorten(make_sendable_line(words), _MAX_REASON_UNITS)
