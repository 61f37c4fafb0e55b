"""A session to print in tests."""

from __future__ import annotations

from datetime import date

from app.domain.blind import next_code
from app.reports.session_values import SessionFacts, Turn
from app.reports.values import PaperStatus

from .samples import KOP

FACTS = SessionFacts(
    name="Bazar Jumat Beli Lokal Jagakarsa",
    place="Taman Setu Babakan",
    held_on=date(2026, 11, 27),
    level="kecamatan",
    region="Jagakarsa, Jakarta Selatan",
    letterhead=KOP,
    status=PaperStatus.FINAL,
)


def codes(count: int, device: str = "A7") -> list[str]:
    found, last = [], 0
    for _ in range(count):
        last, code = next_code(device, last)
        found.append(code)
    return found


def turns(count: int) -> list[Turn]:
    names = ("Kerak Telor Kering", "Dodol Betawi “Legit” & Gurih <350 g>", "Bir Pletok")
    return [
        Turn(at, f"{names[at % 3]} {at:02d}", "Dapur Mpok Nur", "Makanan kemasan")
        for at in range(1, count + 1)
    ]
