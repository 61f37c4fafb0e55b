"""What a sync asks of its own database when nothing waits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from app.models.engine import LocalDatabase
from app.sync import outbox
from tests.sync.conftest import Laptop


@contextmanager
def questions(database: LocalDatabase) -> Iterator[list[str]]:
    """Every SELECT put to the database inside."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("SELECT"):
            asked.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def test_one_question_when_nothing_waits(rani: Laptop) -> None:
    """Each sync ends with nothing to freeze, most begin so."""
    rani.add()
    rani.sync()
    with rani.db.write() as session, questions(rani.db) as asked:
        assert outbox.freeze(session, rani.clock.now()) is None
    assert len(asked) == 1


def test_only_the_kinds_that_wait_are_read(rani: Laptop) -> None:
    key = rani.add()
    with rani.db.write() as session, questions(rani.db) as asked:
        frozen = outbox.freeze(session, rani.clock.now())
    assert frozen is not None
    assert [row.id for row in frozen.rows] == [key]
    assert sum("JOIN business" in statement for statement in asked) == 1
    assert not any("JOIN photo" in statement for statement in asked)
