"""The configuration in config/ is right, and says what the documentation promises of it."""

import re
import shutil
from pathlib import Path

import pytest

from monitor.language.folding import fold
from monitor.records import Rate, Topic
from monitor.settings import Settings, find_config_folder, load_settings

PROJECT = Path(__file__).resolve().parents[3]
EIGHT_FRAMES = {
    "mission_end": ("date", "ends"),
    "withdrawal_begin": ("date", "begins"),
    "withdrawal_complete": ("date", "completes"),
    "drawdown": ("date", "partial"),
    "agreement": ("date", "agreed"),
    "troops_present": ("quantity", "present"),
    "troops_remaining": ("quantity", "remaining"),
    "troops_leaving": ("quantity", "leaving"),
}


@pytest.fixture(scope="module")
def shipped():
    """The shipped settings, in an environment that holds no secret."""
    return load_settings(PROJECT / "config", environ={})


@pytest.fixture
def story(shipped: Settings) -> Topic:
    """The topic that is followed by default."""
    return next(topic for topic in shipped.topics if topic.name == "coalition-withdrawal")


def test_shafaq_stands_first_in_three_languages(shipped: Settings):
    """The three feeds of Shafaq News open the list of sources."""
    first = [source.url for source in shipped.sources[:3]]

    assert first == ["https://shafaq.com/rss/en", "https://shafaq.com/rss/ar", "https://shafaq.com/rss/ku"]


def test_at_least_25_outlets_are_polled_in_three_languages(shipped: Settings):
    """The enabled sources are of 25 outlets or more, and every language has some."""
    polled = [source for source in shipped.sources if source.enabled]

    assert len({source.outlet for source in polled}) >= 25
    assert {source.lang for source in polled} == {"ar", "en", "ckb"}


def test_no_source_of_conflicting_reports_is_polled(shipped: Settings):
    """A source of certainty C is off until somebody has probed it."""
    polled = [source.name for source in shipped.sources if source.enabled and source.certainty == "C"]

    assert polled == []


def test_every_source_has_a_note(shipped: Settings):
    """Each source says what a colleague should know of it."""
    bare = [source.name for source in shipped.sources if not source.note]

    assert bare == []


def test_the_feyli_feed_is_not_read_as_sorani(shipped: Settings):
    """The Kurdish feed of Shafaq is listed, off, and its note names the variety."""
    feed = next(source for source in shipped.sources if source.url == "https://shafaq.com/rss/ku")

    assert not feed.enabled
    assert "Feyli" in feed.note


def test_console_and_file_are_on_all_others_are_off(shipped: Settings):
    """Out of the box alerts reach the console and a file; nothing is sent over the network."""
    assert [channel.kind for channel in shipped.enabled_channels] == ["console", "file"]
    assert {"email", "slack", "webhook", "apprise"} <= {channel.kind for channel in shipped.general.channels}


def test_the_story_keeps_the_eight_frames(story: Topic):
    """The frames of the default topic have the kinds and roles that the grammar of claims knows."""
    frames = {frame.name: (frame.kind, frame.role) for frame in story.frames}

    assert frames == EIGHT_FRAMES


def test_every_place_and_force_is_named_in_three_languages(story: Topic):
    """Each place and each force has Arabic, English and Kurdish forms."""
    short = [named.name for named in (*story.places, *story.forces) if set(named.aliases) != {"ar", "en", "ckb"}]

    assert short == []


def test_no_form_names_two_things_once_spelling_is_folded(story: Topic):
    """Even with look-alike letters unified, as texts are read, a form stands for one place or force."""
    meanings: dict[tuple[str, str], set[str]] = {}
    for named in (*story.places, *story.forces):
        for lang, forms in named.aliases.items():
            for form in forms:
                meanings.setdefault((lang, fold(form)), set()).add(named.name)

    assert {form: names for form, names in meanings.items() if len(names) > 1} == {}


def test_agencies_and_officials_are_of_the_first_tier(shipped: Settings):
    """Who is quoted by the others weighs most; few are said to repeat others alone."""
    tiers = {source.outlet: source.tier for source in shipped.sources}

    assert {"ina.iq", "shafaq.com", "centcom.mil", "war.gov", "presstv.ir", "reuters.com"} <= {
        outlet for outlet, tier in tiers.items() if tier == 1
    }
    assert len([outlet for outlet, tier in tiers.items() if tier == 3]) <= 3


def test_an_outlet_has_one_tier(shipped: Settings):
    """The feeds of one outlet in several languages weigh the same."""
    tiers = {(source.outlet, source.tier) for source in shipped.sources}

    assert len(tiers) == len({outlet for outlet, _tier in tiers})


def test_the_shipped_route_is_the_desk(shipped: Settings):
    """One route to whatever is on, twenty messages in ten minutes; notices go where [health] says."""
    (desk,) = shipped.routing.routes

    told = {recipient.channel for name in desk.to for recipient in shipped.routing.recipients[name]}
    assert ("desk", {"console", "alerts-file"}) == (desk.name, told)
    assert Rate(20, 600) == desk.rate
    assert ("console",) == shipped.routing.system.to


def test_a_shipped_contradiction_mutes_what_only_follows_from_it(shipped: Settings):
    """For twelve hours, on the same key and value, the lead that moves and narrower wordings are not told."""
    (rule,) = shipped.routing.inhibitions

    assert (("changed", "source_reversed"), ("lead_moved", "refined")) == (rule.loud.kinds, rule.muted.kinds)
    assert (frozenset({"key", "value"}), 12) == (rule.equal, rule.hours)


def test_the_samples_of_the_alerts_file_load(tmp_path: Path):
    """With the # before each sample taken away, alerts.toml is as right as it was."""
    shutil.copytree(PROJECT / "config", tmp_path / "config")
    alerts = tmp_path / "config" / "alerts.toml"
    text = alerts.read_text(encoding="utf-8")
    alerts.write_text(re.sub(r"(?m)^#(?=[^ :\n]|  \{)", "", text), encoding="utf-8")

    settings = load_settings(tmp_path / "config", environ={"MONITOR_HEARTBEAT_URL": "https://alive.example/zebra"})

    assert ["big-slips", "desk"] == [route.name for route in settings.routing.routes]
    assert ["small-news", "night-desk"] == [route.name for route in settings.routing.routes[1].routes]
    assert ("sara",) == settings.alerting.people
    assert settings.alerting.heartbeat.url is not None


@pytest.mark.parametrize("file", ["monitor.toml", "alerts.toml"])
def test_every_key_of_a_general_file_is_explained(file: str):
    """A comment stands above each key, or above the first of a group that it explains together."""
    lines = (PROJECT / "config" / file).read_text(encoding="utf-8").splitlines()
    bare = []
    explained = False
    for line in lines:
        if not line or line.startswith("#"):
            explained = line.startswith("#")
        elif not line.startswith("["):
            bare += [] if explained else [line]

    assert bare == []


def test_the_packaged_search_finds_the_projects_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Run from anywhere, without a variable, the configuration that comes with the code is found and loads."""
    monkeypatch.delenv("MONITOR_CONFIG", raising=False)
    monkeypatch.chdir(tmp_path)

    assert load_settings(find_config_folder(None), environ={}).topics


OUTLETS_OF_THE_FIELD = {
    *("shafaq.com", "ina.iq", "baghdadtoday.news", "alsumaria.tv", "rudaw.net", "kurdistan24.net", "en.964media.com"),
    *("thenewregion.com", "almadapaper.net", "iraq-businessnews.com", "iraqinews.com", "esta.krd", "basnews.com"),
    *("aljazeera.com", "aljazeera.net", "aawsat.com", "english.aawsat.com", "skynewsarabia.com", "bbc.com"),
    *("independentarabia.com", "france24.com", "dw.com", "aa.com.tr", "reuters.com", "apnews.com", "militarytimes.com"),
    *("stripes.com", "war.gov", "centcom.mil", "news.un.org", "presstv.ir", "en.mehrnews.com", "tehrantimes.com"),
    *("tasnimnews.com", "en.irna.ir", "longwarjournal.org", "thenationalnews.com", "news.google.com"),
}


def test_every_outlet_of_the_field_is_listed(shipped: Settings):
    """No outlet that is known to report on the story is missing; two without any address are looked for by name."""
    names = {source.name for source in shipped.sources}

    assert OUTLETS_OF_THE_FIELD == {source.outlet for source in shipped.sources}
    assert {"nrt-news-query-en", "peregraf-news-query-en"} <= names


def test_news_queries_ask_in_three_languages(shipped: Settings):
    """What was published on the story is discovered in each language that is read."""
    langs = {source.lang for source in shipped.sources if source.name.startswith("coalition-news-query-")}

    assert langs == {"ar", "en", "ckb"}


SAID_OF_LINKS = [
    ("rudaw-en", "/english/middleeast/iraq/261120252", True),
    ("rudaw-en", "/english/middleeast/iraq/261120252-amp", False),
    ("rudaw-en", "/sorani/kurdistan/261120252", False),
    ("rudaw-ckb", "/sorani/kurdistan/261120252", True),
    ("the-new-region-en", "/posts/1234", True),
    ("the-new-region-en", "/about", False),
]


@pytest.mark.parametrize(("name", "path", "is_article"), SAID_OF_LINKS)
def test_a_section_tells_articles_by_their_addresses(shipped: Settings, name: str, path: str, is_article: bool):  # noqa: FBT001 - a column of a table
    """The link pattern of a section page matches article addresses from their start, and no others."""
    source = next(source for source in shipped.sources if source.name == name)

    assert is_article == bool(re.match(source.link_pattern, path))


def test_the_list_of_all_news_is_no_list_of_tags(shipped: Settings):
    """Shafaq's page of all news leads to articles, its links to tags are left out."""
    source = next(source for source in shipped.sources if source.name == "shafaq-en")
    pattern = next(route.link_pattern for route in source.routes if route.kind == "section")

    assert re.match(pattern, "/en/Iraq/Some-words-of-a-title")
    assert not re.match(pattern, "/en/tags/Baghdad")
