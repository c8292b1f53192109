"""One message of several: what an hour, a day or a quiet night brought together."""

from __future__ import annotations

from datetime import timedelta

import pytest
from alert_records import BY_SEPTEMBER, MORNING, ZONE, alert, change, earlier, fall, message, said, slip
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts import Telling, compose_notice, rank_alert, word_alert, word_bundle
from monitor.records import DateValue, Notice

AFTERNOON = MORNING + timedelta(hours=6)


def refinement(**parts):
    """The quietest of the changes told here."""
    day = DateValue(BY_SEPTEMBER.end, BY_SEPTEMBER.end)
    return message(change("refined", said(day, "On 30 September.", "30 September"), earlier(BY_SEPTEMBER)), **parts)


def notice(reader="en"):
    """A source that fell silent."""
    made = compose_notice(Notice("quay", "silent", healed=False, since=MORNING), None, MORNING)
    return word_alert(made, None, ZONE, reader)


def bundle(*messages, form="digest", reader="en", **parts):
    """The messages as one, put together in the afternoon."""
    return word_bundle(messages, form, reader, ZONE, AFTERNOON, "alert-bundle", **parts)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("group", "2 changes, first: Departure of the fleet, Old Harbour: slipped by 3 months"),
        ("digest", "2 changes since 09:05, first: Departure of the fleet, Old Harbour: slipped by 3 months"),
        (
            "catch_up",
            "2 changes held back since 09:05, first: Departure of the fleet, Old Harbour: slipped by 3 months",
        ),
    ],
)
def test_the_first_line_counts_and_tells_the_loudest(form, expected):
    """How many changes, since when, why together, and the loudest of them."""
    assert bundle(refinement(), message(slip()), form=form).subject.startswith(expected)


@pytest.mark.parametrize(
    ("reader", "expected"),
    [
        ("en", "3 changes and 1 notice since 09:05, first: Departure of the fleet, Old Harbour: slipped by 3 months"),
        ("ar", "3 تغييرات وإشعار واحد منذ 09:05، أبرز ما جاء: مغادرة الأسطول، الميناء القديم: تأخير 3 أشهر"),
        ("ckb", "3 گۆڕان و 1 ئاگاداری لە 09:05 بەدواوە، گرنگترین: ڕۆیشتنی کەشتی، بەندەری کۆن: 3 مانگ دواخرا"),
    ],
)
def test_changes_and_notices_are_counted_apart_in_every_language(reader, expected):
    """An alert of two changes counts as two; notices come last."""
    told = bundle(notice(reader), refinement(reader=reader), message(fall(), slip(), reader=reader), reader=reader)

    assert told.subject.replace("\u2068", "").replace("\u2069", "").startswith(expected)
    assert told.parts[-1].notice is not None


def test_a_bundle_of_notices_alone_counts_them():
    """Nothing else is counted, and the first of them is told."""
    assert bundle(notice(), notice(), form="group").subject == (
        "2 notices, first: quay has listed no articles since 09:05"
    )


def test_all_parts_stand_in_both_layouts():
    """Whoever opens it reads every message whole, with its own reference and the route that brought it."""
    parts = (message(slip()), refinement(), notice())
    told = bundle(*parts, route="desk")

    assert all(part.text in told.text for part in parts)
    assert all(f"<bdi>{part.message_id}</bdi>" in told.html for part in parts)
    assert told.lead == (
        "What was told from 9 March 2026, 09:05 Baghdad time to 9 March 2026, 15:05 Baghdad time. By the route desk."
    )
    assert told.text.splitlines()[2] == told.lead
    assert told.text.splitlines()[-1] == "Reference alert-bundle"


def test_the_thread_is_that_of_all_parts_or_none():
    """What belongs to one thread stays in it; what does not, starts none; a given thread is kept."""
    one, other = (message(slip(), telling=Telling(thread=name)) for name in ("first", "second"))

    assert bundle(one, one).thread == "first"
    assert bundle(one, other).thread == ""
    assert bundle(one, other, thread="third").thread == "third"


def test_a_bundle_of_nothing_is_refused():
    """There is no message without a message."""
    with pytest.raises(ValueError, match="alert-bundle: a bundle needs one message at least"):
        bundle()


@given(
    speaker=st.text(st.characters(exclude_categories=()), min_size=1, max_size=300),
    reader=st.sampled_from(["en", "ar"]),
)
def test_a_first_line_is_short_whatever_it_tells(speaker, reader):
    """A long first line is cut at a word, with every direction closed."""
    long = message(change("new", said(BY_SEPTEMBER, "By September.", "September", speaker=speaker)), reader=reader)
    subject = bundle(long, reader=reader).subject

    assert len(subject.replace("\u2068", "").replace("\u2069", "")) <= 162
    assert subject.count("\u2068") == subject.count("\u2069")


def test_alerts_are_ranked_by_their_loudest_change():
    """A slip comes before a narrower date, and both before a notice."""
    quiet = refinement().alert
    told = compose_notice(Notice("quay", "silent", healed=False, since=MORNING), None, MORNING)
    assert quiet is not None

    assert sorted((told, quiet, alert(slip())), key=rank_alert) == [alert(slip()), quiet, told]
