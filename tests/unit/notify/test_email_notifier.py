from __future__ import annotations

import asyncio
import shutil
import ssl
import subprocess
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from smtp_server import PASSWORD, running_mailbox
from told_message import told_message

from monitor.clock import HandClock
from monitor.notify.email import EmailAccount, EmailNotifier
from monitor.records import SendAnswer

RECIPIENTS = ("desk@example.org", "night@example.org")


class Kept:
    """A secret in the clear."""

    def __init__(self, value: str) -> None:
        """Keep the value."""
        self._value = value

    def reveal(self) -> str:
        """The value."""
        return self._value


def notifier_of(port: int, *, clock: HandClock | None = None, **parts) -> EmailNotifier:
    """The mail channel to a server on loopback; ``parts`` replace what the account holds."""
    given = {
        "host": "localhost",
        "security": "none",
        "username": None,
        "password": None,
        "sender": "monitor@example.org",
        "recipients": RECIPIENTS,
        "timeout_seconds": 10,
    }
    account = EmailAccount(port=port, **(given | parts))
    return EmailNotifier("mail", account, clock or HandClock(datetime(2026, 3, 9, 6, 5, tzinfo=UTC)))


@asynccontextmanager
async def silent_server():
    """A server that takes connections and says nothing."""
    over = asyncio.Event()

    async def wait(_reader, writer):
        await over.wait()
        writer.close()

    server = await asyncio.start_server(wait, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        over.set()
        server.close()
        await server.wait_closed()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate of its own for localhost, made for this run, as (certificate file, server context)."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl, which makes the certificate of the test server, is not installed")
    folder = tmp_path_factory.mktemp("tls")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(  # noqa: S603 - our own arguments
        [
            *(openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return certificate, context


async def test_a_letter_is_taken_for_all_recipients():
    """One transaction carries the message to everyone."""
    async with running_mailbox() as mailbox:
        answer = await notifier_of(mailbox.port).send(told_message())

    assert answer == SendAnswer("sent", "accepted for 2 recipients")
    assert mailbox.envelopes == [("monitor@example.org", RECIPIENTS)]
    assert [letter["Subject"] for letter in mailbox.letters] == [told_message().subject]


async def test_a_letter_sent_again_later_has_the_same_message_id():
    """A mail program can tell a repeat, though its date is another."""
    clock = HandClock(datetime(2026, 3, 9, 6, 5, tzinfo=UTC))
    async with running_mailbox() as mailbox:
        notifier = notifier_of(mailbox.port, clock=clock)
        await notifier.send(told_message())
        clock.advance(timedelta(hours=1))
        await notifier.send(told_message())

    first, second = mailbox.letters
    assert first["Message-ID"] == second["Message-ID"] == "<alert-22ce51627baca76a6848@example.org>"
    assert first["Date"] != second["Date"]


@pytest.mark.parametrize(
    ("refusal", "outcome"), [("451 try later", "retry_later"), ("421 closing", "retry_later"), ("550 no", "give_up")]
)
async def test_a_letter_that_is_refused_is_tried_again_or_given_up(refusal, outcome):
    """A 4xx after the letter may pass, a 5xx stays; the server's own words are the reason."""
    async with running_mailbox() as mailbox:
        mailbox.after_data = refusal
        answer = await notifier_of(mailbox.port).send(told_message())

    assert answer == SendAnswer(outcome, f"the mail server answered {refusal}")


async def test_when_one_of_two_is_refused_the_letter_is_sent_and_the_other_named():
    """Those who have it do not get it twice; the one who has not is in the reason."""
    async with running_mailbox() as mailbox:
        mailbox.refusals["night@example.org"] = "550 no such user"
        answer = await notifier_of(mailbox.port).send(told_message())

    words = "accepted for 1 of 2 recipients; refused: night@example.org (550 no such user)"
    assert answer == SendAnswer("sent", words)
    assert mailbox.envelopes == [("monitor@example.org", ("desk@example.org",))]


@pytest.mark.parametrize(("second", "outcome"), [("550 no such user", "give_up"), ("450 greylisted", "retry_later")])
async def test_when_all_are_refused_one_who_may_be_served_later_decides(second, outcome):
    """Nobody has the letter, so trying again repeats nothing."""
    async with running_mailbox() as mailbox:
        mailbox.refusals = {"desk@example.org": "550 no such user", "night@example.org": second}
        answer = await notifier_of(mailbox.port).send(told_message())

    assert answer.outcome == outcome
    assert f"night@example.org ({second})" in answer.reason


async def test_a_line_dropped_before_the_acceptance_is_tried_again():
    """Whether the server kept the letter cannot be known: this is the one repeat that is allowed."""
    async with running_mailbox() as mailbox:
        mailbox.drops_line = True
        answer = await notifier_of(mailbox.port).send(told_message())

    assert answer.outcome == "retry_later"
    assert answer.reason.startswith("the mail server broke off")


async def test_a_server_that_is_not_there_is_tried_again():
    """A refused connection is an answer."""
    async with running_mailbox() as mailbox:
        port = mailbox.port

    answer = await notifier_of(port).send(told_message())

    assert answer.outcome == "retry_later"
    assert answer.reason.startswith("the mail server cannot be reached")


async def test_a_server_that_says_nothing_is_left_after_the_timeout():
    """The whole sending is bounded, whatever the server does."""
    async with silent_server() as port:
        answer = await notifier_of(port, timeout_seconds=0.05).send(told_message())

    assert answer == SendAnswer("retry_later", "the mail server did not take the letter in 0.05 seconds")


async def test_without_starttls_on_offer_nothing_is_sent():
    """Where the account asks for TLS and the server has none, neither letter nor password leaves."""
    async with running_mailbox() as mailbox:
        answer = await notifier_of(mailbox.port, security="starttls", username="monitor", password=Kept(PASSWORD)).send(
            told_message()
        )

    assert answer.outcome == "give_up"
    assert "STARTTLS" in answer.reason
    assert (mailbox.letters, mailbox.logins) == ([], 0)


async def test_a_host_that_cannot_be_a_name_is_given_up():
    """A name that no resolver takes never becomes right by itself."""
    answer = await notifier_of(25, host="x" * 70 + ".example").send(told_message())

    assert answer.outcome == "give_up"


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_over_tls_the_login_and_the_letter_arrive(certificate, monkeypatch, security):
    """With a certificate that the system trusts, the account logs in and hands the letter over."""
    trusted, context = certificate
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    async with running_mailbox(context, implicit_tls=security == "tls", login=True) as mailbox:
        notifier = notifier_of(mailbox.port, security=security, username="monitor", password=Kept(PASSWORD))
        answer = await notifier.send(told_message())

    assert answer.outcome == "sent"
    assert (len(mailbox.letters), mailbox.logins) == (1, 1)


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_a_certificate_that_nobody_vouches_for_is_refused(certificate, security):
    """An unknown certificate stops the sending before the password is shown; it may be mended, so try again."""
    _, context = certificate
    async with running_mailbox(context, implicit_tls=security == "tls", login=True) as mailbox:
        notifier = notifier_of(mailbox.port, security=security, username="monitor", password=Kept(PASSWORD))
        answer = await notifier.send(told_message())

    assert answer.outcome == "retry_later"
    assert "certificate" in answer.reason
    assert (mailbox.letters, mailbox.logins) == ([], 0)


async def test_a_wrong_password_is_given_up_and_not_repeated(certificate, monkeypatch):
    """The server's refusal is the reason; the password stays out of it."""
    trusted, context = certificate
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    async with running_mailbox(context, login=True) as mailbox:
        notifier = notifier_of(mailbox.port, security="starttls", username="monitor", password=Kept("wrong words"))
        answer = await notifier.send(told_message())

    assert answer.outcome == "give_up"
    assert answer.reason.startswith("the mail server answered 535")
    assert "wrong words" not in answer.reason


async def test_a_server_that_repeats_the_password_does_not_leak_it():
    """Whatever the server says back, the password is taken out of the reason."""
    async with running_mailbox(login=True) as mailbox:
        mailbox.after_data = f"550 I know that you said {PASSWORD}"
        notifier = notifier_of(mailbox.port, username="monitor", password=Kept(PASSWORD))
        answer = await notifier.send(told_message())

    assert answer == SendAnswer("give_up", "the mail server answered 550 I know that you said ***")


def test_the_channel_has_its_name():
    """Deliveries are kept under it."""
    assert notifier_of(25).name == "mail"
