"""A draw on paper, for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.reports.draw_protocol import AnswerPaper, DrawPaper, Line, Source
from app.reports.values import PaperStatus

from .samples import KOP

HASH = "f55f8440dee5f80bd15ee1c00800c7fb928499c75c9f427ef021b8a86589eaa4"
KEY = f"724188./16402./{HASH}/"
NAMES = ("Dapur Mpok Nur", "Batik Betawi “Ñandú”", "Kopi <Wati> & Anak")
AREAS = ("Bukit Duri RW 04, Tebet", "Cilandak Timur RW 10, Pasar Minggu")


def lines(count: int, *, drawn: bool = False) -> tuple[Line, ...]:
    return tuple(
        Line(
            at,
            f"{NAMES[at % 3]} {at:03d}",
            AREAS[at % 2],
            (at * 7) % count + 1 if drawn else None,
        )
        for at in range(1, count + 1)
    )


ANNOUNCED = DrawPaper(
    title="Undian Bazar Contoh Jakarta Selatan",
    letterhead=KOP,
    status=PaperStatus.FINAL,
    places=8,
    announced_on=date(2026, 11, 20),
    decided_on=date(2026, 11, 27),
    fingerprint=HASH,
    check=f"HTTPS://KURASI.EXAMPLE.GO.ID/draw.html#{HASH}",
    address="https://kurasi.example.go.id/draw.html",
    sources=(
        Source("Penutupan IHSG 27 November 2026, dua desimal (idx.co.id)"),
        Source("JISDOR 27 November 2026, rupiah penuh (bi.go.id)"),
    ),
    lines=lines(14),
)
DRAWN = replace(
    ANNOUNCED,
    sources=(
        Source(ANNOUNCED.sources[0].words, "7.241,88", "724188"),
        Source(ANNOUNCED.sources[1].words, "16.402", "16402"),
    ),
    lines=lines(14, drawn=True),
    key=KEY,
    drawn_on=date(2026, 11, 27),
    signing_place="Jakarta Selatan",
)
ANSWERED = AnswerPaper(
    DRAWN,
    "Kopi <Wati> & Anak 011",
    AREAS[1],
    (
        "Kopi <Wati> & Anak 011 adalah peserta nomor 8 dari 14 dalam daftar yang diumumkan "
        "20 November 2026.",
        "Nomor undiannya 11; tempatnya ada 8.",
        "Di depannya 10 usaha: Pasar Minggu 6, Tebet 4.",
        "Usaha ini nomor 3 dalam daftar tunggu dan naik bila ada yang mundur.",
    ),
    date(2026, 11, 28),
)
