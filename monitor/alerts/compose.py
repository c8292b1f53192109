"""Gathers what is told into alerts: the changes of one article under one topic, or one promise that was not kept."""

from __future__ import annotations

from datetime import datetime

from monitor.alerts.matters import rank_change
from monitor.identity import stable_id
from monitor.records import Alert, Article, Change, Edit, Judgement, Signs, Topic

_NO_SIGNS = Signs()


def compose_alert(  # noqa: PLR0913 # the article, what is made of it, and what is known of its edits are one question
    topic: Topic,
    article: Article,
    judgement: Judgement,
    created_at: datetime,
    *,
    edit: Edit | None = None,
    signs: Signs = _NO_SIGNS,
) -> Alert | None:
    """The alert owed for what ``judgement`` tells of ``topic``; None where it tells nothing.

    The loudest changes come first, among equals as they stand in the article. The id depends on the article, its
    wording, the topic and the changes alone, so that composing again gives the same alert. ``edit`` is what changed in
    words since the article was read before, None at its first reading; a trivial edit does not make it an edited one.
    """
    told = sorted(
        (one for one in judgement.changes if one.told and one.said.claim.key.topic == topic.name), key=rank_change
    )
    if not told:
        return None
    changes = sorted(change.change_id for change in told)
    return Alert(
        alert_id=stable_id("alert", article.article_id, topic.name, article.content_hash, *changes),
        topic=topic.name,
        article_id=article.article_id,
        outlet=article.outlet,
        lang=article.lang,
        title=article.title,
        url=article.url,
        published_at=article.published_at,
        created_at=created_at,
        changes=tuple(told),
        edited=edit is not None and edit.kind == "substantive",
        outlet_updated_at=signs.updated_at,
        slug_differs="slug_differs" in signs.seen,
    )


def compose_overdue(topic: Topic, change: Change, created_at: datetime) -> Alert:
    """The alert owed for a change that no article makes: a promised date passed, and nobody reported it done.

    It points to the article that ``change.said`` is from. The id depends on the topic and the change alone.
    """
    said = change.said
    return Alert(
        alert_id=stable_id("alert", topic.name, change.change_id),
        topic=topic.name,
        article_id=said.claim.article_id,
        outlet=said.outlet,
        lang=said.lang,
        title=said.title,
        url=said.url,
        published_at=said.said_at,
        created_at=created_at,
        changes=(change,),
    )
