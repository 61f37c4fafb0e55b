"""Daftar Hadir: who came, in their own hand; the places to sign alternate left and right."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from app.domain.dates import number, weekday_date
from app.reports import fonts, text
from app.reports.letter_values import AttendanceData, Guest
from app.reports.markup import paragraph
from app.reports.paged import WIDTH, PaperHead, Plan, render_paged
from app.reports.sheet_parts import Facts, Section
from app.reports.styles import SOFT, sans
from app.reports.tables import Column, table

TITLE = "Daftar Hadir"
_NUMBER, _SIGN = 10 * mm, 31 * mm
_ROW = 10.5 * mm
_START = 42 * mm  # room that the first lines need below their title
_DOTS = "." * 22


def render_attendance(
    data: AttendanceData, *, invariant: bool = False, archival: bool = True
) -> bytes:
    """The list as PDF/A-2b, on as many pages as it needs; `invariant` fixes time."""
    fonts.ready()
    facts = data.session
    plan = Plan(
        title=f"{TITLE} {text.clean(facts.name)}",
        subject="Daftar hadir kegiatan kurasi produk",
        letterhead=facts.letterhead,
        short=(TITLE, f"{facts.name} – {weekday_date(facts.held_on)}"),
        foot=f"Nomor registrasi {data.mark}",
        status=facts.status,
    )
    return render_paged(plan, _story(data), invariant=invariant, archival=archival)


def _story(data: AttendanceData) -> list[Flowable]:
    facts = data.session
    rows = [
        ("Kegiatan", facts.name),
        ("Tanggal", weekday_date(facts.held_on)),
        ("Tempat", f"{facts.place}, {facts.region}"),
    ]
    story: list[Flowable] = [
        PaperHead(TITLE, f"Kurasi produk tingkat {facts.level}", facts.status),
        Facts(rows, None),
    ]
    if data.panel:
        story += [Section("Tim kurator", over_long=True), signing_rows(data.panel, "Kedudukan")]
    story += [
        CondPageBreak(_START),
        Section("Pelaku usaha", _remark(data), over_long=True),
        signing_rows(_lines(data), "Usaha"),
    ]
    note = "Nama usaha diurutkan menurut abjad; baris kosong untuk yang datang tanpa mendaftar."
    return [*story, Spacer(0, 2.5 * mm), paragraph(note, sans(8, SOFT))]


def _remark(data: AttendanceData) -> str:
    return f"{number(len(data.businesses))} terdaftar"


def _lines(data: AttendanceData) -> tuple[Guest, ...]:
    return (*data.businesses, *(Guest("", "") for _ in range(data.blanks)))


def signing_rows(guests: Sequence[Guest], about: str) -> Flowable:
    """A numbered line each, with places to sign that alternate left and right."""
    names = WIDTH - _NUMBER - 2 * _SIGN
    columns = (
        Column("No.", _NUMBER, "RIGHT"),
        Column("Nama", names * 0.48),
        Column(about, names * 0.52),
        Column("Tanda tangan", _SIGN),
        Column("", _SIGN),
    )
    rows = []
    for at, guest in enumerate(guests, 1):
        mark = f"{at}. {_DOTS}"
        signs = (mark, "") if at % 2 else ("", mark)
        rows.append((f"{at}.", guest.name, guest.about, *signs))
    return table(columns, rows, least=_ROW)
