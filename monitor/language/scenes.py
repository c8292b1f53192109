"""An article laid out for judgement: its sentences with the forces, places, events, dates and figures in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from operator import attrgetter
from typing import TypeVar, get_args

from monitor.language.dates import DateWords
from monitor.language.events import Asides, Event, Pattern, find_events, patterns_of
from monitor.language.figure_words import FigureWords
from monitor.language.grounds import Grounds
from monitor.language.laid_out import LaidOut
from monitor.language.lexicon import Hit
from monitor.language.overlaps import (
    is_rest_of_place,
    lies_in,
    longest,
    outermost,
    starts_in,
    without_some_left,
)
from monitor.language.reading import Layout
from monitor.language.sentences import Sentence
from monitor.language.tokens import COMMAS, Token
from monitor.language.vocabulary import PRESENCE, Mark, MarkKind, Vocabulary
from monitor.records import Article, Topic


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence with everything that was found in it; all positions are tokens of the whole text.

    ``people`` are the words for soldiers and the like that name no force; ``groups`` the words of the word groups;
    ``abroad`` the countries and cities that the topic does not name, where something is said to be in or from them;
    ``figures`` the counts, without sums of money, measures and shares.
    """

    sentence: Sentence
    forces: tuple[Hit[Mark], ...]
    people: tuple[Hit[Mark], ...]
    places: tuple[Hit[Mark], ...]
    groups: tuple[Hit[Mark], ...]
    confusables: tuple[Hit[Mark], ...]
    abroad: tuple[Hit[Mark], ...]
    events: tuple[Event, ...]
    dates: tuple[DateWords, ...]
    figures: tuple[FigureWords, ...]
    is_title: bool

    def clause_of(self, at: int) -> int:
        """The number of the clause in which a token stands."""
        return self.sentence.clause_of(at)

    def is_dated(self, at: int) -> bool:
        """Whether a token belongs to the words of a date."""
        return any(words.first <= at <= words.last for words in self.dates)

    def names_force(self, names: Iterable[str]) -> bool:
        """Whether the sentence names one of these forces."""
        wanted = frozenset(names)
        return any(hit.label.name in wanted for hit in self.forces)

    def group_hits(self, *groups: str) -> tuple[Hit[Mark], ...]:
        """The words of these groups, by position."""
        return tuple(hit for hit in self.groups if hit.label.name in groups)


@dataclass(frozen=True, slots=True)
class Staging:
    """A whole article laid out under one topic."""

    article: Article
    topic: Topic
    own_forces: frozenset[str]
    layout: Layout
    scenes: tuple[Scene, ...]
    grounds: Grounds
    """The topic's home, and what lies in what."""
    home: str
    """The place that the article means where it names none: the topic's home, or the country in it that it is about."""
    called: dict[str, frozenset[str]] = field(default_factory=dict, compare=False)
    """The places that the article calls by a word ("base"), for the words that were asked for."""
    names_abroad: bool = False
    """Whether a country that the topic does not name stands anywhere in the text."""

    @property
    def tokens(self) -> Sequence[Token]:
        """The tokens of the article's full text."""
        return self.layout.tokens

    def text(self, first: int, last: int) -> str:
        """The article's words from one token to another, as they stand."""
        return self.article.full_text[self.tokens[first].start : self.tokens[last].end]

    def before(self, scene: Scene) -> Scene | None:
        """The sentence before one of the text's body, or None where it is the first or stands below the title."""
        at = next(order for order, one in enumerate(self.scenes) if one is scene)
        return self.scenes[at - 1] if at > 0 and not self.scenes[at - 1].is_title else None

    def holders(self, place: str) -> Iterator[str]:
        """The places in which a place lies, the nearest first."""
        return self.grounds.holders(place)

    def lies_at_home(self, place: str) -> bool:
        """Whether a place is the topic's home or lies in it."""
        return place == self.topic.home or self.topic.home in self.holders(place)

    def lies_below_home(self, place: str) -> bool:
        """Whether a place lies in the topic's home and is less than the place that the article means."""
        larger = place in {self.home, *self.holders(self.home)}
        return self.lies_at_home(place) and not larger


def stage_article(article: Article, vocabulary: Vocabulary) -> Staging:
    """Lay an article out under a topic. An article in a language without words of the topic has bare scenes."""
    laid = LaidOut(article)
    return stage_marks(laid, vocabulary, vocabulary.lexicon(article.lang).find(laid.tokens))


def stage_marks(laid: LaidOut, vocabulary: Vocabulary, marks: Sequence[Hit[Mark]]) -> Staging:
    """The same for an article that is laid out already, with the topic's words that were found in it."""
    article, topic = laid.article, vocabulary.topic
    finder = _Finder(laid.layout, laid.dates, laid.figures, tuple(_people(laid.layout)), patterns_of(topic))
    dealt = _by_sentence(marks, laid.sentences)
    scenes = tuple(
        finder.scene(sentence, inside, is_title=laid.tokens[sentence.last].end <= len(article.title))
        for sentence, inside in zip(laid.sentences, dealt, strict=True)
    )
    abroad = any(hit.label.kind == "abroad" for hit in marks)
    home = vocabulary.grounds.meant(_named_in(scenes, titled=True), _named_in(scenes, titled=False))
    return Staging(
        article, topic, vocabulary.own_forces, laid.layout, scenes, vocabulary.grounds, home, names_abroad=abroad
    )


def _named_in(scenes: Iterable[Scene], *, titled: bool) -> list[str]:
    """The places that the title names, or the text behind it, in order."""
    return [hit.label.name for scene in scenes if scene.is_title == titled for hit in scene.places]


def _people(layout: Layout) -> Iterator[Hit[Mark]]:
    """Words for soldiers, advisers and the like in the whole text, in order."""
    for at in layout.places_of(_PEOPLE_TABLE):
        found = next((hit for unit in _PEOPLE if (hit := layout.meaning(at, "people", unit)) is not None), None)
        if found is not None:
            yield Hit(Mark("group", "people"), found.first, found.last)


def _by_sentence(marks: Sequence[Hit[Mark]], sentences: Sequence[Sentence]) -> Iterator[list[Hit[Mark]]]:
    """The hits that lie wholly in each sentence; both stand in order of their first token."""
    at = 0
    for sentence in sentences:
        inside = []
        while at < len(marks) and marks[at].first <= sentence.last:
            if marks[at].first >= sentence.first and marks[at].last <= sentence.last:
                inside.append(marks[at])
            at += 1
        yield inside


Spanned = TypeVar("Spanned", DateWords, FigureWords, Hit[Mark])


def _within(found: Sequence[Spanned], sentence: Sentence) -> tuple[Spanned, ...]:
    """Of words in order those that begin in a sentence."""
    first = bisect_left(found, sentence.first, key=_first)
    return tuple(found[first : bisect_right(found, sentence.last, first, key=_first)])


_first = attrgetter("first")
_KINDS: tuple[MarkKind, ...] = get_args(MarkKind)
_WHOLES = frozenset({"whole", "last_of"})


@dataclass(frozen=True, slots=True)
class _Finder:
    """What was found in the whole text, to be dealt out to its sentences."""

    layout: Layout
    dates: Sequence[DateWords]
    figures: Sequence[FigureWords]
    people: Sequence[Hit[Mark]]
    patterns: Sequence[Pattern]

    def scene(self, sentence: Sentence, inside: Sequence[Hit[Mark]], *, is_title: bool) -> Scene:
        of_kind: dict[MarkKind, list[Hit[Mark]]] = {kind: [] for kind in _KINDS}
        for hit in inside:
            of_kind[hit.label.kind].append(hit)
        dates, figures = _within(self.dates, sentence), _within(self.figures, sentence)
        forces, places = longest(of_kind["force"]), longest(of_kind["place"])
        people = tuple([hit for hit in _within(self.people, sentence) if not lies_in(hit, forces)])
        dated = {at for words in dates for at in range(words.first, words.last + 1)}
        confusables = longest([hit for hit in of_kind["confusable"] if not lies_in(hit, forces)])
        groups = self._groups(of_kind["group"], dated, places, confusables)
        sentence = _with_whole_clauses(sentence, dates, places, groups, self.layout)
        abroad = longest([hit for hit in of_kind["abroad"] if not lies_in(hit, (*forces, *places))])
        asides = {at for hit in (*forces, *places) for at in range(hit.first, hit.last + 1)} | dated
        stand_ins = _named(groups, forces, people, self._not_led_to(places))
        return Scene(
            sentence=sentence,
            forces=forces,
            people=people,
            places=places,
            groups=groups,
            confusables=confusables,
            abroad=tuple([hit for hit in abroad if self._is_site(hit, groups)]),
            events=find_events(
                (*groups, *stand_ins),
                self.patterns,
                sentence,
                Asides(asides, asides.union(self._relative(sentence))),
                object_behind=self._puts_objects_behind,
            ),
            dates=dates,
            figures=figures,
            is_title=is_title,
        )

    def _groups(
        self,
        found: Sequence[Hit[Mark]],
        dated: Container[int],
        places: Sequence[Hit[Mark]],
        confusables: Sequence[Hit[Mark]],
    ) -> tuple[Hit[Mark], ...]:
        """The words of groups, without those within names, dates and longer sayings, or of other things than forces."""
        if not found:
            return ()
        whole = [hit for hit in found if hit.label.name in _WHOLES]
        groups = tuple(
            [
                hit
                for hit in found
                if hit.first not in dated
                and (hit.label == PRESENCE or not lies_in(hit, places))
                and not is_rest_of_place(hit, places)
                and not (hit.label.name == "part_of" and starts_in(hit, whole))
            ]
        )
        other = [hit for hit in confusables if hit.last > hit.first and not any(lies_in(one, (hit,)) for one in places)]
        if other:  # the "withdrawals" of "cash withdrawals"
            groups = tuple([hit for hit in groups if not lies_in(hit, other)])
        groups = without_some_left(self._without_things(outermost(groups)))
        going = [hit for hit in groups if hit.label.name == "arrival" and hit.last > hit.first]
        return tuple([hit for hit in groups if hit.label.name != "departure" or not lies_in(hit, going)])

    @property
    def _puts_objects_behind(self) -> bool:
        """Whether the language puts a verb's object behind it and its subject before it, as English does."""
        return self.layout.pack.order.isdisjoint({"verb_first", "verb_last"})

    def _relative(self, sentence: Sentence) -> Iterator[int]:
        """The tokens of the clauses about the noun before them: "the withdrawal, which began in May, ends in June"."""
        starts = (*sentence.clauses, sentence.last + 1)
        for first, behind in pairwise(starts[1:]):
            if self.layout.starting(first, "relatives") is not None:
                yield from range(first, behind)

    def _not_led_to(self, places: Sequence[Hit[Mark]]) -> list[Hit[Mark]]:
        """The places without those to which something goes ("handed to", "sent to"), which nobody leaves by it."""
        return [hit for hit in places if self.layout.ending_meaning(hit.first - 1, "locations", "to") is None]

    def _is_site(self, hit: Hit[Mark], groups: Sequence[Hit[Mark]]) -> bool:
        """Whether something is said to be in or from a country, or to leave it; others only speak or are spoken of."""
        layout = self.layout
        for at in range(hit.first - 1, max(hit.first - 1 - _PREPOSITION_REACH, -1), -1):
            if layout.ends_in(at, "locations", "in", "from"):
                return True
        leaves = (other for other in groups if other.label.name in _LEAVING)
        return any(0 <= hit.first - other.last - 1 <= 1 for other in leaves)

    def _without_things(self, groups: tuple[Hit[Mark], ...]) -> tuple[Hit[Mark], ...]:
        """The groups without the withdrawal or handover of other things than forces ("withdraw the bill")."""
        things = [hit for hit in groups if hit.label.name == "things"]
        return tuple(
            hit
            for hit in groups
            if hit.label.name not in _WITH_OBJECT or not any(self._is_object(thing, hit) for thing in things)
        )

    def _is_object(self, thing: Hit[Mark], event: Hit[Mark]) -> bool:
        """Whether a thing stands where what is withdrawn does: behind the word, or before it where verbs come last."""
        verb_last = "verb_last" in self.layout.pack.order
        gap = event.first - thing.last if verb_last else thing.first - event.last
        return 1 <= gap <= _OBJECT_REACH


def _with_whole_clauses(
    sentence: Sentence,
    dates: Sequence[DateWords],
    places: Sequence[Hit[Mark]],
    groups: Sequence[Hit[Mark]],
    layout: Layout,
) -> Sentence:
    """The sentence without clause borders inside a date ("June 30, 2009") and around a place added between commas."""
    if len(sentence.clauses) == 1:
        return sentence
    inside = {at for words in dates for at in range(words.first + 1, words.last + 1)}
    starts = [at for at in sentence.clauses if at not in inside]
    dropped: set[int] = set()
    for at, behind in pairwise(starts[1:]):
        told = any(at <= hit.first < behind and hit.label.name not in _SITES for hit in groups)
        told = told or any(at <= words.first < behind for words in dates) or layout.starting(at, "and") is not None
        placed = any(at <= place.first <= at + _LEAD for place in places)
        commas = all(layout.tokens[border - 1].folded in COMMAS for border in (at, behind))
        if placed and commas and not told and behind - at <= _LONGEST_ASIDE:
            dropped |= {at, behind}
    clauses = tuple([at for at in starts if at not in dropped])
    return sentence if clauses == sentence.clauses else replace(sentence, clauses=clauses)


_SITES = frozenset({"site", "country", "there", "beside"})
"""Groups whose words tell no more than where something is."""

_LEAD = 4
"""How many words may lead to the place of an aside ("in the hills of"); a judgement."""
_LONGEST_ASIDE = 9
"""A place between commas in more words than these, the comma among them, is a clause of its own; a judgement."""

_WITH_OBJECT = frozenset({"withdrawal", "handover", "departure"})
"""Groups whose words may be about other things than forces."""

_LEAVING = frozenset({"withdrawal", "departure", "arrival"})

_PREPOSITION_REACH = 2
"""How many words may stand between a preposition and its country ("in the", "in southern")."""

_OBJECT_REACH = 3
"""How far what is withdrawn, or withdrawn from, may stand ("withdraw from the race")."""

_PEOPLE = ("troops", "advisers", "people")
_PEOPLE_TABLE = frozenset({"people"})


def _named(
    groups: Iterable[Hit[Mark]], forces: Iterable[Hit[Mark]], people: Iterable[Hit[Mark]], places: Iterable[Hit[Mark]]
) -> Iterator[Hit[Mark]]:
    """What stands for any force and any site in triggers that ask for one."""
    bodies = (hit for hit in groups if hit.label.name == "armed_body")
    countries = (hit for hit in groups if hit.label.name in {"country", "there"})
    yield from _as("force", (*forces, *people, *bodies))
    yield from _as("site", (*places, *countries))


def _as(group: str, hits: Iterable[Hit[Mark]]) -> Iterator[Hit[Mark]]:
    """The hits as words of a group, for triggers that ask for any force or any place."""
    return (hit._replace(label=Mark("group", group)) for hit in hits)
