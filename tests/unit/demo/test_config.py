"""The demo's configuration folder, read by the settings that read every other."""

from pathlib import Path

from monitor.demo.config import DemoChannels, write_demo_config
from monitor.demo.story_files import read_editions
from monitor.settings import EmailChannel, FileChannel, SlackChannel, load_settings

SITE_URL = "http://127.0.0.1:8080"
EDITIONS = read_editions()


def test_the_folder_is_a_right_configuration_with_a_source_for_each_edition(tmp_path: Path) -> None:
    """The settings find no fault, and each edition is polled at its feed in its language and zone."""
    settings = load_settings(write_demo_config(tmp_path / "config", SITE_URL + "/", EDITIONS), {})

    assert [
        (edition.name, edition.outlet, f"{SITE_URL}/{edition.name}/feed.xml", edition.lang, edition.zone)
        for edition in EDITIONS
    ] == [(source.name, source.outlet, source.url, source.lang, source.zone) for source in settings.sources]
    assert [topic.name for topic in settings.topics] == ["coalition-withdrawal"]
    assert tmp_path / "state" == settings.state_folder


def test_alerts_go_to_a_file_and_to_the_receivers_that_are_named(tmp_path: Path) -> None:
    """Slack and mail are channels where their receivers are given; the webhook is kept outside the settings file."""
    webhook = "http://127.0.0.1:8081/services/demo"
    folder = write_demo_config(tmp_path / "my demo", SITE_URL, EDITIONS, DemoChannels(webhook, 2525))

    file, slack, mail = load_settings(folder, {}).enabled_channels

    assert isinstance(file, FileChannel)
    assert tmp_path / "alerts.jsonl" == file.path
    assert isinstance(slack, SlackChannel)
    assert webhook == slack.webhook.reveal()
    assert isinstance(mail, EmailChannel)
    assert (mail.host, mail.port, mail.security) == ("127.0.0.1", 2525, "none")
    assert webhook not in (folder / "monitor.toml").read_text(encoding="utf-8")


def test_without_receivers_there_is_the_file_alone(tmp_path: Path) -> None:
    """A demo without receivers writes its alerts to a file."""
    settings = load_settings(write_demo_config(tmp_path / "config", SITE_URL, EDITIONS), {})

    assert [channel.name for channel in settings.enabled_channels] == ["demo-file"]


def test_writing_again_replaces_what_an_earlier_demo_wrote(tmp_path: Path) -> None:
    """A second demo with another port leaves no trace of the first one's."""
    write_demo_config(tmp_path / "config", "http://127.0.0.1:1", EDITIONS)

    settings = load_settings(write_demo_config(tmp_path / "config", SITE_URL, EDITIONS), {})

    assert all(source.url.startswith(SITE_URL) for source in settings.sources)


def test_the_desk_has_routes_where_both_receivers_are_there(tmp_path: Path) -> None:
    """Somebody reads Arabic, somebody a digest; with one receiver fewer, all channels get everything."""
    folder = tmp_path / "config"
    both = load_settings(write_demo_config(folder, SITE_URL, EDITIONS, DemoChannels("http://127.0.0.1:1", 2525)), {})

    alone = load_settings(write_demo_config(folder, SITE_URL, EDITIONS, DemoChannels(mail_port=2525)), {})

    assert ["big-moves", "the-day", "desk"] == [route.name for route in both.routing.routes]
    assert ("sara", "chief") == both.alerting.people
    assert ["ar"] == [one.lang for one in both.routing.recipients["sara"]]
    assert tmp_path / "published" == both.alerting.publish.folder
    assert ["everything"] == [route.name for route in alone.routing.routes]
