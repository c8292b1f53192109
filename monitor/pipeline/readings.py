"""What one reading of an article leaves behind: its claims judged, the alerts owed, and when it is read again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from monitor.alerts import compose_alert
from monitor.editions import read_signs
from monitor.feeds.links import slug
from monitor.pipeline.judging import PAGE_GONE, Judge, Judged, Seen
from monitor.pipeline.ladder import first_visit
from monitor.pipeline.owing import owe_alerts
from monitor.pipeline.reading import ReadArticle
from monitor.pipeline.workshop import Workshop
from monitor.records import (
    Article,
    ArticleReading,
    DueEntry,
    Edit,
    EntryOutcome,
    KeptPage,
    RawPage,
    Source,
    Standing,
    Visit,
)


@dataclass(frozen=True, slots=True)
class Page:
    """An article as it was just read from its page: by which method, when, and the visit that this makes or ends.

    ``problem`` is what the extraction had to say of the page, if anything; ``raw`` is the page as it came.
    """

    article: Article
    source: Source
    method: str
    visit: Visit
    seen_at: datetime
    problem: str | None = None
    raw: RawPage | None = None


def read_first(page: Page, read: ReadArticle, due: DueEntry, workshop: Workshop) -> ArticleReading:
    """All that a newly read article leaves behind. It is read again later: a line may become a story with claims."""
    standing: Standing = "baseline" if due.baseline else "fresh"
    judged = Judge(workshop.store).first(read, standing)
    return replace(
        _reading(page, read, judged, workshop),
        standing=standing,
        outcome=EntryOutcome(due.entry.source, due.entry.entry_key, due.entry.content_hash, "read"),
        visit=first_visit(page.visit, page.seen_at),
    )


def read_edited(page: Page, before: Article, edit: Edit, workshop: Workshop) -> ArticleReading:
    """All that another version of a known article leaves behind."""
    read = workshop.reader.read(page.article)
    judged = Judge(workshop.store).version(read, edit, Seen(page.seen_at), lambda: workshop.reader.read(before))
    return replace(_reading(page, read, judged, workshop, edit), visit=page.visit)


def read_back(page: Page, workshop: Workshop) -> ArticleReading:
    """What a page that was gone leaves behind when it is there again with the same words: its claims stand again."""
    read = workshop.reader.read(page.article)
    judged = Judge(workshop.store).first(read, "fresh")
    return replace(_reading(page, read, judged, workshop), visit=page.visit)


def read_gone(page: Page, workshop: Workshop) -> ArticleReading:
    """What it leaves behind that the page of a known article is gone."""
    read = workshop.reader.read(page.article)
    judged = Judge(workshop.store).page_gone(read)
    return replace(_reading(page, read, judged, workshop, Edit("substantive")), visit=page.visit, method=PAGE_GONE)


def _reading(
    page: Page, read: ReadArticle, judged: Judged, workshop: Workshop, edit: Edit | None = None
) -> ArticleReading:
    article, judgement = page.article, judged.judgement
    signs = read_signs(article, page.seen_at, page.source.zone)
    composed = (
        compose_alert(topic, article, judgement, page.seen_at, edit=edit, signs=signs)
        for topic in workshop.topics.values()
    )
    alerts = (alert for alert in composed if alert is not None)
    return ArticleReading(
        article=article,
        read_at=page.seen_at,
        matches=read.matches,
        said=judged.said,
        judgement=judgement,
        owed=owe_alerts(alerts, workshop, page.seen_at),
        method=page.method,
        rules=workshop.reader.rules,
        edit=edit,
        signs=signs,
        page=_kept_page(page, judged, workshop),
        imprint=judged.imprint,
        origin=judged.origin,
        slug=slug(article.url),
    )


def _kept_page(page: Page, judged: Judged, workshop: Workshop) -> KeptPage | None:
    """The page as it came, where the version claims something and pages are kept."""
    raw, article = page.raw, page.article
    if raw is None or not judged.said or not workshop.rules.keeps_pages:
        return None
    return KeptPage(article.article_id, article.content_hash, raw.url, page.seen_at, raw.body, raw.charset)
