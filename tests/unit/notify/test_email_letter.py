from __future__ import annotations

from email import message_from_bytes, policy
from email.header import decode_header, make_header

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mail_channel import AT, mail_account
from told_message import told_message

from monitor.identity import stable_id
from monitor.notify.email.letter import write_letter
from monitor.notify.excerpts import shorten
from monitor.notify.sendable import make_sendable, make_sendable_line

ACCOUNT = mail_account(list_id="monitor.example.org")
DESK, NIGHT = "desk@example.org", "night@example.org"
HEADERS = [
    *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "List-Id"),
    *("MIME-Version", "Content-Type", "Content-Language"),
]


def as_received(message, address=DESK, account=ACCOUNT):
    """The letter after a journey: written as bytes, and read again."""
    return message_from_bytes(write_letter(message, account, address, AT).as_bytes(), policy=policy.default)


def test_a_letter_carries_its_headers():
    """Sender, recipient, subject, date, id, list and language stand as a mail program needs them."""
    letter = as_received(told_message(reader_lang="ckb"))

    assert letter.keys() == HEADERS
    assert {name: str(letter[name]) for name in (*HEADERS[:7], "Content-Language")} == {
        "From": "monitor@example.org",
        "To": "desk@example.org",
        "Subject": "Departure of the fleet: slipped by 3 months — the harbour master",
        "Date": "Mon, 09 Mar 2026 06:05:00 +0000",
        "Message-ID": f"<alert-22ce51627baca76a6848.{stable_id(DESK)}@example.org>",
        "Auto-Submitted": "auto-generated",
        "List-Id": "<monitor.example.org>",
        "Content-Language": "ckb",
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

    written = write_letter(told_message(subject=long, text=long, html=long), ACCOUNT, DESK, AT).as_bytes()

    assert written.isascii()
    assert max(len(line) for line in written.split(b"\r\n")) <= 998


def subjects_read(subject: str) -> tuple[str, str]:
    """The subject as two readers decode it: one of today, and one that knows RFC 2047 alone."""
    written = write_letter(told_message(subject=subject), ACCOUNT, DESK, AT).as_bytes()
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
    written = write_letter(told_message(subject=subject), ACCOUNT, DESK, AT).as_bytes()

    lines = written.partition(b"Subject:")[2].partition(b"\r\nDate:")[0].split(b"\r\n")
    assert len(b"Subject:" + lines[0]) <= 78
    assert all(len(line) <= 78 for line in lines)
    assert all(line.strip() for line in lines) or not shorten(subject.strip(), 250)


def test_without_a_name_the_list_is_that_of_the_senders_domain():
    """Readers can filter by the header, whether or not the account names a list."""
    letter = as_received(told_message(), account=mail_account(sender="monitor@news.example"))

    assert "<alerts.news.example>" == str(letter["List-Id"])


def test_letters_to_several_addresses_have_an_id_each():
    """A mailbox that gets the same alert in two languages keeps both; a repeat to one address has the same id."""
    english, arabic = told_message(), told_message(reader_lang="ar", text="أخرى")

    ids = [str(as_received(*sent)["Message-ID"]) for sent in ((english, DESK), (arabic, NIGHT), (english, DESK))]

    assert ids[0] == ids[2] != ids[1]
    assert all(one.startswith(f"<{english.message_id}.") for one in ids)


def test_a_message_that_stands_alone_refers_to_nothing():
    """No thread, no reply: no header that a mail program would thread by."""
    letter = as_received(told_message())

    assert not {"In-Reply-To", "References"} & set(letter.keys())


def test_all_letters_of_a_thread_refer_to_one_root():
    """The first that arrives stands with the next, whichever was lost; none of them is the root itself."""
    letters = [as_received(told_message(message_id=f"alert-{one}", thread="fleet/departure")) for one in "abc"]

    roots = {str(letter["References"]) for letter in letters}
    assert len(roots) == 1
    assert roots == {str(letter["In-Reply-To"]) for letter in letters}
    assert roots.isdisjoint(str(letter["Message-ID"]) for letter in letters)
    assert all(root.startswith("<thread-") and root.endswith("@example.org>") for root in roots)


def test_threads_are_told_apart_by_claim_and_by_reader():
    """Another claim, or another reader, is another thread."""
    roots = [
        str(as_received(told_message(thread=thread), address)["References"])
        for thread in ("fleet/departure", "fleet/size")
        for address in (DESK, NIGHT)
    ]

    assert len(set(roots)) == 4


def test_a_follow_up_answers_the_letter_that_was_sent():
    """The root stands first, the letter before last, and that is the one that is answered."""
    before = "<alert-0123@example.org>"

    letter = as_received(told_message(thread="fleet/departure", replies_to=before))
    root, last = str(letter["References"]).split()

    assert (before, before) == (last, str(letter["In-Reply-To"]))
    assert root == str(as_received(told_message(thread="fleet/departure"))["References"])


def test_a_reply_outside_any_thread_refers_to_what_it_answers():
    """A message of several threads may still answer one letter."""
    letter = as_received(told_message(replies_to="<alert-0123@example.org>"))

    assert ["<alert-0123@example.org>"] * 2 == [str(letter[name]) for name in ("In-Reply-To", "References")]


@pytest.mark.parametrize(
    "reference",
    ["1710000000.000100", "<a@b@c>", "<>", "<a@b", "a@b", "<a b@c>", "<a@b> <c@d>", "<=?q?a?=@b>", "<\n@b>"],
)
def test_what_is_no_message_id_is_not_referred_to(reference):
    """What another channel calls a message, or a broken id, stays out."""
    letter = as_received(told_message(thread="fleet/departure", replies_to=reference))

    assert (
        letter["In-Reply-To"]
        == letter["References"]
        == as_received(told_message(thread="fleet/departure"))["References"]
    )


def test_long_ids_stay_ids():
    """However long the domain and the list are, no id is folded or encoded, and no line is over 998 bytes."""
    label = "b" * 60
    account = mail_account(sender=f"monitor@{label}.{label}.{label}.example", list_id=f"{label}." * 4)
    before = f"<{'a' * 250}@{'c' * 255}>"

    written = write_letter(
        told_message(subject="plain", thread="t" * 5_000, replies_to=before), account, DESK, AT
    ).as_bytes()
    letter = message_from_bytes(written, policy=policy.default)

    assert max(len(line) for line in written.split(b"\r\n")) <= 998
    assert b"=?" not in written.partition(b"\r\n\r\n")[0]
    assert before == str(letter["In-Reply-To"])
    assert [True, True] == [one.startswith("<") and one.endswith(">") for one in str(letter["References"]).split()]
    assert f"<{account.list_id}>" == str(letter["List-Id"])


@pytest.mark.parametrize(
    "address", ["a" * 64 + "@" + "b" * 60 + "." + "c" * 60 + ".example", "a..b@x.example", "o'n%x!y@z"]
)
def test_an_unusual_address_is_written_as_it_is(address):
    """Long, dotted or full of signs: one line, one recipient."""
    assert address == as_received(told_message(), address)["To"].addresses[0].addr_spec


def whole_lines(text: str) -> str:
    """The text as a part holds it: its last line has an end, too."""
    return text if text.endswith("\n") else f"{text}\n"


any_text = st.text(st.characters(exclude_categories=()), max_size=300)


@settings(max_examples=200)
@given(subject=any_text, text=any_text, known=any_text, thread=any_text, reference=any_text)
@example("", "", "", "", "")
@example("a\tb", "a\rb\r\nc\x00\ud800", "alert-\udfff", "\ud800", "<\ud800@x>")
def test_any_message_parses_back_to_what_it_said(subject, text, known, thread, reference):
    """Lone surrogates, controls and any letters: the subject to the letter, both parts to the line."""
    message = told_message(subject=subject, text=text, html=text, message_id=known, thread=thread, replies_to=reference)

    letter = as_received(message)
    parts = [letter.get_body((kind,)).get_content() for kind in ("plain", "html")]

    assert shorten(make_sendable_line(subject), 250) == str(letter["Subject"])
    assert [whole_lines(make_sendable(text))] * 2 == [one.replace("\r\n", "\n") for one in parts]
    assert [[], [], []] == [part.defects for part in letter.walk()]
