"""What a newsroom follows: a topic with its frames, places, forces and look-alikes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from monitor.records.values import Lang

Words = Mapping[str, tuple[str, ...]]
"""Surface forms by language code."""

Labels = Mapping[Lang, str]
"""Names for people in the languages that have one of their own beside the label."""

FrameRole = Literal[
    "ends", "begins", "completes", "partial", "agreed",  # date frames
    "present", "remaining", "leaving",  # figure frames
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frame:
    """One kind of claim that a topic keeps.

    ``role`` ties the frame to the grammar of claims; ``triggers`` are patterns over word groups, "end + mission"
    meaning a word of both groups in one clause. ``label`` names it for people, ``labels`` in other languages; they make
    no difference to what is read.
    """

    name: str
    kind: Literal["date", "quantity"]
    role: FrameRole
    label: str
    triggers: tuple[str, ...] = ()
    labels: Labels = field(default_factory=dict, hash=False, repr=False)

    def label_in(self, lang: Lang) -> str:
        """Its name in the language; its label where it has none."""
        return self.labels.get(lang, self.label)


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a topic; ``parent`` is the id of the place that it lies in. ``home`` places need no mention."""

    name: str
    label: str
    parent: str | None = None
    aliases: Words = field(default_factory=dict)
    labels: Labels = field(default_factory=dict, hash=False, repr=False)

    def label_in(self, lang: Lang) -> str:
        """Its name in the language, else its first alias there, else its label."""
        return _name_in(lang, self.label, self.labels, self.aliases)


@dataclass(frozen=True, slots=True)
class Force:
    """A military or other body. ``own`` forces are the topic's subject; a claim about another carries its name."""

    name: str
    label: str
    own: bool = False
    aliases: Words = field(default_factory=dict)
    labels: Labels = field(default_factory=dict, hash=False, repr=False)

    def label_in(self, lang: Lang) -> str:
        """Its name in the language, else its first alias there, else its label."""
        return _name_in(lang, self.label, self.labels, self.aliases)


@dataclass(frozen=True, slots=True)
class Confusable:
    """A context that looks like the topic and is not; its words count against an article."""

    name: str
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Topic:
    """A running story: who, where, which frames. ``home`` is the place that is meant where none is named.

    ``first_phase`` is the place to which the first phase of the timetable is limited. ``languages`` are those that the
    topic is read in: an article in another never matches.

    ``threshold`` is the detection score from 0 to 1 at which an article counts as being of the topic.
    """

    name: str
    title: str
    home: str
    frames: tuple[Frame, ...]
    places: tuple[Place, ...]
    forces: tuple[Force, ...]
    confusables: tuple[Confusable, ...] = ()
    words: Mapping[str, Words] = field(default_factory=dict)
    threshold: float = 0.5
    languages: tuple[Lang, ...] = get_args(Lang)
    first_phase: str | None = None

    def frame(self, name: str) -> Frame | None:
        """The frame of that name, or None."""
        return next((frame for frame in self.frames if frame.name == name), None)

    def place_label(self, name: str, lang: Lang = "en") -> str:
        """The place's name for people who read ``lang``; for ``other:`` places and unknown ones the id itself."""
        known = next((place.label_in(lang) for place in self.places if place.name == name), None)
        return known or name.removeprefix("other:").replace("_", " ")

    def force_label(self, name: str, lang: Lang = "en") -> str:
        """The force's name for people who read ``lang``; for an unknown one the id itself."""
        known = next((force.label_in(lang) for force in self.forces if force.name == name), None)
        return known or name.replace("_", " ")


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """How strongly an article is about a topic: a score from 0 to 1 with the reasons that made it."""

    topic: str
    score: float
    matched: bool
    reasons: tuple[str, ...] = ()


def _name_in(lang: Lang, label: str, labels: Labels, aliases: Words) -> str:
    if lang in labels or lang == "en":  # English is the language that labels are mostly in
        return labels.get(lang, label)
    return next(iter(aliases.get(lang, ())), label)
