"""Set-ups of papers: letterhead, emblem, signatories and numbers of a region."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.models import types

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper_setup",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("lines", types.Json, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("emblem", types.Json, nullable=True),
        sa.Column("number_template", sa.Text(), nullable=False),
        sa.Column("classification", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("yearly", sa.Boolean(), nullable=False),
        sa.Column("numbering", sa.Text(), nullable=False),
        sa.Column("signatories", types.Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_setup")),
    )
    for column in ("region_code", "scope"):
        op.create_index(op.f(f"ix_paper_setup_{column}"), "paper_setup", [column])


def downgrade() -> None:
    op.drop_table("paper_setup")
