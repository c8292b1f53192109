"""What puts the articles of the simulated month online, and what changes them there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from month_records import QUICK_DAYS, Item, Month, Outcome, Outlet, Revision, make_outlets
from month_words import Fact, State, Writer, load_story
from news_pages import Page


class Press:
    """The outlets of a month with the dice by which they work; all that they publish stands in ``month``."""

    def __init__(self, dice: Random) -> None:
        """Begin a month in which nothing was published."""
        self.dice, self.story = dice, load_story()
        self.writer, self.month = Writer(self.story, dice), Month(make_outlets())
        self.slow = [outlet for outlet in self.month.outlets if outlet.lag_days > QUICK_DAYS]
        self.quick = [outlet for outlet in self.month.outlets if outlet.lag_days == QUICK_DAYS]
        self._numbers = iter(range(1, 10_000))

    def steps(self) -> Iterable[tuple[Fact, State, State]]:
        """Every change of a value, with what it follows; a plan that comes about is none."""
        for fact in self.story.facts.values():
            for before, state in zip(fact.states, fact.states[1:], strict=False):
                if before.value != state.value:
                    yield fact, before, state

    def publish(self, outlet: Outlet, claimed: Sequence[str], at: datetime, role: str, fact: Fact) -> Item:
        """Put an article online that claims something of a fact, and nothing else."""
        page = Page(outlet.lang, self.writer.headline(outlet.lang), (*claimed, *self.writer.fills(outlet.lang)))
        return self.put(outlet, page, at, role, fact.name)

    def put(self, outlet: Outlet, page: Page, at: datetime, role: str, fact: str = "") -> Item:
        """Put a page online; the feed lists it within the hour."""
        url = f"https://{outlet.name}.example/news/{10_000_000 + next(self._numbers)}"
        listed_at = at + timedelta(minutes=self.dice.uniform(1, 40))
        self.month.items.append(Item(outlet, url, page, at, listed_at, role, fact))
        return self.month.items[-1]

    def revise(self, item: Item, claimed: str, instead_of: str, at: datetime) -> None:
        """Put another paragraph in the place of one that claims something; an empty one takes it out."""
        words = [claimed if paragraph == instead_of else paragraph for paragraph in item.page.paragraphs]
        self.revise_page(item, [word for word in words if word], at, "claim")

    def revise_page(self, item: Item, words: Sequence[str], at: datetime, outcome: Outcome) -> None:
        """Put other paragraphs on a page."""
        page = replace(item.page, paragraphs=tuple(words))
        self.month.revisions.append(Revision(item.url, at, page, outcome))
