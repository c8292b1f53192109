"""The file of sources of a small newsroom: added to, and read again."""

from __future__ import annotations

import tomllib

from newsroom import Newsroom


def configured(newsroom: Newsroom, added: str = "", others: tuple[str, ...] = ()) -> str:
    """Configure the newsroom, add to its sources, and give the file's text."""
    newsroom.configure(others=others)
    path = newsroom.config / "sources.toml"
    path.write_text(path.read_text(encoding="utf-8") + added, encoding="utf-8")
    return path.read_text(encoding="utf-8")


def written(newsroom: Newsroom) -> dict[str, dict]:
    """The sources of the file, by name."""
    text = (newsroom.config / "sources.toml").read_text(encoding="utf-8")
    return {source["name"]: source for source in tomllib.loads(text)["sources"]}
