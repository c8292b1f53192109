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
    """Speaker, outlet and day in the newsroom's zone: "Sabah al-Numan, Example Daily, 3 September 2026"."""
    outlet, day = _outlet(said), word_day(said.said_at.astimezone(zone).date(), words)
    who = _speaker(said.claim, words)
    if who is None:
        return words.said.unnamed.format(outlet=outlet, day=day)
    return words.said.named.format(who=who, outlet=outlet, day=day)


def word_source_briefly(said: Said, words: Vocabulary) -> str:
    """The speaker alone; the outlet where the article names none."""
    return _speaker(said.claim, words) or words.said.unnamed_short.format(outlet=_outlet(said))


def word_moment(at: datetime, zone: ZoneInfo, words: Vocabulary) -> str:
    """A moment in the newsroom's zone: "3 September 2026, 18:05 Baghdad time"."""
    local = at.astimezone(zone)
    city = zone.key.rsplit("/", maxsplit=1)[-1].replace("_", " ")
    return words.dates.moment.format(day=word_day(local.date(), words), time=f"{local:%H:%M}", zone=city)


def _speaker(claim: Claim, words: Vocabulary) -> str | None:
    """The speaker as named; the office is added where the name is in a script that runs the other way."""
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


def _outlet(said: Said) -> str:
    return isolate_foreign(make_inert(said.outlet).strip())
