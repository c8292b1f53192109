"""JSON forms of what is remembered of sources: routes, pace, health, notices, and how each fared in a cycle.

As in ``record_json`` the forms are complete, and reading one raises ValueError for a missing field, a wrong type or a
word outside its closed set. Of a route only what differs from a fresh one is written: most of them have little to tell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, get_args

from monitor.json_forms import Form
from monitor.records import (
    Ailment,
    Canary,
    FeedProblem,
    FetchProblem,
    Health,
    HealthState,
    Notice,
    Pace,
    RouteKind,
    RouteState,
    Sample,
    SourceReport,
    Trouble,
)
from monitor.store.fields import Fields, fields_of, moment_text, moment_text_or_none

_AILMENTS: Final[tuple[Ailment, ...]] = get_args(Ailment)
_STATES: Final[tuple[HealthState, ...]] = get_args(HealthState)
_PROBLEMS: Final[tuple[FetchProblem | FeedProblem, ...]] = (*get_args(FetchProblem), *get_args(FeedProblem))

_ROUTE_KINDS: Final[tuple[RouteKind, ...]] = get_args(RouteKind)

_ROUTE_FIELDS: Final[Mapping[str, Callable[[Fields, str], Any]]] = {
    "etag": Fields.text,
    "last_modified": Fields.text,
    "body_hash": Fields.text,
    "conditional_polls": Fields.whole,
    "moved_to": Fields.text,
    "moved_polls": Fields.whole,
    "gone_at": Fields.moment,
    "failures": Fields.whole,
    "retry_at": Fields.moment,
    "succeeded_at": Fields.moment,
    "problem": Fields.text,
    "read_as": Fields.text,
}
"""How each field of a route that is more than its address is read, where it was written."""

# -- sources --


def routes_form(routes: tuple[RouteState, ...]) -> list[Form]:
    """What is remembered of each route, in order."""
    return [_route_form(route) for route in routes]


def routes_from_list(forms: list[object]) -> tuple[RouteState, ...]:
    """The records of a ``routes_form``."""
    return tuple(_route_from_fields(fields_of(form, "a route")) for form in forms)


def _route_form(route: RouteState) -> Form:
    told = {
        "etag": route.etag,
        "last_modified": route.last_modified,
        "body_hash": route.body_hash,
        "conditional_polls": route.conditional_polls or None,
        "moved_to": route.moved_to or None,
        "moved_polls": route.moved_polls or None,
        "gone_at": moment_text_or_none(route.gone_at),
        "failures": route.failures or None,
        "retry_at": moment_text_or_none(route.retry_at),
        "succeeded_at": moment_text_or_none(route.succeeded_at),
        "problem": route.problem or None,
        "read_as": route.read_as or None,
    }
    return {"url": route.url} | {name: value for name, value in told.items() if value is not None}


def _route_from_fields(fields: Fields) -> RouteState:
    told = {name: read(fields, name) for name, read in _ROUTE_FIELDS.items() if name in fields.found}
    return RouteState(fields.text("url"), **told)


def pace_form(pace: Pace) -> Form:
    """How often a source brings something new."""
    return {
        "arrivals": [moment_text(at) for at in pace.arrivals],
        "newest_at": moment_text_or_none(pace.newest_at),
        "asked_seconds": pace.asked_seconds,
    }


def pace_from_fields(fields: Fields) -> Pace:
    """The record of a ``pace_form``."""
    return Pace(
        arrivals=fields.moments("arrivals"),
        newest_at=fields.moment_or_none("newest_at"),
        asked_seconds=fields.number_or_none("asked_seconds"),
    )


def source_reports_form(reports: tuple[SourceReport, ...]) -> list[Form]:
    """How each source fared, in order."""
    return [
        {
            "source": report.source,
            "outcome": report.outcome,
            "seen": report.seen,
            "fresh": report.fresh,
            "detail": report.detail,
            **({"problem": report.problem} if report.problem else {}),
            **({} if report.status is None else {"status": report.status}),
            **({"host": report.host} if report.host else {}),
            **({"fallback": report.fallback} if report.fallback else {}),
        }
        for report in reports
    ]


def source_reports_from_list(forms: list[object]) -> tuple[SourceReport, ...]:
    """The records of a ``source_reports_form``."""
    return tuple(_source_report_from_fields(fields_of(form, "a source's report")) for form in forms)


def _source_report_from_fields(fields: Fields) -> SourceReport:
    return SourceReport(
        source=fields.text("source"),
        outcome=fields.choice("outcome", ("polled", "unchanged", "failed", "gone", "not_due")),
        seen=fields.whole("seen"),
        fresh=fields.whole("fresh"),
        detail=fields.text("detail"),
        problem=fields.choice_or_none("problem", _PROBLEMS),
        status=fields.whole_or_none("status"),
        host=fields.text_or_none("host") or "",
        fallback=fields.choice_or_none("fallback", _ROUTE_KINDS),
    )


# -- health --


def health_form(health: Health) -> Form:
    """How a subject fares."""
    canary = health.canary
    return {
        "subject": health.subject,
        "state": health.state,
        "since": moment_text_or_none(health.since),
        "troubles": [_trouble_form(trouble) for trouble in health.troubles],
        "samples": _samples_form(health.samples),
        "canary": {"url": canary.url, "words": canary.words} if canary else None,
        "canary_due_at": moment_text_or_none(health.canary_due_at),
    }


def health_from_fields(fields: Fields) -> Health:
    """The record of a ``health_form``."""
    canary = fields.inner_or_none("canary")
    return Health(
        subject=fields.text("subject"),
        state=fields.choice("state", _STATES),
        since=fields.moment_or_none("since"),
        troubles=tuple(_trouble_from_fields(fields_of(form, "a trouble")) for form in fields.listed("troubles")),
        samples=_samples_from_fields(fields.inner("samples")),
        canary=Canary(canary.text("url"), canary.text("words")) if canary else None,
        canary_due_at=fields.moment_or_none("canary_due_at"),
    )


def _trouble_form(trouble: Trouble) -> Form:
    return {
        "ailment": trouble.ailment,
        "since": moment_text(trouble.since),
        "seen": trouble.seen,
        "detail": trouble.detail,
        "told_at": moment_text_or_none(trouble.told_at),
        "well": trouble.well,
    }


def _trouble_from_fields(fields: Fields) -> Trouble:
    return Trouble(
        ailment=fields.choice("ailment", _AILMENTS),
        since=fields.moment("since"),
        seen=fields.whole("seen"),
        detail=fields.text("detail"),
        told_at=fields.moment_or_none("told_at"),
        well=fields.whole("well"),
    )


def _samples_form(samples: tuple[Sample, ...]) -> Form:
    # Three lists in place of a list of objects: ten thousand sources have some hundred thousand samples.
    return {
        "letters": [sample.letters for sample in samples],
        "methods": [sample.method for sample in samples],
        "problems": [sample.problem for sample in samples],
    }


def _samples_from_fields(fields: Fields) -> tuple[Sample, ...]:
    parts = zip(fields.wholes("letters"), fields.texts("methods"), fields.texts("problems"), strict=True)
    return tuple(Sample(*each) for each in parts)


def notice_form(notice: Notice) -> Form:
    """What an operator is told of a source."""
    return {
        "subject": notice.subject,
        "ailment": notice.ailment,
        "healed": notice.healed,
        "since": moment_text(notice.since),
        "detail": notice.detail,
        "muted": notice.muted,
        "url": notice.url,
    }


def notice_from_fields(fields: Fields) -> Notice:
    """The record of a ``notice_form``; one that was written before notices had an address has none."""
    return Notice(
        subject=fields.text("subject"),
        ailment=fields.choice("ailment", _AILMENTS),
        healed=fields.flag("healed"),
        since=fields.moment("since"),
        detail=fields.text("detail"),
        muted=fields.whole("muted"),
        url=fields.text("url") if "url" in fields.found else "",
    )
