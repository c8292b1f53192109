"""What an operator reads of a source that fell ill, and of one that is well again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import pytest
from alert_records import ZONE, alert, slip
from documents import PROJECT, read_blocks, shows
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts import compose_notice, word_alert
from monitor.records import (
    NETWORK,
    Ailment,
    Message,
    Notice,
    Source,
)

SINCE = datetime(2026, 3, 9, 6, 10, tzinfo=UTC)
NOW = datetime(2026, 3, 9, 7, 0, tzinfo=UTC)
QUAY = Source("quay-ar", "Quay Radio", "https://quay.example/feed.xml", "ar", "Asia/Baghdad")
FOUND = "no connection could be made"
NO_WAY = f"connect: {FOUND}"
ENDED = "ended on 9 March 2026, 10:00 Baghdad time"
HOSTILE = (
    "<script>alert(1)</script>",
    "first\r\nBcc: everyone@example.org",
    "two\u2028lines",
    "\u202eturned round\u2069",
    "\x1b[2J\x07bell",
    "half \ud800 a letter",
    "{source} {0.__class__} {{ 7 * 7 }}",
    "x" * 50_000,
    "word " * 10_000,
    " ",
)

any_detail = st.one_of(st.text(st.characters(exclude_categories=()), max_size=300), st.sampled_from(HOSTILE))


def notice(ailment: Ailment = "failing", **parts: Any) -> Notice:
    """That an ailment of the quay's began at ten past nine in Baghdad."""
    given: dict[str, Any] = {"subject": "quay-ar", "healed": False, "since": SINCE, "detail": NO_WAY}
    return Notice(ailment=ailment, **(given | parts))


def worded(told: Notice, source: Source | None = QUAY) -> Message:
    """The message of a notice told at ten in Baghdad."""
    return word_alert(compose_notice(told, source, NOW), None, ZONE)


SUBJECTS: dict[Ailment, tuple[str, str]] = {
    "failing": (
        f"quay-ar has not answered as it should since 09:10: {FOUND}",
        "quay-ar answers again, after failing since 09:10",
    ),
    "blocked": (
        f"quay-ar has refused the monitor since 09:10: {FOUND}",
        "quay-ar lets the monitor in again, after refusing it since 09:10",
    ),
    "challenge": (
        f"quay-ar has answered with a wall against robots since 09:10: {FOUND}",
        "quay-ar answers without a wall again, after one since 09:10",
    ),
    "gone": (
        "quay-ar has been gone since 09:10: every address of it says that there is nothing any more",
        "quay-ar is there again, after being gone since 09:10",
    ),
    "silent": (
        "quay-ar has listed no articles since 09:10",
        "quay-ar lists articles again, after none since 09:10",
    ),
    "stale": (
        "quay-ar has brought nothing new since 09:10",
        "quay-ar brings news again, after none since 09:10",
    ),
    "drift": (
        f"quay-ar: articles come out otherwise than before: {FOUND}",
        "quay-ar: articles come out as they should again, after a fault since 09:10",
    ),
    "rerouted": (
        f"quay-ar has been read by another way since 09:10, its first one fails: {FOUND}",
        "quay-ar is read by its first way again, after another one since 09:10",
    ),
    "canary": (
        f"quay-ar: pages may come out incomplete, {FOUND}",
        "quay-ar: the article checked each day is in order again, after a fault since 09:10",
    ),
    "network": (
        f"The monitor has had no network since 09:10, 18 sources cannot be reached: {FOUND}",
        "The monitor has a network again, after none since 09:10",
    ),
    "undelivered": (
        f"The channel quay-ar has taken no messages since 09:10: {FOUND}",
        "The channel quay-ar takes messages again, after none since 09:10",
    ),
    "dead_letters": (
        f"The channel quay-ar gave up 1 message: {FOUND}",
        "The channel quay-ar gives up no messages any more, after some since 09:10",
    ),
    "alive": (f"The monitor is at work: {FOUND}", f"The monitor is at work: {FOUND}"),
}


@pytest.mark.parametrize("ailment", get_args(Ailment))
def test_the_subject_alone_says_what_happened(ailment):
    """Which source, what, since when and why, when it falls ill and when it is well again."""
    muted = 18 if ailment == "network" else 0
    subjects = tuple(worded(notice(ailment, healed=healed, muted=muted)).subject for healed in (False, True))

    assert subjects == SUBJECTS[ailment]


@pytest.mark.parametrize("ailment", get_args(Ailment))
def test_the_operator_is_told_what_to_do(ailment):
    """Every ailment has one sentence of its own, and every layout shows it."""
    told = [worded(notice(one)) for one in get_args(Ailment)]
    own = worded(notice(ailment))

    assert len({one.note for one in told}) == len(told)
    assert own.note in own.text.splitlines()
    assert own.note.endswith(".")


def test_the_plain_message_reads_as_expected():
    """What, what to do, since when in full and why, which outlet at which address."""
    assert worded(notice()).text.splitlines() == [
        f"quay-ar has not answered as it should since 09:10: {FOUND}",
        "",
        worded(notice()).note,
        "",
        f"It began on 9 March 2026, 09:10 Baghdad time: {FOUND}.",
        "",
        "Quay Radio, told on 9 March 2026, 10:00 Baghdad time",
        "https://quay.example/feed.xml",
        "",
        f"Reference {worded(notice()).message_id}",
    ]


def test_the_html_message_tells_the_same():
    """Subject, advice and sentence stand in it, and the link says where it leads."""
    message = worded(notice())

    assert all(part in message.html for part in (message.subject, message.lead, ">Open the source</a>"))
    assert message.note.replace("'", "&#39;") in message.html
    assert "<blockquote" not in message.html


def test_a_message_of_a_notice_has_no_items():
    """It makes no claim and quotes nobody, and is in English whatever the outlet writes."""
    message = worded(notice())

    assert (message.items, message.title, message.lang) == ((), "", "en")


def test_what_began_on_another_day_has_its_day():
    """A clock time alone would be taken for today's; the days are the newsroom's."""
    day_before = notice("stale", since=datetime(2026, 3, 8, 20, 59, tzinfo=UTC))
    same_day = notice("stale", since=datetime(2026, 3, 8, 21, 0, tzinfo=UTC))

    assert [worded(one).subject for one in (day_before, same_day)] == [
        "quay-ar has brought nothing new since 8 March, 23:59",
        "quay-ar has brought nothing new since 00:00",
    ]


def test_the_network_is_the_monitors_own():
    """It has no outlet and no address; one source is told as one."""
    message = worded(notice("network", subject=NETWORK, muted=1), source=None)

    assert (message.outlet, message.url) == ("The monitor", "")
    assert message.subject == f"The monitor has had no network since 09:10, 1 source cannot be reached: {FOUND}"


EN = "a web page came in place of the feed; and quay-en"


@pytest.mark.parametrize(
    ("healed", "expected"),
    [
        (False, f"quay-ar (and 1,200 more of its host) has not answered as it should since 09:10: {EN}"),
        (True, "quay-ar (and 1,200 more of its host) answers again, after failing since 09:10"),
    ],
)
def test_sources_of_one_host_are_counted(healed, expected):
    """One line speaks for all that are told with it, and the sentence below names them."""
    message = worded(notice(healed=healed, muted=1200, detail="html; and quay-en"))

    assert message.subject == expected
    assert message.lead.endswith(f": {EN}.")


def test_a_source_that_is_no_longer_configured_is_still_told():
    """Its notice was owed before it was dropped."""
    assert worded(notice(), source=None).subject == worded(notice()).subject


def test_without_a_detail_the_line_is_whole():
    """That nothing is known is said."""
    message = worded(notice(detail=""))

    assert message.subject == "quay-ar has not answered as it should since 09:10: no reason is known"
    assert message.lead == "It began on 9 March 2026, 09:10 Baghdad time."


def test_an_alert_of_a_notice_is_the_same_whenever_it_is_composed():
    """Its id depends on what is told, not on when."""
    first, later = (compose_notice(notice(), QUAY, at) for at in (NOW, NOW + timedelta(hours=1)))

    assert (first.alert_id, first.notice) == (later.alert_id, notice())
    assert word_alert(first, None, ZONE).message_id == f"alert-{first.alert_id}"


def test_different_notices_are_different_alerts():
    """Another source, ailment, beginning, or the end of it is another message."""
    others = [
        notice(),
        notice(healed=True),
        notice("blocked"),
        notice(subject="quay-en"),
        notice(since=SINCE + timedelta(minutes=1)),
    ]

    assert len({compose_notice(one, QUAY, NOW).alert_id for one in others}) == len(others)


def test_changes_need_their_topic():
    """An alert about claims cannot be worded without it, and says so."""
    with pytest.raises(ValueError, match="its topic 'harbour' must be given"):
        word_alert(alert(slip()), None, ZONE)


@given(detail=any_detail, healed=st.booleans(), ailment=st.sampled_from(get_args(Ailment)))
def test_what_a_server_writes_is_inert(detail, healed, ailment):
    """Its words stay on their line, turn nothing round, make no element, and are cut before they fill the screen."""
    message = worded(notice(ailment, healed=healed, detail=detail))

    assert len(message.subject.splitlines()) == len(message.lead.splitlines()) == 1
    assert message.text.splitlines()[0] == message.subject
    assert not set(message.text) & set("\x07\x1b\r\u2028\u2029\u202e\ud800")
    assert (len(message.subject) <= 260, len(message.lead) <= 1_150) == (True, True)
    assert "<script" not in message.html


def test_an_arabic_detail_is_set_apart():
    """Words that run from right to left do not take the line with them."""
    told = worded(notice(detail="html: الصفحة غير موجودة"))

    assert told.subject.endswith("09:10: \u2068الصفحة غير موجودة\u2069")


def test_what_is_over_says_when():
    """When it began, when it was seen to be over, and what was seen of it last, if anything was."""
    told, bare = worded(notice(healed=True)), worded(notice(healed=True, detail=""))

    began = f"It is over. It began on 9 March 2026, 09:10 Baghdad time and {ENDED}."
    assert (told.lead, bare.lead) == (f"{began} What was seen of it last: {FOUND}.", began)


MISSING = "“the crane was asleep” is missing from the article checked each day (no_text)"


def test_a_canary_is_named():
    """Which words are missing, and the link leads to the page that they are missing from."""
    message = worded(notice("canary", detail=MISSING, url="https://quay.example/crane"))

    said = "“the crane was asleep” is missing from the article checked each day (no article is found on the page)"
    assert message.subject == f"quay-ar: pages may come out incomplete, {said}"
    assert "https://quay.example/crane" in message.text.splitlines()
    assert '<a href="https://quay.example/crane">Open the page</a>' in message.html


def test_a_message_of_a_notice_holds_it():
    """Channels for programs tell it as it is."""
    assert worded(notice()).notice == notice()


SHOWN = {
    "ill": Notice(
        *("quay-en", "failing"),
        healed=False,
        since=datetime(2027, 3, 3, 6, 10, tzinfo=UTC),
        detail="http_status: https://quay.example answered 503 Service Unavailable",
    ),
    "healed": Notice(
        *("quay-en", "failing"),
        healed=True,
        since=datetime(2027, 3, 3, 6, 10, tzinfo=UTC),
        detail="http_status: https://quay.example answered 503 Service Unavailable",
    ),
    "network": Notice(
        NETWORK,
        "network",
        healed=False,
        since=datetime(2027, 3, 3, 6, 10, tzinfo=UTC),
        detail="connect: the host's name was not found: Temporary failure in name resolution",
        muted=18,
    ),
}
"""What the examples of the documentation tell; each was told at ten in Baghdad, the end of it at three."""


@pytest.mark.parametrize("example", SHOWN)
def test_the_documentation_shows_notices_as_they_are(example):
    """Its examples are what an operator reads, but for the reference."""
    told = SHOWN[example]
    source = None if told.subject == NETWORK else Source("quay-en", "Quay", "https://quay.example/feed.xml", "en", ZONE)
    at = datetime(2027, 3, 3, 12 if told.healed else 7, tzinfo=UTC)
    message = word_alert(compose_notice(told, source, at), None, ZONE)

    shown = next(block.text for block in read_blocks("docs/alerts.md") if block.mark("notice") == example)
    assert shows(shown, message.text)


def test_the_documentation_names_every_ailment():
    """Who reads a subject finds what it says under its name."""
    text = (PROJECT / "docs" / "alerts.md").read_text(encoding="utf-8")

    assert [one for one in get_args(Ailment) if f"`{one}`" not in text] == []


@pytest.mark.parametrize("ailment", ["failing", "blocked", "challenge", "gone", "silent"])
def test_what_comes_after_a_correction_is_said(ailment):
    """When a corrected address is polled, and what to do for one that stays."""
    note = worded(notice(ailment)).note

    assert "A corrected address is polled in the next cycle" in note
    assert "monitor sources resume NAME" in note


def test_silence_may_be_a_pattern_that_no_longer_fits():
    """The outlet changed its addresses: the feed is full and nothing matches."""
    assert "link_pattern" in worded(notice("silent")).note
