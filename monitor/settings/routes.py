"""Ways to an outlet's articles as configured: the address, what is found there, and which links are articles."""

from __future__ import annotations

import re
import unicodedata
import warnings
from typing import Annotated, Self
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, Field, ValidationInfo, model_validator

from monitor.records import Route, RouteKind
from monitor.settings.findings import refusal, shown
from monitor.settings.tables import Table, Text

_LONGEST_PATTERN = 200  # judgement: the longest that the shipped sources need has 70 signs
_ESCAPE_OR_CLASS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_GROUP_MARK = re.compile(r"\(\?(?:[:=!]|<[=!]|P<\w+>)")
_REFERENCE = re.compile(r"\(\?P=|(?<!\\)(?:\\\\)*\\[1-9]")
_MOST_REPEATS = 10  # judgement: the shipped patterns have up to 4
_REPEAT = re.compile(r"[*+]|\{\d*,?\d*\}")
_NO_SIGNS_OF_AN_ADDRESS = "\ufffe\uffff"


def _web_address(url: str, info: ValidationInfo) -> str:
    """The address as written: its letters are never changed, as outlets tell look-alike letters apart."""
    key = info.field_name
    found = f"{key} is {shown(url)}"
    parts = _split(url)
    if "@" in (parts.netloc if parts else url):
        found = f"{key} holds a name or a password (not repeated)"
        raise refusal(found, "take out what stands before the @")
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        raise refusal(found, "give a whole address that begins with https:// or http://")
    if any(sign.isspace() for sign in url):
        raise refusal(found, "write a space in an address as %20")
    if any(unicodedata.category(sign) == "Cc" or sign in _NO_SIGNS_OF_AN_ADDRESS for sign in url):
        found = f"{key} has signs that cannot be seen"
        raise refusal(found, "write the address anew")
    return url


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port  # a port out of range is only found when it is asked for
    except ValueError:
        return None
    return parts


def _link_pattern(pattern: str) -> str:
    """A regular expression that can be tried on any address in reasonable time."""
    found = f"link_pattern is {shown(pattern)}"
    if len(pattern) > _LONGEST_PATTERN:
        found = f"link_pattern has {len(pattern)} signs"
        raise refusal(found, f"give {_LONGEST_PATTERN} or fewer")
    if "://" in pattern:
        raise refusal(found, "leave out https:// and the host: it is compared with what follows the host")
    try:
        with warnings.catch_warnings():
            # A bracket within brackets means something else in a coming Python: it is refused today.
            warnings.simplefilter("error", FutureWarning)
            re.compile(pattern)
    except (re.error, OverflowError, RecursionError, FutureWarning) as error:
        found = f"{found}, no regular expression ({error})"
        raise refusal(found, "correct it") from None
    if _may_take_for_ever(pattern):
        cure = (
            f"repeat no bracket that repeats or chooses inside, use no \\1, and at most {_MOST_REPEATS} of * + ? {{}}"
        )
        found = f"{found}, which could take for ever on a long address"
        raise refusal(found, cure)
    return pattern


def _may_take_for_ever(pattern: str) -> bool:
    """Whether a repeated group repeats or chooses inside, a group is named again, or there are many repeats.

    A coarse check against patterns that take exponential time: it refuses some that are harmless. What it lets through
    may still be slow on an address made for it; lists are read under a deadline.
    """
    if _REFERENCE.search(pattern):
        return True
    bare = _GROUP_MARK.sub("(", _ESCAPE_OR_CLASS.sub("x", pattern))
    busy = [False]  # for each open bracket: whether it holds a repeat or a choice so far
    for at, sign in enumerate(bare):
        if sign == "(":
            busy.append(False)
        elif sign == ")" and len(busy) > 1:
            inner = busy.pop()
            if inner and _REPEAT.match(bare, at + 1):
                return True
            busy[-1] |= inner
        elif sign in "|?" or _REPEAT.match(bare, at):
            busy[-1] = True
    return len(_REPEAT.findall(bare)) + bare.count("?") > _MOST_REPEATS


WebAddress = Annotated[str, AfterValidator(_web_address)]
"""An address of the web, without a name or password in it."""

LinkPattern = Annotated[Text, AfterValidator(_link_pattern)]
"""A regular expression for the path of an article's address."""


def refuse_section_without_pattern(kind: RouteKind, link_pattern: str | None) -> None:
    """Raise where a section page does not say which of its links are articles."""
    if kind == "section" and link_pattern is None:
        cure = 'give the pattern of its articles\' addresses behind the host, like "/news/[0-9]+"'
        found = "a section page has no link_pattern"
        raise refusal(found, cure, "link_pattern")


class RouteTable(Table):
    """One ``[[sources.fallbacks]]`` table."""

    url: WebAddress = Field(description="the address that is asked where the routes before it fail")
    kind: RouteKind = Field(default="feed", description="feed, sitemap, section or news-query, as for the source")
    link_pattern: LinkPattern | None = Field(
        default=None,
        description="a regular expression for the path of an article's address, as for the source; a section needs one",
    )

    @model_validator(mode="after")
    def _section_has_pattern(self) -> Self:
        refuse_section_without_pattern(self.kind, self.link_pattern)
        return self

    def record(self) -> Route:
        """The route as the rest of the monitor knows it."""
        return Route(self.url, self.kind, self.link_pattern or "")
