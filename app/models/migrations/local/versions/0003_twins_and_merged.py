"""Businesses that are one: which was merged into which, pairs to judge, where to look."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.models import types

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("business", sa.Column("merged_into", sa.Uuid(), nullable=True))
    op.add_column("business", sa.Column("merge_record", types.Json, nullable=True))
    op.create_index(op.f("ix_business_merged_into"), "business", ["merged_into"])
    op.create_table(
        "twin_todo",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_twin_todo")),
        sa.UniqueConstraint("id", name=op.f("uq_twin_todo_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_twin_todo_step"), "twin_todo", ["step"])
    op.create_table(
        "twin_pair",
        sa.Column("a", sa.Uuid(), nullable=False),
        sa.Column("b", sa.Uuid(), nullable=False),
        sa.Column("certainty", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("a", "b", name=op.f("pk_twin_pair")),
    )
    op.create_index(op.f("ix_twin_pair_b"), "twin_pair", ["b"])
    # Twins among what is there already are looked for once, in the background.
    op.execute("INSERT INTO twin_todo (id) SELECT id FROM business WHERE deleted = 0")


def downgrade() -> None:
    op.drop_table("twin_pair")
    op.drop_table("twin_todo")
    op.drop_index(op.f("ix_business_merged_into"), table_name="business")
    with op.batch_alter_table("business") as batch:
        batch.drop_column("merge_record")
        batch.drop_column("merged_into")
