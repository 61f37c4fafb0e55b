"""The tables that laptops and the centre share, column for column.

Each row has a UUID made where it was born, a `scope` (the region code that owns
it, `global` for reference data, `training` for what never leaves the laptop) and
at times a `guest_scope` (a second region that also sees it: the session's, for a
walk-in; the home district's, for a city's curation). There are no foreign keys
between them: a child may arrive before its parent (docs/architecture.md).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.models.market import MARKET, MARKET_APPEND_ONLY, ChannelRulesVersion
from app.models.synced import Base as Base
from app.models.synced import Synced as Synced


class Region(Synced):
    """Wilayah; codes change, so each has its span of validity."""

    __tablename__ = "region"

    code: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    name: Mapped[str]
    parent_code: Mapped[str | None] = mapped_column(index=True)
    postal_code: Mapped[str | None]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class RubricVersion(Synced):
    """A published rubric; `body` is its JSON, `rev` the hash of that."""

    __tablename__ = "rubric"

    code: Mapped[str] = mapped_column(index=True)
    version: Mapped[int]
    rev: Mapped[str] = mapped_column(index=True)
    body: Mapped[dict[str, Any]]
    published_at: Mapped[datetime]


class PaperSetup(Synced):
    """What the papers of a region take from their office (`app.domain.paper_setup`).

    The next `version` of its region, published by an admin of that region; it lies in the
    scope `global`, for the papers of a district may be of its city's or the province's.
    """

    __tablename__ = "paper_setup"

    region_code: Mapped[str] = mapped_column(index=True)
    version: Mapped[int]
    valid_from: Mapped[date]
    lines: Mapped[list[str]]
    address: Mapped[str]
    # {"png": base64}: longer than one text may be.
    emblem: Mapped[dict[str, Any] | None]
    number_template: Mapped[str]
    classification: Mapped[str]
    unit: Mapped[str]
    yearly: Mapped[bool]
    numbering: Mapped[str]
    signatories: Mapped[list[Any]]


class Person(Synced):
    """Somebody who works with the programme; what they may do is in `RoleGrant`."""

    __tablename__ = "person"

    name: Mapped[str]
    nip: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)


class RoleGrant(Synced):
    """A role of a person in a region, and everything below it."""

    __tablename__ = "role_grant"

    person_id: Mapped[UUID] = mapped_column(index=True)
    role: Mapped[str]
    region_code: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)


class Device(Synced):
    """A laptop; its short code stands in register numbers."""

    __tablename__ = "device"

    code: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    public_key: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)


class Signatory(Synced):
    """Who signs certificates of a region, as centres said it before there was `PaperSetup`."""

    __tablename__ = "signatory"

    region_code: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    nip: Mapped[str | None]
    position: Mapped[str]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class Business(Synced):
    """Pelaku usaha. Its scope is the home district, whatever bazaar it walks into."""

    __tablename__ = "business"

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    brand: Mapped[str | None]
    owner_name: Mapped[str]
    nik: Mapped[str | None]
    nib: Mapped[str | None] = mapped_column(index=True)
    npwp: Mapped[str | None]
    phone: Mapped[str | None]
    jakpreneur_id: Mapped[str | None] = mapped_column(index=True)
    ward_code: Mapped[str]
    rt: Mapped[str | None]
    rw: Mapped[str | None]
    address: Mapped[str | None]
    sponsoring_agency: Mapped[str | None]
    women_led: Mapped[bool] = mapped_column(default=False)
    up2k: Mapped[bool] = mapped_column(default=False)
    status: Mapped[str]
    note: Mapped[str | None]
    consent_at: Mapped[datetime | None]
    consent_text: Mapped[str | None]
    verified_at: Mapped[datetime | None]
    # A deleted business that was found to be another one says which, and what was moved for it
    # (swapped fields, rows that went along), so that anybody can separate them again.
    merged_into: Mapped[UUID | None] = mapped_column(index=True)
    merge_record: Mapped[dict[str, Any] | None]

    __table_args__ = (
        # The list of all businesses by name is read from this index alone.
        sa.Index("ix_business_list", "deleted", "name_key", "id"),
    )


class Product(Synced):
    """Produk of one business."""

    __tablename__ = "product"

    business_id: Mapped[UUID] = mapped_column(index=True)
    name: Mapped[str]
    name_key: Mapped[str]
    category: Mapped[str] = mapped_column(index=True)
    price: Mapped[int | None] = mapped_column(sa.BigInteger)
    net_content: Mapped[str | None]
    shelf_life_days: Mapped[int | None]
    description: Mapped[str | None]
    ingredients: Mapped[str | None]


class LegalDocument(Synced):
    """Dokumen legalitas of a business, or of one of its products."""

    __tablename__ = "legal_document"

    business_id: Mapped[UUID] = mapped_column(index=True)
    product_id: Mapped[UUID | None] = mapped_column(index=True)
    kind: Mapped[str]
    number: Mapped[str]
    valid_until: Mapped[date | None]
    in_process: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str | None]


class Photo(Synced):
    """Facts about a photograph; the picture itself is a file named by its hash.

    A row never changes its picture. A mended picture is a row of its own which names the
    clean master it was made from (`mended_from`) and how (`mending`, see
    `app.photos.mending`); while it lives it stands in its master's place.
    `measures` are the coach's figures, `phash` 64 bits of likeness as 16 hexadecimal digits.
    """

    __tablename__ = "photo"

    product_id: Mapped[UUID] = mapped_column(index=True)
    sha256: Mapped[str] = mapped_column(index=True)
    thumb_sha256: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    size_bytes: Mapped[int] = mapped_column(sa.BigInteger)
    thumb_bytes: Mapped[int]
    role: Mapped[str | None]
    position: Mapped[int]
    taken_at: Mapped[datetime | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    sharpness: Mapped[float]
    brightness: Mapped[float]
    original_name: Mapped[str]
    measures: Mapped[dict[str, Any] | None]
    phash: Mapped[str | None] = mapped_column(index=True)
    mended_from: Mapped[UUID | None] = mapped_column(index=True)
    mending: Mapped[dict[str, Any] | None]


class CurationSession(Synced):
    """Kegiatan kurasi: a place, a day, a level, a region."""

    __tablename__ = "curation_session"

    name: Mapped[str]
    place: Mapped[str]
    held_on: Mapped[date]
    level: Mapped[str]
    region_code: Mapped[str]
    state: Mapped[str]
    walk_ins: Mapped[bool] = mapped_column(default=True)
    training: Mapped[bool] = mapped_column(default=False)
    chair_id: Mapped[UUID | None]
    panel: Mapped[list[str]]
    minimum_members: Mapped[int] = mapped_column(default=1)
    # What was agreed for this session beyond the defaults (`app.domain.session_rules`).
    rules: Mapped[dict[str, Any] | None]


class CurationCase(Synced):
    """A product's way through the levels."""

    __tablename__ = "curation_case"

    product_id: Mapped[UUID] = mapped_column(index=True)
    business_id: Mapped[UUID] = mapped_column(index=True)
    round_no: Mapped[int]


class Curation(Synced):
    """One product, one level, one attempt; UUIDv5 of that, so that two laptops meet.

    `unverified` says that it was opened without verification and validation, as its session
    allowed. `rescore` names the decision whose failed parts alone are scored again, see
    `app.domain.rescoring`.
    """

    __tablename__ = "curation"

    case_id: Mapped[UUID] = mapped_column(index=True)
    product_id: Mapped[UUID] = mapped_column(index=True)
    business_id: Mapped[UUID] = mapped_column(index=True)
    session_id: Mapped[UUID] = mapped_column(index=True)
    level: Mapped[str]
    attempt: Mapped[int]
    state: Mapped[str] = mapped_column(index=True)
    walk_in: Mapped[bool] = mapped_column(default=False)
    opened_at: Mapped[datetime]
    opened_by: Mapped[UUID]
    rubric_rev: Mapped[str]
    verified_at: Mapped[datetime | None]
    verified_by: Mapped[UUID | None]
    validated_at: Mapped[datetime | None]
    validated_by: Mapped[UUID | None]
    unverified: Mapped[bool | None]
    queue_no: Mapped[int | None]
    checked_in_at: Mapped[datetime | None]
    rescore: Mapped[dict[str, Any] | None]


class BlindLabel(Synced):
    """Kode buta: stuck on a product so that who scores it does not see whose it is.

    Unique by construction (device and its own sequence). A curation that two laptops
    labelled has two, and both find it.
    """

    __tablename__ = "blind_label"

    curation_id: Mapped[UUID] = mapped_column(index=True)
    session_id: Mapped[UUID] = mapped_column(index=True)
    device_id: Mapped[UUID]
    code: Mapped[str] = mapped_column(index=True)


class Interest(Synced):
    """Benturan kepentingan: somebody of a session's panel is close to a business.

    UUIDv5 of session, person and business; taken back by marking it deleted.
    """

    __tablename__ = "interest"

    session_id: Mapped[UUID] = mapped_column(index=True)
    person_id: Mapped[UUID] = mapped_column(index=True)
    business_id: Mapped[UUID] = mapped_column(index=True)
    kind: Mapped[str]
    note: Mapped[str | None]


class CaseReturn(Synced):
    """A curation that was not decided but sent down a level, with the reason."""

    __tablename__ = "case_return"

    curation_id: Mapped[UUID] = mapped_column(index=True)
    case_id: Mapped[UUID] = mapped_column(index=True)
    product_id: Mapped[UUID] = mapped_column(index=True)
    from_level: Mapped[str]
    to_level: Mapped[str]
    reason: Mapped[str]
    returned_by: Mapped[UUID]
    returned_at: Mapped[datetime]


class Assessment(Synced):
    """One curator's submitted sheet. Never changed: a correction or a withdrawal is a new row."""

    __tablename__ = "assessment"

    curation_id: Mapped[UUID] = mapped_column(index=True)
    curator_id: Mapped[UUID] = mapped_column(index=True)
    device_id: Mapped[UUID]
    rubric_code: Mapped[str]
    rubric_version: Mapped[int]
    rubric_rev: Mapped[str]
    sheet: Mapped[dict[str, Any]]
    total: Mapped[int]
    criterion_points: Mapped[dict[str, Any]]
    submitted_at: Mapped[datetime]
    supersedes: Mapped[UUID | None]
    withdrawn: Mapped[bool] = mapped_column(default=False)
    started_at: Mapped[datetime | None]


class AssessmentCriterion(Base):
    """Criterion points of an assessment as rows to query; filled by a trigger, never synced."""

    __tablename__ = "assessment_criterion"

    assessment_id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    points: Mapped[int]


class DecisionRecord(Synced):
    """Hasil: outcome and grade of a curation, naming the sheets it rests on.

    `gates` are the answers the chair settled where sheets differed, `reason` is why: it is
    there whenever the chair reconciled, left a sheet out, or corrected a decision
    (`supersedes`).
    """

    __tablename__ = "decision"

    curation_id: Mapped[UUID] = mapped_column(index=True)
    product_id: Mapped[UUID] = mapped_column(index=True)
    business_id: Mapped[UUID]
    level: Mapped[str]
    outcome: Mapped[str]
    grade: Mapped[str]
    total: Mapped[int]
    reasons: Mapped[dict[str, Any]]
    assessment_ids: Mapped[list[str]]
    decided_by: Mapped[UUID]
    decided_at: Mapped[datetime]
    supersedes: Mapped[UUID | None]
    reason: Mapped[str | None]
    gates: Mapped[dict[str, Any] | None]


class Appeal(Synced):
    """Keberatan of a business against a decision, and the answer of one who did not score it."""

    __tablename__ = "appeal"

    decision_id: Mapped[UUID] = mapped_column(index=True)
    curation_id: Mapped[UUID] = mapped_column(index=True)
    product_id: Mapped[UUID] = mapped_column(index=True)
    business_id: Mapped[UUID] = mapped_column(index=True)
    brought_by: Mapped[str]
    reason: Mapped[str]
    filed_at: Mapped[datetime]
    due_date: Mapped[date]
    outcome: Mapped[str | None]
    answer: Mapped[str | None]
    answered_by: Mapped[UUID | None]
    answered_at: Mapped[datetime | None]


class ImprovementItem(Synced):
    """Perbaikan: what to do, by when, whom to ask."""

    __tablename__ = "improvement_item"

    decision_id: Mapped[UUID] = mapped_column(index=True)
    product_id: Mapped[UUID] = mapped_column(index=True)
    position: Mapped[int]
    code: Mapped[str]
    title: Mapped[str]
    score: Mapped[int | None]
    finding: Mapped[str]
    advice: Mapped[str]
    ask: Mapped[str]
    due_date: Mapped[date | None]
    done_at: Mapped[datetime | None]


class Certificate(Synced):
    """Sertifikat kurasi; `payload` is the signed COSE message, base32."""

    __tablename__ = "certificate"

    decision_id: Mapped[UUID] = mapped_column(index=True)
    curation_id: Mapped[UUID]
    product_id: Mapped[UUID] = mapped_column(index=True)
    business_id: Mapped[UUID]
    # Unique by construction and by the centre's check. Not by a constraint: a laptop that was
    # cloned must be able to hold the other's certificate beside its own refused one.
    register_no: Mapped[str] = mapped_column(index=True)
    official_number: Mapped[str | None]
    status: Mapped[str]
    level: Mapped[str]
    issued_on: Mapped[date]
    valid_until: Mapped[date]
    device_id: Mapped[UUID]
    record_hash: Mapped[str]
    payload: Mapped[str]
    facts: Mapped[dict[str, Any]]


class CertificateRevocation(Synced):
    """Pencabutan: a certificate does not hold any more, and why. Never taken back.

    `replaced_by` is the certificate that stands in its place, where that was issued with it;
    one issued later names this one's number in its facts. Two people may revoke the same:
    the earliest is told.
    """

    __tablename__ = "certificate_revocation"

    certificate_id: Mapped[UUID] = mapped_column(index=True)
    product_id: Mapped[UUID] = mapped_column(index=True)
    register_no: Mapped[str]
    reason: Mapped[str]
    note: Mapped[str | None]
    replaced_by: Mapped[UUID | None]
    revoked_by: Mapped[UUID]
    revoked_at: Mapped[datetime]


class CertificateConfirmation(Synced):
    """The centre's word that a certificate is final: its official number, its signed code.

    UUIDv5 of the certificate, written in the transaction that accepts it.
    """

    __tablename__ = "certificate_confirmation"

    certificate_id: Mapped[UUID] = mapped_column(index=True)
    register_no: Mapped[str]
    official_number: Mapped[str | None]
    payload: Mapped[str]
    confirmed_at: Mapped[datetime]


class AuditEvent(Synced):
    """What happened, who did it, when; append-only."""

    __tablename__ = "audit_event"

    verb: Mapped[str]
    entity: Mapped[str]
    entity_id: Mapped[UUID] = mapped_column(index=True)
    device_id: Mapped[UUID]
    details: Mapped[dict[str, Any]]


REFERENCE: tuple[type[Synced], ...] = (Region, Person, RoleGrant, Device, Signatory)
"""Written at the centre only, read by all."""

PUBLISHED: tuple[type[Synced], ...] = (RubricVersion, PaperSetup, ChannelRulesVersion)
"""Rules for all: published by an admin (of the province; a set-up of papers, of its region),
read by all, never changed."""

FIELD: tuple[type[Synced], ...] = (
    Business,
    Product,
    LegalDocument,
    Photo,
    CurationSession,
    CurationCase,
    Curation,
    BlindLabel,
    Interest,
    CaseReturn,
    Assessment,
    DecisionRecord,
    Appeal,
    ImprovementItem,
    Certificate,
    CertificateRevocation,
    *MARKET,
    AuditEvent,
)
"""Written in the field, in the order in which they are pushed."""

ISSUED: tuple[type[Synced], ...] = (CertificateConfirmation,)
"""The centre's word about records of the field: written there alone, read in their regions,
never changed."""

PUSHED: tuple[type[Synced], ...] = PUBLISHED + FIELD
"""All that a laptop may send, in that order."""

SYNCED: tuple[type[Synced], ...] = REFERENCE + PUSHED + ISSUED

APPEND_ONLY: frozenset[str] = frozenset(
    {
        "blind_label",
        "case_return",
        "assessment",
        "decision",
        "certificate",
        "certificate_revocation",
        "audit_event",
        *MARKET_APPEND_ONLY,
    }
)
"""Records of the field that a laptop may add but never change."""

FINAL: frozenset[str] = APPEND_ONLY | {cls.__tablename__ for cls in PUBLISHED}
"""Everything that is never changed once it is there."""

TABLES: dict[str, sa.Table] = {
    cls.__tablename__: Base.metadata.tables[cls.__tablename__] for cls in SYNCED
}
"""The shared tables by entity name, in push order."""
