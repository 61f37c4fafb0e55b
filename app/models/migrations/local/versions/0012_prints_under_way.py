"""Prints of certificates that were handed over and are not known to have come out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    begun = sa.Column("begun", sa.Integer(), nullable=False, server_default="0")
    op.add_column("print_count", begun)


def downgrade() -> None:
    op.drop_column("print_count", "begun")
