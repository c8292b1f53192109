"""The store in memory gives of the crawl what the one on disk gives."""

from __future__ import annotations

from contextlib import closing

from hypothesis import given, settings
from hypothesis import strategies as st
from records_made import (
    EVER,
    later,
    make_cycle,
    make_due,
    make_entry,
    make_health,
    make_health_reading,
    make_notice_alert,
    make_outcome,
    make_poll,
    make_rest,
    make_robots,
    make_source_state,
)

from monitor.records import CycleReport, EntryOutcome, HealthReading, HostRest, PollReading
from monitor.store import MemoryStore, SqliteStore

SOURCES = ("herald-en", "gazette-ar")
MOMENTS = tuple(later(minutes) for minutes in (-10, 0, 10, 3000))
"""Around noon, and one further ahead than any entry waits."""

sources = st.sampled_from(SOURCES)
keys = st.sampled_from(["a", "b", "c"])
contents = st.sampled_from(["content-1", "content-2"])
moments = st.sampled_from(MOMENTS)


def make_found(source, key, content_hash, published_at, first_seen_at, baseline, due_at):  # noqa: PLR0913, PLR0917 - the parts of a made record
    """An entry that a poll found."""
    title = f"{key} {content_hash}"
    entry = make_entry(key, source=source, title=title, content_hash=content_hash, published_at=published_at)
    return make_due(entry, first_seen_at=first_seen_at, baseline=baseline, due_at=due_at)


@st.composite
def polls(draw):
    """A poll of a source with entries that may be known, under one content or the other."""
    source = draw(sources)
    dates = st.none() | moments
    found = st.builds(make_found, st.just(source), keys, contents, dates, moments, st.booleans(), dates)
    state = make_source_state(source=source, failures=draw(st.integers(0, 2)))
    return make_poll(*draw(st.lists(found, max_size=4)), state=state)


outcomes = st.builds(
    lambda key, source, content_hash, ended, due_at: make_outcome(
        key, source=source, content_hash=content_hash, state=ended[0], reason=ended[1], due_at=due_at
    ),
    keys,
    sources,
    contents,
    st.sampled_from(
        [("read", None), ("skipped", "discovery_only"), ("skipped", "off_topic"), ("pending", "fetch_failed")]
    ),
    st.none() | moments,
)
looks = st.builds(
    lambda source, state, alert: make_health_reading(
        make_health(source, state=state),
        alerts=(make_notice_alert(alert, title=state),),
        channels=("mail", "desk"),
    ),
    sources,
    st.sampled_from(["ok", "down"]),
    st.sampled_from(["notice-1", "notice-2"]),
)
cycles = st.builds(
    lambda ended_at, articles: make_cycle(ended_at=ended_at, articles=articles), moments, st.integers(0, 1)
)
robots = st.builds(
    lambda origin, status: make_robots(origin, status=status),
    st.sampled_from(["https://herald.example:443", "https://gazette.example:443"]),
    st.integers(200, 201),
)


rests = st.builds(make_rest, st.sampled_from(["herald.example", "gazette.example"]), until=moments)


def keep(store, save):
    """Keep whatever it is."""
    if isinstance(save, PollReading):
        store.save_poll(save)
    elif isinstance(save, EntryOutcome):
        store.save_outcome(save)
    elif isinstance(save, HealthReading):
        store.save_health(save)
    elif isinstance(save, CycleReport):
        store.save_cycle(save)
    elif isinstance(save, HostRest):
        store.save_rest(save)
    else:
        store.save_robots(save)


def everything(store):
    """All that a store gives of the crawl."""
    return {
        "states": dict(store.source_states()),
        "known": [dict(store.known_entries(source)) for source in SOURCES],
        "skips": dict(store.skip_counts()),
        "healths": dict(store.healths()),
        "robots": [store.robots(f"https://{host}.example:443") for host in ("herald", "gazette")],
        "alerts": [list(store.alerts()), list(store.deliveries()), list(store.loose_deliveries())],
        "cycles": [list(store.cycles()), store.last_cycle()],
        **{
            at: [
                list(store.due_entries(at)),
                list(store.rests(at)),
                list(store.discovered(at)),
                list(store.titles_since(at)),
                list(store.cycles(at)),
            ]
            for at in (EVER, *MOMENTS)
        },
    }


@given(saves=st.lists(polls() | outcomes | looks | cycles | robots | rests, max_size=12))
@settings(max_examples=80, deadline=None)
def test_both_stores_answer_alike(saves, tmp_path_factory):
    """After any polls, outcomes, looks at health and cycles, the store in memory gives what the one on disk gives."""
    memory = MemoryStore()
    with closing(SqliteStore.open(tmp_path_factory.mktemp("state"))) as disk:
        for save in saves:
            for store in (memory, disk):
                keep(store, save)

        assert everything(disk) == everything(memory)
