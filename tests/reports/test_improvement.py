"""The improvement sheet: whole, in order, over as many pages as it needs."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.reports.improvement import render_improvement_sheet
from app.reports.paged import FOOT, MARGIN
from app.reports.values import (
    CriterionBar,
    GateLine,
    ImprovementData,
    ImprovementLine,
    Letterhead,
    PaperStatus,
)

from .reading import fonts, page_texts, squeezed, text_boxes, whole_text
from .samples import LINE, SHEET, long_text, make_photo

A4_WIDTH, A4_HEIGHT = 595.28, 841.89


def _long_sheet(photo: bytes | None) -> ImprovementData:
    return replace(
        SHEET,
        business_name=long_text("Usaha"),
        owner_name=long_text("Pemilik"),
        product_name=long_text("Produk"),
        category=long_text("Kategori"),
        district=long_text("Kecamatan"),
        city=long_text("Kota"),
        level=long_text("Tingkat"),
        session_name=long_text("Sesi"),
        place=long_text("Tempat"),
        outcome=long_text("Hasil"),
        criteria=tuple(
            CriterionBar(long_text(f"Kriteria{n}"), Decimal("3.33"), 30, 50, floor_missed=True)
            for n in range(6)
        ),
        gates=tuple(
            GateLine(long_text(f"Syarat{n}"), "Belum terpenuhi", long_text(f"Cara{n}"))
            for n in range(6)
        ),
        lines=tuple(
            ImprovementLine(
                long_text(f"Judul{n}"),
                n % 5 or None,
                long_text(f"Temuan{n}", 400),
                long_text(f"Saran{n}", 3000 if n == 1 else 600),
                long_text(f"Bukti{n}"),
                LINE.due,
            )
            for n in range(4)
        ),
        photo=photo,
        letterhead=Letterhead(tuple(long_text(f"Kop{n}") for n in range(3)), long_text("Alamat")),
        curators=tuple(long_text(f"Kurator{n}") for n in range(3)),
        status=PaperStatus.PROVISIONAL,
    )


def _printed(data: ImprovementData) -> list[str]:
    lines = (text for x in data.lines for text in (x.title, x.finding, x.advice, x.ask))
    return [
        data.register_no or "",
        data.business_name,
        data.owner_name,
        data.product_name,
        data.category,
        data.district,
        data.city,
        data.level,
        data.session_name,
        data.place,
        data.outcome,
        *(bar.name for bar in data.criteria),
        *(gate.name for gate in data.gates),
        *(gate.state for gate in data.gates),
        *(gate.remedy or "" for gate in data.gates),
        *lines,
        *(line.upper() for line in data.letterhead.lines),
        data.letterhead.address,
        *data.curators,
    ]


def _without_furniture(pdf: bytes) -> str:
    """The text without the running heads and footers that come between split paragraphs."""
    kept = []
    for index in range(len(page_texts(pdf))):
        boxes = text_boxes(pdf, index)
        kept += [t for t, box in boxes if box[1] > FOOT - 4 and (index == 0 or box[3] < 770)]
    return squeezed("".join(kept))


def test_a_plain_sheet_says_everything_on_one_page(tmp_path: Path) -> None:
    data = replace(SHEET, photo=make_photo(tmp_path / "p.jpg"))
    pdf = render_improvement_sheet(data)
    found = whole_text(pdf)
    expected = [
        *_printed(data),
        "Lembar Perbaikan Produk",
        "Sabtu, 21 November 2026",
        "64,5",
        "24 / 30",
        "8,5 / 20",
        "di bawah batas 50%",
        "Skor 2",
        "Paling lambat 21 Desember 2026",
        "Halaman 1 dari 1",
    ]
    assert [item for item in expected if squeezed(item) not in found] == []
    assert len(page_texts(pdf)) == 1


def test_twenty_five_lines_flow_over_numbered_pages() -> None:
    lines = tuple(replace(LINE, title=f"Perbaikan nomor {n}") for n in range(1, 26))
    pages = page_texts(render_improvement_sheet(replace(SHEET, lines=lines)))
    assert len(pages) > 2
    for index, page in enumerate(pages, 1):
        assert squeezed(f"Halaman {index} dari {len(pages)}") in squeezed(page)
        assert squeezed(SHEET.product_name) in squeezed(page)
    found = re.findall(r"Perbaikan nomor (\d+)", " ".join(pages))
    assert found == [str(n) for n in range(1, 26)]


def test_the_longest_sheet_is_whole(tmp_path: Path) -> None:
    data = _long_sheet(make_photo(tmp_path / "p.jpg", (200, 500)))
    pdf = render_improvement_sheet(data)
    found = whole_text(pdf) + _without_furniture(pdf)
    # A viewer reads a gate's state, at the right, between the two lines of its name.
    found += found.replace("Belumterpenuhi", "")
    assert [item for item in _printed(data) if squeezed(item) not in found] == []


def test_text_stays_within_the_margins(tmp_path: Path) -> None:
    pdf = render_improvement_sheet(_long_sheet(make_photo(tmp_path / "p.jpg")))
    for page in range(len(page_texts(pdf))):
        for _, (left, bottom, right, top) in text_boxes(pdf, page):
            assert left > MARGIN - 2
            assert right < A4_WIDTH - MARGIN + 2
            assert bottom > 20
            assert top < A4_HEIGHT - 30


def test_an_empty_sheet_is_still_a_sheet() -> None:
    data = replace(
        SHEET, lines=(), gates=(), criteria=(), curators=(), register_no=None, grade=None
    )
    found = whole_text(render_improvement_sheet(data))
    assert "KELAS" not in found
    assert "Yangperludiperbaiki" not in found
    assert "Perluperbaikan" in found


def test_user_text_is_never_markup() -> None:
    line = replace(
        LINE, title="<i>A & B", finding="<b>tebal", advice="a < b\n& c > d", ask="</para>"
    )
    found = whole_text(render_improvement_sheet(replace(SHEET, lines=(line,))))
    for piece in ("<i>A&B", "<b>tebal", "a<b", "&c>d", "</para>"):
        assert piece in found


def test_training_is_marked_on_every_page() -> None:
    data = replace(SHEET, lines=(LINE,) * 12, status=PaperStatus.TRAINING)
    pages = page_texts(render_improvement_sheet(data))
    assert len(pages) > 1
    assert all("LATIHAN" in squeezed(page) for page in pages)
    assert squeezed("Dokumen latihan – tidak berlaku") in squeezed(pages[0])


@pytest.mark.parametrize("status", list(PaperStatus))
def test_all_fonts_are_embedded(status: PaperStatus) -> None:
    found = list(fonts(render_improvement_sheet(replace(SHEET, status=status))))
    assert found
    assert [name for name, embedded in found if not embedded] == []
