"""No words of an article, a feed or a configuration add a header, a recipient or a part, as a server receives it."""

from __future__ import annotations

import pytest
from forged_headers import FORGERIES
from mail_channel import DESK, SENDER, mail_notifier
from smtp_server import running_mailbox
from told_message import told_item, told_message

from monitor.notify.email import find_address_fault
from monitor.records import Message, Recipient

HEADERS = [
    *("From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Auto-Submitted", "List-Id"),
    *("MIME-Version", "Content-Type", "Content-Language"),
]
forgeries = pytest.mark.parametrize("words", FORGERIES.values(), ids=FORGERIES)


def forged_message(words: str) -> Message:
    """A message in which everything that others wrote, or that is made from it, is the words."""
    item = told_item(label=words, now=words, now_said=words, before=words, quote=words, mark_start=0, mark_end=0)
    text = f"{words}\n\n{words}"
    return told_message(
        item,
        **dict.fromkeys(("subject", "lead", "title", "outlet", "url", "published", "note", "message_id"), words),
        thread=f"beetles/{words}",
        replies_to=words,
        text=text,
        html=f"<p>{text}</p>",
    )


def test_the_table_is_long_enough():
    """200 strings were asked for."""
    assert len(set(FORGERIES.values())) == len(FORGERIES) >= 200


@forgeries
async def test_nothing_in_a_message_forges_a_letter(words):
    """One letter in one transaction, to one recipient, with our headers once each and two parts."""
    async with running_mailbox() as mailbox:
        notifier = mail_notifier(mailbox.port, list_id="monitor.example.org")
        answer = await notifier.send(forged_message(words), DESK)

    (letter,) = mailbox.letters
    assert "sent" == answer.outcome
    assert [(SENDER, (DESK.address,))] == mailbox.envelopes
    assert HEADERS == letter.keys()
    assert [SENDER] == [one.addr_spec for one in letter["From"].addresses]
    assert [DESK.address] == [one.addr_spec for one in letter["To"].addresses]
    assert ["text/plain", "text/html"] == [part.get_content_type() for part in letter.iter_parts()]
    assert [[], [], []] == [part.defects for part in letter.walk()]


@forgeries
async def test_the_ids_of_a_letter_stay_single_ids(words):
    """What is no Message-ID is left out, what is no id of ours becomes one: each header holds whole ids and no more."""
    async with running_mailbox() as mailbox:
        await mail_notifier(mailbox.port).send(forged_message(words), DESK)

    (letter,) = mailbox.letters
    ids = [one for name in ("Message-ID", "In-Reply-To", "References") for one in str(letter[name]).split()]
    assert len(ids) == (4 if words == "<everyone@example.org>" else 3)
    assert all(one.startswith("<") and one.endswith("@example.org>") for one in ids)
    assert all(one[1:-1].replace("-", "").replace("@", "").replace(".", "").isalnum() for one in ids)


@pytest.mark.parametrize("place", ["{}", "desk@example.org{}", "{}@example.org", "desk@{}"])
def test_no_forged_address_is_one_but_for_a_single_bare_one(place):
    """What the rule lets through is one ASCII address without a blank, a quote, a bracket, a comma or a break."""
    passed = [one for words in FORGERIES.values() if not find_address_fault(one := place.format(words))]

    assert all(one.isascii() and one.isprintable() and one.count("@") == 1 for one in passed)
    assert not any(sign in one for one in passed for sign in ' ,;:<>"()[]\\')


@forgeries
async def test_a_forged_address_reaches_nobody_else(words):
    """It is refused before the server is called, or it is one bare address and reaches that alone."""
    addresses = [words, f"desk@example.org{words}", f"{words}@example.org"]
    async with running_mailbox() as mailbox:
        notifier = mail_notifier(mailbox.port)
        answers = [await notifier.send(told_message(), Recipient("desk", "mail", one)) for one in addresses]

    taken = [one for one in addresses if find_address_fault(one) is None]
    assert [(SENDER, (one,)) for one in taken] == mailbox.envelopes
    assert taken == [str(letter["To"]) for letter in mailbox.letters]
    assert len(taken) == mailbox.connections == sum(one.outcome == "sent" for one in answers)
    assert all(len(one.reason.splitlines()) == 1 for one in answers)
