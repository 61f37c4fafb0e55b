"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.models import types

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "assessment",
        sa.Column("curation_id", sa.Uuid(), nullable=False),
        sa.Column("curator_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("rubric_code", sa.Text(), nullable=False),
        sa.Column("rubric_version", sa.Integer(), nullable=False),
        sa.Column("rubric_rev", sa.Text(), nullable=False),
        sa.Column("sheet", types.Json, nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("criterion_points", types.Json, nullable=False),
        sa.Column("submitted_at", types.UtcDateTime(), nullable=False),
        sa.Column("supersedes", sa.Uuid(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    op.create_index(op.f("ix_assessment_curation_id"), "assessment", ["curation_id"], unique=False)
    op.create_index(op.f("ix_assessment_curator_id"), "assessment", ["curator_id"], unique=False)
    op.create_index(op.f("ix_assessment_scope"), "assessment", ["scope"], unique=False)
    op.create_table(
        "assessment_criterion",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("assessment_id", "code", name=op.f("pk_assessment_criterion")),
    )
    op.create_table(
        "audit_event",
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("details", types.Json, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
    )
    op.create_index(op.f("ix_audit_event_entity_id"), "audit_event", ["entity_id"], unique=False)
    op.create_index(op.f("ix_audit_event_scope"), "audit_event", ["scope"], unique=False)
    op.create_table(
        "business",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("brand", sa.Text(), nullable=True),
        sa.Column("owner_name", sa.Text(), nullable=False),
        sa.Column("nik", sa.Text(), nullable=True),
        sa.Column("nib", sa.Text(), nullable=True),
        sa.Column("npwp", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("jakpreneur_id", sa.Text(), nullable=True),
        sa.Column("ward_code", sa.Text(), nullable=False),
        sa.Column("rt", sa.Text(), nullable=True),
        sa.Column("rw", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("sponsoring_agency", sa.Text(), nullable=True),
        sa.Column("women_led", sa.Boolean(), nullable=False),
        sa.Column("up2k", sa.Boolean(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("consent_at", types.UtcDateTime(), nullable=True),
        sa.Column("consent_text", sa.Text(), nullable=True),
        sa.Column("verified_at", types.UtcDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_business")),
    )
    op.create_index(op.f("ix_business_jakpreneur_id"), "business", ["jakpreneur_id"], unique=False)
    op.create_index("ix_business_list", "business", ["deleted", "name_key", "id"], unique=False)
    op.create_index(op.f("ix_business_name_key"), "business", ["name_key"], unique=False)
    op.create_index(op.f("ix_business_nib"), "business", ["nib"], unique=False)
    op.create_index(op.f("ix_business_scope"), "business", ["scope"], unique=False)
    op.create_table(
        "certificate",
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("curation_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("register_no", sa.Text(), nullable=False),
        sa.Column("official_number", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("record_hash", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("facts", types.Json, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
    )
    op.create_index(
        op.f("ix_certificate_decision_id"), "certificate", ["decision_id"], unique=False
    )
    op.create_index(op.f("ix_certificate_product_id"), "certificate", ["product_id"], unique=False)
    op.create_index(
        op.f("ix_certificate_register_no"), "certificate", ["register_no"], unique=False
    )
    op.create_index(op.f("ix_certificate_scope"), "certificate", ["scope"], unique=False)
    op.create_table(
        "curation",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("walk_in", sa.Boolean(), nullable=False),
        sa.Column("opened_at", types.UtcDateTime(), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=False),
        sa.Column("rubric_rev", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_curation")),
    )
    op.create_index(op.f("ix_curation_business_id"), "curation", ["business_id"], unique=False)
    op.create_index(op.f("ix_curation_case_id"), "curation", ["case_id"], unique=False)
    op.create_index(op.f("ix_curation_product_id"), "curation", ["product_id"], unique=False)
    op.create_index(op.f("ix_curation_scope"), "curation", ["scope"], unique=False)
    op.create_index(op.f("ix_curation_session_id"), "curation", ["session_id"], unique=False)
    op.create_index(op.f("ix_curation_state"), "curation", ["state"], unique=False)
    op.create_table(
        "curation_case",
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("round_no", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_curation_case")),
    )
    op.create_index(
        op.f("ix_curation_case_business_id"), "curation_case", ["business_id"], unique=False
    )
    op.create_index(
        op.f("ix_curation_case_product_id"), "curation_case", ["product_id"], unique=False
    )
    op.create_index(op.f("ix_curation_case_scope"), "curation_case", ["scope"], unique=False)
    op.create_table(
        "curation_session",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("walk_ins", sa.Boolean(), nullable=False),
        sa.Column("training", sa.Boolean(), nullable=False),
        sa.Column("chair_id", sa.Uuid(), nullable=True),
        sa.Column("panel", types.Json, nullable=False),
        sa.Column("minimum_members", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_curation_session")),
    )
    op.create_index(op.f("ix_curation_session_scope"), "curation_session", ["scope"], unique=False)
    op.create_table(
        "decision",
        sa.Column("curation_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("reasons", types.Json, nullable=False),
        sa.Column("assessment_ids", types.Json, nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_at", types.UtcDateTime(), nullable=False),
        sa.Column("supersedes", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_curation_id"), "decision", ["curation_id"], unique=False)
    op.create_index(op.f("ix_decision_product_id"), "decision", ["product_id"], unique=False)
    op.create_index(op.f("ix_decision_scope"), "decision", ["scope"], unique=False)
    op.create_table(
        "device",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
    )
    op.create_index(op.f("ix_device_code"), "device", ["code"], unique=False)
    op.create_index(op.f("ix_device_scope"), "device", ["scope"], unique=False)
    op.create_table(
        "improvement_item",
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("ask", sa.Text(), nullable=False),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("done_at", types.UtcDateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_improvement_item")),
    )
    op.create_index(
        op.f("ix_improvement_item_decision_id"), "improvement_item", ["decision_id"], unique=False
    )
    op.create_index(
        op.f("ix_improvement_item_product_id"), "improvement_item", ["product_id"], unique=False
    )
    op.create_index(op.f("ix_improvement_item_scope"), "improvement_item", ["scope"], unique=False)
    op.create_table(
        "legal_document",
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("in_process", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_document")),
    )
    op.create_index(
        op.f("ix_legal_document_business_id"), "legal_document", ["business_id"], unique=False
    )
    op.create_index(
        op.f("ix_legal_document_product_id"), "legal_document", ["product_id"], unique=False
    )
    op.create_index(op.f("ix_legal_document_scope"), "legal_document", ["scope"], unique=False)
    op.create_table(
        "person",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("nip", sa.Text(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_scope"), "person", ["scope"], unique=False)
    op.create_table(
        "photo",
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("thumb_sha256", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("thumb_bytes", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("taken_at", types.UtcDateTime(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("sharpness", sa.Double(), nullable=False),
        sa.Column("brightness", sa.Double(), nullable=False),
        sa.Column("original_name", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo")),
    )
    op.create_index(op.f("ix_photo_product_id"), "photo", ["product_id"], unique=False)
    op.create_index(op.f("ix_photo_scope"), "photo", ["scope"], unique=False)
    op.create_index(op.f("ix_photo_sha256"), "photo", ["sha256"], unique=False)
    op.create_table(
        "product",
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=True),
        sa.Column("net_content", sa.Text(), nullable=True),
        sa.Column("shelf_life_days", sa.Integer(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("ingredients", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product")),
    )
    op.create_index(op.f("ix_product_business_id"), "product", ["business_id"], unique=False)
    op.create_index(op.f("ix_product_category"), "product", ["category"], unique=False)
    op.create_index(op.f("ix_product_scope"), "product", ["scope"], unique=False)
    op.create_table(
        "region",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("parent_code", sa.Text(), nullable=True),
        sa.Column("postal_code", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_region")),
    )
    op.create_index(op.f("ix_region_code"), "region", ["code"], unique=False)
    op.create_index(op.f("ix_region_parent_code"), "region", ["parent_code"], unique=False)
    op.create_index(op.f("ix_region_scope"), "region", ["scope"], unique=False)
    op.create_table(
        "role_grant",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
    )
    op.create_index(op.f("ix_role_grant_person_id"), "role_grant", ["person_id"], unique=False)
    op.create_index(op.f("ix_role_grant_scope"), "role_grant", ["scope"], unique=False)
    op.create_table(
        "rubric",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Text(), nullable=False),
        sa.Column("body", types.Json, nullable=False),
        sa.Column("published_at", types.UtcDateTime(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rubric")),
    )
    op.create_index(op.f("ix_rubric_code"), "rubric", ["code"], unique=False)
    op.create_index(op.f("ix_rubric_rev"), "rubric", ["rev"], unique=False)
    op.create_index(op.f("ix_rubric_scope"), "rubric", ["scope"], unique=False)
    op.create_table(
        "signatory",
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("nip", sa.Text(), nullable=True),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("guest_scope", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("extra", types.Json, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signatory")),
    )
    op.create_index(op.f("ix_signatory_region_code"), "signatory", ["region_code"], unique=False)
    op.create_index(op.f("ix_signatory_scope"), "signatory", ["scope"], unique=False)
    op.create_table(
        "batch_in",
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("incarnation", sa.Integer(), nullable=False),
        sa.Column("no", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("received_at", types.UtcDateTime(), nullable=False),
        sa.Column("answer", types.Json, nullable=False),
        sa.PrimaryKeyConstraint("device_id", "incarnation", "no", name=op.f("pk_batch_in")),
    )
    op.create_table(
        "blob",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("stored_at", types.UtcDateTime(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob")),
    )
    op.create_table(
        "centre_state",
        sa.Column("one", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.Text(), nullable=False),
        sa.Column("root_public_key", sa.Text(), nullable=False),
        sa.Column("next_device", sa.Integer(), nullable=False),
        sa.Column("verify_host", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_centre_state")),
    )
    op.create_table(
        "device_sync",
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("incarnation", sa.Integer(), nullable=False),
        sa.Column("last_no", sa.BigInteger(), nullable=False),
        sa.Column("last_hash", sa.Text(), nullable=False),
        sa.Column("last_seen_at", types.UtcDateTime(), nullable=True),
        sa.Column("app_version", sa.Text(), nullable=True),
        sa.Column("skew_ms", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("device_id", name=op.f("pk_device_sync")),
    )
    op.create_table(
        "enrol_code",
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("expires_at", types.UtcDateTime(), nullable=False),
        sa.Column("used_at", types.UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_enrol_code")),
    )
    op.create_index(op.f("ix_enrol_code_person_id"), "enrol_code", ["person_id"], unique=False)
    op.create_table(
        "feed",
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "entity", "id", name=op.f("pk_feed")),
    )
    op.create_index("ix_feed_scope_seq", "feed", ["scope", "seq"], unique=True)
    op.create_table(
        "feed_counter",
        sa.Column("one", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_feed_counter")),
    )
    op.create_table(
        "field_conflict",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("received_at", types.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field_conflict")),
    )
    op.create_index(op.f("ix_field_conflict_row_id"), "field_conflict", ["row_id"], unique=False)
    op.create_table(
        "login",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("issued_at", types.UtcDateTime(), nullable=False),
        sa.Column("revoked_at", types.UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_login_token_hash")),
    )
    op.create_index(op.f("ix_login_device_id"), "login", ["device_id"], unique=False)
    op.create_index(op.f("ix_login_person_id"), "login", ["person_id"], unique=False)
    op.create_table(
        "row_version",
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("fver", types.Json, nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("at", types.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("entity", "id", name=op.f("pk_row_version")),
    )


def downgrade() -> None:
    op.drop_table("row_version")
    op.drop_index(op.f("ix_login_person_id"), table_name="login")
    op.drop_index(op.f("ix_login_device_id"), table_name="login")
    op.drop_table("login")
    op.drop_index(op.f("ix_field_conflict_row_id"), table_name="field_conflict")
    op.drop_table("field_conflict")
    op.drop_table("feed_counter")
    op.drop_index("ix_feed_scope_seq", table_name="feed")
    op.drop_table("feed")
    op.drop_index(op.f("ix_enrol_code_person_id"), table_name="enrol_code")
    op.drop_table("enrol_code")
    op.drop_table("device_sync")
    op.drop_table("centre_state")
    op.drop_table("blob")
    op.drop_table("batch_in")
    op.drop_index(op.f("ix_signatory_scope"), table_name="signatory")
    op.drop_index(op.f("ix_signatory_region_code"), table_name="signatory")
    op.drop_table("signatory")
    op.drop_index(op.f("ix_rubric_scope"), table_name="rubric")
    op.drop_index(op.f("ix_rubric_rev"), table_name="rubric")
    op.drop_index(op.f("ix_rubric_code"), table_name="rubric")
    op.drop_table("rubric")
    op.drop_index(op.f("ix_role_grant_scope"), table_name="role_grant")
    op.drop_index(op.f("ix_role_grant_person_id"), table_name="role_grant")
    op.drop_table("role_grant")
    op.drop_index(op.f("ix_region_scope"), table_name="region")
    op.drop_index(op.f("ix_region_parent_code"), table_name="region")
    op.drop_index(op.f("ix_region_code"), table_name="region")
    op.drop_table("region")
    op.drop_index(op.f("ix_product_scope"), table_name="product")
    op.drop_index(op.f("ix_product_category"), table_name="product")
    op.drop_index(op.f("ix_product_business_id"), table_name="product")
    op.drop_table("product")
    op.drop_index(op.f("ix_photo_sha256"), table_name="photo")
    op.drop_index(op.f("ix_photo_scope"), table_name="photo")
    op.drop_index(op.f("ix_photo_product_id"), table_name="photo")
    op.drop_table("photo")
    op.drop_index(op.f("ix_person_scope"), table_name="person")
    op.drop_table("person")
    op.drop_index(op.f("ix_legal_document_scope"), table_name="legal_document")
    op.drop_index(op.f("ix_legal_document_product_id"), table_name="legal_document")
    op.drop_index(op.f("ix_legal_document_business_id"), table_name="legal_document")
    op.drop_table("legal_document")
    op.drop_index(op.f("ix_improvement_item_scope"), table_name="improvement_item")
    op.drop_index(op.f("ix_improvement_item_product_id"), table_name="improvement_item")
    op.drop_index(op.f("ix_improvement_item_decision_id"), table_name="improvement_item")
    op.drop_table("improvement_item")
    op.drop_index(op.f("ix_device_scope"), table_name="device")
    op.drop_index(op.f("ix_device_code"), table_name="device")
    op.drop_table("device")
    op.drop_index(op.f("ix_decision_scope"), table_name="decision")
    op.drop_index(op.f("ix_decision_product_id"), table_name="decision")
    op.drop_index(op.f("ix_decision_curation_id"), table_name="decision")
    op.drop_table("decision")
    op.drop_index(op.f("ix_curation_session_scope"), table_name="curation_session")
    op.drop_table("curation_session")
    op.drop_index(op.f("ix_curation_case_scope"), table_name="curation_case")
    op.drop_index(op.f("ix_curation_case_product_id"), table_name="curation_case")
    op.drop_index(op.f("ix_curation_case_business_id"), table_name="curation_case")
    op.drop_table("curation_case")
    op.drop_index(op.f("ix_curation_state"), table_name="curation")
    op.drop_index(op.f("ix_curation_session_id"), table_name="curation")
    op.drop_index(op.f("ix_curation_scope"), table_name="curation")
    op.drop_index(op.f("ix_curation_product_id"), table_name="curation")
    op.drop_index(op.f("ix_curation_case_id"), table_name="curation")
    op.drop_index(op.f("ix_curation_business_id"), table_name="curation")
    op.drop_table("curation")
    op.drop_index(op.f("ix_certificate_scope"), table_name="certificate")
    op.drop_index(op.f("ix_certificate_register_no"), table_name="certificate")
    op.drop_index(op.f("ix_certificate_product_id"), table_name="certificate")
    op.drop_index(op.f("ix_certificate_decision_id"), table_name="certificate")
    op.drop_table("certificate")
    op.drop_index(op.f("ix_business_scope"), table_name="business")
    op.drop_index(op.f("ix_business_nib"), table_name="business")
    op.drop_index(op.f("ix_business_name_key"), table_name="business")
    op.drop_index("ix_business_list", table_name="business")
    op.drop_index(op.f("ix_business_jakpreneur_id"), table_name="business")
    op.drop_table("business")
    op.drop_index(op.f("ix_audit_event_scope"), table_name="audit_event")
    op.drop_index(op.f("ix_audit_event_entity_id"), table_name="audit_event")
    op.drop_table("audit_event")
    op.drop_table("assessment_criterion")
    op.drop_index(op.f("ix_assessment_scope"), table_name="assessment")
    op.drop_index(op.f("ix_assessment_curator_id"), table_name="assessment")
    op.drop_index(op.f("ix_assessment_curation_id"), table_name="assessment")
    op.drop_table("assessment")
