"""When a sheet that was begun elsewhere was begun."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.models import types

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("handed_draft", sa.Column("started_at", types.UtcDateTime()))


def downgrade() -> None:
    op.drop_column("handed_draft", "started_at")
