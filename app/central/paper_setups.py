"""The set-up of papers that is in force at the centre, for numbers given at confirmation."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from app.domain.paper_setup import PaperSetup, from_columns
from app.models.paper_setups import begun


def in_force(conn: sa.Connection, region: str, day: date) -> PaperSetup | None:
    """The set-up of the nearest region on that day; None where nobody has published one."""
    row = conn.execute(begun(region, day).limit(1)).mappings().first()
    return None if row is None else from_columns(dict(row))
