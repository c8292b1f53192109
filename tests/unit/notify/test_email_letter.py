from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from told_message import told_message

from monitor.notify.email import EmailAccount
from monitor.notify.email.letter import write_letter
from monitor.notify.excerpts import shorten

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


def subjects_read(subject: str) -> tuple[str, str]:
    """The subject as two readers decode it: one of today, and one that knows RFC 2047 alone."""
    written = write_letter(told_message(subject=subject), ACCOUNT, AT).as_bytes()
    old = decode_header(message_from_bytes(written)["Subject"])
    return str(message_from_bytes(written, policy=policy.default)["Subject"]), str(make_header(old))


latin = st.characters(min_codepoint=0x20, max_codepoint=0x7E) | st.sampled_from(" “”’—→é")
arabic = st.characters(min_codepoint=0x620, max_codepoint=0x6D5) | st.sampled_from(" ،؟\u200c\u2068\u2069")
subjects = st.one_of(*(st.text(letters, min_size=10, max_size=300) for letters in (latin, arabic, latin | arabic)))


@settings(max_examples=300, deadline=None)
@given(subject=subjects)
@example("stale" * 20 + " has brought nothing new")
@example("stale has brought nothing new since 9 March 2026, 09:10: “the  crane was” is missing from it")
@example("=?utf-8?q?beetles?= are no beetles")
@example("x" * 249)
@example("الرافعة نائمة " * 20)
def test_every_reader_decodes_the_subject_as_it_was(subject):
    """Latin, Arabic or both, with blanks anywhere or nowhere: to the letter, as far as a subject goes."""
    wanted = shorten(subject.strip(), 250)

    assert subjects_read(subject) == (wanted, wanted)


@given(subject=subjects)
def test_the_lines_of_a_subject_are_as_short_as_they_should_be(subject):
    """78 letters at most (RFC 5322, 2.1.1), and none of them is empty (3.2.2)."""
    written = write_letter(told_message(subject=subject), ACCOUNT, AT).as_bytes()

    lines = written.partition(b"Subject:")[2].partition(b"\r\nDate:")[0].split(b"\r\n")
    assert len(b"Subject:" + lines[0]) <= 78
    assert all(len(line) <= 78 for line in lines)
    assert all(line.strip() for line in lines) or not shorten(subject.strip(), 250)


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
