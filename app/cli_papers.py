"""`main.py paper` and `main.py message`: the papers and the words of a session and of a result."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.errors import UserError

if TYPE_CHECKING:
    from app.services.workspace import Workspace

OF_SESSION = ("berita-acara", "daftar-hadir", "urutan", "lembar-penilaian")
OF_RESULT = ("surat", "naik-kelas", "perbaikan")

Tell = Callable[[argparse.Namespace, Any, str], None]


def add_verbs(
    verb: Callable[[str, Callable[[argparse.Namespace], None], str], argparse.ArgumentParser],
    open_: Callable[[argparse.Namespace], AbstractContextManager[Workspace]],
    tell: Tell,
) -> None:
    """Add both verbs to the parser; `open_` gives the workspace, `tell` answers."""

    def paper(args: argparse.Namespace) -> None:
        with open_(args) as ws:
            pdf = _made(ws, args.kind, args.key)
        _write(args.output, pdf)
        answer = {"kind": args.kind, "file": str(args.output), "bytes": len(pdf)}
        tell(args, answer, f"{args.output} ({len(pdf)} bita)")

    def message(args: argparse.Namespace) -> None:
        from app.services import result_messages

        with open_(args) as ws:
            made = result_messages.of_result(ws, _decision(ws, args.key))
        tell(args, made, f"{made.text}\n\n{made.link}")

    sub = verb("paper", paper, "buat PDF surat sebuah kegiatan atau hasil")
    sub.add_argument("kind", choices=[*OF_SESSION, *OF_RESULT])
    sub.add_argument("key", help="kunci kegiatan atau hasil, atau nomor register sertifikat")
    sub.add_argument("-o", "--output", type=Path, required=True)
    sub = verb("message", message, "pesan singkat tentang sebuah hasil, untuk WhatsApp")
    sub.add_argument("key", help="kunci hasil, atau nomor register sertifikat")


def _made(ws: Workspace, kind: str, key: str) -> bytes:
    from app.services import pdfs, result_papers, session_papers, session_records

    makers = {
        "berita-acara": session_records.official_report_pdf,
        "daftar-hadir": session_records.attendance_pdf,
        "urutan": session_papers.running_order_pdf,
        "lembar-penilaian": session_papers.blank_sheets_pdf,
        "surat": result_papers.result_letter_pdf,
        "naik-kelas": result_papers.next_grade_pdf,
        "perbaikan": pdfs.improvement_pdf,
    }
    wanted = _session(ws, key) if kind in OF_SESSION else _decision(ws, key)
    return makers[kind](ws, wanted)


def _session(ws: Workspace, text: str) -> UUID:
    from app.models.entities import CurationSession

    key = _uuid(text)
    with ws.db.read() as session:
        if key is None or session.get(CurationSession, key) is None:
            raise _unknown("Kegiatan", text)
    return key


def _decision(ws: Workspace, text: str) -> UUID:
    """By its own key, or by the number or the key of its certificate."""
    from app.models.entities import Certificate, DecisionRecord
    from app.services import certificates

    key = _uuid(text)
    with ws.db.read() as session:
        if key is not None and session.get(DecisionRecord, key) is not None:
            return key
    try:
        certificate = certificates.find(ws, text)
    except UserError as error:
        raise _unknown("Hasil kurasi", text) from error
    with ws.db.read() as session:
        return session.get_one(Certificate, certificate).decision_id


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text.strip())
    except ValueError:
        return None


def _unknown(what: str, text: str) -> UserError:
    return UserError(
        "paper.unknown",
        f"{what} {text} tidak ada di laptop ini.",
        todo="Periksa kuncinya, atau sinkronkan dahulu.",
    )


def _write(path: Path, pdf: bytes) -> None:
    try:
        path.write_bytes(pdf)
    except OSError as error:
        raise UserError(
            "paper.cannot_write",
            f"{path} tidak dapat ditulis.",
            safe="Hasil kurasi tetap tersimpan di data.",
            todo="Pilih tempat lain dengan -o.",
        ) from error
