"""A round of Gebetan to print in tests."""

from __future__ import annotations

from datetime import date

from app.reports.gebetan_values import OfficeParcels, Parcel, PurchaseRow, RoundFacts
from app.reports.values import PaperStatus

from .samples import KOP

ROUND = RoundFacts(
    name="Gebetan UMKM November 2026",
    region="Jakarta Selatan",
    letterhead=KOP,
    status=PaperStatus.FINAL,
    made_on=date(2026, 11, 21),
    delivers_on=date(2026, 12, 4),
)


def purchases(count: int) -> list[PurchaseRow]:
    return [
        PurchaseRow(
            f"Dapur Mpok <Nur> & {at:03d}", "Jagakarsa", f"Kerak Telor {at:03d}", 12_500, 40 + at
        )
        for at in range(1, count + 1)
    ]


def office(at: int, paid: date | None = None) -> OfficeParcels:
    contents = ("Kerak Telor Kering – Dapur Mpok Nur", "Bir Pletok – Warung Bang Jali")
    return OfficeParcels(
        f"Sudin Pendidikan {at:02d}",
        "Jakarta Selatan",
        (
            Parcel("Staf", 100_000, 25, contents, 98_500, paid),
            Parcel("Eselon III", 200_000, 2, (*contents, "Tas Anyam – Kriya Betawi"), 197_000),
        ),
    )
