"""A workshop for tests of the order of work: a store in memory, a clock by hand, a web and a desk written out.

The story is invented: river wardens are to leave Rivertown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from news_pages import Page
from records_made import NOON, make_source
from routing_made import table_to

from monitor.clock import HandClock
from monitor.parsing import DirectParser
from monitor.pipeline.reading import Reader
from monitor.pipeline.workshop import Workshop
from monitor.records import (
    FetchRequest,
    FetchResult,
    Force,
    Frame,
    Message,
    Place,
    PostRequest,
    Recipient,
    SendAnswer,
    Source,
    Topic,
)
from monitor.routing import surroundings_of
from monitor.store import MemoryStore

TOPIC = Topic(
    name="wardens-leaving",
    title="The wardens leave Rivertown",
    home="rivertown",
    frames=(Frame("departure", "date", "completes", "Departure of the wardens", ("withdrawal",)),),
    places=(Place("rivertown", "Rivertown", aliases={"en": ("Rivertown",)}),),
    forces=(Force("wardens", "the wardens", own=True, aliases={"en": ("wardens",)}),),
)

FILLER = (
    "Shopkeepers by the old mill said that the road had been quiet since the spring floods, and the sluices rusty.",
    "A clerk of the district read the letter aloud in the market, and the crowd went home before the rain began.",
)


def departure_page(when: str, title: str = "Wardens to leave Rivertown", *more: str) -> Page:
    """A page that says when the wardens leave; ``more`` are further sentences, before what fills the page."""
    return Page("en", title, (f"The wardens will leave Rivertown {when}, the mayor said.", *more, *FILLER))


OFF_TOPIC = Page("en", "Wardens open a bakery", ("Two wardens have opened a bakery on the hill.", *FILLER))
NOT_LIKELY = Page("en", "Mill wheel repaired", FILLER)


def rss(*items: Mapping[str, str]) -> bytes:
    """A feed with these items; the keys are the names of RSS elements, such as title, link and guid."""
    written = "".join(
        f"<item>{''.join(f'<{name}>{words}</{name}>' for name, words in item.items())}</item>" for item in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Herald</title>{written}</channel></rss>'.encode()


def item(slug: str, title: str, summary: str = "From the town hall.", host: str = "https://herald.example") -> dict:
    """One item of a feed, without a date."""
    return {"guid": slug, "link": f"{host}/{slug}", "title": title, "description": summary}


def page_answer(url: str, page: Page | bytes) -> FetchResult:
    """A page that came well."""
    body = page.html().encode() if isinstance(page, Page) else page
    return FetchResult(url, url, status=200, body=body, content_type="text/html", charset="utf-8")


class WrittenWeb:
    """A fetcher over addresses that are written out; what is not written out is answered 404."""

    def __init__(self, answers: Mapping[str, FetchResult | Page | bytes]) -> None:
        """Answer each address so."""
        self.answers = dict(answers)
        self.asked: list[FetchRequest] = []

    async def fetch(self, request: FetchRequest) -> FetchResult:
        """What is written for the address."""
        self.asked.append(request)
        url = request.url
        found = self.answers.get(url)
        if found is None:
            return FetchResult(url, url, status=404, problem="http_status", detail=f"{url} answered 404 Not Found")
        return found if isinstance(found, FetchResult) else page_answer(url, found)

    async def post(self, request: PostRequest) -> FetchResult:
        """Nothing is posted in these tests."""
        return FetchResult(request.url, request.url, problem="connect", detail="nothing listens")


class WrittenDesk:
    """A channel that gives the answers it was told to give, then takes everything."""

    def __init__(self, name: str, *answers: SendAnswer) -> None:
        """Give ``answers`` in turn."""
        self.name = name
        self._answers = list(answers)
        self.told: list[Recipient] = []
        self.tried: list[Message] = []
        self.taken: list[Message] = []

    async def turn(self) -> None:
        """At once."""

    async def send(self, message: Message, recipient: Recipient) -> SendAnswer:
        """The next answer."""
        self.told.append(recipient)
        self.tried.append(message)
        answer = self._answers.pop(0) if self._answers else SendAnswer("sent", "taken")
        if answer.outcome == "sent":
            self.taken.append(message)
        return answer


def make_workshop(
    web: WrittenWeb | None = None,
    desks: Iterable[WrittenDesk] = (),
    sources: Iterable[Source] | None = None,
    at: datetime = NOON,
    **parts,
) -> Workshop:
    """A workshop at noon; without sources, one that reads the Herald. ``parts`` replace the rest by name.

    ``claim_channels`` and ``health_channels`` among them say who hears of claims (every desk) and of sources (nobody).
    """
    notifiers = parts.get("notifiers", {desk.name: desk for desk in desks})
    claims, health = parts.pop("claim_channels", tuple(notifiers)), parts.pop("health_channels", ())
    default = Workshop(
        store=MemoryStore(),
        fetcher=web or WrittenWeb({}),
        parser=DirectParser(),
        notifiers=notifiers,
        routing=table_to(claims, health),
        surroundings=surroundings_of(parts.get("topics", {TOPIC.name: TOPIC}).values(), sources or ()),
        sources=tuple(sources) if sources is not None else (make_source(),),
        topics={TOPIC.name: TOPIC},
        reader=Reader([TOPIC]),
        clock=HandClock(at),
        chance=lambda: 0.0,
    )
    return replace(default, **parts)


def never() -> bool:
    """Not asked to stop."""
    return False
