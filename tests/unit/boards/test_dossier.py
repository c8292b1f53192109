"""A key's dossier: who backs which position, and since when one leads."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from claims_said import FIRST_MORNING, KEY, month, said
from ledger_told import dossier_of, keep, told_store

from monitor.boards import Dossier
from monitor.records import KeyHistory
from monitor.store.memory import MemoryStore


def hours(number: float):
    """The moment so many hours after the first morning."""
    return FIRST_MORNING + timedelta(hours=number)


def test_backers_are_counted_by_origin_and_by_article():
    """Two outlets that print one agency's text are one origin, and two articles."""
    story = (
        said(month("2026-09"), 0, outlet="Gazette", origin="Wire"),
        said(month("2026-09"), 1, outlet="Courier", origin="Wire"),
        said(month("2026-09"), 2, outlet="Herald"),
    )

    lead = dossier_of(told_store(story)).lead

    assert (("Wire", "Herald"), 3) == (lead.origins, lead.articles)


def test_first_is_who_said_it_at_the_first_moment():
    """The origin of the earliest article, not of the one that was read first."""
    story = (said(month("2026-09"), 5, outlet="Gazette"), said(month("2026-09"), 4, outlet="Herald"))

    lead = dossier_of(told_store(story)).lead

    assert (hours(4), "Herald") == (lead.position.first_at, lead.first_by)


def test_first_is_remembered_where_the_article_backs_it_no_more():
    """An outlet that took its words back still was the first to say them."""
    dossier = dossier_of(told_store((said(month("2026-09"), 0, outlet="Gazette"), said(month("2026-09"), 3))))
    left = tuple(one for one in dossier.supports if one.origin != "Gazette")

    lead = replace(dossier, supports=left).lead

    assert ("Gazette", ("Pier Post",), 1) == (lead.first_by, lead.origins, lead.articles)


def test_first_is_unknown_where_no_claim_and_no_support_tells():
    """A position without anything kept of it names nobody."""
    dossier = dossier_of(told_store())

    lead = Dossier(dossier.history).lead

    assert (None, (), 0) == (lead.first_by, lead.origins, lead.articles)


def test_lead_is_held_since_it_was_taken():
    """What was said first leads since then; what took over leads since the second origin turned to it."""
    story = (
        said(month("2026-09"), 0, outlet="Gazette"),
        said(month("2026-11"), 10, outlet="Herald"),
        said(month("2026-11"), 20, outlet="Courier"),
    )

    before, after = dossier_of(told_store(story[:2])), dossier_of(told_store(story))

    assert (month("2026-09"), hours(0)) == (before.lead.position.value, before.leads_since)
    assert (month("2026-11"), hours(20)) == (after.lead.position.value, after.leads_since)


def test_standing_are_those_that_did_not_turn_away():
    """An origin that says otherwise now still backs what it said, and stands elsewhere."""
    story = (
        said(month("2026-09"), 0, outlet="Gazette"),
        said(month("2026-09"), 1, outlet="Herald"),
        said(month("2026-11"), 9, outlet="Herald"),
    )

    september, november = dossier_of(told_store(story)).positions

    assert (("Gazette", "Herald"), ("Gazette",)) == (september.origins, september.standing)
    assert (("Herald",), ("Herald",)) == (november.origins, november.standing)


def test_changes_of_claims_that_are_kept_no_more_are_left_out():
    """A verdict on a claim that newer rules no longer find says nothing."""
    dossier = dossier_of(told_store())

    assert () == replace(dossier, said=()).changes
    assert len(dossier.said) <= len(dossier.changes)


def test_unknown_key_has_an_empty_dossier():
    """Nothing kept: no lead, no positions, no moment."""
    store = MemoryStore()

    dossier = dossier_of(store, KEY)

    assert Dossier(KeyHistory(KEY)) == dossier
    assert (None, None, ()) == (dossier.lead, dossier.leads_since, dossier.positions)


def test_key_with_denials_alone_has_no_lead():
    """A denial makes no position."""
    store = MemoryStore()
    keep(store, said(month("2026-09"), 0, modality="denied"))

    assert None is dossier_of(store).lead
