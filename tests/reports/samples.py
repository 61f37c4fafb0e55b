"""Papers to print in tests: a plain one, and the longest that must still be whole."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from PIL import Image, ImageDraw

from app.reports.values import (
    CertificateData,
    CriterionBar,
    GateLine,
    ImprovementData,
    ImprovementLine,
    Letterhead,
    PaperStatus,
    RekapData,
    RekapTable,
    Signatory,
    SigningMode,
)

QR_TEXT = "HTTPS://KURASI.EXAMPLE/#" + ("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" * 20)[:520]
LONGEST_QR_TEXT = "HTTPS://KURASI.EXAMPLE/#" + ("ZYXWVUTSRQPONMLKJIHGFEDCBA765432" * 20)[:626]

KOP = Letterhead(
    (
        "Pemerintah Provinsi Daerah Khusus Ibukota Jakarta",
        "Suku Dinas Perindustrian, Perdagangan, Koperasi, Usaha Kecil dan Menengah",
        "Kota Administrasi Jakarta Selatan",
    ),
    "Jalan Prapanca Raya Nomor 9, Kebayoran Baru, Jakarta Selatan 12160",
)

CERTIFICATE = CertificateData(
    register_no="K-31.74.04-A7-2026-00012-X",
    official_number="e-0012/KP.03/SUDIN/XI/2026",
    business_name="Dapur Betawi Mpok Nur",
    owner_name="Nurhayati binti Saleh",
    product_name="Kerak Telor Kering Rasa Original",
    brand="Mpok Nur",
    category="Makanan kemasan",
    ward="Cipedak",
    district="Jagakarsa",
    city="Kota Administrasi Jakarta Selatan",
    level="kecamatan",
    session_name="Bazar Jumat Beli Lokal Jagakarsa",
    place="Jakarta",
    issued_on=date(2026, 11, 21),
    valid_until=date(2028, 11, 20),
    total=Decimal("88.50"),
    grade="A",
    conditions=(),
    signatories=(
        Signatory(
            "Dr. Ir. H. Bambang Prasetyo, S.E., M.M.",
            "Kepala Satuan Pelaksana Kecamatan Jagakarsa",
            "198003122006041007",
        ),
    ),
    letterhead=KOP,
    qr_text=QR_TEXT,
    record_hash="9f2c4be1a07d5583c2d6e3f1b8a4907756c1d0e2f3a4b5c6d7e8f90a1b2c3d4e",
    photo=None,
    status=PaperStatus.FINAL,
    copy_no=0,
    mode=SigningMode.WET,
)

LINE = ImprovementLine(
    title="Kelengkapan label",
    score=2,
    finding="Label belum memuat tanggal kedaluwarsa & daftar bahan.",
    advice="Cetak ulang stiker label dengan delapan keterangan wajib.",
    ask="Klinik kemasan Dinas PPKUKM",
    due=date(2026, 12, 21),
)

SHEET = ImprovementData(
    register_no="K-31.74.04-A7-2026-00013-T",
    business_name="Dapur Betawi Mpok Nur",
    owner_name="Nurhayati binti Saleh",
    product_name="Kerak Telor Kering Rasa Original",
    category="Makanan kemasan",
    district="Jagakarsa",
    city="Kota Administrasi Jakarta Selatan",
    level="kecamatan",
    session_name="Bazar Jumat Beli Lokal Jagakarsa",
    place="Kantor Kecamatan Jagakarsa",
    assessed_on=date(2026, 11, 21),
    outcome="Perlu perbaikan",
    total=Decimal("64.5"),
    grade="C",
    criteria=(
        CriterionBar("Rasa", Decimal(24), 30, 50, floor_missed=False),
        CriterionBar("Kemasan & label", Decimal("8.5"), 20, 50, floor_missed=True),
        CriterionBar("Foto produk", Decimal("7.25"), 10, 0, floor_missed=False),
    ),
    gates=(
        GateLine("Nomor Induk Berusaha (NIB)", "Terpenuhi", None),
        GateLine("Sertifikat halal", "Belum terpenuhi", "Ajukan melalui SIHALAL"),
    ),
    lines=(LINE,),
    photo=None,
    letterhead=KOP,
    curators=("Ratna Dewi Anggraini", "Muhammad Yusuf"),
    status=PaperStatus.FINAL,
)

_FILLER = (
    " Çelebi Ñandú Šárka Ōtaki & <Sari> \"Rasa\" 'Asli' Nusantara Jaya Makmur"
    " Sentosa Abadi Berkah Sejahtera Mandiri Utama Gemilang Cemerlang"
)


def long_text(tag: str, length: int = 120) -> str:
    """Exactly `length` characters that begin with `tag` and end in a mark that must survive."""
    return (tag + _FILLER * 3)[: length - 1].rstrip().ljust(length - 1, "o") + "Ž"


def make_photo(path: Path, size: tuple[int, int] = (400, 300), mode: str = "RGB") -> bytes:
    """A small drawing of a jar on a table, in the format `path` names."""
    width, height = size
    image = Image.new("RGB", size, (226, 214, 192))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, int(height * 0.7), width, height), fill=(150, 108, 70))
    pen.rectangle((width * 0.35, height * 0.2, width * 0.65, height * 0.85), fill=(176, 48, 40))
    image.convert(mode).save(path)
    return path.read_bytes()


REKAP = RekapData(
    region="Kota Administrasi Jakarta Selatan",
    facts=(("Tingkat", "Semua tingkat"), ("Kategori", "Semua kategori"), ("Sumber", "Laptop A7")),
    figures=(("Usaha terdaftar", "1.234"), ("Lulus", "56"), ("Persentase lulus", "70,0%")),
    tables=(
        RekapTable(
            "Per kecamatan",
            "Tetap: ditetapkan",
            ("Wilayah", "Usaha", "Tetap", "Lulus %"),
            (
                ("Jagakarsa", 1200, 70, Decimal("71.4")),
                ("Setiabudi <b>& sekitarnya", 34, 10, None),
                ("Jumlah", 1234, 80, Decimal(70)),
            ),
            has_total=True,
        ),
        RekapTable("Yang paling sering kurang", "", ("Kekurangan", "Jumlah"), ()),
    ),
    notes=("Hanya keputusan yang berlaku dihitung.", "Latihan tidak dihitung."),
    letterhead=KOP,
    made_on=date(2026, 11, 21),
    status=PaperStatus.FINAL,
)
