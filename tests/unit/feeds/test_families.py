from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from monitor.feeds import read_list
from monitor.records import FeedReading, FetchResult, Route, Source

FOLDER = Path(__file__).parents[2] / "feed_families"
FAMILIES: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "families.toml").read_text(encoding="utf-8"))
BESIDE = {"README.md", "families.toml", "sources.toml", "aspnet-article.html", "news-sitemap-index.xml"}


def read_family(name: str) -> FeedReading:
    """The reading of a family's list as its row says that it is configured."""
    family = FAMILIES[name]
    address = family["address"]
    fetched = FetchResult(address, address, 200, (FOLDER / family["file"]).read_bytes())
    route = Route(address, family["route"], family.get("pattern", ""))
    return read_list(fetched, Source(name, "Valley Post", address, "en", "Asia/Baghdad"), route)


def test_every_file_has_its_row() -> None:
    """No list lies in the folder without saying what must come of it."""
    files = {path.name for path in FOLDER.iterdir()}

    assert {family["file"] for family in FAMILIES.values()} | BESIDE == files


@pytest.mark.parametrize("name", sorted(FAMILIES))
def test_family_is_read_as_its_row_says(name: str) -> None:
    """Kind, number of entries, first title, moments and interval are those of the table, without any problem."""
    family, reading = FAMILIES[name], read_family(name)

    dated = sum(entry.published_at is not None for entry in reading.entries)
    found = (reading.kind, len(reading.entries), reading.entries[0].title, dated, reading.asked_seconds)
    assert reading.problem is None
    assert (
        family["kind"],
        family["entries"],
        family["first_title"],
        family["dated"],
        family.get("asked"),
    ) == found


@pytest.mark.parametrize("name", sorted(FAMILIES))
def test_family_gives_entries_of_their_own(name: str) -> None:
    """Each entry has an address on the web and a key that no other entry has."""
    entries = read_family(name).entries

    assert all(entry.url.startswith(("https://", "http://")) for entry in entries)
    assert len({entry.entry_key for entry in entries}) == len(entries)


def test_words_of_a_whole_article_come_out_plain() -> None:
    """Styles and tags are gone, named entities are letters, and links leave their words in the sentence."""
    summary = read_family("shafaq").entries[0].summary

    assert "board’s last ferry crews will leave the northern quay by mid-March, its chair told reporters on" in summary
    assert "<" not in summary
    assert "&" not in summary
