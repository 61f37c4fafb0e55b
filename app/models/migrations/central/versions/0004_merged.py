"""Which business was merged into which, and what for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.models import types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("business", sa.Column("merged_into", sa.Uuid(), nullable=True))
    op.add_column("business", sa.Column("merge_record", types.Json, nullable=True))
    op.create_index(op.f("ix_business_merged_into"), "business", ["merged_into"])


def downgrade() -> None:
    op.drop_index(op.f("ix_business_merged_into"), table_name="business")
    op.drop_column("business", "merge_record")
    op.drop_column("business", "merged_into")
