"""Who changed each field, what laptops say of themselves, records handed over, digests."""

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
        "row_version": (
            sa.Column("origin", sa.Text(), nullable=False, server_default=""),
            sa.Column("fby", types.Json, nullable=False, server_default="{}"),
            sa.Column("place", sa.Text(), nullable=False, server_default=""),
        ),
        "device_sync": (
            sa.Column("waiting_rows", sa.Integer(), nullable=False, server_default="0"),
            sa.Column("waiting_photos", sa.Integer(), nullable=False, server_default="0"),
            sa.Column("refused", sa.Integer(), nullable=False, server_default="0"),
            sa.Column("conflicts", sa.Integer(), nullable=False, server_default="0"),
            sa.Column("unequal", sa.Text(), nullable=False, server_default=""),
            sa.Column("forks", sa.Integer(), nullable=False, server_default="0"),
            sa.Column("last_fork_at", types.UtcDateTime(), nullable=True),
        ),
        "centre_state": (
            sa.Column("ver_floor", sa.BigInteger(), nullable=False, server_default="0"),
            sa.Column("file_recipient", sa.Text(), nullable=False, server_default=""),
        ),
    }


def upgrade() -> None:
    for table, columns in _added().items():
        for column in columns:
            op.add_column(table, column)
    op.create_table(
        "held",
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("change", types.Json, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("received_at", types.UtcDateTime(), nullable=False),
        sa.Column("settled_at", types.UtcDateTime(), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("device_id", "entity", "row_id", name=op.f("pk_held")),
    )
    op.create_table(
        "scope_digest",
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("rows", sa.BigInteger(), nullable=False),
        sa.Column("mark", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_scope_digest")),
    )
    _digests()


def _digests() -> None:
    """Digests of what is already there."""
    from app.models.digest import Digests

    digests = Digests()
    rows = op.get_bind().execute(sa.text("SELECT id, ver, scopes FROM row_version"))
    for row_id, ver, scopes in rows:
        digests.put(scopes, row_id, ver)
    table = sa.table("scope_digest", sa.column("scope"), sa.column("rows"), sa.column("mark"))
    values = [{"scope": s, "rows": n, "mark": m} for s, (n, m) in digests.marks.items()]
    if values:
        op.bulk_insert(table, values)


def downgrade() -> None:
    for table in ("scope_digest", "held"):
        op.drop_table(table)
    for table, columns in _added().items():
        for column in columns:
            op.drop_column(table, column.name)
