"""Hostile pages through the workers, with the bounds that the monitor ships with."""

from __future__ import annotations

import asyncio

import pytest
from hostile_pages import HOSTILE_PAGES, Cost, measure_hostile_pages
from news_pages import ENGLISH

from monitor.parsing import ParsingLimits

LIMITS = ParsingLimits(workers=1, tasks_per_worker=1)


@pytest.fixture(scope="module")
def costs() -> dict[str, Cost]:
    """Every hostile page read once, each in a fresh worker."""

    async def read_all() -> dict[str, Cost]:
        return {cost.name: cost async for cost in measure_hostile_pages(LIMITS)}

    return asyncio.run(read_all())


@pytest.mark.parametrize("name", HOSTILE_PAGES)
def test_hostile_page_gets_its_verdict(costs: dict[str, Cost], name: str) -> None:
    """Each page ends with the problem that it deserves, and none with a shortened text that is taken for whole."""
    extraction = costs[name].extraction

    assert extraction.problem == HOSTILE_PAGES[name].problem, extraction.detail
    if HOSTILE_PAGES[name].survives:
        assert all(paragraph in extraction.text for paragraph in ENGLISH.paragraphs)


def test_none_is_killed(costs: dict[str, Cost]) -> None:
    """No hostile page known needs the deadline or the memory limit: guards that cost less catch them all."""
    killed = [cost.name for cost in costs.values() if "failed twice" in cost.extraction.detail]

    assert killed == []


def test_memory_is_bounded(costs: dict[str, Cost]) -> None:
    """Workers keep well below their limit."""
    assert max(cost.peak_memory_bytes for cost in costs.values()) < 0.8 * LIMITS.memory_bytes
