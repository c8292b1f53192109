"""Whether somebody asked that a delivery be kept silent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from monitor.records import Delivery, Notice, Silence
from monitor.routing.matching import fit
from monitor.routing.sayings import parts_told
from monitor.routing.surroundings import Surroundings


def find_silence(
    delivery: Delivery, silences: Iterable[Silence], surroundings: Surroundings, now: datetime
) -> Silence | None:
    """The first silence that holds now and means everything that a delivery tells; None where something is left.

    Of notices, only a silence that names subjects or ailments means any.
    """
    return next((one for one in silences if _holds(one, now) and _means(one, delivery, surroundings)), None)


def _holds(silence: Silence, now: datetime) -> bool:
    return silence.ended_at is None and silence.made_at <= now < silence.until


def _means(silence: Silence, delivery: Delivery, surroundings: Surroundings) -> bool:
    notice = delivery.alert.notice
    if (notice is not None and not _means_subject(silence, notice)) or (notice is None and silence.subjects):
        return False
    return all(not fit(silence.matcher, delivery.alert, part, surroundings).obstacle for part in parts_told(delivery))


def _means_subject(silence: Silence, notice: Notice) -> bool:
    return notice.subject in silence.subjects if silence.subjects else bool(silence.matcher.ailments)
