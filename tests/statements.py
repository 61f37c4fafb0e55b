"""Compiled statements that outlive their database.

SQLAlchemy keeps what it compiled with each engine, and each test opens databases of its own:
without this a third of the run goes into compiling the same few hundred statements anew.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

from app.models import engine as engines

_SHARED = (SQLiteDialect_pysqlite, PGDialect_psycopg)


def share() -> None:
    """From now on the program's engines of one kind share what they have compiled."""
    for kind in _SHARED:
        # The dialect is part of the key. Those of the program differ in nothing but identity,
        # for `app.models.engine` makes them all alike.
        setattr(kind, "__eq__", lambda self, other: type(self) is type(other))  # noqa: B010
        setattr(kind, "__hash__", lambda self: hash(type(self)))  # noqa: B010
    compiled: dict[type, Any] = {kind: LRUCache(4000) for kind in _SHARED}
    create = sa.create_engine

    def create_engine(*args: Any, **how: Any) -> sa.Engine:
        engine = create(*args, **how)
        if how.get("json_serializer") is engines._json_text:  # the program's own, not a test's
            engine._compiled_cache = compiled[type(engine.dialect)]
        return engine

    sa.create_engine = create_engine
