"""Every fault of alerts.toml is told with its line, its place, what was found and what would help."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from alerts_files import WHOLE
from config_files import CHANNELS, SECRETS, SOURCE, TOPIC, write_config
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import ConfigError, Fault
from monitor.settings import Settings, load_alerts_file, load_settings

ENVIRON = SECRETS | {"HEARTBEAT": "https://alive.example/zebra"}

ROUTE = '[[routes]]\nname = "desk"\nto = ["console"]\n'
PERSON = '[[people]]\nname = "sara"\nby = [{ channel = "desk-mail", address = "sara@desk.example" }]\n'
NIGHTS = '[[quiet]]\nname = "nights"\nfrom = "23:00"\nuntil = "07:00"\n'
EVENING = '[[digests]]\nname = "evening"\nevery = "day"\nat = "18:00"\n'
MUTED = '[[inhibit]]\nname = "c"\nloud = {}\nmuted = {}\nequal = ["key"]\nhours = 1\n'


def faults_of(folder: Path, alerts: str, **other: str) -> tuple[Fault, ...]:
    """The faults with which a configuration is refused."""
    files = {"general": CHANNELS} | other
    with pytest.raises(ConfigError) as refused:
        load_settings(write_config(folder, alerts=alerts, **files), environ=ENVIRON)
    return refused.value.faults


def matching(keys: str) -> str:
    """The route with that match."""
    return f"{ROUTE}match = {{ {keys} }}\n"


def told_by(way: str) -> str:
    """A person who is told in that way."""
    return f'[[people]]\nname = "sara"\nby = [{{ {way} }}]\n'


PEOPLE = [
    (PERSON + PERSON, 5, 'person "sara".name', '"sara" is given a second time', "a name of its own"),
    (PERSON.replace('"sara"', '"console"'), 2, 'person "console".name', "that of a channel", "another one"),
    (PERSON + 'lang = "fr"', 4, 'person "sara".lang', 'lang is "fr"', 'give "ar", "en" or "ckb"'),
    (PERSON + 'quiet = "night"', 4, 'person "sara".quiet', "the name of no [[quiet]]", "add a [[quiet]] table"),
    (PERSON + 'quiet = "night"\n' + NIGHTS, 4, 'person "sara".quiet', '"night"', 'write "nights"'),
    ('[[people]]\nname = "sara"\nby = []', 3, 'person "sara".by', "by is an empty list", "one or more"),
    ('[[people]]\nname = "sara"', 1, 'person "sara".by', "by is missing", "how the person is told"),
    (PERSON + 'mail = "x"', 4, 'person "sara".mail', "unknown key", "take it out"),
    (told_by('channel = "desk-male"'), 3, 'person "sara".by 1.channel', '"desk-male" is the', 'write "desk-mail"'),
    (told_by('channel = "fax"'), 3, 'person "sara".by 1.channel', "no channel of monitor.toml", "name one of console"),
    (told_by('channel = "desk-mail"'), 3, 'person "sara".by 1.address', "address is missing", "sara@example.org"),
    (told_by('channel = "desk-slack"'), 3, 'person "sara".by 1.address', "address is missing", '"U0123ABCD"'),
    (
        told_by('channel = "desk-mail", address = "sara"'),
        3,
        'person "sara".by 1.address',
        '"sara" is not a mail address',
        "a bare address",
    ),
    (
        told_by('channel = "desk-slack", address = "sara@desk.example"'),
        3,
        'person "sara".by 1.address',
        "no channel or member of Slack (not repeated)",
        "U0123ABCD",
    ),
    *(
        (
            told_by(f'channel = "{channel}", address = "x"'),
            3,
            'person "sara".by 1.address',
            f'"{channel}" leads to one place and takes no address',
            "take address out",
        )
        for channel in ("console", "desk-hook")
    ),
    (
        '[[people]]\nname = "sara"\nby = [{ channel = "console" }, { channel = "console" }]',
        3,
        'person "sara".by 2',
        "told twice in the same way",
        "take one of the two out",
    ),
]

ROUTES = [
    ('[[routes]]\nto = ["console"]', 1, "route 1.name", "name is missing", "a name that no other route has"),
    (ROUTE.replace("desk", "system"), 2, 'route "system".name', "that of the route of notices", "as [system]"),
    (matching('topics = ["bridge-closing"]') + ROUTE, 6, 'route "desk".name', "a second time", "below others too"),
    (
        ROUTE + '[[routes.routes]]\nname = "desk"',
        5,
        'route "desk".route "desk".name',
        '"desk" is given a second time',
        "of its own",
    ),
    (
        ROUTE + '[system]\n[[system.routes]]\nname = "desk"',
        6,
        'system.route "desk".name',
        '"desk" is given a second time',
        "of its own",
    ),
    (ROUTE.replace("console", "consol"), 3, 'route "desk".to', '"consol" is the name of no channel', '"console"'),
    (ROUTE.replace("console", "fax"), 3, 'route "desk".to', "and no person", "name one of console, desk-mail"),
    (ROUTE.replace("console", "sarah") + PERSON, 3, 'route "desk".to', '"sarah" is', 'write "sara"'),
    (
        ROUTE.replace("console", "technician"),
        3,
        'route "desk".to',
        '"technician" says claims = false',
        "another channel",
    ),
    (
        ROUTE.replace("console", "sara") + told_by('channel = "technician"'),
        3,
        'route "desk".to',
        'the channel "technician" of sara says claims = false',
        "another channel",
    ),
    (ROUTE + 'quiet = "nigths"\n' + NIGHTS, 4, 'route "desk".quiet', 'quiet is "nigths"', 'write "nights"'),
    (ROUTE + 'digest = "evenings"\n' + EVENING, 4, 'route "desk".digest', "no [[digests]]", 'write "evening"'),
    (ROUTE + 'digest = "noon"\n', 4, 'route "desk".digest', 'digest is "noon"', "add a [[digests]] table"),
    (ROUTE + "go_on = true\n", 4, 'route "desk".go_on', "unknown key", 'write "goes_on"'),
    (ROUTE + 'goes_on = "yes"\n', 4, 'route "desk".goes_on', 'goes_on is "yes"', "true or false"),
    (ROUTE + "rate = { messages = 0, minutes = 1 }", 4, 'route "desk".rate.messages', "messages is 0", "1 or more"),
    (ROUTE + "rate = { messages = 1, minutes = 0 }", 4, 'route "desk".rate.minutes', "is 0", "more than 0 minutes"),
    (ROUTE + "rate = { messages = 1 }", 4, 'route "desk".rate.minutes', "minutes is missing", "minutes within"),
    (ROUTE + 'group = { by = "keys" }', 4, 'route "desk".group.by', 'by is "keys"', 'write "key"'),
    (ROUTE + "group = { wait_seconds = -1 }", 4, 'route "desk".group.wait_seconds', "is -1", "0 seconds or more"),
    (
        ROUTE + "group = { interval_seconds = 86401 }",
        4,
        'route "desk".group.interval_seconds',
        "is 86401",
        "86400 seconds or less",
    ),
    ('routes = "desk"', 1, "routes", 'routes is "desk"', "[[routes]], in double brackets"),
]

HALF_A_TREE = """
[[routes]]
name = "desk"
[[routes.routes]]
name = "a"
match = { tiers = [1] }
[[routes.routes]]
name = "b"
to = ["console"]
"""

ENDS = [
    ('[[routes]]\nname = "desk"', 1, 'route "desk".to', "leads to nobody", 'to = ["console"]'),
    (ROUTE.replace('"console"', ""), 3, 'route "desk".to', "leads to nobody", "take the route out"),
    (
        HALF_A_TREE,
        4,
        'route "desk".route "a".to',
        "leads to nobody",
        "take the route out",
    ),
    (
        '[system]\n[[system.routes]]\nname = "a"\nto = []',
        4,
        'system.route "a".to',
        "leads to nobody",
        "take the route out",
    ),
    (
        ROUTE + ROUTE.replace("desk", "night"),
        4,
        'route "night"',
        'no alert comes to this route: "desk" before it takes everything',
        'put "desk" last',
    ),
    (
        matching("topics = [], kinds = []") + ROUTE.replace("desk", "night"),
        5,
        'route "night"',
        "no alert comes to this route",
        "goes_on = true",
    ),
    (
        ROUTE + '[[routes.routes]]\nname = "a"\n[[routes.routes]]\nname = "b"\n',
        6,
        'route "desk".route "b"',
        '"a" before it takes everything',
        'put "a" last',
    ),
    (
        '[system]\n[[system.routes]]\nname = "a"\n[[system.routes]]\nname = "b"\n',
        4,
        'system.route "b"',
        '"a" before it takes everything',
        'put "a" last',
    ),
]

MATCHES = [
    ('topics = ["bridge-closin"]', "topics", "the name of no topic", 'write "bridge-closing"'),
    ('topics = ["zoo"]', "topics", '"zoo" is the name of no topic', "name one of bridge-closing"),
    ('frames = ["closings"]', "frames", "no frame of any topic", 'write "closing"'),
    ('places = ["rivertwon"]', "places", "no place of any topic", 'write "rivertown"'),
    ('outlets = ["gazete.example"]', "outlets", "the outlet of no source", 'write "gazette.example"'),
    ('kinds = ["change"]', "kinds", 'kinds is "change"', 'write "changed"'),
    ('kinds = ["restated"]', "kinds", "counted and never told", "take it out"),
    ('kinds = "changed"', "kinds", 'kinds is "changed"', "a list, in square brackets"),
    ('langs = ["fr"]', "langs", 'langs is "fr"', 'give "ar", "en" or "ckb"'),
    ("tiers = [0]", "tiers", "tiers is 0", "1 or more"),
    ("tiers = [4]", "tiers", "tiers is 4", "3 or less"),
    ("later_days = 0", "later_days", "later_days is 0", "1 day or more"),
    ("later_days = 1.5", "later_days", "later_days is 1.5", "give"),
    ("earlier_days = -1", "earlier_days", "is -1", "1 day or more"),
    ("percent = 0", "percent", "percent is 0", "more than 0"),
    ("count = 0", "count", "count is 0", "more than 0"),
    ("topic = []", "topic", "unknown key", 'write "topics"'),
    ('ailments = ["stale"]', "ailments", "unknown key", "the keys known here"),
]

TIMES = [
    (NIGHTS.replace("07:00", "23:00"), 4, 'quiet "nights".until', "no time at all, or the whole day", "two different"),
    (NIGHTS.replace("23:00", "24:00"), 3, 'quiet "nights".from', '"24:00" is no time of the day', '"23:59"'),
    (NIGHTS.replace("07:00", "7:00"), 4, 'quiet "nights".until', '"7:00" is no time', '"00:00"'),
    (NIGHTS.replace('"23:00"', "23:00:00"), 3, 'quiet "nights".from', "from is 23:00:00", "text, in quotes"),
    (NIGHTS + 'form = "x"', 5, 'quiet "nights".form', 'unknown key "form"', 'write "from"'),
    (NIGHTS + 'zone = "Asia/Bagdad"', 5, 'quiet "nights".zone', '"Asia/Bagdad"', 'write "Asia/Baghdad"'),
    (NIGHTS + 'days = ["monday"]', 5, 'quiet "nights".days', 'days is "monday"', "mon"),
    (NIGHTS + "days = []", 5, 'quiet "nights".days', "an empty list", "one or more"),
    (NIGHTS + 'passing = ["denyed"]', 5, 'quiet "nights".passing', '"denyed"', 'write "denied"'),
    (NIGHTS + 'passing_ailments = ["stail"]', 5, 'quiet "nights".passing_ailments', '"stail"', 'write "stale"'),
    (NIGHTS + NIGHTS, 6, 'quiet "nights".name', '"nights" is given a second time', "a name of its own"),
    (EVENING.replace("18:00", ":05"), 4, 'digest "evening".at', "no time of every day", '"18:00"'),
    (EVENING.replace('"day"', '"hour"'), 4, 'digest "evening".at', "no time of every hour", '":05"'),
    (EVENING.replace("18:00", "25:00"), 4, 'digest "evening".at', '"25:00"', '"18:00"'),
    (EVENING.replace('"day"', '"week"'), 3, 'digest "evening".every', 'every is "week"', '"hour" or "day"'),
    (EVENING.replace('at = "18:00"', ""), 1, 'digest "evening".at', "at is missing", "when it is sent"),
    (EVENING + 'zone = "Mars"', 5, 'digest "evening".zone', 'zone is "Mars"', "IANA"),
    (EVENING + EVENING, 6, 'digest "evening".name', '"evening" is given a second time', "a name of its own"),
]

OTHERS = [
    (MUTED + MUTED, 8, 'inhibit "c".name', '"c" is given a second time', "a name of its own"),
    (MUTED.replace('"key"', ""), 5, 'inhibit "c".equal', "an empty list", "one or more"),
    (MUTED.replace('"key"', '"keys"'), 5, 'inhibit "c".equal', 'equal is "keys"', 'write "key"'),
    (MUTED.replace("= 1", "= 0"), 6, 'inhibit "c".hours', "hours is 0", "more than 0 hours"),
    (MUTED.replace("= 1", "= 745"), 6, 'inhibit "c".hours', "hours is 745", "744 hours or less"),
    (MUTED.replace("loud = {}", ""), 1, 'inhibit "c".loud', "loud is missing", "the changes that mute others"),
    (
        MUTED.replace("muted = {}", 'muted = { frames = ["x"] }'),
        4,
        'inhibit "c".muted.frames',
        "no frame of",
        "closing",
    ),
    (
        MUTED.replace("loud = {}", 'loud = { kinds = ["restated"] }'),
        3,
        'inhibit "c".loud.kinds',
        "never told",
        "take it out",
    ),
    ('[system]\nto = ["x"]', 2, "system.to", '"x" is the name of no channel', "name one of console"),
    ('[system]\nquiet = "x"', 2, "system.quiet", 'quiet is "x"', "add a [[quiet]] table"),
    ("[system]\nmatch = {}", 2, "system.match", "unknown key", "take it out"),
    (
        '[system]\n[[system.routes]]\nname = "a"\nmatch = { ailments = ["undeliverd"] }',
        4,
        'system.route "a".match.ailments',
        '"undeliverd"',
        'write "undelivered"',
    ),
    (
        '[system]\n[[system.routes]]\nname = "a"\nmatch = { kinds = ["new"] }',
        4,
        'system.route "a".match.kinds',
        'unknown key "kinds"',
        "known here are ailments",
    ),
    ('[publish]\nlanguages = ["fr"]', 2, "publish.languages", '"fr"', '"ar", "en" or "ckb"'),
    ("[publish]\nlanguages = []", 2, "publish.languages", "an empty list", "one or more"),
    ("[publish]\nentries = 0", 2, "publish.entries", "entries is 0", "1 or more"),
    ("[publish]\nentries = 1001", 2, "publish.entries", "entries is 1001", "1000 or less"),
    ('[publish]\ntitle = " "', 2, "publish.title", "title is", "some text"),
    ('[publish]\nlink = "desk.example"', 2, "publish.link", 'link is "desk.example"', "begins with https://"),
    ("[publish]\nfolder = 5", 2, "publish.folder", "folder is 5", "the folder for the files"),
    ("[heartbeat]\nevery_minutes = 0", 2, "heartbeat.every_minutes", "is 0", "1 minute or more"),
    ('[heartbeat]\ndaily_at = "9"', 2, "heartbeat.daily_at", '"9" is no time of the day', '"00:00"'),
    ('[heartbeat]\nzone = "UTC"', 2, "heartbeat.zone", "zone is given without daily_at", "take zone out"),
    (
        '[heartbeat]\nurl = { env = "NOWHERE" }',
        2,
        "heartbeat.url",
        "environment variable NOWHERE is not set",
        "or take the key out",
    ),
    ("[digest]", 1, "digest", 'unknown key "digest"', 'write "digests" instead'),
]


@pytest.mark.parametrize(
    ("alerts", "line", "where", "found", "cure"),
    [
        *PEOPLE,
        *ROUTES,
        *ENDS,
        *((matching(keys), 4, f'route "desk".match.{key}', found, cure) for keys, key, found, cure in MATCHES),
        *TIMES,
        *OTHERS,
    ],
)
def test_a_fault_of_the_alerts_file(tmp_path: Path, alerts: str, line: int, where: str, found: str, cure: str):  # noqa: PLR0913, PLR0917 - a table of cases
    """Each fault that alerts.toml may have is told alone, at its line and key, with its cure."""
    (fault,) = faults_of(tmp_path, alerts)

    assert ("alerts.toml", line, where) == (fault.file, fault.line, fault.where)
    assert found in fault.found
    assert cure in fault.cure


def test_faults_of_names_and_of_shapes_are_told_together(tmp_path: Path):
    """What one table shows and what only all of them show come at once, with the faults of other files."""
    alerts = ROUTE.replace("console", "consol") + 'goes_on = 1\nquiet = "never"\n' + NIGHTS.replace("23:00", "23")

    faults = faults_of(tmp_path, alerts, sources=SOURCE.replace('"en"', '"fr"'))

    assert [
        ("sources.toml", 6),
        ("alerts.toml", 3),
        ("alerts.toml", 4),
        ("alerts.toml", 5),
        ("alerts.toml", 8),
    ] == [(fault.file, fault.line) for fault in faults]


@pytest.mark.parametrize(
    ("part", "faulty"),
    [
        ("general", CHANNELS.replace('"console"', '"Console"')),
        ("sources", SOURCE.replace("gazette.example", "Gazette")),
        ("topic", TOPIC.replace('"bridge-closing"', '"Bridge"')),
    ],
)
def test_names_of_a_faulty_file_are_not_looked_up(tmp_path: Path, part: str, faulty: str):
    """A fault of another file makes no second one here: the name may be right once that is mended."""
    faults = faults_of(tmp_path, WHOLE, **{part: faulty})

    assert "alerts.toml" not in {fault.file for fault in faults}


def test_frames_and_places_are_those_of_the_topics_beside_them(tmp_path: Path):
    """A place of another topic does not count where the match names its topics."""
    ferry = TOPIC.replace("bridge-closing", "ferry").replace("rivertown", "eastbank")
    alone, beside = matching('places = ["eastbank"]'), matching('topics = ["bridge-closing"], places = ["eastbank"]')

    (fault,) = faults_of(tmp_path / "beside", beside, ferry=ferry)

    assert '"eastbank" is no place of the topics named here' == fault.found
    assert load_settings(
        write_config(tmp_path / "alone", general=CHANNELS, alerts=alone, ferry=ferry), environ=ENVIRON
    ).routing.routes


def test_a_route_that_reaches_nobody_is_told_once(tmp_path: Path):
    """Its branches, which reach nobody either, make no faults of their own."""
    alerts = '[[routes]]\nname = "a"\n[[routes.routes]]\nname = "b"\n[[routes.routes.routes]]\nname = "c"\n'

    (fault,) = faults_of(tmp_path, alerts)

    assert 'route "a".to' == fault.where


@pytest.mark.parametrize(
    "alerts",
    [
        ROUTE + "goes_on = true\n" + ROUTE.replace("desk", "night"),
        ROUTE.replace('"console"', "") + '[[routes.routes]]\nname = "a"\nto = ["console"]\n',
        ROUTE.replace("console", "spare"),
        "[system]\nto = []\n",
        ROUTE + 'quiet = ""\ndigest = ""\n',
    ],
)
def test_what_looks_like_a_fault_and_is_none(tmp_path: Path, alerts: str):
    """A route that goes on, one that tells by its branches alone, a channel that is off, and nobody for notices."""
    assert load_settings(write_config(tmp_path, general=CHANNELS, alerts=alerts), environ=ENVIRON).routing.routes


SECRET = "zebra-lantern-9"  # noqa: S105 - a made-up one


@pytest.mark.parametrize(
    "written",
    [
        f'url = "https://alive.example/{SECRET}"',
        f'url = {{ env = "https://alive.example/{SECRET}" }}',
        f'url = {{ file = "https://alive.example/{SECRET}" }}',
        f'url = {{ value = "{SECRET}" }}',
        f'url = ["{SECRET}"]',
        f'ulr = "{SECRET}"',
        'url = { env = "NO_ADDRESS" }',
    ],
)
def test_the_heartbeats_address_is_not_repeated(tmp_path: Path, written: str):
    """However the secret address is given wrongly, no fault holds it."""
    config = write_config(tmp_path, alerts=f"[heartbeat]\n{written}\n")

    with pytest.raises(ConfigError) as refused:
        load_settings(config, environ={"NO_ADDRESS": SECRET})

    assert 1 == len(refused.value.faults)
    assert "zebra" not in str(refused.value)


STRANGE = st.sampled_from(
    [None, True, -1, 2.5, "", "x", "system", [], [1], ["x"], [[]], {}, {"x": 1}, [{}], [{"x": 1}]]
).map(deepcopy)  # what is put into a document may be changed there, and must not come again so


def _places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The paths of all keys and entries of a document."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, one in inner for found in ((*path, key), *_places(one, (*path, key)))]


PLACES = _places(tomlkit.parse(WHOLE).unwrap())


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), STRANGE), min_size=1, max_size=3))
def test_no_shape_of_the_file_is_more_than_a_fault(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[tuple[str | int, ...], object]]
):
    """Whatever stands in the place of a key or table, the file loads or is refused with faults of its own name."""
    document = tomlkit.parse(WHOLE).unwrap()
    for path, value in changes:
        _put(document, path, value)
    config = write_config(tmp_path_factory.mktemp("any"), general=CHANNELS)
    beside = load_settings(config, environ=ENVIRON)
    (config / "alerts.toml").write_text(tomlkit.dumps(document), encoding="utf-8")

    assert _faulty_files(config / "alerts.toml", beside) <= {"alerts.toml"}


def _faulty_files(path: Path, beside: Settings) -> set[str]:
    """The files of which faults are told when that one is loaded."""
    try:
        load_alerts_file(path, beside, ENVIRON)
    except ConfigError as error:
        return {fault.file for fault in error.faults}
    return set()


def _put(document: Any, path: tuple[str | int, ...], value: object) -> None:
    """Put the value there, or take out what stands there where it is None; nothing where the way is gone."""
    for part in path[:-1]:
        try:
            document = document[part]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(document, dict) and isinstance(path[-1], str):
        if value is None:
            document.pop(path[-1], None)
        else:
            document[path[-1]] = value
