"""How autogenerate spells our column types, so that a revision reads like the models."""

from __future__ import annotations

from typing import Any, Literal

import sqlalchemy as sa

from app.models.types import UtcDateTime


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """The source for a column type of ours; False leaves it to alembic."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "types.UtcDateTime()"
    if kind == "type" and isinstance(item, sa.JSON):
        return "types.Json" if item.none_as_null else "sa.JSON()"
    return False
