"""The certificate as a reader, a scanner and an archive see it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageChops
from reportlab.lib.units import mm

from app.errors import UserError
from app.reports import qr
from app.reports.certificate import PAGE, render_certificate, render_certificates
from app.reports.values import CertificateData, Letterhead, PaperStatus, Signatory, SigningMode

from .reading import fonts, page_texts, render, share, squeezed, text_boxes, whole_text
from .samples import CERTIFICATE, LONGEST_QR_TEXT, long_text, make_photo


def longest(photo: bytes | None = None) -> CertificateData:
    """Every text at 120 characters, five signatories, every notice."""
    return replace(
        CERTIFICATE,
        official_number=long_text("Resmi"),
        business_name=long_text("Usaha"),
        owner_name=long_text("Pemilik"),
        product_name=long_text("Produk"),
        brand=long_text("Merek"),
        category=long_text("Kategori"),
        ward=long_text("Kelurahan"),
        district=long_text("Kecamatan"),
        city=long_text("Kota"),
        level="kota administrasi",
        session_name=long_text("Sesi"),
        place=long_text("Tempat"),
        conditions=tuple(long_text(f"Syarat{n}") for n in range(3)),
        signatories=tuple(
            Signatory(long_text(f"Nama{n}"), long_text(f"Jabatan{n}"), f"19800312200604100{n}")
            for n in range(5)
        ),
        letterhead=Letterhead(
            tuple(long_text(f"Kop{n}") for n in range(3)), long_text("Alamat"), _emblem()
        ),
        qr_text=LONGEST_QR_TEXT,
        photo=photo,
        status=PaperStatus.PROVISIONAL,
        copy_no=12,
        mode=SigningMode.TTE_DRAFT,
    )


def _emblem() -> bytes:
    out = BytesIO()
    Image.new("RGBA", (60, 70), (15, 80, 120, 128)).save(out, "PNG")
    return out.getvalue()


def _printed(data: CertificateData) -> list[str]:
    """Every text of the data that must be on the paper, as it is printed."""
    return [
        data.register_no,
        data.official_number or "",
        data.business_name,
        data.owner_name,
        data.product_name,
        data.brand,
        data.category,
        data.ward,
        data.district,
        data.city,
        data.level,
        data.session_name,
        data.place,
        data.record_hash,
        *data.conditions,
        *(line.upper() for line in data.letterhead.lines),
        data.letterhead.address,
        *(person.position for person in data.signatories),
        *(person.nip or "" for person in data.signatories),
    ]


def _missing(pdf: bytes, expected: list[str]) -> list[str]:
    """Pieces of every datum that are not found; a line break may fall between any words."""
    found = whole_text(pdf)
    return [item for item in expected if squeezed(item) not in found]


def test_a_plain_certificate_says_everything() -> None:
    pdf = render_certificate(CERTIFICATE)
    expected = [
        *_printed(CERTIFICATE),
        "SERTIFIKAT KURASI PRODUK",
        "diberikan kepada",
        "LULUS KURASI tingkat kecamatan",
        "NILAI 88,5",
        "KELAS",
        "berlaku sampai",
        "20 November 2028",
        "Jakarta, 21 November 2026",
        "Bambang Prasetyo",
        "Kode verifikasi kurasi",
    ]
    assert _missing(pdf, expected) == []
    assert "S.E." not in whole_text(pdf)
    assert "LATIHAN" not in whole_text(pdf)
    assert len(page_texts(pdf)) == 1


def test_the_longest_certificate_is_whole_and_on_one_page(tmp_path: Path) -> None:
    data = longest(make_photo(tmp_path / "p.jpg", (300, 500)))
    pdf = render_certificate(data)
    names = [person.name for person in data.signatories]
    columns = {squeezed(text) for text in names + [p.position for p in data.signatories]}
    expected = [item for item in _printed(data) if squeezed(item) not in columns]
    assert _missing(pdf, expected) == []
    assert len(page_texts(pdf)) == 1
    # The watermark's letters would stand between the lines of a column.
    signed = render_certificate(replace(data, mode=SigningMode.WET))
    assert _missing_in_columns(signed, columns) == []


def _missing_in_columns(pdf: bytes, wanted: set[str]) -> list[str]:
    """Side by side a viewer may read across the columns: read each column by itself."""
    boxes = [box for box in text_boxes(pdf) if box[1][3] < 70 * mm and box[1][0] > 75 * mm]
    left, right, count = 78.5 * mm, PAGE[0] - 23.5 * mm, 5
    step = (right - left) / count
    columns = [""] * count
    for words, box in sorted(boxes, key=lambda item: -item[1][3]):
        index = min(max(int(((box[0] + box[2]) / 2 - left) / step), 0), count - 1)
        columns[index] += squeezed(words)
    return [text for text in wanted if not any(text in column for column in columns)]


def test_text_stays_inside_the_frame_and_does_not_collide(tmp_path: Path) -> None:
    photo = make_photo(tmp_path / "p.jpg")
    for data in (replace(CERTIFICATE, photo=photo), replace(longest(photo), mode=SigningMode.WET)):
        boxes = text_boxes(render_certificate(data))
        for _, (left, bottom, right, top) in boxes:
            assert left > 18 * mm
            assert right < PAGE[0] - 18 * mm
            assert bottom > 17.6 * mm
            assert top < PAGE[1] - 17.6 * mm
        assert _collisions(boxes) == []


Box = tuple[str, tuple[float, float, float, float]]


def _collisions(boxes: list[Box]) -> list[tuple[str, str]]:
    """Pairs whose ink overlaps by more than a hair (2 points each way)."""
    found = []
    for index, (one, a) in enumerate(boxes):
        for other, b in boxes[index + 1 :]:
            across = min(a[2], b[2]) - max(a[0], b[0])
            down = min(a[3], b[3]) - max(a[1], b[1])
            if across > 2 and down > 2:
                found.append((one, other))
    return found


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_each_signatory_is_named_without_titles(count: int) -> None:
    people = tuple(
        Signatory(f"Drs. Nama{n} Wijaya, M.Si.", f"Jabatan{n}", f"19800312200604100{n}")
        for n in range(count)
    )
    found = whole_text(render_certificate(replace(CERTIFICATE, signatories=people)))
    for index in range(count):
        assert f"Nama{index}Wijaya" in found
        assert f"Jabatan{index}" in found
        assert f"NIP19800312200604100{index}" in found
    assert "Drs" not in found
    assert "M.Si" not in found


@pytest.mark.parametrize("count", [0, 6])
def test_a_wrong_number_of_signatories_is_refused(count: int) -> None:
    people = (Signatory("Agus", "Ketua"),) * count
    with pytest.raises(UserError, match="penanda tangan"):
        render_certificate(replace(CERTIFICATE, signatories=people))


@pytest.mark.parametrize(
    "name",
    [
        "Sari & <Bumi> \"Jamu\" 'Asli'",
        "<b>x",
        "&amp; &lt;",
        "Łódź Çelebi Ñandú Ōtaki Šárka Đặng",
        "Nasi ★ Uduk",
        "Donaudampfschifffahrtsgesellschaftskapitän" * 2,
    ],
)
def test_names_are_printed_as_written(name: str) -> None:
    data = replace(CERTIFICATE, business_name=name, product_name=name, owner_name=name)
    found = whole_text(render_certificate(data))
    assert found.count(squeezed(name)) == 3


def test_composed_and_decomposed_are_one() -> None:
    data = replace(CERTIFICATE, business_name="Cafe\u0301 Jakarta")
    assert "CaféJakarta" in whole_text(render_certificate(data))


def test_what_no_font_has_is_visibly_replaced() -> None:
    found = whole_text(render_certificate(replace(CERTIFICATE, business_name="Kedai 漢字")))
    assert "Kedai□□" in found


def test_notices_of_each_status() -> None:
    training = whole_text(render_certificate(replace(CERTIFICATE, status=PaperStatus.TRAINING)))
    assert squeezed("Dokumen latihan – tidak berlaku") in training
    assert "LATIHAN" in training
    provisional = replace(CERTIFICATE, status=PaperStatus.PROVISIONAL, official_number=None)
    found = whole_text(render_certificate(provisional))
    assert squeezed("SEMENTARA – menunggu penetapan") in found
    assert squeezed(f"Nomor {CERTIFICATE.register_no}") in found
    copy = whole_text(render_certificate(replace(CERTIFICATE, copy_no=3)))
    assert squeezed("SALINAN ke-3") in copy
    assert "SALINAN" not in provisional.register_no + found


def test_a_draft_is_marked_and_claims_no_signature() -> None:
    found = whole_text(render_certificate(replace(CERTIFICATE, mode=SigningMode.TTE_DRAFT)))
    assert "DRAF" in found
    assert "BSrE" not in found
    assert "elektronik" not in found.lower()


def test_the_training_watermark_is_seen() -> None:
    final = render(render_certificate(CERTIFICATE), 30)
    training = render(render_certificate(replace(CERTIFICATE, status=PaperStatus.TRAINING)), 30)
    changed = (
        ImageChops.difference(final, training).convert("L").point(lambda tone: 255 * (tone > 3))
    )
    assert share(changed) > 0.05


@pytest.mark.parametrize("content", [CERTIFICATE.qr_text, LONGEST_QR_TEXT, "LATIHAN tidak berlaku"])
def test_the_code_is_read_back_from_a_300_dpi_print(content: str) -> None:
    data = replace(CERTIFICATE, qr_text=content, status=PaperStatus.TRAINING)
    [code] = zxingcpp.read_barcodes(render(render_certificate(data), 300))
    assert code.text == content


@pytest.mark.parametrize("content", ["A", CERTIFICATE.qr_text, LONGEST_QR_TEXT])
def test_the_code_keeps_its_bounds(content: str) -> None:
    code = qr.measure(content)
    assert code.module >= 0.4 * mm - 1e-6
    assert code.side <= 38 * mm + 1e-6


def test_a_code_that_needs_more_room_is_refused() -> None:
    with pytest.raises(UserError, match="terlalu panjang"):
        render_certificate(replace(CERTIFICATE, qr_text="HTTPS://K.EXAMPLE/#" + "A" * 900))


def test_the_photograph_is_passed_through_whole(tmp_path: Path) -> None:
    import pikepdf

    photo = make_photo(tmp_path / "p.jpg", (640, 480))
    pdf = render_certificate(replace(CERTIFICATE, photo=photo))
    with pikepdf.open(BytesIO(pdf)) as opened:
        images = [
            found
            for found in opened.objects
            if isinstance(found, pikepdf.Stream) and found.get("/Subtype") == "/Image"
        ]
        assert [bytes(image.read_raw_bytes()) for image in images] == [photo]


@pytest.mark.parametrize(("name", "mode"), [("p.png", "RGBA"), ("p.png", "P"), ("p.jpg", "CMYK")])
def test_other_photographs_become_rgb(tmp_path: Path, name: str, mode: str) -> None:
    photo = make_photo(tmp_path / name, mode=mode)
    picture = render(render_certificate(replace(CERTIFICATE, photo=photo)), 60)
    red, green, _ = picture.split()
    strong = ImageChops.subtract(red, green).point(lambda tone: 255 * (tone > 80))
    assert share(strong) > 0.001
    assert b"/DeviceCMYK" not in render_certificate(
        replace(CERTIFICATE, photo=photo), archival=False
    )


@pytest.mark.parametrize("damage", ["empty", "text", "truncated"])
def test_a_bad_photograph_is_told_not_dropped(tmp_path: Path, damage: str) -> None:
    whole = make_photo(tmp_path / "p.jpg")
    photo = {"empty": b"", "text": b"bukan foto", "truncated": whole[: len(whole) // 2]}[damage]
    with pytest.raises(UserError) as caught:
        render_certificate(replace(CERTIFICATE, photo=photo))
    assert caught.value.code == "photo_unreadable"


def test_a_bad_emblem_is_told() -> None:
    head = replace(CERTIFICATE.letterhead, emblem=b"bukan gambar")
    with pytest.raises(UserError) as caught:
        render_certificate(replace(CERTIFICATE, letterhead=head))
    assert caught.value.code == "emblem_unreadable"


def test_all_fonts_are_embedded(tmp_path: Path) -> None:
    pdf = render_certificate(longest(make_photo(tmp_path / "p.jpg")))
    found = list(fonts(pdf))
    assert len(found) > 4
    assert [name for name, embedded in found if not embedded] == []


def test_a_batch_is_one_page_each_and_shares_the_ornament() -> None:
    pages = [replace(CERTIFICATE, business_name=f"Usaha {n}") for n in range(4)]
    batch = render_certificates(pages)
    for index, found in enumerate(page_texts(batch)):
        assert f"Usaha {index}" in found
    assert len(page_texts(batch)) == 4
    assert len(batch) < 2 * len(render_certificate(CERTIFICATE))
