"""Codes that were read from labels, and what a person said to them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "photo_code",
        sa.Column("photo_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("photo_id", "kind", "number", name=op.f("pk_photo_code")),
    )


def downgrade() -> None:
    op.drop_table("photo_code")
