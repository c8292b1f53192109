"""No secret of any channel shows anywhere: one newsroom with every kind of channel, at servers that repeat secrets.

The secrets have signs that every escaping changes. After the newsroom has run in every way, they are looked for in all
that was printed and in all files that were written, in every disguise.
"""

from __future__ import annotations

import json
import pickle
import signal
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from itertools import cycle
from urllib.parse import quote

import pytest
from command_line import Ended, monitor_process
from echoing_servers import MANNERS, disguised_manners, echoing_mail, echoing_web
from newsroom import DECEMBER, FILE_CHANNEL, SEPTEMBER, Newsroom
from plain_fetcher import PlainFetcher
from secret_search import DISGUISES, Search

from monitor.assemble import make_notifier
from monitor.clock import SystemClock
from monitor.settings import load_settings

pytest.importorskip("apprise", reason="an optional package")

# Apprise loads all its plugins at once, and what some of them build on is old.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

PATIENCE_SECONDS = 60

SECRETS = {
    "password of the mail account": 'Kestrelhaven"&<b>+ /=~é\\%7E-Bramblefords41',
    "webhook of Slack": 'Ottermarshes"&<i>+ =~ü\\%7E-Gantryleighs52',
    "token of the bot": 'xoxb-Ploverdunes"&<u>+/=~\\%7E-Morticedale63',
    "address of the webhook": 'Dunlinwaters"&<q>+ =~ñ\\%7E-Trestleworth74',
    "key of the webhook": 'Whimbrelmoor"&<s>+ /=~ø\\%7E-Cloisterbank85',
    "address for Apprise": 'Lapwinglocks"&<p>+ =~å\\%7E-Parapethall96',
    "address of the heartbeat": 'Curlewfields"&<a>+ =~ç\\%7E-Buttresswick17',
}
SEARCH = Search(SECRETS)

GENERAL = """
[fetch]
reach = "anywhere"
gap_seconds = 0
total_seconds = 0.2
connect_seconds = 0.2

[health]
channels = ["file", "console"]

[delivery.retry]
first_seconds = 300
hours = 0.0001

[[channels]]
kind = "console"
name = "console"
"""


@dataclass
class Whispering:
    """A newsroom whose channels have secrets, and everything that its commands printed."""

    newsroom: Newsroom
    web: str
    port: int
    mail_ports: Mapping[str, int]
    printed: list[str] = field(default_factory=list)

    def configure(self, heartbeat: str) -> None:
        """Write the configuration, and the secrets into a folder of their own; ``heartbeat`` is its server's manner."""
        channels = "".join((*self._web_channels(), *self._mail_channels()))
        self.newsroom.configure(channels + FILE_CHANNEL, general=GENERAL)
        self.tell_life_to(heartbeat)

    def tell_life_to(self, manner: str) -> None:
        """Write ``alerts.toml`` with files to publish, and a heartbeat that is answered in a manner."""
        kept = self._kept("heartbeat", self._address(manner, "heartbeat", "address of the heartbeat"))
        text = f'[publish]\nenabled = true\nlanguages = ["en", "ar"]\n\n[heartbeat]\nurl = {kept}\nevery_minutes = 1\n'
        (self.newsroom.config / "alerts.toml").write_text(text, encoding="utf-8")

    def run(self, *words: str) -> Ended:
        """Run a command, and note what it printed."""
        ended = self.newsroom.run(*words)
        self.printed += [" ".join(words), ended.out, ended.err]
        return ended

    def _web_channels(self) -> Iterator[str]:
        kinds = (self._bot, self._slack_webhook, self._webhook)
        for manner in MANNERS:
            yield from (kind(manner) for kind in (kinds[:1] if manner == "silence" else kinds))  # one wait is enough
        for manner, kind in zip(disguised_manners(), cycle(kinds)):
            yield kind(manner)
        secure = self._address("json", "slack", "webhook of Slack").replace("http", "https", 1)
        yield _table("slack", "slack-tls", f"webhook = {self._kept('slack-tls', secure)}")
        for manner in ("as-it-is", "head", "redirects", "no-http"):
            url = self._address(manner, "apprise", "address for Apprise").replace("http", "json", 1)
            kept = self._kept(f"apprise-{manner}", url)
            yield _table("apprise", f"apprise-{manner}", f"url = {kept}\ntimeout_seconds = 1")

    def _bot(self, manner: str) -> str:
        token, api = self._kept("bot", SECRETS["token of the bot"]), f"{self.web}/{manner}/api"
        return _table("slack", f"bot-{manner}", f'token = {token}\nto = "C0INVENTED"\napi = "{api}"')

    def _slack_webhook(self, manner: str) -> str:
        webhook = self._kept(f"slack-{manner}", self._address(manner, "slack", "webhook of Slack"))
        return _table("slack", f"slack-{manner}", f"webhook = {webhook}")

    def _webhook(self, manner: str) -> str:
        url = self._kept(f"webhook-{manner}", self._address(manner, "webhook", "address of the webhook"))
        key = self._kept("key", SECRETS["key of the webhook"])
        return _table("webhook", f"webhook-{manner}", f"url = {url}\nkey = {key}")

    def _mail_channels(self) -> Iterator[str]:
        for manner, port in self.mail_ports.items():
            yield self._mail_table(f"mail-{manner}", port, "none")
        yield self._mail_table("mail-no-starttls", self.mail_ports["login-line"], "starttls")
        yield self._mail_table("mail-tls", self.mail_ports["login-line"], "tls")
        yield self._mail_table("mail-web", self.port, "none")

    def _mail_table(self, name: str, port: int, security: str) -> str:
        password = self._kept("password", SECRETS["password of the mail account"])
        account = f'host = "127.0.0.1"\nport = {port}\nsecurity = "{security}"\ntimeout_seconds = 0.2\n'
        login = f'username = "u"\npassword = {password}\n'
        return _table("email", name, f'{account}{login}sender = "m@x.example"\nrecipients = ["d@x.example"]')

    def _address(self, manner: str, kind: str, secret: str) -> str:
        return f"{self.web}/{manner}/{kind}/{quote(SECRETS[secret], safe='')}"

    def _kept(self, name: str, secret: str) -> str:
        """Keep a secret in a file, as the configuration names it."""
        folder = self.newsroom.folder / "kept"
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(secret, encoding="utf-8")
        return f'{{ file = "kept/{name}" }}'


def _table(kind: str, name: str, rest: str) -> str:
    return f'\n[[channels]]\nkind = "{kind}"\nname = "{name}"\n{rest}\n'


@pytest.fixture
def whispering(newsroom) -> Iterator[Whispering]:
    """The newsroom with its servers; configured."""
    known = {
        "slack": SECRETS["webhook of Slack"],
        "api": SECRETS["token of the bot"],
        "webhook": f"{SECRETS['key of the webhook']} {SECRETS['address of the webhook']}",
        "apprise": SECRETS["address for Apprise"],
        "heartbeat": SECRETS["address of the heartbeat"],
    }
    with ExitStack() as stack:
        web = stack.enter_context(echoing_web(known))
        ports = stack.enter_context(echoing_mail(SECRETS["password of the mail account"]))
        made = Whispering(newsroom, web.url(""), web.port, ports)
        made.configure(heartbeat="redirects")
        yield made


def live(whispering: Whispering) -> None:
    """Let the newsroom tell two alerts, by two runs and a daemon, with heartbeats that fail in three ways."""
    newsroom = whispering.newsroom
    whispering.run("batch", "--log-level", "debug")
    newsroom.publish("september", SEPTEMBER)
    newsroom.let_time_pass()
    whispering.tell_life_to("no-http")
    whispering.run("batch", "--log-level", "debug", "--log-format", "json")
    newsroom.publish("december", DECEMBER)
    newsroom.let_time_pass()
    whispering.tell_life_to("head")
    words = ("daemon", "--config", newsroom.config, "--log-level", "debug", "--log-format", "json")
    with monitor_process(*words) as process:
        log = [next(line for line in process.stderr if _event(line, whispering.printed) == "cycle")]
        process.send_signal(signal.SIGTERM)
        whispering.printed += [*log, *process.communicate(timeout=PATIENCE_SECONDS)]


def _event(line: str, printed: list[str]) -> str:
    printed.append(line)
    return str(json.loads(line)["event"])


def look(whispering: Whispering) -> None:
    """Ask every command that tells of alerts and channels."""
    listed = whispering.run("alerts", "list", "--format", "jsonl")
    ids = [json.loads(line)["alert"] for line in listed.out.splitlines()]
    for name in ids[:3]:
        whispering.run("alerts", "show", name)
        whispering.run("alerts", "why", name)
    for form in ("table", "jsonl"):
        for command in ("list", "dead", "channels", "silences"):
            whispering.run("alerts", command, "--format", form)
    whispering.run("alerts", "silence", "--channel", "slack-head", "--for", "1h", "--reason", "known")
    whispering.run("alerts", "route", str(whispering.newsroom.config / "alerts.toml"))
    whispering.run("alerts", "resend", "--all")
    whispering.run("check-config", "--schemas", str(whispering.newsroom.folder / "schemas"))
    whispering.run("sources", "status")


def test_no_secret_shows_in_anything_that_is_printed_or_written(whispering):
    """In no log, table, message, error, feed, schema and file of the state folder, whatever servers answer."""
    live(whispering)
    tested = whispering.run("alerts", "test")
    look(whispering)
    newsroom = whispering.newsroom
    printed = "\n".join(whispering.printed)

    assert set() == SEARCH.shown_in(printed.encode("utf-8", "surrogateescape"))
    assert {} == SEARCH.shown_below(newsroom.state)
    assert {} == SEARCH.shown_below(newsroom.folder / "published")
    assert {} == SEARCH.shown_below(newsroom.folder / "schemas")
    assert set() == SEARCH.shown_in(newsroom.alerts_file.read_bytes())
    # It was worth the search: every channel was asked, and many told what they were told.
    assert all(name in tested.out for name in _channel_names(newsroom))
    assert all(words in printed for words in ("***", "its words are left out", "ping_failed"))
    assert {"alerts.jsonl", "published", "schemas", "state"} <= {path.name for path in newsroom.folder.iterdir()}


def _channel_names(newsroom: Newsroom) -> list[str]:
    return [channel.name for channel in load_settings(newsroom.config).enabled_channels]


def test_settings_and_channels_hold_their_secrets_back(whispering):
    """Their text forms show none, and none can be pickled."""
    settings = load_settings(whispering.newsroom.config)
    channels = [
        *(make_notifier(one, PlainFetcher(), SystemClock(), None) for one in settings.enabled_channels),
        *settings.general.channels,
        settings.alerting.heartbeat,
    ]
    forms = [repr(settings), str(settings.general), settings.general.model_dump_json(), repr(settings.alerting)]
    forms += [f"{one!r} {one!s} {getattr(one, '__dict__', '')!r}" for one in channels]

    assert set() == SEARCH.shown_in("\n".join(forms).encode())
    for one in (settings, settings.general, settings.alerting.heartbeat):
        with pytest.raises(TypeError, match="a secret is not written out"):
            pickle.dumps(one)


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("written", ['"{}"', '["{}"]', '{{ env = "{}" }}', '{{ value = "{}" }}', '{{ env = ["{}"] }}'])
def test_a_secret_that_stands_in_the_configuration_is_not_repeated(whispering, name, written):
    """Wherever it was written by mistake, the error names the place alone."""
    escaped = SECRETS[name].replace("\\", "\\\\").replace('"', '\\"')
    places = ("webhook = ", "token = ", "password = ", "url = ", "key = ", "pasword = ")
    general = whispering.newsroom.config / "monitor.toml"
    tables = "".join(
        f'\n[[channels]]\nkind = "{kind}"\nname = "{kind}-x"\n{place}{written.format(escaped)}\n'
        for place, kind in zip(places, ("slack", "slack", "email", "webhook", "webhook", "email"), strict=True)
    ).replace("slack-x", "slack-y", 1)
    general.write_text(tables.replace('webhook-x"\nkey', 'webhook-y"\nkey'), encoding="utf-8")

    ended = whispering.newsroom.run("check-config")

    assert 2 == ended.status
    assert set() == SEARCH.shown_in((ended.out + ended.err).encode())


@pytest.mark.parametrize("disguise", DISGUISES)
def test_the_search_finds_a_secret_that_shows(disguise, tmp_path):
    """A leak is found whatever disguise it has: in a text, in a file, and in the free pages of a database."""
    (name, secret), *_ = SECRETS.items()
    said = f"the mail server answered: {DISGUISES[disguise](secret)}, sorry"
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as database:
        database.execute("CREATE TABLE answers (words TEXT)")
        database.execute("INSERT INTO answers VALUES (?)", (said,))
        database.commit()
        database.execute("PRAGMA secure_delete = OFF")
        database.execute("DELETE FROM answers")
        database.commit()

    assert {name} == SEARCH.shown_in(said.encode())
    assert {"monitor.db": {name}} == SEARCH.shown_below(tmp_path)
