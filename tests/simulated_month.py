"""A month of an invented story, as forty outlets tell it: deterministic by its seed, and knowing the truth.

Nine of ten articles restate what is known, in many wordings, coarser ones, and by other speakers. Among them are copies
of agency texts, slow outlets, late articles, background, addresses of the same article, and edits that matter and edits
that do not. The twelve changes that a desk must hear of stand in ``Month.truths``.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from month_edits import Editor
from month_press import Press
from month_records import (
    AGENCIES,
    ARTICLES,
    CITING,
    COPIES,
    CORRECTED,
    DAYS,
    FIRST_DAY,
    OPENS_AT,
    SWUNG,
    Item,
    Month,
    Outlet,
    Truth,
    on_day,
)
from month_words import Fact, State
from news_pages import Page

SEED = 2
"""Any number makes a month."""


def make_month(seed: int = SEED) -> Month:
    """The month of a seed, its articles in the order in which the feeds list them."""
    press = Press(Random(seed))  # noqa: S311 - the same month in every run, nothing secret
    _Teller(press).tell()
    Editor(press).edit()
    press.month.items.sort(key=lambda item: (item.listed_at, item.url))
    return press.month


class _Teller:
    """Tells the month: first what is news, then what restates it, then what is made of both."""

    def __init__(self, press: Press) -> None:
        self._press = press

    def tell(self) -> None:
        self._opening()
        for fact in self._press.story.facts.values():
            for state in fact.states[1 if fact.states[0].day == 0 else 0 :]:
                self._news(fact, state)
        self._denials()
        self._slips_of_slow_outlets()
        self._late_articles()
        self._restatements(ARTICLES - len(self._press.month.items) - COPIES - CITING - CORRECTED - SWUNG)
        self._copies(COPIES)
        self._citing(CITING)
        self._other_addresses(12)
        self._off_topic(20)

    # -- what is told --

    def _opening(self) -> None:
        """What is known when the month opens: each fact by several outlets, all of it by the slow ones."""
        for fact in self._press.story.facts.values():
            state = fact.state_on(0)
            if state is None:
                continue
            for outlet in [*self._press.slow, *self._press.dice.sample(self._press.quick, 3)]:
                if state.plain[outlet.lang]:
                    at = OPENS_AT - timedelta(hours=self._press.dice.uniform(1, 40))
                    self._press.publish(
                        outlet, [self._press.writer.names(fact, state, outlet.lang)], at, "opening", fact
                    )

    def _news(self, fact: Fact, state: State) -> None:
        """The article that brings a state, and those that confirm it within the day."""
        at = on_day(state.day)
        outlet = self._press.dice.choice([one for one in self._press.quick if one.lang == state.lang])
        before = fact.state_before(state)
        if state.edited and before is not None:
            told = state.first.replace(
                state.plain[state.lang][0].capitalize(), before.plain[state.lang][0].capitalize()
            )
            item = self._press.publish(outlet, [told], at, "edited into news", fact)
            self._press.revise(item, state.first, told, at + timedelta(minutes=40))
        else:
            item = self._press.publish(outlet, [state.first], at, "news", fact)
        self._truth(fact, state, item)
        for other in self._press.dice.sample([one for one in self._press.quick if one != outlet], 5):
            if state.plain[other.lang]:
                later = at + timedelta(hours=self._press.dice.uniform(3, 14))
                self._press.publish(
                    other, [self._press.writer.tells(fact, state, other.lang, 0)], later, "confirmation", fact
                )

    def _truth(self, fact: Fact, state: State, item: Item) -> None:
        def truth(kinds: tuple[str, ...], url: str, at: datetime) -> Truth:
            name = f"{fact.name}: {'/'.join(kinds)} {state.value}"
            return Truth(name, fact.frame, fact.place, state.value, kinds, url, at)

        self._press.month.truths.append(truth(state.kinds, item.url, item.published_at))
        if state.overdue is not None:
            self._press.month.truths.append(truth(("overdue",), "", on_day(state.overdue)))

    def _denials(self) -> None:
        for denial in self._press.story.denials:
            fact, at = self._press.story.facts[denial["fact"]], on_day(denial["day"])
            outlets = self._press.dice.sample([one for one in self._press.quick if one.lang == denial["lang"]], 4)
            item = self._press.publish(outlets[0], [denial["first"]], at, "news", fact)
            name = f"{fact.name}: denied {denial['value']}"
            truth = Truth(name, fact.frame, fact.place, denial["value"], ("denied",), item.url, at)
            self._press.month.truths.append(truth)
            for outlet in outlets[1:]:
                later = at + timedelta(hours=self._press.dice.uniform(2, 40))
                self._press.publish(outlet, [self._press.dice.choice(denial["again"])], later, "confirmation", fact)

    def _slips_of_slow_outlets(self) -> None:
        """After a change, slow outlets go on with what they told before."""
        for fact, before, state in self._press.steps():
            for outlet in self._press.dice.sample(self._press.slow, 3):
                at = on_day(state.day + self._press.dice.uniform(0.1, outlet.lag_days))
                if at < on_day(fact.until) and before.plain[outlet.lang]:
                    lead = self._press.writer.tells(fact, before, outlet.lang)
                    self._press.publish(outlet, [lead], at, "slow", fact)

    def _late_articles(self) -> None:
        """Articles written before a change that their feeds list after it."""
        for fact, before, state in self._press.steps():
            for outlet in self._press.dice.sample(self._press.quick, 2):
                at = on_day(state.day - self._press.dice.uniform(0.2, 1.2))
                listed_at = on_day(state.day + self._press.dice.uniform(0.2, 1))
                if before.plain[outlet.lang]:
                    lead = self._press.writer.tells(fact, before, outlet.lang)
                    item = self._press.publish(outlet, [lead], at, "late", fact)
                    self._press.month.items[-1] = replace(item, listed_at=listed_at)

    def _restatements(self, count: int) -> None:
        written = 0
        while written < count:
            day = int(self._press.dice.uniform(1, 1 + DAYS)) + self._press.dice.uniform(0.27, 0.95)
            outlet = self._press.dice.choice(self._press.month.outlets)
            fact, second = self._press.dice.sample(list(self._press.story.facts.values()), 2)
            lead = self._restated(fact, outlet, day)
            if lead is None or on_day(day) < OPENS_AT + timedelta(hours=3):
                continue
            more = [self._restated(second, outlet, day)] if self._press.dice.random() < 0.3 else []
            more += [self._recalled(fact, outlet, day)] if self._press.dice.random() < 0.2 else []
            self._press.publish(outlet, [lead, *filter(None, more)], on_day(day), "restatement", fact)
            written += 1

    def _restated(self, fact: Fact, outlet: Outlet, day: float) -> str | None:
        """What an outlet says of a fact on a day."""
        state = fact.state_on(day - outlet.lag_days)
        if state is None or day > fact.until or not state.plain[outlet.lang]:
            return None
        is_plan = state.kinds != ("occurred",) and "occurred" in {kind for one in fact.states for kind in one.kinds}
        if is_plan and fact.state_on(day) != state:  # nobody announces what everybody saw happen
            return None
        return self._press.writer.tells(fact, state, outlet.lang)

    def _recalled(self, fact: Fact, outlet: Outlet, day: float) -> str | None:
        state = fact.state_on(day - outlet.lag_days)
        before = fact.state_before(state) if state is not None else None
        return self._press.writer.recalls(fact, before, outlet.lang) if before is not None else None

    # -- what is copied, and what is found at other addresses --

    def _copies(self, count: int) -> None:
        """Near copies of what agencies wrote: another dateline, a sentence more, the end cut off."""
        agencies = set(self._press.month.outlets[:AGENCIES])
        written = [item for item in self._press.month.items if item.outlet in agencies and item.published_at > OPENS_AT]
        others = [one for one in self._press.month.outlets if one.lang == "en" and one not in agencies]
        for number in range(count):
            item = written[number % len(written)]
            words = item.page.paragraphs
            first = self._press.writer.words("en", "dateline") + words[0]
            copied = [first, self._press.writer.words("en", "added"), *words[1 : -1 if number % 2 else None]]
            outlet = self._press.dice.choice(others)
            hours = self._press.dice.uniform(10, 50) if outlet in self._press.slow else self._press.dice.uniform(0.5, 6)
            at = item.published_at + timedelta(hours=hours)
            page = Page("en", item.page.title, tuple(copied))
            self._press.put(outlet, page, at, "copy", item.fact)

    def _citing(self, count: int) -> None:
        """What a known agency is cited with in another language."""
        told = [item for item in self._press.month.items if item.role == "confirmation"]
        outlets = [one for one in self._press.quick if one.lang != "en"]
        for item in self._press.dice.sample(told, count):
            outlet, fact = self._press.dice.choice(outlets), self._press.story.facts[item.fact]
            at = item.published_at + timedelta(hours=self._press.dice.uniform(1, 5))
            state = fact.state_on((item.published_at - FIRST_DAY) / timedelta(days=1))
            if state is None or not state.plain[outlet.lang]:
                outlet = self._press.dice.choice([one for one in self._press.quick if one.lang == "en"])
            lead = self._press.writer.words(outlet.lang, "citing").format(
                lead=self._press.writer.tells(fact, state or fact.states[0], outlet.lang, 0)
            )
            self._press.publish(outlet, [lead], at, "citing", fact)

    def _other_addresses(self, count: int) -> None:
        """Articles that their feeds list once more: with tracking, for telephones, in another section."""
        again = (
            lambda url: f"{url}?utm_source=feed&utm_medium=rss",
            lambda url: f"{url}-amp",
            lambda url: url.replace("/news/", "/world/"),
        )
        told = [item for item in self._press.month.items if item.role in {"restatement", "confirmation"}]
        for number, item in enumerate(self._press.dice.sample(told, count)):
            listed_at = item.listed_at + timedelta(hours=self._press.dice.uniform(1, 9))
            url = again[number % len(again)](item.url)
            self._press.month.items.append(replace(item, url=url, listed_at=listed_at, role="other address"))

    def _off_topic(self, count: int) -> None:
        """What else is in the papers; no feed is empty when the month opens."""
        opening = [(outlet, OPENS_AT - timedelta(hours=3)) for outlet in self._press.month.outlets]
        later = [
            (outlet, on_day(self._press.dice.uniform(1.5, DAYS)))
            for outlet in self._press.dice.choices(self._press.month.outlets, k=count)
        ]
        for outlet, at in [*opening, *later]:
            words = tuple(self._press.writer.fills(outlet.lang))
            self._press.put(
                outlet, Page(outlet.lang, self._press.writer.words(outlet.lang, "off_topic"), words), at, "off topic"
            )
