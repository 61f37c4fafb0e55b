"""How a bug is planted: something of the program replaced for as long as it is hunted."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

import sqlalchemy as sa

from tests.model import stage as stages
from tests.model.stage import Stage

Planted = contextlib.AbstractContextManager[object]


def patch(target: object, name: str, value: object) -> Planted:
    """One thing replaced."""
    return mock.patch.object(target, name, value)


def all_of(*planted: Planted) -> Planted:
    """Several at once."""

    @contextlib.contextmanager
    def every_one() -> Iterator[None]:
        with contextlib.ExitStack() as stack:
            for one in planted:
                stack.enter_context(one)
            yield

    return every_one()


def at_each_beginning(forget: Callable[[], None]) -> Planted:
    """Let a bug that remembers forget when an example begins."""
    plain = stages.set_back

    def set_back(on: Stage) -> None:
        forget()
        plain(on)

    return patch(stages, "set_back", set_back)


def reader(conn: sa.Connection) -> Any:
    """In whose name the centre reads."""
    return conn.execute(sa.text("SELECT current_setting('app.person_id')")).scalar()
