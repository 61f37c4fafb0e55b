"""The one question about set-ups of papers that laptops and the centre ask alike."""

from __future__ import annotations

from datetime import date
from itertools import accumulate

import sqlalchemy as sa

from app.models.entities import TABLES

_TABLE = TABLES["paper_setup"]


def begun(region: str, day: date) -> sa.Select[tuple[object, ...]]:
    """Set-ups that hold for `region` on `day`, the one that counts first.

    That of the nearest region; of several, the one that began last, then the newest.
    """
    above = list(accumulate(region.split("."), "{}.{}".format))
    return (
        sa.select(_TABLE)
        .where(_TABLE.c.region_code.in_(above), _TABLE.c.deleted.is_(False))
        .where(_TABLE.c.valid_from <= day)
        .order_by(
            sa.func.length(_TABLE.c.region_code).desc(),
            _TABLE.c.valid_from.desc(),
            _TABLE.c.version.desc(),
            _TABLE.c.id,
        )
    )
