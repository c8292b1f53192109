"""What a store in memory keeps of articles: versions, the journal of readings, visits, and imprints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from monitor.records import Article, ArticleReading, Imprint, KeptImprint, KeptPage, KeptReading, Visit
from monitor.store.waits import LONGEST_VISIT_WAIT, has_come


@dataclass(frozen=True, slots=True)
class ReadVersion:
    """What a reading leaves of its article, worked out in full before any of it is kept."""

    kept: KeptReading
    slug: str
    imprint: KeptImprint | None
    bands: frozenset[str]
    visit: Visit | None
    page: tuple[tuple[str, str], KeptPage] | None


class MemoryArticles:
    """Articles as they were read, found by id, by the slug of their address, and by likeness."""

    def __init__(self) -> None:
        """Begin empty."""
        self._versions: dict[str, dict[str, Article]] = {}
        self._newest: dict[str, Article] = {}
        self._slugs: dict[str, str] = {}
        self._at_slug: defaultdict[str, set[str]] = defaultdict(set)
        self._readings: list[KeptReading] = []
        self._readings_of: defaultdict[str, list[KeptReading]] = defaultdict(list)
        self._pages: dict[tuple[str, str], KeptPage] = {}
        self._visits: dict[str, Visit] = {}
        self._imprints: dict[str, KeptImprint] = {}
        self._bands: dict[str, frozenset[str]] = {}
        self._in_band: defaultdict[str, set[str]] = defaultdict(set)

    def newest(self, article_id: str) -> Article | None:
        """The version of an article that was read last, or None."""
        return self._newest.get(article_id)

    def newest_at(self, outlet: str, slug: str) -> list[Article]:
        """The newest versions of the outlet's articles with this slug, by article."""
        found = [self._newest[article_id] for article_id in sorted(self._at_slug.get(slug, ()))] if slug else []
        return [article for article in found if article.outlet == outlet]

    def versions(self, article_id: str) -> tuple[Article, ...]:
        """All versions of an article, the one read first at the head."""
        return tuple(self._versions.get(article_id, {}).values())

    def page(self, article_id: str, content_hash: str) -> KeptPage | None:
        """The page of one version, or None."""
        return self._pages.get((article_id, content_hash))

    def readings(self, article_id: str | None) -> Iterator[KeptReading]:
        """The readings of an article, or all, in the order in which they were kept."""
        return iter(list(self._readings if article_id is None else self._readings_of.get(article_id, ())))

    def last_reading(self, article_id: str) -> KeptReading | None:
        """The reading of an article that was kept last, or None."""
        return next(reversed(self._readings_of.get(article_id, ())), None)

    def visit(self, article_id: str) -> Visit | None:
        """When an article is read again, or None."""
        return self._visits.get(article_id)

    def due_visits(self, now: datetime) -> list[Visit]:
        """Visits that are due, the longest due at the head."""
        planned = [(one.due_at, one.article_id, one) for one in self._visits.values() if one.due_at]
        due = [one for one in planned if has_come(one[0], now, LONGEST_VISIT_WAIT)]
        return [visit for _, _, visit in sorted(due, key=lambda one: one[:2])]

    def alike(self, imprint: Imprint, since: datetime) -> list[KeptImprint]:
        """The imprints that share a band with this one, of articles published at ``since`` or later, by publication."""
        found = {article_id for band in imprint.bands for article_id in self._in_band.get(band, ())}
        kept = (self._imprints[article_id] for article_id in found)
        return sorted(
            (one for one in kept if one.published_at >= since), key=lambda one: (one.published_at, one.article_id)
        )

    def work_out(self, reading: ArticleReading) -> ReadVersion:
        """What a reading leaves of its article; content known already makes no second version."""
        article, imprint, page = reading.article, reading.imprint, reading.page
        known = self._versions.get(article.article_id, {}).get(article.content_hash, article)
        mark = KeptImprint(article.article_id, article.outlet, reading.origin, article.published_at, imprint.digest)
        return ReadVersion(
            kept=KeptReading(
                known,
                reading.read_at,
                reading.standing,
                reading.method,
                reading.rules,
                reading.edit,
                reading.signs,
            ),
            slug=reading.slug,
            imprint=mark if imprint.digest else None,
            bands=frozenset(imprint.bands),
            visit=reading.visit,
            page=((page.article_id, page.content_hash), page) if page else None,
        )

    def keep(self, read: ReadVersion) -> None:
        """The version as the newest of its article; the very reading that stands last is not kept twice."""
        article = read.kept.article
        article_id = article.article_id
        self._versions.setdefault(article_id, {})[article.content_hash] = article
        self._newest[article_id] = article
        self._at_slug[self._slugs.get(article_id, "")].discard(article_id)
        self._slugs[article_id] = read.slug
        self._at_slug[read.slug].add(article_id)
        if self._readings_of[article_id][-1:] != [read.kept]:
            self._readings_of[article_id].append(read.kept)
            self._readings.append(read.kept)
        self._keep_imprint(article_id, read.imprint, read.bands)
        if read.page:
            self._pages.setdefault(*read.page)
        if read.visit:
            self.keep_visit(read.visit)

    def keep_visit(self, visit: Visit) -> None:
        """When an article is read again."""
        self._visits[visit.article_id] = visit

    def _keep_imprint(self, article_id: str, imprint: KeptImprint | None, bands: frozenset[str]) -> None:
        for band in self._bands.pop(article_id, ()):
            self._in_band[band].discard(article_id)
        self._imprints.pop(article_id, None)
        if imprint is None:
            return
        for band in bands:
            self._in_band[band].add(article_id)
        self._bands[article_id] = bands
        self._imprints[article_id] = imprint
