"""A right configuration becomes records and settings; paths count from the folder above it."""

from pathlib import Path

import pytest
from config_files import GENERAL, SOURCE, TOPIC, write_config

from monitor.errors import ConfigError
from monitor.records import Confusable, Force, Frame, Place, Source, Topic
from monitor.settings import EmailChannel, FileChannel, Retry, load_settings, load_sources


def test_a_source_becomes_a_record_with_defaults(tmp_path: Path):
    """What a source leaves out is filled in: 15 minutes, enabled, certainty C, no note."""
    settings = load_settings(write_config(tmp_path))

    expected = Source(
        name="harbour-gazette",
        outlet="gazette.example",
        url="https://gazette.example/rss",
        lang="en",
        zone="Asia/Baghdad",
        every_minutes=15,
        enabled=True,
        certainty="C",
        note="",
    )
    assert (expected,) == settings.sources


def test_the_sources_can_be_read_alone(tmp_path: Path):
    """They are the same as within the whole configuration, whatever is wrong in its other files."""
    config = write_config(tmp_path)
    whole = load_settings(config).sources
    (config / "monitor.toml").write_text("nonsense", encoding="utf-8")

    assert whole == load_sources(config)


@pytest.mark.parametrize("text", [None, "", "# The papers of the harbour.\n", "sources = []\n"])
def test_before_the_first_source_there_are_none(tmp_path: Path, text: str | None):
    """A file that is missing, empty or has comments alone lists nothing, and is no fault to whoever wants to add."""
    config = write_config(tmp_path)
    (config / "sources.toml").unlink()
    if text is not None:
        (config / "sources.toml").write_text(text, encoding="utf-8")

    assert () == load_sources(config)


@pytest.mark.parametrize("text", ["source = []\n", SOURCE + "zone = 3\n", SOURCE + SOURCE, "[[sources]]\n"])
def test_a_faulty_list_of_sources_is_refused_when_read_alone(tmp_path: Path, text: str):
    """An unknown key, what is no TOML, a name given twice and an empty table are faults as ever."""
    config = write_config(tmp_path, sources=text)

    with pytest.raises(ConfigError, match=r"^sources\.toml:"):
        load_sources(config)


def test_sources_of_no_folder_are_refused(tmp_path: Path):
    """A folder that is not there is told by name."""
    with pytest.raises(ConfigError, match="there is no such folder"):
        load_sources(tmp_path / "nowhere")


def test_a_topic_becomes_a_record_in_the_order_of_its_file(tmp_path: Path):
    """Forces, places, frames, words and look-alikes arrive whole and in order."""
    settings = load_settings(write_config(tmp_path))

    expected = Topic(
        name="bridge-closing",
        title="Closing of the old bridge",
        home="rivertown",
        frames=(Frame("closing", "date", "completes", "Closing", ("close + bridge",)),),
        places=(
            Place("rivertown", "Rivertown", None, {"ar": ("بلدة النهر",), "en": ("Rivertown",)}),
            Place("other:north-gate", "North Gate", "rivertown", {"en": ("North Gate",)}),
        ),
        forces=(Force("wardens", "the wardens", own=True, aliases={"en": ("the wardens", "bridge wardens")}),),
        confusables=(Confusable("card_game", {"en": ("bridge club",)}),),
        words={"bridge": {"en": ("bridge",)}},
        threshold=0.5,
    )
    assert (expected,) == settings.topics


def test_an_empty_general_file_means_the_defaults(tmp_path: Path):
    """Every key of monitor.toml may be left out."""
    general = load_settings(write_config(tmp_path, general="")).general

    assert general.schedule.tick_minutes == 5
    assert (general.reading.look_back_days, general.reading.article_attempts) == (7, 5)
    assert Retry(first_seconds=2, ceiling_seconds=300, hours=72) == general.delivery.retry
    assert general.channels == ()


def test_relative_paths_count_from_the_folder_above_the_configuration(tmp_path: Path):
    """State and alert files lie beside config/, wherever the monitor is started; a default path too."""
    general = '[[channels]]\nkind = "file"\nname = "log"\npath = "state/alerts.jsonl"\n'

    settings = load_settings(write_config(tmp_path, general=general))

    assert tmp_path / "state" == settings.state_folder
    channel = settings.general.channels[0]
    assert isinstance(channel, FileChannel)
    assert tmp_path / "state" / "alerts.jsonl" == channel.path


def test_an_absolute_path_is_kept(tmp_path: Path):
    """A path that names its root is not moved."""
    elsewhere = tmp_path / "disk" / "state"

    settings = load_settings(write_config(tmp_path, general=f"[state]\nfolder = '{elsewhere}'\n"))

    assert elsewhere == settings.state_folder


def test_the_addresses_letters_are_kept(tmp_path: Path):
    """An address with Farsi yeh, tatweel or percent signs arrives as it was written."""
    url = "https://gazette.example/rss/ar/سیاسة/مجتـمع?x=%D9%85"

    settings = load_settings(write_config(tmp_path, sources=SOURCE.replace("https://gazette.example/rss", url)))

    assert url == settings.sources[0].url


def test_a_file_saved_with_a_byte_order_mark_is_read(tmp_path: Path):
    """Editors that put a mark before the first letter do no harm."""
    config = write_config(tmp_path)
    (config / "monitor.toml").write_text(GENERAL, encoding="utf-8-sig")

    assert [channel.name for channel in load_settings(config).general.channels] == ["console"]


def test_topics_come_in_the_order_of_their_file_names(tmp_path: Path):
    """Every file in topics/ is a topic; hidden files are not."""
    config = write_config(tmp_path, a_second=TOPIC.replace("bridge-closing", "ferry"))
    (config / "topics" / ".draft.toml").write_text("not TOML", encoding="utf-8")

    assert [topic.name for topic in load_settings(config).topics] == ["ferry", "bridge-closing"]


def test_only_enabled_channels_are_offered(tmp_path: Path):
    """A channel that is off stays in the settings and out of the enabled ones."""
    general = GENERAL + '\n[[channels]]\nkind = "console"\nname = "spare"\nenabled = false\n'

    settings = load_settings(write_config(tmp_path, general=general))

    assert [channel.name for channel in settings.general.channels] == ["console", "spare"]
    assert [channel.name for channel in settings.enabled_channels] == ["console"]


def test_a_mail_channel_needs_no_account(tmp_path: Path):
    """Without a username and a password, on this machine's own server, a mail channel is whole."""
    general = """
    [[channels]]
    kind = "email"
    name = "local-mail"
    host = "localhost"
    port = 25
    security = "none"
    sender = "monitor@desk.example"
    recipients = ["night@desk.example", "day@desk.example"]
    """

    channel = load_settings(write_config(tmp_path, general=general)).general.channels[0]

    assert isinstance(channel, EmailChannel)
    assert (channel.username, channel.password, channel.timeout_seconds) == (None, None, 30)
    assert channel.recipients == ("night@desk.example", "day@desk.example")


def test_settings_do_not_change_after_loading(tmp_path: Path):
    """A setting cannot be given another value."""
    settings = load_settings(write_config(tmp_path))

    with pytest.raises(ValueError, match="frozen"):
        settings.general.schedule.tick_minutes = 9


@pytest.mark.parametrize(("written", "tier"), [("", 2), ("tier = 1", 1), ("tier = 3", 3)])
def test_a_source_has_a_tier(tmp_path: Path, written: str, tier: int):
    """The second where it is left out."""
    (source,) = load_settings(write_config(tmp_path, sources=SOURCE + written)).sources

    assert tier == source.tier


def test_health_notices_and_claim_alerts_go_their_own_ways(tmp_path: Path):
    """A channel without claims hears of sick sources alone; one that is off hears nothing."""
    general = (
        GENERAL
        + """
[[channels]]
kind = "console"
name = "technician"
claims = false

[[channels]]
kind = "console"
name = "spare"
enabled = false

[health]
channels = ["technician", "spare"]
"""
    )

    settings = load_settings(write_config(tmp_path, general=general))

    assert [channel.name for channel in settings.claim_channels] == ["console"]
    assert [one.name for name in settings.routing.system.to for one in settings.routing.recipients[name]] == [
        "technician"
    ]


def test_networks_of_ones_own_are_kept_in_their_usual_spelling(tmp_path: Path):
    """An address alone is a network of one; IPv6 is shortened."""
    general = '[fetch]\nallow_networks = ["10.0.0.7", "FD00:0020::/32"]\n'

    settings = load_settings(write_config(tmp_path, general=general))

    assert settings.general.fetch.allow_networks == ("10.0.0.7/32", "fd00:20::/32")
