"""News pages in invented words, with the clutter of real ones: navigation, related boxes, adverts, a cookie banner."""

from __future__ import annotations

from dataclasses import dataclass

CLUTTER = (
    *("Menu entry", "Subscribe to our letter", "Advertisement", "We use cookies", "Related stories"),
    *("Most read", "All rights reserved", "Share this"),
)
"""Words that belong to no article."""


@dataclass(frozen=True, slots=True)
class Page:
    """An article and the page that carries it."""

    lang: str
    title: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The article's text as it should be extracted."""
        return "\n".join(self.paragraphs)

    def html(self, head: str = "") -> str:
        """The whole page; ``head`` is added to its head."""
        body = "\n".join(f"<p>{paragraph}</p>" for paragraph in self.paragraphs)
        direction = "ltr" if self.lang == "en" else "rtl"
        links = "".join(f'<li><a href="/section/{n}">Menu entry {n}</a></li>' for n in range(12))
        related = "".join(f'<li><a href="/story/{n}">Related stories number {n}</a></li>' for n in range(6))
        return f"""<!DOCTYPE html>
<html lang="{self.lang}" dir="{direction}"><head><meta charset="utf-8"><title>{self.title} - Valley Post</title>
<style>p {{ margin: 0 }}</style>{head}</head>
<body>
<header><a href="/">Valley Post</a><nav><ul>{links}</ul></nav></header>
<div class="cookie-banner" role="dialog"><p>We use cookies to make this site better.</p><button>OK</button></div>
<main><article class="story"><h1>{self.title}</h1>
<div class="share-buttons"><a href="#">Share this</a></div>
<div class="article-body">
{body}
</div>
<div class="advert"><span>Advertisement</span></div>
</article>
<aside class="related"><h3>Related stories</h3><ul>{related}</ul></aside></main>
<div class="sidebar widget"><h3>Most read</h3><ol>{related}</ol></div>
<footer><form><label>Subscribe to our letter</label><input name="mail"></form><p>All rights reserved 2026</p></footer>
<script>window.words = "script words";</script>
</body></html>"""


ENGLISH = Page(
    "en",
    "Northern camp empties before the rains",
    (
        (
            "Valley Post - Harun: The last but one convoy left the northern camp on Monday, a port official said, and "
            "the road behind it was closed to traffic until the evening while engineers took the gates down."
        ),
        (
            "The official, who spoke by telephone, said that fewer than 340 men would remain beyond 12 March and that "
            "none of them would carry arms outside the fence, as both sides had agreed in the spring."
        ),
        (
            "Shopkeepers in the town said that trade had fallen since the autumn. “We knew the day would come, but not "
            "that it would come this early,” said one of them, who sells bread near the bridge."
        ),
    ),
)

ARABIC = Page(
    "ar",
    "المعسكر الشمالي يخلو قبل موسم الأمطار",
    (
        (
            "بريد الوادي - هارون: غادرت القافلة قبل الأخيرة المعسكر الشمالي يوم الاثنين، بحسب مسؤول في الميناء، "
            "وأغلق الطريق خلفها أمام السيارات حتى المساء فيما كان المهندسون يفككون البوابات الحديدية."
        ),
        (
            "وقال المسؤول في اتصال هاتفي إن أقل من ٣٤٠ رجلا سيبقون بعد ١٢ آذار، وإن أحدا منهم لن يحمل السلاح خارج "
            "السياج، وفق ما اتفق عليه الطرفان في الربيع الماضي."
        ),
        (
            "وذكر أصحاب المتاجر في البلدة أن حركة البيع تراجعت منذ الخريف، وقال بائع خبز قرب الجسر إن الناس كانوا "
            "يعرفون أن اليوم آت لكنهم لم يتوقعوه بهذه السرعة."
        ),
    ),
)

SORANI = Page(
    "ckb",
    "کەمپی باکوور پێش وەرزی باران چۆڵ دەبێت",
    (
        (
            "پۆستی دۆڵ - هاروون: کاروانی پێش کۆتایی ڕۆژی دووشەممە کەمپی باکووری بەجێهێشت، وەک بەرپرسێکی بەندەر گوتی، "
            "و ڕێگاکە تا ئێوارە بەڕووی ئۆتۆمبێلدا داخرا لە کاتێکدا ئەندازیاران دەرگاکانیان هەڵدەوەشاندەوە."
        ),
        (
            "بەرپرسەکە بە تەلەفۆن گوتی کەمتر لە ٣٤٠ پیاو دوای ١٢ی ئادار دەمێننەوە و هیچیان لە دەرەوەی پەرژینەکە چەک "
            "هەڵناگرن، بەو جۆرەی هەردوو لا لە بەهاردا لەسەری ڕێککەوتن."
        ),
        (
            "دوکانداران لە شارۆچکەکە گوتیان لە پاییزەوە کڕین و فرۆشتن کەمی کردووە، و نانفرۆشێک لە نزیک پردەکە گوتی "
            "خەڵک دەیانزانی ئەو ڕۆژە دێت بەڵام چاوەڕێی ئەوەندە زووییان نەدەکرد."
        ),
    ),
)

PAGES = (ENGLISH, ARABIC, SORANI)
