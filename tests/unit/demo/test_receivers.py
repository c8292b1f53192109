"""The demo's stand-ins for Slack and for a mail server, with real clients."""

import json
import smtplib
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest

from monitor.demo import receivers
from monitor.demo.receivers import MailReceiver, ReceivedFiles, SlackReceiver


@pytest.fixture
def slack(tmp_path: Path) -> Iterator[SlackReceiver]:
    """A Slack stand-in that keeps payloads in ``slack/``."""
    with SlackReceiver(tmp_path / "slack") as running:
        yield running


@pytest.fixture
def mail(tmp_path: Path) -> Iterator[MailReceiver]:
    """A mail stand-in that keeps messages in ``mail/``."""
    with MailReceiver(tmp_path / "mail") as running:
        yield running


@pytest.fixture
def session(mail: MailReceiver) -> Iterator[smtplib.SMTP]:
    """An SMTP session with it."""
    with smtplib.SMTP(mail.host, mail.port, timeout=10) as client:
        yield client


def letter(subject: str, body: str) -> EmailMessage:
    """A message from the monitor to the desk."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "monitor@example.org", "desk@example.org", subject
    message.set_content(body)
    return message


def kept(folder: Path) -> list[str]:
    """Names of the files in a folder, in order."""
    return sorted(path.name for path in folder.iterdir())


def post(slack: SlackReceiver, **content: object) -> httpx.Response:
    """A post to the webhook."""
    with httpx.Client(trust_env=False, timeout=10) as client:
        return client.post(slack.url, **content)


def test_a_slack_payload_is_kept_as_it_was_posted(slack: SlackReceiver, tmp_path: Path) -> None:
    """Each post becomes a numbered JSON file, and the sender hears ok."""
    payloads = [{"text": "المهمة تنتهي في كانون الأول"}, {"text": "two", "blocks": [{"type": "divider"}]}]

    answers = [post(slack, json=payload) for payload in payloads]

    assert [(answer.status_code, answer.text) for answer in answers] == [(200, "ok")] * 2
    assert kept(tmp_path / "slack") == ["0001.json", "0002.json"]
    assert payloads == [json.loads(path.read_bytes()) for path in sorted((tmp_path / "slack").iterdir())]


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b'"text"', b"\xff\xfe"])
def test_what_is_no_json_object_is_refused_and_not_kept(slack: SlackReceiver, tmp_path: Path, body: bytes) -> None:
    """A broken payload is answered as Slack answers it."""
    answer = post(slack, content=body)

    assert (answer.status_code, answer.text) == (400, "invalid_payload")
    assert kept(tmp_path / "slack") == []


def test_a_mail_is_kept_as_it_was_sent(session: smtplib.SMTP, tmp_path: Path) -> None:
    """Headers and body arrive whole, lines that begin with dots included."""
    body = "first\n.\n..two dots\n.one dot\nlast\n"
    session.send_message(letter("A date moved: كانون الأول", body))

    message = message_from_bytes((tmp_path / "mail" / "0001.eml").read_bytes(), policy=policy.default)

    assert isinstance(message, EmailMessage)
    assert message["Subject"] == "A date moved: كانون الأول"
    assert body.splitlines() == message.get_content().splitlines()


def test_one_session_may_send_several_mails(session: smtplib.SMTP, tmp_path: Path) -> None:
    """The envelope is forgotten after each message; the next one gets a number of its own."""
    for number in range(3):
        session.send_message(letter(f"number {number}", "body\n"))

    assert kept(tmp_path / "mail") == ["0001.eml", "0002.eml", "0003.eml"]


def test_commands_out_of_order_are_refused(session: smtplib.SMTP, tmp_path: Path) -> None:
    """There is no DATA without a sender and a recipient, no recipient without a sender, and RSET forgets both."""
    session.ehlo()
    early = [session.docmd("DATA")[0], session.rcpt("desk@example.org")[0]]
    session.mail("monitor@example.org")
    session.rcpt("desk@example.org")
    session.rset()

    late = [session.docmd("DATA")[0], session.noop()[0], session.docmd("VRFY", "desk")[0], session.helo()[0]]

    assert early == [503, 503]
    assert late == [503, 250, 502, 250]
    assert kept(tmp_path / "mail") == []


def test_a_mail_that_is_too_large_is_refused_and_the_session_goes_on(
    session: smtplib.SMTP, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A message above the cap is read to its end, refused for good and not kept."""
    monkeypatch.setattr(receivers, "MAX_MESSAGE_BYTES", 1000)
    session.helo()

    with pytest.raises(smtplib.SMTPDataError) as refusal:
        session.sendmail("monitor@example.org", ["desk@example.org"], "line of text\r\n" * 200)

    assert refusal.value.smtp_code == 552
    session.sendmail("monitor@example.org", ["desk@example.org"], "Subject: short\r\n\r\nbody\r\n")
    assert kept(tmp_path / "mail") == ["0001.eml"]


def test_a_mail_cut_off_in_the_middle_is_not_kept(mail: MailReceiver, tmp_path: Path) -> None:
    """Where the connection ends before the last dot there is no message."""
    client = smtplib.SMTP(mail.host, mail.port, timeout=10)
    client.helo()
    client.mail("monitor@example.org")
    client.rcpt("desk@example.org")
    client.docmd("DATA")
    client.send(b"Subject: half\r\n\r\nhalf a")
    client.close()

    with smtplib.SMTP(mail.host, mail.port, timeout=10) as other:
        other.send_message(letter("whole", "body\n"))
    assert kept(tmp_path / "mail") == ["0001.eml"]
    assert b"Subject: whole" in (tmp_path / "mail" / "0001.eml").read_bytes()


def test_numbers_go_on_after_the_files_that_are_there(tmp_path: Path) -> None:
    """A second demo in the same folder overwrites nothing, and other files do not matter."""
    (tmp_path / "0007.eml").write_bytes(b"old")
    (tmp_path / "notes.eml").write_bytes(b"mine")

    path = ReceivedFiles(tmp_path, ".eml").keep(b"new")

    assert path.name == "0008.eml"
    assert (tmp_path / "0007.eml").read_bytes() == b"old"
