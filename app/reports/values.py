"""What the papers are made of. No NIK, no telephone number: what is not here cannot be printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class PaperStatus(StrEnum):
    """How far a paper may be relied upon."""

    TRAINING = "training"
    PROVISIONAL = "provisional"
    FINAL = "final"


class SigningMode(StrEnum):
    """Signed with a pen, or a draft for the e-office to sign elsewhere."""

    WET = "wet"
    TTE_DRAFT = "tte_draft"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The kop: lines from the highest body downwards, an address, an emblem (PNG or JPEG bytes)."""

    lines: tuple[str, ...]
    address: str
    emblem: bytes | None = None


@dataclass(frozen=True, slots=True)
class Signatory:
    """One official; `name` may carry titles, the certificate prints it without them."""

    name: str
    position: str
    nip: str | None = None


@dataclass(frozen=True, slots=True)
class CertificateData:
    """One certificate.

    `level` is the bare word ("kecamatan", "kota", "provinsi"), `ward` and `district` are bare
    names, `city` is whole ("Kota Administrasi Jakarta Selatan"). `total` is 0 to 100.
    `copy_no` is 0 for the first print; n prints "SALINAN ke-n". `place` is where it is signed.
    """

    register_no: str
    official_number: str | None
    business_name: str
    owner_name: str
    product_name: str
    brand: str
    category: str
    ward: str
    district: str
    city: str
    level: str
    session_name: str
    place: str
    issued_on: date
    valid_until: date
    total: Decimal
    grade: str
    conditions: tuple[str, ...]
    signatories: tuple[Signatory, ...]
    letterhead: Letterhead
    qr_text: str
    record_hash: str
    photo: bytes | None
    status: PaperStatus
    copy_no: int
    mode: SigningMode


@dataclass(frozen=True, slots=True)
class ImprovementLine:
    """One thing to mend: what was seen, what to do, whom to ask, by when."""

    title: str
    score: int | None
    finding: str
    advice: str
    ask: str
    due: date | None


@dataclass(frozen=True, slots=True)
class CriterionBar:
    """Points reached of `weight`; the floor is a percentage of the weight, 0 for none."""

    name: str
    points: Decimal
    weight: int
    floor_percent: int
    floor_missed: bool


@dataclass(frozen=True, slots=True)
class GateLine:
    """A compulsory requirement, its state in words and, when not met, the remedy."""

    name: str
    state: str
    remedy: str | None


@dataclass(frozen=True, slots=True)
class ImprovementData:
    """One improvement sheet. `outcome` is the Indonesian label of the decision."""

    register_no: str | None
    business_name: str
    owner_name: str
    product_name: str
    category: str
    district: str
    city: str
    level: str
    session_name: str
    place: str
    assessed_on: date
    outcome: str
    total: Decimal
    grade: str | None
    criteria: tuple[CriterionBar, ...]
    gates: tuple[GateLine, ...]
    lines: tuple[ImprovementLine, ...]
    photo: bytes | None
    letterhead: Letterhead
    curators: tuple[str, ...]
    status: PaperStatus


@dataclass(frozen=True, slots=True)
class RekapTable:
    """A table of Rekap: a text column, then figures.

    An int is printed whole, a Decimal with one decimal, None as a dash.
    """

    title: str
    remark: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | Decimal | None, ...], ...]
    has_total: bool = False
    """The last row is the sum of the others."""


@dataclass(frozen=True, slots=True)
class RekapData:
    """One selection of Rekap as a paper."""

    region: str
    facts: tuple[tuple[str, str], ...]
    figures: tuple[tuple[str, str], ...]
    """The few large figures at the top: caption and value."""
    tables: tuple[RekapTable, ...]
    notes: tuple[str, ...]
    letterhead: Letterhead
    made_on: date
    status: PaperStatus
