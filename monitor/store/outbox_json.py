"""JSON forms of what people and servers said of the outbox: free text, lists of words, and which changes are meant.

Reading one raises ValueError for a missing field, a wrong type or a word outside its closed set.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Final, get_args

from monitor.records import Ailment, Matcher
from monitor.store.fields import Fields, json_text
from monitor.store.record_json import KINDS, LANGS

_AILMENTS: Final[tuple[Ailment, ...]] = get_args(Ailment)


def words_from(row: Fields, name: str) -> str:
    """A text that was kept as JSON text."""
    return row.parsed(name).text(name)


def texts_from(row: Fields, name: str) -> tuple[str, ...]:
    """Texts that were kept as JSON text."""
    return tuple(row.parsed(name).texts(name))


def matcher_text(matcher: Matcher) -> str:
    """Which changes are meant, as JSON text: what is not given is left out."""
    return json_text({name: given for name, given in asdict(matcher).items() if given not in ((), None)})


def matcher_from(row: Fields, name: str) -> Matcher:
    """The record of a ``matcher_text``."""
    form = row.parsed(name).inner(name)
    given = Fields({each: [] for each in _LISTS} | dict(form.found))
    return Matcher(
        topics=tuple(given.texts("topics")),
        frames=tuple(given.texts("frames")),
        kinds=tuple(Fields({"kinds": each}).choice("kinds", KINDS) for each in given.listed("kinds")),
        places=tuple(given.texts("places")),
        langs=tuple(Fields({"langs": each}).choice("langs", LANGS) for each in given.listed("langs")),
        outlets=tuple(given.texts("outlets")),
        tiers=tuple(given.wholes("tiers")),
        ailments=tuple(Fields({"ailments": each}).choice("ailments", _AILMENTS) for each in given.listed("ailments")),
        least_later_days=given.whole_or_none("least_later_days"),
        least_earlier_days=given.whole_or_none("least_earlier_days"),
        least_percent=given.number_or_none("least_percent"),
        least_count=given.number_or_none("least_count"),
    )


_LISTS: Final = ("topics", "frames", "kinds", "places", "langs", "outlets", "tiers", "ailments")
