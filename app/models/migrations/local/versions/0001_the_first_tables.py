"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

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
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_assessment_curation_id"), ["curation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_assessment_curator_id"), ["curator_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assessment_scope"), ["scope"], unique=False)

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
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_event_entity_id"), ["entity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_event_scope"), ["scope"], unique=False)

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
    with op.batch_alter_table("business", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_business_jakpreneur_id"), ["jakpreneur_id"], unique=False
        )
        batch_op.create_index("ix_business_list", ["deleted", "name_key", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_business_name_key"), ["name_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_business_nib"), ["nib"], unique=False)
        batch_op.create_index(batch_op.f("ix_business_scope"), ["scope"], unique=False)

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
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_certificate_decision_id"), ["decision_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_certificate_product_id"), ["product_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_certificate_register_no"), ["register_no"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_certificate_scope"), ["scope"], unique=False)

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
    with op.batch_alter_table("curation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_curation_business_id"), ["business_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_curation_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_curation_product_id"), ["product_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_curation_scope"), ["scope"], unique=False)
        batch_op.create_index(batch_op.f("ix_curation_session_id"), ["session_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_curation_state"), ["state"], unique=False)

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
    with op.batch_alter_table("curation_case", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_curation_case_business_id"), ["business_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_curation_case_product_id"), ["product_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_curation_case_scope"), ["scope"], unique=False)

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
    with op.batch_alter_table("curation_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_curation_session_scope"), ["scope"], unique=False)

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
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_curation_id"), ["curation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_decision_product_id"), ["product_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_decision_scope"), ["scope"], unique=False)

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
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_device_code"), ["code"], unique=False)
        batch_op.create_index(batch_op.f("ix_device_scope"), ["scope"], unique=False)

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
    with op.batch_alter_table("improvement_item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_improvement_item_decision_id"), ["decision_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_improvement_item_product_id"), ["product_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_improvement_item_scope"), ["scope"], unique=False)

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
    with op.batch_alter_table("legal_document", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_legal_document_business_id"), ["business_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_legal_document_product_id"), ["product_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_legal_document_scope"), ["scope"], unique=False)

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
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_scope"), ["scope"], unique=False)

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
    with op.batch_alter_table("photo", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_photo_product_id"), ["product_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_photo_scope"), ["scope"], unique=False)
        batch_op.create_index(batch_op.f("ix_photo_sha256"), ["sha256"], unique=False)

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
    with op.batch_alter_table("product", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_product_business_id"), ["business_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_product_category"), ["category"], unique=False)
        batch_op.create_index(batch_op.f("ix_product_scope"), ["scope"], unique=False)

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
    with op.batch_alter_table("region", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_region_code"), ["code"], unique=False)
        batch_op.create_index(batch_op.f("ix_region_parent_code"), ["parent_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_region_scope"), ["scope"], unique=False)

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
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_role_grant_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_role_grant_scope"), ["scope"], unique=False)

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
    with op.batch_alter_table("rubric", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rubric_code"), ["code"], unique=False)
        batch_op.create_index(batch_op.f("ix_rubric_rev"), ["rev"], unique=False)
        batch_op.create_index(batch_op.f("ix_rubric_scope"), ["scope"], unique=False)

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
    with op.batch_alter_table("signatory", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signatory_region_code"), ["region_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_signatory_scope"), ["scope"], unique=False)

    op.create_table(
        "batch_out",
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("rows", types.Json, nullable=False),
        sa.Column("frozen_at", types.UtcDateTime(), nullable=False),
        sa.Column("acked_at", types.UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_batch_out")),
    )
    op.create_table(
        "blob_transfer",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("thumbnail", sa.Boolean(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("stored_at", types.UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob_transfer")),
    )
    with op.batch_alter_table("blob_transfer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_blob_transfer_state"), ["state"], unique=False)

    op.create_table(
        "identity",
        sa.Column("one", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("person_name", sa.Text(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("device_code", sa.Text(), nullable=False),
        sa.Column("enrolled_at", types.UtcDateTime(), nullable=True),
        sa.Column("centre_url", sa.Text(), nullable=True),
        sa.Column("centre_certificate", sa.Text(), nullable=True),
        sa.Column("token", sa.Text(), nullable=True),
        sa.Column("roles", types.Json, nullable=False),
        sa.Column("private_key", sa.Text(), nullable=False),
        sa.Column("delegation", sa.Text(), nullable=True),
        sa.Column("root_public_key", sa.Text(), nullable=True),
        sa.Column("verify_host", sa.Text(), nullable=True),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_identity")),
    )
    op.create_table(
        "print_count",
        sa.Column("certificate_id", sa.Uuid(), nullable=False),
        sa.Column("prints", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("certificate_id", name=op.f("pk_print_count")),
    )
    op.create_table(
        "pull_stage",
        sa.Column("position", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("item", types.Json, nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_pull_stage")),
    )
    op.create_table(
        "refusal",
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("refused_at", types.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("entity", "id", name=op.f("pk_refusal")),
    )
    op.create_table(
        "register_counter",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_register_counter")),
    )
    op.create_table(
        "search_doc",
        sa.Column("rowid", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("ref", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("rowid", name=op.f("pk_search_doc")),
        sa.UniqueConstraint("ref", name=op.f("uq_search_doc_ref")),
    )
    op.create_table(
        "sheet_draft",
        sa.Column("curation_id", sa.Uuid(), nullable=False),
        sa.Column("curator_id", sa.Uuid(), nullable=False),
        sa.Column("rubric_rev", sa.Text(), nullable=False),
        sa.Column("sheet", types.Json, nullable=False),
        sa.Column("saved_at", types.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("curation_id", "curator_id", name=op.f("pk_sheet_draft")),
    )
    op.create_table(
        "sync_conflict",
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("mine", sa.JSON(), nullable=False),
        sa.Column("theirs", sa.JSON(), nullable=False),
        sa.Column("noticed_at", types.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("entity", "id", "field", name=op.f("pk_sync_conflict")),
    )
    op.create_table(
        "sync_row",
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("bver", sa.BigInteger(), nullable=False),
        sa.Column("fb", types.Json, nullable=False),
        sa.Column("lver", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("entity", "id", name=op.f("pk_sync_row")),
    )
    with op.batch_alter_table("sync_row", schema=None) as batch_op:
        batch_op.create_index(
            "ix_sync_row_dirty",
            ["entity", "lver"],
            unique=False,
            sqlite_where=sa.text("fb <> '{}'"),
        )

    op.create_table(
        "sync_run",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("started_at", types.UtcDateTime(), nullable=False),
        sa.Column("ended_at", types.UtcDateTime(), nullable=False),
        sa.Column("ok", sa.Boolean(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("photos_sent", sa.Integer(), nullable=False),
        sa.Column("photos_received", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sync_run")),
    )
    op.create_table(
        "sync_state",
        sa.Column("one", sa.Integer(), nullable=False),
        sa.Column("applying", sa.Boolean(), nullable=False),
        sa.Column("lver", sa.BigInteger(), nullable=False),
        sa.Column("batch_no", sa.BigInteger(), nullable=False),
        sa.Column("last_hash", sa.Text(), nullable=False),
        sa.Column("incarnation", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.Text(), nullable=False),
        sa.Column("cursors", types.Json, nullable=False),
        sa.Column("last_success_at", types.UtcDateTime(), nullable=True),
        sa.Column("skew_ms", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_sync_state")),
    )


def downgrade() -> None:
    op.drop_table("sync_state")
    op.drop_table("sync_run")
    with op.batch_alter_table("sync_row", schema=None) as batch_op:
        batch_op.drop_index("ix_sync_row_dirty", sqlite_where=sa.text("fb <> '{}'"))

    op.drop_table("sync_row")
    op.drop_table("sync_conflict")
    op.drop_table("sheet_draft")
    op.drop_table("search_doc")
    op.drop_table("register_counter")
    op.drop_table("refusal")
    op.drop_table("pull_stage")
    op.drop_table("print_count")
    op.drop_table("identity")
    with op.batch_alter_table("blob_transfer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_blob_transfer_state"))

    op.drop_table("blob_transfer")
    op.drop_table("batch_out")
    with op.batch_alter_table("signatory", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signatory_scope"))
        batch_op.drop_index(batch_op.f("ix_signatory_region_code"))

    op.drop_table("signatory")
    with op.batch_alter_table("rubric", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rubric_scope"))
        batch_op.drop_index(batch_op.f("ix_rubric_rev"))
        batch_op.drop_index(batch_op.f("ix_rubric_code"))

    op.drop_table("rubric")
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_role_grant_scope"))
        batch_op.drop_index(batch_op.f("ix_role_grant_person_id"))

    op.drop_table("role_grant")
    with op.batch_alter_table("region", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_region_scope"))
        batch_op.drop_index(batch_op.f("ix_region_parent_code"))
        batch_op.drop_index(batch_op.f("ix_region_code"))

    op.drop_table("region")
    with op.batch_alter_table("product", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_product_scope"))
        batch_op.drop_index(batch_op.f("ix_product_category"))
        batch_op.drop_index(batch_op.f("ix_product_business_id"))

    op.drop_table("product")
    with op.batch_alter_table("photo", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_photo_sha256"))
        batch_op.drop_index(batch_op.f("ix_photo_scope"))
        batch_op.drop_index(batch_op.f("ix_photo_product_id"))

    op.drop_table("photo")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_scope"))

    op.drop_table("person")
    with op.batch_alter_table("legal_document", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_legal_document_scope"))
        batch_op.drop_index(batch_op.f("ix_legal_document_product_id"))
        batch_op.drop_index(batch_op.f("ix_legal_document_business_id"))

    op.drop_table("legal_document")
    with op.batch_alter_table("improvement_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_improvement_item_scope"))
        batch_op.drop_index(batch_op.f("ix_improvement_item_product_id"))
        batch_op.drop_index(batch_op.f("ix_improvement_item_decision_id"))

    op.drop_table("improvement_item")
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_device_scope"))
        batch_op.drop_index(batch_op.f("ix_device_code"))

    op.drop_table("device")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_scope"))
        batch_op.drop_index(batch_op.f("ix_decision_product_id"))
        batch_op.drop_index(batch_op.f("ix_decision_curation_id"))

    op.drop_table("decision")
    with op.batch_alter_table("curation_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_curation_session_scope"))

    op.drop_table("curation_session")
    with op.batch_alter_table("curation_case", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_curation_case_scope"))
        batch_op.drop_index(batch_op.f("ix_curation_case_product_id"))
        batch_op.drop_index(batch_op.f("ix_curation_case_business_id"))

    op.drop_table("curation_case")
    with op.batch_alter_table("curation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_curation_state"))
        batch_op.drop_index(batch_op.f("ix_curation_session_id"))
        batch_op.drop_index(batch_op.f("ix_curation_scope"))
        batch_op.drop_index(batch_op.f("ix_curation_product_id"))
        batch_op.drop_index(batch_op.f("ix_curation_case_id"))
        batch_op.drop_index(batch_op.f("ix_curation_business_id"))

    op.drop_table("curation")
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_certificate_scope"))
        batch_op.drop_index(batch_op.f("ix_certificate_register_no"))
        batch_op.drop_index(batch_op.f("ix_certificate_product_id"))
        batch_op.drop_index(batch_op.f("ix_certificate_decision_id"))

    op.drop_table("certificate")
    with op.batch_alter_table("business", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_business_scope"))
        batch_op.drop_index(batch_op.f("ix_business_nib"))
        batch_op.drop_index(batch_op.f("ix_business_name_key"))
        batch_op.drop_index("ix_business_list")
        batch_op.drop_index(batch_op.f("ix_business_jakpreneur_id"))

    op.drop_table("business")
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_event_scope"))
        batch_op.drop_index(batch_op.f("ix_audit_event_entity_id"))

    op.drop_table("audit_event")
    op.drop_table("assessment_criterion")
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assessment_scope"))
        batch_op.drop_index(batch_op.f("ix_assessment_curator_id"))
        batch_op.drop_index(batch_op.f("ix_assessment_curation_id"))

    op.drop_table("assessment")
