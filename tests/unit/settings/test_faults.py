"""Every fault is told with its file, line, key, what was found and what would help; all of them at once."""

from pathlib import Path

import pytest
from config_files import GENERAL, SOURCE, TOPIC, write_config

from monitor.errors import ConfigError, Fault
from monitor.settings import load_settings

MAIL = """
[[channels]]
kind = "email"
name = "desk-mail"
host = "mail.example"
sender = "monitor@desk.example"
recipients = ["night@desk.example"]
"""


def faults_of(config: Path) -> tuple[Fault, ...]:
    """The faults with which a configuration is refused."""
    with pytest.raises(ConfigError) as refused:
        load_settings(config, environ={})
    return refused.value.faults


def test_three_faults_of_one_file_are_told_together(tmp_path: Path):
    """File, line, key, finding and cure of each of three faults."""
    sources = """
[[sources]]
name = "harbour-gazette"
outlet = "gazette.example"
url = "https://gazette.example/rss"
lang = "fr"
zone = "Asia/Bagdad"
every_minutes = 0
"""

    faults = faults_of(write_config(tmp_path, sources=sources))

    assert [
        Fault("sources.toml", 'source "harbour-gazette".lang', 'lang is "fr"', 'give "ar", "en" or "ckb"', 6),
        Fault("sources.toml", 'source "harbour-gazette".zone', 'zone is "Asia/Bagdad"', 'write "Asia/Baghdad"', 7),
        Fault(
            "sources.toml",
            'source "harbour-gazette".every_minutes',
            "every_minutes is 0",
            "give 1 minute or more",
            8,
        ),
    ] == list(faults)


def test_faults_of_all_files_are_told_together(tmp_path: Path):
    """One faulty file does not hide the faults of the next; the error lists them one a line."""
    config = write_config(
        tmp_path,
        general=GENERAL.replace("5", "-1"),
        sources=SOURCE.replace('"en"', '"fr"'),
        topic=TOPIC.replace("date", "day"),
        torn='name = "torn',
    )

    faults = faults_of(config)

    assert [fault.file for fault in faults] == ["monitor.toml", "sources.toml", "topics/topic.toml", "topics/torn.toml"]
    assert len(str(ConfigError(faults)).splitlines()) == 4


def test_a_fault_reads_as_one_sentence():
    """A fault's text gives file, line, key, finding and cure in that order."""
    fault = Fault("sources.toml", 'source "x".every_minutes', "every_minutes is 0", "give 1 minute or more", 14)

    assert str(fault) == 'sources.toml:14: source "x".every_minutes: every_minutes is 0; give 1 minute or more'


@pytest.mark.parametrize(
    ("general", "where", "found", "cure"),
    [
        ("[fetchh]", "fetchh", 'unknown key "fetchh"', 'write "fetch" instead'),
        ("[schedule]\ntick = 1", "schedule.tick", 'unknown key "tick"', "tick_minutes"),
        ("[schedule]\ntick_minutes = true", "schedule.tick_minutes", "tick_minutes is true", "a whole number"),
        ('[schedule]\ntick_minutes = "5"', "schedule.tick_minutes", 'tick_minutes is "5"', "without quotes"),
        ("schedule = 5", "schedule", "schedule is 5", "give a table"),
        ("[state]\nfolder = 5", "state.folder", "folder is 5", "give the folder for state"),
        ('[fetch]\ncontact = "me"', "fetch.contact", 'contact is "me"', "a mail address or a web address"),
        ('[fetch]\ncontact = "ش@x"', "fetch.contact", "contact has signs", "plain Latin letters"),
        ("[fetch]\ntotal_seconds = 0", "fetch.total_seconds", "total_seconds is 0", "more than 0 seconds"),
        ("[fetch]\nconnect_seconds = 99", "fetch.connect_seconds", "more than total_seconds", "no more time"),
        ("[fetch]\nper_host = 9\nat_once = 2", "fetch.per_host", "per_host is 9, more than at_once, 2", "one host"),
        ("[fetch]\nmax_bytes = 5", "fetch.max_bytes", "max_bytes is 5", "10000 bytes or more"),
        ("[fetch]\nmax_redirects = 21", "fetch.max_redirects", "max_redirects is 21", "20 or less"),
        ("[schedule]\nslowest_minutes = 0", "schedule.slowest_minutes", "slowest_minutes is 0", "1 minute or more"),
        ("[fetch]\ngap_seconds = -1", "fetch.gap_seconds", "gap_seconds is -1", "0 seconds or more"),
        ("[fetch]\nports = []", "fetch.ports", "ports is an empty list", "one or more"),
        ("[fetch]\nports = [443, 70000]", "fetch.ports", "ports is 70000", "65535 or less"),
        ('[fetch]\nallow_networks = ["x"]', "fetch.allow_networks", 'holds "x"', 'like "10.20.0.0/16"'),
        ('[fetch]\nallow_networks = ["10.1.2.3/8"]', "fetch.allow_networks", '"10.1.2.3/8"', 'write "10.0.0.0/8"'),
        ("[reading]\nworkers = 0", "reading.workers", "workers is 0", "1 or more"),
        ("[reading]\nmemory_megabytes = 9", "reading.memory_megabytes", "is 9", "200 megabytes or more"),
        ("[reading]\npage_seconds = 0", "reading.page_seconds", "page_seconds is 0", "more than 0 seconds"),
        ("[health]\nstale_days = 0", "health.stale_days", "stale_days is 0", "1 day or more"),
        ("[health]\ndown_after = 0", "health.down_after", "down_after is 0", "1 or more"),
        ('[health]\nchannels = ["desk"]', "health.channels", '"desk" is the name of no channel', "once there are some"),
        (
            GENERAL + '[health]\nchannels = ["consol"]',
            "health.channels",
            '"consol" is the name of no channel',
            'write "console"',
        ),
        (GENERAL + "claims = false", 'channel "console".claims', "it would get nothing", "name it there"),
        ("[reading]\nlook_back_days = 0", "reading.look_back_days", "look_back_days is 0", "1 day or more"),
        (
            "[delivery.retry]\nceiling_seconds = 3601",
            "delivery.retry.ceiling_seconds",
            "is 3601",
            "3600 seconds or less",
        ),
        ("[delivery.retry]\nhours = 0", "delivery.retry.hours", "hours is 0", "more than 0 hours"),
        ("[delivery.retry]\nhours = 721", "delivery.retry.hours", "hours is 721", "720 hours or less"),
        ("[delivery.retry]\nceiling_seconds = 1", "delivery.retry.ceiling_seconds", "less than first", "or more"),
        ("[channels]\nkind = 'console'", "channels", "channels is a table", "[[channels]], in double brackets"),
        ("[[channels]]\nname = 'x'", 'channel "x"', "kind is missing", "console, file, email, slack"),
        ("[[channels]]\nkind = 'emial'\nname = 'x'", 'channel "x".kind', 'kind is "emial"', 'write "email"'),
        ("[[channels]]\nkind = 'pigeon'\nname = 'x'", 'channel "x".kind', 'kind is "pigeon"', "give one of console"),
        ("[[channels]]\nkind = 'console'", "channel 1.name", "name is missing", "give a name of its own"),
        ("[[channels]]\nkind = 'file'\nname = 'x'", 'channel "x".path', "path is missing", "the path of the file"),
        ("[[channels]]\nkind = 'console'\nname = 'X y'", 'channel "X y".name', '"X y" has other', "bbc-arabic"),
        (GENERAL + GENERAL[GENERAL.index("[[") :], 'channel "console".name', "a second time", "of its own"),
        (MAIL.replace("mail.example", ""), 'channel "desk-mail".host', 'host is ""', "give some text"),
        (MAIL.replace("mail.example", "püst.example"), 'channel "desk-mail".host', "the host has signs", "xn--"),
        (MAIL + "port = 70000", 'channel "desk-mail".port', "port is 70000", "65535 or less"),
        (MAIL + 'security = "ssl"', 'channel "desk-mail".security', '"ssl"', '"starttls", "tls" or "none"'),
        (MAIL.replace("monitor@", ""), 'channel "desk-mail".sender', '"desk.example" is not a mail', "a bare address"),
        (MAIL.replace("night@desk", "a\\nb@c"), 'channel "desk-mail".recipients', "is not a mail", "a bare address"),
        (
            MAIL.replace("night@desk", "night@bücher"),
            'channel "desk-mail".recipients',
            "is not a mail",
            "a bare address",
        ),
        (
            MAIL.replace('["night@desk.example"]', "[]"),
            'channel "desk-mail".recipients',
            "an empty list",
            "one or more",
        ),
        (MAIL + 'username = "u"', 'channel "desk-mail".username', "username is given without password", "give both"),
        (MAIL + 'list_id = "a b"', 'channel "desk-mail".list_id', 'list_id is "a b"', "give a name like"),
    ],
)
def test_a_fault_of_the_general_file(tmp_path: Path, general: str, where: str, found: str, cure: str):
    """Each fault that monitor.toml may have is told alone, at its key, with its cure."""
    (fault,) = faults_of(write_config(tmp_path, general=general))

    assert ("monitor.toml", where) == (fault.file, fault.where)
    assert found in fault.found
    assert cure in fault.cure


@pytest.mark.parametrize(
    ("before", "after", "key", "found", "cure"),
    [
        ('"harbour-gazette"', '"Harbour Gazette"', ".name", '"Harbour Gazette" has other signs', "bbc-arabic"),
        ('"gazette.example"', '"https://gazette.example"', ".outlet", "https://gazette.example", "without https://"),
        ('"https://gazette.example/rss"', '"gazette.example/rss"', ".url", '"gazette.example/rss"', "begins with"),
        ('"https://gazette.example/rss"', '"ftp://gazette.example/"', ".url", '"ftp://', "begins with https://"),
        ('"https://gazette.example/rss"', '"https://gazette.example:x/"', ".url", "url is", "a whole address"),
        ('"https://gazette.example/rss"', '"https://gazette.example/a b"', ".url", "a b", "%20"),
        ('url = "https://gazette.example/rss"', "", ".url", "url is missing", "give the address of the feed"),
        ('"Asia/Baghdad"', '"../etc"', ".zone", 'zone is "../etc"', "the IANA name"),
        ('"Asia/Baghdad"', '"Bag"', ".zone", 'zone is "Bag"', "give the IANA name"),
        ('"Asia/Baghdad"', '"Asia"', ".zone", 'zone is "Asia"', "write"),
        ('lang = "en"', 'lang = "en"\ncertainty = "D"', ".certainty", 'certainty is "D"', '"A", "B" or "C"'),
        ('lang = "en"', 'lang = "en"\ntier = 0', ".tier", "tier is 0", "1 or more"),
        ('lang = "en"', 'lang = "en"\ntier = 4', ".tier", "tier is 4", "3 or less"),
        ('lang = "en"', 'lang = "en"\ntier = true', ".tier", "tier is true", "a whole number"),
        ('lang = "en"', 'lang = "en"\nenabled = "no"', ".enabled", 'enabled is "no"', "true or false"),
        ('lang = "en"', 'lang = "en"\nkind = "page"', ".kind", 'kind is "page"', "section"),
        ('lang = "en"', 'lang = "en"\nkind = "section"', ".link_pattern", "no link_pattern", "behind the host"),
        ('lang = "en"', 'lang = "en"\nevery_minutes = 121', ".every_minutes", "more than slowest_minutes", "raise"),
        ('lang = "en"', 'lang = "en"\nprobed = ""', ".probed", 'probed is ""', "some text"),
        ('"harbour-gazette"', '"(network)"', ".name", '"(network)" has other signs', "bbc-arabic"),
        ('lang = "en"', 'lang = "en"\nevery_minute = 5', ".every_minute", "unknown key", 'write "every_minutes"'),
    ],
)
def test_a_fault_of_a_source(tmp_path: Path, before: str, after: str, key: str, found: str, cure: str):  # noqa: PLR0913, PLR0917 - a table of cases
    """Each fault that a source may have is told alone, at its key, with its cure."""
    (fault,) = faults_of(write_config(tmp_path, sources=SOURCE.replace(before, after)))

    assert fault.file == "sources.toml"
    assert fault.where.endswith(key)
    assert found in fault.found
    assert cure in fault.cure


def test_two_sources_of_one_name_and_address_are_refused(tmp_path: Path):
    """The second of two equal sources is told of, once for its name and once for its address."""
    faults = faults_of(write_config(tmp_path, sources=SOURCE + SOURCE))

    assert [(fault.where, fault.line) for fault in faults] == [
        ('source "harbour-gazette".name', 10),
        ('source "harbour-gazette".url', 12),
    ]


def test_a_list_without_sources_is_refused(tmp_path: Path):
    """At least one source is needed."""
    (fault,) = faults_of(write_config(tmp_path, sources="sources = []"))

    assert (fault.where, fault.found, fault.cure) == ("sources", "sources is an empty list", "give one or more")


@pytest.mark.parametrize(
    ("before", "after", "where", "found", "cure"),
    [
        ('"bridge-closing"', '"Bridge Closing"', "name", '"Bridge Closing" has other signs', "like"),
        ('home = "rivertown"', 'home = "rivertwon"', "home", "no place of this file", 'write "rivertown"'),
        ('home = "rivertown"', 'home = "oz"', "home", "no place of this file", "name one of rivertown"),
        ('parent = "rivertown"', 'parent = "oz"', 'places."other:north-gate".parent', 'is "oz"', "add [places.oz]"),
        ('other:north-gate"', 'North Gate"', 'places."North Gate"', "has other signs", "other:al-qaim"),
        ("own = true", "own = false", "forces", "no force is the story's own", "set own = true"),
        ('role = "completes"', 'role = "leaving"', "frames.closing.role", "no date frame has", "ends, begins"),
        ('kind = "date"', 'kind = "quantity"', "frames.closing.role", "no quantity frame has", "present, remaining"),
        ('role = "completes"', 'role = "ended"', "frames.closing.role", 'role is "ended"', '"ends"'),
        ('["close + bridge"]', '"close"', "frames.closing.triggers", 'triggers is "close"', "in square brackets"),
        ('en = ["bridge"]', "", "words.bridge", "no words in any language", "give one at least"),
        ('en = ["bridge club"]', "en = []", "confusable.card_game", "no words in any language", "give one at least"),
        ('["bridge club"]', '["bridge club", 7]', "confusable.card_game.en", "en is 7", "text, in quotes"),
        ('["bridge club"]', '["bridge club", " "]', "confusable.card_game.en", 'en is " "', "some text"),
        ('en = ["bridge club"]', 'eng = ["x"]', "confusable.card_game.eng", "unknown key", 'write "en"'),
        ('["North Gate"]', '["RIVERTOWN "]', 'places."other:north-gate".en', "stands for places.rivertown", "one of"),
        ('["Rivertown"]', '["Bridge  Wardens"]', "places.rivertown.en", "stands for forces.wardens", "one of"),
        ('label = "Closing"\n', "", "frames.closing.label", "label is missing", "the frame's name"),
        (
            'title = "Closing of the old bridge"',
            "threshold = 2\ntitle = 'x'",
            "threshold",
            "threshold is 2",
            "1 or less",
        ),
    ],
)
def test_a_fault_of_a_topic(tmp_path: Path, before: str, after: str, where: str, found: str, cure: str):  # noqa: PLR0913, PLR0917 - a table of cases
    """Each fault that a topic may have is told alone, at its key, with its cure."""
    (fault,) = faults_of(write_config(tmp_path, topic=TOPIC.replace(before, after)))

    assert ("topics/topic.toml", where) == (fault.file, fault.where)
    assert found in fault.found
    assert cure in fault.cure


def test_places_that_lie_in_each_other_are_told_once(tmp_path: Path):
    """A circle of parents is one fault, which names the whole way round."""
    circle = TOPIC.replace('label = "Rivertown"', 'label = "Rivertown"\nparent = "other:north-gate"')

    (fault,) = faults_of(write_config(tmp_path, topic=circle))

    assert fault.where == "places.rivertown.parent"
    assert "rivertown > other:north-gate > rivertown" in fault.found


def test_a_place_below_a_circle_is_no_fault_of_its_own(tmp_path: Path):
    """Only the members of the circle are named, not what merely leads into it."""
    circle = TOPIC.replace('label = "Rivertown"', 'label = "Rivertown"\nparent = "rivertown"')

    (fault,) = faults_of(write_config(tmp_path, topic=circle))

    assert (fault.where, fault.line) == ("places.rivertown.parent", 13)
    assert fault.found.endswith("rivertown > rivertown")


def test_two_topics_of_one_name_are_refused(tmp_path: Path):
    """The second file is told of, and the first is named."""
    (fault,) = faults_of(write_config(tmp_path, zweite=TOPIC))

    assert (fault.file, fault.where) == ("topics/zweite.toml", "name")
    assert "topics/topic.toml" in fault.found


@pytest.mark.parametrize(
    ("text", "line", "where"),
    [
        ('[schedule]\ntick_minutes = "5\n', 2, "column 18"),
        ("[schedule]\n\ntick_minutes 5", 3, "column 14"),
        ("[[channels]]\nname = [1,\n", 2, "end of the file"),
    ],
)
def test_a_file_that_is_no_toml_is_one_fault_with_its_line(tmp_path: Path, text: str, line: int, where: str):
    """A syntax error is told with line and column, or as the end of the file."""
    (fault,) = faults_of(write_config(tmp_path, general=text))

    assert ("monitor.toml", line, where) == (fault.file, fault.line, fault.where)
    assert "not TOML" in fault.found


def test_a_file_in_another_encoding_is_refused(tmp_path: Path):
    """Bytes that are not UTF-8 are told with their position."""
    config = write_config(tmp_path)
    (config / "monitor.toml").write_bytes(b"# \xe3\xe3\n")

    (fault,) = faults_of(config)

    assert (fault.found, fault.cure) == ("byte 3 is not UTF-8", "save the file as UTF-8")


def test_missing_files_are_each_told(tmp_path: Path):
    """An empty folder lacks three things, and all three are told with a cure."""
    (tmp_path / "config").mkdir()

    faults = faults_of(tmp_path / "config")

    assert [fault.file for fault in faults] == ["monitor.toml", "sources.toml", "topics"]
    assert all("shipped configuration" in fault.cure for fault in faults)


def test_a_folder_in_a_files_place_is_refused(tmp_path: Path):
    """What cannot be read as a file is a fault, not a crash."""
    config = write_config(tmp_path)
    (config / "monitor.toml").unlink()
    (config / "monitor.toml").mkdir()

    (fault,) = faults_of(config)

    assert fault.found.startswith("the file cannot be read")


def test_a_missing_folder_is_one_fault(tmp_path: Path):
    """A configuration folder that is not there is named."""
    (fault,) = faults_of(tmp_path / "nowhere")

    assert str(tmp_path / "nowhere") == fault.file
    assert "no such folder" in fault.found


def test_entries_that_are_all_faulty_do_not_count_as_an_empty_list(tmp_path: Path):
    """Only the entry's own fault is told."""
    faults = faults_of(write_config(tmp_path, sources="sources = [5]"))

    assert [(fault.where, fault.found, fault.cure) for fault in faults] == [("sources", "sources is 5", "give a table")]


def test_a_source_that_leaves_out_its_interval_may_be_slower_than_the_slowest(tmp_path: Path):
    """The fifteen minutes that hold when every_minutes is left out are compared like written ones."""
    fourteen, fifteen = (
        write_config(tmp_path / str(slowest), general=f"[schedule]\nslowest_minutes = {slowest}\n")
        for slowest in (14, 15)
    )

    (fault,) = faults_of(fourteen)

    assert ('source "harbour-gazette".every_minutes', 2) == (fault.where, fault.line)
    assert "every_minutes is 15 where it is left out, more than slowest_minutes" in fault.found
    assert load_settings(fifteen, environ={}).sources


def test_selectors_are_shown_to_whoever_can_read_them(tmp_path: Path):
    """What the check that is handed in finds is a fault at the selector's line; without a check nothing is found."""
    config = write_config(tmp_path, sources=SOURCE + '[sources.selectors]\ntext = "ferry"\n')

    with pytest.raises(ConfigError) as refused:
        load_settings(config, environ={}, selector_fault=lambda selector: f"{selector} is no bridge")

    (fault,) = refused.value.faults
    assert ('source "harbour-gazette".selectors.text', "ferry is no bridge") == (fault.where, fault.found)
    assert 'text = "ferry"' == (config / "sources.toml").read_text(encoding="utf-8").splitlines()[(fault.line or 0) - 1]
    assert load_settings(config, environ={}).sources
