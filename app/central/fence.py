"""The second fence: inside, PostgreSQL itself knows for whom we work.

Every transaction on behalf of a person runs under the service's own role, which may
not pass row-level security, with the person's key. Both are set for this transaction only:
a pooled connection must never carry them on to the next person.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import sqlalchemy as sa
from psycopg.errors import InsufficientPrivilege

from app.errors import UserError
from app.models.row_security import SERVICE

log = logging.getLogger(__name__)
_STEP = sa.text(
    f"SELECT set_config('role', '{SERVICE}', true), set_config('app.person_id', :person, true)"
)


class FenceError(UserError):
    """The database refused what the service had let through; nothing of it was kept.

    Either somebody lost a role while their request was on its way, or a check of ours is
    missing: the next try tells which.
    """

    def __init__(self) -> None:
        super().__init__(
            "scope.fence",
            "Pusat menolak: data ini di luar wilayah tugas.",
            safe="Data di laptop tetap utuh.",
            todo="Sinkronkan lagi; bila berulang, hubungi admin Dinas.",
        )


@contextmanager
def as_person(engine: sa.Engine, person_id: UUID) -> Iterator[sa.Connection]:
    """One transaction in the name of a person; FenceError when the database refuses it."""
    try:
        with engine.begin() as conn:
            conn.execute(_STEP, {"person": str(person_id)})
            yield conn
    except sa.exc.ProgrammingError as error:
        if not isinstance(error.orig, InsufficientPrivilege):
            raise
        log.error("row-level security refused a transaction of person %s", person_id)
        raise FenceError from error
