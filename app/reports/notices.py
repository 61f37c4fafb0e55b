"""What a reader must be told before trusting a paper: training, provisional, draft, copy."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, degrees

from reportlab.lib.colors import Color
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.reports import fonts, text
from app.reports.styles import AMBER, AMBER_PALE, DEEP, MIST, RED, RED_PALE, sans_semibold
from app.reports.values import CertificateData, PaperStatus, SigningMode

TRAINING_NOTICE = "Dokumen latihan – tidak berlaku"
PROVISIONAL_NOTICE = "SEMENTARA – menunggu penetapan"
DRAFT_NOTICE = "DRAF – belum ditandatangani"
HEIGHT = 6.2 * mm
_PADDING = 4 * mm
_GAP = 3 * mm


@dataclass(frozen=True, slots=True)
class Notice:
    """A short sentence in a coloured frame."""

    text: str
    ink: Color
    ground: Color


def status_notices(status: PaperStatus) -> list[Notice]:
    """The notice of a status; a final paper has none."""
    return {
        PaperStatus.TRAINING: [Notice(TRAINING_NOTICE, RED, RED_PALE)],
        PaperStatus.PROVISIONAL: [Notice(PROVISIONAL_NOTICE, AMBER, AMBER_PALE)],
        PaperStatus.FINAL: [],
    }[status]


def notices(data: CertificateData) -> list[Notice]:
    """All notices of a certificate, the gravest first."""
    found = status_notices(data.status)
    if data.mode is SigningMode.TTE_DRAFT:
        found.append(Notice(DRAFT_NOTICE, RED, RED_PALE))
    if data.copy_no > 0:
        found.append(Notice(f"SALINAN ke-{data.copy_no}", DEEP, MIST))
    return found


def draw_notices(canvas: Canvas, found: list[Notice], x: float, top: float, limit: float) -> float:
    """A row of framed notices centred at `x`, within `limit` points. Returns the lower edge."""
    if not found:
        return top
    style = _row_style(found, limit)
    left = x - _row_width(found, style) / 2
    for notice in found:
        left = _draw_notice(canvas, notice, style, left, top - HEIGHT) + _GAP
    return top - HEIGHT


def _row_style(found: list[Notice], limit: float) -> text.Style:
    style = sans_semibold(9.5)
    for factor in text.STEPS:
        if _row_width(found, style.scaled(factor)) <= limit:
            return style.scaled(factor)
    raise text.too_long(found[-1].text)


def _row_width(found: list[Notice], style: text.Style) -> float:
    inner = sum(style.width(notice.text) for notice in found)
    return inner + len(found) * 2 * _PADDING + (len(found) - 1) * _GAP


def _draw_notice(
    canvas: Canvas, notice: Notice, style: text.Style, left: float, bottom: float
) -> float:
    width = style.width(notice.text) + 2 * _PADDING
    canvas.setStrokeColor(notice.ink)
    canvas.setFillColor(notice.ground)
    canvas.setLineWidth(0.8)
    canvas.roundRect(left, bottom, width, HEIGHT, 1.2 * mm, stroke=1, fill=1)
    inked = text.Style(style.face, style.size, notice.ink)
    baseline = bottom + HEIGHT / 2 - style.size * 0.36
    text.draw_line(canvas, notice.text, inked, left + _PADDING, baseline, "left")
    return left + width


def draw_watermark(canvas: Canvas, data: CertificateData, page: tuple[float, float]) -> None:
    """LATIHAN or DRAF across the page, over the photograph too, pale enough to read through."""
    words = []
    if data.status is PaperStatus.TRAINING:
        words.append("LATIHAN")
    if data.mode is SigningMode.TTE_DRAFT:
        words.append("DRAF")
    if words:
        draw_diagonal(canvas, " ".join(words), page)


def draw_diagonal(canvas: Canvas, word: str, page: tuple[float, float]) -> None:
    """One word from corner to corner, about six tenths of the diagonal long."""
    reach = 0.62 * (page[0] ** 2 + page[1] ** 2) ** 0.5
    size = min(reach / fonts.width(word, fonts.SANS_BOLD, 1.0), 150.0)
    canvas.saveState()
    canvas.translate(page[0] / 2, page[1] / 2)
    canvas.rotate(degrees(atan2(page[1], page[0])))
    pale = Color(RED.red, RED.green, RED.blue, alpha=0.1)
    style = text.Style(fonts.SANS_BOLD, size, pale)
    text.draw_line(canvas, word, style, 0, -size * 0.36, "centre")
    canvas.restoreState()
