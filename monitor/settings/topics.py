"""A topic file: who, where, which frames, which words, and what only looks alike."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal, Self, get_args

from pydantic import AfterValidator, Field, model_validator

from monitor.records import Confusable, Force, Frame, FrameRole, Lang, Place, Topic, Words
from monitor.settings.findings import refusal, shown
from monitor.settings.tables import Flag, Number, Slug, Table, Text

ROLES: Mapping[str, tuple[FrameRole, ...]] = {
    "date": ("ends", "begins", "completes", "partial", "agreed"),
    "quantity": ("present", "remaining", "leaving"),
}
"""The roles that a frame of each kind may have."""

LANGUAGES: tuple[Lang, ...] = get_args(Lang)

_PLACE = re.compile(r"(?:other:)?[a-z0-9]+(?:[-_][a-z0-9]+)*")


def _place_name(written: str) -> str:
    if not _PLACE.fullmatch(written):
        found = f"the name {shown(written)} has other signs than small letters, digits, - and _ between them"
        raise refusal(found, 'write it like "ain_al_asad", or, for a smaller site, "other:al-qaim"')
    return written


PlaceName = Annotated[str, AfterValidator(_place_name), Field(json_schema_extra={"pattern": f"^{_PLACE.pattern}$"})]


OtherLabels = dict[Lang, Text]
"""A name for people, where those who read a language know the thing by another one than its label."""

_OTHER_LABELS = 'the name in messages in other languages: { ar = "…", ckb = "…" }'


class WordTable(Table):
    """Surface forms by language; one language at least."""

    ar: tuple[Text, ...] = Field(default=(), description="Arabic forms, each in quotes")
    en: tuple[Text, ...] = Field(default=(), description="English forms, each in quotes")
    ckb: tuple[Text, ...] = Field(default=(), description="Sorani Kurdish forms, each in quotes")

    @model_validator(mode="after")
    def _some_language(self) -> Self:
        if not self.words():
            found = "there are no words in any language"
            raise refusal(found, 'give one at least: en = ["…"], ar = ["…"], ckb = ["…"]')
        return self

    def words(self) -> Words:
        """The forms of the languages that have any."""
        forms: dict[str, tuple[str, ...]] = {lang: getattr(self, lang) for lang in LANGUAGES}
        return {lang: words for lang, words in forms.items() if words}


class ForceTable(WordTable):
    """One ``[forces.NAME]`` table."""

    label: Text = Field(description="the force's name for people")
    labels: OtherLabels = Field(default={}, description=_OTHER_LABELS)
    own: Flag = Field(default=False, description="true for the force that the story is about")


class PlaceTable(WordTable):
    """One ``[places.NAME]`` table."""

    label: Text = Field(description="the place's name for people")
    labels: OtherLabels = Field(default={}, description=_OTHER_LABELS)
    parent: PlaceName | None = Field(default=None, description="the name of the place that this one lies in")


class FrameTable(Table):
    """One ``[frames.NAME]`` table."""

    kind: Literal["date", "quantity"] = Field(description="date or quantity: what a claim of this frame carries")
    role: FrameRole = Field(description="what the frame is to the grammar of claims")
    label: Text = Field(description="the frame's name for people")
    labels: OtherLabels = Field(default={}, description=_OTHER_LABELS)
    triggers: tuple[Text, ...] = Field(
        default=(), description='patterns over word groups, like "end + mission": both in one clause'
    )

    @model_validator(mode="after")
    def _role_fits_kind(self) -> Self:
        fitting = ROLES[self.kind]
        if self.role not in fitting:
            found = f"role is {shown(self.role)}, which no {self.kind} frame has"
            raise refusal(found, f"give one of {', '.join(fitting)}", "role")
        return self


class TopicFile(Table):
    """The whole of one file in ``topics/``."""

    name: Slug = Field(description="the topic's name, like coalition-withdrawal; claims are kept under it")
    title: Text = Field(description="the topic's name for people")
    home: PlaceName = Field(
        description="the place that is meant where a sentence names none, and that the others lie in"
    )
    languages: tuple[Lang, ...] = Field(
        default=LANGUAGES,
        min_length=1,
        description="the languages that the topic is read in; those left out never match",
    )
    first_phase: PlaceName | None = Field(
        default=None, description="the place to which the first phase of the timetable is limited, if it is to one"
    )
    threshold: Number = Field(
        default=0.5, ge=0, le=1, description="the detection score from 0 to 1 at which an article is of the topic"
    )
    forces: dict[Slug, ForceTable] = Field(min_length=1, description="the forces, one [forces.NAME] table each")
    places: dict[PlaceName, PlaceTable] = Field(min_length=1, description="the places, one [places.NAME] table each")
    frames: dict[Slug, FrameTable] = Field(min_length=1, description="the frames, one [frames.NAME] table each")
    words: dict[Slug, WordTable] = Field(
        default={}, description="word groups of this topic, one [words.NAME] table each; they add to the language packs"
    )
    confusable: dict[Slug, WordTable] = Field(
        default={}, description="stories that only look alike, one [confusable.NAME] table each"
    )

    def record(self) -> Topic:
        """The topic as the rest of the monitor knows it; everything in the order of the file."""
        return Topic(
            name=self.name,
            title=self.title,
            home=self.home,
            frames=tuple(
                Frame(name, frame.kind, frame.role, frame.label, frame.triggers, frame.labels)
                for name, frame in self.frames.items()
            ),
            places=tuple(
                Place(name, place.label, place.parent, place.words(), place.labels)
                for name, place in self.places.items()
            ),
            forces=tuple(
                Force(name, force.label, force.own, force.words(), force.labels) for name, force in self.forces.items()
            ),
            confusables=tuple(Confusable(name, table.words()) for name, table in self.confusable.items()),
            words={name: table.words() for name, table in self.words.items()},
            threshold=self.threshold,
            languages=self.languages,
            first_phase=self.first_phase,
        )
