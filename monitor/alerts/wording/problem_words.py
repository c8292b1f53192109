"""The words for what was wrong with an answer, a list or a page, one class a table of the word file."""

from __future__ import annotations

from dataclasses import dataclass, field

from monitor.alerts.wording.phrase_parts import with_parts

_DETAIL = with_parts("detail")


@dataclass(frozen=True, slots=True)
class ProblemWords:
    """Each FetchProblem, FeedProblem and ExtractionProblem in words; ``selectors`` are those set for the outlet."""

    bad_url: str
    forbidden_address: str
    connect: str
    tls: str
    timeout: str
    too_slow: str
    protocol: str
    redirect_loop: str
    too_large: str
    bad_encoding: str
    http_status: str
    robots: str
    resting: str
    empty: str
    html: str
    challenge: str
    not_a_feed: str
    no_items: str
    quarantined: str
    no_text: str
    not_html: str
    degraded: str
    selectors: str


@dataclass(frozen=True, slots=True)
class ProblemToldWords:
    """Those of which the detail alone would not be understood, together with it."""

    too_slow: str = field(metadata=_DETAIL)
    redirect_loop: str = field(metadata=_DETAIL)
    bad_encoding: str = field(metadata=_DETAIL)
    robots: str = field(metadata=_DETAIL)
    resting: str = field(metadata=_DETAIL)
    quarantined: str = field(metadata=_DETAIL)
