"""Which entry is which, from poll to poll.

Feeds reuse GUIDs, leave them out, and list their entries in any order. A key therefore never depends on the position
of an entry, and takes in only as much of it as tells it from the others:

* the GUID, where one entry has it (or several that are equal in link and title);
* GUID and link, where entries with different links share a GUID;
* GUID, link and title, where entries share a GUID and a link, or have no link;
* the link, where there is no GUID (link and title, where entries share it);
* title and summary, where there is neither.

Links, and GUIDs that are links, count in their canonical form: a feed that moves to https has no new entries.

Some desks give one GUID to each day's briefing. Where a GUID is not the link itself, another link is therefore another
content of the same entry.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from monitor.feeds.fingerprints import content_hash
from monitor.feeds.links import canonical_link
from monitor.identity import stable_id


@dataclass(frozen=True, slots=True)
class Identifiable:
    """What tells an entry from others; each may be empty. Title and summary are plain text."""

    guid: str
    link: str
    title: str
    summary: str


def entry_keys(items: Sequence[Identifiable]) -> list[str]:
    """One key an entry, in the order given: 20 hexadecimal digits each. Equal entries share a key.

    The set of keys is the same for any order of the entries.
    """
    firsts = [_first_step(item) for item in items]
    alike: defaultdict[str, list[int]] = defaultdict(list)
    for at, step in enumerate(firsts):
        alike[step].append(at)
    keys = [stable_id(step) for step in firsts]
    for group in alike.values():
        # Hardly any feed needs more than the first step.
        if len(group) > 1:
            for at, key in zip(group, _keys_apart([_ladder(items[at]) for at in group]), strict=True):
                keys[at] = key
    return keys


def entry_hash(item: Identifiable) -> str:
    """The hash of an entry's content: of its words, and of its link where it has a GUID that is not this link.

    Whether a GUID is an address says nothing: readers make one of every GUID that is not declared to be none.
    """
    guid = item.guid.strip()
    if not guid or not item.link or guid == item.link:
        return content_hash(item.title, item.summary)
    link = canonical_link(item.link)
    return content_hash(item.title, item.summary, "" if link == canonical_link(guid) else link)


def _first_step(item: Identifiable) -> str:
    """What identifies an entry as long as no other one has the same."""
    if guid := item.guid.strip():
        return f"guid {canonical_link(guid)}"
    return (
        f"link {canonical_link(item.link)}" if item.link.strip() else f"text {content_hash(item.title, item.summary)}"
    )


def _ladder(item: Identifiable) -> tuple[str, ...]:
    """What identifies an entry, most telling first; each further step is taken only to break a tie."""
    title = f"title {content_hash(item.title, '')}"
    if item.guid.strip():
        link = canonical_link(item.link) if item.link else ""
        return (_first_step(item), f"link {link}", title)
    return (_first_step(item), title) if item.link.strip() else (_first_step(item),)


def _keys_apart(ladders: Sequence[tuple[str, ...]]) -> list[str]:
    depths = [0] * len(ladders)
    _deepen(ladders, range(len(ladders)), depths)
    return [stable_id(*ladder[: depth + 1]) for ladder, depth in zip(ladders, depths, strict=True)]


def _deepen(ladders: Sequence[tuple[str, ...]], members: Sequence[int], depths: list[int]) -> None:
    """Set the depth of every member to the first step that tells it from the members that differ from it."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for member in members:
        groups[ladders[member][depths[member]]].append(member)
    for group in groups.values():
        if len({ladders[member] for member in group}) == 1:
            continue
        for member in group:
            depths[member] += 1
        _deepen(ladders, group, depths)
