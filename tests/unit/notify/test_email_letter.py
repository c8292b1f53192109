from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from told_message import told_message

from monitor.notify.email import EmailAccount
from monitor.notify.email.letter import write_letter

AT = datetime(2026, 3, 9, 6, 5, tzinfo=UTC)
ACCOUNT = EmailAccount(
    host="mail.example.org",
    port=25,
    security="none",
    username=None,
    password=None,
    sender="monitor@example.org",
    recipients=("desk@example.org", "night@example.org"),
    list_id="monitor.example.org",
)
HEADERS = [
    *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "List-Id"),
    *("MIME-Version", "Content-Type"),
]
INJECTIONS = [
    f"{words}{line_break}Bcc: everyone@example.org"
    for words in ("a", "", "أيلول", "x" * 200)
    for line_break in ("\n", "\r", "\r\n", "\r\n\r\n", "\u2028", "\u2029", "\u0085", "\x0b", "\x0c", "\x1e", "\x00\n")
]


def as_received(message):
    """The letter after a journey: written as bytes, and read again."""
    return message_from_bytes(write_letter(message, ACCOUNT, AT).as_bytes(), policy=policy.default)


def test_a_letter_carries_its_headers():
    """Sender, recipients, subject, date, id and list stand as a mail program needs them."""
    letter = as_received(told_message())

    assert {name: str(letter[name]) for name in HEADERS[:7]} == {
        "From": "monitor@example.org",
        "To": "desk@example.org, night@example.org",
        "Subject": "Departure of the fleet: slipped by 3 months — the harbour master",
        "Date": "Mon, 09 Mar 2026 06:05:00 +0000",
        "Message-ID": "<alert-22ce51627baca76a6848@example.org>",
        "Auto-Submitted": "auto-generated",
        "List-Id": "<monitor.example.org>",
    }


def test_a_letter_has_a_plain_and_an_html_part_with_the_same_words():
    """Arabic, isolates and markup survive the journey in both parts."""
    message = told_message()

    letter = as_received(message)

    assert letter.get_content_type() == "multipart/alternative"
    assert letter.get_body(("plain",)).get_content().splitlines() == message.text.splitlines()
    assert letter.get_body(("html",)).get_content().splitlines() == message.html.splitlines()


def test_a_letter_is_seven_bit_with_short_lines():
    """Any server takes it: no byte above 127, no line over 998 bytes (RFC 5322, 2.1.1)."""
    long = "ب" * 20_000 + "x" * 20_000

    written = write_letter(told_message(subject=long, text=long, html=long), ACCOUNT, AT).as_bytes()

    assert written.isascii()
    assert max(len(line) for line in written.split(b"\r\n")) <= 998


@pytest.mark.parametrize("words", INJECTIONS)
def test_nothing_in_a_message_adds_a_header_or_a_recipient(words):
    """Every kind of line break that Unicode knows, in every field: the headers stay ours."""
    message = told_message(subject=words, message_id=words, text=words, html=words, title=words, outlet=words)

    letter = as_received(message)

    assert letter.keys() == HEADERS
    assert [address.addr_spec for address in letter["To"].addresses] == list(ACCOUNT.recipients)
    assert str(letter["Message-ID"]).count("@") == 1


@settings(max_examples=200, deadline=None)
@given(text=st.text(st.characters(exclude_categories=()), max_size=300))
def test_any_text_can_be_posted(text):
    """Lone surrogates, controls and any letters: the letter is written, and its headers are ours."""
    letter = as_received(told_message(subject=text, message_id=text, text=text, html=text))

    assert letter.keys() == HEADERS


def test_without_a_list_there_is_no_list_header():
    """The header stands only where the account names a list."""
    account = EmailAccount(
        host="mail.example.org",
        port=25,
        security="none",
        username=None,
        password=None,
        sender="monitor@example.org",
        recipients=("desk@example.org",),
    )

    assert "List-Id" not in write_letter(told_message(), account, AT)
