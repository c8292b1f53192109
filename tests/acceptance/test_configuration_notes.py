"""Selectors that nobody but their parser can check, and the notes of ``monitor check-config``."""

from __future__ import annotations

import pytest
from newsroom_sources import configured


@pytest.mark.parametrize("words", [["check-config"], ["batch"], ["sources", "list"], ["sources", "import", "x.opml"]])
def test_a_selector_that_is_no_css_is_told(newsroom, words: list[str]):
    """Every command names line, source and key of a selector that cannot be used, with all other faults."""
    text = configured(newsroom, '[sources.selectors]\ntext = "p:::"\n[sources.canary]\nurl = ""\nwords = "a"\n')
    line = text.splitlines().index('text = "p:::"') + 1

    ended = newsroom.run(*words, *(["--zone", "UTC"] if "import" in words else []))

    assert 2 == ended.status
    assert f'sources.toml:{line}: source "herald".selectors.text: ' in ended.err
    assert f'sources.toml:{line + 2}: source "herald".canary.url: ' in ended.err


@pytest.mark.parametrize(
    ("network", "is_noted"),
    [
        ("0.0.0.0/0", True),
        ("::/0", True),
        ("8.8.8.0/24", True),
        ("192.168.0.0/15", True),
        ("10.20.0.0/16", False),
        ("fd00:20::/32", False),
        ("100.64.0.0/12", False),
        ("127.0.0.0/8", False),
    ],
)
def test_a_network_that_is_more_than_private_is_noted(newsroom, network: str, is_noted: bool):  # noqa: FBT001 - a column
    """Public addresses may lie in an allowed network by mistake: all their ports may be asked then."""
    newsroom.configure(general=f'[fetch]\nallow_networks = ["{network}"]\n')

    ended = newsroom.run("check-config")

    note = f"note: [fetch] allow_networks has {network}, more than a private network: any port of it may be asked"
    assert (0, is_noted) == (ended.status, note in ended.lines)


TWO_CHANNELS = """
[[channels]]
kind = "console"
name = "desk"
claims = {claims}

[[channels]]
kind = "console"
name = "night"
enabled = false
"""


@pytest.mark.parametrize(
    ("named", "claims", "notes"),
    [
        ('["desk"]', "true", []),
        (
            '["desk", "night"]',
            "false",
            [
                "[health] names night, which is off: nobody hears of sick sources through it",
                "no channel that is on gets alerts on claims: changes are kept, and nobody is told",
            ],
        ),
        (
            '["night"]',
            "true",
            [
                "[health] names night, which is off: nobody hears of sick sources through it",
                "no channel that is on hears of sick sources; name one under [health] channels",
            ],
        ),
        ("[]", "true", ["no channel that is on hears of sick sources; name one under [health] channels"]),
    ],
)
def test_who_is_told_of_nothing_is_noted(newsroom, named: str, claims: str, notes: list[str]):
    """A channel may be off for a night: that is no fault, and a note says what nobody hears of meanwhile."""
    general = f'[fetch]\ncontact = "desk@example.org"\n[health]\nchannels = {named}\n'
    newsroom.configure(TWO_CHANNELS.format(claims=claims), general=general)

    ended = newsroom.run("check-config")

    told = [line.removeprefix("note: ") for line in ended.lines if line.startswith("note: ")]
    assert (0, notes) == (ended.status, told)


THREE_CHANNELS = TWO_CHANNELS.format(claims="true") + '\n[[channels]]\nkind = "console"\nname = "day"\n'
WHOLE_DESK = '[[routes]]\nname = "all"\nto = ["desk", "day"]\n'
PEOPLE = (
    '[[people]]\nname = "sara"\nby = [{ channel = "day" }]\n[[people]]\nname = "ali"\nby = [{ channel = "desk" }]\n'
)
BY_NIGHT = '[[routes]]\nname = "by-night"\nto = ["night"]\nmatch = { kinds = ["refined"] }\n'


@pytest.mark.parametrize(
    ("alerts", "line", "notes"),
    [
        (None, "1 route, 0 people; there is no alerts.toml, so that every channel hears of every change", []),
        (WHOLE_DESK, "alerts.toml, 1 route, 0 people", []),
        (
            WHOLE_DESK.replace("desk", "sara") + '[[routes.routes]]\nname = "inner"\n' + PEOPLE,
            "alerts.toml, 2 routes, 2 people",
            ["no route leads to ali, one of the people of alerts.toml"],
        ),
        (
            BY_NIGHT + WHOLE_DESK,
            "alerts.toml, 2 routes, 0 people",
            ["the route by-night leads to no channel that is on: of what it takes, nobody is told"],
        ),
        (
            WHOLE_DESK.replace('"desk", ', "") + 'match = { kinds = ["changed"] }\n[system]\nto = ["day"]\n',
            "alerts.toml, 1 route, 0 people",
            [
                "[system] of alerts.toml says who hears of sick sources; [health] channels is not used",
                "no route of alerts.toml takes everything: of what fits none, nobody is told",
                "no route leads to the channel desk: it gets nothing",
            ],
        ),
        (
            BY_NIGHT,
            "alerts.toml, 1 route, 0 people",
            ["no channel that is on gets alerts on claims: changes are kept, and nobody is told"],
        ),
    ],
)
def test_what_the_alerts_file_leaves_out_is_noted(newsroom, alerts: str | None, line: str, notes: list[str]):
    """Routes and people are counted; who or what no route leads to is told."""
    general = '[fetch]\ncontact = "desk@example.org"\n[health]\nchannels = ["desk"]\n'
    newsroom.configure(THREE_CHANNELS, general=general)
    if alerts is not None:
        (newsroom.config / "alerts.toml").write_text(alerts, encoding="utf-8")

    ended = newsroom.run("check-config")

    told = [one.removeprefix("note: ") for one in ended.lines if one.startswith("note: ")]
    assert (0, notes) == (ended.status, told)
    assert f"alerts: {line}" in ended.lines
