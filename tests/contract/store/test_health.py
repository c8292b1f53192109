"""What every store promises of the health of sources, and of what hosts ask for."""

from __future__ import annotations

import pytest
from records_made import (
    NOON,
    later,
    make_decision,
    make_delivery,
    make_health,
    make_health_reading,
    make_notice,
    make_notice_alert,
    make_rest,
    make_robots,
    make_trouble,
)

from monitor.records import NETWORK, Canary, Health, Sample

# -- health --


def test_no_health_is_known_to_an_empty_store(store):
    """An empty store knows how nothing fares."""
    assert {} == dict(store.healths())


def test_health_is_read_as_saved(store):
    """Every field of a subject's health comes back equal, and so do its troubles, samples and canary."""
    health = make_health(
        state="down",
        troubles=(make_trouble(), make_trouble("stale", told_at=NOON, well=1, detail="")),
        samples=(Sample(0, "none", "no_text"), Sample(2400, "selectors")),
        canary=Canary("https://herald.example/old", "الانسحاب بحلول أيلول"),
    )

    store.save_health(make_health_reading(health))

    assert {"herald-en": health} == dict(store.healths())


def test_health_with_nothing_known_is_read_as_saved(store):
    """A subject of which only the name is known comes back so."""
    store.save_health(make_health_reading(Health(NETWORK)))

    assert {NETWORK: Health(NETWORK)} == dict(store.healths())


def test_new_health_replaces_that_of_its_subject_alone(store):
    """A second look replaces how its subject fares, and leaves the other subjects."""
    store.save_health(make_health_reading(make_health(), make_health("gazette-ar")))

    store.save_health(make_health_reading(make_health(state="suspect", samples=(), canary=None)))

    expected = {
        "gazette-ar": make_health("gazette-ar"),
        "herald-en": make_health(state="suspect", samples=(), canary=None),
    }
    assert expected == dict(store.healths())


def test_subject_that_comes_twice_in_one_look_fares_as_told_last(store):
    """Of two states of one subject in one look the later stands."""
    store.save_health(make_health_reading(make_health(state="down"), make_health(state="recovered")))

    assert {"herald-en": make_health(state="recovered")} == dict(store.healths())


def test_alerts_of_a_look_are_owed(store):
    """A notice is kept with everything that is owed for it."""
    store.save_health(make_health_reading(alerts=(make_notice_alert(),), channels=("mail", "desk")))

    assert [make_notice_alert()] == list(store.alerts())
    assert [make_delivery(make_notice_alert(), each) for each in ("desk", "mail")] == list(store.loose_deliveries())
    assert [make_decision()] == list(store.decisions("notice-1"))


def test_same_look_twice_is_as_once(store):
    """A look saved again owes nothing again: what was sent stays sent, and a known notice stays as it was worded."""
    reading = make_health_reading(alerts=(make_notice_alert(),))
    store.save_health(reading)
    sent = make_delivery(make_notice_alert(), state="sent", attempts=1, answer="ok", sent_at=NOON)
    store.save_deliveries([sent])

    store.save_health(reading)
    store.save_health(make_health_reading(alerts=(make_notice_alert(notice=make_notice(detail="reworded")),)))

    assert {"herald-en": make_health()} == dict(store.healths())
    assert [make_notice_alert()] == list(store.alerts())
    assert [sent] == list(store.deliveries())


def test_look_at_nothing_leaves_nothing(store):
    """A look that found no subject and owes no alert is no error."""
    store.save_health(make_health_reading(make_health()))

    store.save_health(make_health_reading(healths=()))

    assert {"herald-en": make_health()} == dict(store.healths())


# -- manners --


def test_rests_that_still_run_are_given_by_name(store):
    """A rest is given until its moment comes, the hosts by name; an empty store knows of none."""
    assert [] == list(store.rests(NOON))

    for rest in (make_rest(), make_rest("gazette.example", until=later(minutes=30)), make_rest("over", until=NOON)):
        store.save_rest(rest)

    assert [make_rest("gazette.example", until=later(minutes=30)), make_rest()] == list(store.rests(NOON))
    assert [make_rest()] == list(store.rests(later(minutes=30)))


@pytest.mark.parametrize("until", [later(minutes=5), later(days=300)])
def test_new_word_of_a_rest_replaces_the_older_one(store, until):
    """Of one host the rest that was saved last holds, be it shorter or longer, however often it was saved."""
    for rest in (make_rest(), make_rest(until=until), make_rest(until=until)):
        store.save_rest(rest)

    assert [make_rest(until=until)] == list(store.rests(NOON))


def test_unknown_host_has_no_robots_text(store):
    """A host that was never asked for its robots.txt has none, not even beside one that was."""
    store.save_robots(make_robots())

    assert store.robots("http://herald.example:80") is None


def test_robots_text_is_read_as_saved(store):
    """A robots.txt comes back equal, whatever stands in it, and so does the lack of one."""
    odd = make_robots(text="User-agent: *\r\nDisallow: /بحث\x00\ud800", fetched_at=later(hours=1))
    none = make_robots("https://gazette.example:8443", status=404, text="")
    for robots in (odd, none):
        store.save_robots(robots)

    assert odd == store.robots(odd.origin)
    assert none == store.robots(none.origin)


def test_new_robots_text_replaces_the_older_one(store):
    """Of a host's robots.txt the one that was saved last is given, however often it was saved."""
    newer = make_robots(fetched_at=later(days=1), status=503, text="")
    for robots in (make_robots(), newer, newer):
        store.save_robots(robots)

    assert newer == store.robots(newer.origin)
