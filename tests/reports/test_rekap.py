"""The paper of Rekap: figures in line, heads on every page, user text never markup."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from app.reports.paged import FOOT, MARGIN
from app.reports.rekap import PAGE, render_rekap
from app.reports.values import PaperStatus, RekapTable

from .reading import page_texts, squeezed, text_boxes, whole_text
from .samples import REKAP, long_text


def test_a_paper_says_everything() -> None:
    found = whole_text(render_rekap(REKAP))
    for words in (
        *(
            "Rekap Kurasi Produk",
            REKAP.region,
            "1.234",
            "71,4",
            "70,0",
            "Setiabudi <b>& sekitarnya",
        ),
        *("Tidak ada dalam pilihan ini.", "dibuat 21 November 2026", "Halaman 1 dari 1"),
        *(note for note in REKAP.notes),
    ):
        assert squeezed(words) in found


def test_a_long_table_has_its_head_on_every_page() -> None:
    rows = tuple((f"Kecamatan {n}", n, n, Decimal(n)) for n in range(90))
    table = RekapTable("Per kecamatan", "", ("Wilayah", "Usaha", "Tetap", "Lulus %"), rows)
    pages = page_texts(render_rekap(replace(REKAP, tables=(table,))))
    assert len(pages) > 2
    holding = [page for page in pages if "Kecamatan " in page]
    assert all(squeezed("Wilayah") in squeezed(page) for page in holding)
    assert squeezed(f"Halaman {len(pages)} dari {len(pages)}") in squeezed(pages[-1])


def test_long_names_stay_within_the_margins() -> None:
    rows = ((long_text("Kekurangan"), long_text("Jenis"), 5, Decimal(5)),)
    table = RekapTable(long_text("Judul"), "", ("Kekurangan", "Jenis", "Jumlah", "%"), rows)
    pdf = render_rekap(replace(REKAP, region=long_text("Wilayah"), tables=(table,)))
    for index in range(len(page_texts(pdf))):
        for _, (left, bottom, right, _top) in text_boxes(pdf, index):
            assert left > MARGIN - 2
            assert right < PAGE[0] - MARGIN + 2
            assert bottom > FOOT - 12 * 2.84


def test_practice_is_marked_on_every_page() -> None:
    data = replace(REKAP, tables=REKAP.tables * 12, status=PaperStatus.TRAINING)
    pages = page_texts(render_rekap(data))
    assert len(pages) > 1
    assert all("LATIHAN" in squeezed(page) for page in pages)
