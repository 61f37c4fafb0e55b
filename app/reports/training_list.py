"""Daftar Hadir Pelatihan: who was offered a place, to sign when they come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from app.domain.dates import number, weekday_date
from app.reports import fonts, text
from app.reports.attendance import signing_rows
from app.reports.letter_values import Guest
from app.reports.markup import paragraph
from app.reports.paged import PaperHead, Plan, render_paged
from app.reports.sheet_parts import Facts, Section
from app.reports.styles import SOFT, sans
from app.reports.values import Letterhead, PaperStatus

TITLE = "Daftar Hadir Pelatihan"
_START = 42 * mm


@dataclass(frozen=True, slots=True)
class TrainingListData:
    """A training and who was offered a place; then `blanks` empty lines. No NIK, no telephone."""

    mark: str
    topic: str
    partner: str
    place: str
    region: str
    held_on: date
    criteria: tuple[str, ...]
    businesses: tuple[Guest, ...]
    blanks: int
    letterhead: Letterhead
    status: PaperStatus


def render_training_list(
    data: TrainingListData, *, invariant: bool = False, archival: bool = True
) -> bytes:
    """The list as PDF/A-2b, on as many pages as it needs; `invariant` fixes time."""
    fonts.ready()
    plan = Plan(
        title=f"{TITLE} {text.clean(data.topic)}",
        subject="Daftar hadir pembinaan pelaku usaha",
        letterhead=data.letterhead,
        short=(TITLE, f"{data.topic} – {weekday_date(data.held_on)}"),
        foot=f"Nomor registrasi {data.mark}",
        status=data.status,
    )
    return render_paged(plan, _story(data), invariant=invariant, archival=archival)


def _story(data: TrainingListData) -> list[Flowable]:
    rows = [
        ("Topik", data.topic),
        ("Mitra", data.partner),
        ("Tanggal", weekday_date(data.held_on)),
        ("Tempat", f"{data.place}, {data.region}"),
    ]
    if data.criteria:
        rows.append(("Kriteria yang dituju", ", ".join(data.criteria)))
    lines = (*data.businesses, *(Guest("", "") for _ in range(data.blanks)))
    note = (
        "Diurutkan menurut nama usaha; baris kosong untuk yang datang tanpa undangan. Kehadiran "
        "dicatat di program agar hasil pembinaan tampak pada kurasi berikutnya."
    )
    return [
        PaperHead(TITLE, "Pembinaan Jakpreneur", data.status),
        Facts(rows, None),
        CondPageBreak(_START),
        Section("Peserta", f"{number(len(data.businesses))} diundang", over_long=True),
        signing_rows(lines, "Usaha"),
        Spacer(0, 2.5 * mm),
        paragraph(note, sans(8, SOFT)),
    ]
