"""Records for tests: each factory gives a sound record, whose fields may be overridden by name.

Unless overridden, the records belong together: one article of one source, its one claim, what the ledger makes of it,
and the alert that tells it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from monitor.records import (
    Ailment,
    Alert,
    Article,
    ArticleReading,
    Canary,
    Change,
    Claim,
    ClaimKey,
    CycleReport,
    DateValue,
    Delivery,
    Denial,
    DueEntry,
    Edit,
    EntryOutcome,
    FeedEntry,
    FigureValue,
    Health,
    HealthReading,
    HostRest,
    Imprint,
    Judgement,
    KeptPage,
    KeyHistory,
    Notice,
    OwedAlert,
    Pace,
    PollReading,
    Position,
    Recipient,
    RobotsText,
    RouteDecision,
    RouteState,
    Said,
    Sample,
    Source,
    SourceReport,
    SourceState,
    Stand,
    Support,
    TopicMatch,
    Trouble,
    Visit,
    WordChange,
)

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
"""The moment around which the records of a test are laid, unless it says otherwise."""

TITLE = "Coalition names a month for its last convoy"
QUOTE = "The mission ends by September 2026, the ministry's spokesman told reporters."
TEXT = f"{QUOTE}\nHe gave no figures for the troops still in the country."


EVER = datetime(1970, 1, 1, tzinfo=UTC)
"""Before everything."""


def later(minutes: float = 0, **parts: float) -> datetime:
    """Noon and so many minutes, or hours, days … by name."""
    return NOON + timedelta(minutes=minutes, **parts)


# -- feeds --


def make_source(**fields) -> Source:
    """A feed to poll."""
    default = Source("herald-en", "Herald", "https://herald.example/feed.xml", "en", "Asia/Baghdad")
    return replace(default, **fields)


def make_route_state(url: str = "https://herald.example/feed.xml", **fields) -> RouteState:
    """The feed of the Herald, which gave its validators at noon."""
    default = RouteState(
        url=url,
        etag='"a1"',
        last_modified="Mon, 02 Mar 2026 11:58:00 GMT",
        body_hash="body-1",
        succeeded_at=NOON,
        read_as="feed en Asia/Baghdad ",
    )
    return replace(default, **fields)


def make_pace(**fields) -> Pace:
    """Two arrivals, the latest an hour before noon, and no interval that the feed asks for."""
    return replace(Pace((later(hours=-5), later(hours=-1)), newest_at=later(hours=-1)), **fields)


def make_source_state(**fields) -> SourceState:
    """A source that was polled well at noon."""
    route = make_route_state()
    default = SourceState(
        source="herald-en",
        routes=(route,),
        route=route.url,
        pace=make_pace(),
        polled_at=NOON,
        due_at=later(minutes=15),
        succeeded_at=NOON,
        baseline_at=later(days=-1),
    )
    return replace(default, **fields)


def make_entry(entry_key: str = "entry-1", **fields) -> FeedEntry:
    """An item of the feed, published an hour before noon."""
    default = FeedEntry(
        source="herald-en",
        entry_key=entry_key,
        url=f"https://herald.example/{entry_key}",
        title=TITLE,
        summary="A spokesman named the month.",
        published_at=later(hours=-1),
        content_hash="content-1",
    )
    return replace(default, **fields)


def make_due(entry: FeedEntry | None = None, **fields) -> DueEntry:
    """An entry first seen at noon, no baseline one."""
    return replace(DueEntry(entry or make_entry(), NOON, baseline=False), **fields)


def make_poll(*entries: FeedEntry | DueEntry, **fields) -> PollReading:
    """A poll that brought these entries; plain feed entries are seen first at noon."""
    due = tuple(entry if isinstance(entry, DueEntry) else make_due(entry) for entry in entries)
    return replace(PollReading(make_source_state(), due), **fields)


def make_outcome(entry_key: str = "entry-1", **fields) -> EntryOutcome:
    """That the entry was read, at the first attempt."""
    default = EntryOutcome("herald-en", entry_key, "content-1", "read", attempts=1)
    return replace(default, **fields)


# -- health and manners --


def make_trouble(ailment: Ailment = "failing", **fields) -> Trouble:
    """That a source was ill twice in a row, since an hour before noon, and nobody was told."""
    return replace(Trouble(ailment, later(hours=-1), seen=2, detail="timeout after 20 s"), **fields)


def make_health(subject: str = "herald-en", **fields) -> Health:
    """That a source has been well since the day before, with one good extraction and an article to read again."""
    default = Health(
        subject=subject,
        since=later(days=-1),
        samples=(Sample(2400, "fast"),),
        canary=Canary("https://herald.example/article-1", "The mission ends"),
        canary_due_at=later(days=1),
    )
    return replace(default, **fields)


def make_health_reading(*healths: Health, **fields) -> HealthReading:
    """A look at the health of sources at noon that owes nothing; ``alerts`` are owed as ``owing`` says."""
    return replace(HealthReading(healths or (make_health(),)), **owing(fields))


def make_notice(**fields) -> Notice:
    """That the Herald has been failing for an hour."""
    return replace(Notice("herald-en", "failing", healed=False, since=later(hours=-1), detail="timeout"), **fields)


def make_notice_alert(alert_id: str = "notice-1", **fields) -> Alert:
    """The alert of ``make_notice()``, made at noon: of no topic, no article and no changes."""
    default = Alert(
        alert_id=alert_id,
        topic="",
        article_id="",
        outlet="Herald",
        lang="en",
        title="",
        url="https://herald.example/feed.xml",
        published_at=NOON,
        created_at=NOON,
        changes=(),
        notice=make_notice(),
    )
    return replace(default, **fields)


def make_rest(host: str = "herald.example", **fields) -> HostRest:
    """That a host asked at noon to be left alone for an hour."""
    return replace(HostRest(host, later(hours=1)), **fields)


def make_robots(origin: str = "https://herald.example:443", **fields) -> RobotsText:
    """A robots.txt fetched at noon, which asks for a pause between two requests."""
    return replace(RobotsText(origin, NOON, 200, "User-agent: *\nCrawl-delay: 5\n"), **fields)


# -- articles and claims --


def make_article(article_id: str = "article-1", **fields) -> Article:
    """An article of the Herald, published an hour before noon, whose first sentence is ``QUOTE``."""
    default = Article(
        article_id=article_id,
        url=f"https://herald.example/{article_id}",
        outlet="Herald",
        lang="en",
        title=TITLE,
        text=TEXT,
        published_at=later(hours=-1),
        published_on=date(2026, 3, 2),
        content_hash="hash-1",
    )
    return replace(default, **fields)


def make_date(start: str = "2026-09-01", end: str | None = None, **fields) -> DateValue:
    """A span of days; one day where no end is given, but for September 2026, which is the default."""
    last = end or ("2026-09-30" if start == "2026-09-01" else start)
    return replace(DateValue(date.fromisoformat(start), date.fromisoformat(last)), **fields)


def make_figure(low: float | None = 2500, high: float | None = None, **fields) -> FigureValue:
    """A plain number where only ``low`` is given; open below where ``low`` is None."""
    return replace(FigureValue(low, low if high is None else high), **fields)


def make_key(frame: str = "mission_end", **fields) -> ClaimKey:
    """A key of the topic ``coalition-withdrawal`` for Iraq."""
    return replace(ClaimKey("coalition-withdrawal", frame, "iraq"), **fields)


def make_claim(claim_id: str = "claim-1", **fields) -> Claim:
    """The claim of ``QUOTE``; its offsets count in the full text of ``make_article()``."""
    full_text, value_text = make_article().full_text, "by September 2026"
    default = Claim(
        claim_id=claim_id,
        article_id="article-1",
        key=make_key(),
        value=make_date(rel="by"),
        quote=QUOTE,
        start=full_text.index(QUOTE),
        end=full_text.index(QUOTE) + len(QUOTE),
        value_text=value_text,
        value_start=full_text.index(value_text),
        value_end=full_text.index(value_text) + len(value_text),
        speaker="the ministry's spokesman",
        office="defence-ministry",
        rule="ends_by_month",
    )
    return replace(default, **fields)


def make_said(claim: Claim | None = None, article: Article | None = None, **fields) -> Said:
    """A claim as said in an article; without one, in an article of the Herald that has the claim's article id."""
    claim = claim or make_claim()
    article = article or make_article(claim.article_id)
    default = Said(claim, article.outlet, article.url, article.lang, article.published_at, article.title)
    return replace(default, **fields)


def make_match(**fields) -> TopicMatch:
    """A sure match of the topic."""
    return replace(TopicMatch("coalition-withdrawal", 0.9, matched=True, reasons=("force", "place")), **fields)


# -- the ledger --


def make_position(said: Said | None = None, **fields) -> Position:
    """A position of the claim's value; its id is made of the claim's."""
    said = said or make_said()
    default = Position(
        position_id=f"position-of-{said.claim.claim_id}",
        claim_id=said.claim.claim_id,
        value=said.claim.value,
        first_at=said.said_at,
        last_at=said.said_at,
    )
    return replace(default, **fields)


def make_denial(claim_id: str = "denial-1", **fields) -> Denial:
    """A denial of September 2026, made at noon."""
    return replace(Denial(claim_id, make_date(), NOON), **fields)


def make_history(*positions: Position, **fields) -> KeyHistory:
    """The history of ``make_key()``, without denials; with no position given, of ``make_position()``."""
    positions = positions or (make_position(),)
    return replace(KeyHistory(make_key(), positions, lead=positions[0].position_id), **fields)


def make_change(said: Said | None = None, **fields) -> Change:
    """That a claim is new, and told; its id is made of the claim's."""
    said = said or make_said()
    return replace(Change(f"change-of-{said.claim.claim_id}", "new", said, "told"), **fields)


def make_support(position_id: str = "position-of-claim-1", article_id: str = "article-1", **fields) -> Support:
    """That an article of the Herald backs a position, an hour before noon."""
    return replace(Support(position_id, article_id, "Herald", later(hours=-1)), **fields)


def make_stand(position_id: str = "position-of-claim-1", **fields) -> Stand:
    """That somebody stands at a position since noon, by ``make_claim()``."""
    return replace(Stand(position_id, "claim-1", NOON), **fields)


# -- versions --


def make_edit(*words: tuple[str, str], **fields) -> Edit:
    """A substantive edit that put the second of each pair of words in the place of the first."""
    pairs = words or (("September", "December"),)
    return replace(Edit("substantive", tuple(WordChange(*pair) for pair in pairs)), **fields)


def make_visit(article_id: str = "article-1", **fields) -> Visit:
    """That an article of the Herald is read again an hour after noon, for the first time."""
    default = Visit(article_id, f"https://herald.example/{article_id}", "herald-en", step=0, due_at=later(hours=1))
    return replace(default, **fields)


def make_page(article_id: str = "article-1", content_hash: str = "hash-1", **fields) -> KeptPage:
    """The page of an article's first version, fetched at noon."""
    default = KeptPage(
        article_id=article_id,
        content_hash=content_hash,
        url=f"https://herald.example/{article_id}",
        fetched_at=NOON,
        body=f"<h1>{TITLE}</h1><p>{QUOTE}</p>".encode(),
        charset="utf-8",
    )
    return replace(default, **fields)


def make_imprint(*bands: str, **fields) -> Imprint:
    """The imprint of a text with these bands."""
    return replace(Imprint((7, 2**32 - 1, 0), bands or ("band-1", "band-2")), **fields)


# -- alerts and readings --


def make_alert(alert_id: str = "alert-1", **fields) -> Alert:
    """The alert of ``make_change()``, made at noon."""
    article = make_article()
    default = Alert(
        alert_id=alert_id,
        topic="coalition-withdrawal",
        article_id=article.article_id,
        outlet=article.outlet,
        lang=article.lang,
        title=article.title,
        url=article.url,
        published_at=article.published_at,
        created_at=NOON,
        changes=(make_change(),),
    )
    return replace(default, **fields)


def make_recipient(channel: str = "desk", **fields) -> Recipient:
    """Whom a channel itself leads to, told in English."""
    return replace(Recipient(channel, channel), **fields)


def make_delivery(alert: Alert | None = None, channel: str = "desk", **fields) -> Delivery:
    """An alert owed to a channel since noon by the route of everything, never tried, in the thread of what it tells."""
    alert = alert or make_alert()
    told = (
        f"source/{alert.notice.subject}"
        if alert.notice
        else next((str(one.said.claim.key) for one in alert.changes), "")
    )
    default = Delivery(
        delivery_id=f"{alert.alert_id}/{channel}",
        alert=alert,
        recipient=make_recipient(channel),
        route="everything",
        state="owed",
        due_at=NOON,
        thread=told,
    )
    return replace(default, **fields)


def make_decision(route: str = "everything", **fields) -> RouteDecision:
    """That a route took the change of ``make_alert()`` for the desk."""
    default = RouteDecision(route, "taken", "it fits", changes=("change-of-claim-1",), recipients=("desk",))
    return replace(default, **fields)


def make_owed(alert: Alert | None = None, *channels: str, **fields) -> OwedAlert:
    """An alert with a delivery owed to each channel, to the desk where none is given, and why."""
    alert = alert or make_alert()
    deliveries = tuple(make_delivery(alert, channel) for channel in channels or ("desk",))
    return replace(OwedAlert(alert, deliveries, (make_decision(),)), **fields)


def owing(fields: dict) -> dict:
    """The fields of a record, in which ``alerts``, owed to each of ``channels`` (the desk), have become ``owed``."""
    alerts, channels = fields.pop("alerts", None), fields.pop("channels", ("desk",))
    if alerts is None:
        return fields
    return fields | {
        "owed": tuple(
            make_owed(each, deliveries=tuple(make_delivery(each, name) for name in channels)) for each in alerts
        )
    }


def make_reading(article: Article | None = None, **fields) -> ArticleReading:
    """A reading at noon that found nothing to claim; override ``claims``, ``alerts`` (see ``owing``) and the rest."""
    if "claims" in fields:
        of = article or make_article()
        fields["said"] = tuple(make_said(claim, of) for claim in fields.pop("claims"))
    default = ArticleReading(
        article=article or make_article(),
        read_at=NOON,
        matches=(make_match(),),
        said=(),
        judgement=Judgement(),
        method="plain",
    )
    return replace(default, **owing(fields))


def make_told_reading(**fields) -> ArticleReading:
    """A reading at noon of one article with one new claim, which is told: claim, change, history and alert."""
    judgement = Judgement((make_change(),), (make_history(),))
    told = make_reading(claims=(make_claim(),), judgement=judgement, alerts=(make_alert(),))
    return replace(told, **owing({"alerts": (make_alert(),)} | fields if "channels" in fields else fields))


# -- cycles --


def make_cycle(**fields) -> CycleReport:
    """A cycle from noon to a minute after, over two sources of which one failed."""
    default = CycleReport(
        started_at=NOON,
        ended_at=later(minutes=1),
        sources=(
            SourceReport("herald-en", "polled", seen=30, fresh=2),
            SourceReport("gazette-ar", "failed", detail="timeout after 20 s"),
        ),
        articles=2,
        claims=3,
        alerts=1,
        skipped={"off_topic": 1},
        changes={"new": 1, "restated": 2},
        sent={"sent": 1},
    )
    return replace(default, **fields)
