"""Secrets come from the environment or a file, and are shown nowhere."""

import json
import pickle
import traceback
from pathlib import Path

import pytest
from config_files import write_config

from monitor.errors import ConfigError
from monitor.settings import EmailChannel, Secret, Settings, SlackChannel, load_settings

WEBHOOK = "https://hooks.example/services/T0/B0/zebra-lantern"
PASSWORD = "zebra-lantern-9"  # noqa: S105 - a made-up one

SLACK = """
[[channels]]
kind = "slack"
name = "desk-slack"
webhook = { env = "DESK_WEBHOOK" }
"""
MAIL = """
[[channels]]
kind = "email"
name = "desk-mail"
host = "mail.example"
sender = "monitor@desk.example"
recipients = ["night@desk.example"]
username = "monitor"
password = { file = "secrets/mail" }
"""


def with_both(folder: Path) -> Settings:
    """Settings with a webhook from the environment and a password from a file beside config/."""
    config = write_config(folder, general=SLACK + MAIL)
    (folder / "secrets").mkdir()
    (folder / "secrets" / "mail").write_text(f"{PASSWORD}\n", encoding="utf-8")
    return load_settings(config, environ={"DESK_WEBHOOK": WEBHOOK})


def refused(folder: Path, general: str, environ: dict[str, str] | None = None) -> ConfigError:
    """The error with which a general file is refused."""
    with pytest.raises(ConfigError) as caught:
        load_settings(write_config(folder, general=general), environ=environ or {})
    return caught.value


def test_secrets_are_read_from_the_environment_and_from_a_file(tmp_path: Path):
    """A variable's value and a file's content, without its last line end, are revealed on demand."""
    slack, mail = with_both(tmp_path).general.channels

    assert isinstance(slack, SlackChannel)
    assert slack.webhook is not None
    assert slack.webhook.reveal() == WEBHOOK
    assert isinstance(mail, EmailChannel)
    assert mail.password is not None
    assert mail.password.reveal() == PASSWORD


def test_the_process_environment_is_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Without an environment given, that of the process is asked."""
    monkeypatch.setenv("DESK_WEBHOOK", WEBHOOK)

    (slack,) = load_settings(write_config(tmp_path, general=SLACK)).general.channels

    assert isinstance(slack, SlackChannel)
    assert slack.webhook is not None
    assert slack.webhook.reveal() == WEBHOOK


def test_settings_show_no_secret_in_any_form(tmp_path: Path):
    """repr, str, dump and JSON of whole settings hold stars where the secrets are."""
    settings = with_both(tmp_path)

    forms = [
        repr(settings),
        str(settings.general),
        f"{settings.general.channels}",
        str(settings.general.model_dump()),
        settings.general.model_dump_json(),
        json.dumps(settings.general.model_dump(mode="json")),
    ]
    assert not [form for form in forms if "zebra" in form]
    assert settings.general.model_dump_json().count('"***"') == 2


def test_a_secret_is_not_written_out_by_pickle():
    """A secret refuses to be copied into bytes."""
    with pytest.raises(TypeError, match="secret"):
        pickle.dumps(Secret("environment variable X", "zebra"))


@pytest.mark.parametrize(
    "written",
    [
        f'webhook = "{WEBHOOK}"',
        f'webhook = {{ env = "{WEBHOOK}" }}',
        f'webhook = {{ file = "{WEBHOOK}" }}',
        f'webhook = {{ value = "{WEBHOOK}" }}',
        f'webhook = {{ env = "DESK_WEBHOOK", file = "{WEBHOOK}" }}',
        f'webhook = ["{WEBHOOK}"]',
        f'webhok = "{WEBHOOK}"\nwebhook = {{ env = "DESK_WEBHOOK" }}',
    ],
)
def test_a_secret_written_into_the_file_is_refused_and_not_repeated(tmp_path: Path, written: str):
    """Wherever a secret was put in plain text, neither the faults nor the traceback hold it."""
    general = SLACK.replace('webhook = { env = "DESK_WEBHOOK" }', written)

    error = refused(tmp_path, general, {"DESK_WEBHOOK": WEBHOOK})

    assert len(error.faults) == 1
    assert "webho" in error.faults[0].where
    assert "zebra" not in "".join(traceback.format_exception(error)) + repr(error.faults)


def test_a_literal_secret_is_told_how_to_move_it(tmp_path: Path):
    """The cure names both places where a secret may be kept."""
    (fault,) = refused(tmp_path, SLACK.replace('{ env = "DESK_WEBHOOK" }', f'"{WEBHOOK}"')).faults

    assert fault.where == 'channel "desk-slack".webhook'
    assert '{ env = "NAME" }' in fault.cure
    assert '{ file = "path" }' in fault.cure


@pytest.mark.parametrize("environ", [{}, {"DESK_WEBHOOK": ""}])
def test_a_missing_variable_is_named(tmp_path: Path, environ: dict[str, str]):
    """A variable that is absent or empty is a fault that says which."""
    (fault,) = refused(tmp_path, SLACK, environ).faults

    assert fault.found == "environment variable DESK_WEBHOOK is not set or empty"
    assert "set DESK_WEBHOOK" in fault.cure


@pytest.mark.parametrize("content", [None, "", "\n"])
def test_a_missing_or_empty_secret_file_is_named(tmp_path: Path, content: str | None):
    """A file that is absent or holds nothing is a fault that says which."""
    if content is not None:
        (tmp_path / "secrets").mkdir()
        (tmp_path / "secrets" / "mail").write_text(content, encoding="utf-8")

    (fault,) = refused(tmp_path, MAIL).faults

    assert fault.where == 'channel "desk-mail".password'
    assert fault.found == "file secrets/mail is not set or empty"


def test_a_channel_that_is_off_needs_no_secret(tmp_path: Path):
    """With enabled = false an absent variable is no fault; revealing it says what is absent."""
    config = write_config(tmp_path, general=SLACK + "enabled = false")

    (slack,) = load_settings(config, environ={}).general.channels

    assert isinstance(slack, SlackChannel)
    assert slack.webhook is not None
    with pytest.raises(LookupError, match="DESK_WEBHOOK"):
        slack.webhook.reveal()


def test_a_webhook_that_is_no_web_address_is_refused_unseen(tmp_path: Path):
    """A variable that holds something else is named, its value is not."""
    (fault,) = refused(tmp_path, SLACK, {"DESK_WEBHOOK": "zebra"}).faults

    assert fault.found == "environment variable DESK_WEBHOOK holds no web address (not repeated)"


def test_a_password_is_not_sent_in_the_clear(tmp_path: Path):
    """A password with security none is refused unless the server is this machine."""
    unsafe = MAIL.replace('{ file = "secrets/mail" }', '{ env = "PASSWORD" }') + 'security = "none"\n'

    (fault,) = refused(tmp_path, unsafe, {"PASSWORD": PASSWORD}).faults
    local = write_config(tmp_path / "local", general=unsafe.replace("mail.example", "localhost"))

    assert fault.where == 'channel "desk-mail".security'
    assert load_settings(local, environ={"PASSWORD": PASSWORD}).general.channels


def test_a_name_or_password_in_a_feeds_address_is_not_repeated(tmp_path: Path):
    """An address with a login in it is refused without showing it, even where it is broken otherwise."""
    for number, scheme in enumerate(("https", "ftp", "https://[")):
        source = f'[[sources]]\nname = "x"\noutlet = "x.example"\nurl = "{scheme}://u:zebra@x.example/"\n'
        sources = source + 'lang = "en"\nzone = "UTC"\n'

        with pytest.raises(ConfigError) as caught:
            load_settings(write_config(tmp_path / str(number), sources=sources), environ={})

        assert "url holds a name or a password" in str(caught.value)
        assert "zebra" not in str(caught.value)


def test_a_channel_can_be_made_in_code_with_a_secret():
    """A secret that is at hand already is taken as it is."""
    channel = SlackChannel(kind="slack", name="desk-slack", webhook=Secret("the demo", WEBHOOK))

    assert channel.webhook is not None
    assert channel.webhook.reveal() == WEBHOOK
    assert "zebra" not in repr(channel)
