"""Feeds: a fetched body becomes entries with stable keys, comparable links, plain text and dates in UTC."""

from monitor.feeds.identity import entry_keys
from monitor.feeds.limits import FeedLimits
from monitor.feeds.links import article_id, canonical_link
from monitor.feeds.reading import parse_feed

__all__ = ["FeedLimits", "article_id", "canonical_link", "entry_keys", "parse_feed"]
