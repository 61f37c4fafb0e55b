"""The second fence: inside, PostgreSQL itself knows for whom we work.

Every transaction on behalf of a person runs under the service's own role, which may
not pass row-level security, with the person's key set for this transaction only (a
pooled connection must never carry it on to the next person).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import sqlalchemy as sa


@contextmanager
def as_person(engine: sa.Engine, person_id: UUID) -> Iterator[sa.Connection]:
    """One transaction in the name of a person."""
    with engine.begin() as conn:
        conn.execute(
            sa.text("SELECT set_config('app.person_id', :person, true)"),
            {"person": str(person_id)},
        )
        yield conn
