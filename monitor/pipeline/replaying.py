"""Replay: articles in order of publication through reading and the ledger, with nothing kept and nothing sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from monitor.ledger import judge_claims
from monitor.pipeline.reading import ReadArticle, Reader
from monitor.pipeline.workshop import Progress
from monitor.records import Article, Change, Claim, ClaimKey, KeyHistory


def replay_articles(
    articles: Iterable[Article],
    reader: Reader,
    given: Mapping[str, Sequence[Claim]] | None = None,
    progress: Progress | None = None,
) -> Iterator[Change]:
    """The changes that would have been told, in the order in which the articles were published (then by id).

    With ``given`` (article id → claims) those claims are judged and nothing is read.
    """
    histories: dict[ClaimKey, KeyHistory] = {}
    ordered = sorted(articles, key=lambda one: (one.published_at, one.article_id))
    for number, article in enumerate(ordered, 1):
        read = (
            reader.read(article)
            if given is None
            else ReadArticle(article, (), tuple(given.get(article.article_id, ())))
        )
        judgement = judge_claims(read.said(), histories)
        histories.update({history.key: history for history in judgement.histories})
        yield from (change for change in judgement.changes if change.told)
        if progress is not None:
            progress.advance("replaying articles", number, len(ordered))
