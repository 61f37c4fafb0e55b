"""PDF/A-2b, equal bytes for equal data, and the look compared with golden files.

After a wanted change of the look run with KURASI_UPDATE_GOLDEN=1 and view the new pictures.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageCms, ImageStat

from app.domain.rubric import parse_rubric
from app.paths import RESOURCES
from app.reports.attendance import render_attendance
from app.reports.booth_cards import render_booth_cards
from app.reports.certificate import render_certificate
from app.reports.draw_protocol import render_announcement, render_answer, render_protocol
from app.reports.event_floor import render_floor
from app.reports.event_places import render_places
from app.reports.expiry_letter import render_expiry_letters
from app.reports.gebetan_distribution import render_distribution
from app.reports.gebetan_payment import render_payment_recap
from app.reports.gebetan_purchase import render_purchase_list
from app.reports.improvement import render_improvement_sheet
from app.reports.labels import render_labels
from app.reports.next_grade import render_next_grade
from app.reports.official_report import render_official_report
from app.reports.pdfa import srgb_profile
from app.reports.rekap import render_rekap
from app.reports.result_letter import render_result_letter
from app.reports.running_order import render_running_order
from app.reports.score_sheet import render_score_sheets
from app.reports.session_values import ScoreSheetData
from app.reports.training_list import render_training_list
from app.reports.values import PaperStatus

from .draw_samples import ANNOUNCED, ANSWERED, DRAWN
from .event_samples import EVENT_FACTS, cards, floor, places
from .expiry_samples import EXPIRY_LETTER, SECOND
from .gebetan_samples import ROUND, office, purchases
from .letter_samples import ATTENDANCE, LETTER, NEXT_GRADE, REPORT, TRAINING
from .reading import page_texts, render
from .samples import CERTIFICATE, LINE, REKAP, SHEET
from .session_samples import FACTS, codes, turns

GOLDEN = Path(__file__).parent / "golden"
DPI = 36


def _certificate(*, invariant: bool = True) -> bytes:
    data = replace(CERTIFICATE, conditions=("Sertifikat halal paling lambat 21 Februari 2027",))
    return render_certificate(data, invariant=invariant)


def _sheet(*, invariant: bool = True) -> bytes:
    return render_improvement_sheet(replace(SHEET, lines=(LINE,) * 3), invariant=invariant)


def _rekap(*, invariant: bool = True) -> bytes:
    return render_rekap(REKAP, invariant=invariant)


def _report(*, invariant: bool = True) -> bytes:
    return render_official_report(REPORT, invariant=invariant)


def _letter(*, invariant: bool = True) -> bytes:
    return render_result_letter(LETTER, invariant=invariant)


def _next_grade(*, invariant: bool = True) -> bytes:
    return render_next_grade(NEXT_GRADE, invariant=invariant)


def _attendance(*, invariant: bool = True) -> bytes:
    data = replace(ATTENDANCE, session=replace(FACTS, status=PaperStatus.TRAINING))
    return render_attendance(data, invariant=invariant)


def _training_list(*, invariant: bool = True) -> bytes:
    return render_training_list(TRAINING, invariant=invariant)


def _order(*, invariant: bool = True) -> bytes:
    return render_running_order(FACTS, turns(5), invariant=invariant)


def _labels(*, invariant: bool = True) -> bytes:
    return render_labels(FACTS, codes(5), invariant=invariant)


def _score_sheet(*, invariant: bool = True) -> bytes:
    body = json.loads((RESOURCES / "rubrics" / "FSY.json").read_text("utf-8"))
    rubric = parse_rubric(body)
    (code,) = codes(1)
    data = ScoreSheetData(1, code, "", "Fesyen & aksesori", code, "", rubric, rubric.gates)
    return render_score_sheets(FACTS, [data], invariant=invariant)


def _booth_cards(*, invariant: bool = True) -> bytes:
    return render_booth_cards(EVENT_FACTS, cards(5), invariant=invariant)


def _event_places(*, invariant: bool = True) -> bytes:
    return render_places(places(12), invariant=invariant)


def _event_floor(*, invariant: bool = True) -> bytes:
    return render_floor(floor(), invariant=invariant)


def _expiry_letter(*, invariant: bool = True) -> bytes:
    return render_expiry_letters([EXPIRY_LETTER, SECOND], invariant=invariant)


def _purchase(*, invariant: bool = True) -> bytes:
    return render_purchase_list(ROUND, purchases(5), invariant=invariant)


def _distribution(*, invariant: bool = True) -> bytes:
    return render_distribution(ROUND, [office(1), office(2)], invariant=invariant)


def _payment(*, invariant: bool = True) -> bytes:
    return render_payment_recap(ROUND, [office(1), office(2)], invariant=invariant)


PAPERS = pytest.mark.parametrize(
    ("name", "make"),
    [
        ("certificate", _certificate),
        ("sheet", _sheet),
        ("rekap", _rekap),
        ("report", _report),
        ("letter", _letter),
        ("next_grade", _next_grade),
        ("attendance", _attendance),
        ("training_list", _training_list),
        ("order", _order),
        ("labels", _labels),
        ("score_sheet", _score_sheet),
        ("booth_cards", _booth_cards),
        ("event_places", _event_places),
        ("event_floor", _event_floor),
        ("expiry_letter", _expiry_letter),
        ("gebetan_purchase", _purchase),
        ("gebetan_distribution", _distribution),
        ("gebetan_payment", _payment),
        ("draw_announced", partial(render_announcement, ANNOUNCED)),
        ("draw_protocol", partial(render_protocol, DRAWN)),
        ("draw_answer", partial(render_answer, ANSWERED)),
    ],
)


@PAPERS
def test_equal_data_give_equal_bytes(name: str, make: Callable[..., bytes]) -> None:
    assert make(invariant=True) == make(invariant=True), name


@PAPERS
def test_the_archive_marks(name: str, make: Callable[..., bytes]) -> None:
    with pikepdf.open(BytesIO(make(invariant=False))) as pdf:
        assert pdf.pdf_version >= "1.7"
        assert not pdf.is_encrypted
        xmp = pdf.Root.Metadata.read_bytes().decode()
        assert "<pdfaid:part>2</pdfaid:part>" in xmp
        assert "<pdfaid:conformance>B</pdfaid:conformance>" in xmp
        [intent] = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1"
        profile = intent.DestOutputProfile
        assert profile.N == 3
        described = ImageCms.ImageCmsProfile(BytesIO(profile.read_bytes()))
        assert "sRGB" in ImageCms.getProfileName(described)
        assert len(pdf.trailer.ID) == 2
        assert pdf.Root.Lang == "id-ID", name


@PAPERS
def test_metadata_agree_with_the_info(name: str, make: Callable[..., bytes]) -> None:
    with pikepdf.open(BytesIO(make(invariant=False))) as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as xmp:
            assert xmp["dc:title"] == str(pdf.docinfo.Title), name
            assert xmp["pdf:Producer"] == str(pdf.docinfo.Producer)
            stamp = re.sub(r"\D", "", xmp["xmp:CreateDate"])[:14]
        assert stamp == str(pdf.docinfo.CreationDate)[2:16]


@PAPERS
def test_nothing_an_archive_forbids(name: str, make: Callable[..., bytes]) -> None:
    with pikepdf.open(BytesIO(make())) as pdf:
        for found in pdf.objects:
            if not isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
                continue
            assert "/JS" not in found, name
            assert found.get("/Filter") != "/LZWDecode"
            assert found.get("/ColorSpace") != "/DeviceCMYK"
            assert not bool(found.get("/Interpolate", False))
        assert "/EmbeddedFiles" not in pdf.Root.get("/Names", pikepdf.Dictionary())
        assert "/AcroForm" not in pdf.Root


def test_the_plain_pdf_has_no_archive_marks() -> None:
    with pikepdf.open(BytesIO(render_certificate(CERTIFICATE, archival=False))) as pdf:
        assert "/OutputIntents" not in pdf.Root


def test_the_profile_does_not_carry_the_clock() -> None:
    assert srgb_profile()[24:30] == bytes((0x07, 0xEA, 0, 1, 0, 1))


@PAPERS
def test_the_text_is_the_golden_text(name: str, make: Callable[..., bytes]) -> None:
    pages = "\f".join(page_texts(make(invariant=True)))
    found = "\n".join(line.rstrip() for line in pages.splitlines()) + "\n"
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("KURASI_UPDATE_GOLDEN"):
        path.write_text(found, encoding="utf-8", newline="\n")
    assert found == path.read_text(encoding="utf-8")


@PAPERS
def test_the_look_is_the_golden_look(name: str, make: Callable[..., bytes]) -> None:
    picture = render(make(invariant=True), DPI)
    path = GOLDEN / f"{name}.png"
    if os.environ.get("KURASI_UPDATE_GOLDEN"):
        picture.quantize(64).save(path, optimize=True)
    with Image.open(path) as golden:
        assert _difference(picture, golden.convert("RGB")) < 0.02


def _difference(one: Image.Image, other: Image.Image) -> float:
    """Share of the tone that differs after a little blurring, 0 (equal) to 1."""
    assert one.size == other.size
    small = (one.width // 3, one.height // 3)
    gap = ImageChops.difference(one.resize(small), other.resize(small)).convert("L")
    coarse = ImageStat.Stat(gap).rms[0] / 255
    return float(coarse)


def test_the_comparison_of_looks_notices_a_missing_part() -> None:
    whole = render(_certificate(), DPI)
    poorer = whole.copy()
    width, height = whole.size
    poorer.paste("white", (width // 10, int(height * 0.68), width // 4, int(height * 0.9)))
    assert _difference(whole, poorer) > 0.04
