"""Makes an alert of what is told of a source."""

from __future__ import annotations

from datetime import datetime

from monitor.identity import stable_id
from monitor.records import Alert, Notice, Source


def compose_notice(notice: Notice, source: Source | None, created_at: datetime) -> Alert:
    """The alert owed for a notice; ``source`` is None for the network, and for a source that is no longer configured.

    The id depends on the subject, the ailment, its beginning and whether it is over, so that composing again gives the
    same alert. The address is the page that the notice is about, else that of the source. A notice that is told for
    several sources of one host has the address and the outlet of its subject.
    """
    course = "healed" if notice.healed else "ill"
    return Alert(
        alert_id=stable_id("notice", notice.subject, notice.ailment, course, notice.since.isoformat()),
        topic="",
        article_id="",
        outlet=source.outlet if source is not None else "",
        lang=source.lang if source is not None else "en",
        title="",
        url=notice.url or (source.url if source is not None else ""),
        published_at=created_at,
        created_at=created_at,
        changes=(),
        notice=notice,
    )
