"""Counts of Rekap, and the districts that have to be counted anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rekap_todo",
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("claim", sa.BigInteger(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("district", name=op.f("pk_rekap_todo")),
    )
    op.create_table(
        "rekap_day",
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("district", name=op.f("pk_rekap_day")),
    )
    op.create_table(
        "rekap_cell",
        sa.Column("figure", sa.Text(), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("practice", sa.Boolean(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            *("figure", "district", "month", "level", "category", "practice", "code"),
            name=op.f("pk_rekap_cell"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_rekap_cell_short",
        "rekap_cell",
        ["category", "code", "district", "month", "level", "practice", "n"],
        sqlite_where=sa.text("figure = 'short'"),
    )
    # What is there already is counted once, in the background.
    op.execute("INSERT INTO rekap_todo (district) SELECT DISTINCT scope FROM business")


def downgrade() -> None:
    op.drop_table("rekap_cell")
    op.drop_table("rekap_day")
    op.drop_table("rekap_todo")
