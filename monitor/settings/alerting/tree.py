"""``alerts.toml`` as written, walked branch by branch; what has a wrong shape is passed over.

The file's model tells of wrong shapes; the checks that stand on this tell of the rest at the same time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from monitor.settings.shapes import KeyPath

Tables = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Branch:
    """One route as written. ``to`` are the names that it tells, its own or inherited; ``path`` leads to it."""

    path: KeyPath
    table: Tables
    to: tuple[str, ...]

    @property
    def own_to(self) -> tuple[str, ...]:
        """The names that it gives itself."""
        return texts(self.table.get("to"))

    @property
    def name(self) -> str:
        """Its name; ``system`` for the route of notices, empty where it has none."""
        name = self.table.get("name", "system" if self.path == ("system",) else "")
        return name if isinstance(name, str) else ""

    def below(self) -> tuple[Branch, ...]:
        """The routes right below it."""
        return _branches(self.table, self.path, self.to)

    def whole(self) -> Iterator[Branch]:
        """It and every route below it, at any depth."""
        yield self
        for branch in self.below():
            yield from branch.whole()

    def reaches_somebody(self) -> bool:
        """Whether it, or a route below it, names anybody."""
        return any(branch.to for branch in self.whole())

    def takes_everything(self) -> bool:
        """Whether its match is empty."""
        match = self.table.get("match", {})
        return isinstance(match, Mapping) and not any(match.values())


def claim_branches(document: Tables) -> tuple[Branch, ...]:
    """The topmost routes of claims."""
    return _branches(document, (), ())


def system_branch(document: Tables, health_channels: tuple[str, ...] = ()) -> Branch:
    """The route of notices, which tells the channels of ``[health]`` where it names none."""
    system = document.get("system")
    table: Tables = system if isinstance(system, dict) else {}
    return Branch(("system",), table, _handed_down(table, health_channels))


def all_branches(document: Tables) -> Iterator[Branch]:
    """Every route of both trees."""
    for branch in (*claim_branches(document), system_branch(document)):
        yield from branch.whole()


def _branches(holder: Tables, path: KeyPath, above: tuple[str, ...]) -> tuple[Branch, ...]:
    return tuple(
        Branch((*path, "routes", position), table, _handed_down(table, above))
        for position, table in tables(holder, "routes")
    )


def _handed_down(table: Tables, above: tuple[str, ...]) -> tuple[str, ...]:
    """The names of ``to``; those of the route above where it is left out."""
    return texts(table["to"]) if "to" in table else above


def tables(holder: Tables, key: str) -> list[tuple[int, Tables]]:
    """The tables of a list with their positions."""
    entries = holder.get(key)
    listed = entries if isinstance(entries, list) else []
    return [(position, entry) for position, entry in enumerate(listed) if isinstance(entry, dict)]


def texts(value: object) -> tuple[str, ...]:
    """The texts of a list."""
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()


def names_of(document: Tables, key: str) -> tuple[str, ...]:
    """The names of the tables of a list."""
    return tuple(name for _at, entry in tables(document, key) if isinstance(name := entry.get("name"), str))
