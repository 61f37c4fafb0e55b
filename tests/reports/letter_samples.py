"""The official papers of a session and of a result, to print in tests."""

from __future__ import annotations

from datetime import date

from app.domain.result_words import WORDS
from app.domain.terms import Outcome
from app.reports.letter_values import (
    AttendanceData,
    FirstStep,
    Guest,
    NextGradeData,
    OfficialReportData,
    PanelMember,
    ResultLetterData,
    ResultRow,
    ScoreBar,
    Stair,
    Task,
)
from app.reports.training_list import TrainingListData
from app.reports.values import PaperStatus, Signatory

from .samples import KOP
from .session_samples import FACTS

OFFICIAL = Signatory(
    "Drs. H. Bambang Prasetyo, M.Si.",
    "Kepala Satuan Pelaksana Kecamatan Jagakarsa",
    "198003122006041007",
)
MEMBERS = (
    PanelMember("Ratna Dewi Anggraini", "Ketua tim", "198511022010012003"),
    PanelMember("Muhammad Yusuf", "Anggota"),
    PanelMember("Chef Lukman Hakim, S.Par.", "Anggota"),
)
_OUTCOMES = ("Lulus", "Lulus bersyarat", "Perlu perbaikan", "Tidak lulus")
_PRODUCTS = ("Kerak Telor Kering", "Dodol Betawi “Legit” & Gurih <350 g>", "Bir Pletok")


def results(count: int) -> tuple[ResultRow, ...]:
    return tuple(
        ResultRow(
            f"{_PRODUCTS[at % 3]} {at:03d}",
            f"Dapur Betawi Mpok Nur {at:03d}",
            ("Makanan kemasan", "Minuman kemasan", "Kriya")[at % 3],
            f"{60 + at % 40},5",
            "ABCD"[at % 4],
            _OUTCOMES[at % 4],
        )
        for at in range(1, count + 1)
    )


REPORT = OfficialReportData(
    mark="BA-31.74.09-2026-7KQF3M2D-4",
    session=FACTS,
    members=MEMBERS,
    results=results(7),
    businesses=6,
    counts=(("Lulus", 1), ("Lulus bersyarat", 2), ("Perlu perbaikan", 2), ("Tidak lulus", 2)),
    official=OFFICIAL,
)

GUESTS = tuple(
    Guest(owner, name)
    for owner, name in (
        ("Ipah Contohsari", "Dapur Contoh Mak Ipah & Putri"),
        ("Nurhayati binti Saleh", "Dapur Betawi Mpok Nur"),
        ("Slamet Riyadi", "Kopi Contoh Kampung Sawah"),
        ("Siti Maemunah", "Rempeyek <Renyah> Bu Mun"),
    )
)

ATTENDANCE = AttendanceData(
    mark="DH-31.74.09-2026-7KQF3M2D-7",
    session=FACTS,
    panel=tuple(Guest(m.name, m.role) for m in MEMBERS),
    businesses=GUESTS,
    blanks=6,
)

TRAINING = TrainingListData(
    mark="DP-31.74.09-2026-7KQF3M2D-7",
    topic="Pendampingan sertifikasi halal & P-IRT",
    partner="Universitas Muhammadiyah Prof. Dr. HAMKA",
    place="Aula kecamatan",
    region="Jagakarsa",
    held_on=FACTS.held_on,
    criteria=("Halal & legalitas", "Kemasan & label"),
    businesses=GUESTS,
    blanks=4,
    letterhead=FACTS.letterhead,
    status=PaperStatus.FINAL,
)

TASKS = (
    Task(
        "Sertifikat halal atau keterangan tidak halal",
        "Dalam proses",
        "Ajukan sertifikat halal lewat SIHALAL dengan pendamping PPH, atau cetak keterangan "
        "“TIDAK HALAL” pada kemasan bila memang tidak halal.",
        "LP3H / pendamping PPH",
        date(2026, 12, 27),
    ),
    Task(
        "Kelengkapan label",
        "Label belum memuat tanggal kedaluwarsa & daftar bahan.",
        "Cetak ulang stiker label dengan delapan keterangan wajib.",
        "Klinik kemasan Dinas PPKUKM",
        date(2026, 12, 27),
    ),
    Task("Ketajaman & pencahayaan", "", "Foto ulang di dekat jendela pada pagi hari.", "", None),
)

_WORDS = WORDS[Outcome.NEEDS_IMPROVEMENT]
LETTER = ResultLetterData(
    mark="SH-31.74.09-2026-0VX9T2RC-J",
    letterhead=KOP,
    place="Jakarta",
    written_on=date(2026, 11, 28),
    owner_name="Nurhayati binti Saleh",
    business_name="Dapur Betawi Mpok Nur",
    address="Kelurahan Cipedak, Kecamatan Jagakarsa, Kota Administrasi Jakarta Selatan",
    product_name="Kerak Telor Kering Rasa Original",
    category="Makanan kemasan",
    level="kecamatan",
    session_name="Bazar Jumat Beli Lokal Jagakarsa",
    held_at="Taman Setu Babakan",
    held_on=date(2026, 11, 27),
    stamp=_WORDS.stamp,
    meaning=_WORDS.meaning,
    listed=_WORDS.listed,
    total="64,5",
    grade="C",
    reasons=("Kriteria di bawah batas terendahnya: Kemasan & label.",),
    certificate="",
    tasks=TASKS,
    object_until=date(2026, 12, 11),
    object_days=14,
    signatory=OFFICIAL,
    status=PaperStatus.FINAL,
)

STAIRS = (
    Stair("D", ("Pembinaan dan pelatihan",)),
    Stair("C", ("Bazar dan Jumat Beli Lokal",)),
    Stair("B", ("e-order", "Gebetan UMKM")),
    Stair("A", ("Pameran luar negeri", "Jakpreneur Goes To Mall")),
)

NEXT_GRADE = NextGradeData(
    mark="NK-31.74.09-2026-0VX9T2RC-6",
    business_name="Dapur Betawi Mpok Nur",
    product_name="Kerak Telor Kering Rasa Original",
    category="Makanan kemasan",
    level="kecamatan",
    session_name="Bazar Jumat Beli Lokal Jagakarsa",
    held_on=date(2026, 11, 27),
    outcome="Perlu perbaikan",
    total="64,5",
    grade="C",
    scores=(
        ScoreBar("Rasa", 0.8, "Baik", "24 dari 30"),
        ScoreBar("Kemasan & label", 0.425, "Cukup", "8,5 dari 20", low=True),
        ScoreBar("Higienitas", 0.75, "Baik", "18,8 dari 25"),
        ScoreBar("Halal & legalitas", 0.4, "Cukup", "6 dari 15"),
        ScoreBar("Foto produk", 0.725, "Baik", "7,3 dari 10"),
    ),
    barriers=(
        "Sertifikat halal atau keterangan tidak halal: masih dalam proses",
        "Kemasan & label: masih di bawah batas 50%",
        "Nilai kurang 20,5 lagi untuk mencapai 85",
        "Belum ada Merek/HKI",
        "Belum ada Hasil uji laboratorium",
    ),
    steps=(
        FirstStep(
            "Bahan & daya lindung kemasan",
            "Ganti plastik tipis dengan standing pouch bersegel panas setebal minimal 80 mikron.",
            "Klinik kemasan Dinas PPKUKM",
            "sampai +4,0",
        ),
        FirstStep(
            "Sertifikasi halal",
            "Ajukan sertifikat halal gratis lewat SIHALAL dengan pendamping PPH.",
            "LP3H / pendamping PPH",
            "sampai +4,0",
        ),
        FirstStep(
            "Cita rasa",
            "Tulis resep dalam gram dan lakukan uji cicip kepada sedikitnya 10 orang setiap "
            "takaran diubah.",
            "Pelatihan kuliner Jakpreneur",
            "sampai +3,0",
        ),
    ),
    stairs=STAIRS,
    onward="Sesudah dibenahi, daftarkan lagi untuk kurasi ulang tingkat kecamatan. Bila lulus, "
    "jalan ke tingkat kota terbuka.",
    photo=None,
    letterhead=KOP,
    status=PaperStatus.FINAL,
)
