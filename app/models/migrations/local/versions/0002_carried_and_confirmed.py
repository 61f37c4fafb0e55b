"""Receipts, batches carried for others, drafts that survive, and who changed what in a conflict."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from app.models import types

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _added() -> dict[str, tuple[sa.Column[Any], ...]]:
    """New columns, fresh each time: a column belongs to one table."""
    return {
        "sync_row": (
            sa.Column("frozen", sa.BigInteger(), nullable=False, server_default="0"),
            sa.Column("seen", sa.Boolean(), nullable=False, server_default=sa.true()),
        ),
        "sync_state": (
            sa.Column("upgrade", sa.Text(), nullable=False, server_default=""),
            sa.Column("centre_app", sa.Text(), nullable=False, server_default=""),
            sa.Column("unequal", types.Json, nullable=True),
            sa.Column("digests", types.Json, nullable=True),
        ),
        "batch_out": (sa.Column("receipt", sa.LargeBinary(), nullable=True),),
        "sync_conflict": (
            sa.Column("mine_at", types.UtcDateTime(), nullable=True),
            sa.Column("theirs_by", sa.Uuid(), nullable=True),
            sa.Column("theirs_at", types.UtcDateTime(), nullable=True),
            sa.Column("choice", sa.Text(), nullable=False, server_default=""),
            sa.Column("settled_at", types.UtcDateTime(), nullable=True),
        ),
        "refusal": (
            sa.Column("hand_over", sa.Boolean(), nullable=False, server_default=sa.false()),
        ),
        "sync_run": (sa.Column("bytes_sent", sa.BigInteger(), nullable=False, server_default="0"),),
        "blob_transfer": (sa.Column("receipt", sa.LargeBinary(), nullable=True),),
        "identity": (
            sa.Column("file_secret", sa.Text(), nullable=True),
            sa.Column("centre_recipient", sa.Text(), nullable=True),
        ),
    }


def upgrade() -> None:
    for table, columns in _added().items():
        for column in columns:
            op.add_column(table, column)
    # What was already in a batch when this column came stands in one still.
    op.execute(
        "UPDATE sync_row SET frozen = lver WHERE fb <> '{}' AND EXISTS "
        "(SELECT 1 FROM batch_out WHERE acked_at IS NULL)"
    )
    # Pages are staged whole from now on; what was staged row by row is fetched again.
    op.execute("UPDATE sync_state SET cursors = '{}' WHERE EXISTS (SELECT 1 FROM pull_stage)")
    op.execute("DELETE FROM pull_stage")
    op.create_table(
        "relay",
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("incarnation", sa.Integer(), nullable=False),
        sa.Column("no", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("letter", sa.LargeBinary(), nullable=False),
        sa.Column("device_name", sa.Text(), nullable=False),
        sa.Column("received_at", types.UtcDateTime(), nullable=False),
        sa.Column("sent_at", types.UtcDateTime(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("device_id", "incarnation", "no", name=op.f("pk_relay")),
    )
    op.create_table(
        "handed_draft",
        sa.Column("curation_id", sa.Uuid(), nullable=False),
        sa.Column("curator_id", sa.Uuid(), nullable=False),
        sa.Column("curator_name", sa.Text(), nullable=False),
        sa.Column("device_name", sa.Text(), nullable=False),
        sa.Column("rubric_rev", sa.Text(), nullable=False),
        sa.Column("sheet", types.Json, nullable=False),
        sa.Column("saved_at", types.UtcDateTime(), nullable=False),
        sa.Column("received_at", types.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("curation_id", "curator_id", name=op.f("pk_handed_draft")),
    )
    op.create_table(
        "form_draft",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("values", types.Json, nullable=False),
        sa.Column("saved_at", types.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", name=op.f("pk_form_draft")),
    )


def downgrade() -> None:
    for table in ("form_draft", "handed_draft", "relay"):
        op.drop_table(table)
    for table, columns in _added().items():
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.drop_column(column.name)
