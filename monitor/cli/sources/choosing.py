"""Sources as a person names them, and what is kept of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing

from monitor.assemble import has_store, open_store_for_reading
from monitor.errors import InputError
from monitor.http_client.addresses import shown_origin
from monitor.records import Source, SourceState
from monitor.settings import Settings


def choose_sources(settings: Settings, names: Sequence[str]) -> tuple[Source, ...]:
    """The sources of these names, or all enabled ones where none is given. Raises InputError for an unknown name."""
    known = {source.name: source for source in settings.sources}
    for name in names:
        if name not in known:
            # An address may hold a password.
            shown = shown_origin(name) if "://" in name else name
            raise InputError(shown, "no source has this name", "see `monitor sources list --all`")
    return tuple(known[name] for name in names) or tuple(source for source in known.values() if source.enabled)


def kept_states(settings: Settings) -> Mapping[str, SourceState]:
    """The kept states; none where nothing was ever polled."""
    if not has_store(settings):
        return {}
    with closing(open_store_for_reading(settings)) as store:
        return store.source_states()
