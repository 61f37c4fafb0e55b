"""The improvement sheet: A4 portrait, as many pages as the findings need."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from app.domain.dates import long_date, number, weekday_date
from app.reports import fonts, images, text
from app.reports.markup import labelled, paragraph
from app.reports.paged import PaperHead, Plan, render_paged
from app.reports.sheet_parts import LABEL, Facts, Outcome, Section
from app.reports.sheet_rows import Bar, Gate, LineHead
from app.reports.styles import DEEP, SOFT, sans, sans_semibold
from app.reports.values import ImprovementData, ImprovementLine

TITLE = "Lembar Perbaikan Produk"


def render_improvement_sheet(
    data: ImprovementData, *, invariant: bool = False, archival: bool = True
) -> bytes:
    """The sheet as PDF/A-2b (plain PDF with `archival=False`).

    `invariant` fixes the time stamps, so that equal data give equal bytes. Raises UserError
    when the photograph cannot be read.
    """
    fonts.ready()
    register_no = text.clean(data.register_no or "")
    plan = Plan(
        title=f"{TITLE} {register_no}".strip(),
        subject="Hasil kurasi dan saran perbaikan",
        letterhead=data.letterhead,
        short=(TITLE, f"{data.product_name} – {data.business_name}"),
        foot=f"Nomor registrasi {register_no}" if register_no else long_date(data.assessed_on),
        status=data.status,
    )
    return render_paged(plan, _story(data), invariant=invariant, archival=archival)


def _story(data: ImprovementData) -> list[Flowable]:
    photo = images.load_photo(data.photo) if data.photo else None
    return [
        PaperHead(TITLE, f"Hasil kurasi tingkat {data.level}, {data.session_name}", data.status),
        Facts(_facts(data), photo),
        Spacer(0, 4 * mm),
        Outcome(data.outcome, number(data.total), data.grade),
        *_criteria(data),
        *_gates(data),
        *_improvements(data.lines),
    ]


def _facts(data: ImprovementData) -> list[tuple[str, str]]:
    return [
        ("Usaha", data.business_name),
        ("Pemilik", data.owner_name),
        ("Produk", data.product_name),
        ("Kategori", data.category),
        ("Wilayah", f"Kecamatan {data.district}, {data.city}"),
        ("Tempat", data.place),
        ("Tanggal", weekday_date(data.assessed_on)),
        ("Nomor", data.register_no or ""),
        ("Kurator", ", ".join(data.curators)),
    ]


def _criteria(data: ImprovementData) -> list[Flowable]:
    if not data.criteria:
        return []
    return [
        Section("Nilai tiap kriteria", _floor_remark(data)),
        *(Bar(bar) for bar in data.criteria),
    ]


def _floor_remark(data: ImprovementData) -> str:
    floors = any(bar.floor_percent > 0 for bar in data.criteria)
    return "Garis tegak: batas terendah kriteria" if floors else ""


def _gates(data: ImprovementData) -> list[Flowable]:
    if not data.gates:
        return []
    return [Section("Syarat wajib"), *(Gate(gate) for gate in data.gates)]


def _improvements(lines: tuple[ImprovementLine, ...]) -> list[Flowable]:
    if not lines:
        return []
    invite = (
        "Beri tanda pada kotak jika sudah dikerjakan, lalu bawa lembar ini ke kurasi berikutnya."
    )
    first, *others = (_improvement(index, line) for index, line in enumerate(lines, 1))
    opening = [
        Section("Yang perlu diperbaiki"),
        paragraph(invite, sans(9, SOFT, leading=1.4)),
        Spacer(0, 3 * mm),
    ]
    return [KeepTogether([*opening, *first]), *map(KeepTogether, others)]


def _improvement(index: int, line: ImprovementLine) -> list[Flowable]:
    due = f"Paling lambat {long_date(line.due)}" if line.due else ""
    rows = [
        ("Temuan", line.finding, sans(9.2, leading=1.42)),
        ("Saran", line.advice, sans(9.2, leading=1.42)),
        ("Tanya", line.ask, sans(9.2, leading=1.42)),
        ("Tenggat", due, sans_semibold(9.2, DEEP, leading=1.42)),
    ]
    shown = [labelled(label, raw, style, LABEL) for label, raw, style in rows if text.clean(raw)]
    return [LineHead(index, line.title, line.score), *shown, Spacer(0, 3.2 * mm)]
