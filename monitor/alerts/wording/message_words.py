"""The phrases around what is told: who said it where, what the layouts call its parts, what is told of the whole."""

from __future__ import annotations

from dataclasses import dataclass, field

from monitor.alerts.wording.phrase_parts import Counted, with_count, with_parts


@dataclass(frozen=True, slots=True)
class SaidWords:
    """What a claim is about, and who said it where and when. ``copied`` stands in the place of the outlet."""

    label: str = field(metadata=with_parts("frame", "place"))
    label_of_force: str = field(metadata=with_parts("frame", "place", "force"))
    by_office: str = field(metadata=with_parts("office", "speaker"))
    named: str = field(metadata=with_parts("who", "outlet", "day"))
    unnamed: str = field(metadata=with_parts("outlet", "day"))
    unnamed_short: str = field(metadata=with_parts("outlet"))
    where: str = field(metadata=with_parts("outlet", "day"))
    copied: str = field(metadata=with_parts("outlet", "origin"))
    as_read: str = field(metadata=with_parts("outlet", "day"))
    as_of: str = field(metadata=with_parts("day"))


@dataclass(frozen=True, slots=True)
class LayoutWords:
    """The headings of the mail layouts, and what stands in the place of a value that is not there."""

    gone: str
    page_gone: str
    overdue: str
    now: str
    before: str
    moved: str
    quote: str
    quote_gone: str
    link: str
    link_source: str
    link_page: str
    alert: str


@dataclass(frozen=True, slots=True)
class NoteWords:
    """What the reader must know of the whole message, a sentence each.

    ``told_at`` and ``told_on`` say what the reader was told before (``told_of`` names it where it was something else),
    and the ``since_`` phrases what became of it since; ``in_hand`` that somebody sees to it.
    """

    edited: str
    reads_now: str
    updated_at: str = field(metadata=with_parts("time", "zone"))
    updated_on: str = field(metadata=with_parts("moment"))
    slug_differs: str
    told_at: str = field(metadata=with_parts("time", "told"))
    told_on: str = field(metadata=with_parts("moment", "told"))
    told_of: str = field(metadata=with_parts("label", "value"))
    since_changed: str = field(metadata=with_parts("told"))
    since_other_speaker: str = field(metadata=with_parts("told"))
    since_put_otherwise: str = field(metadata=with_parts("told"))
    since_gone: str = field(metadata=with_parts("told"))
    since_page_gone: str = field(metadata=with_parts("told"))
    in_hand: str = field(metadata=with_parts("owner", "when", "note"))
    in_hand_alone: str = field(metadata=with_parts("owner", "when"))


@dataclass(frozen=True, slots=True)
class PromiseWords:
    """The line of a calendar for a promised day, by how far it is; ``claimed`` for one beside the leading one."""

    planned: str = field(metadata=with_parts("label", "value"))
    put_off: str = field(metadata=with_parts("label", "value"))
    done: str = field(metadata=with_parts("label", "value"))
    overdue: str = field(metadata=with_parts("label", "value"))
    withdrawn: str = field(metadata=with_parts("label", "value"))
    claimed: str = field(metadata=with_parts("line"))


@dataclass(frozen=True, slots=True)
class BundleWords:
    """The first line of a message of several, for each form of it, with its time and without; and what it counts.

    ``changes`` are facts that changed, ``notices`` what is told of sources and channels, ``both`` joins them.
    """

    group: str = field(metadata=with_parts("counted", "first"))
    digest: str = field(metadata=with_parts("counted", "since", "first"))
    catch_up: str = field(metadata=with_parts("counted", "since", "first"))
    since: str = field(metadata=with_parts("moment", "until"))
    route: str = field(metadata=with_parts("told", "route"))
    both: str = field(metadata=with_parts("changes", "notices"))
    changes: Counted = field(metadata=with_count())
    notices: Counted = field(metadata=with_count())
