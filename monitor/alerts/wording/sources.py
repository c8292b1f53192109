"""Who said a claim, where and when; and what the claim is about."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from monitor.alerts.inert import isolate_foreign, make_inert, runs_right_to_left
from monitor.alerts.wording.values import word_day
from monitor.alerts.wording.vocabulary import Vocabulary
from monitor.records import Claim, ClaimKey, Said, Topic

_ACRONYMS = frozenset({"us", "un"})
"""Parts of office ids (see the speech words of the language packs) that are written in capitals."""


def word_label(key: ClaimKey, topic: Topic, words: Vocabulary) -> str:
    """What the claim is about: frame, place and, for another force than the topic's own, the force."""
    frame = topic.frame(key.frame)
    label = frame.label if frame else key.frame.replace("_", " ")
    place = isolate_foreign(make_inert(topic.place_label(key.place)))
    if key.force is None:
        return words.said.label.format(frame=label, place=place)
    force = next((one.label for one in topic.forces if one.name == key.force), key.force.replace("_", " "))
    return words.said.label_of_force.format(frame=label, place=place, force=isolate_foreign(make_inert(force)))


def word_source(said: Said, zone: ZoneInfo, words: Vocabulary) -> str:
    """Speaker, outlet and day in the newsroom's zone: "Sabah al-Numan, Example Daily, 3 September 2026".

    Where the report is another's, its origin stands beside the outlet.
    """
    outlet, day = _reporter(said, words), word_day(said.said_at.astimezone(zone).date(), words)
    who = word_speaker(said.claim, words)
    if who is None:
        return words.said.unnamed.format(outlet=outlet, day=day)
    return words.said.named.format(who=who, outlet=outlet, day=day)


def word_source_briefly(said: Said, words: Vocabulary) -> str:
    """The speaker alone; the outlet where the article names none."""
    return word_speaker(said.claim, words) or words.said.unnamed_short.format(outlet=_reporter(said, words))


def word_place_of_report(said: Said, zone: ZoneInfo, words: Vocabulary) -> str:
    """Outlet and day, without the speaker: "Example Daily, 3 September 2026"."""
    day = word_day(said.said_at.astimezone(zone).date(), words)
    return words.said.where.format(outlet=_reporter(said, words), day=day)


def word_outlet(said: Said) -> str:
    """The outlet's name."""
    return isolate_foreign(make_inert(said.outlet).strip())


def word_moment(at: datetime, zone: ZoneInfo, words: Vocabulary) -> str:
    """A moment in the newsroom's zone: "3 September 2026, 18:05 Baghdad time"."""
    local = at.astimezone(zone)
    return words.dates.moment.format(day=word_day(local.date(), words), time=word_time(local), zone=word_zone(zone))


def word_time(local: datetime) -> str:
    """The time of day: "18:05"."""
    return f"{local:%H:%M}"


def word_zone(zone: ZoneInfo) -> str:
    """The zone by its city: "Baghdad"."""
    return zone.key.rsplit("/", maxsplit=1)[-1].replace("_", " ")


def word_speaker(claim: Claim, words: Vocabulary) -> str | None:
    """The speaker as named, None where nobody is.

    The office is added where the name is in a script that runs the other way.
    """
    office = word_office(make_inert(claim.office or "").strip())
    speaker = make_inert(claim.speaker or "").strip()
    if speaker and office and runs_right_to_left(speaker):
        return words.said.by_office.format(office=office, speaker=isolate_foreign(speaker))
    return isolate_foreign(speaker or office) or None


def word_office(office: str) -> str:
    """An office id as people write it: ``us-embassy-spokesperson`` as "US embassy spokesperson"; empty for none."""
    words = office.replace("_", " ").replace("-", " ").split()
    spelled = [word.upper() if word.lower() in _ACRONYMS else word for word in words]
    return " ".join([spelled[0][:1].upper() + spelled[0][1:], *spelled[1:]]) if spelled else ""


def _reporter(said: Said, words: Vocabulary) -> str:
    """The outlet, with the origin of its report where that is another."""
    outlet, origin = word_outlet(said), isolate_foreign(make_inert(said.origin).strip())
    if not origin or origin.casefold() == outlet.casefold():
        return outlet
    return words.said.copied.format(outlet=outlet, origin=origin)
