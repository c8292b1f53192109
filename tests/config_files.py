"""Small configuration folders for tests: right as they stand, each part replaceable by a faulty one."""

from __future__ import annotations

from pathlib import Path

GENERAL = """
[schedule]
tick_minutes = 5

[[channels]]
kind = "console"
name = "console"
"""

SOURCE = """
[[sources]]
name = "harbour-gazette"
outlet = "gazette.example"
url = "https://gazette.example/rss"
lang = "en"
zone = "Asia/Baghdad"
"""

TOPIC = """
name = "bridge-closing"
title = "Closing of the old bridge"
home = "rivertown"

[forces.wardens]
label = "the wardens"
own = true
en = ["the wardens", "bridge wardens"]

[places.rivertown]
label = "Rivertown"
en = ["Rivertown"]
ar = ["بلدة النهر"]

[places."other:north-gate"]
label = "North Gate"
parent = "rivertown"
en = ["North Gate"]

[frames.closing]
kind = "date"
role = "completes"
label = "Closing"
triggers = ["close + bridge"]

[words.bridge]
en = ["bridge"]

[confusable.card_game]
en = ["bridge club"]
"""


def write_config(
    folder: Path, *, general: str = GENERAL, sources: str = SOURCE, topic: str = TOPIC, **more_topics: str
) -> Path:
    """Write ``folder/config`` with one topic file, and one more for each further keyword; the new folder."""
    config = folder / "config"
    (config / "topics").mkdir(parents=True)
    (config / "monitor.toml").write_text(general, encoding="utf-8")
    (config / "sources.toml").write_text(sources, encoding="utf-8")
    for name, text in {"topic": topic, **more_topics}.items():
        (config / "topics" / f"{name}.toml").write_text(text, encoding="utf-8")
    return config
