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

CHANNELS = """
[newsroom]
zone = "Asia/Baghdad"

[health]
channels = ["console", "technician"]

[[channels]]
kind = "console"
name = "console"

[[channels]]
kind = "email"
name = "desk-mail"
host = "mail.example"
sender = "monitor@desk.example"
recipients = ["night@desk.example", "day@desk.example"]
lang = "ckb"

[[channels]]
kind = "slack"
name = "desk-slack"
token = { env = "DESK_TOKEN" }
to = "C0123ABCD"

[[channels]]
kind = "slack"
name = "desk-hook"
webhook = { env = "DESK_WEBHOOK" }

[[channels]]
kind = "console"
name = "spare"
enabled = false

[[channels]]
kind = "console"
name = "technician"
claims = false
enabled = false
"""
"""A general file with a channel of every way of being told; two are off, the last is for notices alone."""

SECRETS = {"DESK_TOKEN": "xoxb-zebra-lantern", "DESK_WEBHOOK": "https://hooks.example/zebra"}
"""The environment in which these channels load."""

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
    folder: Path,
    *,
    general: str = GENERAL,
    sources: str = SOURCE,
    topic: str = TOPIC,
    alerts: str | None = None,
    **more_topics: str,
) -> Path:
    """Write ``folder/config`` with one topic file, and one more for each further keyword; the new folder.

    ``alerts.toml`` is only written where its text is given.
    """
    config = folder / "config"
    (config / "topics").mkdir(parents=True)
    (config / "monitor.toml").write_text(general, encoding="utf-8")
    (config / "sources.toml").write_text(sources, encoding="utf-8")
    if alerts is not None:
        (config / "alerts.toml").write_text(alerts, encoding="utf-8")
    for name, text in {"topic": topic, **more_topics}.items():
        (config / "topics" / f"{name}.toml").write_text(text, encoding="utf-8")
    return config
