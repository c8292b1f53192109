from __future__ import annotations

import gzip

import pytest

from monitor.errors import ConfigError
from monitor.feeds import recognise_challenge, sniff_challenge
from monitor.feeds.challenges import load_walls, read_walls

WALLS = [(wall.name, mark) for wall in load_walls() for mark in wall.marks]


def page_with(mark: tuple[str, ...]) -> str:
    """A page with little to read that has a mark among its scripts."""
    return (
        f"<html><head><title>Wait</title>{''.join(f'<i>{word}</i>' for word in mark)}</head><body>Wait.</body></html>"
    )


@pytest.mark.parametrize(("name", "mark"), WALLS)
def test_every_mark_leads_to_its_wall(name: str, mark: tuple[str, ...]) -> None:
    """A page with a mark is the wall that the mark belongs to, in capitals, too, and as bytes."""
    assert name == sniff_challenge(page_with(mark))
    assert name == sniff_challenge(page_with(mark).upper())
    assert name == recognise_challenge(page_with(mark).encode(), None)


@pytest.mark.parametrize(("name", "mark"), WALLS)
def test_article_about_a_wall_is_none(name: str, mark: tuple[str, ...]) -> None:
    """A page with an article's worth of words is no wall, whatever marks it carries."""
    article = page_with(mark).replace("Wait.", "The convoy left the camp at dawn. " * 100)

    assert sniff_challenge(article) is None, name


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<html><title>Section</title><noscript>You need JavaScript.</noscript><a href='/1'>One</a></html>",
        "<html><title>Sign in</title><form>Password</form></html>",
        "<html><title>Access denied</title><p>Members only.</p></html>",
        "<html><script src='https://js.datadome.co/tags.js'></script><p>Short notice.</p></html>",
        "<html><script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script><p>Short notice.</p></html>",
        "<html><script src='/_Incapsula_Resource?SWJIYLWA=1'></script><p>Short notice.</p></html>",
        "<html><script src='https://x.token.awswaf.com/challenge.js'></script><p>Short notice.</p></html>",
    ],
)
def test_ordinary_pages_are_no_walls(page: str) -> None:
    """Login pages, shells of scripts and pages that passed a wall, whose scripts they carry, are none."""
    assert sniff_challenge(page) is None


def test_words_in_scripts_do_not_count_as_seen() -> None:
    """A wall whose script is long is a wall all the same; an unclosed one hides the rest."""
    script = "var a = 'one two three'; " * 500

    assert sniff_challenge(f"<script>{script}</script>_cf_chl_opt") == "Cloudflare"
    assert sniff_challenge(f"_cf_chl_opt<script>{script}") == "Cloudflare"


def test_feed_that_tells_of_walls_is_none() -> None:
    """A feed or sitemap is never a wall."""
    body = b"<?xml version='1.0'?><rss><channel><title>Just a moment...</title>_cf_chl_opt</channel></rss>"

    assert recognise_challenge(body, None) is None


def test_bytes_that_are_no_text_are_no_wall() -> None:
    """Any bytes in any charset get an answer."""
    assert recognise_challenge(gzip.compress(b"_cf_chl_opt"), "rot13") is None


@pytest.mark.parametrize("page", ["<" * 400_000, "<script" * 60_000, "<script>" * 40_000, "<!--" * 80_000])
def test_hostile_pages_are_judged_in_time(page: str) -> None:
    """Pages made to waste time are judged; a hang would fail the run."""
    assert sniff_challenge(f"_cf_chl_opt {page}") in ("Cloudflare", None)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("", "there are none"),
        ("walls = 1 2", "no TOML"),
        ('[[walls]]\nname = "A"\nmarks = [["a"]]', "has marks, name"),
        ('[[walls]]\nname = "A"\nsource = ""\nmarks = [["a"]]', "give name, source and marks, none empty"),
        ('[[walls]]\nname = "A"\nsource = "s"\nmarks = [["a"]]\nmore = 1', "has marks, more, name, source"),
        ('[[walls]]\nname = "A"\nsource = "s"\nmarks = ["a"]', "is no list of words"),
        ('[[walls]]\nname = "A"\nsource = "s"\nmarks = [[""]]', "is no list of words"),
        ('[[walls]]\nname = "A"\nsource = "s"\nmarks = [["Abc"]]', "has capital letters"),
        (
            '[[walls]]\nname="A"\nsource="s"\nmarks=[["a","b"]]\n[[walls]]\nname="B"\nsource="s"\nmarks=[["b","a"]]',
            "belongs to A, too",
        ),
    ],
)
def test_faults_of_the_file_are_told(written: str, found: str) -> None:
    """Unknown or missing keys, empty marks, capitals and marks of two walls are errors that name the place."""
    with pytest.raises(ConfigError) as raised:
        read_walls(written)

    assert found in str(raised.value)
