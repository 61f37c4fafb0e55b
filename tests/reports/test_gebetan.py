"""The papers of Gebetan: sums in figures and words, each office its own page, nothing cut."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from app.reports.gebetan_distribution import render_distribution
from app.reports.gebetan_payment import render_payment_recap
from app.reports.gebetan_purchase import render_purchase_list
from app.reports.paged import FOOT, MARGIN
from app.reports.values import PaperStatus

from .gebetan_samples import ROUND, office, purchases
from .reading import page_texts, squeezed, text_boxes, whole_text
from .samples import long_text


def assert_says(pdf: bytes, *parts: str) -> None:
    found = whole_text(pdf)
    assert [part for part in parts if squeezed(part) not in found] == []


def assert_within_the_page(pdf: bytes) -> None:
    for index in range(len(page_texts(pdf))):
        for words, (left, low, right, top) in text_boxes(pdf, index):
            assert left > MARGIN - 2, words
            assert right < A4[0] - MARGIN + 2, words
            assert low > FOOT - 11 * mm, words
            assert top < A4[1] - 10 * mm, words


def test_the_purchase_list_adds_up() -> None:
    pdf = render_purchase_list(ROUND, purchases(2))
    assert_says(
        pdf,
        "Daftar Belanja Koperasi",
        "Dapur Mpok <Nur> & 001",
        "Rp12.500",
        "Rp512.500",
        "Jumlah belanja: Rp1.037.500 (satu juta tiga puluh tujuh ribu lima ratus rupiah).",
        "4 Desember 2026",
        "2 usaha",
    )
    assert_within_the_page(pdf)


@pytest.mark.parametrize("count", [20, 26, 30, 200])
def test_a_long_purchase_list_has_every_row_and_its_head_again(count: int) -> None:
    pages = page_texts(render_purchase_list(ROUND, purchases(count)))
    text = squeezed("".join(pages))
    places = [text.index(squeezed(f"Kerak Telor {n:03d}")) for n in range(1, count + 1)]
    assert places == sorted(places)
    rows = [page for page in pages if "Kerak Telor" in page]
    assert all("Harga satuan" in page for page in rows)
    assert squeezed(f"Halaman {len(pages)} dari {len(pages)}") in squeezed(pages[-1])


def test_each_office_has_its_receipt_on_its_own_page() -> None:
    pdf = render_distribution(ROUND, [office(at) for at in (1, 2, 3)])
    pages = [squeezed(page) for page in page_texts(pdf)]
    assert len(pages) == 3
    for at, page in enumerate(pages, 1):
        assert squeezed(f"Sudin Pendidikan {at:02d}") in page
        assert squeezed("Telah diterima 27 (dua puluh tujuh) paket") in page
        assert squeezed("Yang menerima") in page
        assert squeezed("Tas Anyam – Kriya Betawi") in page
        assert squeezed(ROUND.letterhead.lines[0]).upper() in page, "the whole letterhead"
    assert_within_the_page(pdf)


def test_a_receipt_without_a_day_leaves_room_for_it() -> None:
    pdf = render_distribution(replace(ROUND, delivers_on=None), [office(1)])
    assert_says(pdf, "tanggal ………", "pada tanggal tersebut")


def test_the_payment_recap_tells_what_is_due_and_paid() -> None:
    pdf = render_payment_recap(ROUND, [office(1, date(2026, 12, 5)), office(2)])
    assert_says(
        pdf,
        "Rp2.500.000 dari Rp5.800.000",
        "Jumlah tagihan: Rp5.800.000 (lima juta delapan ratus ribu rupiah).",
        "Belum dibayar: Rp3.300.000 (tiga juta tiga ratus ribu rupiah).",
        "5 Desember 2026",
        "Jumlah kantor",
        "selisih dengan nilai paket Rp87.000",
        "54 paket",
    )
    assert_within_the_page(pdf)


def test_long_names_are_whole_and_within_the_page() -> None:
    name = long_text("Kantor")
    rows = [replace(purchases(1)[0], business=long_text("Usaha"), product=long_text("Produk"))]
    longest = replace(office(1), office=name)
    for pdf in (
        render_purchase_list(ROUND, rows),
        render_distribution(ROUND, [longest]),
        render_payment_recap(ROUND, [longest]),
    ):
        assert_within_the_page(pdf)
    assert_says(render_distribution(ROUND, [longest]), name)


def test_practice_is_marked() -> None:
    practice = replace(ROUND, status=PaperStatus.TRAINING)
    for pdf in (
        render_purchase_list(practice, purchases(1)),
        render_distribution(practice, [office(1)]),
        render_payment_recap(practice, [office(1)]),
    ):
        assert "LATIHAN" in whole_text(pdf)
