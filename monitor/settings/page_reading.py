"""How an outlet's pages are read where the general way fails, and the article by which that is watched."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, Field, ValidationInfo, model_validator

from monitor.records import Canary, Selectors
from monitor.settings.findings import refusal, shown
from monitor.settings.routes import WebAddress
from monitor.settings.surroundings import surroundings_of
from monitor.settings.tables import Table, Text

_CLOSING = {")": "(", "]": "["}
_LONGEST_SELECTOR = 300  # judgement: longer ones are pasted by mistake


def _usable(selector: str, info: ValidationInfo) -> str:
    """The selector, its brackets and quotes closed, and CSS as far as somebody at hand can read that."""
    if len(selector) > _LONGEST_SELECTOR:
        found = f"the selector has {len(selector)} signs"
        raise refusal(found, f"give {_LONGEST_SELECTOR} or fewer")
    if not _is_balanced(selector):
        found = f"the selector is {shown(selector)}, with a bracket or quote left open"
        raise refusal(found, "close it")
    if fault := surroundings_of(info).selector_fault(selector):
        raise refusal(fault, "correct it, or take it out")
    return selector


def _is_balanced(selector: str) -> bool:
    waiting: list[str] = []
    for sign in selector:
        if waiting and waiting[-1] in "\"'":
            if sign == waiting[-1]:
                waiting.pop()
        elif sign in "([\"'":
            waiting.append(sign)
        elif sign in _CLOSING and (not waiting or waiting.pop() != _CLOSING[sign]):
            return False
    return not waiting


Selector = Annotated[Text, AfterValidator(_usable)]
"""A CSS selector."""


class SelectorsTable(Table):
    """``[sources.selectors]``: for an outlet whose pages come out wrong."""

    text: Selector | None = Field(default=None, description="CSS of the element whose paragraphs are the article")
    title: Selector | None = Field(default=None, description="CSS of the element that holds the headline")
    date: Selector | None = Field(default=None, description="CSS of the element that holds the moment of publication")
    remove: Selector | None = Field(default=None, description="CSS of what is dropped before anything is read")

    @model_validator(mode="after")
    def _selects_something(self) -> Self:
        if not any((self.text, self.title, self.date, self.remove)):
            found = "selectors is empty"
            raise refusal(found, "give text, title, date or remove, or take the table out")
        return self

    def record(self) -> Selectors:
        """The selectors as the rest of the monitor knows them."""
        return Selectors(self.text or "", self.title or "", self.date or "", self.remove or "")


class CanaryTable(Table):
    """``[sources.canary]``: an old article that is read again each day."""

    url: WebAddress = Field(description="the address of an old article of the outlet that stays as it is")
    words: Text = Field(description="words of its text: while they are found, the outlet's pages are read well")

    def record(self) -> Canary:
        """The canary as the rest of the monitor knows it."""
        return Canary(self.url, self.words)
