"""Gathers told changes into matters: what an editor takes for one fact is one matter, and one item of a message."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.records import Alert, Change, ChangeKind, ClaimKey, Said, Value

LOUDNESS: tuple[ChangeKind, ...] = (
    *("source_reversed", "changed", "revised", "denied", "put_off", "overdue"),
    *("occurred", "refined", "lead_moved", "new", "restated"),
)
"""The kinds in the order in which a desk wants to hear of them; chosen by judgement."""

_LEAST_VALUES = 2


@dataclass(frozen=True, slots=True)
class Matter:
    """Changes that tell of one fact: the one that gives the headline, and the others, the loudest first.

    ``values`` are, where the article contradicts itself, the claims that give its different values, in the order of the
    text; else empty.
    """

    headline: Change
    others: tuple[Change, ...] = ()
    values: tuple[Said, ...] = ()


def rank_change(change: Change) -> tuple[int, int, str]:
    """What to sort changes by: the loudest first, equals as they stand in the article."""
    return LOUDNESS.index(change.kind), change.said.claim.value_start, change.change_id


def rank_alert(alert: Alert) -> tuple[int, datetime, str]:
    """What to sort alerts by: the one with the loudest change first, equals as they were made; notices are the last."""
    loudest = min((LOUDNESS.index(change.kind) for change in alert.changes), default=len(LOUDNESS))
    return loudest, alert.created_at, alert.alert_id


def gather_matters(changes: Iterable[Change]) -> tuple[Matter, ...]:
    """The matters of one alert, the loudest first.

    Changes of one claim are one matter, and so are those of several claims that give the same value in the same way
    (the headline and a sentence). Where values under one key contradict each other within the article, all changes
    under that key are one matter.
    """
    ranked = sorted(changes, key=rank_change)
    contradicted = frozenset(change.said.claim.key for change in ranked if change.in_one_article)
    matters: dict[Hashable, list[Change]] = {}
    for change in ranked:
        matters.setdefault(_fact(change, contradicted), []).append(change)
    return tuple(_matter(group) for group in matters.values())


def stands_no_more(change: Change) -> bool:
    """Whether the change is that a claim, or the whole page, is gone."""
    return change.part in {"gone", "page_gone"}


def stands_against_itself(change: Change) -> bool:
    """Whether the value stands against another one of the same version of the same article."""
    against = change.against
    return (
        change.in_one_article
        and change.kind != "revised"  # which stands against another version
        and against is not None
        and against.claim.article_id == change.said.claim.article_id
    )


def _fact(change: Change, contradicted: frozenset[ClaimKey]) -> Hashable:
    claim = change.said.claim
    if claim.key in contradicted:
        return claim.key
    return claim.key, claim.value, claim.modality, stands_no_more(change)


def _matter(group: Sequence[Change]) -> Matter:
    values = _contradicting_values(group)
    headline = _headline([change for change in group if _gives_value(change)] if values else group)
    others = tuple(change for change in group if change is not headline)
    return Matter(headline, others, values)


def _headline(group: Sequence[Change]) -> Change:
    """The loudest; but of a claim that also differs from all that was known, that difference is the wider news."""
    loudest = group[0]
    if loudest.kind != "source_reversed":
        return loudest
    same_claim = (one for one in group if one.said.claim.claim_id == loudest.said.claim.claim_id)
    return next((one for one in same_claim if one.kind == "changed"), loudest)


def _contradicting_values(group: Sequence[Change]) -> tuple[Said, ...]:
    if not any(change.in_one_article for change in group):
        return ()
    values: dict[Value, Said] = {}
    for said in sorted(_standing(group), key=lambda one: (one.claim.value_start, one.claim.claim_id)):
        values.setdefault(said.claim.value, said)
    return tuple(values.values()) if len(values) >= _LEAST_VALUES else ()


def _gives_value(change: Change) -> bool:
    return change.said.claim.modality != "denied" and not stands_no_more(change)


def _standing(group: Sequence[Change]) -> Iterator[Said]:
    """The claims that stand in the article now, those among them that were known before and are not told included."""
    for change in group:
        if _gives_value(change):
            yield change.said
        if change.against is not None and stands_against_itself(change):
            yield change.against
