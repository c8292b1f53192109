"""Probing: every route is asked and judged by what comes, once more under a plain name where the outlet refuses."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from records_made import NOON, later, make_entry, make_source

from monitor.cli.sources.rounds import Prober
from monitor.cli.sources.verdict_words import kept_lines, probed_line, route_remarks, verdict_form
from monitor.cli.sources.verdicts import Listing, RouteVerdict, Verdict, judge_failure, judge_listing
from monitor.clock import HandClock
from monitor.records import (
    Extraction,
    FeedReading,
    FetchRequest,
    FetchResult,
    PostRequest,
    RawPage,
    Route,
    Selectors,
    Source,
)

FEED = "https://herald.example/feed.xml"
SECTION = "https://herald.example/region"
FIRST_ARTICLE = "https://herald.example/region/quay-1"
WEEK = timedelta(days=7)


def listing(*ages_in_hours: float, **fields) -> FeedReading:
    """A feed whose entries are so old."""
    entries = tuple(make_entry(f"e{at}", published_at=later(hours=-age)) for at, age in enumerate(ages_in_hours))
    return replace(FeedReading("rss20", entries=entries), **fields)


def found(reading: FeedReading, route: Route | None = None, **result) -> RouteVerdict:
    """The verdict at noon on a reading; further keywords are fields of the fetch's result."""
    route = route or Route(FEED)
    answered = FetchResult(route.url, route.url, status=200, body=b"<rss/>", content_type="text/xml")
    moments = tuple(entry.published_at for entry in reading.entries if entry.published_at)
    return judge_listing(Listing(route, replace(answered, **result), reading, moments), NOON, WEEK)


def refused(status: int | None = None, problem: str = "http_status", url: str = FEED) -> FetchResult:
    """A fetch that brought nothing."""
    return FetchResult(url, url, status=status, problem=problem, detail=f"{url} answered {status}")


@dataclass
class WrittenWeb:
    """A fetcher that answers as written, by address; unknown addresses are answered 404. ``asked`` is its log."""

    answers: dict[str, FetchResult] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def fetch(self, request: FetchRequest) -> FetchResult:
        """The answer that is written for the address."""
        self.asked.append(request.url)
        return self.answers.get(request.url, refused(404, url=request.url))

    async def post(self, request: PostRequest) -> FetchResult:
        """Nothing is posted by a probe."""
        raise NotImplementedError(request)


@dataclass
class WrittenParser:
    """A parser that reads each address as written."""

    lists: dict[str, FeedReading] = field(default_factory=dict)
    articles: dict[str, Extraction] = field(default_factory=dict)

    async def read_list(self, fetched: FetchResult, source: Source, route: Route) -> FeedReading:
        """The list that is written for the route."""
        assert fetched.url == route.url in {one.url for one in source.routes}

        return self.lists[route.url]

    async def read_plain(self, page: RawPage) -> object:
        """No probe reads a page so."""
        raise NotImplementedError(page)

    async def extract(self, page: RawPage, selectors: Selectors | None) -> Extraction:
        """The article that is written for the page; one without anything else."""
        return self.articles.get(page.url, Extraction(detail=str(selectors)))


def good(url: str = FEED) -> FetchResult:
    """An answer with something to read."""
    return FetchResult(url, url, status=200, body=b"x", etag='"1"')


def prober(web: WrittenWeb, parser: WrittenParser, plain: WrittenWeb | None = None) -> Prober:
    """A probe at noon."""
    return Prober(web, plain or WrittenWeb(), parser, HandClock(NOON), WEEK)


# -- verdicts --


def test_a_young_feed_is_ok():
    """Entries are counted, the newest tells the age, and both validators are named."""
    verdict = found(listing(30, 2, 50), etag='"x"', last_modified="Mon, 02 Mar 2026 09:00:00 GMT")

    expected = ("ok", "rss20", 3, later(hours=-2), "ETag, Last-Modified", 6, "text/xml")
    seen = (verdict.quality, verdict.found, verdict.entries, verdict.newest_at, verdict.validators)
    assert expected == (*seen, verdict.size_bytes, verdict.content_type)


def test_age_is_judged_to_the_second():
    """An entry of exactly seven days is young enough, one a second older is not."""
    a_second = 1 / 3600

    assert ["ok", "old"] == [found(listing(7 * 24 + more)).quality for more in (0, a_second)]


def test_dates_of_the_future_prove_nothing():
    """A feed whose dates all lie ahead is as good as undated; one honest entry is enough."""
    verdict = found(listing(-5))

    assert ("undated", "all dates lie in the future") == (verdict.quality, verdict.detail)
    assert "ok" == found(listing(-5, 1)).quality


def test_entries_without_dates_are_not_enough():
    """A feed of undated entries is told of as such."""
    verdict = found(FeedReading("rss20", entries=(make_entry(published_at=None),)))

    assert ("undated", "no entry has a date") == (verdict.quality, verdict.detail)


@pytest.mark.parametrize(
    ("problem", "quality"),
    [
        ("empty", "nothing"),
        ("no_items", "nothing"),
        ("html", "unreadable"),
        ("not_a_feed", "unreadable"),
        ("quarantined", "unreadable"),
        ("challenge", "blocked"),
    ],
)
def test_a_good_status_does_not_help_a_bad_body(problem: str, quality: str):
    """What was answered with 200 is judged by what it is."""
    verdict = found(FeedReading("unknown", problem=problem, detail="what it is"))

    assert (quality, problem, "what it is") == (verdict.quality, verdict.found, verdict.detail)


@pytest.mark.parametrize(
    ("status", "problem", "quality"),
    [
        *((status, "http_status", "blocked") for status in (401, 403, 429, 451)),
        (None, "robots", "blocked"),
        (None, "resting", "unasked"),
        (410, "http_status", "gone"),
        *((status, "http_status", "unreachable") for status in (404, 500, 503)),
        *((None, problem, "unreachable") for problem in ("connect", "timeout", "tls", "too_large", "bad_url")),
    ],
)
def test_a_refusal_is_told_apart_from_a_failure(status: int | None, problem: str, quality: str):
    """What means the reader is blocked, what was not asked unasked, 410 gone; all others are unreachable."""
    assert quality == judge_failure(Route(FEED), refused(status, problem)).quality


# -- asking --


async def test_every_route_is_judged_and_the_first_good_one_is_the_best():
    """A source whose preferred route is gone is well by its fallback."""
    source = make_source(url="https://herald.example/gone.xml", fallbacks=(Route(FEED), Route(SECTION, "sitemap")))
    lists = {FEED: listing(1), SECTION: listing(2, kind="sitemap")}

    verdict = await prober(WrittenWeb({FEED: good(), SECTION: good(SECTION)}), WrittenParser(lists)).probe(source)

    assert ["unreachable", "ok", "ok"] == [route.quality for route in verdict.routes]
    assert FEED == verdict.best.url


async def test_a_section_page_is_dated_by_its_first_article():
    """The page's links have no dates: the first one is fetched, and the moment of its article counts."""
    source = make_source(url=SECTION, kind="section", selectors=Selectors(date="time"))
    links = FeedReading("section", entries=(make_entry(url=FIRST_ARTICLE, published_at=None),))
    web = WrittenWeb({SECTION: good(SECTION), FIRST_ARTICLE: good(FIRST_ARTICLE)})
    parser = WrittenParser({SECTION: links}, {FIRST_ARTICLE: Extraction(published_at=later(hours=-3))})

    verdict = (await prober(web, parser).probe(source)).best

    assert ("ok", later(hours=-3), 1) == (verdict.quality, verdict.newest_at, verdict.entries)
    assert f"dated by its first article, {FIRST_ARTICLE}" == verdict.detail


@pytest.mark.parametrize("answer", [refused(500, url=FIRST_ARTICLE), good(FIRST_ARTICLE)])
async def test_a_section_page_whose_article_tells_no_moment_is_undated(answer: FetchResult):
    """An article that cannot be fetched, or has no date, is named, and the page is not ok."""
    source = make_source(url=SECTION, kind="section")
    links = FeedReading("section", entries=(make_entry(url=FIRST_ARTICLE, published_at=None),))
    web = WrittenWeb({SECTION: good(SECTION), FIRST_ARTICLE: answer})

    verdict = (await prober(web, WrittenParser({SECTION: links})).probe(source)).best

    assert "undated" == verdict.quality
    assert FIRST_ARTICLE in verdict.detail


async def test_a_refused_name_is_tried_once_more_as_a_plain_one():
    """Where the plain name is answered, its verdict counts, and it says so."""
    plain = WrittenWeb({FEED: good()})

    verdict = (
        await prober(WrittenWeb({FEED: refused(403)}), WrittenParser({FEED: listing(1)}), plain).probe(make_source())
    ).best

    assert ("ok", "plain", [FEED]) == (verdict.quality, verdict.agent, plain.asked)
    assert "refuses the monitor's own name, answers a plain one" in route_remarks(verdict)


async def test_a_wall_against_robots_is_tried_once_more():
    """A challenge that comes with status 200 counts as a refusal."""
    web, plain = WrittenWeb({FEED: good()}), WrittenWeb({FEED: refused(403)})
    parser = WrittenParser({FEED: FeedReading("unknown", problem="challenge", detail="a wall")})

    verdict = (await prober(web, parser, plain).probe(make_source())).best

    assert ("blocked", "own", "challenge") == (verdict.quality, verdict.agent, verdict.found)
    assert "a wall; a plain name is refused, too" == verdict.detail


@pytest.mark.parametrize(
    "answer", [refused(None, "robots"), refused(None, "resting"), refused(404), refused(None, "timeout")]
)
async def test_what_no_name_can_change_is_asked_once(answer: FetchResult):
    """Neither what robots.txt forbids, nor what is not there, nor a host at rest is asked under another name."""
    plain = WrittenWeb()

    await prober(WrittenWeb({FEED: answer}), WrittenParser(), plain).probe(make_source())

    assert [] == plain.asked


@pytest.mark.parametrize("answer", [refused(429), replace(refused(403), retry_after="60")])
async def test_a_host_that_asks_for_a_pause_is_not_asked_by_a_plain_name(answer: FetchResult):
    """After a 429, or an answer with Retry-After, the verdict says that no plain name was tried."""
    plain = WrittenWeb({FEED: good()})

    verdict = (await prober(WrittenWeb({FEED: answer}), WrittenParser(), plain).probe(make_source())).best

    assert ("blocked", []) == (verdict.quality, plain.asked)
    assert verdict.detail.endswith("; no plain name was tried, as the host asks for a pause")


async def test_a_plain_name_that_is_not_let_in_is_not_said_to_be_refused():
    """Where the host's next turn is too far away for the second question, the first answer stands, and that is said."""
    web, plain = WrittenWeb({FEED: refused(403)}), WrittenWeb({FEED: refused(None, "resting")})

    verdict = (await prober(web, WrittenParser(), plain).probe(make_source())).best

    assert "blocked" == verdict.quality
    assert verdict.detail.endswith("; no plain name was tried, as the host asks for a pause")


WALL = FeedReading("unknown", problem="challenge", detail="a wall")


@pytest.mark.parametrize(("status", "tried"), [(401, [FEED]), (403, [FEED]), (429, []), (503, [FEED])])
async def test_a_wall_under_a_refusal_is_told_as_a_wall(status: int, tried: list[str]):
    """As in polling, the page of a refusal is read, and a wall is a wall under each status."""
    plain = WrittenWeb()
    web = WrittenWeb({FEED: replace(refused(status), body=b"<html>")})

    verdict = (await prober(web, WrittenParser({FEED: WALL}), plain).probe(make_source())).best

    assert ("blocked", "challenge", tried) == (verdict.quality, verdict.found, plain.asked)
    assert f"a wall; {FEED} answered {status}" in verdict.detail


@pytest.mark.parametrize(("status", "quality"), [(403, "blocked"), (503, "unreachable"), (410, "gone")])
async def test_another_page_under_a_refusal_is_told_as_the_refusal(status: int, quality: str):
    """A page that is no wall says no more than its status."""
    web = WrittenWeb({FEED: replace(refused(status), body=b"<html>")})
    parser = WrittenParser({FEED: FeedReading("unknown", problem="html", detail="a page")})

    verdict = (await prober(web, parser).probe(make_source())).best

    assert (quality, "") == (verdict.quality, verdict.found)


async def test_a_section_page_whose_article_was_not_asked_for_has_no_verdict():
    """Where the host rests before the article that would date the page, nothing was learned of its age."""
    links = FeedReading("section", entries=(make_entry(url=FIRST_ARTICLE, published_at=None),))
    web = WrittenWeb({SECTION: good(SECTION), FIRST_ARTICLE: refused(None, "resting", FIRST_ARTICLE)})

    verdict = await prober(web, WrittenParser({SECTION: links})).probe(make_source(url=SECTION, kind="section"))

    assert "unasked" == verdict.best.quality


async def test_a_refused_address_of_an_article_is_shown_by_its_host_alone():
    """A link with a password, or into a network inside, is not repeated in the verdict."""
    address = "https://nadia:s3cret@herald.example/region/quay-1"
    links = FeedReading("section", entries=(make_entry(url=address, published_at=None),))
    refusal = FetchResult(address, address, problem="bad_url", detail="https://herald.example: leave the password out")
    web = WrittenWeb({SECTION: good(SECTION), address: refusal})

    verdict = await prober(web, WrittenParser({SECTION: links})).probe(make_source(url=SECTION, kind="section"))

    assert "its first article, https://herald.example: bad_url" in verdict.best.detail
    assert "s3cret" not in str(verdict_form(verdict, ""))


# -- words --


def test_nothing_is_written_of_what_was_not_asked():
    """A source without a good route, one of which was not asked, keeps its old line; a good route is enough for one."""
    unasked, gone = (judge_failure(Route(FEED), refused(*one)) for one in ((None, "resting"), (410,)))
    routes = {"resting": (gone, unasked), "good": (unasked, found(listing(2))), "gone": (gone, gone)}
    verdicts = [Verdict(name, NOON, each) for name, each in routes.items()]

    lines = kept_lines(verdicts, "1", "nadia", "UTC")

    assert ["unasked", "ok", "gone"] == [verdict.best.quality for verdict in verdicts]
    assert ["good", "gone"] == list(lines)


def test_the_line_for_the_configuration_is_dated_and_signed():
    """Day in the newsroom's zone, quality, what came, age, validators, version and who asked."""
    verdict = Verdict("herald-en", later(hours=11), (found(listing(2, 3), etag='"x"'),))

    line = probed_line(verdict, "1.2.3", "nadia", "Asia/Baghdad")

    assert "2026-03-03 ok: rss20, 2 entries, newest 13 h old, ETag (newsroom-monitor 1.2.3 by nadia)" == line


def test_the_line_says_by_which_way_it_worked():
    """A fallback and a plain name stand in the line."""
    by_fallback = replace(found(listing(0.5)), agent="plain")
    verdict = Verdict("herald-en", NOON, (judge_failure(Route(SECTION), refused(404)), by_fallback))

    line = probed_line(verdict, "1", "nadia", "UTC")

    expected = "2026-03-02 ok: rss20, 1 entry, newest 30 min old, by fallback 1, under a plain name"
    assert f"{expected} (newsroom-monitor 1 by nadia)" == line


def test_the_line_of_a_failure_is_short():
    """However much an outlet's server says, the line stays one line of bounded length."""
    failed = judge_failure(Route(FEED), replace(refused(500), detail="many words\n" * 500))

    line = probed_line(Verdict("herald-en", NOON, (failed,)), "1", "nadia", "UTC")

    assert line.startswith("2026-03-02 unreachable: http_status: many words")
    assert len(line) < 200
    assert "\n" not in line


def test_a_move_for_good_is_told_with_what_to_do():
    """A permanent redirect asks for a change of the configuration, a passing one is only named."""
    moved = found(listing(1), final_url="https://new.example/f", moved_to="https://new.example/f")
    led = found(listing(1), final_url="https://cdn.example/f")

    assert "moved for good to https://new.example/f: put it into sources.toml" == route_remarks(moved)
    assert "answered by https://cdn.example/f" == route_remarks(led)


def test_the_form_for_other_programs_holds_every_route():
    """The JSON form names quality and line of the source, and all that is known of each route."""
    verdict = Verdict("herald-en", NOON, (found(listing(1)), judge_failure(Route(SECTION), refused(403))))

    form = verdict_form(verdict, "the line")

    assert ("herald-en", "ok", "the line") == (form["source"], form["quality"], form["probed"])
    assert ["ok", "blocked"] == [route["quality"] for route in form["routes"]]
    assert {"url", "found", "newest_at", "final_url", "moved_to", "agent"} <= set(form["routes"][0])
