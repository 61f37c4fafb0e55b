"""Standing at the market channels kept ready, and the businesses to be looked at again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_TABLES = (
    "standing_todo",
    "standing_basis",
    "standing_product",
    "standing_row",
    "standing_combo",
    "expiry_row",
)


def upgrade() -> None:
    op.create_table(
        "standing_todo",
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("claim", sa.BigInteger(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("business_id", name=op.f("pk_standing_todo")),
    )
    op.create_table(
        "standing_basis",
        sa.Column("one", sa.Integer(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("practice", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_standing_basis")),
    )
    op.create_table(
        "standing_product",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("turns", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_standing_product")),
        sa.UniqueConstraint("product_id", name=op.f("uq_standing_product_product_id")),
    )
    op.create_index(op.f("ix_standing_product_business_id"), "standing_product", ["business_id"])
    op.create_index(op.f("ix_standing_product_turns"), "standing_product", ["turns"])
    op.create_index("ix_standing_product_name", "standing_product", ["name_key", "n"])
    op.create_table(
        "standing_row",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("combo", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("channel", "n", name=op.f("pk_standing_row")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_standing_row_counted", "standing_row", ["channel", "combo", "until"])
    op.create_table(
        "standing_combo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("keys", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_combo")),
        sa.UniqueConstraint("keys", name=op.f("uq_standing_combo_keys")),
    )
    op.create_table(
        "expiry_row",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("closes", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", "kind", name=op.f("pk_expiry_row")),
    )
    op.create_index(op.f("ix_expiry_row_business_id"), "expiry_row", ["business_id"])
    op.create_index(op.f("ix_expiry_row_until"), "expiry_row", ["until"])
    # What is there already is looked at once, in the background.
    op.execute("INSERT INTO standing_todo (business_id) SELECT DISTINCT business_id FROM product")


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table)
