"""Everything Rekap shows of one selection, gathered to be taken along as a file or a paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.clock import JAKARTA
from app.domain.terms import Level
from app.services import regions, rekap, rekap_count, rekap_filter
from app.services.rekap_filter import Filter
from app.services.rekap_rows import (
    CriterionRow,
    DocumentRow,
    MonthRow,
    RegionRow,
    ShortcomingRow,
    Totals,
)
from app.services.workspace import Workspace

Check = Callable[[], None]
"""Called between steps; raises to stop."""


def month_name(code: str) -> str:
    """`2026-11` → `November 2026`; empty for no month."""
    from app.domain.dates import MONTHS

    return f"{MONTHS[int(code[5:7]) - 1]} {code[:4]}" if code else ""


@dataclass(frozen=True, slots=True)
class Book:
    """One selection whole. `practice` is what a paper of practice must say; '' in earnest."""

    only: Filter
    region: str
    at: datetime
    source: str
    practice: str
    totals: Totals
    districts: tuple[RegionRow, ...]
    cities: tuple[RegionRow, ...]
    months: tuple[MonthRow, ...]
    shortcomings: tuple[ShortcomingRow, ...]
    criteria: tuple[CriterionRow, ...]
    documents: tuple[DocumentRow, ...]
    waiting: int
    """Districts that were still to be counted: the figures may be older than the records."""

    @property
    def title(self) -> str:
        """What the file is called, without its ending."""
        return f"Rekap kurasi {self.region} {self.at:%Y-%m-%d}"

    def facts(self) -> list[tuple[str, str]]:
        """What was selected, when, from where; what is counted."""
        only = self.only
        found = [
            ("Wilayah", self.region),
            ("Tingkat", only.level.term if only.level else "Semua tingkat"),
            ("Kategori", only.category.term if only.category else "Semua kategori"),
            (
                "Bulan",
                f"{month_name(only.first) or 'awal'} sampai {month_name(only.last) or 'kini'}",
            ),
            ("Dibuat", f"{self.at:%d-%m-%Y %H.%M} WIB"),
            ("Sumber", self.source),
        ]
        if self.practice:
            found.append(("Status", self.practice))
        if self.waiting:
            found.append(("Catatan", f"{self.waiting} kecamatan belum dihitung ulang"))
        return found


SHORTCOMINGS = {
    "indicator": "Indikator",
    "unmet": "Syarat wajib belum terpenuhi",
    "in_process": "Syarat wajib dalam proses",
    "floor": "Kriteria di bawah batas",
    "critical": "Temuan kritis",
}
"""Kinds of shortcoming (`rekap_cells`) on papers and in files."""

DEFINITIONS = (
    "Wilayah adalah kecamatan asal usaha, juga untuk kurasi di tempat atau tingkat lain.",
    "Satu kurasi adalah satu produk pada satu tingkat dan satu percobaan.",
    "Hanya keputusan yang berlaku dan lembar penilaian yang berlaku dihitung.",
    "Persentase lulus adalah lulus tanpa syarat dari semua yang ditetapkan.",
    "Setiap angka berada di bulan kejadiannya menurut waktu Jakarta.",
    "Latihan tidak dihitung.",
)


def gather(ws: Workspace, only: Filter, check: Check = lambda: None) -> Book:
    """Read every figure of a selection; `check` may stop it in between."""
    name = regions.region_name(ws, only.region)
    room = "Data contoh" if ws.me.sample else "Latihan"
    check()
    totals = rekap.totals(ws, only)
    check()
    districts = rekap.by_region(ws, only, Level.DISTRICT)
    cities = rekap.by_region(ws, only, Level.CITY)
    check()
    months = rekap.by_month(ws, only)
    check()
    return Book(
        only=only,
        region=name,
        at=ws.clock.now().astimezone(JAKARTA),
        source=f"Kurasi Lapangan, laptop {ws.me.device_code}, {ws.me.person_name}",
        practice=f"{room} – tidak berlaku" if rekap_filter.is_practice(ws) else "",
        totals=totals,
        districts=districts,
        cities=cities,
        months=months,
        shortcomings=rekap.shortcomings(ws, only),
        criteria=rekap.criteria(ws, only),
        documents=rekap.documents(ws, only),
        waiting=rekap_count.waiting(ws),
    )
