"""PDF/A-2b by clause for every paper, and a checker that notices what is wrong."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Stream
from PIL import Image

from app.photos import print_size
from app.reports.certificate import render_certificate, render_certificates
from app.reports.improvement import render_improvement_sheet
from app.reports.rekap import render_rekap
from app.reports.values import PaperStatus, SigningMode
from tests.reports.archival import faults
from tests.reports.samples import CERTIFICATE, REKAP, SHEET, make_photo
from tests.reports.test_certificate import longest

LARGEST = 500_000
"""Bytes of a certificate: what goes through WhatsApp on a bad line."""


def noise(size: tuple[int, int], quality: int = 95) -> bytes:
    """A photograph that no encoder makes small: every pixel is another colour."""
    picture = Image.frombytes("RGB", size, os.urandom(size[0] * size[1] * 3))
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality, subsampling=0)
    return out.getvalue()


def emblem() -> bytes:
    """A coat of arms nobody can compress, with transparency."""
    out = BytesIO()
    Image.frombytes("RGBA", (512, 512), os.urandom(512 * 512 * 4)).save(out, "PNG")
    return out.getvalue()


PAPERS: dict[str, Callable[[], bytes]] = {
    "certificate": lambda: render_certificate(CERTIFICATE),
    "copy, training, draft": lambda: render_certificate(
        replace(CERTIFICATE, status=PaperStatus.TRAINING, mode=SigningMode.TTE_DRAFT, copy_no=2)
    ),
    "longest": lambda: render_certificate(longest(noise((900, 700)))),
    "with emblem": lambda: render_certificate(
        replace(CERTIFICATE, letterhead=replace(CERTIFICATE.letterhead, emblem=emblem()))
    ),
    "batch": lambda: render_certificates([CERTIFICATE, replace(CERTIFICATE, grade="B")]),
    "improvement": lambda: render_improvement_sheet(SHEET),
    "rekap": lambda: render_rekap(REKAP),
}


@pytest.mark.parametrize("name", PAPERS)
def test_no_paper_breaks_the_standard(name: str) -> None:
    assert faults(PAPERS[name]()) == []


def spoilt(spoil: Callable[[pikepdf.Pdf], None]) -> list[str]:
    with pikepdf.open(BytesIO(render_certificate(CERTIFICATE))) as pdf:
        spoil(pdf)
        out = BytesIO()
        pdf.save(out, fix_metadata_version=False, compress_streams=False)
    return faults(out.getvalue())


def _unembed(pdf: pikepdf.Pdf) -> None:
    for found in pdf.objects:
        if isinstance(found, Dictionary) and found.get("/Type") == "/FontDescriptor":
            del found["/FontFile2"]
            return


def _add_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS="app.alert(1)"))


def _retitle(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo[Name.Title] = "Lain"


def _no_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/OutputIntents"]


def _ink(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(Stream(pdf, b"0 0 0 1 k"))


def _attach(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary())


def _blend(pdf: pikepdf.Pdf) -> None:
    state = Dictionary(X=pdf.make_indirect(Dictionary(Type=Name.ExtGState, BM=Name("/Terang"))))
    pdf.pages[0].obj.Resources.ExtGState = state


@pytest.mark.parametrize(
    ("spoil", "clause"),
    [
        (_unembed, "6.2.11.4.1"),
        (_add_script, "6.5.1"),
        (_retitle, "6.6.3"),
        (_no_intent, "6.2.3"),
        (_ink, "6.2.4.3"),
        (_attach, "6.8"),
        (_blend, "6.2.10"),
    ],
)
def test_the_checker_notices(spoil: Callable[[pikepdf.Pdf], None], clause: str) -> None:
    assert [fault.split()[0] for fault in spoilt(spoil)] == [clause]


# -- how large ------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1600, 1200), (1200, 1600), (1600, 1600)])
def test_the_largest_photograph_leaves_a_small_file(size: tuple[int, int]) -> None:
    master = noise(size)
    assert len(master) > 2_000_000
    whole = replace(longest(master), letterhead=replace(CERTIFICATE.letterhead, emblem=emblem()))
    assert len(render_certificate(whole)) < LARGEST


def test_a_photograph_is_sharp_enough_for_its_print(tmp_path: Path) -> None:
    master = make_photo(tmp_path / "p.jpg", (1600, 1200))
    small = print_size.shrink(master)
    with Image.open(BytesIO(small)) as picture:
        assert picture.size == (600, 450)
        red, green, _ = picture.convert("RGB").crop((300, 220, 301, 221)).tobytes()
    assert abs(red - 176) < 9
    assert abs(green - 48) < 9
    pdf = render_certificate(replace(CERTIFICATE, photo=master))
    with pikepdf.open(BytesIO(pdf)) as opened:
        [image] = [
            found
            for found in opened.objects
            if isinstance(found, Stream) and found.get("/Subtype") == "/Image"
        ]
        assert (int(image.Width), int(image.Height)) == (600, 450)
        assert list(image.Filter) == ["/DCTDecode"]


def test_equal_photographs_are_scaled_to_equal_bytes(tmp_path: Path) -> None:
    master = make_photo(tmp_path / "p.jpg", (1600, 1000))
    assert print_size.shrink(master) == print_size.shrink(master)


def test_a_turned_photograph_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    out = BytesIO()
    Image.new("RGB", (1600, 800), "navy").save(out, "JPEG", exif=exif)
    with Image.open(BytesIO(print_size.shrink(out.getvalue()))) as picture:
        assert picture.size == (300, 600)
        assert 0x0112 not in picture.getexif()
