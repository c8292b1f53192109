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
    Edit,
    EditKind,
    Lang,
    Modality,
    RevisedPart,
    Said,
    Sign,
    Signs,
    Size,
    TopicMatch,
    WordChange,
)
from monitor.store.fields import Fields, fields_of, moment_text, moment_text_or_none

LANGS: Final[tuple[Lang, ...]] = get_args(Lang)
MODALITIES: Final[tuple[Modality, ...]] = get_args(Modality)
KINDS: Final[tuple[ChangeKind, ...]] = get_args(ChangeKind)
REASONS: Final[tuple[ChangeReason, ...]] = get_args(ChangeReason)
DIRECTIONS: Final[tuple[Direction, ...]] = get_args(Direction)
PARTS: Final[tuple[RevisedPart, ...]] = get_args(RevisedPart)
_EDIT_KINDS: Final[tuple[EditKind, ...]] = get_args(EditKind)
_SIGNS: Final[tuple[Sign, ...]] = get_args(Sign)


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
        **({"origin": said.origin} if said.origin else {}),
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
        origin=fields.text_or_none("origin") or "",
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
        **({"rules": claim.rules} if claim.rules else {}),
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
        rules=fields.text_or_none("rules") or "",
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
        **({"part": change.part} if change.part else {}),
        **({"in_one_article": True} if change.in_one_article else {}),
    }


def _change_from_fields(fields: Fields) -> Change:
    against, size = fields.inner_or_none("against"), fields.inner_or_none("size")
    return Change(
        change_id=fields.text("change_id"),
        kind=fields.choice("kind", KINDS),
        said=said_from_fields(fields.inner("said")),
        reason=fields.choice("reason", REASONS),
        against=said_from_fields(against) if against else None,
        direction=fields.choice_or_none("direction", DIRECTIONS),
        size=_size_from_fields(size) if size else None,
        part=fields.choice_or_none("part", PARTS),
        in_one_article=fields.found.get("in_one_article") is True,
    )


def _size_from_fields(fields: Fields) -> Size:
    return Size(
        days=fields.whole_or_none("days"),
        count=fields.number_or_none("count"),
        percent=fields.number_or_none("percent"),
    )


def edit_form(edit: Edit) -> Form:
    """What changed between two versions of an article."""
    return {"kind": edit.kind, "words": [{"before": one.before, "after": one.after} for one in edit.words]}


def edit_from_fields(fields: Fields) -> Edit:
    """The record of an ``edit_form``."""
    words = (fields_of(form, "words") for form in fields.listed("words"))
    changes = tuple(WordChange(each.text("before"), each.text("after")) for each in words)
    return Edit(fields.choice("kind", _EDIT_KINDS), changes)


def signs_form(signs: Signs) -> Form:
    """What an outlet lets see of its edits."""
    return {"seen": list(signs.seen), "updated_at": moment_text_or_none(signs.updated_at)}


def signs_from_fields(fields: Fields) -> Signs:
    """The record of a ``signs_form``."""
    seen = (Fields({"seen": sign}).choice("seen", _SIGNS) for sign in fields.listed("seen"))
    return Signs(tuple(seen), fields.moment_or_none("updated_at"))


def matches_form(matches: tuple[TopicMatch, ...]) -> list[Form]:
    """How strongly an article is about each topic, and why: kept for people to read, never read back."""
    return [
        {"topic": match.topic, "score": match.score, "matched": match.matched, "reasons": list(match.reasons)}
        for match in matches
    ]
