from __future__ import annotations

import ssl
from typing import get_args

import pytest
from aiosmtplib import SMTPConnectError, SMTPDataError, SMTPException, SMTPReadTimeoutError, SMTPServerDisconnected
from hypothesis import given
from hypothesis import strategies as st
from mail_channel import Kept, mail_account

from monitor.notify.email.answers import LASTING_WAIT_SECONDS, Step, Verdict, answer_failure, judge_code

STEPS = get_args(Step)
OF_THE_CHANNEL = [step for step in STEPS if step not in {"RCPT", "DATA"}]
CHANNEL_PASSING = Verdict("retry_later", "channel")
CHANNEL_LASTING = Verdict("retry_later", "channel", LASTING_WAIT_SECONDS)
MESSAGE_PASSING = Verdict("retry_later", "message")
MESSAGE_LASTING = Verdict("give_up", "message")

BEFORE_A_RECIPIENT = [(range(200, 500), CHANNEL_PASSING), (range(500, 600), CHANNEL_LASTING)]
FROM_THE_RECIPIENT_ON = [
    (range(200, 500), MESSAGE_PASSING),
    (range(500, 600), MESSAGE_LASTING),
    ((421,), CHANNEL_PASSING),
    ((530, 534, 535, 538), CHANNEL_LASTING),
]
TABLE = {
    **dict.fromkeys(OF_THE_CHANNEL, BEFORE_A_RECIPIENT),
    "RCPT": FROM_THE_RECIPIENT_ON,
    "DATA": [
        *FROM_THE_RECIPIENT_ON,
        (range(200, 300), Verdict("sent", "channel")),
        ((250,), MESSAGE_PASSING),
    ],
}
"""The verdict on every code that a step does not wait for; later rows stand above earlier ones."""


@pytest.mark.parametrize("step", STEPS)
def test_every_code_has_its_verdict_at_every_step(step):
    """From 200 to 599: nothing of the channel is ever given up, and nothing but a 5xx of the message is."""
    expected = {code: verdict for codes, verdict in TABLE[step] for code in codes}

    assert list(range(200, 600)) == sorted(expected)
    assert expected == {code: judge_code(step, code) for code in expected}


@pytest.mark.parametrize("code", [-1, 0, 25, 99, 150, 600, 999])
@pytest.mark.parametrize("step", STEPS)
def test_what_is_no_smtp_code_may_pass(step, code):
    """Garbage says nothing for good."""
    assert judge_code(step, code).outcome == "retry_later"


MISTRUST = ssl.SSLCertVerificationError("certificate verify failed")


def caused_by(failure: Exception, cause: Exception) -> Exception:
    """The failure as the library raises it from another."""
    failure.__cause__ = cause
    return failure


@pytest.mark.parametrize(
    ("failure", "wait"),
    [
        (ConnectionRefusedError("refused"), None),
        (SMTPConnectError("no route"), None),
        (SMTPServerDisconnected("lost"), None),
        (SMTPReadTimeoutError("silent"), None),
        (TimeoutError(), None),
        (ssl.SSLError("unexpected eof"), None),
        (MISTRUST, LASTING_WAIT_SECONDS),
        (caused_by(SMTPConnectError("no trust"), MISTRUST), LASTING_WAIT_SECONDS),
        (SMTPException("no STARTTLS here"), LASTING_WAIT_SECONDS),
        (UnicodeError("label too long"), LASTING_WAIT_SECONDS),
    ],
)
def test_a_fault_before_the_recipient_is_the_channels_and_never_given_up(failure, wait):
    """The network may come back by itself; what only an operator can mend is tried four times an hour."""
    answer = answer_failure(mail_account(), "connecting", failure, "<a@example.org>")

    assert ("retry_later", "channel", wait) == (answer.outcome, answer.scope, answer.retry_after_seconds)
    assert (answer.status, answer.reference) == (None, "")


@pytest.mark.parametrize("step", ["RCPT", "DATA"])
@pytest.mark.parametrize("failure", [SMTPServerDisconnected("lost"), TimeoutError(), ConnectionResetError("reset")])
def test_a_line_that_breaks_at_the_letter_is_about_the_letter(failure, step):
    """A letter that makes a server fail every time holds up nobody else's."""
    answer = answer_failure(mail_account(), step, failure, "<a@example.org>")

    assert ("retry_later", "message") == (answer.outcome, answer.scope)


@pytest.mark.parametrize("words_before", range(440, 500))
def test_no_cut_leaves_a_piece_of_the_password(words_before):
    """It is hidden before the reason is shortened, wherever the cut falls."""
    account = mail_account(username="monitor", password=Kept("§beetles-in-amber"))
    refusal = SMTPDataError(550, f"{'x' * words_before}§beetles-in-amber")

    assert "§" not in answer_failure(account, "DATA", refusal, "<a@example.org>").reason


@given(
    before=st.text(max_size=500),
    after=st.text(max_size=500),
    code=st.integers(-1, 999),
    password=st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=8, max_size=60),
)
def test_any_words_of_a_server_make_one_short_line_without_the_password(before, after, code, password):
    """Whatever it says, wherever the password stands in it: 500 units at most, on one line."""
    account = mail_account(username="monitor", password=Kept(f"\u00a7{password}"))

    answer = answer_failure(account, "DATA", SMTPDataError(code, f"{before}\u00a7{password}{after}"), "<a@example.org>")

    assert len(f"{answer.reason}.".splitlines()) == 1
    assert len(answer.reason) <= 500
    assert f"\u00a7{password[:7]}" not in answer.reason
