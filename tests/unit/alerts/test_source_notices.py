"""What an operator reads of a source that fell ill, and of one that is well again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import pytest
from alert_records import ZONE, alert, slip
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts import compose_notice, word_alert
from monitor.records import NETWORK, Ailment, Message, Notice, Source

SINCE = datetime(2026, 3, 9, 6, 10, tzinfo=UTC)
NOW = datetime(2026, 3, 9, 7, 0, tzinfo=UTC)
QUAY = Source("quay-ar", "Quay Radio", "https://quay.example/feed.xml", "ar", "Asia/Baghdad")
NO_WAY = "connect: no connection could be made"
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
        f"quay-ar has not answered as it should since 09:10: {NO_WAY}",
        "quay-ar answers again, it had not since 09:10",
    ),
    "blocked": (
        f"quay-ar has refused the monitor since 09:10: {NO_WAY}",
        "quay-ar lets the monitor in again, it had not since 09:10",
    ),
    "challenge": (
        "quay-ar has answered with a wall against robots since 09:10",
        "quay-ar answers without a wall again, it had one since 09:10",
    ),
    "gone": (
        "quay-ar has been gone since 09:10: every address of it says that there is nothing any more",
        "quay-ar is there again, it had been gone since 09:10",
    ),
    "silent": (
        "quay-ar has listed no articles since 09:10",
        "quay-ar lists articles again, it had not since 09:10",
    ),
    "stale": (
        "quay-ar has brought nothing new since 09:10",
        "quay-ar brings news again, it had not since 09:10",
    ),
    "drift": (
        f"quay-ar: articles come out otherwise than before: {NO_WAY}",
        "quay-ar: articles come out evenly again, they had not since 09:10",
    ),
    "canary": (
        f"quay-ar: the article that is read each day lacks its words: {NO_WAY}",
        "quay-ar: the article that is read each day is whole again, it had not been since 09:10",
    ),
    "network": (
        f"The monitor has had no network since 09:10, 18 sources cannot be reached: {NO_WAY}",
        "The monitor has a network again, it had none since 09:10",
    ),
}


@pytest.mark.parametrize("ailment", get_args(Ailment))
def test_the_subject_alone_says_what_happened(ailment):
    """Which source, what, since when and why, when it falls ill and when it is well again."""
    subjects = tuple(worded(notice(ailment, healed=healed, muted=18)).subject for healed in (False, True))

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
        "quay-ar has not answered as it should since 09:10: connect: no connection could be made",
        "",
        worded(notice()).note,
        "",
        "It began on 9 March 2026, 09:10 Baghdad time: connect: no connection could be made.",
        "",
        "Quay Radio, 9 March 2026, 10:00 Baghdad time",
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
        "quay-ar has brought nothing new since 8 March 2026, 23:59 Baghdad time",
        "quay-ar has brought nothing new since 00:00",
    ]


def test_the_network_is_the_monitors_own():
    """It has no outlet and no address; one source is told as one."""
    message = worded(notice("network", subject=NETWORK, muted=1), source=None)

    assert (message.outlet, message.url) == ("The monitor", "")
    assert message.subject == f"The monitor has had no network since 09:10, 1 source cannot be reached: {NO_WAY}"


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
    assert (len(message.subject) <= 260, len(message.lead) <= 1_100) == (True, True)
    assert "<script" not in message.html


def test_an_arabic_detail_is_set_apart():
    """Words that run from right to left do not take the line with them."""
    told = worded(notice(detail="html: الصفحة غير موجودة"))

    assert told.subject.endswith("09:10: \u2068html: الصفحة غير موجودة\u2069")
