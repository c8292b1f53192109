"""Without the TLS that the account asks for, neither letter nor password leaves; no answer holds the password."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

import pytest
from mail_channel import DESK, Kept, mail_account, mail_notifier
from smtp_server import PASSWORD, running_mailbox
from told_message import told_message

from monitor.notify.email.answers import LASTING_WAIT_SECONDS, hide_password
from monitor.notify.redaction import LEFT_OUT
from monitor.records import SendAnswer

LOGIN = {"username": "monitor", "password": Kept(PASSWORD)}
PLAIN_LOGIN = b64encode(f"\0monitor\0{PASSWORD}".encode()).decode()
ENCODED = b64encode(PASSWORD.encode()).decode()


@dataclass
class Authority:
    """A certificate authority of this run alone, in a folder."""

    openssl: str
    folder: Path

    @property
    def certificate(self) -> Path:
        """Its own certificate, for those who trust it."""
        return self.folder / "authority.pem"

    def begin(self) -> None:
        """Make its key and certificate."""
        key = self.folder / "authority.key"
        self._run("req", "-x509", *self._new_key(key), "-subj", "/CN=An invented authority", "-out", self.certificate)

    def server_named(self, name: str) -> ssl.SSLContext:
        """What a server needs that is known by the name."""
        key, request, signed, names = (
            self.folder / f"{name}.{end}" for end in ("key", "request", "certificate", "names")
        )
        names.write_text(f"subjectAltName=DNS:{name}\n", encoding="utf-8")
        self._run("req", *self._new_key(key), "-subj", f"/CN={name}", "-out", request)
        self._run(
            *("x509", "-req", "-days", "2", "-in", request, "-extfile", names, "-out", signed),
            *("-CA", self.certificate, "-CAkey", self.folder / "authority.key", "-CAcreateserial"),
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(signed, key)
        return context

    def _new_key(self, key: Path) -> tuple[str | Path, ...]:
        return ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-keyout", key)

    def _run(self, *arguments: str | Path) -> None:
        subprocess.run([self.openssl, *arguments], check=True, capture_output=True)  # noqa: S603 - our own arguments


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """An authority that signs whatever the tests want."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl, which makes the certificates of the test server, is not installed")
    made = Authority(openssl, tmp_path_factory.mktemp("tls"))
    made.begin()
    return made


@pytest.fixture(scope="module")
def localhost(authority):
    """A server that is rightly called localhost."""
    return authority.server_named("localhost")


@pytest.fixture
def trusted(authority, monkeypatch):
    """The system trusts the authority."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.certificate))


def assert_an_operator_can_mend(answer: SendAnswer) -> None:
    """The fault is the account's or the server's: nothing is given up, and nobody is called often."""
    assert ("retry_later", "channel") == (answer.outcome, answer.scope)
    assert LASTING_WAIT_SECONDS == answer.retry_after_seconds
    assert PASSWORD not in answer.reason


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_over_tls_the_login_and_the_letter_arrive(localhost, security):
    """With a certificate that the system trusts, the account logs in and hands the letter over."""
    async with running_mailbox(localhost, implicit_tls=security == "tls", login=True) as mailbox:
        answer = await mail_notifier(mailbox.port, security=security, **LOGIN).send(told_message(), DESK)

    assert answer.outcome == "sent"
    assert (len(mailbox.letters), mailbox.logins) == (1, 1)


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_a_certificate_that_nobody_vouches_for_is_refused(localhost, security):
    """An unknown authority stops the sending before the password is shown."""
    async with running_mailbox(localhost, implicit_tls=security == "tls", login=True) as mailbox:
        answer = await mail_notifier(mailbox.port, security=security, **LOGIN).send(told_message(), DESK)

    assert_an_operator_can_mend(answer)
    assert "certificate" in answer.reason
    assert (mailbox.letters, mailbox.logins) == ([], 0)


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_a_certificate_of_another_name_is_refused(authority, security):
    """A server that is somebody else gets neither letter nor password, whoever vouches for it."""
    other = authority.server_named("another.example")
    async with running_mailbox(other, implicit_tls=security == "tls", login=True) as mailbox:
        answer = await mail_notifier(mailbox.port, security=security, **LOGIN).send(told_message(), DESK)

    assert_an_operator_can_mend(answer)
    assert "localhost" in answer.reason
    assert (mailbox.letters, mailbox.logins) == ([], 0)


async def test_without_starttls_on_offer_nothing_is_sent():
    """Where somebody on the way strips the offer, neither letter nor password leaves."""
    async with running_mailbox() as mailbox:
        answer = await mail_notifier(mailbox.port, security="starttls", **LOGIN).send(told_message(), DESK)

    assert_an_operator_can_mend(answer)
    assert "STARTTLS" in answer.reason
    assert (mailbox.letters, mailbox.logins) == ([], 0)


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(
    ("said", "status", "wait"),
    [
        ("454 not now", 454, None),
        ("501 what", 501, LASTING_WAIT_SECONDS),
        ("220 go on, in the clear\r\n250 AUTH PLAIN LOGIN", None, None),
    ],
)
async def test_a_starttls_that_comes_to_nothing_sends_nothing(localhost, said, status, wait):
    """Refused, or promised and then not kept: the dialogue ends there."""
    async with running_mailbox(localhost, login=True) as mailbox:
        mailbox.answers["STARTTLS"] = said
        notifier = mail_notifier(mailbox.port, security="starttls", timeout_seconds=1, **LOGIN)
        answer = await notifier.send(told_message(), DESK)

    assert ("retry_later", "channel", status) == (answer.outcome, answer.scope, answer.status)
    assert wait == answer.retry_after_seconds
    assert (mailbox.letters, mailbox.logins) == ([], 0)


async def test_tls_from_the_first_byte_with_a_server_that_speaks_none_sends_nothing():
    """A port of the other kind is a fault of the channel."""
    async with running_mailbox() as mailbox:
        answer = await mail_notifier(mailbox.port, security="tls", **LOGIN).send(told_message(), DESK)

    assert ("retry_later", "channel") == (answer.outcome, answer.scope)
    assert (mailbox.letters, mailbox.logins) == ([], 0)


@pytest.mark.usefixtures("trusted")
async def test_a_wrong_password_loses_no_letter_and_is_not_repeated(localhost):
    """The server's refusal is the reason; the password stays out of it, and the letter stays owed."""
    async with running_mailbox(localhost, login=True) as mailbox:
        notifier = mail_notifier(mailbox.port, security="starttls", username="monitor", password=Kept("wrong words"))
        answer = await notifier.send(told_message(), DESK)

    assert_an_operator_can_mend(answer)
    assert 535 == answer.status
    assert answer.reason.startswith("the mail server answered 535 to AUTH")
    assert "wrong words" not in answer.reason


async def test_a_login_that_may_pass_later_is_tried_as_usual():
    """A server whose list of accounts is away says 454."""
    async with running_mailbox(login=True) as mailbox:
        mailbox.answers["AUTH"] = "454 the book of names is being rewritten"
        answer = await mail_notifier(mailbox.port, **LOGIN).send(told_message(), DESK)

    assert ("retry_later", "channel", None) == (answer.outcome, answer.scope, answer.retry_after_seconds)


async def test_a_server_that_wants_a_login_is_told_to_an_operator():
    """An account without one never gets a letter taken, and loses none."""
    async with running_mailbox(login=True) as mailbox:
        answer = await mail_notifier(mailbox.port).send(told_message(), DESK)

    assert_an_operator_can_mend(answer)
    assert 530 == answer.status


async def test_a_login_where_none_is_offered_is_told_to_an_operator():
    """The password is not shown to a server that did not ask for it."""
    async with running_mailbox() as mailbox:
        answer = await mail_notifier(mailbox.port, **LOGIN).send(told_message(), DESK)

    assert_an_operator_can_mend(answer)
    assert "AUTH" in answer.reason


@pytest.mark.parametrize("challenge", ["334 ", "334 not base64!", "334 ==", "334 مفتاح", "235 come in"])
async def test_a_challenge_that_is_none_is_an_answer(challenge):
    """What a server asks in the oldest kind of login may be anything; nothing raises."""
    async with running_mailbox(login=True) as mailbox:
        mailbox.answers["EHLO"] = "250-mail.invalid\r\n250 AUTH CRAM-MD5"
        mailbox.answers["AUTH"] = challenge
        answer = await mail_notifier(mailbox.port, **LOGIN).send(told_message(), DESK)

    assert ("retry_later", "channel") == (answer.outcome, answer.scope)


@pytest.mark.parametrize("point", ["AUTH", "MAIL", "RCPT", "DATA", "letter"])
@pytest.mark.parametrize("secret", [PASSWORD, PLAIN_LOGIN, ENCODED, f"{PLAIN_LOGIN}\r\n", f"{'x' * 440}{PASSWORD}"])
async def test_a_server_that_repeats_the_password_does_not_leak_it(point, secret):
    """As it is, as the login encodes it, or just where the reason is cut: no part of it is in the answer."""
    async with running_mailbox(login=True) as mailbox:
        mailbox.answers[point] = f"550-I know {secret}".rstrip() + "\r\n550 that you said"
        answer = await mail_notifier(mailbox.port, **LOGIN).send(told_message(), DESK)

    assert "***" in answer.reason or LEFT_OUT in answer.reason
    assert not any(secret[:8] in answer.reason for secret in (PASSWORD, PLAIN_LOGIN, ENCODED))


async def test_a_server_that_repeats_what_it_was_told_does_not_leak_the_login():
    """A refused AUTH is often answered with its own line."""
    async with running_mailbox(login=True) as mailbox:
        mailbox.answers["EHLO"] = "250-mail.invalid\r\n250 AUTH PLAIN"
        mailbox.answers["AUTH"] = "501 cannot read {line}"
        answer = await mail_notifier(mailbox.port, **LOGIN).send(told_message(), DESK)

    assert_an_operator_can_mend(answer)
    assert answer.reason.endswith(LEFT_OUT)
    assert PLAIN_LOGIN[:8] not in answer.reason


async def test_an_acceptance_that_repeats_the_password_does_not_leak_it():
    """The words of a 250 are kept, too."""
    async with running_mailbox(login=True) as mailbox:
        mailbox.after_data = f"250 thanks, {PASSWORD}"
        answer = await mail_notifier(mailbox.port, **LOGIN).send(told_message(), DESK)

    assert ("sent", "accepted: thanks, ***") == (answer.outcome, answer.reason)


@pytest.mark.parametrize(
    ("said", "hidden"),
    [
        ("it was hunter2hunter2", "it was ***"),
        ("it was hunter2h and no more", LEFT_OUT),
        ("it was HUNTER2HUNTER2", LEFT_OUT),
        ("it was 2hunter2", LEFT_OUT),
        ("it was hunter2", "it was hunter2"),
        ("nothing", "nothing"),
    ],
)
def test_a_piece_of_a_password_is_hidden_where_it_is_long_enough_to_help(said, hidden):
    """A line may come back cut short; a word that only begins alike stays."""
    account = mail_account(username="monitor", password=Kept("hunter2hunter2"))

    assert hidden == hide_password(said, account)


def test_a_short_password_is_hidden_whole():
    """Even where it makes the words hard to read."""
    assert "no ***" == hide_password("no key", mail_account(username="monitor", password=Kept("key")))


def test_without_a_password_nothing_is_hidden():
    """There is nothing to hide."""
    assert "no key" == hide_password("no key", mail_account())
