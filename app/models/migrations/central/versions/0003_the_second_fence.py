"""The service's role, and row-level security on every table with people's data.

The rules themselves (grants, functions, policies) follow the program, not a revision:
`row_security.install` brings them up after each upgrade. Until then nobody but the owner
sees a row: a table under row-level security without a policy is closed.
"""

from __future__ import annotations

from alembic import op

from app.models import row_security

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLES = (
    "business",
    "product",
    "legal_document",
    "photo",
    "curation_session",
    "curation_case",
    "curation",
    "assessment",
    "decision",
    "improvement_item",
    "certificate",
    "audit_event",
)


def upgrade() -> None:
    row_security.require_service_role(op.get_bind())
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def downgrade() -> None:
    row_security.remove(op.get_bind())
