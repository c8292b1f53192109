"""All claims of an article under a topic, each with the words that carry it and the rule that made it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from monitor.claims.counting import whole_of
from monitor.claims.figures import CountedForce, count_forces
from monitor.claims.fitting import as_said, dated_counts, fit_to_figures, is_new_date
from monitor.claims.linking import link_dates
from monitor.claims.links import ANNOUNCED, LISTED, DateLink
from monitor.claims.modality import Told, is_background, is_old_count, judge_modality, recalls_speech
from monitor.claims.places import FARTHEST, FARTHEST_OF_MISSION, Said, SiteFinder
from monitor.claims.spans import Span, clauses_apart, gap
from monitor.claims.speakers import Speaker, find_speakers
from monitor.claims.tense import has_happened
from monitor.claims.timing import DatedWords, resolve_dates
from monitor.claims.undated import undated_events
from monitor.identity import stable_id
from monitor.json_forms import value_form
from monitor.language.events import Event
from monitor.language.figure_words import FigureWords
from monitor.language.scenes import Scene, Staging
from monitor.records import Claim, ClaimKey, DateValue, Frame, Value


@dataclass(frozen=True, slots=True)
class _Finding:
    """A value under a frame at its places; ``words`` are those of the value, ``first..last`` all that was joined."""

    frame: Frame
    value: Value
    words: Span
    first: int
    last: int
    places: tuple[str, ...]
    rule: str
    moved_to: bool = False
    recalled: bool = False


def read_claims(staging: Staging) -> tuple[Claim, ...]:
    """The claims of an article in order of their place, one for each frame, place, force and value.

    Of claims that say the same the first is kept; but one that is news before one that recalls, and one whose sentence
    names its speaker before one that stands unattributed, as headlines do.
    """
    reader = _Reader(staging, resolve_dates(staging))
    told = list(zip(staging.scenes, find_speakers(staging), strict=True))
    claims = _gather(reader.findings, told, staging)
    claims = _without_repeated_news(claims)
    if not any(isinstance(claim.value, DateValue) for claim in claims):
        claims = (*claims, *_gather(reader.undated, told, staging))
    return tuple(sorted(claims, key=lambda claim: (claim.start, claim.value_start, str(claim.key))))


def _without_repeated_news(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims without those dated by the day of an announcement alone, where another tells the day itself."""
    told = [one for one in claims if not one.rule.endswith(ANNOUNCED) and one.modality == "occurred"]
    return tuple(
        claim for claim in claims if not claim.rule.endswith(ANNOUNCED) or not any(_tells(one, claim) for one in told)
    )


def _tells(one: Claim, announced: Claim) -> bool:
    if not _may_be_one_voice(one, announced) or one.key != announced.key:
        return False
    if not isinstance(one.value, DateValue) or not isinstance(announced.value, DateValue):
        return False
    return timedelta(0) <= announced.value.start - one.value.start <= _NEWS


def _may_be_one_voice(one: Claim, other: Claim) -> bool:
    """Whether two claims may come from one speaker: two who are named apart may well contradict each other."""
    if one.speaker is None or other.speaker is None:
        return True
    return one.speaker == other.speaker or (one.office is not None and one.office == other.office)


_NEWS = timedelta(days=10)
"""An event is announced within so many days; a judgement."""


def _gather(
    read: Callable[[Scene, Speaker | None], Iterable[_Finding]],
    told: Sequence[tuple[Scene, Speaker | None]],
    staging: Staging,
) -> tuple[Claim, ...]:
    claims: dict[tuple[ClaimKey, Value], Claim] = {}
    for scene, speaker in told:
        for finding in read(scene, speaker):
            for claim in _claims(finding, scene, staging, speaker):
                known = claims.get((claim.key, claim.value))
                if known is None or _says_more(claim, known, speaker):
                    claims[claim.key, claim.value] = claim
    return tuple(claims.values())


def _says_more(claim: Claim, known: Claim, speaker: Speaker | None) -> bool:
    """Whether a claim is to be kept in place of one of the same value that stands before it."""
    if known.background != claim.background:
        return known.background
    attributed = claim.speaker is not None and speaker is not None and speaker.attributed
    return known.speaker is None and attributed and known.modality == claim.modality


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one sentence after the other."""

    staging: Staging
    resolved: Mapping[int, DatedWords]

    def findings(self, scene: Scene, speaker: Speaker | None) -> Iterator[_Finding]:
        """The findings of one sentence: its dated events, then its figures."""
        sites = SiteFinder(scene, self.staging, (speaker,) if speaker is not None else ())
        counted = count_forces(scene, self.staging)
        links = link_dates(scene, self.staging, self.resolved)
        for link in links:
            fitted = fit_to_figures(link, counted, scene, self.staging)
            if fitted is not None and self._concerns_force(fitted.event, scene):
                yield from self._dated(fitted, scene, links, sites)
        for link in dated_counts(counted, links, scene, self.staging, self.resolved):
            yield from self._dated(link, scene, links, sites)
        for one in counted:
            partners = [other.figure for other in counted if other.moved_with(one)]
            yield from self._counted(one, scene, sites, partners)

    def undated(self, scene: Scene, speaker: Speaker | None) -> Iterator[_Finding]:
        """What a sentence tells as done without naming a day."""
        sites = SiteFinder(scene, self.staging, (speaker,) if speaker is not None else ())
        for event, value in undated_events(scene, self.staging):
            places = sites.places_of(Said(event, event, (), _others(event, scene)))
            if not self._happens_elsewhere(event, scene, places):
                fitting = self._fitting(event.frame, places)
                yield _Finding(event.frame, value, event, event.first, event.last, fitting, f"{event.role}_undated")

    def _dated(self, link: DateLink, scene: Scene, links: Sequence[DateLink], sites: SiteFinder) -> Iterator[_Finding]:
        words, event = link.dated.words, link.event
        places = self._places(link, scene, links, sites)
        if self._happens_elsewhere(event, scene, places):
            return
        first, last = min(words.first, event.first), max(words.last, event.last)
        frame = self._frame(event, scene, places)
        fitting = self._fitting(frame, places)
        value = as_said(link, scene, self.staging)
        moved_to = is_new_date(link, scene, self.staging)
        recalled = recalls_speech(words, scene, self.staging, self.resolved)
        yield _Finding(frame, value, words, first, last, fitting, link.rule, moved_to, recalled)

    def _places(self, link: DateLink, scene: Scene, links: Sequence[DateLink], sites: SiteFinder) -> tuple[str, ...]:
        """Where a dated event is put: by its own sentence, or by the one before."""
        words, event, home = link.dated.words, link.event, self.staging.home
        others = tuple(other.dated.words for other in links if other.dated is not link.dated)
        near: Span = event if link.rule.endswith(("_included", "_coordinated")) else words
        said = Said(event, near, others, _others(event, scene))
        if event.trigger == "rest" and not link.rule.endswith(LISTED):
            return self._of_whole(event, scene, sites) or sites.behind(event).places_of(said, FARTHEST_OF_MISSION)
        if _is_of_all(event, scene):
            sites = sites.beside(event)
        places = sites.places_of(said, FARTHEST_OF_MISSION if event.role == "ends" else FARTHEST)
        if event.role == "ends":
            places = self._widest(places) or self._of_first_phase(event, scene)
        if event.role == "partial":
            places = places or self._of_those_counted(event, scene, sites)
        if event.role in _GOING:
            places = places or sites.carried()
        if event.role == "partial" and sites.leads_elsewhere(event):
            places = places or sites.last_named(event.first)
        gone = _is_of_the_last(event, scene) and has_happened(event, scene, self.staging)
        if gone and not scene.group_hits("country"):
            places = places or sites.last_named(event.first)
        if event.trigger.startswith("handover") and home in (places or (home,)):
            return sites.last_named(event.first) or places  # what changes hands is a site, never the whole country
        return places

    def _counted(
        self, one: CountedForce, scene: Scene, sites: SiteFinder, partners: Sequence[FigureWords]
    ) -> Iterator[_Finding]:
        figure = one.figure
        if _is_counted_abroad(figure, scene):
            return
        whole = whole_of(figure, scene, self.staging)
        passed = [other for other in partners if other.first < figure.first]  # a place before both is that of both
        others = tuple(other for other in scene.figures if other not in (figure, whole, *passed))
        put = one.beside or figure
        others = tuple(other for other in others if other is not put)
        apart = tuple(event for event in scene.events if event.firm and clauses_apart(event, put, scene) > 0)
        places = sites.places_of(Said(put, put, others, apart))
        places = places or self._of_those_counted_before(one, scene, sites)
        if one.frame.role in _GOING:
            places = places or sites.carried()
        if one.frame.role == "leaving" and sites.leads_elsewhere(figure):
            places = places or sites.last_named(figure.first)  # "left for X" from where the article is
        if self._happens_elsewhere(figure, scene, places):
            return
        place = self._shared(places)
        old = not partners and is_old_count(figure, scene, self.staging, self.resolved)
        first = min(figure.first, one.cue.first) if one.listed and one.cue is not None else figure.first
        yield _Finding(one.frame, figure.value, figure, first, figure.last, place, one.rule, recalled=old)

    def _of_those_counted(self, cut: Event, scene: Scene, sites: SiteFinder) -> tuple[str, ...]:
        """Where those are whose number a cut brings down: "the 350 in X came to 200, and will come to 100 in June"."""
        counted = [figure for figure in scene.figures if figure.last < cut.first and figure.counts_people_or_things]
        return sites.places_of(Said(counted[-1], counted[-1])) if counted else ()

    def _of_whole(self, rest: Event, scene: Scene, sites: SiteFinder) -> tuple[str, ...]:
        """Where the rest are of whom a part was counted: "100 of the 200 in X go in May, the rest in June"."""
        parts = [figure for figure in scene.figures if figure.last < rest.first]
        wholes = [whole for figure in parts if (whole := whole_of(figure, scene, self.staging)) is not None]
        return sites.places_of(Said(wholes[-1], wholes[-1])) if wholes else ()

    def _of_those_counted_before(self, one: CountedForce, scene: Scene, sites: SiteFinder) -> tuple[str, ...]:
        """Where the number before was put, if the sentence goes on about it: "900 in X, a number to be cut to 400"."""
        if not one.rule.startswith("figure_reduced"):
            return ()
        before = [other for other in scene.figures if other.last < one.figure.first and other.counts_people_or_things]
        return sites.places_of(Said(before[-1], before[-1])) if before else ()

    def _of_first_phase(self, event: Event, scene: Scene) -> tuple[str, ...]:
        """The place of the timetable's first phase, where it is that which ends, and the topic limits it to one."""
        place = self.staging.topic.first_phase
        phases = (hit for hit in scene.group_hits("first_phase") if clauses_apart(hit, event, scene) == 0)
        return (place,) if place is not None and any(phases) else ()

    def _widest(self, places: Sequence[str]) -> tuple[str, ...]:
        """The places without those that lie in another: where the mission ends it ends in all that lies there."""
        return tuple(name for name in places if not set(places).intersection(self.staging.holders(name)))

    def _shared(self, places: Sequence[str]) -> tuple[str, ...]:
        """The one place of a count: of several, the nearest in which all of them lie; the home where none is told."""
        if len(places) <= 1:
            return tuple(places) or (self.staging.home,)
        holding = [(name, *self.staging.holders(name)) for name in places]
        common = (name for name in holding[0] if all(name in others for others in holding))
        return (next(common, places[0]),)

    def _frame(self, event: Event, scene: Scene, places: Sequence[str]) -> Frame:
        """The event's frame; who goes on in one place of the home until a day is gone from there by then."""
        mission = any(_goes_on(hit, event) for hit in scene.group_hits("mission"))
        within = bool(places) and all(self.staging.lies_at_home(name) for name in places)
        if not event.until or event.role != "ends" or mission or not within or self.staging.home in places:
            return event.frame
        return next((frame for frame in self.staging.topic.frames if frame.role == "completes"), event.frame)

    def _concerns_force(self, event: Event, scene: Scene) -> bool:
        """Whether a weak event stands in a sentence about the force, or about what its owner does."""
        named = scene.forces or scene.people or scene.group_hits("owner", "rest")
        told = named or scene.group_hits("mission") or self._goes_on(scene)
        if event.until and event.role == "ends" and not told:
            return False  # "the truce is due to last until July"
        return not event.weak or bool(named) or (event.role in {*_GOING, "agreed"} and self._goes_on(scene))

    def _goes_on(self, scene: Scene) -> bool:
        """Whether the sentence before is about the force, and this one names nobody else."""
        before = self.staging.before(scene)
        return before is not None and bool(before.forces or before.people)

    def _happens_elsewhere(self, said: Span, scene: Scene, places: Sequence[str]) -> bool:
        """Whether a look-alike story is named in the clause, or a country that is no place of the topic."""
        if not places and any(clauses_apart(hit, said, scene) == 0 for hit in scene.abroad):
            return True
        return not (places and scene.forces) and any(_owns(hit, said, scene, self.staging) for hit in scene.confusables)

    def _fitting(self, frame: Frame, places: tuple[str, ...]) -> tuple[str, ...]:
        """The places that a frame can have: an agreement is made for the topic's home."""
        home = self.staging.home
        return (home,) if frame.role == "agreed" or not places else places


def _owns(look_alike: Span, said: Span, scene: Scene, staging: Staging) -> bool:
    """Whether a look-alike story stands in the clause of what is said, or is what a relative clause goes on about."""
    between = gap(look_alike, said)
    if _is_country_beside_another(look_alike, between, said, scene, staging):
        return False
    follows = look_alike.last < said.first and between <= _RELATIVE_REACH
    return follows or (clauses_apart(look_alike, said, scene) == 0 and between <= _LOOK_ALIKE_REACH)


def _is_country_beside_another(look_alike: Span, between: int, said: Span, scene: Scene, staging: Staging) -> bool:
    """Whether a look-alike is a country that stands behind a place of the topic: "in Iraq and 900 in Vardania"."""
    before = [place for place in scene.places if place.last < look_alike.first]
    if any(gap(place, look_alike) <= 1 for place in before):
        return True
    layout = staging.layout
    country = layout.ends_in(look_alike.first - 1, "locations", "in", "from")
    return country and any(gap(place, said) < between for place in before)


def _is_counted_abroad(figure: Span, scene: Scene) -> bool:
    """Whether another country is the first place behind a figure: "900 in Vardania and 2,000 in Japan"."""
    behind = [hit for hit in (*scene.abroad, *scene.places) if hit.first > figure.last]
    nearest = min(behind, key=lambda hit: hit.first, default=None)
    return nearest is not None and nearest in scene.abroad and gap(figure, nearest) <= _ABROAD_REACH


_ABROAD_REACH = 3
"""How many words may stand between a figure and the country of those whom it counts; a judgement."""

_GOING = frozenset({"begins", "completes", "partial", "leaving", "remaining"})
"""Roles of going and staying, which a report goes on about without naming the place again."""


def _is_of_the_last(event: Event, scene: Scene) -> bool:
    """Whether the last of those who are somewhere go: from where the report is, if the sentence names no place."""
    lasts = (hit for hit in scene.group_hits("last_of") if clauses_apart(hit, event, scene) == 0)
    return event.role == "completes" and any(hit.first <= event.first for hit in lasts)


def _is_of_all(event: Event, scene: Scene) -> bool:
    """Whether all of the force go, so that another clause's place is not theirs: "… and all the forces go by May"."""
    alls = (hit for hit in scene.group_hits("whole") if clauses_apart(hit, event, scene) == 0)
    return event.role == "completes" and any(
        0 <= force.first - one.last - 1 <= 1 for one in alls for force in (*scene.forces, *scene.people)
    )


def _goes_on(mission: Span, event: Event) -> bool:
    """Whether it is the mission that goes on, whose word stands before the verb or right behind it."""
    return mission.first < event.first or gap(mission, event) <= _SUBJECT_REACH


_SUBJECT_REACH = 2
"""How many words may stand between a verb and the subject behind it; a judgement."""

_LOOK_ALIKE_REACH = 8
"""How many words may stand between an event and the look-alike story that it belongs to; a judgement."""


_RELATIVE_REACH = 2
"""How many words lead from a name into its relative clause: "UNAMI, which ends …"; a judgement."""


def _others(event: Event, scene: Scene) -> tuple[Event, ...]:
    return tuple(other for other in scene.events if other is not event and other.firm and other.role != "agreed")


def _claims(finding: _Finding, scene: Scene, staging: Staging, speaker: Speaker | None) -> Iterator[Claim]:
    sentence = scene.sentence
    role = finding.frame.role
    told = Told(finding.first, finding.last, role, finding.value, finding.moved_to)
    modality = judge_modality(scene, staging, told)
    speaker = speaker if speaker is not None and speaker.speaks(modality) else None
    force = _force(finding, scene, staging)
    start, end = staging.tokens[sentence.first].start, staging.tokens[sentence.last].end
    value_start, value_end = staging.tokens[finding.words.first].start, staging.tokens[finding.words.last].end
    text = staging.article.full_text
    for place in finding.places:
        key = ClaimKey(staging.topic.name, finding.frame.name, place, force)
        form = json.dumps(value_form(finding.value), sort_keys=True)
        yield Claim(
            claim_id=stable_id("claim", staging.article.article_id, str(key), form, modality),
            article_id=staging.article.article_id,
            key=key,
            value=finding.value,
            quote=text[start:end],
            start=start,
            end=end,
            value_text=text[value_start:value_end],
            value_start=value_start,
            value_end=value_end,
            modality=modality,
            background=finding.recalled or is_background(scene, staging, finding.value, role),
            speaker=speaker.text if speaker else None,
            office=speaker.office if speaker else None,
            rule=finding.rule,
        )


def _force(finding: _Finding, scene: Scene, staging: Staging) -> str | None:
    """The other force that the sentence is about, where it names none of the topic's own."""
    if scene.names_force(staging.own_forces):
        return None
    others = [hit.label.name for hit in scene.forces]
    return others[0] if others and finding.frame.role != "agreed" else None
