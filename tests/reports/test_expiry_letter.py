"""The letter about papers that run out: whole, within its page, one a business."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.reports.expiry_letter import EndingPaper, render_expiry_letters
from app.reports.values import PaperStatus

from .expiry_samples import EXPIRY_LETTER, SECOND
from .reading import fonts, page_texts, squeezed, whole_text
from .samples import long_text
from .test_letters import assert_nothing_overlaps, assert_says, assert_within_the_page


def test_the_letter_says_everything() -> None:
    pdf = render_expiry_letters([EXPIRY_LETTER])
    assert_says(
        pdf,
        "Hal : Pemberitahuan Masa Berlaku Dokumen",
        "Jakarta, 22 November 2026",
        "Bapak/Ibu Ipah Contohsari",
        "Pemilik Dapur Contoh Mak Ipah & Putri",
        "1 dokumen sudah berakhir dan 2 dokumen akan berakhir",
        "Dodol Betawi “Legit” & Gurih <350 g>",
        "1 November 2026 (sudah berakhir)",
        "diperpanjang sebelum 3 Desember 2026",
        "mengikuti kurasi ulang",
        "Kepala Satuan Pelaksana Kecamatan Jagakarsa,",
        f"Nomor registrasi {EXPIRY_LETTER.mark}",
    )
    assert all(embedded for _, embedded in fonts(pdf))
    assert_within_the_page(pdf)
    assert_nothing_overlaps(pdf)


def test_what_does_not_apply_is_not_said() -> None:
    said = whole_text(render_expiry_letters([SECOND]))
    for words in ("sudah berakhir", "kurasi ulang", "terbuka lagi"):
        assert squeezed(words) not in said
    over = replace(SECOND, papers=EXPIRY_LETTER.papers[:1])
    said = whole_text(render_expiry_letters([over]))
    assert squeezed("akan berakhir") not in said
    assert squeezed("sebelum") not in said


def test_practice_is_said() -> None:
    pdf = render_expiry_letters([replace(EXPIRY_LETTER, status=PaperStatus.TRAINING)])
    assert "LATIHAN" in whole_text(pdf)


def test_many_and_long_papers_are_whole() -> None:
    papers = tuple(
        EndingPaper(
            long_text(f"Dokumen{n}")[:60],
            (long_text(f"Produk{n}"),),
            EXPIRY_LETTER.written_on,
            ended=False,
            channels=("e-order",) * 6,
        )
        for n in range(24)
    )
    pdf = render_expiry_letters([replace(EXPIRY_LETTER, papers=papers)])
    assert len(page_texts(pdf)) > 1
    assert_says(pdf, *(f"{n}." for n in (1, 12, 24)), "Demikian kami sampaikan")
    assert_within_the_page(pdf)
    assert_nothing_overlaps(pdf)


def test_every_letter_of_a_file_has_its_own_head_and_number() -> None:
    pages = [squeezed(page) for page in page_texts(render_expiry_letters([EXPIRY_LETTER, SECOND]))]
    assert len(pages) == 2
    for page, letter in zip(pages, (EXPIRY_LETTER, SECOND), strict=True):
        assert squeezed(letter.business_name) in page
        assert squeezed(f"Nomor registrasi {letter.mark}") in page
        assert squeezed("Halaman 1 dari 1") in page
        assert squeezed(letter.letterhead.address) in page


def test_no_letter_is_no_file() -> None:
    with pytest.raises(ValueError, match="no letter"):
        render_expiry_letters([])
