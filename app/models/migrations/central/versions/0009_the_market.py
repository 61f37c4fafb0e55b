"""The market: channels, Gebetan UMKM, events, draws, coaching, aid."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.models import types

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_ONCE = (
    "ALTER TABLE gebetan_pick ADD CONSTRAINT once_ever EXCLUDE USING btree (business_id WITH =) "
    "WHERE (NOT deleted AND state <> 'withdrawn') DEFERRABLE INITIALLY DEFERRED",
    "ALTER TABLE event_booking ADD CONSTRAINT one_a_booth EXCLUDE USING btree "
    "(event_id WITH =, day WITH =, booth WITH =) "
    "WHERE (NOT deleted AND state = 'assigned') DEFERRABLE INITIALLY DEFERRED",
    "ALTER TABLE event_booking ADD CONSTRAINT one_a_business EXCLUDE USING btree "
    "(event_id WITH =, day WITH =, business_id WITH =) "
    "WHERE (NOT deleted AND state IN ('assigned', 'waiting')) DEFERRABLE INITIALLY DEFERRED",
)
"""Asked at the commit: two businesses may swap within a transaction."""


_TABLES = (
    "channel_rules",
    "order_listing",
    "order_line",
    "spending",
    "gebetan_round",
    "gebetan_pick",
    "gebetan_order",
    "market_event",
    "draw_record",
    "event_booking",
    "event_visit",
    "event_taking",
    "product_feedback",
    "training",
    "training_place",
    "aid",
)


def upgrade() -> None:
    op.create_table(
        "channel_rules",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Text(), nullable=False),
        sa.Column("body", types.Json, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("published_at", types.UtcDateTime(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_rules")),
    )
    op.create_index(op.f("ix_channel_rules_scope"), "channel_rules", ["scope"], unique=False)
    op.create_table(
        "order_listing",
        sa.Column("export_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("exported_at", types.UtcDateTime(), nullable=False),
        sa.Column("exported_by", sa.Uuid(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("facts", types.Json, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_listing")),
    )
    op.create_index(
        op.f("ix_order_listing_business_id"), "order_listing", ["business_id"], unique=False
    )
    op.create_index(
        op.f("ix_order_listing_export_id"), "order_listing", ["export_id"], unique=False
    )
    op.create_index(
        op.f("ix_order_listing_product_id"), "order_listing", ["product_id"], unique=False
    )
    op.create_index(op.f("ix_order_listing_scope"), "order_listing", ["scope"], unique=False)
    op.create_table(
        "order_line",
        sa.Column("transaction_no", sa.Text(), nullable=False),
        sa.Column("line_no", sa.Integer(), nullable=False),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("business_id", sa.Uuid(), nullable=True),
        sa.Column("business_name", sa.Text(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=True),
        sa.Column("product_name", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_line")),
    )
    op.create_index(op.f("ix_order_line_business_id"), "order_line", ["business_id"], unique=False)
    op.create_index(op.f("ix_order_line_ordered_on"), "order_line", ["ordered_on"], unique=False)
    op.create_index(op.f("ix_order_line_scope"), "order_line", ["scope"], unique=False)
    op.create_table(
        "spending",
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spending")),
    )
    op.create_index(op.f("ix_spending_month"), "spending", ["month"], unique=False)
    op.create_index(op.f("ix_spending_scope"), "spending", ["scope"], unique=False)
    op.create_table(
        "gebetan_round",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("clusters", types.Json, nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("delivers_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gebetan_round")),
    )
    op.create_index(op.f("ix_gebetan_round_month"), "gebetan_round", ["month"], unique=False)
    op.create_index(op.f("ix_gebetan_round_scope"), "gebetan_round", ["scope"], unique=False)
    op.create_table(
        "gebetan_pick",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("stock", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("picked_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gebetan_pick")),
    )
    op.create_index(
        op.f("ix_gebetan_pick_business_id"), "gebetan_pick", ["business_id"], unique=False
    )
    op.create_index(
        op.f("ix_gebetan_pick_product_id"), "gebetan_pick", ["product_id"], unique=False
    )
    op.create_index(op.f("ix_gebetan_pick_round_id"), "gebetan_pick", ["round_id"], unique=False)
    op.create_index(op.f("ix_gebetan_pick_scope"), "gebetan_pick", ["scope"], unique=False)
    op.create_table(
        "gebetan_order",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("office_kind", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("cluster", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("items", types.Json, nullable=True),
        sa.Column("told", types.Json, nullable=True),
        sa.Column("composed_at", types.UtcDateTime(), nullable=True),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("delivered_on", sa.Date(), nullable=True),
        sa.Column("received_by", sa.Text(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gebetan_order")),
    )
    op.create_index(op.f("ix_gebetan_order_round_id"), "gebetan_order", ["round_id"], unique=False)
    op.create_index(op.f("ix_gebetan_order_scope"), "gebetan_order", ["scope"], unique=False)
    op.create_table(
        "market_event",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("plan", types.Json, nullable=False),
        sa.Column("rules", types.Json, nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_market_event")),
    )
    op.create_index(op.f("ix_market_event_first_day"), "market_event", ["first_day"], unique=False)
    op.create_index(op.f("ix_market_event_scope"), "market_event", ["scope"], unique=False)
    op.create_table(
        "draw_record",
        sa.Column("draw_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=True),
        sa.Column("round_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("body", types.Json, nullable=False),
        sa.Column("told_at", types.UtcDateTime(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draw_record")),
    )
    op.create_index(op.f("ix_draw_record_draw_id"), "draw_record", ["draw_id"], unique=False)
    op.create_index(op.f("ix_draw_record_event_id"), "draw_record", ["event_id"], unique=False)
    op.create_index(op.f("ix_draw_record_scope"), "draw_record", ["scope"], unique=False)
    op.create_table(
        "event_booking",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("booth", sa.Integer(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=True),
        sa.Column("turn_rule", sa.Text(), nullable=True),
        sa.Column("draw_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_booking")),
    )
    op.create_index(
        op.f("ix_event_booking_business_id"), "event_booking", ["business_id"], unique=False
    )
    op.create_index(op.f("ix_event_booking_event_id"), "event_booking", ["event_id"], unique=False)
    op.create_index(op.f("ix_event_booking_scope"), "event_booking", ["scope"], unique=False)
    op.create_table(
        "event_visit",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("came_at", types.UtcDateTime(), nullable=False),
        sa.Column("scanned", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_visit")),
    )
    op.create_index(op.f("ix_event_visit_booking_id"), "event_visit", ["booking_id"], unique=False)
    op.create_index(
        op.f("ix_event_visit_business_id"), "event_visit", ["business_id"], unique=False
    )
    op.create_index(op.f("ix_event_visit_event_id"), "event_visit", ["event_id"], unique=False)
    op.create_index(op.f("ix_event_visit_scope"), "event_visit", ["scope"], unique=False)
    op.create_table(
        "event_taking",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("told_by", sa.Text(), nullable=False),
        sa.Column("supersedes", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_taking")),
    )
    op.create_index(
        op.f("ix_event_taking_business_id"), "event_taking", ["business_id"], unique=False
    )
    op.create_index(op.f("ix_event_taking_event_id"), "event_taking", ["event_id"], unique=False)
    op.create_index(op.f("ix_event_taking_scope"), "event_taking", ["scope"], unique=False)
    op.create_table(
        "product_feedback",
        sa.Column("round_id", sa.Uuid(), nullable=True),
        sa.Column("event_id", sa.Uuid(), nullable=True),
        sa.Column("order_id", sa.Uuid(), nullable=True),
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_feedback")),
    )
    op.create_index(
        op.f("ix_product_feedback_business_id"), "product_feedback", ["business_id"], unique=False
    )
    op.create_index(
        op.f("ix_product_feedback_event_id"), "product_feedback", ["event_id"], unique=False
    )
    op.create_index(
        op.f("ix_product_feedback_product_id"), "product_feedback", ["product_id"], unique=False
    )
    op.create_index(
        op.f("ix_product_feedback_round_id"), "product_feedback", ["round_id"], unique=False
    )
    op.create_index(op.f("ix_product_feedback_scope"), "product_feedback", ["scope"], unique=False)
    op.create_table(
        "training",
        sa.Column("partner", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("criteria", types.Json, nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training")),
    )
    op.create_index(op.f("ix_training_held_on"), "training", ["held_on"], unique=False)
    op.create_index(op.f("ix_training_scope"), "training", ["scope"], unique=False)
    op.create_table(
        "training_place",
        sa.Column("training_id", sa.Uuid(), nullable=False),
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_place")),
    )
    op.create_index(
        op.f("ix_training_place_business_id"), "training_place", ["business_id"], unique=False
    )
    op.create_index(op.f("ix_training_place_scope"), "training_place", ["scope"], unique=False)
    op.create_index(
        op.f("ix_training_place_training_id"), "training_place", ["training_id"], unique=False
    )
    op.create_table(
        "aid",
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aid")),
    )
    op.create_index(op.f("ix_aid_business_id"), "aid", ["business_id"], unique=False)
    op.create_index(op.f("ix_aid_scope"), "aid", ["scope"], unique=False)
    for statement in _ONCE:
        op.execute(statement)


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table)
