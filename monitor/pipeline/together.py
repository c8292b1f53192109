"""Steps of work that run side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any, TypeVar

Result = TypeVar("Result")


async def side_by_side(steps: Iterable[Coroutine[Any, Any, Result]]) -> list[Result]:
    """What the steps give, in their order.

    The first step that fails ends the others, and its error is raised as it is: nothing goes on working with a store
    that is about to be closed.
    """
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(step) for step in steps]
    except ExceptionGroup as failures:
        raise failures.exceptions[0] from None
    return [task.result() for task in tasks]
