"""Made-up products, rows and papers for the gallery and for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter

from app.domain.terms import GateState
from app.ui.kit.gate import GateRow
from app.ui.kit.photos import PhotoItem
from app.ui.kit.records import Record
from app.ui.kit.score import ScoreRow
from app.ui.kit.tones import ChipSpec, Tone
from app.ui.theme import FAMILY

_PRODUCTS: Final = (
    ("Keripik Singkong Balado", "Dapur Contoh Satu · Palmerah", "88,5"),
    ("Dodol Betawi Durian", "Dapur Contoh Dua · Setiabudi", ""),
    ("Bir Pletok Botol 350 ml", "Kedai Contoh Tiga · Cengkareng", "81,0"),
    ("Batik Betawi Ondel-ondel Motif Pucuk Rebung", "Sanggar Contoh Empat · Kemayoran", "92,0"),
    ("Sambal Kerang Botol", "Dapur Contoh Lima · Penjaringan", "!"),
    ("Tas Anyaman Eceng", "Kriya Contoh Enam · Cakung", "63,5"),
)
_ANCHORS: Final = {
    1: "Belum ada sertifikat maupun pengajuan",
    2: "Dalam proses, ada bukti pengajuan SIHALAL",
    3: "Sertifikat ada, varian ini belum tercantum",
    4: "Sertifikat berlaku atas produk ini",
}


def read_file(name: str) -> bytes:
    """How gallery and tests read a thumbnail: its name is the path of a file."""
    return Path(name).read_bytes()


def sample_record(ident: int, pictures: tuple[Path, ...]) -> Record:
    """The made-up product of a row."""
    title, subtitle, score = _PRODUCTS[ident % len(_PRODUCTS)]
    chips = {
        "": (ChipSpec("Belum dinilai", Tone.WARNING, "clock"),),
        "!": (ChipSpec("Foto buram", Tone.DANGER, "photo"),),
    }.get(score, (ChipSpec(score, Tone.SUCCESS, "star"), ChipSpec("Kecamatan")))
    picture = str(pictures[ident % len(pictures)]) if pictures else None
    return Record(ident, title, subtitle, chips, picture)


def sample_score_rows() -> list[ScoreRow]:
    """Rows in every state a score row has."""
    rows = [
        ScoreRow("Cita rasa", "12", _ANCHORS),
        ScoreRow("Sertifikasi halal", "8", _ANCHORS),
        ScoreRow("Kelengkapan label", "7", _ANCHORS),
        ScoreRow("Ketajaman dan pencahayaan foto", "4", _ANCHORS),
        ScoreRow("Merek terdaftar", "1", _ANCHORS),
    ]
    rows[0].set_score(4)
    rows[1].set_score(1)
    rows[1].set_note_state(required=True, present=False)
    rows[2].set_note_state(required=False, present=True)
    rows[4].set_not_applicable(on=True)
    return rows


def sample_photo_items(pictures: tuple[Path, ...]) -> list[PhotoItem]:
    """Up to two photographs and one whose file is gone."""
    sharp, blurred = ChipSpec("Tajam", Tone.SUCCESS), ChipSpec("Buram", Tone.DANGER)
    items = [
        PhotoItem(f"p{at}", str(path), f"Foto {at + 1}", blurred if at == 1 else sharp)
        for at, path in enumerate(pictures[:2])
    ]
    return [*items, PhotoItem("gone", "hilang.jpg", "Foto hilang")]


def sample_gate_rows() -> list[GateRow]:
    """Three gates, one without an answer."""
    rows = [
        GateRow("Terdaftar di Jakpreneur, KTP DKI?"),
        GateRow("Izin edar P-IRT atau BPOM MD?", "Wajib untuk masa simpan tujuh hari ke atas"),
        GateRow("Sertifikat halal atau pernyataan tidak halal?"),
    ]
    rows[0].set_state(GateState.MET)
    rows[1].set_state(GateState.IN_PROCESS)
    return rows


def sample_pdf(pages: int = 2) -> bytes:
    """A small A4 landscape paper of `pages` pages."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    for number in range(pages):
        if number:
            writer.newPage()
        area = QRectF(0, 0, writer.width(), writer.height())
        painter.drawRect(area.adjusted(300, 300, -300, -300))
        painter.setFont(QFont(FAMILY, 28, QFont.Weight.Bold))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, f"CONTOH {number + 1}")
    painter.end()
    return bytes(buffer.data().data())
