"""Feeds and other lists of articles: a fetched body becomes entries with stable keys, plain text and dates in UTC."""

from monitor.feeds.challenges import recognise_challenge, sniff_challenge
from monitor.feeds.identity import entry_keys
from monitor.feeds.limits import FeedLimits
from monitor.feeds.links import article_id, canonical_link
from monitor.feeds.lists import read_list
from monitor.feeds.reading import parse_feed

__all__ = [
    "FeedLimits",
    "article_id",
    "canonical_link",
    "entry_keys",
    "parse_feed",
    "read_list",
    "recognise_challenge",
    "sniff_challenge",
]
