"""What a silence is about: the conditions that a person gave, compared with what is configured, and put into words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, cast

from monitor.errors import InputError
from monitor.records import MONITOR, NETWORK, ChangeKind, Lang, Matcher, Silence
from monitor.settings import Settings
from monitor.settings.findings import nearest

CONDITIONS: Final[Mapping[str, str]] = {
    "topic": "Alerts of this topic.",
    "frame": "Of claims of this frame.",
    "place": "Of claims about this place, or one in it.",
    "kind": "Of this kind of change.",
    "lang": "From articles in this language.",
    "outlet": "From this outlet.",
    "source": "Notices of this source.",
    "channel": "Notices of this channel.",
}
"""The conditions that a silence may have, and what each means."""

_OF_NOTICES: Final = ("source", "channel")
_MOST_NAMED: Final = 12
"""How many names an error lists. Judgement: more fill the screen, and `monitor check-config` has all."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What is meant: changes that fit, or the notices of subjects."""

    matcher: Matcher = field(default_factory=Matcher)
    subjects: tuple[str, ...] = ()


def mean(given: Mapping[str, tuple[str, ...]], settings: Settings, *, everything: bool) -> Meant:
    """What the conditions mean, each by its name in ``CONDITIONS``; empty ones are not given.

    Raises InputError where none is given and not everything is meant, where both are, where conditions on claims and
    on notices are mixed, and for names that the configuration does not have.
    """
    said = {name: words for name, words in given.items() if words}
    notices = [name for name in _OF_NOTICES if name in said]
    subject = f"--{notices[0]}" if notices else "--everything"
    if everything and said:
        raise InputError(subject, "everything is meant, and conditions are given as well", "leave one of them out")
    if not everything and not said:
        options = ", ".join(f"--{name}" for name in CONDITIONS)
        raise InputError(subject, "it is not given, and no condition is, either", f"give one of {options}")
    if notices and len(said) > len(notices):
        found = "this is about notices, another condition about claims"
        raise InputError(subject, found, "ask for two silences, one for each")
    for name, words in said.items():
        _check(name, words, _known(name, settings))
    return Meant(_matcher(said), tuple(word for name in notices for word in said[name]))


def meant_words(silence: Silence) -> str:
    """What a silence is about: "frame troops_present; kind new or refined", "notices of quay-ar", "everything"."""
    if silence.subjects:
        return f"notices of {' and '.join(silence.subjects)}"
    matcher = silence.matcher
    parts = {
        "topic": matcher.topics,
        "frame": matcher.frames,
        "place": matcher.places,
        "kind": matcher.kinds,
        "lang": matcher.langs,
        "outlet": matcher.outlets,
        "tier": matcher.tiers,
    }
    return "; ".join(f"{name} {_or(words)}" for name, words in parts.items() if words) or "everything"


def _matcher(said: Mapping[str, tuple[str, ...]]) -> Matcher:
    return Matcher(
        topics=said.get("topic", ()),
        frames=said.get("frame", ()),
        kinds=cast("tuple[ChangeKind, ...]", said.get("kind", ())),
        places=said.get("place", ()),
        langs=cast("tuple[Lang, ...]", said.get("lang", ())),
        outlets=said.get("outlet", ()),
    )


def _known(name: str, settings: Settings) -> Collection[str] | None:
    """The names that there are; None where the command line has checked them."""
    return {
        "topic": [topic.name for topic in settings.topics],
        "frame": [frame.name for topic in settings.topics for frame in topic.frames],
        "place": [place.name for topic in settings.topics for place in topic.places],
        "outlet": [source.outlet for source in settings.sources],
        "source": [*(source.name for source in settings.sources), NETWORK, MONITOR],
        "channel": [channel.name for channel in settings.general.channels],
    }.get(name)


def _check(name: str, words: Iterable[str], known: Collection[str] | None) -> None:
    for word in words:
        if known is not None and word not in known:
            subject, found = f"--{name} {word}", f"no {name} has this name"
            raise InputError(subject, found, _cure(word, sorted(set(known))))


def _cure(word: str, names: Sequence[str]) -> str:
    near = nearest(word, names)
    listed = ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
    return f'write "{near}"' if near else f"give one of: {listed or 'none yet'}"


def _or(words: Iterable[object]) -> str:
    return " or ".join(map(str, words))
