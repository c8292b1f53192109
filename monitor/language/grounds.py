"""The country that an article is about, where a topic's home is a region of several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from monitor.language.lexicon import phrase_words
from monitor.language.pack import languages, load_pack
from monitor.records import Topic


@dataclass(frozen=True, slots=True)
class Grounds:
    """A topic's home with the countries that lie in it: an article that is about one of them means that one.

    "France leaves Chad" and then "some 400 soldiers go on Saturday" leave Chad, though the topic's home is Africa.
    """

    home: str
    parents: Mapping[str, str | None]
    """What each place lies in, if it lies in another."""
    countries: frozenset[str] = frozenset()
    """The places in the home that are countries; none where the home is one itself."""

    def meant(self, titled: Sequence[str], told: Sequence[str]) -> str:
        """The place that an article means where it names none, from the places of its title and of its text in order.

        The country that the title alone names, or a place in it; else that of most places in the text, if it is more
        than half of them; else the home.
        """
        if not self.countries:
            return self.home
        of_title = {country for name in titled if (country := self._country_of(name)) is not None}
        if len(of_title) == 1:
            return of_title.pop()
        counts = Counter(country for name in told if (country := self._country_of(name)) is not None)
        country, most = max(counts.items(), key=lambda item: item[1], default=(self.home, 0))
        return country if 2 * most > len(told) and self.home not in titled else self.home

    def holders(self, place: str) -> Iterator[str]:
        """The places in which a place lies, the nearest first."""
        parent = self.parents.get(place)
        while parent is not None:
            yield parent
            parent = self.parents.get(parent)

    def _country_of(self, place: str) -> str | None:
        return next((name for name in (place, *self.holders(place)) if name in self.countries), None)


def grounds_of(topic: Topic) -> Grounds:
    """A topic's home with its countries: the places in it that bear a country's name in any language.

    Source of the names: the first of each country in the packs' ``geography.toml``, which is CLDR's.
    """
    parents = {place.name: place.parent for place in topic.places}
    grounds = Grounds(topic.home, parents)
    called = countries_called(topic)
    within = frozenset(name for name in called if topic.home in grounds.holders(name))
    return Grounds(topic.home, parents, frozenset() if topic.home in called else within)


def countries_called(topic: Topic) -> frozenset[str]:
    """The places one of whose words is the name of a country."""
    found = set()
    for lang in languages():
        countries = load_pack(lang).words["geography"].get("abroad", {}).values()
        names = {tuple(phrase_words(words[0])) for words in countries}
        for place in topic.places:
            if any(tuple(phrase_words(word)) in names for word in place.aliases.get(lang, ())):
                found.add(place.name)
    return frozenset(found)
