"""Rereading: after an upgrade, what is stored is read and judged anew, and nothing is told twice, or told at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.pipeline.reading import Reader
from monitor.pipeline.replaying import replay_store
from monitor.ports import Store
from monitor.records import ArticleReading, Change, Judgement


@dataclass(frozen=True, slots=True)
class Reread:
    """What came of a reread.

    ``kept``, ``found`` and ``lost`` count claims that both rules make, newer ones alone, and older ones alone;
    ``articles`` the versions that were read. ``would_be_told`` are changes that today's rules would have told and the
    older ones did not.
    """

    articles: int
    kept: int
    found: int
    lost: int
    would_be_told: tuple[Change, ...]


def reread_store(store: Store, reader: Reader, zone: str, now: datetime) -> Reread:
    """Read every stored version by today's rules, and put the claims and histories that come of it in place.

    All of it is kept in one transaction, or nothing. Alerts stay as they were sent; a change that is new to today's
    rules is kept with the reason ``reread`` and told to nobody. Claims that today's rules no longer make are retired.
    """
    before = {said.claim.claim_id for said in store.claims()}
    known = {kept.change.change_id: kept.change for kept in store.changes()}
    counted: Counter[str] = Counter()
    after: set[str] = set()
    untold: list[Change] = []

    def rebuilt() -> Iterator[ArticleReading | Judgement]:
        for step in replay_store(store, reader, zone):
            judgement = _in_silence(step.judgement, known)
            untold.extend(change for change in judgement.changes if _is_found(change, known))
            if step.reading is None:
                yield judgement
                continue
            counted["articles"] += 1
            after.update(claim.claim_id for claim in step.reading.claims)
            yield replace(step.reading, judgement=judgement)

    store.save_rebuilt(rebuilt(), now)
    return Reread(
        articles=counted["articles"],
        kept=len(before & after),
        found=len(after - before),
        lost=len(before - after),
        would_be_told=tuple(untold),
    )


def _in_silence(judgement: Judgement, known: Mapping[str, Change]) -> Judgement:
    """The judgement with each change that would be told, and was not, kept for the record alone."""

    def silent(change: Change) -> Change:
        before = known.get(change.change_id)
        was_told = before is not None and before.told
        return replace(change, reason="reread") if change.told and not was_told else change

    return replace(judgement, changes=tuple(map(silent, judgement.changes)))


def _is_found(change: Change, known: Mapping[str, Change]) -> bool:
    """Whether today's rules would tell a change of which no earlier reading or reread said so."""
    before = known.get(change.change_id)
    return change.reason == "reread" and (before is None or (before.kind, before.reason) != (change.kind, "reread"))
