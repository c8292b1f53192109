"""How far a page is read: each look costs more than the one before, and none loses an article that matches a topic."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
import vardania
from hypothesis import given
from hypothesis import strategies as st
from news_pages import ARABIC, ENGLISH, PAGES, SORANI, Page
from records_made import make_due, make_entry, make_source
from watched_town import Town, leaving, says, town_with
from workshop_made import NOT_LIKELY, OFF_TOPIC, departure_page, make_workshop, page_answer

from monitor.articles import extract_article, plain_text
from monitor.parsing import DirectParser
from monitor.pipeline.making import make_article
from monitor.pipeline.pages import open_likely, open_whole
from monitor.pipeline.reading import Reader
from monitor.records import FetchResult

URL = "https://herald.example/plan"
SEPTEMBER = departure_page("by September 2027", "What the mayor said")
VARDANIA = Reader([vardania.TOPIC])


@dataclass
class CountingParser:
    """Reads as the direct parser does, and counts what it was asked for."""

    lists: int = 0
    plains: int = 0
    extractions: int = 0
    parser: DirectParser = field(default_factory=DirectParser)

    async def read_list(self, fetched, source, route):
        """See ``ports.Parser``."""
        self.lists += 1
        return await self.parser.read_list(fetched, source, route)

    async def read_plain(self, page):
        """See ``ports.Parser``."""
        self.plains += 1
        return await self.parser.read_plain(page)

    async def extract(self, page, selectors):
        """See ``ports.Parser``."""
        self.extractions += 1
        return await self.parser.extract(page, selectors)

    @property
    def counts(self):
        """Lists, plain readings and extractions so far."""
        return self.lists, self.plains, self.extractions


async def cost_of(page, *words, title=""):
    """Plain readings and extractions that a fetched page costs of which the feed says these words."""
    parser = CountingParser()
    workshop = make_workshop(parser=parser)
    body = page.html() if isinstance(page, Page) else page
    opened = await open_likely(page_answer(URL, body.encode()), (title, *words), make_source(), workshop)
    return parser.plains, parser.extractions, opened


# -- what is not read at all --


async def test_list_of_the_same_bytes_is_read_once():
    """A feed that gives the same bytes again is not read again, though its server says nothing of that."""
    parser = CountingParser()
    town = Town(parser=parser)

    looks = [(await town.look(), parser.lists)[1]]
    looks += [(await town.look_after(hours=3), parser.lists)[1] for _ in range(3)]
    town.put_up("mill-2", NOT_LIKELY)
    await town.look_after(hours=3)

    assert ([1, 1, 1, 1], 2) == (looks, parser.lists)


async def test_page_of_the_same_bytes_is_read_once():
    """An article that is read again costs nothing while its page is the same bytes, and one reading once it is not."""
    parser = CountingParser()
    town = await town_with(says(leaving("by September 2027")), parser=parser)
    before = parser.counts
    await town.look_again()
    await town.look_again()
    same = parser.counts
    town.edit("plan", says(leaving("by December 2027")))
    await town.look_again()

    assert before == same
    assert 1 == parser.extractions - same[2]


async def test_page_that_did_not_come_is_not_read():
    """A fetch that failed costs no reading, whatever the feed said."""
    parser = CountingParser()
    failed = FetchResult(URL, URL, problem="timeout", detail="too slow")

    opened = await open_likely(failed, ("Wardens leave",), make_source(), make_workshop(parser=parser))

    assert (None, (0, 0, 0)) == (opened.extraction, parser.counts)


# -- how far it is read --


@pytest.mark.parametrize("words", [("Wardens to leave Rivertown", ""), ("What the mayor said", "Of the wardens.")])
async def test_title_or_summary_that_names_the_topic_leads_straight_to_the_article(words):
    """Where the feed's own words name the topic, no cheap look is taken: the article is extracted at once."""
    plains, extractions, opened = await cost_of(SEPTEMBER, *words)

    assert (0, 1) == (plains, extractions)
    assert SEPTEMBER.paragraphs[0] in opened.extraction.text


async def test_page_that_names_the_topic_is_extracted_after_a_cheap_look():
    """Where the feed's words are silent, the page's own words lead to its article."""
    plains, extractions, opened = await cost_of(SEPTEMBER, "What the mayor said", "From the town hall.")

    assert (1, 1) == (plains, extractions)
    assert SEPTEMBER.paragraphs[0] in opened.extraction.text


@pytest.mark.parametrize("page", [NOT_LIKELY, *PAGES], ids=lambda page: page.title)
async def test_page_that_names_nothing_is_never_extracted(page):
    """Where nothing on the whole page names the topic, the cheap look is all that it costs."""
    plains, extractions, opened = await cost_of(page, page.title)

    assert (1, 0, None) == (plains, extractions, opened.extraction)


async def test_page_that_cannot_be_looked_at_is_told_as_such():
    """A page whose cheap look was given up is no page that names nothing: its problem is handed on."""

    class GivingUp(CountingParser):
        async def read_plain(self, page):
            plain = await super().read_plain(page)
            return replace(plain, text="", problem="quarantined", detail="took too long")

    parser = GivingUp()

    opened = await open_likely(page_answer(URL, SEPTEMBER), (), make_source(), make_workshop(parser=parser))

    assert ("quarantined", "took too long", 0) == (
        opened.extraction.problem,
        opened.extraction.detail,
        parser.extractions,
    )


async def test_fault_of_the_parser_waits_for_the_pages_turn():
    """What breaks unforeseen while pages are read ahead is kept for its own page, and disturbs no other."""

    class Breaking(CountingParser):
        async def extract(self, page, selectors):
            await super().extract(page, selectors)
            msg = "a fault of ours"
            raise OverflowError(msg)

    workshop = make_workshop(parser=Breaking())
    faults = [
        (await opening).fault
        for opening in (
            open_likely(page_answer(URL, SEPTEMBER), ("Wardens",), make_source(), workshop),
            open_whole(page_answer(URL, OFF_TOPIC), make_source(), workshop),
        )
    ]

    assert ["a fault of ours"] * 2 == [str(fault) for fault in faults]


async def test_cycle_reads_each_of_its_pages_as_far_as_it_is_worth():
    """Of three new pages, one costs an extraction, one a cheap look, one both."""
    parser = CountingParser()
    town = Town(parser=parser)
    await town.look()
    before = parser.counts
    town.put_up("named", SEPTEMBER, title="Wardens to leave Rivertown")
    town.put_up("silent", replace(NOT_LIKELY, title="Mill wheel broken again"))
    town.put_up("hidden", departure_page("by September 2027", "From the market"), title="From the market")

    await town.look_after()

    assert (1, 2, 2) == tuple(after - then for after, then in zip(parser.counts, before, strict=True))
    assert (2, {"not_likely": 1}) == (town.report.articles, town.report.skipped)


# -- nothing is lost --

FORCE = {"en": "Compact troops", "ar": "قوات الميثاق", "ckb": "هێزەکانی پەیمان"}
SENTENCE = {
    "en": "{} will leave Vardania by September 2031, a clerk read out.",
    "ar": "ستغادر {} فاردانيا بحلول أيلول 2031، كما قرأ الكاتب.",
    "ckb": "{} تا ئەیلوولی 2031 لە ڤاردانیا دەکشێنەوە، نووسەرەکە خوێندییەوە.",
}
FILLED = {"en": ENGLISH, "ar": ARABIC, "ckb": SORANI}
AMID = [
    ("en", "Compact troops"),
    ("en", "COMPACT  TROOPS"),
    ("en", "<b>Compact</b> <i>troops</i>"),
    ("en", "Compact&nbsp;troops"),
    ("en", "Com&shy;pact troops"),
    ("en", "Compact\ntroops"),
    ("en", "the <a href='/c'>Compact</a>’s troops"),
    ("en", "2,400 Compact troops"),
    ("en", "<span class='dropcap'>C</span>ompact troops"),
    ("ar", "قوات الميثاق"),
    ("ar", "قوات الميثـــاق"),
    ("ar", "قُوَّاتُ المِيثَاقِ"),
    ("ar", "لقوات الميثاق"),
    ("ar", "وقوات الميثاق"),
    ("ar", "٢٤٠٠ من قوات الميثاق"),
    ("ar", "٢٬٤٠٠ جندي من <a href='/m'>قوات الميثاق</a>"),
    ("ar", "«قوات الميثاق»"),
    ("ar", "\u202bقوات الميثاق\u202c"),
    ("ar", "قوات&#8203; الميثاق"),
    ("ckb", "هێزەکانی پەیمان"),
    ("ckb", "هێزه‌کانی په‌یمان"),
    ("ckb", "هێزەکانی‌ پەیمان"),
    ("ckb", "هێزەکانی پەیـــمان"),
    ("ckb", "٢٤٠٠ لە هێزەکانی پەیمان"),
    ("ckb", "هێزەکانی <em>پەیمان</em>"),
]


def amid(lang, words):
    """A page that names the force in the middle of its body alone, written so."""
    page = FILLED[lang]
    first, *rest = page.paragraphs
    return replace(page, paragraphs=(first, SENTENCE[lang].format(words), *rest)).html()


def matches(html, lang, title=""):
    """Whether the whole article of a page would match the topic."""
    extraction = extract_article(html.encode())
    source = make_source(lang=lang)
    article = make_article(make_due(make_entry(title=title)), extraction, source)
    return VARDANIA.read(article).on_topic


async def is_extracted(html, lang, *words):
    """Whether a page of which the feed says these words is read whole."""
    workshop = make_workshop(parser=DirectParser(), reader=VARDANIA)
    opened = await open_likely(page_answer(URL, html.encode()), words, make_source(lang=lang), workshop)
    return opened.extraction is not None


@pytest.mark.parametrize(("lang", "words"), AMID)
async def test_force_named_in_the_middle_alone_is_found_in_any_writing(lang, words):
    """An article that would match, with one mention amid other words, is extracted, however the mention is written."""
    html = amid(lang, words)

    assert matches(html, lang)
    assert await is_extracted(html, lang, "A morning", "In the market.")


@pytest.mark.parametrize("lang", FORCE)
async def test_topic_named_in_the_title_of_the_page_alone_is_found(lang):
    """Where the feed gives no title, the page's own makes an article match: its page is extracted."""
    page = FILLED[lang]
    named = replace(page, title=SENTENCE[lang].format(FORCE[lang]))

    assert matches(named.html(), lang)
    assert await is_extracted(named.html(), lang)


@pytest.mark.parametrize("lang", FORCE)
async def test_topic_named_in_the_shared_title_alone_is_found(lang):
    """The title that a page gives to those who share it becomes the article's, and is looked at as well."""
    page = FILLED[lang]
    head = f'<meta property="og:title" content="{SENTENCE[lang].format(FORCE[lang])}">'

    assert matches(page.html(head), lang)
    assert await is_extracted(page.html(head), lang)


@pytest.mark.parametrize("lang", FORCE)
async def test_topic_named_in_a_caption_alone_is_found(lang):
    """The words under a picture belong to the page: it is extracted, whatever the extraction makes of them."""
    caption = f"<figure><img src='/a.jpg'><figcaption>{SENTENCE[lang].format(FORCE[lang])}</figcaption></figure>"
    html = FILLED[lang].html().replace('<div class="article-body">', f'<div class="article-body">{caption}')

    assert await is_extracted(html, lang)


@st.composite
def pages(draw):
    """A page of one language: sentences of the invented story and others in any order, somewhere on it."""
    lang = draw(st.sampled_from(sorted(FORCE)))
    pool = st.sampled_from([*vardania.SENTENCES[lang], *FILLED[lang].paragraphs])
    paragraphs = draw(st.lists(st.lists(pool, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=5))
    title = draw(st.sampled_from([FILLED[lang].title, *vardania.SENTENCES[lang]]))
    return Page(lang, title, tuple(paragraphs))


@given(pages())
def test_no_page_whose_article_matches_is_passed_over(page):
    """Whatever page there is: where its article would match, its plain words are enough to have it extracted."""
    html = page.html()

    assert not matches(html, page.lang) or VARDANIA.finds_any([plain_text(html)], page.lang)
