"""What a store in memory keeps of claims: the changes they make, the histories under their keys, and who backs what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Self

from monitor.records import (
    ArticleReading,
    ClaimKey,
    DateValue,
    Judgement,
    KeptChange,
    KeyHistory,
    Position,
    Said,
    Support,
)


@dataclass(frozen=True, slots=True)
class LedgerStep:
    """What a judgement, or the reading of an article, brings to the ledger, worked out before any of it is kept.

    ``backed`` are the positions that the article backs now, by id; None where it was not asked.
    """

    changes: Mapping[str, KeptChange]
    histories: Mapping[ClaimKey, KeyHistory]
    merged: Mapping[str, str]
    said: Mapping[str, Said] = field(default_factory=dict)
    article_id: str = ""
    backed: Mapping[str, Support] | None = None


@dataclass(slots=True)
class MemoryLedger:
    """Claims, changes, histories and supports, each by its id or key."""

    _claims: dict[str, Said] = field(default_factory=dict)
    _claims_of: dict[str, set[str]] = field(default_factory=dict)
    _retired: set[str] = field(default_factory=set)
    _changes: dict[str, KeptChange] = field(default_factory=dict)
    _changes_of: dict[str, list[KeptChange]] = field(default_factory=dict)
    _histories: dict[ClaimKey, KeyHistory] = field(default_factory=dict)
    _backers: dict[str, dict[str, Support]] = field(default_factory=dict)
    _backed: dict[str, set[str]] = field(default_factory=dict)
    _open: set[str] = field(default_factory=set)

    def begun_anew(self) -> Self:
        """A ledger with the same changes, all claims retired, and nothing under any key; this one stays as it is.

        Verdicts that nobody was told of may be replaced in it.
        """
        return type(self)(
            _claims=dict(self._claims),
            _claims_of={article_id: set(claim_ids) for article_id, claim_ids in self._claims_of.items()},
            _retired=set(self._claims),
            _changes=dict(self._changes),
            _changes_of={article_id: list(changes) for article_id, changes in self._changes_of.items()},
            _open={change_id for change_id, kept in self._changes.items() if not kept.change.told},
        )

    # -- what stands in it --

    def claim_ids(self, article_id: str) -> frozenset[str]:
        """Ids of the claims that any version of the article made."""
        return frozenset(self._claims_of.get(article_id, ())) - self._retired

    def said(self, claim_ids: Iterable[str]) -> dict[str, Said]:
        """The claims of these ids, retired ones too; unknown ids are left out."""
        return {claim_id: self._claims[claim_id] for claim_id in claim_ids if claim_id in self._claims}

    def claims(self) -> Iterator[Said]:
        """All claims but the retired ones."""
        return (said for claim_id, said in self._claims.items() if claim_id not in self._retired)

    def changes(self, key: ClaimKey | None, article_id: str | None) -> list[KeptChange]:
        """The verdicts under a key, on an article, or all, in the order in which they were kept."""
        kept = self._changes.values() if article_id is None else self._changes_of.get(article_id, [])
        return [one for one in kept if key in (None, one.change.said.claim.key)]

    def history(self, key: ClaimKey) -> KeyHistory:
        """The history of a key; an empty one for an unknown key."""
        return self._histories.get(key, KeyHistory(key))

    def keys_due(self, day: date) -> list[ClaimKey]:
        """Keys with a planned position whose deadline lies before a day, in alphabetical order."""

        def is_due(position: Position) -> bool:
            deadline = position.value.deadline if isinstance(position.value, DateValue) else None
            return position.stage == "planned" and deadline is not None and deadline < day

        return sorted((key for key, one in self._histories.items() if any(map(is_due, one.positions))), key=str)

    def supports(self, key: ClaimKey) -> list[Support]:
        """Who backs the positions under a key: by the moment, then article, then position."""
        positions = self.history(key).positions
        found = [one for each in positions for one in self._backers.get(each.position_id, {}).values()]
        return sorted(found, key=lambda one: (one.said_at, one.article_id, one.position_id))

    def backed_alone(self, article_id: str) -> frozenset[str]:
        """Ids of the positions that this article supports and no other one does."""
        return frozenset(one for one in self._backed.get(article_id, ()) if len(self._backers[one]) == 1)

    # -- what is added to it --

    def keep(self, step: LedgerStep) -> None:
        """All of a step. Known changes stay as they are, and so do known claims but for retired ones."""
        for claim_id, said in step.said.items():
            if claim_id not in self._claims or claim_id in self._retired:
                self._claims[claim_id] = said
                self._claims_of.setdefault(said.claim.article_id, set()).add(claim_id)
        self._retired -= step.said.keys()
        for change_id, kept in step.changes.items():
            if self._changes.setdefault(change_id, kept) is kept:
                self._changes_of.setdefault(kept.change.said.claim.article_id, []).append(kept)
            elif change_id in self._open:
                self._judge_anew(self._changes[change_id], kept)
        self._histories |= step.histories
        for position_id, into in step.merged.items():
            self._hand_on(position_id, into)
        if step.backed is not None:
            self._keep_backed(step.article_id, step.backed)

    def _judge_anew(self, known: KeptChange, kept: KeptChange) -> None:
        if (known.change.kind, known.change.reason) == (kept.change.kind, kept.change.reason):
            return
        of_article = self._changes_of[known.change.said.claim.article_id]
        anew = replace(kept, judged_at=known.judged_at)
        self._changes[kept.change.change_id] = of_article[of_article.index(known)] = anew

    def _hand_on(self, position_id: str, into: str) -> None:
        for article_id, support in self._backers.pop(position_id, {}).items():
            self._backers.setdefault(into, {}).setdefault(article_id, replace(support, position_id=into))
            self._backed[article_id].discard(position_id)
            self._backed[article_id].add(into)

    def _keep_backed(self, article_id: str, backed: Mapping[str, Support]) -> None:
        for position_id in self._backed.get(article_id, ()):
            del self._backers[position_id][article_id]
        for position_id, support in backed.items():
            self._backers.setdefault(position_id, {})[article_id] = support
        self._backed[article_id] = set(backed)


def work_out(step: ArticleReading | Judgement, at: datetime) -> LedgerStep:
    """What a reading, or a judgement that no reading made, brings; of parts with one id the first counts."""
    judgement = step if isinstance(step, Judgement) else step.judgement
    changes: dict[str, KeptChange] = {}
    for change in judgement.changes:
        changes.setdefault(change.change_id, KeptChange(change, at))
    histories = {history.key: history for history in judgement.histories}
    if isinstance(step, Judgement):
        return LedgerStep(changes, histories, dict(judgement.merged))
    said: dict[str, Said] = {}
    for one in step.said:
        said.setdefault(one.claim.claim_id, one)
    return LedgerStep(
        changes, histories, dict(judgement.merged), said, step.article.article_id, _backed(judgement.supports)
    )


def _backed(supports: Iterable[Support] | None) -> dict[str, Support] | None:
    if supports is None:
        return None
    backed: dict[str, Support] = {}
    for support in supports:
        backed.setdefault(support.position_id, support)
    return backed
