"""Alembic's environment for the laptop's database; the engine hands in the connection."""

from __future__ import annotations

from alembic import context

import app.models.standing_rows  # noqa: F401 - its tables belong to the metadata
from app.models.entities import Base
from app.models.local import LocalBase
from app.models.migrations.render import render_item

context.configure(
    render_item=render_item,
    connection=context.config.attributes["connection"],
    target_metadata=[Base.metadata, LocalBase.metadata],
    render_as_batch=True,
    include_name=lambda name, kind, _: (
        not (kind == "table" and str(name).startswith("search_") and name != "search_doc")
    ),
)
with context.begin_transaction():
    context.run_migrations()
