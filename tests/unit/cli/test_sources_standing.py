"""How sources stand, a second chance for one that was given up, and what only news queries know."""

from dataclasses import replace
from datetime import datetime, timedelta
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records_made import NOON, later, make_entry, make_route_state, make_source, make_source_state
from rich.console import Console
from rich.table import Table

from monitor.cli.sources.resuming import resumed
from monitor.cli.sources.standing import Standing, source_standings, standing_form
from monitor.cli.sources.status_tables import facts_table, words_table
from monitor.cli.sources.unseen import split_publisher, unseen
from monitor.health import span_words
from monitor.records import Health, Pace, Route, SourceState, Trouble

FALLBACK = "https://herald.example/sitemap.xml"
SOURCE = make_source(fallbacks=(Route(FALLBACK, "sitemap"),))


def standing(state: SourceState | None, health: Health | None = None) -> Standing:
    """How the Herald stands five minutes after noon."""
    states = {SOURCE.name: state} if state else {}
    (one,) = source_standings([SOURCE], states, {SOURCE.name: health} if health else {}, later(5))
    return one


# -- standing --


def test_a_source_that_was_never_polled():
    """Without a state nothing is known, and that is said."""
    assert Standing("herald-en", "never polled", fresh=False) == standing(None)


def test_a_source_that_is_well():
    """State, route, next poll and usual gap of a source that was polled well."""
    pace = Pace(tuple(later(hours=-hours) for hours in (9, 5, 3, 2)))

    one = standing(make_source_state(pace=pace))

    expected = Standing(
        source="herald-en",
        state="ok",
        fresh=True,
        succeeded_at=NOON,
        route="https://herald.example/feed.xml",
        due_at=later(15),
        usual_gap=timedelta(hours=2),
    )
    assert expected == one


@pytest.mark.parametrize(
    ("health", "state"), [(None, "not reached"), ("ok", "not reached"), ("suspect", "suspect"), ("down", "down")]
)
def test_a_source_that_was_never_reached_is_not_called_well(health: str | None, state: str):
    """Polls without any success: the word says so, until the source is known to be ill."""
    unreached = make_source_state(succeeded_at=None, problem="timeout")

    assert state == standing(unreached, Health("herald-en", health) if health else None).state


def test_the_fallback_in_use_is_counted():
    """A source served by its first fallback says so."""
    state = make_source_state(routes=(make_route_state(), make_route_state(FALLBACK)), route=FALLBACK)

    assert (1, FALLBACK) == (standing(state).fallback, standing(state).route)


def test_the_reason_for_a_fallback_is_that_of_the_preferred_route():
    """Where a fallback serves, the preferred route's problem is kept, not its own of an earlier day."""
    ill = make_route_state(problem="status 503")
    state = make_source_state(routes=(ill, make_route_state(FALLBACK)), route=FALLBACK)

    assert "status 503" == standing(state).problem
    assert "" == standing(replace(state, route=ill.url)).problem


def test_routes_that_moved_or_are_gone_ask_for_a_change():
    """After three redirects in a row the new address is told; a gone route is told at once; each may be any route."""
    moved = make_route_state(moved_to="https://new.example/feed", moved_polls=3)
    gone = make_route_state(FALLBACK, gone_at=NOON)

    one = standing(make_source_state(routes=(moved, gone)))

    expected = (
        "https://herald.example/feed.xml moved to https://new.example/feed: put it into sources.toml",
        f"{FALLBACK} is gone: take it out of sources.toml",
    )
    assert expected == one.advice
    assert () == standing(make_source_state(routes=(replace(moved, moved_polls=2),))).advice


def test_what_ails_a_source_is_told_with_its_state():
    """State and troubles are those of its health; the form for other programs has them too."""
    trouble = Trouble("blocked", later(-60), 4, "status 403", told_at=later(-30))
    one = standing(make_source_state(), Health("herald-en", "down", troubles=(trouble,)))

    assert ("down", (trouble,)) == (one.state, one.troubles)
    assert "blocked" == standing_form(one)["troubles"][0]["ailment"]


SIXTY_SIGNS = "harbour-" * 7 + "news"

DETAIL = "https://herald.example answered 403 to every request, and a plain name was refused in the same way"


def in_eighty_columns(*tables: Table) -> str:
    """What a terminal of 80 columns shows of tables."""
    terminal = Console(width=80, file=StringIO(), color_system=None, markup=False, emoji=False, highlight=False)
    for table in tables:
        terminal.print(table)
    return terminal.file.getvalue()


@pytest.mark.parametrize("name", ["herald-en", "coalition-news-query-ckb", SIXTY_SIGNS])
def test_nothing_is_lost_in_eighty_columns(name: str):
    """Name, state, problem, fallback and advice are there in full, whatever is folded, in lines of 80 signs."""
    trouble = Trouble("blocked", later(-60), 4, DETAIL, told_at=later(-30))
    one = Standing(
        source=name,
        state="suspect",
        fresh=False,
        succeeded_at=later(-90),
        route=FALLBACK,
        fallback=1,
        due_at=later(12),
        usual_gap=timedelta(hours=2),
        problem="http_status: status 503",
        advice=(f"{FALLBACK} is gone: take it out of sources.toml",),
        troubles=(trouble,),
    )

    facts = in_eighty_columns(facts_table([one], NOON)).splitlines()
    words = in_eighty_columns(words_table([one], "UTC"))

    first_column = facts[1].index("state")
    told = f"blocked since 2026-03-02 11:00: {DETAIL} served by fallback 1, {FALLBACK}, status 503 {one.advice[0]}"
    assert name == "".join(line[:first_column].strip() for line in facts[2:])
    assert ["suspect:", "blocked", "no", "1", "h", "ago", "in", "12", "min", "2", "h"] == facts[2][
        first_column:
    ].split()
    assert set(told.split()) <= set(words.split())
    assert max(map(len, [*facts, *words.splitlines()])) <= 80


def test_the_fallback_in_use_is_told_with_its_reason():
    """The line names place, address and why the preferred way is not in use."""
    one = Standing("herald-en", "ok", fresh=True, route=FALLBACK, fallback=1, problem="status 503")

    expected = f"herald-en: served by fallback 1, {FALLBACK}, as the preferred way failed: status 503"
    assert expected == " ".join(in_eighty_columns(words_table([one], "UTC")).split())


@pytest.mark.parametrize(
    ("state", "troubles", "words"),
    [
        ("down", (Trouble("canary", NOON, 1), Trouble("stale", NOON, 3, told_at=NOON)), "down: stale"),
        ("suspect", (Trouble("failing", NOON, 1),), "suspect: failing"),
        ("recovered", (Trouble("stale", NOON, 3, told_at=NOON, well=1),), "recovered"),
        ("down", (), "down"),
    ],
)
def test_the_ailment_stands_beside_the_state(state: str, troubles: tuple[Trouble, ...], words: str):
    """What was told comes before what is only suspected; a source that is well again has none."""
    row = in_eighty_columns(facts_table([Standing("herald", state, fresh=True, troubles=troubles)], NOON))

    assert words == row.splitlines()[2].removeprefix(" herald").partition(" yes")[0].strip()


def test_a_last_poll_that_failed_is_told_before_it_is_a_trouble():
    """A problem that no health knows of yet has a line of its own; a source that is well has none."""
    ill = Standing("herald-en", "ok", fresh=True, problem="timeout")

    assert "herald-en: the last poll failed: timeout" == in_eighty_columns(words_table([ill], "UTC")).strip()
    assert 0 == words_table([replace(ill, problem="")], "UTC").row_count


@pytest.mark.parametrize(("due_at", "words"), [(later(12), "in 12 min"), (NOON, "now"), (later(-9), "now")])
def test_the_next_poll_is_told_from_now_on(due_at: datetime, words: str):
    """What is due already is polled now."""
    one = Standing("herald-en", "ok", fresh=True, due_at=due_at)

    assert words in in_eighty_columns(facts_table([one], NOON))


def test_sources_that_are_off_do_not_stand_anywhere():
    """Only what is polled is shown."""
    assert () == source_standings([replace(SOURCE, enabled=False)], {}, {}, NOON)


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=-5), "0 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(minutes=60), "1 h"),
        (timedelta(hours=47), "47 h"),
        (timedelta(hours=48), "2 d"),
    ],
)
def test_spans_are_told_in_their_largest_unit(span: timedelta, words: str):
    """Minutes below an hour, hours below two days."""
    assert words == span_words(span)


# -- a second chance --


def test_a_resumed_source_is_due_with_all_its_routes():
    """Failures, waits and the word that a route is gone are forgotten; validators, pace and successes stay."""
    ill = make_route_state(failures=7, retry_at=later(900), problem="status 410", gone_at=NOON)
    state = make_source_state(routes=(ill,), failures=7, problem="status 410", due_at=later(days=1))

    expected = replace(make_source_state(routes=(make_route_state(),)), due_at=later(5))
    assert expected == resumed(state, later(5))


# -- what only news queries know --


def listed(title: str, **fields):
    """An entry of a news query that does not say whose article it is, unless in its title."""
    return make_entry(title, **{"title": title, "source": "query", "summary": ""} | fields)


def test_a_title_that_another_source_brought_is_not_told():
    """Case, punctuation, look-alike letters and the publisher's name do not make a title new."""
    entries = [listed("Wardens leave the Old Quay! - The Herald"), listed("الحرس يغادر المیناء القديم - صحيفة")]

    assert () == unseen(entries, ["wardens leave the old quay", "الحرس يغادر الميناء القديم"])


def test_four_fifths_of_the_words_make_a_title_known():
    """Four of five words in common are enough, three of four are not; the longer title counts."""
    known = ["one two three four five"]

    assert () == unseen([listed("one two three four six - X")], known)
    assert 1 == len(unseen([listed("one two three seven - X")], ["one two three four"]))
    assert 1 == len(unseen([listed("one two - X")], known))


@pytest.mark.parametrize(
    ("one", "other", "are_alike"),
    [
        ("2,500 guards leave the old quay", "2,000 guards leave the old quay", False),
        ("2,500 guards leave the old quay", "Guards leave the old quay", False),
        ("2,500 guards leave the old quay", "2500 guards leave the old quay", True),
        ("2,500 guards leave the old quay", "2.5 guards leave the old quay", False),
        ("الحرس يغادر الميناء في ٢٠٣١", "الحرس يغادر الميناء في 2031", True),
        ("الحرس يغادر الميناء في ٢٠٣١", "الحرس يغادر الميناء في ٢٠٣٢", False),
        ("गार्ड २५ जहाज", "गार्ड 25 जहाज", True),
        ("2031", "2031", True),
        ("2031", "2032", False),
    ],
)
def test_titles_that_differ_in_a_number_are_never_alike(one: str, other: str, are_alike: bool):  # noqa: FBT001 - a column
    """Numbers are compared apart from words, in the digits of all scripts, with or without marks of thousands."""
    assert are_alike == (unseen([listed(f"{one} - X")], [other]) == ())


def test_discoveries_are_told_once_and_the_newest_first():
    """Two queries that list one article make one discovery; undated ones stand at the end."""
    entries = [
        listed("Ferry repaired at last - Herald", published_at=later(hours=-9)),
        listed("Ferry repaired at last - Post", published_at=later(hours=-8)),
        listed("A bakery opens - Post", published_at=None),
        listed("Wardens stay longer - Post", published_at=later(hours=-1)),
    ]

    found = unseen(entries, [])

    assert ["Wardens stay longer", "Ferry repaired at last", "A bakery opens"] == [one.title for one in found]
    assert ["Post", "Herald", "Post"] == [one.publisher for one in found]


def test_the_publisher_that_an_item_names_is_believed():
    """Where the item says whose article it is, its title is not cut at a dash."""
    (one,) = unseen([listed("The quay - a history", summary="The Post (post.example)")], [])

    assert ("The quay - a history", "The Post (post.example)") == (one.title, one.publisher)


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Quay opens - The Herald", ("Quay opens", "The Herald")),
        ("Quay - old and new - Herald", ("Quay - old and new", "Herald")),
        ("A well-known quay", ("A well-known quay", "")),
        (" - Herald", ("- Herald", "")),
        ("", ("", "")),
    ],
)
def test_the_publisher_stands_behind_the_last_dash(title: str, parts: tuple[str, str]):
    """A hyphen within a word is no dash, and a title is never left empty."""
    assert parts == split_publisher(title)


@given(st.lists(st.text(max_size=12)))
def test_what_every_source_brought_is_never_discovered(titles: list[str]):
    """Whatever the words, a title with words in it that is known as it stands is not told."""
    worded = [title for title in titles if any(letter.isalnum() for letter in title)]

    assert () == unseen([listed(f"{title} - X") for title in worded], worded)


WORDS = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=8).map(" ".join)


@given(WORDS, st.lists(WORDS, max_size=6))
def test_the_short_way_through_the_titles_misses_none(title: str, titles: list[str]):
    """Looking at titles with a rare word alone finds what comparing with every title finds."""
    words = set(title.split())
    shares = [len(words & set(one.split())) / max(len(words), len(set(one.split()))) for one in titles]

    assert any(share >= 0.8 for share in shares) == (unseen([listed(title)], titles) == ())
