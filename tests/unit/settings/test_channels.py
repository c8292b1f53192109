"""Each kind of channel: its keys, its faults, and the secrets that none of its faults repeats."""

import traceback
from pathlib import Path

import pytest
from config_files import write_config

from monitor.errors import ConfigError, Fault
from monitor.settings import AppriseChannel, Channel, SlackChannel, WebhookChannel, load_settings
from monitor.settings.addresses import address_fault, own_addresses

WEBHOOK = "https://hooks.example/services/T0/B0/zebra-lantern"
TOKEN = "xoxb-1-zebra-lantern"  # noqa: S105 - a made-up one
ENVIRON = {
    "DESK_HOOK": WEBHOOK,
    "DESK_TOKEN": TOKEN,
    "DESK_KEY": "zebra lantern",
    "DESK_APPRISE": "tgram://zebra/lantern",
    "DESK_MAIL": "zebra lantern",
}

BOT = """
[[channels]]
kind = "slack"
name = "desk"
token = { env = "DESK_TOKEN" }
to = "C0123ABCD"
"""
HOOK = """
[[channels]]
kind = "slack"
name = "desk"
webhook = { env = "DESK_HOOK" }
"""
POST = """
[[channels]]
kind = "webhook"
name = "desk"
url = { env = "DESK_HOOK" }
key = { env = "DESK_KEY" }
"""
APPRISE = """
[[channels]]
kind = "apprise"
name = "desk"
url = { env = "DESK_APPRISE" }
"""
MAIL = """
[[channels]]
kind = "email"
name = "desk"
host = "mail.example"
sender = "monitor@desk.example"
recipients = ["night@desk.example", "day@desk.example", "night@desk.example"]
username = "monitor"
password = { env = "DESK_MAIL" }
"""
FILE = """
[[channels]]
kind = "file"
name = "desk"
path = "alerts.jsonl"
"""


def channel_of(folder: Path, general: str, environ: dict[str, str] | None = None) -> Channel:
    """The only channel of a general file."""
    environ = ENVIRON if environ is None else environ
    (channel,) = load_settings(write_config(folder, general=general), environ=environ).general.channels
    return channel


def refusal_of(folder: Path, general: str, environ: dict[str, str] | None = None) -> ConfigError:
    """The error with which a general file is refused."""
    with pytest.raises(ConfigError) as refused:
        channel_of(folder, general, environ)
    return refused.value


def test_a_bot_has_a_token_and_a_place(tmp_path: Path):
    """The token is kept elsewhere, the place stands in the file."""
    channel = channel_of(tmp_path, BOT)

    assert isinstance(channel, SlackChannel)
    assert channel.token is not None
    assert (TOKEN, "C0123ABCD", None) == (channel.token.reveal(), channel.to, channel.webhook)


def test_a_webhook_has_an_address_and_may_have_a_key(tmp_path: Path):
    """Without a key messages are not signed."""
    signed = channel_of(tmp_path / "signed", POST)
    bare = channel_of(tmp_path / "bare", POST.replace('key = { env = "DESK_KEY" }', ""))

    assert isinstance(signed, WebhookChannel)
    assert isinstance(bare, WebhookChannel)
    assert signed.key is not None
    assert (WEBHOOK, "zebra lantern") == (signed.url.reveal(), signed.key.reveal())
    assert bare.key is None


def test_apprise_has_one_address(tmp_path: Path):
    """Each service is a channel of its own, so that each has its own answers."""
    channel = channel_of(tmp_path, APPRISE)

    assert isinstance(channel, AppriseChannel)
    assert ("tgram://zebra/lantern", 30) == (channel.url.reveal(), channel.timeout_seconds)


@pytest.mark.parametrize("general", [BOT, HOOK, POST, APPRISE, MAIL, FILE])
@pytest.mark.parametrize(("written", "lang"), [("", "en"), ('lang = "ar"\n', "ar"), ('lang = "ckb"\n', "ckb")])
def test_every_channel_has_a_language(tmp_path: Path, general: str, written: str, lang: str):
    """English where it is left out."""
    assert lang == channel_of(tmp_path, general + written).lang


@pytest.mark.parametrize(
    ("general", "expected"),
    [
        (BOT, ("C0123ABCD",)),
        (HOOK, ("",)),
        (POST, ("",)),
        (APPRISE, ("",)),
        (FILE, ("",)),
        (MAIL, ("night@desk.example", "day@desk.example")),
    ],
)
def test_a_channel_leads_to_its_addresses_once(tmp_path: Path, general: str, expected: tuple[str, ...]):
    """Mail to each of its recipients, a bot to its place, all others to the one place that they lead to."""
    assert expected == own_addresses(channel_of(tmp_path, general))


@pytest.mark.parametrize(
    ("general", "taken"),
    [(MAIL, "sara@desk.example"), (BOT, "U0SARA"), (HOOK, None), (POST, None), (APPRISE, None), (FILE, None)],
)
def test_a_person_is_told_at_an_address_of_the_channels_kind(tmp_path: Path, general: str, taken: str | None):
    """Of none, a mail address and a member's id, each channel takes one."""
    channel = channel_of(tmp_path, general)

    refused = [address for address in (None, "sara@desk.example", "U0SARA") if address_fault(channel, address)]

    assert sorted(map(str, {None, "sara@desk.example", "U0SARA"} - {taken})) == sorted(map(str, refused))


@pytest.mark.parametrize("place", ["C0123ABCD", "G0123ABCD", "D01", "U0123ABCD", "#desk", "#night-desk_2", "#الأخبار"])
def test_a_place_of_slack_is_an_id_or_a_name(tmp_path: Path, place: str):
    """Channels, private channels, direct messages and members by id; a channel by name in any letters."""
    channel = channel_of(tmp_path, BOT.replace("C0123ABCD", place))

    assert (place,) == own_addresses(channel)


@pytest.mark.parametrize(
    ("general", "key", "found", "cure"),
    [
        (HOOK.replace('webhook = { env = "DESK_HOOK" }', ""), "", "neither a webhook nor a token", "token and to"),
        (HOOK + 'token = { env = "DESK_TOKEN" }', ".token", "both a webhook and a token", "keep one"),
        (HOOK + 'to = "#desk"', ".to", "to is given with a webhook", "take it out"),
        (BOT.replace('to = "C0123ABCD"', ""), ".token", "token is given without to", "C0123ABCD"),
        (BOT.replace("C0123ABCD", "desk"), ".to", "no channel or member of Slack (not repeated)", "#desk"),
        (BOT.replace("C0123ABCD", "# desk"), ".to", "no channel or member of Slack (not repeated)", "#desk"),
        (BOT.replace("C0123ABCD", TOKEN), ".to", "no channel or member of Slack (not repeated)", "#desk"),
        (BOT.replace("DESK_TOKEN", "DESK_KEY"), ".token", "DESK_KEY holds no token of a Slack bot", "xoxb-"),
        (BOT.replace("DESK_TOKEN", "DESK_HOOK"), ".token", "DESK_HOOK holds no token of a Slack bot", "xoxb-"),
        (HOOK.replace("DESK_HOOK", "DESK_TOKEN"), ".webhook", "DESK_TOKEN holds no web address", "https://"),
        (POST.replace("DESK_HOOK", "DESK_KEY"), ".url", "DESK_KEY holds no web address", "https://"),
        (POST.replace('url = { env = "DESK_HOOK" }', ""), ".url", "url is missing", "where the address"),
        (APPRISE + "timeout_seconds = 601", ".timeout_seconds", "is 601", "600 seconds or less"),
        (APPRISE.replace("DESK_APPRISE", "DESK_KEY"), ".url", "DESK_KEY holds no address of Apprise", "tgram://"),
        (APPRISE + "timeout_seconds = 0", ".timeout_seconds", "is 0", "more than 0 seconds"),
        (FILE + 'lang = "fr"', ".lang", 'lang is "fr"', '"ar", "en" or "ckb"'),
    ],
)
def test_a_fault_of_a_channel(tmp_path: Path, general: str, key: str, found: str, cure: str):
    """Each fault is told alone, at its key, with its cure and without what is secret."""
    error = refusal_of(tmp_path, general)

    (fault,) = error.faults
    assert f'channel "desk"{key}' == fault.where
    assert found in fault.found
    assert cure in fault.cure
    assert "zebra" not in str(error)


SECRET_KEYS = [
    (HOOK, 'webhook = { env = "DESK_HOOK" }', WEBHOOK),
    (BOT, 'token = { env = "DESK_TOKEN" }', TOKEN),
    (POST, 'url = { env = "DESK_HOOK" }', WEBHOOK),
    (POST, 'key = { env = "DESK_KEY" }', "zebra lantern"),
    (APPRISE, 'url = { env = "DESK_APPRISE" }', "tgram://zebra/lantern"),
    (MAIL, 'password = { env = "DESK_MAIL" }', "zebra lantern"),
]
WRONG_WAYS = [
    '{key} = "{secret}"',
    '{key} = ["{secret}"]',
    '{key} = {{ env = "{secret}" }}',
    '{key} = {{ value = "{secret}" }}',
    '{key} = {{ env = "DESK_HOOK", file = "{secret}" }}',
    '{key} = {{ file = {{ path = "{secret}" }} }}',
    '{key} = {{ env = "" }}\n{key}_ = "{secret}"',
]


@pytest.mark.parametrize(("general", "line", "secret"), SECRET_KEYS)
@pytest.mark.parametrize("way", WRONG_WAYS)
def test_a_secret_in_the_file_is_refused_and_not_repeated(
    tmp_path: Path, general: str, line: str, secret: str, way: str
):
    """Whatever key it belongs to and however it was put there, neither faults nor traceback hold it."""
    written = way.format(key=line.split(maxsplit=1)[0], secret=secret)

    error = refusal_of(tmp_path, general.replace(line, written))

    assert error.faults
    assert "zebra" not in "".join(traceback.format_exception(error)) + repr(error.faults)


@pytest.mark.parametrize(("general", "line", "secret"), SECRET_KEYS)
def test_a_secret_that_is_not_set_names_where_it_should_be(tmp_path: Path, general: str, line: str, secret: str):
    """The variable is named; a channel that is off needs none."""
    name = line.split('"')[1]
    rest = {other: value for other, value in ENVIRON.items() if other != name}

    (fault,) = refusal_of(tmp_path / "on", general, rest).faults

    assert f"environment variable {name} is not set or empty" == fault.found
    assert "or set enabled = false for this channel" in fault.cure
    assert secret not in repr(channel_of(tmp_path / "off", general + "enabled = false\n", rest))


@pytest.mark.parametrize(("general", "line", "secret"), SECRET_KEYS)
def test_no_form_of_a_channel_shows_its_secret(tmp_path: Path, general: str, line: str, secret: str):
    """Text, dump and JSON hold stars in its place."""
    channel = channel_of(tmp_path, general)

    forms = f"{channel!r} {channel} {channel.model_dump()} {channel.model_dump_json()}"
    assert "zebra" not in forms
    assert secret not in forms
    assert "***" in channel.model_dump(mode="json")[line.split(maxsplit=1)[0]]


@pytest.mark.parametrize("url", ["https://[zebra", "https://", "ftp://zebra.example/"])
def test_a_broken_address_is_a_fault_like_any_other(tmp_path: Path, url: str):
    """What cannot be taken apart is refused unseen."""
    (fault,) = refusal_of(tmp_path, HOOK, {"DESK_HOOK": url}).faults

    assert (
        Fault(
            "monitor.toml",
            'channel "desk".webhook',
            "environment variable DESK_HOOK holds no web address (not repeated)",
            "keep the whole address there, from https:// on",
            5,
        )
        == fault
    )
