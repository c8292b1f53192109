"""The demo's configuration folder: sources that point at the demo's site, the shipped topic, channels on loopback."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from monitor.demo.site import feed_path
from monitor.demo.story import Edition
from monitor.settings.folder import ALERTS_FILE, GENERAL_FILE, PACKAGED_FOLDER, SOURCES_FILE, TOPICS_FOLDER

TOPIC_FILE = "coalition-withdrawal.toml"
"""The shipped topic that the demo's story is about."""

_ROUTES = Path(__file__).parent / "desk" / ALERTS_FILE

_WEBHOOK_FILE = "slack-webhook"


@dataclass(frozen=True, slots=True)
class DemoChannels:
    """Where the demo's alerts go, beside the file: a Slack webhook and a mail server on loopback, None for neither."""

    slack_url: str | None = None
    mail_port: int | None = None


def write_demo_config(
    folder: Path, site_url: str, editions: Iterable[Edition], channels: DemoChannels | None = None
) -> Path:
    """Write the configuration of the demo into ``folder`` and return it.

    State goes to ``state/``, alerts to ``alerts.jsonl``, feeds and calendar to ``published/`` beside that folder. The
    routes of the demo's desk need both receivers; with fewer, every channel gets every alert. Files of an earlier demo
    are replaced. Raises FileNotFoundError where the shipped topic is missing from the installation.
    """
    (folder / TOPICS_FOLDER).mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_shipped_topic(), folder / TOPICS_FOLDER / TOPIC_FILE)
    tables = "\n".join(_source_table(edition, site_url) for edition in editions)
    _write(folder / SOURCES_FILE, tables)
    channels = channels or DemoChannels()
    (folder / ALERTS_FILE).unlink(missing_ok=True)
    if None not in {channels.slack_url, channels.mail_port}:
        shutil.copyfile(_ROUTES, folder / ALERTS_FILE)
    _write(folder / GENERAL_FILE, _GENERAL + _channel_tables(folder, channels))
    if channels.slack_url is not None:
        _write(folder / _WEBHOOK_FILE, channels.slack_url)
    return folder


def _shipped_topic() -> Path:
    """The topic file of the installed package or, in a working copy, that of the project."""
    folders = (PACKAGED_FOLDER, PACKAGED_FOLDER.parent.parent / "config")
    found = (folder / TOPICS_FOLDER / TOPIC_FILE for folder in folders)
    topic = next((path for path in found if path.is_file()), None)
    if topic is None:
        msg = f"{TOPIC_FILE} is in none of {', '.join(str(folder) for folder in folders)}; install the package again"
        raise FileNotFoundError(msg)
    return topic


def _source_table(edition: Edition, site_url: str) -> str:
    return "\n".join(
        (
            "[[sources]]",
            f"name = {_quoted(edition.name)}",
            f"outlet = {_quoted(edition.outlet)}",
            f"url = {_quoted(site_url.rstrip('/') + feed_path(edition))}",
            f"lang = {_quoted(edition.lang)}",
            f"zone = {_quoted(edition.zone)}",
            f"every_minutes = {_EVERY_MINUTES}",
            'certainty = "A"',
            f"note = {_quoted(f'{edition.title}, an invented outlet of the demo')}",
            "",
        )
    )


def _channel_tables(folder: Path, channels: DemoChannels) -> str:
    tables = _FILE_CHANNEL
    if channels.slack_url is not None:
        # Paths count from the folder that holds the configuration folder.
        webhook = _quoted(f"{folder.name}/{_WEBHOOK_FILE}")
        tables += f'\n[[channels]]\nkind = "slack"\nname = "demo-slack"\nwebhook = {{ file = {webhook} }}\n'
    if channels.mail_port is not None:
        tables += _MAIL_CHANNEL + f"port = {channels.mail_port}\n"
    return tables


def _quoted(text: str) -> str:
    """The text as a TOML string: JSON's are among them."""
    return json.dumps(text, ensure_ascii=False)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


_EVERY_MINUTES = 5

_GENERAL = """\
# Written by the demo. Paths count from the folder that holds this one.

[newsroom]
zone = "Asia/Baghdad"

[schedule]
tick_minutes = 5
slowest_minutes = 5

[state]
folder = "state"

[fetch]
contact = "demo@example.org"
reach = "anywhere"
gap_seconds = 0
"""

_FILE_CHANNEL = """
[[channels]]
kind = "file"
name = "demo-file"
path = "alerts.jsonl"
"""

_MAIL_CHANNEL = """
[[channels]]
kind = "email"
name = "demo-mail"
host = "127.0.0.1"
security = "none"
sender = "monitor@example.org"
recipients = ["desk@example.org"]
"""
