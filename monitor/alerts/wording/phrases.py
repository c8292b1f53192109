"""Checks the phrases of a file of words, and makes their foreign words stand apart from the line around them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from string import Formatter

from monitor.alerts.inert import isolate
from monitor.alerts.wording.locales import direction_of, plural_categories
from monitor.alerts.wording.phrase_parts import COUNT
from monitor.errors import Fault
from monitor.records import Lang

_NO_PARTS: frozenset[str] = frozenset()

_LATIN = re.compile(r"(\{[^}]*\})|[A-Za-z][\w.-]*(?: [A-Za-z][\w.-]*)*(?<!\.)", re.ASCII)
"""A part in braces, or words in Latin letters: names of files, commands and keys."""


@dataclass(frozen=True, slots=True)
class PhraseCheck:
    """One reading of a file of words in one language; ``faults`` gathers what is wrong with it."""

    file: str
    lang: Lang
    faults: list[Fault] = field(default_factory=list)

    def refuse(self, where: str, found: str, cure: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(self.file, where, found, cure))

    def phrase(self, where: str, found: object, parts: frozenset[str] = _NO_PARTS) -> str:
        """The phrase, empty where it has a fault: it is no text, or names other parts than these.

        In a language that runs from right to left its Latin words are isolated.
        """
        return self._phrase(where, found, needed=parts, known=parts)

    def forms(self, where: str, found: object, parts: frozenset[str]) -> Mapping[str, str]:
        """The phrase in each plural form of the language; all but ``other`` may leave out the count."""
        wanted = plural_categories(self.lang)
        if not isinstance(found, dict) or found.keys() != wanted:
            self.refuse(where, f"found {found!r}", f"give a phrase for each of {', '.join(sorted(wanted))}")
            return {}
        needed = {name: parts if name == "other" else parts - {COUNT} for name in found}
        return {
            name: self._phrase(f"{where}.{name}", form, needed=needed[name], known=parts)
            for name, form in found.items()
        }

    def _phrase(self, where: str, found: object, *, needed: frozenset[str], known: frozenset[str]) -> str:
        cure = f"write a phrase with {', '.join('{' + part + '}' for part in sorted(known)) or 'no part in braces'}"
        if not isinstance(found, str) or not found.strip():
            self.refuse(where, f"found {found!r}", cure)
            return ""
        try:
            named = {part for _, part, _, _ in Formatter().parse(found) if part is not None}
        except ValueError as error:
            self.refuse(where, str(error), cure)
            return ""
        if not needed <= named <= known:
            self.refuse(where, f"found {found!r}", cure)
        return _with_latin_set_off(found) if direction_of(self.lang) == "rtl" else found


def _with_latin_set_off(phrase: str) -> str:
    return _LATIN.sub(lambda found: found[0] if found[1] else isolate(found[0]), phrase)
