"""What the configuration knows of places and outlets, as far as routes ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from monitor.records import Source, Topic

USUAL_TIER = 2
"""The tier of an outlet of which no source is configured, as it is a source's own where none is given."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """In which places each place of a topic lies, the nearest first, and the tier of each outlet.

    A place that its topic does not name lies in itself alone; an outlet that is not named is of ``USUAL_TIER``.
    """

    places: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    tiers: Mapping[str, int] = field(default_factory=dict)

    def lies_in(self, topic: str, place: str, wanted: Iterable[str]) -> bool:
        """Whether a place is one of those wanted, or lies in one of them."""
        around = (place, *self.places.get(topic, {}).get(place, ()))
        return not set(around).isdisjoint(wanted)

    def tier(self, outlet: str) -> int:
        """The tier of an outlet, from 1, the weightiest, to 3."""
        return self.tiers.get(outlet, USUAL_TIER)


def surroundings_of(topics: Iterable[Topic], sources: Iterable[Source]) -> Surroundings:
    """What the configured topics and sources tell. Of an outlet with several sources the weightiest tier counts."""
    tiers: dict[str, int] = {}
    for source in sources:
        tiers[source.outlet] = min(source.tier, tiers.get(source.outlet, source.tier))
    return Surroundings({topic.name: _places(topic) for topic in topics}, tiers)


def _places(topic: Topic) -> dict[str, tuple[str, ...]]:
    parents = {place.name: place.parent for place in topic.places}
    return {name: tuple(_above(name, parents)) for name in parents}


def _above(name: str, parents: Mapping[str, str | None]) -> Iterator[str]:
    """The places around one, outwards; a circle, which the settings refuse, is gone round once."""
    seen = {name}
    parent = parents.get(name)
    while parent is not None and parent not in seen:
        yield parent
        seen.add(parent)
        parent = parents.get(parent)
