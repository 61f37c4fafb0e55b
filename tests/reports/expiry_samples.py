"""Letters about papers that run out, to print in tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.reports.expiry_letter import EndingPaper, ExpiryLetterData
from app.reports.values import PaperStatus

from .letter_samples import OFFICIAL
from .samples import KOP

EXPIRY_LETTER = ExpiryLetterData(
    mark="MB-31.74.09-2026-7KQF3M2D-4",
    letterhead=KOP,
    place="Jakarta",
    written_on=date(2026, 11, 22),
    owner_name="Ipah Contohsari",
    business_name="Dapur Contoh Mak Ipah & Putri",
    address="Kelurahan Jagakarsa, Kecamatan Jagakarsa, Jakarta Selatan",
    papers=(
        EndingPaper(
            "SPP-IRT (P-IRT)",
            ("Bir Pletok",),
            date(2026, 11, 1),
            ended=True,
            channels=("e-order", "Gebetan UMKM", "Goes To Mall", "Jumat Beli Lokal"),
        ),
        EndingPaper(
            "Sertifikat halal",
            ("Kerak Telor Kering", "Dodol Betawi “Legit” & Gurih <350 g>"),
            date(2026, 12, 3),
            ended=False,
            channels=("e-order", "Pameran luar negeri"),
        ),
        EndingPaper(
            "Sertifikat kurasi",
            ("Bir Pletok",),
            date(2027, 1, 20),
            ended=False,
            channels=("e-order", "Gebetan UMKM", "Jumat Beli Lokal"),
        ),
    ),
    curated=True,
    signatory=OFFICIAL,
    status=PaperStatus.FINAL,
)
SECOND = replace(
    EXPIRY_LETTER,
    mark="MB-31.74.09-2026-9WXT4C8H-M",
    owner_name="Slamet Riyadi",
    business_name="Kopi Contoh Kampung Sawah",
    papers=EXPIRY_LETTER.papers[1:2],
    curated=False,
    signatory=None,
)
