"""Pages that look otherwise each time they are fetched, though nobody edited their articles.

Around an article stand adverts, boxes of other stories, a clock and counters, as on the pages of real outlets: at each
fetch in another order, with other words and numbers. The outlets and all words are invented.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from news_pages import Page
from workshop_made import WrittenWeb, page_answer

from monitor.records import FetchRequest, FetchResult

ADVERTS = (
    "Boots for every road from Harun and sons, now at half price",
    "Borrow 5,000 today and pay nothing until the summer",
    "The soap that 8 of 10 ferrymen would choose again",
    "Win one of 40 kettles: write to the mill before Friday",
    "New rooms above the harbour, 3 minutes from the tram",
)
AGO = {
    "en": ("Updated {} minutes ago", "{} minutes ago", "Online for {} minutes"),
    "ar": ("قبل {} دقيقة", "آخر تحديث قبل {} دقيقة", "منذ {} دقيقة"),
    "ckb": ("پێش {} خولەک", "نوێکراوەتەوە پێش {} خولەک", "{} خولەک لەمەوبەر"),
}
COUNTERS = {
    "en": ("{} comments", "{} people are reading this now", "Read {} times today"),
    "ar": ("{} تعليق", "يقرؤها الآن {} شخص", "قرئت {} مرة اليوم"),
    "ckb": ("{} لێدوان", "ئێستا {} کەس دەیخوێننەوە", "ئەمڕۆ {} جار خوێنراوەتەوە"),
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around an article at one fetch: words, three boxes in some order, and a token of the server's."""

    adverts: tuple[str, str]
    ago: str
    counter: str
    boxes: tuple[str, str, str]
    token: str


def by_chance(dice: Random, lang: str, others: Sequence[str]) -> Surroundings:
    """Surroundings like those of any other fetch; ``others`` are the headlines of other stories."""
    drawn = dice.sample(others, 5)
    listed = "".join(f'<li><a href="/story/{dice.randrange(10**6)}">{title}</a></li>' for title in drawn)
    related, advert, most_read = dice.sample(
        (
            f'<aside class="related"><h3>Related stories</h3><ul>{listed}</ul></aside>',
            f'<div class="advert"><span>{dice.choice(ADVERTS)}</span></div>',
            f'<div class="sidebar widget"><h3>Most read</h3><ol>{listed}</ol></div>',
        ),
        3,
    )
    return Surroundings(
        adverts=(dice.choice(ADVERTS), dice.choice(ADVERTS)),
        ago=dice.choice(AGO[lang]).format(dice.randrange(1, 60)),
        counter=dice.choice(COUNTERS[lang]).format(dice.randrange(1, 5_000)),
        boxes=(related, advert, most_read),
        token=f"{dice.randrange(16**12):012x}",
    )


def in_columns(page: Page, around: Surroundings) -> str:
    """The page with boxes above, beside and below the article, and an advert between its paragraphs."""
    first, *rest = (f"<p>{paragraph}</p>" for paragraph in page.paragraphs)
    advert = f'<div class="advert"><a href="/ad/{around.token}">{around.adverts[0]}</a></div>'
    return f"""<!DOCTYPE html>
<html lang="{page.lang}"><head><meta charset="utf-8"><title>{page.title} - Valley Post</title>
<meta name="csrf-token" content="{around.token}"></head>
<body><header><nav><ul><li><a href="/a">News</a></li><li><a href="/b">Mills</a></li></ul></nav></header>
{around.boxes[0]}
<main><article class="story"><h1>{page.title}</h1><div class="meta"><time>{around.ago}</time></div>
<div class="article-body">{first}{advert}{"".join(rest)}</div>
<div class="comments-count">{around.counter}</div></article>{around.boxes[1]}</main>
{around.boxes[2]}<footer><p>All rights reserved</p></footer>
<script>window.t = "{around.token}";</script></body></html>"""


def in_one_form(page: Page, around: Surroundings) -> str:
    """The page inside one form, as ASP.NET makes it, with boxes before and behind the article."""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in page.paragraphs)
    before, *behind = around.boxes
    return f"""<!DOCTYPE html>
<html lang="{page.lang}"><head><meta charset="utf-8"><title>{page.title} | Quay Times</title></head>
<body><form method="post" action="./{around.token}"><input type="hidden" name="state" value="{around.token * 20}">
<div id="menu" class="nav"><a href="/">Home</a> <a href="/sea">Sea</a></div>
<div class="banner ad-slot">{around.adverts[0]}</div>{before}
<div class="news-detail" id="detail"><h1>{page.title}</h1><span class="date-ago">{around.ago}</span>
<div class="text">{paragraphs}</div></div>
<div class="share-buttons">{around.counter}</div>{"".join(behind)}
<div class="banner ad-slot">{around.adverts[1]}</div></form></body></html>"""


TEMPLATES = (in_columns, in_one_form)


class ChangingWeb(WrittenWeb):
    """A written web whose pages stand in other surroundings at each fetch; each page keeps its template."""

    def __init__(
        self, answers: Mapping[str, FetchResult | Page | bytes], others: Mapping[str, Sequence[str]], dice: Random
    ) -> None:
        """Put the headlines ``others`` of a page's language beside it, as the dice fall."""
        super().__init__(answers)
        self._others, self._dice = others, dice
        self.bodies: set[bytes] = set()

    async def fetch(self, request: FetchRequest) -> FetchResult:
        """The page as it looks this time; what is no page is as it was written."""
        page = self.answers.get(request.url)
        if not isinstance(page, Page):
            return await super().fetch(request)
        self.asked.append(request)
        template = TEMPLATES[zlib.crc32(request.url.encode()) % len(TEMPLATES)]
        body = template(page, by_chance(self._dice, page.lang, self._others[page.lang])).encode()
        self.bodies.add(body)
        return page_answer(request.url, body)
