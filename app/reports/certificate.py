"""The certificate: A4 landscape, one page, nothing cut."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.domain.dates import long_date, number
from app.reports import forms, images, ornament, qr, seal, signatures, text
from app.reports.document import close_canvas, open_canvas
from app.reports.notices import draw_notices, draw_watermark, notices
from app.reports.styles import (
    DEEP,
    GOLD_DARK,
    GREEN,
    SOFT,
    sans,
    sans_semibold,
    serif,
    serif_bold,
    serif_italic,
    serif_medium,
)
from app.reports.text import Block, draw_stack, fit_stack, stack_height
from app.reports.values import CertificateData, Letterhead, PaperStatus, SigningMode

TITLE = "Sertifikat Kurasi Produk"
PAGE = landscape(A4)
MIDDLE = PAGE[0] / 2
LEFT, RIGHT = 23.5 * mm, PAGE[0] - 23.5 * mm
TOP, BOTTOM = PAGE[1] - 22 * mm, 23.8 * mm
SIDE = 50 * mm  # the columns of the photograph and of the seal
GUTTER = 5 * mm
FOOT = 46.5 * mm  # height kept for the code and the signatures
PHOTO = 46 * mm
KOP_HEIGHT = 22 * mm
EMBLEM = 19 * mm


def render_certificate(
    data: CertificateData, *, invariant: bool = False, archival: bool = True
) -> bytes:
    """One certificate as PDF/A-2b (plain PDF with `archival=False`).

    `invariant` fixes the time stamps, so that equal data give equal bytes. Raises UserError
    when the photograph cannot be read or a text cannot be printed whole.
    """
    return render_certificates([data], invariant=invariant, archival=archival)


def render_certificates(
    batch: Iterable[CertificateData], *, invariant: bool = False, archival: bool = True
) -> bytes:
    """Several certificates in one file, a page each; fonts and ornament are shared.

    `batch` is asked for one after the other: none of it need be in memory before or after.
    """
    buffer = BytesIO()
    canvas = open_canvas(buffer, PAGE, TITLE, "Sertifikat kurasi produk", invariant=invariant)
    forms.define_once(canvas, ornament.define, *PAGE)
    drawn: list[str] = []
    for data in batch:
        _draw_page(canvas, data)
        canvas.showPage()
        drawn.append(data.register_no)
    if len(drawn) == 1:
        canvas.setTitle(f"{TITLE} {text.clean(drawn[0])}")
    return close_canvas(canvas, buffer, invariant=invariant, archival=archival)


def _draw_page(canvas: Canvas, data: CertificateData) -> None:
    ornament.draw_frame(canvas)
    y = _draw_letterhead(canvas, data.letterhead)
    y = _draw_title(canvas, data, y)
    floor = BOTTOM + FOOT
    _draw_photo(canvas, data, y, floor)
    _draw_seal(canvas, data, y, floor)
    _draw_body(canvas, data, y - 1 * mm, floor + 1 * mm)
    draw_watermark(canvas, data, PAGE)
    _draw_code(canvas, data)
    left, top = LEFT + SIDE + GUTTER, floor - 1.5 * mm
    place = signatures.draw(canvas, data, left, RIGHT, BOTTOM, top)
    if _may_be_sealed(data):
        seal.mark(canvas, place)
    _draw_micro_line(canvas, data)


def _may_be_sealed(data: CertificateData) -> bool:
    """Only what is finished is signed: no draft, no copy, nothing that waits for the centre."""
    finished = data.status is PaperStatus.FINAL and data.mode is SigningMode.WET
    return finished and data.copy_no == 0


def _draw_letterhead(canvas: Canvas, letterhead: Letterhead) -> float:
    width = RIGHT - LEFT - 2 * (EMBLEM + 6 * mm)
    lines = [
        Block(line.upper(), serif_bold(13.5 if index else 14.5, DEEP, tracking=0.035))
        for index, line in enumerate(letterhead.lines)
    ]
    blocks = [*lines, Block(letterhead.address, serif(9.5, SOFT), gap=1.5)]
    laid = fit_stack(blocks, width, KOP_HEIGHT)
    if letterhead.emblem is not None:
        widest = max(part.style.width(line) for part in laid for line in part.lines)
        _draw_emblem(canvas, letterhead.emblem, MIDDLE - widest / 2, stack_height(laid))
    bottom = draw_stack(canvas, laid, MIDDLE, TOP, "centre")
    ornament.draw_double_rule(canvas, LEFT, RIGHT, bottom - 1.6 * mm)
    return bottom - 2.6 * mm


def _draw_emblem(canvas: Canvas, emblem: bytes, text_left: float, text_height: float) -> None:
    """Left of the lines, level with their middle; it may not reach above the margin."""
    picture = images.load_emblem(emblem)
    width, height = picture.fitted(EMBLEM, max(min(EMBLEM, text_height + 2 * mm), 12 * mm))
    x = max(text_left - width - 5 * mm, LEFT)
    y = min(TOP - text_height / 2 - height / 2, TOP + 1 * mm - height)
    canvas.drawImage(picture.source, x, y, width, height, mask="auto")


def _draw_title(canvas: Canvas, data: CertificateData, top: float) -> float:
    """Title, rule, number and what the reader must be warned of. Returns the lower edge."""
    title = Block("SERTIFIKAT KURASI PRODUK", serif_bold(28, GREEN, tracking=0.06))
    y = draw_stack(
        canvas, fit_stack([title], RIGHT - LEFT, 14 * mm), MIDDLE, top - 2.6 * mm, "centre"
    )
    ornament.draw_flourish(canvas, MIDDLE, y - 1.2 * mm, 46 * mm)
    shown = Block(f"Nomor {data.official_number or data.register_no}", serif(12))
    y = draw_stack(canvas, fit_stack([shown], RIGHT - LEFT, 7 * mm), MIDDLE, y - 3.2 * mm, "centre")
    found = notices(data)
    lowest = draw_notices(canvas, found, MIDDLE, y - 1 * mm, RIGHT - LEFT)
    return lowest - 1.5 * mm if found else lowest


def _draw_body(canvas: Canvas, data: CertificateData, top: float, floor: float) -> None:
    width = RIGHT - LEFT - 2 * (SIDE + GUTTER)
    laid = fit_stack(_body_blocks(data), width, top - floor)
    spare = top - floor - stack_height(laid)
    draw_stack(canvas, laid, MIDDLE, top - spare * 0.45, "centre")


def _body_blocks(data: CertificateData) -> list[Block]:
    place = f"Kelurahan {data.ward}, " if text.clean(data.ward) else ""
    brand = f"Merek {data.brand}  ·  " if text.clean(data.brand) else ""
    return [
        Block("diberikan kepada", serif_italic(12.5)),
        Block(data.business_name, serif_bold(29, DEEP, leading=1.12), gap=2),
        Block(f"Pemilik: {data.owner_name}", serif_medium(13.5), gap=2),
        Block(f"{place}Kecamatan {data.district}, {data.city}", serif(11.5, SOFT), gap=1),
        Block("untuk produk", serif_italic(12.5), gap=7),
        Block(data.product_name, serif_bold(19, DEEP, leading=1.15), gap=1),
        Block(f"{brand}Kategori {data.category}", serif(11.5, SOFT), gap=1),
        Block(
            f"dinyatakan LULUS KURASI tingkat {data.level}",
            serif_bold(15.5, GREEN, tracking=0.01),
            gap=8,
        ),
        Block(f"pada kegiatan {data.session_name}", serif_italic(12), gap=1),
        *_condition_blocks(data.conditions),
    ]


def _condition_blocks(conditions: tuple[str, ...]) -> list[Block]:
    if not conditions:
        return []
    if len(conditions) == 1:
        return [Block(f"dengan syarat: {conditions[0]}", serif_medium(11, GOLD_DARK), gap=4)]
    head = Block("dengan syarat:", serif_medium(11, GOLD_DARK), gap=4)
    numbered = (f"{index}. {item}" for index, item in enumerate(conditions, 1))
    return [head, *(Block(item, serif(10.5, GOLD_DARK)) for item in numbered)]


def _draw_photo(canvas: Canvas, data: CertificateData, top: float, floor: float) -> None:
    x, y = LEFT + SIDE / 2, (top + floor) / 2
    if data.photo is None:
        ornament.draw_medallion(canvas, x, y, PHOTO / 2)
        return
    picture = images.load_photo(data.photo)
    side = min(PHOTO, top - floor - 6 * mm)
    width, height = picture.fitted(PHOTO, side)
    ornament.draw_picture_frame(canvas, x - width / 2, y - height / 2, width, height)
    canvas.drawImage(picture.source, x - width / 2, y - height / 2, width, height)


def _draw_seal(canvas: Canvas, data: CertificateData, top: float, floor: float) -> None:
    """The grade in its seal and, below, how long it holds: one group, centred in its column."""
    x = RIGHT - SIDE / 2
    validity = fit_stack(
        [
            Block("berlaku sampai", serif_italic(11)),
            Block(long_date(data.valid_until), serif_bold(13, DEEP)),
        ],
        SIDE,
        14 * mm,
    )
    words = stack_height(validity) + 1.5 * mm
    radius = min(ornament.SEAL, (top - floor - words - 2 * mm) / (2 + ornament.TAILS))
    tails = radius * ornament.TAILS
    y = (top + floor + words + tails) / 2
    ornament.draw_seal(canvas, x, y, radius)
    grade = fit_stack(_grade_blocks(data), radius * 0.98, radius * 1.06)
    draw_stack(canvas, grade, x, y + stack_height(grade) / 2, "centre")
    draw_stack(canvas, validity, x, y - radius - tails - 1.5 * mm, "centre")


def _grade_blocks(data: CertificateData) -> list[Block]:
    return [
        Block("KELAS", sans_semibold(6, GOLD_DARK, tracking=0.12)),
        Block(data.grade, serif_bold(38, DEEP, leading=0.86)),
        Block(f"NILAI {number(data.total)}", sans_semibold(7.5, DEEP), gap=1),
    ]


def _draw_code(canvas: Canvas, data: CertificateData) -> None:
    code = qr.measure(data.qr_text)
    caption = fit_stack(
        [
            Block("Kode verifikasi kurasi", sans(6.5, SOFT)),
            Block(data.register_no, sans_semibold(7.5)),
        ],
        SIDE + GUTTER - 2 * mm,
        FOOT - qr.LARGEST_SIDE - 1 * mm,
    )
    x = LEFT + SIDE / 2
    base = BOTTOM + stack_height(caption) + 0.5 * mm
    qr.draw(canvas, code, x - code.side / 2, base)
    draw_stack(canvas, caption, x, base - 0.5 * mm, "centre")


def _draw_micro_line(canvas: Canvas, data: CertificateData) -> None:
    line = Block(f"Sidik rekaman {data.record_hash}", sans(5, SOFT, tracking=0.04, floor=3))
    laid = fit_stack([line], RIGHT - LEFT, 3.4 * mm)
    draw_stack(canvas, laid, MIDDLE, 21.8 * mm, "centre")
