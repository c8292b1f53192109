"""What is done to the published pages of the simulated month: edits that matter, and edits that do not."""

from __future__ import annotations

from datetime import datetime, timedelta

from month_press import Press
from month_records import CORRECTED, DAYS, OPENS_AT, Item, Revision, on_day


class Editor:
    """Edits what a press has published."""

    def __init__(self, press: Press) -> None:
        """Work on what stands in the press's month."""
        self._press = press

    def edit(self) -> None:
        """Fifteen edits that do not matter, and nine others beside the one that brings news."""
        read = [
            item
            for item in self._press.month.items
            if item.role == "restatement" and OPENS_AT < item.published_at < on_day(DAYS - 3)
        ]
        self._press.dice.shuffle(read)
        touches = ("typo", "related", "updated", "comma", "entity")
        for number in range(15):
            self._touch(read.pop(), touches[number % len(touches)])
        self._reword(read.pop())
        two = next(item for item in read if self._claims_two(item))
        self._press.revise(two, "", two.page.paragraphs[1], self._soon(two))
        lone = [item for item in read if not self._claims_two(item) and item.outlet.lang == "en"]
        named = next(item for item in lone if "a senior official" in item.page.paragraphs[0])
        other = named.page.paragraphs[0].replace("a senior official", "the governor")
        self._press.revise(named, other, named.page.paragraphs[0], self._soon(named))
        lone.remove(named)
        self._corrected(CORRECTED)
        self._swung()
        self._vanishes(lone[0], lone[1])

    def _claims_two(self, item: Item) -> bool:
        return len(item.page.paragraphs) > 6 and item.outlet.lang == "en"

    def _soon(self, item: Item) -> datetime:
        return item.listed_at + timedelta(hours=self._press.dice.choice((0.5, 2, 12)))

    def _touch(self, item: Item, touch: str) -> None:
        lang, words = item.outlet.lang, list(item.page.paragraphs)
        if touch == "typo":
            right, wrong = self._press.writer.paper[lang]["typo"]
            words = [word.replace(right, wrong) for word in words]
            words[-1] = words[-1] if words != list(item.page.paragraphs) else words[-1].replace(" ", "  ", 1)
        elif touch == "related":
            words.append(self._press.writer.words(lang, "related"))
        elif touch == "updated":
            words.append(self._press.writer.paper[lang]["updated"])
        elif touch == "comma":
            words[-2] = words[-2].replace(" ", ", ", 1)
        else:
            words[-1] = words[-1].replace(" ", "&nbsp;", 2)
        self._press.revise_page(item, words, self._soon(item), "trivial")

    def _reword(self, item: Item) -> None:
        words = [*item.page.paragraphs[:-1], self._press.writer.fills(item.outlet.lang, 1)[0]]
        self._press.revise_page(item, words, self._soon(item), "wording")

    def _corrected(self, count: int) -> None:
        """Articles that told the state before a change, put right hours after it."""
        steps = [step for step in self._press.steps() if step[2].day > 4 and not step[2].edited]
        for fact, before, state in self._press.dice.sample(steps, count):
            outlet = self._press.dice.choice([one for one in self._press.quick if one.lang == "en"])
            told = self._press.writer.tells(fact, before, "en", 0)
            at = on_day(state.day) - timedelta(hours=1)
            item = self._press.publish(outlet, [told], at, "corrected", fact)
            self._press.revise(item, self._press.writer.tells(fact, state, "en", 0), told, at + timedelta(hours=6))

    def _swung(self) -> None:
        """An article that is put otherwise and back again: A, B, A."""
        fact = self._press.story.facts["stay"]
        outlet = self._press.dice.choice([one for one in self._press.quick if one.lang == "en"])
        told, other = (f"Only {value} League soldiers will remain in Tirmandy, officials said." for value in (500, 300))
        at = on_day(13.4)
        item = self._press.publish(outlet, [told], at, "swung", fact)
        self._press.revise(item, other, told, at + timedelta(minutes=30))
        self._press.revise(item, told, told, at + timedelta(hours=12))

    def _vanishes(self, for_good: Item, for_an_hour: Item) -> None:
        self._press.month.revisions.append(
            Revision(for_good.url, for_good.listed_at + timedelta(hours=2), None, "claim")
        )
        gone_at = for_an_hour.listed_at + timedelta(minutes=50)
        self._press.month.revisions.append(Revision(for_an_hour.url, gone_at, None, "trivial"))
        back = Revision(for_an_hour.url, gone_at + timedelta(hours=1), for_an_hour.page, "trivial")
        self._press.month.revisions.append(back)
