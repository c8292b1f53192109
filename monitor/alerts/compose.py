"""Gathers the told changes of one article under one topic into one alert."""

from __future__ import annotations

from datetime import datetime

from monitor.identity import stable_id
from monitor.records import Alert, Article, Change, ChangeKind, Judgement, Topic

_LOUDNESS: dict[ChangeKind, int] = {"changed": 0, "denied": 1, "refined": 2, "new": 3, "restated": 4}


def compose_alert(
    topic: Topic, article: Article, judgement: Judgement, created_at: datetime, *, edited: bool
) -> Alert | None:
    """The alert owed for what ``judgement`` tells of ``topic``; None where it tells nothing.

    The loudest changes come first (changed, denied, refined, new), among equals as they stand in the article. The id
    depends on the article, its wording, the topic and the changes alone, so that composing again gives the same alert.
    ``edited`` marks an article that was read before with another wording.
    """
    told = sorted((one for one in judgement.changes if one.told and one.said.claim.key.topic == topic.name), key=_rank)
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
        edited=edited,
    )


def _rank(change: Change) -> tuple[int, int, str]:
    return _LOUDNESS[change.kind], change.said.claim.value_start, change.change_id
