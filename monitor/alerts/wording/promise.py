"""A promised day in words: for a calendar, and for whoever opens the day in it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from monitor.alerts.inert import make_inert
from monitor.alerts.wording.sources import word_label, word_source
from monitor.alerts.wording.values import word_claim, word_claim_bare
from monitor.alerts.wording.vocabulary import Vocabulary
from monitor.alerts.wording.word_file import load_vocabulary
from monitor.records import Lang, Said, Stage, Topic


def word_promise(said: Said, stage: Stage, topic: Topic, zone: str, lang: Lang = "en") -> tuple[str, str]:
    """The line of a promise in a calendar, and what stands below it: the value, who said it where and when, the quote.

    ``zone`` is the IANA name of the newsroom's time zone. What stands below has a line each.
    """
    words = load_vocabulary(lang)
    by_stage: dict[Stage, str] = {
        "planned": words.promise.planned,
        "put_off": words.promise.put_off,
        "done": words.promise.done,
        "overdue": words.promise.overdue,
        "withdrawn": words.promise.withdrawn,
    }
    label, value = word_label(said.claim.key, topic, words), word_claim_bare(said.claim, words)
    return by_stage[stage].format(label=label, value=value), _below(said, ZoneInfo(zone), words)


def word_also_claimed(line: str, lang: Lang = "en") -> str:
    """The line of a promise that stands beside the leading one."""
    return load_vocabulary(lang).promise.claimed.format(line=line)


def _below(said: Said, zone: ZoneInfo, words: Vocabulary) -> str:
    quote = make_inert(said.claim.quote).strip()
    return "\n".join((f"{word_claim(said.claim, words)} — {word_source(said, zone, words)}", quote))
