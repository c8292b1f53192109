"""What is kept of articles: versions, readings, visits, pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from monitor.records import (
    Article,
    ArticleReading,
    Imprint,
    Judgement,
    KeptImprint,
    KeptPage,
    KeptReading,
    OwedAlert,
    Visit,
)


class ArticleStore(Protocol):
    """The part of ``Store`` that reading needs."""

    def article(self, article_id: str) -> Article | None:
        """The version of an article that was read last, or None."""
        ...

    def articles_at(self, outlet: str, slug: str) -> Sequence[Article]:
        """The newest versions of the outlet's articles whose address has this slug; none for an empty slug."""
        ...

    def versions(self, article_id: str) -> Sequence[Article]:
        """All versions of an article, the one read first at the head; empty for an unknown one."""
        ...

    def page(self, article_id: str, content_hash: str) -> KeptPage | None:
        """The page of one version as it was fetched, or None where none was kept."""
        ...

    def readings(self, article_id: str | None = None) -> Iterator[KeptReading]:
        """The readings of an article, or all, in the order in which they were kept.

        A version that was read again after another one stands there twice: A, B, A are three readings.
        """
        ...

    def last_reading(self, article_id: str) -> KeptReading | None:
        """The reading of an article that was kept last, or None."""
        ...

    def save_reading(self, reading: ArticleReading) -> None:
        """Keep a version of an article with its claims, changes, new histories, alerts and owed deliveries.

        ``reading.owed`` is kept as by ``save_owed``, ``reading.outcome`` as by ``save_outcome``, ``reading.visit`` by
        ``save_visit``, in one transaction, and so is ``reading.page`` unless its version has a page already. The
        histories replace those of their keys, the supports those of the article. A claim that is known keeps its first
        words; one that the article's newest version does not make stays kept, as history.
        """
        ...

    def save_judgement(self, judgement: Judgement, at: datetime, owed: Sequence[OwedAlert] = ()) -> None:
        """Keep changes that no reading made (a day that passed), with their histories, and what is owed for them."""
        ...

    def save_rebuilt(self, steps: Iterable[ArticleReading | Judgement], at: datetime) -> None:
        """Put claims, changes, histories and supports of these steps, in their order, in the place of all that is kept.

        Versions, readings, alerts and deliveries stay as they are, and so does a change that was told; one that was not
        takes the kind and reason that it has in the steps. Claims that none
        of the readings makes are kept as retired, and no longer given by ``claims``, ``keys`` and ``claim_ids``. The
        steps may be made from what this store gives while they are kept.
        """
        ...

    def save_visit(self, visit: Visit) -> None:
        """Keep when an article is read again, in the place of what was kept of it."""
        ...

    def visit(self, article_id: str) -> Visit | None:
        """When the article is read again, or None for one that is not."""
        ...

    def due_visits(self, now: datetime) -> Sequence[Visit]:
        """Visits whose ``due_at`` is not after ``now``, by that moment, then by article."""
        ...

    def alike(self, imprint: Imprint, since: datetime) -> Sequence[KeptImprint]:
        """The imprints that share a band with this one, of articles published at ``since`` or later, by publication."""
        ...
