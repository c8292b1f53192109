"""Mails as a browser shows them on a phone: none blank, none wider than the screen, each quote in its direction."""

import re
import shutil
import subprocess
import zlib
from html import escape
from pathlib import Path

import pytest
from alert_records import BY_DECEMBER, BY_SEPTEMBER, EDITED, MORNING, ZONE, change, earlier, fall, message, said, slip
from alert_stories import STORIES_OF_EACH_KIND, an_arabic_quote

from monitor.alerts import Telling, compose_notice, word_alert, word_bundle
from monitor.records import Ack, Message, Notice

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
PHONE_PIXELS = 360
FAREST_SECONDS = 120

pytestmark = pytest.mark.skipif(
    not CHROMIUM,
    reason="no browser to look with: apt-get install chromium fonts-noto-core (the fonts have Arabic and Kurdish)",
)


def a_long_word() -> Message:
    """An Arabic reader's mail of an English outlet that writes one endless word, as hostile pages do."""
    endless = "x" * 400
    now = said(BY_DECEMBER, f"{endless} by December 2026 {endless}", "by December 2026", speaker=endless)
    return message(change("changed", now, earlier(BY_SEPTEMBER, speaker=endless)), reader="ar", title=endless)


def a_kurdish_correction() -> Message:
    """A Kurdish reader's mail of an edited Arabic article that somebody sees to."""
    where = {"lang": "ar", "outlet": "صوت النهر (NQ)", "speaker": "مدير الميناء"}
    now = said(BY_DECEMBER, "يغادر (NQ-7) بحلول كانون الأول 2026.", "بحلول كانون الأول 2026", **where)
    telling = Telling(acks=(Ack("1", "", "", "Sara", "calling the port", MORNING),))
    edit = change("revised", now, earlier(BY_SEPTEMBER, **where), part="value")
    return message(edit, reader="ckb", telling=telling, edit=EDITED, lang="ar", title="الأسطول باق")


def an_arabic_digest() -> Message:
    """An Arabic reader's digest: two changes of English articles and a notice."""
    silent = compose_notice(Notice("quay-ar", "silent", healed=False, since=MORNING), None, MORNING)
    parts = [message(slip(), reader="ar"), message(fall(), reader="ar"), word_alert(silent, None, ZONE, "ar")]
    return word_bundle(parts, "digest", "ar", ZONE, MORNING, "alert-digest", route="desk")


MAILS = {
    "english": lambda: message(slip(), fall()),
    "english_of_an_arabic_article": an_arabic_quote,
    "english_of_two_arabic_values": STORIES_OF_EACH_KIND["two_values_in_arabic"],
    "arabic": lambda: message(slip(), fall(), reader="ar"),
    "sorani_of_an_arabic_article": a_kurdish_correction,
    "arabic_digest": an_arabic_digest,
    "endless_words": a_long_word,
}


def framed(mail: Message, folder: Path) -> Path:
    """A page that shows the mail as wide as a phone and writes down, on itself, what it measures of it."""
    page = folder / "page.html"
    page.write_text(
        f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"></head>
<body style="margin:0;background:#ffffff">
<iframe id="mail" style="border:0;width:{PHONE_PIXELS}px;height:2400px" srcdoc="{escape(mail.html)}"></iframe>
<script>
document.getElementById("mail").addEventListener("load", (event) => {{
  const shown = event.target.contentDocument;
  const quotes = [...shown.querySelectorAll("blockquote")].map(
    (quote) => quote.lang + "-" + event.target.contentWindow.getComputedStyle(quote).direction);
  document.body.dataset.width = shown.documentElement.scrollWidth;
  document.body.dataset.direction = event.target.contentWindow.getComputedStyle(shown.body).direction;
  document.body.dataset.quotes = quotes.join(" ");
}});
</script>
</body></html>
""",
        encoding="utf-8",
    )
    return page


def browse(page: Path, *asked: str) -> str:
    """What the browser prints when it opens the page without a window, without a profile and without the web."""
    command = [
        *(CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"),
        *("--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={page.parent / 'profile'}"),
        *("--window-size=600,2400", "--virtual-time-budget=5000", *asked, page.as_uri()),
    ]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, timeout=FAREST_SECONDS)  # noqa: S603 - our own page
    return ended.stdout


def count_shades(image: Path) -> int:
    """How many different bytes the pixels of a PNG are written with: a blank page has hardly any."""
    content, pixels, at = image.read_bytes(), b"", 8
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    while at < len(content):
        length, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        pixels += content[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += length + 12
    return len(set(zlib.decompress(pixels)))


@pytest.mark.parametrize("name", MAILS)
def test_a_mail_fits_a_phone(name, tmp_path):
    """No mail is wider than the screen; page and quotes run as their languages do."""
    mail = MAILS[name]()
    seen = dict(re.findall(r'data-(\w+)="([^"]*)"', browse(framed(mail, tmp_path), "--dump-dom")))
    told = mail.parts or (mail,)
    quotes = [item.quote_lang for part in told for item in part.items]

    assert int(seen["width"]) <= PHONE_PIXELS
    assert seen["direction"] == ("ltr" if mail.reader_lang == "en" else "rtl")
    assert seen["quotes"].split() == [f"{lang}-{'ltr' if lang == 'en' else 'rtl'}" for lang in quotes]


@pytest.mark.parametrize("name", MAILS)
def test_a_mail_can_be_seen(name, tmp_path):
    """The picture of it is left in the test's folder for whoever wants to look, and it is not blank."""
    picture = tmp_path / f"{name}.png"
    browse(framed(MAILS[name](), tmp_path), f"--screenshot={picture}")

    assert count_shades(picture) > 16
