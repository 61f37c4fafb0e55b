"""The sheets of a rubric's workbook: headings, and what of the JSON stands under each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

Row = dict[str, Any]


YES, NO, NOTHING = "ya", "tidak", "-"
"""How truth values stand in a cell, and a list that has nothing in it."""


class Kind(Enum):
    """How a value stands in a cell."""

    TEXT = auto()
    NUMBER = auto()
    FLAG = auto()
    WORDS = auto()
    NUMBERS = auto()
    DAY = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, and the keys that lead to its value."""

    title: str
    path: tuple[str, ...]
    kind: Kind = Kind.TEXT
    width: int = 18


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of equal rows."""

    title: str
    columns: tuple[Column, ...]


GENERAL = "Umum"
INDICATORS = "Indikator"

GATES = Table(
    "Syarat wajib",
    (
        Column("Kode", ("code",)),
        Column("Nama", ("name",), width=28),
        Column("Pertanyaan", ("question",), width=50),
        Column("Dasar", ("basis",), width=40),
        Column("Dokumen", ("document",)),
        Column("Dokumen lain", ("alternative_documents",), Kind.WORDS),
        Column("Masa simpan minimal (hari)", ("condition", "min_shelf_life_days"), Kind.NUMBER, 14),
        Column("Boleh dalam proses", ("in_process_allowed",), Kind.FLAG, 12),
        Column("Tenggat (hari)", ("due_days",), Kind.NUMBERS),
        Column("Boleh tidak berlaku", ("not_applicable_allowed",), Kind.FLAG, 12),
        Column("Perbaikan", ("remedy",), width=50),
        Column("Hubungi", ("ask",), width=28),
    ),
)
FINDINGS = Table(
    "Temuan kritis",
    (
        Column("Kode", ("code",), width=24),
        Column("Nama", ("name",), width=28),
        Column("Penjelasan", ("explain",), width=70),
    ),
)
OUTCOMES = Table(
    "Hasil",
    (
        Column("Ada temuan kritis", ("when", "critical_finding"), Kind.FLAG),
        Column("Nilai di bawah", ("when", "total_below"), Kind.NUMBER),
        Column("Nilai mulai", ("when", "total_from"), Kind.NUMBER),
        Column("Ada syarat wajib", ("when", "gate")),
        Column("Batas bawah terlewati", ("when", "floor_missed"), Kind.FLAG),
        Column("Dokumen anjuran lengkap", ("when", "recommended_documents"), Kind.FLAG),
        Column("Hasil", ("outcome",)),
        Column("Kelas", ("grade",), width=8),
    ),
)


def indicator_columns(scores: Iterable[int]) -> tuple[Column, ...]:
    """The sheet of criteria and their indicators, with a column for every score."""
    anchors = (Column(f"Nilai {score}", ("anchors", str(score)), width=36) for score in scores)
    return (
        Column("Kode kriteria", ("criterion", "code"), width=14),
        Column("Kriteria", ("criterion", "name"), width=24),
        Column("Bobot kriteria", ("criterion", "weight"), Kind.NUMBER, 10),
        Column("Batas bawah (%)", ("criterion", "floor_percent"), Kind.NUMBER, 10),
        Column("Kode indikator", ("code",), width=14),
        Column("Indikator", ("name",), width=28),
        Column("Bobot", ("weight",), Kind.NUMBER, 8),
        Column("Boleh tidak berlaku", ("not_applicable_allowed",), Kind.FLAG, 12),
        Column("Foto wajib sampai nilai", ("photo_required_at_or_below",), Kind.NUMBER, 12),
        *anchors,
        Column("Saran", ("advice",), width=50),
        Column("Hubungi", ("ask",), width=28),
    )


def general_columns(scores: Iterable[int]) -> list[Column]:
    """The sheet of what holds for the whole rubric: a heading and a value a line."""
    labels = [Column(f"Label nilai {s}", ("scale", "labels", str(s))) for s in scores]
    return [
        Column("Kode", ("code",)),
        Column("Versi", ("version",), Kind.NUMBER),
        Column("Nama", ("name",)),
        Column("Status", ("status",)),
        Column("Sumber", ("source",)),
        Column("Berlaku sejak", ("valid_from",), Kind.DAY),
        Column("Ringkasan perubahan", ("summary",)),
        Column("Nilai terendah", ("scale", "min"), Kind.NUMBER),
        Column("Nilai tertinggi", ("scale", "max"), Kind.NUMBER),
        *labels,
        Column("Catatan wajib sampai nilai", ("scale", "note_required_at_or_below"), Kind.NUMBER),
        Column("Dokumen anjuran", ("recommended_documents",), Kind.WORDS),
        Column("Masa berlaku sertifikat (bulan)", ("certificate", "valid_months"), Kind.NUMBER),
        Column("Masa berlaku dipersingkat oleh", ("certificate", "shortened_by"), Kind.WORDS),
    ]
