"""Rekap on paper: what of a gathered selection is printed, in words and tables."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from app.domain.terms import Grade
from app.services import letterheads
from app.services.rekap_book import DEFINITIONS, SHORTCOMINGS, Book, month_name
from app.services.rekap_rows import Totals
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from app.reports.values import RekapData, RekapTable

_COMMONEST = 15
_HEADS = (
    *("Usaha", "Verifikasi", "Dinilai", "Tetap", "Lulus", "Syarat", "Perbaiki", "Gagal"),
    "Lulus %",
    *(grade.term for grade in Grade),
)
_REMARK = "Tetap: ditetapkan · Syarat: lulus bersyarat · Gagal: tidak lulus"

Line = tuple[str | int | Decimal | None, ...]


def pdf(ws: Workspace, book: Book) -> bytes:
    """The paper of a selection, as PDF/A."""
    from app.reports.rekap import render_rekap

    return render_rekap(paper(ws, book))


def paper(ws: Workspace, book: Book) -> RekapData:
    """What stands on the paper; no person of a business is named on it."""
    from app.reports.values import PaperStatus, RekapData

    day = book.at.date()
    with ws.db.read() as session:
        letterhead = letterheads.letterhead(ws, session, book.only.region, day)
    return RekapData(
        region=book.region,
        facts=tuple(book.facts()[1:6]),
        figures=_large(book.totals),
        tables=(*_places(book), *_others(book)),
        notes=DEFINITIONS,
        letterhead=letterhead,
        made_on=day,
        status=PaperStatus.TRAINING if book.practice else PaperStatus.FINAL,
    )


def _large(totals: Totals) -> tuple[tuple[str, str], ...]:
    from app.domain.dates import number

    rate = _rate(totals)
    return (
        ("Usaha terdaftar", number(totals.registered)),
        ("Terverifikasi", number(totals.verified)),
        ("Dinilai", number(totals.scored)),
        ("Ditetapkan", number(totals.decided)),
        ("Lulus", number(totals.passed)),
        ("Persentase lulus", "–" if rate is None else f"{number(rate, 1)}%"),
    )


def _rate(totals: Totals) -> Decimal | None:
    return Decimal(totals.passed * 100) / totals.decided if totals.decided else None


def _line(name: str, totals: Totals) -> Line:
    return (
        *(name, totals.registered, totals.verified, totals.scored, totals.decided),
        *totals.outcomes.values(),
        _rate(totals),
        *totals.grades.values(),
    )


def _places(book: Book) -> list[RekapTable]:
    from app.reports.values import RekapTable

    found = []
    for what, rows in (("kota", book.cities), ("kecamatan", book.districts)):
        if len(rows) > 1 or what == "kecamatan":
            lines = tuple(_line(row.name, row.totals) for row in rows)
            total = (_line("Jumlah", book.totals),) if len(rows) > 1 else ()
            heads = ("Wilayah", *_HEADS)
            table = RekapTable(f"Per {what}", _REMARK, heads, (*lines, *total), bool(total))
            found.append(table)
    months = tuple(_line(month_name(row.month), row.totals) for row in book.months)
    return [*found, RekapTable("Per bulan", "", ("Bulan", *_HEADS), months)]


def _others(book: Book) -> list[RekapTable]:
    from app.reports.values import RekapTable

    short: tuple[Any, ...] = tuple(
        (row.name, SHORTCOMINGS[row.kind], row.count, row.of, _share(row.count, row.of))
        for row in book.shortcomings[:_COMMONEST]
    )
    criteria: tuple[Any, ...] = tuple(
        (row.name, row.category.term, row.sheets, Decimal(row.mean) / 100) for row in book.criteria
    )
    papers: tuple[Any, ...] = tuple(
        (row.kind.term, row.wanted, row.missing, row.in_process, row.expired, row.ending)
        for row in book.documents
    )
    more = len(book.shortcomings) - len(short)
    remark = f"{more} jenis lain ada di berkas XLSX" if more else ""
    return [
        RekapTable(
            "Yang paling sering kurang",
            remark,
            ("Kekurangan", "Jenis", "Jumlah", "Dari keputusan", "%"),
            short,
        ),
        RekapTable(
            "Rata-rata kriteria",
            "Bagian dari bobot yang diraih",
            ("Kriteria", "Kategori", "Lembar", "%"),
            criteria,
        ),
        RekapTable(
            "Dokumen, keadaan hari ini",
            "Produk yang rubriknya memerlukan dokumen itu",
            ("Dokumen", "Perlu", "Tidak ada", "Proses", "Lewat", "≤ 90 hari"),
            papers,
        ),
    ]


def _share(count: int, of: int) -> Decimal | None:
    return Decimal(count * 100) / of if of else None
