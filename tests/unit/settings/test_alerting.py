"""A right alerts.toml becomes the records that routing works with, with everything inherited written out."""

from datetime import time
from pathlib import Path

import pytest
from alerts_files import WHOLE
from config_files import CHANNELS, SECRETS, write_config
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import ConfigError
from monitor.records import (
    AlertRoute,
    Digest,
    Grouping,
    Inhibition,
    Matcher,
    QuietHours,
    Rate,
    Recipient,
    RoutingTable,
)
from monitor.settings import Heartbeat, Settings, load_alerts_file, load_settings
from monitor.settings.alerting.routes import AlertRouteTable, Manner

ENVIRON = SECRETS | {"HEARTBEAT": "https://alive.example/zebra"}


def settings_of(folder: Path, alerts: str | None, general: str = CHANNELS) -> Settings:
    """The settings with that alerts.toml, None for a folder without the file."""
    return load_settings(write_config(folder, general=general, alerts=alerts), environ=ENVIRON)


@pytest.fixture
def routing(tmp_path: Path) -> RoutingTable:
    """The routing of the whole file."""
    return settings_of(tmp_path, WHOLE).routing


@pytest.mark.parametrize("alerts", [None, "", "routes = []\n", "# The desk has not decided yet.\n"])
def test_without_routes_every_channel_hears_of_everything(tmp_path: Path, alerts: str | None):
    """A missing file, an empty one and one without routes mean one route to all that is on and for claims."""
    routing = settings_of(tmp_path, alerts).routing

    assert (AlertRoute("everything", to=("console", "desk-mail", "desk-slack", "desk-hook")),) == routing.routes
    assert AlertRoute("system", to=("console", "technician")) == routing.system


def test_each_address_of_a_channel_is_a_recipient_of_its_own(routing: RoutingTable):
    """Mail goes to each address, a bot to its channel, a webhook to where it leads; in the channel's language."""
    expected = {
        "console": (Recipient("console", "console"),),
        "desk-mail": (
            Recipient("desk-mail", "desk-mail", "night@desk.example", "ckb"),
            Recipient("desk-mail", "desk-mail", "day@desk.example", "ckb"),
        ),
        "desk-slack": (Recipient("desk-slack", "desk-slack", "C0123ABCD"),),
        "desk-hook": (Recipient("desk-hook", "desk-hook"),),
        "spare": (),
        "technician": (),
    }
    assert expected == {name: to for name, to in routing.recipients.items() if name != "sara"}


def test_a_person_is_told_by_each_channel_that_is_on(routing: RoutingTable):
    """In the person's language, under the person's name; a channel that is off is left out."""
    expected = (
        Recipient("sara", "desk-mail", "sara@desk.example", "ar"),
        Recipient("sara", "desk-slack", "U0SARA", "ar"),
        Recipient("sara", "desk-hook", "", "ar"),
    )
    assert expected == routing.recipients["sara"]
    assert {"sara": "nights"} == routing.quiet_of


def test_no_two_recipients_are_the_same(tmp_path: Path):
    """An address that a channel lists twice is told once."""
    general = CHANNELS.replace('"day@desk.example"', '"day@desk.example", "night@desk.example"')

    routing = settings_of(tmp_path, WHOLE, general).routing

    everybody = [one for recipients in routing.recipients.values() for one in recipients]
    assert len({(one.name, one.channel, one.address) for one in everybody}) == len(everybody)


def test_a_route_that_goes_on_keeps_its_whole_match(routing: RoutingTable):
    """Every key of a match arrives under its own name."""
    expected = AlertRoute(
        "big-slips",
        to=("sara",),
        goes_on=True,
        matcher=Matcher(
            topics=("bridge-closing",),
            frames=("closing",),
            kinds=("changed", "source_reversed"),
            places=("rivertown", "other:north-gate"),
            langs=("en", "ckb"),
            outlets=("gazette.example",),
            tiers=(1, 2),
            least_later_days=30,
            least_earlier_days=7,
            least_percent=10,
            least_count=500.5,
        ),
    )
    assert expected == routing.routes[0]


def test_a_branch_inherits_what_it_does_not_give(routing: RoutingTable):
    """Names, group, digest, quiet hours and rate come from above; empty text takes an inherited one off."""
    desk = routing.routes[1]
    urgent, narrower = desk.routes
    (north,) = narrower.routes

    grouping, rate = Grouping("key", 30, 600), Rate(20, 600)
    reversed_only, refined_only = Matcher(kinds=("source_reversed",)), Matcher(kinds=("refined",))
    assert (("console", "desk-slack"), grouping, "evening", "nights", rate) == manner(desk)
    assert AlertRoute("urgent", desk.to, reversed_only, grouping=grouping, rate=rate) == urgent
    assert (("desk-mail",), Grouping("topic"), "hourly", "nights", Rate(1, 30)) == manner(narrower)
    assert (refined_only, manner(narrower)) == (narrower.matcher, manner(north))


def manner(route: AlertRoute) -> tuple[object, ...]:
    """What a route may have from the one above."""
    return route.to, route.grouping, route.digest, route.quiet, route.rate


def test_notices_have_a_tree_of_their_own(routing: RoutingTable):
    """The route of notices is named system, and its branches match by ailment."""
    grouping, rate = Grouping("everything", 120), Rate(5, 3600)
    letters = AlertRoute(
        "letters",
        to=("desk-hook",),
        matcher=Matcher(ailments=("dead_letters", "undelivered")),
        goes_on=True,
        grouping=grouping,
        rate=rate,
    )
    expected = AlertRoute("system", to=("desk-mail", "technician"), routes=(letters,), grouping=grouping, rate=rate)
    assert expected == routing.system


def test_quiet_hours_digests_and_inhibitions_become_records(routing: RoutingTable):
    """Days count from Monday, an hourly digest has its minute, and what is left out is the newsroom's zone."""
    nights = QuietHours(
        "nights",
        time(23),
        time(7, 30),
        "Europe/London",
        days=frozenset({4, 5}),
        passing=frozenset({"changed", "denied"}),
        passing_ailments=frozenset({"network"}),
    )
    contradiction = Inhibition(
        "contradiction",
        loud=Matcher(kinds=("changed",)),
        muted=Matcher(kinds=("lead_moved",), places=("rivertown",)),
        equal=frozenset({"key", "value"}),
        hours=12,
    )
    assert {"nights": nights} == routing.quiets
    assert {
        "evening": Digest("evening", "day", time(18), "Africa/Cairo"),
        "hourly": Digest("hourly", "hour", time(0, 5), "Asia/Baghdad"),
    } == routing.digests
    assert (contradiction,) == routing.inhibitions


def test_what_is_made_beside_messages(tmp_path: Path):
    """Files are published where they are wanted, and the heartbeat has its address, rhythm and zone."""
    alerting = settings_of(tmp_path, WHOLE).alerting

    assert alerting.publish is not None
    assert (tmp_path / "public", ("en", "ar"), 50) == (
        alerting.publish.folder,
        alerting.publish.languages,
        alerting.publish.entries,
    )
    assert ("The bridge", "https://desk.example/alerts") == (alerting.publish.title, alerting.publish.link)
    assert alerting.heartbeat.url is not None
    assert "https://alive.example/zebra" == alerting.heartbeat.url.reveal()
    assert (10, time(9), "Asia/Baghdad") == (
        alerting.heartbeat.every_minutes,
        alerting.heartbeat.daily_at,
        alerting.heartbeat.zone,
    )
    assert ("sara",) == alerting.people


def test_nothing_is_published_and_asked_unless_wanted(tmp_path: Path):
    """Without the file there is neither a folder of feeds nor a heartbeat; its zone is the newsroom's all the same."""
    alerting = settings_of(tmp_path, None).alerting

    assert (None, Heartbeat(zone="Asia/Baghdad")) == (alerting.publish, alerting.heartbeat)


def test_the_health_channels_hear_of_notices_where_the_system_route_names_none(tmp_path: Path):
    """Its other keys may be given alone."""
    routing = settings_of(tmp_path, "[system]\nrate = { messages = 3, minutes = 1 }\n").routing

    assert AlertRoute("system", to=("console", "technician"), rate=Rate(3, 60)) == routing.system


@pytest.mark.parametrize(
    "alerts",
    [
        '[system]\nto = ["technician"]\n',
        '[system]\n[[system.routes]]\nname = "x"\nto = ["technician"]\n',
        '[system]\nto = ["ali"]\n[[people]]\nname = "ali"\nby = [{ channel = "technician" }]\n',
    ],
)
def test_a_channel_for_notices_alone_may_be_named_by_the_system_route(tmp_path: Path, alerts: str):
    """With claims = false it needs no entry under [health] then."""
    general = CHANNELS.replace(', "technician"]', "]")

    with pytest.raises(ConfigError, match="it would get nothing"):
        settings_of(tmp_path / "without", "", general)
    assert settings_of(tmp_path / "with", alerts, general).routing.system


def test_another_file_is_tried_beside_the_same_configuration(tmp_path: Path):
    """Its names are looked up in the settings that are at hand, which do not change."""
    settings = settings_of(tmp_path, None)
    trial = tmp_path / "elsewhere" / "trial.toml"
    trial.parent.mkdir()
    trial.write_text(WHOLE, encoding="utf-8")

    routing = load_alerts_file(trial, settings, ENVIRON)

    assert ["big-slips", "desk"] == [route.name for route in routing.routes]
    assert ["everything"] == [route.name for route in settings.routing.routes]


def test_a_trial_file_is_refused_under_its_own_name(tmp_path: Path):
    """Faults name the file that is tried; one that is not there is a fault as well."""
    settings = settings_of(tmp_path, None)
    trial = tmp_path / "trial.toml"
    trial.write_text('[[routes]]\nname = "x"\nto = ["consol"]\n', encoding="utf-8")

    with pytest.raises(ConfigError, match=r'^trial\.toml:3: route "x"\.to: "consol" is the name of no channel'):
        load_alerts_file(trial, settings)
    with pytest.raises(ConfigError, match=r"^absent\.toml: the file is missing"):
        load_alerts_file(tmp_path / "absent.toml", settings)


NAMES = st.lists(st.sampled_from(["console", "sara", "desk-mail"]), max_size=2)
BRANCHES = st.recursive(
    st.fixed_dictionaries({"name": st.just("x")}, optional={"to": NAMES, "quiet": st.sampled_from(["", "nights"])}),
    lambda below: st.fixed_dictionaries(
        {"name": st.just("x"), "routes": st.lists(below, max_size=3)},
        optional={"to": NAMES, "quiet": st.sampled_from(["", "nights"])},
    ),
    max_leaves=12,
)


@given(BRANCHES)
def test_the_nearest_route_above_decides(branch: dict[str, object]):
    """In any tree, what a route has is what it gives, else what the nearest route above that gives it gives."""

    def check(route: AlertRoute, written: dict[str, object], to: list[str], quiet: str) -> None:
        to, quiet = written.get("to", to), written.get("quiet", quiet)

        assert (tuple(dict.fromkeys(to)), quiet or None) == (route.to, route.quiet)
        for below, table in zip(route.routes, written.get("routes", []), strict=True):
            check(below, table, to, quiet)

    check(AlertRouteTable.model_validate(branch).record(Manner()), branch, [], "")
