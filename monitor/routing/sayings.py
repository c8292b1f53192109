"""What a delivery tells, and by what two that tell the same are known: not which article says it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from monitor.identity import stable_id
from monitor.json_forms import value_form
from monitor.records import Change, Delivery, Notice, Recipient, Value
from monitor.routing.matching import Part, parts_of
from monitor.routing.recipients import label


def parts_told(delivery: Delivery) -> tuple[Part, ...]:
    """The changes that a delivery tells, the loudest first; or its notice."""
    wanted = frozenset(delivery.changes)
    parts = parts_of(delivery.alert)
    return tuple(one for one in parts if not wanted or (isinstance(one, Change) and one.change_id in wanted))


def thread_of(parts: Sequence[Part]) -> str:
    """The text form of the key of the first, ``source/NAME`` of a notice."""
    first = parts[0]
    return str(first.said.claim.key) if isinstance(first, Change) else f"source/{first.subject}"


def subjects_of(delivery: Delivery) -> frozenset[str]:
    """What a delivery is about: the text forms of all keys of its changes, ``source/NAME`` of a notice."""
    return frozenset(thread_of([part]) for part in parts_told(delivery))


def fingerprint(recipient: Recipient, parts: Sequence[Part], corrected_article: str = "") -> str:
    """The same for what says the same to the same recipient, whichever article says it.

    ``corrected_article`` is the id of the article that a follow-up is about: that it was changed is what that says.
    """
    return stable_id("told", label(recipient), corrected_article, *sorted(_saying(part) for part in parts))


def _saying(part: Part) -> str:
    if isinstance(part, Notice):
        said = (part.subject, part.ailment, part.healed, part.since.isoformat())
        return json.dumps(said, ensure_ascii=False)
    claim, against = part.said.claim, part.against
    voice = (claim.office or claim.speaker) if part.kind == "source_reversed" else None
    before = _value(against.claim.value) if against is not None else None
    said_of = (str(claim.key), part.kind, part.part, _value(claim.value), before, claim.modality, voice)
    return json.dumps(said_of, ensure_ascii=False)


def _value(value: Value) -> str:
    form = value_form(value)
    form.pop("others", None)  # they say how sure the reading is, and not what was read
    return json.dumps(form, sort_keys=True)
