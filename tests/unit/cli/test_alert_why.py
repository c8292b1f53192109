"""Why an alert was told or not, and how a message looked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from alert_desk import DECISIONS, IVO, KEY, MINA, make_owed, make_told_alert, sealed
from desk_said import make_ack, make_attempt
from records_made import NOON, later
from rich.console import Console

from monitor.cli.alerts.explaining import untold
from monitor.cli.alerts.lives import Life
from monitor.cli.alerts.route_words import decision_tree
from monitor.records import SYSTEM_ROUTE, AlertRoute, OwedAlert, RouteDecision, RoutingTable

NAME = "9e8d7c6b5a4938271605"
TABLE = RoutingTable(
    routes=(AlertRoute("east", routes=(AlertRoute("quay", to=("mina",)), AlertRoute("mill", to=("ivo",)))),),
    system=AlertRoute(SYSTEM_ROUTE),
    recipients={"mina": (MINA,), "ivo": (IVO,)},
)


def drawn(tree) -> list[str]:
    """The lines of a tree as a wide terminal shows them."""
    console = Console(width=200, markup=False)
    with console.capture() as captured:
        console.print(tree)
    return [line.rstrip() for line in captured.get().splitlines()]


def test_routes_stand_below_those_that_handed_the_alert_down():
    """Each with its verdict, whom it told, and why; one that is no longer configured stands at the top."""
    decisions = [
        RouteDecision("east", "handed_down", "quay below it has it"),
        RouteDecision("quay", "taken", "takes its one change", recipients=("mina/mail/mina@example.org",)),
        RouteDecision("mill", "not_matched", "place: rivertown does not lie in mill"),
        RouteDecision("west", "taken_before", "east has it and does not go on"),
    ]

    assert [
        "routes, as they were when the alert was made",
        "├── east: handed down (quay below it has it)",
        "│   ├── quay: taken → mina by mail (takes its one change)",
        "│   └── mill: does not fit (place: rivertown does not lie in mill)",
        "└── west: not asked (east has it and does not go on)",
    ] == drawn(decision_tree(decisions, TABLE))


def test_an_alert_from_before_routes_were_kept_says_so():
    """It was not routed, and the tree is no empty line."""
    assert "└── none was asked: the alert was made before routes were kept" == drawn(decision_tree([], TABLE))[-1]


def test_those_who_were_not_told_are_named():
    """Recipients as they are configured now, to whom nothing is owed; one who is muted was to be told."""
    assert ["ivo"] == untold([Life(make_owed())], TABLE)
    assert ["mina"] == untold([Life(make_owed(recipient=IVO, state="muted", mute="silenced"))], TABLE)


def test_why_tells_the_whole_life_of_each_delivery(desk):
    """The line of the alert, the routes, and for each recipient the state, the message, and every try."""
    mina = make_owed(due_at=later(30))
    ivo = make_owed(recipient=IVO, route="figures", state="muted", mute="silenced", answer="Mina asked for it")
    desk.keep(mina, ivo)
    put_off = make_attempt(envelope_id=NAME, outcome="retry_later", answer="451 greylisted", status=451)
    taken = make_attempt(2, envelope_id=NAME, began_at=later(5))
    desk.send(sealed(mina, state="sent", attempts=2, answer="250 taken", sent_at=later(5)), put_off, taken)
    with desk.store() as store:
        store.keep_act(make_ack(thread=str(KEY)))

    ended = desk.run("why", "4f20")

    lines = [line.strip("│├└─ ") for line in ended.lines]
    assert (0, True) == (ended.status, lines[0].startswith("Departure of the wardens"))
    assert [
        "alert 4f20c1d2e3a4b5c6d7e8, made 2026-03-02 12:00, from Herald",
        "in hand: Sara (calling the ministry)",
        "",
        "routes, as they were when the alert was made",
        "figures: does not fit (kind: new is not occurred)",
        "desk: taken → mina by mail (takes its one change)",
        "",
        "deliveries",
        "ivo by mail, route figures: not sent, silenced (Mina asked for it)",
        "mina by mail, route desk: sent",
        "waited until 2026-03-02 12:30",
        "message alert-4f20c1d2e3a4b5c6d7e8, by itself, made 2026-03-02 12:00",
        "try 1, 2026-03-02 12:00: put off: 451 greylisted",
        "try 2, 2026-03-02 12:05: taken: 250 taken",
        "",
        "not told: mail, file (no route that took it leads to them, as routes stand now)",
    ] == lines[1:]


def test_why_of_a_message_tells_of_each_alert_in_it(desk):
    """The reference of a digest leads to the stories of all its alerts."""
    other = make_told_alert("5a5a", created_at=later(5))
    first, second = make_owed(), make_owed(other)
    desk.keep(first)
    desk.keep(second)
    desk.send(sealed(first, second, form="digest"))

    ended = desk.run("why", f"alert-{NAME}")

    assert ["alert 4f20c1d2e3a4b5c6d7e8", "alert 5a5a"] == [
        line.split(",")[0] for line in ended.lines if line.startswith("alert ")
    ]
    assert 2 == ended.out.count(f"message alert-{NAME}, in a digest, 2 alerts, made 2026-03-02 12:00")


def test_why_nobody_was_told(desk):
    """Routes that all refused, and no deliveries: both are said."""
    with desk.store() as store:
        store.save_owed([OwedAlert(make_told_alert(), (), DECISIONS[:1])])

    ended = desk.run("why", "4f20")

    assert (0, True) == (ended.status, "└── none: nobody was to be told" in ended.lines)
    assert "not told: mail, file, mina, ivo" in ended.out


@pytest.mark.parametrize("command", ["why", "show", "ack"])
def test_an_unknown_alert_is_told_in_one_line(desk, command):
    """Exit status 1, nothing on the output, and where alerts are listed."""
    desk.keep(make_owed())

    ended = desk.run(command, "beef")

    error = "monitor: beef: no alert or message has an id that begins so; see `monitor alerts list`\n"
    assert (1, "", error) == (ended.status, ended.out, ended.err)


def test_a_correction_names_what_it_corrects(desk):
    """And how much of the alert goes this way."""
    alert = make_told_alert()
    both = replace(alert, changes=(*alert.changes, replace(alert.changes[0], change_id="another")))
    desk.keep(make_owed(both, follows="0ldc0ffee1dea", changes=("another",)))

    ended = desk.run("why", "4f20")

    assert "1 of the alert's 2 changes" in ended.out
    assert "corrects alert 0ldc0ffee1, which this recipient was told before" in ended.out


def test_a_message_is_shown_as_its_reader_sees_it(desk):
    """The whole text in the reader's language, with the reference that stands in it; then where it went."""
    mina = make_owed(recipient=replace(MINA, lang="ar"))
    desk.keep(mina)
    desk.send(sealed(mina, state="sent", attempts=1, sent_at=NOON), make_attempt(envelope_id=NAME))

    own, english = desk.run("show", f"alert-{NAME}"), desk.run("show", "4f20", "--lang", "en")

    assert (0, True) == (own.status, "alert-4f20c1d2e3a4b5c6d7e8" in own.out.splitlines()[-5])
    assert "المرجع" in own.out
    assert "Reference alert-4f20c1d2e3a4b5c6d7e8" in english.lines
    for ended in (own, english):
        assert ["mina by mail, route desk: sent", "try 1, 2026-03-02 12:00: taken: 250 taken"] == [
            ended.lines[-3],
            ended.lines[-1],
        ]


def test_a_digest_is_shown_whole(desk):
    """Every alert in it, each with its own reference."""
    first, second = make_owed(), make_owed(make_told_alert("5a5a", created_at=later(5)))
    desk.keep(first)
    desk.keep(second)
    desk.send(sealed(first, second, form="digest", slot_at=later(60)))

    ended = desk.run("show", f"alert-{NAME}")

    assert 0 == ended.status
    assert 2 <= ended.out.count("The mission ends")


def test_an_alert_of_a_dropped_topic_is_shown_by_headline_and_address(desk):
    """It cannot be worded any more; what is left is told, and why."""
    desk.keep(make_owed(make_told_alert(topic="river-festival")))

    ended = desk.run("show", "4f20")

    assert (0, "(the topic 'river-festival' is no longer configured)") == (ended.status, ended.lines[2])
    assert ["Coalition names a month for its last convoy", "https://herald.example/article-1"] == ended.lines[:2]
