"""Certificates confirmed and revoked, official numbers, the status list."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.models import types

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _shared(
        "certificate_revocation",
        ("certificate_id", "product_id"),
        sa.Column("certificate_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("register_no", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("replaced_by", sa.Uuid(), nullable=True),
        sa.Column("revoked_by", sa.Uuid(), nullable=False),
        sa.Column("revoked_at", types.UtcDateTime(), nullable=False),
    )
    _shared(
        "certificate_confirmation",
        ("certificate_id",),
        sa.Column("certificate_id", sa.Uuid(), nullable=False),
        sa.Column("register_no", sa.Text(), nullable=False),
        sa.Column("official_number", sa.Text(), nullable=True),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("confirmed_at", types.UtcDateTime(), nullable=False),
    )
    op.create_table(
        "official_series",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_official_series")),
    )
    op.create_table(
        "official_number",
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("certificate_id", sa.Uuid(), nullable=True),
        sa.Column("void", sa.Text(), server_default="", nullable=False),
        sa.Column("at", types.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("series", "seq", name=op.f("pk_official_number")),
        sa.UniqueConstraint("number", name=op.f("uq_official_number_number")),
        sa.UniqueConstraint("certificate_id", name=op.f("uq_official_number_certificate_id")),
    )
    op.create_table(
        "number_lease",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("leased_at", types.UtcDateTime(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("closed_at", types.UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_lease")),
    )
    op.create_index(op.f("ix_number_lease_device_id"), "number_lease", ["device_id"])
    op.create_index(op.f("ix_number_lease_series"), "number_lease", ["series"])
    op.create_table(
        "key_revocation",
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("spared", types.Json, nullable=False),
        sa.Column("revoked_at", types.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("device_id", name=op.f("pk_key_revocation")),
    )
    op.create_table(
        "status_list",
        sa.Column("one", sa.Integer(), nullable=False),
        sa.Column("issued_at", types.UtcDateTime(), nullable=False),
        sa.Column("checked_at", types.UtcDateTime(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("message", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_status_list")),
    )


def _shared(name: str, also: tuple[str, ...], *columns: sa.Column[object]) -> None:
    """A table that laptops and centre share; `also` is searched by, as is the scope."""
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        *columns,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    for column in ("scope", *also):
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])


def downgrade() -> None:
    for table in (
        *("status_list", "key_revocation", "number_lease", "official_number", "official_series"),
        *("certificate_confirmation", "certificate_revocation"),
    ):
        op.drop_table(table)
