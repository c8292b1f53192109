"""Stories that two outlets live through, drawn by hypothesis: pages put up, edited and taken down while days go by."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st
from records_made import NOON
from watched_town import GAZETTE, HERALD, Town, answer_of, leaving, reports

from monitor.ports import Store
from monitor.records import Source
from monitor.store import MemoryStore, SqliteStore

OUTLETS = (HERALD, GAZETTE)

SENTENCES = (
    (leaving("by September 2027", "Mayor Aland"),),
    (leaving("by December 2027", "Mayor Aland"),),
    (leaving("in 2027", "the governor"),),
    (leaving("by 10 March 2026"),),
    (leaving("by September 2027"), leaving("by March 2028", "the captain")),
    ("The wardens left Rivertown on 10 March 2026, the captain said.",),
    ("The mayor denied that the wardens will leave Rivertown by September 2027.",),
    ("The wardens stay in Rivertown for now, the mayor said.",),
    (leaving("by September 2027"), "Last updated 18:10"),
    ("Of the wardens in Rivertown, and of what by September 2027 may become of them, the mayor would not speak.",),
    ("The wardens will leave Rivertown by December 2027, the mayor told Reuters.",),
)

WALL = (
    b"<html><head><title>Please agree</title></head><body><article><p>We store small files on your device so that we \
can count you and show you what you like to see here.</p><p>Agree or change it on the page of settings.</p></article>"
)

PAGES = (*range(len(SENTENCES)), "gone", "busy", "wall")
PAUSES = (15, 45, 60, 24 * 60, 9 * 24 * 60)
"""Minutes until the next cycle."""


class Step(NamedTuple):
    """What an outlet does to one of its pages, and the minutes that pass until the next cycle."""

    outlet: Source
    slug: str
    page: int | str
    pause: int


STORIES = st.lists(
    st.builds(
        Step, st.sampled_from(OUTLETS), st.sampled_from(("one", "two")), st.sampled_from(PAGES), st.sampled_from(PAUSES)
    ),
    min_size=2,
    max_size=8,
)


@contextmanager
def store_of(kind: str) -> Iterator[Store]:
    """An empty store in memory, or one on the disk for the block."""
    if kind == "memory":
        yield MemoryStore()
        return
    with tempfile.TemporaryDirectory() as folder, closing(SqliteStore.open(Path(folder))) as store:
        yield store


def live(story: list[Step], store: Store, **parts) -> Town:
    """The town after a story."""
    return asyncio.run(_live(story, store, parts))


async def _live(story: list[Step], store: Store, parts: dict) -> Town:
    town = Town(OUTLETS, store=store, **parts)
    await town.look(NOON)
    for step in story:
        take_step(town, step)
        await town.look_after(step.pause)
    return town


def take_step(town: Town, step: Step) -> None:
    """Do to a page what the step says; one that is not known to the feed is listed there."""
    source, url = step.outlet, town.url(step.slug, step.outlet)
    page = (
        {"gone": answer_of(404), "busy": answer_of(503), "wall": WALL}[step.page]
        if isinstance(step.page, str)
        else reports(source, *SENTENCES[step.page], title=f"{source.outlet} on the wardens, {step.slug}")
    )
    town.edit(step.slug, page, source)
    if url not in {one["link"] for one in town.items[source.name]}:
        town.link(step.slug, url, f"{source.outlet} on the wardens, {step.slug}", source)
