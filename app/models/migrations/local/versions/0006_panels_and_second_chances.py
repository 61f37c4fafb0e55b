"""Panels, blind codes, conflicts of interest, returns, appeals; rules of a session."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from app.models import types

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_COLUMNS: dict[str, tuple[tuple[str, sa.types.TypeEngine[Any]], ...]] = {
    "curation_session": (("rules", types.Json),),
    "curation": (
        ("verified_at", types.UtcDateTime()),
        ("verified_by", sa.Uuid()),
        ("validated_at", types.UtcDateTime()),
        ("validated_by", sa.Uuid()),
        ("unverified", sa.Boolean()),
        ("queue_no", sa.Integer()),
        ("checked_in_at", types.UtcDateTime()),
        ("rescore", types.Json),
    ),
    "assessment": (("started_at", types.UtcDateTime()),),
    "decision": (("reason", sa.Text()), ("gates", types.Json)),
    "sheet_draft": (("started_at", types.UtcDateTime()),),
}


def upgrade() -> None:
    for table, columns in _COLUMNS.items():
        for name, kind in columns:
            op.add_column(table, sa.Column(name, kind, nullable=True))
    _shared(
        "blind_label",
        ("code",),
        sa.Column("curation_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
    )
    _shared(
        "interest",
        ("person_id",),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
    )
    _shared(
        "case_return",
        ("case_id",),
        sa.Column("curation_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("from_level", sa.Text(), nullable=False),
        sa.Column("to_level", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("returned_by", sa.Uuid(), nullable=False),
        sa.Column("returned_at", types.UtcDateTime(), nullable=False),
    )
    _shared(
        "appeal",
        ("decision_id",),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("curation_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("brought_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("filed_at", types.UtcDateTime(), nullable=False),
        sa.Column("due_date", sa.Date(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("answered_at", types.UtcDateTime(), nullable=True),
    )
    op.create_table(
        "label_counter",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_label_counter")),
    )
    op.create_table(
        "rubric_draft",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("body", types.Json, nullable=False),
        sa.Column("based_on", sa.Text(), nullable=False),
        sa.Column("saved_at", types.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_rubric_draft")),
    )


def _shared(name: str, also: tuple[str, ...], *columns: sa.Column[object]) -> None:
    """A table that laptops and centre share; `also` is searched by, as are a few names."""
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
    searched = {"scope", "curation_id", "session_id", "product_id", "business_id", *also}
    there = {"scope", *(column.name for column in columns)}
    for column in sorted(searched & there):
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])


def downgrade() -> None:
    for table in ("rubric_draft", "label_counter"):
        op.drop_table(table)
    for table in ("appeal", "case_return", "interest", "blind_label"):
        op.drop_table(table)
    for table, columns in _COLUMNS.items():
        for name, _ in columns:
            op.drop_column(table, name)
