"""Who said a claim, where and when; and what the claim is about."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from monitor.alerts.inert import make_inert, runs_right_to_left
from monitor.alerts.wording.counting import set_off
from monitor.alerts.wording.dates import word_day, word_day_beside
from monitor.alerts.wording.locales import direction_of
from monitor.alerts.wording.vocabulary import Vocabulary
from monitor.records import Claim, ClaimKey, Said, Topic

_ACRONYMS = frozenset({"us", "un"})
"""Parts of office ids (see the speech words of the language packs) that are written in capitals."""


def word_label(key: ClaimKey, topic: Topic, words: Vocabulary) -> str:
    """What the claim is about: frame, place and, for another force than the topic's own, the force."""
    frame = topic.frame(key.frame)
    label = set_off(make_inert(frame.label_in(words.lang) if frame else key.frame.replace("_", " ")), words)
    place = set_off(make_inert(topic.place_label(key.place, words.lang)), words)
    if key.force is None:
        return words.said.label.format(frame=label, place=place)
    force = set_off(make_inert(topic.force_label(key.force, words.lang)), words)
    return words.said.label_of_force.format(frame=label, place=place, force=force)


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


def word_outlet(said: Said, words: Vocabulary) -> str:
    """The outlet's name."""
    return set_off(make_inert(said.outlet).strip(), words)


def word_moment(at: datetime, zone: ZoneInfo, words: Vocabulary) -> str:
    """A moment in the newsroom's zone: "3 September 2026, 18:05 Baghdad time"."""
    local = at.astimezone(zone)
    return words.dates.moment.format(
        day=word_day(local.date(), words), time=word_time(local, words), zone=word_zone(zone, words)
    )


def word_time(local: datetime, words: Vocabulary) -> str:
    """The time of day: "18:05"."""
    return set_off(f"{local:%H:%M}", words)


def word_since(at: datetime, today: date, zone: ZoneInfo, words: Vocabulary) -> str:
    """The time of a moment in the newsroom's zone, with its day where that is not ``today``: "2 March, 18:05"."""
    local = at.astimezone(zone)
    time = word_time(local, words)
    if local.date() == today:
        return words.course.today.format(time=time)
    return words.course.another_day.format(day=word_day_beside(local.date(), today, words), time=time)


def word_zone(zone: ZoneInfo, words: Vocabulary) -> str:
    """The zone by its city: "Baghdad"; by its English name where the word file has no other."""
    named = words.zones.get(zone.key)
    return named or set_off(zone.key.rsplit("/", maxsplit=1)[-1].replace("_", " "), words)


def word_speaker(claim: Claim, words: Vocabulary) -> str | None:
    """The speaker as named, None where nobody is.

    The office is added where the name is in a script that runs the other way and the reader's language has the office.
    """
    office = word_office(make_inert(claim.office or "").strip(), words)
    speaker = make_inert(claim.speaker or "").strip()
    is_foreign = runs_right_to_left(speaker) != (direction_of(words.lang) == "rtl")
    if speaker and office and is_foreign and _is_own(office, words):
        return words.said.by_office.format(office=office, speaker=set_off(speaker, words))
    return set_off(speaker or office, words) or None


def word_office(office: str, words: Vocabulary) -> str:
    """An office id as people write it: ``us-embassy-spokesperson`` as "US embassy spokesperson"; empty for none.

    In English where the word file has no name for it.
    """
    if office in words.offices:
        return words.offices[office]
    names = office.replace("_", " ").replace("-", " ").split()
    spelled = [name.upper() if name.lower() in _ACRONYMS else name for name in names]
    return " ".join([spelled[0][:1].upper() + spelled[0][1:], *spelled[1:]]) if spelled else ""


def _is_own(office: str, words: Vocabulary) -> bool:
    return runs_right_to_left(office) == (direction_of(words.lang) == "rtl")


def _reporter(said: Said, words: Vocabulary) -> str:
    """The outlet, with the origin of its report where that is another."""
    outlet, origin = word_outlet(said, words), set_off(make_inert(said.origin).strip(), words)
    if not origin or origin.casefold() == outlet.casefold():
        return outlet
    return words.said.copied.format(outlet=outlet, origin=origin)
