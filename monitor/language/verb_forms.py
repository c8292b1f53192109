"""The forms of verbs that a language makes of a noun and another verb, so that a word list names each once.

Sorani says "to make empty" for to vacate, and writes the two words together or apart, with or without a pronoun
between. A list holds "چۆڵ {کردن}" for all of it, and "چۆڵ {past کردن}" for the forms of the past.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_VERB = re.compile(r"(?P<noun>[^{}]*[^{}\s]) \{(?:(?P<tense>\w+) )?(?P<verb>\w+)\}")

_BRACES = frozenset("{}")

_PRONOUNS = ("ی", "یان")
"""What may be written between the two words in the past: who did it. Source: Thackston, agent affixes."""


@dataclass(frozen=True, slots=True)
class VerbForms:
    """The forms of the verbs that make others: tense (``present``, ``past``, ``nouns``) → verb → forms."""

    tenses: Mapping[str, Mapping[str, Sequence[str]]]

    def expand(self, surface: str) -> tuple[str, ...]:
        """All forms of what a list names; the surface itself where it names no verb.

        Raises KeyError with the verb or the tense that is not known, or with a surface whose braces name none.
        """
        found = _VERB.fullmatch(surface)
        if found is None and _BRACES.intersection(surface):
            raise KeyError(surface)
        if found is None:
            return (surface,)
        return tuple(dict.fromkeys(self._forms(found["noun"], found["verb"], found["tense"])))

    def _forms(self, noun: str, verb: str, tense: str | None) -> Iterator[str]:
        tenses = self.tenses if tense is None else {tense: self.tenses[tense]}
        for name, verbs in tenses.items():
            for form in verbs[verb]:
                yield f"{noun} {form}"
                yield f"{noun}{form}"
                if name == "past":
                    yield from (f"{noun}{pronoun}{form}" for pronoun in _PRONOUNS)


def is_verb(surface: str) -> bool:
    """Whether a list names a verb here whose forms are to be made."""
    return _VERB.fullmatch(surface) is not None
