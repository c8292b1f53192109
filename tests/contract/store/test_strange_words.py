"""That every store gives back what strangers wrote: any text, any bytes, any number."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from outbox_made import make_ended, make_envelope
from records_made import (
    make_alert,
    make_cycle,
    make_decision,
    make_delivery,
    make_health_reading,
    make_notice_alert,
    make_owed,
    make_page,
    make_poll,
    make_reading,
    make_robots,
)

from monitor.records import (
    Ack,
    Ailment,
    Canary,
    ChannelState,
    FetchProblem,
    Health,
    Matcher,
    Notice,
    Pace,
    RouteState,
    Sample,
    Silence,
    SourceReport,
    SourceState,
    Trouble,
)

HALF = "utf-16-le", "surrogatepass"

halves = st.characters(categories=["Cs"])
texts = st.text(st.characters() | halves).map(lambda text: text.encode(*HALF).decode(*HALF))
"""Any text, with halves of characters that stand alone; two that make one stand as that one."""

plain_texts = st.text(st.characters(exclude_categories=["Cs"]))
moments = st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds
counts = st.integers(0, 10**9)

routes = st.builds(
    RouteState,
    texts,
    etag=st.none() | texts,
    last_modified=st.none() | texts,
    body_hash=st.none() | texts,
    conditional_polls=counts,
    moved_to=texts,
    moved_polls=counts,
    gone_at=st.none() | moments,
    failures=counts,
    retry_at=st.none() | moments,
    succeeded_at=st.none() | moments,
    problem=texts,
)
paces = st.builds(
    Pace,
    st.lists(moments, max_size=4).map(tuple),
    newest_at=st.none() | moments,
    asked_seconds=st.none() | st.floats(0, 1e12) | counts,
)
states = st.builds(
    SourceState,
    st.just("herald-en"),
    routes=st.lists(routes, max_size=3).map(tuple),
    route=plain_texts,
    pace=paces,
    due_at=st.none() | moments,
    failures=counts,
    problem=texts,
)
ailments = st.sampled_from(get_args(Ailment))
healths = st.builds(
    Health,
    st.just("herald-en"),
    state=st.sampled_from(["ok", "suspect", "down", "recovered"]),
    since=st.none() | moments,
    troubles=st.lists(
        st.builds(Trouble, ailments, moments, counts, texts, st.none() | moments, counts), max_size=3
    ).map(tuple),
    samples=st.lists(st.builds(Sample, counts, texts, texts), max_size=3).map(tuple),
    canary=st.none() | st.builds(Canary, texts, texts),
    canary_due_at=st.none() | moments,
)
notices = st.builds(Notice, texts, ailments, st.booleans(), moments, texts, counts, texts)

silences = st.builds(
    Silence,
    st.just("silence-1"),
    texts,
    texts,
    moments,
    moments,
    st.builds(Matcher, outlets=st.lists(texts, max_size=3).map(tuple), least_percent=st.none() | st.floats(0, 1e6)),
    st.lists(texts, max_size=3).map(tuple),
    st.none() | moments,
)

on_one_store = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(state=states)
@on_one_store
def test_any_source_state_is_read_as_saved(store, state):
    """Whatever a source's servers said, its state comes back equal."""
    store.save_poll(make_poll(state=state))

    assert {"herald-en": state} == dict(store.source_states())


@given(health=healths)
@on_one_store
def test_any_health_is_read_as_saved(store, health):
    """Whatever ails a source, and whatever its pages hold, its health comes back equal."""
    store.save_health(make_health_reading(health))

    assert {"herald-en": health} == dict(store.healths())


@given(notice=notices)
@on_one_store
def test_any_notice_is_read_as_saved(store, notice):
    """Whatever a notice tells, its alert and its delivery carry it."""
    alert_id = f"notice-{len(store.alerts())}"
    alert = make_notice_alert(alert_id, notice=notice)
    store.save_health(make_health_reading(alerts=(alert,)))

    assert [alert] == [each for each in store.alerts() if each.alert_id == alert_id]
    assert [alert] == [delivery.alert for delivery in store.deliveries(alert_id)]


@given(detail=texts, problem=st.none() | st.sampled_from([*FetchProblem.__args__]), status=st.none() | counts)
@on_one_store
def test_any_report_of_a_source_is_read_as_saved(store, detail, problem, status):
    """Whatever a source's failure was, the report of the cycle tells it."""
    report = SourceReport("herald-en", "failed", detail=detail, problem=problem, status=status, host=detail)
    cycle = make_cycle(sources=(report,), articles=len(store.cycles()))

    store.save_cycle(cycle)

    assert cycle == store.cycles()[-1]


@given(text=st.text(st.characters() | halves), status=counts)
@on_one_store
def test_any_robots_text_is_read_as_saved(store, text, status):
    """Whatever a host gives for its robots.txt comes back to the letter."""
    robots = make_robots(text=text, status=status)

    store.save_robots(robots)

    assert robots == store.robots(robots.origin)


@given(body=st.binary(), charset=st.none() | plain_texts)
@on_one_store
def test_any_page_is_read_as_saved(store, body, charset):
    """Whatever bytes came for a page come back."""
    content_hash = f"hash-{len(list(store.readings()))}"
    page = make_page(content_hash=content_hash, body=body, charset=charset)

    store.save_reading(make_reading(page=page))
    store.save_reading(make_reading(method=content_hash))

    assert page == store.page("article-1", content_hash)


@given(answer=texts, reference=texts, sent_at=moments)
@on_one_store
def test_any_answer_is_read_as_said(store, answer, reference, sent_at):
    """Whatever a provider says, the attempt, the envelope, its deliveries and the channel tell it."""
    alert = make_alert(f"alert-{len(store.alerts())}")
    delivery = make_delivery(alert)
    store.save_owed([make_owed(alert, deliveries=(delivery,))])
    envelope = make_envelope(delivery, answer=answer, reference=reference)
    store.seal([envelope])
    ended = make_ended(envelope_id=envelope.envelope_id, answer=answer)
    channel = ChannelState("desk", answer=answer, sent_at=sent_at)

    store.end_attempt(ended, replace(envelope, sent_at=sent_at), channel)

    assert replace(envelope, sent_at=sent_at) == store.envelope(envelope.envelope_id)
    assert [ended] == list(store.attempts(envelope.envelope_id))
    assert [(answer, sent_at)] == [(each.answer, each.sent_at) for each in store.deliveries(alert.alert_id)]
    assert channel == store.channel_states()["desk"]


@given(reason=texts, answer=texts, recipients=st.lists(texts, max_size=3).map(tuple))
@on_one_store
def test_any_reason_is_read_as_given(store, reason, answer, recipients):
    """Whatever a route or a mute gives as its reason, the decision and the delivery tell it."""
    alert = make_alert(f"alert-{len(store.alerts())}")
    muted = make_delivery(alert, state="muted", mute="inhibited", answer=answer, changes=recipients)
    decision = make_decision(reason=reason, recipients=recipients, changes=recipients)

    store.save_owed([make_owed(alert, deliveries=(muted,), decisions=(decision,))])

    assert [muted] == list(store.deliveries(alert.alert_id))
    assert [decision] == list(store.decisions(alert.alert_id))


@given(silence=silences)
@on_one_store
def test_any_silence_is_read_as_said(store, silence):
    """Whatever somebody types for a silence comes back."""
    store.keep_act(silence)

    assert [silence] == list(store.silences())


@given(owner=texts, note=texts, made_at=moments)
@on_one_store
def test_any_note_is_read_as_said(store, owner, note, made_at):
    """Whatever somebody types for an acknowledgement comes back."""
    ack = Ack(f"ack-{len(store.acks())}", "alert-1", "thread", owner, note, made_at)

    store.keep_act(ack)

    assert ack in store.acks("thread")
