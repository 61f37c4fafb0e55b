"""The papers of the day as files beside the tour's pictures, made as the pages make them."""

from __future__ import annotations

from pathlib import Path

from app.services import papers, pdfs, result_papers, session_papers, session_records, sessions
from app.services.workspace import Workspace
from app.ui.printing import write_pdf
from app.ui.tour.hands import Lost


def write_papers(ws: Workspace, folder: Path) -> tuple[Path, ...]:
    """Every paper of the current session and of its newest result, as PDF."""
    (decision, *_) = papers.ids(ws)
    held = sessions.current(ws)
    if held is None:
        raise Lost("no session is open")
    made = {
        "daftar-hadir": session_records.attendance_pdf(ws, held.id),
        "urutan-tampil": session_papers.running_order_pdf(ws, held.id),
        "lembar-penilaian": session_papers.blank_sheets_pdf(ws, held.id),
        "berita-acara": session_records.official_report_pdf(ws, held.id),
        "surat-hasil": result_papers.result_letter_pdf(ws, decision),
        "naik-kelas": result_papers.next_grade_pdf(ws, decision),
        "lembar-perbaikan": pdfs.improvement_pdf(ws, decision),
    }
    return tuple(write_pdf(folder / f"{name}.pdf", pdf) for name, pdf in made.items())
