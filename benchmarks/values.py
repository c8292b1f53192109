"""How fast dates and figures are read out of sentences, beside a floor and beside dateparser, and what it holds on to.

The floor is one regular expression that cuts the same sentences into words. dateparser's search_dates looks for dates
alone, in Arabic and English; it is slow, so it reads a sample, and ours reads that sample too. All of it runs in the
same process, in turns, and of each the best round counts.

The sentences are those of the demo's stories and a list of our own, with days and counts dealt out anew with a fixed
seed. Beside them stand inputs of one megabyte, of one letter each, which no reader may choke on.
"""

from __future__ import annotations

import gc
import random
import re
import sys
import time
import tracemalloc
import warnings
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from dateparser.search import search_dates

from monitor.demo.story_files import read_editions
from monitor.language.values import find_values
from monitor.records import Lang

PUBLISHED_ON = date(2027, 3, 4)
SENTENCES = 1_500
SAMPLE = 60
ROUNDS = 3
MEMORY_SENTENCES = 100
MEMORY_ROUNDS, ROUNDS_BETWEEN_LOOKS = 24, 6
LIMIT_SECONDS = 1.0
"""What a megabyte of one letter may take at most, so that no text holds up a run."""

MEGABYTE = 1_000_000
WORD = re.compile(r"\w+|[^\w\s]")
SENTENCE_END = re.compile(r"(?<=[.!?؟])\s+")

MONTHS: Mapping[Lang, Sequence[str]] = {
    "ar": ("كانون الثاني", "آذار", "أيار/مايو", "تموز", "سبتمبر", "تشرين الأول"),
    "en": ("January", "March", "May", "July", "Sept.", "October"),
    "ckb": ("کانوونی دووەم", "ئازار", "ئایار", "تەمووز", "ئەیلوول", "تشرینی یەکەم"),
}

OWN: Mapping[Lang, Sequence[str]] = {
    "ar": (
        "قال الحارس إن نحو {count} جندي سيغادرون بحلول {day} {month} {year}.",
        "وأضاف أن المهمة تنتهي في نهاية {month} {year} أو قبلها بقليل.",
        "وصل ألفان وخمسمئة جندي إلى الميناء الأسبوع الماضي، وبقي {few} مستشارا.",
        "يبقى ما بين {few} و{count} جندي خلال الأشهر الستة المقبلة.",
        "من المقرر أن تعود السفينة في {day}/9/{year} بعد غد أو خلال 72 ساعة.",
        "لم يحدد البيان موعدا، ولا ذكر عدد من بقي منهم في الميناء.",
    ),
    "en": (
        "The harbour master said some {count} soldiers would leave by {day} {month} {year}.",
        "The mission ends in late {month} {year}, or within six months at the latest, officials added.",
        "Two thousand five hundred soldiers reached the pier last week and {few} advisers stayed.",
        "Between {few} and {count} troops remain until the end of next year.",
        "The ship is due back on {day}/9/{year}, the day after tomorrow or within 72 hours.",
        "The statement named no date and did not say how many of them were left at the pier.",
    ),
    "ckb": (
        "پاسەوانەکە وتی نزیکەی {count} سەرباز تا {day}ی {month}ی {year} دەڕۆن.",
        "ئەرکەکە لە کۆتایی {month}ی {year} تەواو دەبێت.",
        "دوو هەزار و پێنج سەد سەرباز هەفتەی ڕابردوو گەیشتنە بەندەرەکە و {few} ڕاوێژکار مانەوە.",
        "لە نێوان {few} بۆ {count} سەرباز لە ماوەی شەش مانگی داهاتوودا دەمێننەوە.",
        "کەشتییەکە لە {day}/9/{year} یان لە ماوەی 72 کاتژمێردا دەگەڕێتەوە.",
        "بەیاننامەکە هیچ وادەیەکی دیاری نەکرد و نەیوت چەند کەس ماون.",
    ),
}

LONGEST = (("en", "1"), ("ar", "١"), ("en", ","), ("ar", "،"), ("en", "a"), ("ar", "و"), ("ckb", "ە"))


def make_sentences(lang: Lang) -> list[str]:
    """Sentences of one language, half of them the demo's and half our own, the same in every run."""
    dice = random.Random(20270304)  # noqa: S311 - the same sentences in every run, nothing secret
    stories = [story for edition in read_editions() if edition.lang == lang for story in edition.stories]
    told = [
        sentence
        for story in stories
        for paragraph in story.versions[0].paragraphs
        for sentence in SENTENCE_END.split(paragraph)
    ]

    def own() -> str:
        return dice.choice(OWN[lang]).format(
            count=f"{dice.randrange(4, 60) * 50:,}",
            few=dice.randrange(11, 99),
            day=dice.randrange(1, 29),
            month=dice.choice(MONTHS[lang]),
            year=dice.randrange(2025, 2030),
        )

    return [dice.choice(told) if number % 2 else own() for number in range(SENTENCES)]


def read(sentences: Sequence[str], lang: Lang) -> int:
    """How many values the sentences hold."""
    return sum(len(find_values(sentence, lang, PUBLISHED_ON)) for sentence in sentences)


def read_with_dateparser(sentences: Sequence[str], lang: Lang) -> int:
    """How many dates dateparser finds in them."""
    return sum(len(search_dates(sentence, languages=[lang]) or ()) for sentence in sentences)


def cut(sentences: Sequence[str]) -> int:
    """How many words and marks the sentences hold."""
    return sum(len(WORD.findall(sentence)) for sentence in sentences)


def seconds(work: Callable[[], object]) -> float:
    """How long one run takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def best_in_turns(works: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """The shortest run of each after one run to warm up; the works take turns, so that a bad minute hits all alike."""
    for work in works.values():
        work()
    rounds = [{name: seconds(work) for name, work in works.items()} for _ in range(ROUNDS)]
    return {name: min(times[name] for times in rounds) for name in works}


def measure_speed(lang: Lang) -> str:
    """One line: sentences a second, how many times the floor they take, and how many times dateparser takes ours."""
    sentences = make_sentences(lang)
    sample = sentences[:SAMPLE]
    works: dict[str, Callable[[], object]] = {
        "ours": lambda: read(sentences, lang),
        "floor": lambda: cut(sentences),
        "sample": lambda: read(sample, lang),
    }
    if lang != "ckb":  # dateparser knows no Sorani
        works["dateparser"] = lambda: read_with_dateparser(sample, lang)
    best = best_in_turns(works)
    beside = f"{best['dateparser'] / best['sample']:6.1f} x faster than dateparser" if "dateparser" in best else ""
    return (
        f"{lang:<4} {SENTENCES / best['ours']:8,.0f} sentences/s  {cut(sentences) / SENTENCES:4.0f} words each  "
        f"{read(sentences, lang):5} values  {best['ours'] / best['floor']:6.0f} x the floor  {beside}"
    ).rstrip()


def measure_memory(lang: Lang) -> str:
    """One line: the kilobytes held in the course of rounds over the same sentences, which must level off."""
    sentences = make_sentences(lang)[:MEMORY_SENTENCES]
    tracemalloc.start()
    held = []
    for number in range(1, MEMORY_ROUNDS + 1):
        read(sentences, lang)
        if number % ROUNDS_BETWEEN_LOOKS == 0:
            gc.collect()
            held.append(tracemalloc.get_traced_memory()[0] / 1000)
    tracemalloc.stop()
    looks = " -> ".join(f"{kilobytes:.1f}" for kilobytes in held)
    return f"{lang:<4} {looks} kB more than before, after every {ROUNDS_BETWEEN_LOOKS} rounds over the same sentences"


def measure_longest(lang: Lang, letter: str) -> float:
    """The seconds that a megabyte of one letter takes."""
    text = letter * MEGABYTE
    return seconds(lambda: find_values(text, lang, PUBLISHED_ON))


def main(languages: Sequence[Lang] = ("ar", "en", "ckb")) -> int:
    """Print the speed and the memory of each language, and the inputs of a megabyte; 1 where one took too long."""
    warnings.simplefilter("ignore")  # dateparser's own
    print("values: dates and figures of a sentence; floor: one re.findall over it")
    for lang in languages:
        print(measure_speed(lang))
    for lang in languages:
        print(measure_memory(lang))
    print(f"{MEGABYTE:,} times one letter:")
    slow = 0
    for lang, letter in LONGEST:
        took = measure_longest(lang, letter)
        slow += took > LIMIT_SECONDS
        late = f"  OVER the limit of {LIMIT_SECONDS} s" if took > LIMIT_SECONDS else ""
        print(f"{lang:<4} {letter!r} {took:8.2f} s{late}", flush=True)
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
