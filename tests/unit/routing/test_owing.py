from __future__ import annotations

from dataclasses import replace

from routed_alerts import (
    DECEMBER,
    DESK,
    LENA,
    LENA_PHONE,
    MAIL,
    MORNING,
    NIGHT_MAIL,
    OCTOBER,
    OPERATOR,
    RECIPIENTS,
    SEPTEMBER,
    SURROUNDINGS,
    Desk,
    alert,
    at,
    change,
    notice,
    table,
)

from monitor.records import AlertRoute, DateValue, FigureValue, Grouping, Matcher, OwedAlert, Recipient
from monitor.routing import Known, owe

DATES, FIGURES = Matcher(frames=("departure",)), Matcher(frames=("crew_present",))
SLIP = change()
FALL = change(now=FigureValue(1250, 1250), before=FigureValue(2500, 2500))
ALL = AlertRoute("all", ("desk",))


def owed(one, *routes: AlertRoute, known: Known | None = None, **parts) -> OwedAlert:
    """What is owed for an alert by these routes."""
    return owe(one, table(*routes, **parts), SURROUNDINGS, known or Known(), one.created_at)


def verdicts(result: OwedAlert) -> dict[str, str]:
    """The verdict on each route."""
    return {decision.route: decision.verdict for decision in result.decisions}


def reasons(result: OwedAlert) -> dict[str, str]:
    """What is said of each route."""
    return {decision.route: decision.reason for decision in result.decisions}


def got(result: OwedAlert) -> dict[str, tuple[str, ...]]:
    """The kinds and frames that each delivery tells, by what follows the alert's id in its own."""
    told = {one.change_id: f"{one.kind} {one.said.claim.key.frame}" for one in result.alert.changes}
    return {
        delivery.delivery_id.partition("/")[2]: tuple(told[name] for name in delivery.changes)
        for delivery in result.deliveries
    }


def test_the_first_route_that_fits_has_the_alert() -> None:
    """Those after it say who has it."""
    result = owed(alert(SLIP), AlertRoute("figures", ("mail",), FIGURES), ALL, AlertRoute("rest", ("mail",)))

    assert {"figures": "not_matched", "all": "taken", "rest": "taken_before"} == verdicts(result)
    assert "all has it and does not go on" == reasons(result)["rest"]
    assert {"all/desk": ("changed departure",)} == got(result)


def test_a_route_that_goes_on_leaves_the_alert_to_those_after_it_too() -> None:
    """Both tell it to their own."""
    result = owed(alert(SLIP), AlertRoute("dates", ("operator",), DATES, goes_on=True), ALL)

    assert ["dates/operator/pager", "all/desk"] == list(got(result))


def test_what_a_route_does_not_mean_is_offered_to_the_next() -> None:
    """An article that moves a date and a figure reaches both desks, each with its own."""
    result = owed(
        alert(SLIP, FALL), AlertRoute("dates", ("desk",), DATES), AlertRoute("figures", ("operator",), FIGURES)
    )

    assert {"dates/desk": ("changed departure",), "figures/operator/pager": ("changed crew_present",)} == got(result)
    assert "takes 1 of its 2 changes; not taken: frame: crew_present is not departure" == reasons(result)["dates"]


def test_a_branch_has_what_fits_it_and_the_rest_stays_with_its_parent() -> None:
    """The parent says who has the other part."""
    parent = AlertRoute("desk", ("desk",), routes=(AlertRoute("figures", ("operator",), FIGURES),))
    result = owed(alert(SLIP, FALL), parent)

    assert {"desk/desk": ("changed departure",), "figures/operator/pager": ("changed crew_present",)} == got(result)
    assert "takes 1 of its 2 changes; others go to figures" == reasons(result)["desk"]


def test_a_branch_that_goes_on_does_not_leave_the_alert_to_its_parent() -> None:
    """A parent has what no branch takes."""
    branches = (AlertRoute("first", ("desk",), goes_on=True), AlertRoute("second", ("operator",)))
    result = owed(alert(SLIP), AlertRoute("parent", ("mail",), routes=branches))

    assert {"parent": "handed_down", "first": "taken", "second": "taken"} == verdicts(result)
    assert "first, second below it has it" == reasons(result)["parent"]


def test_branches_of_a_route_that_does_not_fit_are_not_tried() -> None:
    """They say whose condition failed."""
    result = owed(alert(SLIP), AlertRoute("figures", ("desk",), FIGURES, routes=(AlertRoute("deep", ("mail",)),)))

    assert "below figures: frame: departure is not crew_present" == reasons(result)["deep"]


def test_a_route_that_names_nobody_keeps_the_alert_from_nobody() -> None:
    """What none of its branches takes goes on to the next route."""
    folder = AlertRoute("folder", routes=(AlertRoute("figures", ("operator",), FIGURES),))
    result = owed(alert(SLIP, FALL), folder, ALL)

    assert {"folder": "handed_down", "figures": "taken", "all": "taken"} == verdicts(result)
    assert {"figures/operator/pager": ("changed crew_present",), "all/desk": ("changed departure",)} == got(result)
    assert {"empty": "nobody", "all": "taken"} == verdicts(owed(alert(SLIP), AlertRoute("empty"), ALL))


def test_each_address_of_a_channel_and_each_channel_of_a_person_is_told_apart() -> None:
    """One that refuses its message keeps it from nobody else."""
    result = owed(alert(SLIP), AlertRoute("all", ("mail", "lena", "mail")))

    assert (MAIL, NIGHT_MAIL, LENA, LENA_PHONE) == tuple(one.recipient for one in result.deliveries)
    assert [
        "all/mail/desk@river.example",
        "all/mail/night@river.example",
        "all/lena/mail/lena@river.example",
        "all/lena/phone",
    ] == list(got(result))


def test_a_recipient_of_two_routes_gets_one_message_with_what_either_takes() -> None:
    """The second route says by which they have it."""
    result = owed(alert(SLIP, FALL), AlertRoute("dates", ("desk",), DATES), AlertRoute("rest", ("desk", "operator")))

    assert {
        "dates/desk": ("changed departure", "changed crew_present"),
        "rest/operator/pager": ("changed crew_present",),
    } == got(result)
    assert reasons(result)["rest"].endswith("; desk has it by dates")
    assert [("desk",), ("operator/pager",)] == [decision.recipients for decision in result.decisions]


def test_an_address_that_two_names_lead_to_gets_one_message_under_the_first() -> None:
    """Whether one route names both or each of two does: the other name is told where it went."""
    alias = Recipient("night_desk", "mail", LENA.address, "ar")
    given = RECIPIENTS | {"night_desk": (alias,)}
    both = table(AlertRoute("both", ("lena", "night_desk")), recipients=given)
    each = table(AlertRoute("first", ("night_desk",), goes_on=True), AlertRoute("second", ("lena",)), recipients=given)
    in_one, in_two = Desk(both).owes(alert(SLIP)), Desk(each).owes(alert(SLIP))

    assert [LENA, LENA_PHONE] == [one.recipient for one in in_one.deliveries]
    assert [alias, LENA_PHONE] == [one.recipient for one in in_two.deliveries]
    said = "lena/mail/lena@river.example has it as night_desk/mail/lena@river.example by first"
    assert said in in_two.decisions[1].reason
    assert ("lena/phone",) == in_two.decisions[1].recipients


def test_a_recipient_of_two_routes_is_told_by_the_one_that_comes_sooner() -> None:
    """That a change stands in tomorrow's digest too keeps nobody from hearing of it now."""
    digest = AlertRoute("daily", ("desk",), goes_on=True, digest="morning")
    result = owed(alert(SLIP), digest, AlertRoute("loud", ("desk",), DATES))

    assert ["loud/desk"] == list(got(result))
    assert (at(), "") == (result.deliveries[0].due_at, result.deliveries[0].hold)


def test_a_digest_waits_for_its_slot_and_a_group_for_others() -> None:
    """What goes out at once, and alone, waits for nothing."""
    waiting = Grouping("article", wait_seconds=90)
    routes = [
        AlertRoute("now", ("desk",), goes_on=True),
        AlertRoute("grouped", ("operator",), goes_on=True, grouping=waiting),
        AlertRoute("daily", ("mail",), digest="morning"),
    ]
    timings = [(one.due_at, one.hold, one.batch) for one in owed(alert(SLIP), *routes).deliveries]

    assert [
        (at(), "", ""),
        (at(1.5), "group", "group/grouped/article/article-1"),
        (at(hours=23), "digest", "digest/morning"),
        (at(hours=23), "digest", "digest/morning"),
    ] == timings


def test_a_digest_whose_slot_was_used_waits_for_the_next() -> None:
    """A clock that has gone back since brings no digest again."""
    used = {(MORNING.name, "desk"): at(hours=23)}
    result = owed(alert(SLIP), AlertRoute("daily", ("desk",), digest="morning"), known=Known(digests_sent=used))

    assert at(hours=47) == result.deliveries[0].due_at


def test_a_notice_goes_by_the_route_of_the_system_alone() -> None:
    """Its thread is its source; routes of claims are not asked."""
    result = owed(notice(), ALL)

    assert {"system": "taken"} == verdicts(result)
    assert ["source/echo-en"] == [one.thread for one in result.deliveries]
    assert ["notice-1/system/operator/pager"] == [one.delivery_id for one in result.deliveries]


def test_what_is_wrong_with_a_channel_is_never_told_by_it() -> None:
    """Others whom the route names are told; a source that is called like the channel is another matter."""
    system = AlertRoute("system", ("operator", "lena"))

    assert ["system/lena/mail/lena@river.example", "system/lena/phone"] == list(
        got(owed(notice("undelivered", "pager"), ALL, system=system))
    )
    assert "system/operator/pager" in got(owed(notice("failing", "pager"), ALL, system=system))


def test_where_everybody_is_reached_by_the_ailing_channel_one_of_every_other_is_told() -> None:
    """The first recipient of each, in the order of the table, so that a channel does not fail unheard."""
    routes = (AlertRoute("mails", ("mail", "desk"), routes=(AlertRoute("deep", ("lena",)),)), ALL)
    result = owed(notice("dead_letters", "pager"), *routes)

    assert [MAIL, DESK, LENA_PHONE] == [one.recipient for one in result.deliveries]
    assert {"system": "taken"} == verdicts(result)
    assert "reached by the channel that it is about, and others hear of it" in reasons(result)["system"]


def test_where_no_other_channel_is_left_nobody_is_told_and_the_decision_says_so() -> None:
    """It is no delivery that nobody could get, and no silence without a reason."""
    result = owed(notice("undelivered", "pager"), AlertRoute("all", ("operator",)))

    assert ((), {"system": "nobody"}) == (result.deliveries, verdicts(result))


def test_the_same_from_another_article_is_a_repeat() -> None:
    """It is muted for those who were told, who are named the earlier alert, and told to the others."""
    desk = Desk(table(ALL))
    desk.owes(alert(SLIP))
    again = alert(change(article="article-2"), name="alert-2", minutes=5)
    desk.table = table(AlertRoute("all", ("desk", "operator")))
    result = desk.owes(again)

    assert [("muted", "repeated"), ("owed", "")] == [(one.state, one.mute) for one in result.deliveries]
    assert "the same was told in alert alert-1 of 2026-03-09 06:00 UTC" == result.deliveries[0].answer


def test_what_was_given_up_or_muted_was_not_told() -> None:
    """A repeat of it is the first that the recipient hears."""
    for state in ("given_up", "muted"):
        desk = Desk(table(ALL))
        (first,) = desk.owes(alert(SLIP)).deliveries
        desk.deliveries[first.delivery_id] = replace(first, state=state)
        result = desk.owes(alert(change(article="article-2"), name="alert-2", minutes=5))

        assert ["owed"] == [one.state for one in result.deliveries]


def test_what_another_digest_will_tell_was_not_told_yet() -> None:
    """The desk hears at once of what stood in tomorrow's digest alone."""
    loud = AlertRoute("loud", ("desk",), Matcher(outlets=("Harbour Wire",)))
    desk = Desk(table(loud, AlertRoute("daily", ("desk",), digest="morning")))
    desk.owes(alert(SLIP))
    result = desk.owes(alert(change(article="article-2"), name="alert-2", minutes=5, outlet="Harbour Wire"))

    assert [("owed", at(5))] == [(one.state, one.due_at) for one in result.deliveries]


def test_a_value_that_swings_back_and_forth_is_told_each_time() -> None:
    """Only what was told last of a matter is a repeat."""
    forth, back = change("lead_moved"), change("lead_moved", SEPTEMBER, DECEMBER)
    desk = Desk(table(ALL))
    story = [forth, back, forth, forth]
    states = [
        desk.owes(alert(step, name=f"alert-{number}", minutes=number, article_id=f"article-{number}"))
        .deliveries[0]
        .state
        for number, step in enumerate(story)
    ]

    assert ["owed", "owed", "owed", "muted"] == states


def test_what_a_route_holds_back_is_told_by_it_all_the_same() -> None:
    """A repeat of what waits for the end of quiet hours would say it twice in the morning."""
    desk = Desk(table(replace(ALL, quiet="night")))
    desk.owes(alert(change("new"), minutes=14 * 60))
    desk.looks(at(14 * 60))
    result = desk.owes(alert(change("new", article="article-2"), name="alert-2", minutes=15 * 60))

    assert ["muted"] == [one.state for one in result.deliveries]


def test_what_was_told_before_it_is_no_swing() -> None:
    """Only what came after the same was told makes it news again."""
    desk = Desk(table(ALL))
    desk.owes(alert(change(now=OCTOBER, article="article-0"), name="alert-0"))
    desk.owes(alert(SLIP, minutes=1))
    again = alert(change(article="article-2"), name="alert-2", minutes=2)
    known = replace(desk.known(again, at(2)), later=tuple(desk.deliveries.values()))
    (delivery,) = owe(again, desk.table, SURROUNDINGS, known, at(2)).deliveries

    assert "muted" == delivery.state


def test_what_else_the_words_might_mean_makes_no_news() -> None:
    """How sure the reading is, is no part of what is said."""
    desk = Desk(table(ALL))
    desk.owes(alert(SLIP))
    unsure = DateValue(DECEMBER, DECEMBER, others=((OCTOBER, OCTOBER),))
    result = desk.owes(
        alert(
            change(now=unsure, size=SLIP.size, direction=SLIP.direction, article="article-2"),
            name="alert-2",
            minutes=1,
        )
    )

    assert ["muted"] == [one.state for one in result.deliveries]


def test_another_value_speaker_or_modality_is_no_repeat() -> None:
    """Whatever differs in what is said is told."""
    said = [
        change(),
        change(now=OCTOBER),
        change(before=OCTOBER),
        change(modality="denied"),
        change("refined"),
        change(place="north_quay"),
        change("source_reversed", office="harbour_master"),
        change("source_reversed", office="port_clerk"),
    ]
    desk = Desk(table(ALL))
    owed_each = [
        desk.owes(alert(one, name=f"alert-{number}", minutes=number, article_id=f"article-{number}"))
        for number, one in enumerate(said)
    ]

    assert ["owed"] * len(said) == [one.deliveries[0].state for one in owed_each]


def test_the_same_from_another_speaker_is_a_repeat_unless_somebody_turned() -> None:
    """Who says a changed value is no part of it."""
    desk = Desk(table(ALL))
    desk.owes(alert(change(speaker="a clerk")))
    result = desk.owes(alert(change(article="article-2", speaker="a pilot"), name="alert-2", minutes=1))

    assert ["muted"] == [one.state for one in result.deliveries]


def test_who_was_told_hears_that_the_outlet_has_changed_it() -> None:
    """Whatever the routes match, and in the thread where it was told."""
    desk = Desk(table(AlertRoute("changes", ("desk",), Matcher(kinds=("changed",)))))
    desk.owes(alert(SLIP))
    edit = change("revised", OCTOBER, DECEMBER, part="value")
    result = desk.owes(alert(edit, name="alert-2", minutes=30))
    (delivery,) = result.deliveries

    assert ("alert-1", "harbour/departure/harbour", (edit.change_id,)) == (
        delivery.follows,
        delivery.thread,
        delivery.changes,
    )
    assert [("follow_up", ("desk",))] == [(one.verdict, one.recipients) for one in result.decisions]
    assert (
        "desk is owed alert alert-1, and the article was changed since; by itself: kind: revised is not changed"
        == reasons(result)["changes"]
    )


def test_a_decision_says_that_the_earlier_alert_was_told_once_it_was_sent() -> None:
    """What still waits is owed; what went out was told."""
    desk = Desk(table(AlertRoute("changes", ("desk",), Matcher(kinds=("changed",)))))
    desk.owes(alert(SLIP))
    desk.looks(at(1))
    result = desk.owes(alert(change("revised", OCTOBER, DECEMBER, part="value"), name="alert-2", minutes=30))

    assert reasons(result)["changes"].startswith("desk was told alert alert-1, and the article was changed since")


def test_who_gets_the_edit_by_a_route_is_told_what_it_corrects_in_the_same_message() -> None:
    """One message, which tells all that was revised."""
    desk = Desk(table(AlertRoute("dates", ("desk",), DATES)))
    desk.owes(alert(SLIP))
    edits = (
        change("revised", before=None, part="gone"),
        change("revised", FigureValue(900, 900), FigureValue(950, 950), part="value"),
    )
    result = desk.owes(alert(*edits, name="alert-2", minutes=30))

    assert {"dates/desk": ("revised departure", "revised crew_present")} == got(result)
    assert ["alert-1"] == [one.follows for one in result.deliveries]


def test_a_follow_up_names_the_alert_that_told_what_reads_otherwise_now() -> None:
    """Of two alerts on an article it is the one with the claim, though another came later."""
    desk = Desk(table(ALL))
    desk.owes(alert(SLIP))
    desk.owes(alert(FALL, name="alert-2", minutes=10))
    gone = replace(change("revised", part="gone"), against=None)
    result = desk.owes(alert(gone, name="alert-3", minutes=30))

    assert ["alert-1"] == [one.follows for one in result.deliveries]


def test_who_was_not_told_or_is_no_longer_there_gets_no_follow_up() -> None:
    """Nothing is corrected to those who never heard it."""
    routes = (AlertRoute("changes", ("desk", "operator"), Matcher(kinds=("changed",))),)
    desk = Desk(table(*routes))
    first, _ = desk.owes(alert(SLIP)).deliveries
    desk.deliveries[first.delivery_id] = replace(first, state="given_up")
    desk.table = table(*routes, recipients={"desk": (DESK,)})
    result = desk.owes(alert(change("revised", OCTOBER, part="value"), name="alert-2", minutes=30))

    assert ((), {"changes": "not_matched"}) == (result.deliveries, verdicts(result))


def test_a_follow_up_goes_out_by_a_route_that_is_no_longer_configured() -> None:
    """Its decision stands behind those of the routes that are."""
    desk = Desk(table(AlertRoute("former", ("desk",))))
    desk.owes(alert(SLIP))
    desk.table = table(AlertRoute("figures", ("desk",), FIGURES))
    result = desk.owes(alert(change("revised", OCTOBER, part="value"), name="alert-2", minutes=30))

    assert {"figures": "not_matched", "former": "follow_up"} == verdicts(result)
    assert ["former/desk"] == list(got(result))


def test_a_follow_up_goes_to_a_recipient_in_the_language_that_they_read_now() -> None:
    """What was configured since counts."""
    desk = Desk(table(ALL))
    desk.owes(alert(SLIP))
    reader = Recipient("desk", "desk", lang="ckb")
    desk.table = table(AlertRoute("figures", ("desk",), FIGURES), recipients=RECIPIENTS | {"desk": (reader,)})
    result = desk.owes(alert(change("revised", OCTOBER, part="value"), name="alert-2", minutes=30))

    assert [reader] == [one.recipient for one in result.deliveries]


def test_a_follow_up_goes_to_the_address_that_its_recipient_has_now() -> None:
    """Who was told at an address that was corrected since hears at the new one how it went on."""
    desk = Desk(table(AlertRoute("changes", ("lena",), Matcher(kinds=("changed",)))))
    desk.owes(alert(SLIP))
    moved = Recipient("lena", "mail", "lena@sea.example")
    desk.table = replace(desk.table, recipients=RECIPIENTS | {"lena": (moved,)})
    result = desk.owes(alert(change("revised", OCTOBER, part="value"), name="alert-2", minutes=30))

    assert [moved] == [one.recipient for one in result.deliveries]


def test_the_same_edit_of_two_copies_is_told_once_and_to_those_who_were_told_of_each_twice() -> None:
    """A repeat to who never heard of the copy; news to who was told what it said."""
    desk = Desk(table(ALL))
    desk.owes(alert(change("revised", OCTOBER, DECEMBER, part="value")))
    copied = alert(change("revised", OCTOBER, DECEMBER, "article-2", part="value"), name="alert-2", minutes=1)
    states = [one.state for one in desk.owes(copied).deliveries]
    desk.owes(alert(FALL, name="alert-3", minutes=2, article_id="article-3"))
    told = alert(change("revised", OCTOBER, DECEMBER, "article-3", part="value"), name="alert-4", minutes=3)
    states += [one.state for one in desk.owes(told).deliveries]

    assert ["muted", "owed"] == states


def test_the_system_hears_of_each_illness_of_a_source_once() -> None:
    """The same illness of another source is another matter."""
    desk = Desk(table())
    states = [
        desk.owes(one).deliveries[0].state
        for one in (notice(), notice(subject="wire-en", name="notice-2"), notice(name="notice-3", minutes=1))
    ]

    assert ["owed", "owed", "muted"] == states
    assert OPERATOR == desk.deliveries["notice-1/system/operator/pager"].recipient
