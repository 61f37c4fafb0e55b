"""Alembic's environment for the centre's database; the engine hands in the connection."""

from __future__ import annotations

from alembic import context

from app.models.central import CentralBase
from app.models.entities import Base
from app.models.migrations.render import render_item

context.configure(
    render_item=render_item,
    connection=context.config.attributes["connection"],
    target_metadata=[Base.metadata, CentralBase.metadata],
)
with context.begin_transaction():
    context.run_migrations()
