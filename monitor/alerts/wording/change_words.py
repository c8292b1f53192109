"""The phrases that tell a change, one class a table of the word file."""

from __future__ import annotations

from dataclasses import dataclass, field

from monitor.alerts.wording.phrase_parts import Counted, with_count, with_parts

_STEP = with_parts("label", "moved", "before", "now", "who")
_ALONE = with_parts("label", "moved", "now", "who")
_REVERSED = with_parts("label", "who", "now", "before", "day")
_REVISED = with_parts("label", "before", "now", "moved", "outlet")
_BOTH = with_parts("now", "now_said", "before", "before_said")
_NOW = with_parts("now", "now_said")
_BEFORE = with_parts("before", "before_said")


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """What each kind of change is called; of an edit, each part that reads otherwise."""

    source_reversed: str
    changed: str
    revised_value: str
    revised_speaker: str
    revised_modality: str
    gone: str
    page_gone: str
    denied: str
    put_off: str
    overdue: str
    occurred: str
    refined: str
    lead_moved: str
    new: str
    restated: str
    occurred_timed: str = field(metadata=with_parts("timing"))


@dataclass(frozen=True, slots=True)
class ContradictionWords:
    """How many values an article gives, and how they stand in a row: ``next`` adds one to those before it."""

    two: str
    three: str
    more: Counted = field(metadata=with_count())
    value_of: str = field(metadata=with_parts("value", "who"))
    next: str = field(metadata=with_parts("values", "value"))


@dataclass(frozen=True, slots=True)
class SubjectWords:
    """The first line for each kind of change, and for an alert of several.

    ``alone`` is for any kind that stands against nothing known; ``speaker_named`` and ``speaker_dropped`` for an edit
    before or after which the article names no source.
    """

    source_reversed: str = field(metadata=_REVERSED)
    source_denies: str = field(metadata=_REVERSED)
    changed: str = field(metadata=_STEP)
    revised_figure: str = field(metadata=_REVISED)
    revised_date: str = field(metadata=_REVISED)
    revised_unmeasured: str = field(metadata=with_parts("label", "before", "now", "outlet"))
    revised_speaker: str = field(metadata=with_parts("label", "now", "who", "before_who", "outlet"))
    speaker_named: str = field(metadata=with_parts("label", "now", "who", "outlet"))
    speaker_dropped: str = field(metadata=with_parts("label", "now", "before_who", "outlet"))
    revised_modality: str = field(metadata=with_parts("label", "now", "standing", "before_standing", "outlet"))
    gone: str = field(metadata=with_parts("label", "outlet", "now"))
    page_gone: str = field(metadata=with_parts("label", "outlet", "now"))
    denied: str = field(metadata=_ALONE)
    put_off: str = field(metadata=with_parts("label", "now", "who"))
    overdue: str = field(metadata=with_parts("label", "now", "said"))
    occurred: str = field(metadata=with_parts("label", "now", "before", "who"))
    occurred_timed: str = field(metadata=with_parts("label", "timing", "now", "before", "who"))
    refined: str = field(metadata=_STEP)
    lead_moved: str = field(metadata=with_parts("label", "now", "before"))
    alone: str = field(metadata=_ALONE)
    contradiction: str = field(metadata=with_parts("label", "counted", "values", "outlet"))
    more: Counted = field(metadata=with_count("subject"))


@dataclass(frozen=True, slots=True)
class LeadWords:
    """The sentence that tells the loudest matter whole, for each kind; ``alone`` as in the subject."""

    source_reversed: str = field(metadata=_BOTH)
    changed: str = field(metadata=_BOTH)
    revised: str = field(metadata=_BOTH)
    gone: str = field(metadata=_BEFORE)
    page_gone: str = field(metadata=_BEFORE)
    denied: str = field(metadata=_BOTH)
    denied_alone: str = field(metadata=_NOW)
    put_off: str = field(metadata=_BOTH)
    overdue: str = field(metadata=_BEFORE)
    occurred: str = field(metadata=_BOTH)
    refined: str = field(metadata=_BOTH)
    lead_moved: str = field(metadata=_BOTH)
    new: str = field(metadata=_NOW)
    alone: str = field(metadata=_NOW)
    contradiction: str = field(metadata=with_parts("counted", "now", "now_said"))


@dataclass(frozen=True, slots=True)
class AlsoWords:
    """What a change adds to a louder one of the same matter, a line each.

    ``another_reversed`` is for a speaker other than the headline's; ``done`` and ``own_value`` stand below a headline
    that tells the claim on the other side; ``value`` tells a further value of an article that contradicts itself,
    ``contradicted`` that there is one where it is not known.
    """

    source_reversed: str = field(metadata=with_parts("before", "where"))
    another_reversed: str = field(metadata=with_parts("who", "before", "where"))
    changed: str = field(metadata=_BEFORE)
    revised_value: str = field(metadata=_BEFORE)
    own_value: str = field(metadata=with_parts("before"))
    revised_speaker: str = field(metadata=with_parts("before_who"))
    speaker_named: str
    revised_modality: str = field(metadata=with_parts("before"))
    gone: str = field(metadata=_BEFORE)
    page_gone: str = field(metadata=_BEFORE)
    denied: str = field(metadata=_BEFORE)
    denied_alone: str
    put_off: str = field(metadata=_BEFORE)
    overdue: str = field(metadata=_BEFORE)
    occurred: str = field(metadata=_BEFORE)
    occurred_timed: str = field(metadata=with_parts("timing", "before", "before_said"))
    done: str = field(metadata=with_parts("timing"))
    refined: str = field(metadata=_BEFORE)
    lead_moved: str = field(metadata=_BEFORE)
    new: str
    restated: str = field(metadata=_BEFORE)
    value: str = field(metadata=with_parts("now", "now_said", "quote"))
    contradicted: str
