"""What the coach measured of a photograph, and which one was mended from which."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.models import types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("photo", sa.Column("measures", types.Json, nullable=True))
    op.add_column("photo", sa.Column("phash", sa.Text(), nullable=True))
    op.add_column("photo", sa.Column("mended_from", sa.Uuid(), nullable=True))
    op.add_column("photo", sa.Column("mending", types.Json, nullable=True))
    op.create_index(op.f("ix_photo_phash"), "photo", ["phash"])
    op.create_index(op.f("ix_photo_mended_from"), "photo", ["mended_from"])


def downgrade() -> None:
    op.drop_index(op.f("ix_photo_mended_from"), table_name="photo")
    op.drop_index(op.f("ix_photo_phash"), table_name="photo")
    with op.batch_alter_table("photo") as batch:
        for name in ("mending", "mended_from", "phash", "measures"):
            batch.drop_column(name)
