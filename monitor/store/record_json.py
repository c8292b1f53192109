"""JSON forms of nested records, complete, so that a form read back is the record that was kept.

Unlike the forms of ``json_forms``, which are what people and other tools read, these hold every field.
Reading raises ValueError for a missing field, a wrong type or a word outside its closed set.
"""

from __future__ import annotations

from typing import Final, get_args

from monitor.json_forms import Form, key_form, value_form, value_from_form
from monitor.records import (
    Change,
    ChangeKind,
    ChangeReason,
    Claim,
    ClaimKey,
    Direction,
    Lang,
    Modality,
    Said,
    Size,
    SourceReport,
    TopicMatch,
)
from monitor.store.fields import Fields, fields_of, moment_text

LANGS: Final[tuple[Lang, ...]] = get_args(Lang)
MODALITIES: Final[tuple[Modality, ...]] = get_args(Modality)
_KINDS: Final[tuple[ChangeKind, ...]] = get_args(ChangeKind)
_REASONS: Final[tuple[ChangeReason, ...]] = get_args(ChangeReason)
_DIRECTIONS: Final[tuple[Direction, ...]] = get_args(Direction)


def key_from_fields(fields: Fields) -> ClaimKey:
    """The key whose ``topic, frame, place`` and, it may be, ``force`` stand among the fields."""
    return ClaimKey(fields.text("topic"), fields.text("frame"), fields.text("place"), fields.text_or_none("force"))


def said_form(said: Said) -> Form:
    """A claim with where and when it was said."""
    return {
        "claim": _claim_form(said.claim),
        "outlet": said.outlet,
        "url": said.url,
        "lang": said.lang,
        "said_at": moment_text(said.said_at),
        "title": said.title,
    }


def said_from_fields(fields: Fields) -> Said:
    """The record of a ``said_form``."""
    return Said(
        claim=_claim_from_fields(fields.inner("claim")),
        outlet=fields.text("outlet"),
        url=fields.text("url"),
        lang=fields.choice("lang", LANGS),
        said_at=fields.moment("said_at"),
        title=fields.text("title"),
    )


def _claim_form(claim: Claim) -> Form:
    return {
        "claim_id": claim.claim_id,
        "article_id": claim.article_id,
        **key_form(claim.key),
        "value": value_form(claim.value),
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "value_text": claim.value_text,
        "value_start": claim.value_start,
        "value_end": claim.value_end,
        "modality": claim.modality,
        "background": claim.background,
        "speaker": claim.speaker,
        "office": claim.office,
        "rule": claim.rule,
    }


def _claim_from_fields(fields: Fields) -> Claim:
    return Claim(
        claim_id=fields.text("claim_id"),
        article_id=fields.text("article_id"),
        key=key_from_fields(fields),
        value=value_from_form(fields.inner("value").found),
        quote=fields.text("quote"),
        start=fields.whole("start"),
        end=fields.whole("end"),
        value_text=fields.text("value_text"),
        value_start=fields.whole("value_start"),
        value_end=fields.whole("value_end"),
        modality=fields.choice("modality", MODALITIES),
        background=fields.flag("background"),
        speaker=fields.text_or_none("speaker"),
        office=fields.text_or_none("office"),
        rule=fields.text("rule"),
    )


def changes_form(changes: tuple[Change, ...]) -> list[Form]:
    """Changes in their order, each with both claims that it stands between."""
    return [_change_form(change) for change in changes]


def changes_from_list(forms: list[object]) -> tuple[Change, ...]:
    """The records of a ``changes_form``."""
    return tuple(_change_from_fields(fields_of(form, "a change")) for form in forms)


def _change_form(change: Change) -> Form:
    size = change.size
    return {
        "change_id": change.change_id,
        "kind": change.kind,
        "said": said_form(change.said),
        "reason": change.reason,
        "against": said_form(change.against) if change.against else None,
        "direction": change.direction,
        "size": {"days": size.days, "count": size.count, "percent": size.percent} if size else None,
    }


def _change_from_fields(fields: Fields) -> Change:
    against, size = fields.inner_or_none("against"), fields.inner_or_none("size")
    return Change(
        change_id=fields.text("change_id"),
        kind=fields.choice("kind", _KINDS),
        said=said_from_fields(fields.inner("said")),
        reason=fields.choice("reason", _REASONS),
        against=said_from_fields(against) if against else None,
        direction=fields.choice_or_none("direction", _DIRECTIONS),
        size=_size_from_fields(size) if size else None,
    )


def _size_from_fields(fields: Fields) -> Size:
    return Size(
        days=fields.whole_or_none("days"),
        count=fields.number_or_none("count"),
        percent=fields.number_or_none("percent"),
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
        }
        for report in reports
    ]


def source_reports_from_list(forms: list[object]) -> tuple[SourceReport, ...]:
    """The records of a ``source_reports_form``."""
    return tuple(_source_report_from_fields(fields_of(form, "a source's report")) for form in forms)


def _source_report_from_fields(fields: Fields) -> SourceReport:
    return SourceReport(
        source=fields.text("source"),
        outcome=fields.choice("outcome", ("polled", "unchanged", "failed", "not_due")),
        seen=fields.whole("seen"),
        fresh=fields.whole("fresh"),
        detail=fields.text("detail"),
    )


def matches_form(matches: tuple[TopicMatch, ...]) -> list[Form]:
    """How strongly an article is about each topic, and why: kept for people to read, never read back."""
    return [
        {"topic": match.topic, "score": match.score, "matched": match.matched, "reasons": list(match.reasons)}
        for match in matches
    ]
