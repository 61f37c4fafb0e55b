"""Daftar lapak: who has which booth on a day, by kecamatan; then who waits, in turn."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from app.domain.dates import number, weekday_date
from app.reports import fonts, text
from app.reports.event_values import PlaceRow, PlacesData
from app.reports.markup import paragraph
from app.reports.paged import WIDTH, PaperHead, Plan, render_paged
from app.reports.sheet_parts import Facts, Section
from app.reports.styles import SOFT, sans
from app.reports.tables import Column, table

TITLE = "Daftar Lapak"
_NUMBER, _KIND, _SIGN = 14 * mm, 30 * mm, 26 * mm
_START = 34 * mm


def render_places(data: PlacesData, *, invariant: bool = False, archival: bool = True) -> bytes:
    """The list as PDF/A-2b, on as many pages as it needs; `invariant` fixes time."""
    fonts.ready()
    facts = data.facts
    plan = Plan(
        title=f"{TITLE} {text.clean(facts.name)}",
        subject="Daftar lapak dan daftar tunggu satu hari",
        letterhead=facts.letterhead,
        short=(TITLE, f"{facts.name} – {weekday_date(facts.day)}"),
        foot=f"Nomor registrasi {data.mark}",
        status=facts.status,
    )
    return render_paged(plan, _story(data), invariant=invariant, archival=archival)


def _story(data: PlacesData) -> list[Flowable]:
    facts = data.facts
    given = sum(len(rows) for _, rows in data.districts)
    rows = [
        ("Acara", facts.name),
        ("Tanggal", weekday_date(facts.day)),
        ("Tempat", f"{facts.place}, {facts.region}"),
        ("Terisi", number(given)),
        ("Kosong", ", ".join(map(str, data.free)) or "tidak ada"),
    ]
    story: list[Flowable] = [PaperHead(TITLE, facts.channel, facts.status), Facts(rows, None)]
    for district, places in data.districts:
        head = Section(district, f"{number(len(places))} lapak", over_long=True)
        story += [CondPageBreak(_START), head, _places(places)]
    if data.waiting:
        head = Section("Daftar tunggu", f"{number(len(data.waiting))} usaha", over_long=True)
        story += [CondPageBreak(_START), head, _waiting(data)]
    note = (
        "Lapak dibagikan bergantian: wilayah dengan bagian paling sedikit didahulukan, lalu usaha "
        "yang paling jarang ikut, lalu yang paling lama menunggu. Lapak yang kosong diisi dari "
        "daftar tunggu menurut urutan."
    )
    return [*story, Spacer(0, 2.5 * mm), paragraph(note, sans(8, SOFT))]


def _places(places: Sequence[PlaceRow]) -> Flowable:
    room = WIDTH - _NUMBER - _KIND - _SIGN
    columns = (
        Column("Lapak", _NUMBER, "RIGHT"),
        Column("Usaha dan produk", room * 0.55),
        Column("Wilayah", room * 0.45),
        Column("Kategori", _KIND),
        Column("Tanda tangan", _SIGN),
    )
    rows = [(str(p.booth), _whose(p), p.area, p.category, "") for p in places]
    return table(columns, rows, least=9.5 * mm)


def _whose(place: PlaceRow) -> str:
    return f"{place.business}\n{place.product}" if place.product else place.business


def _waiting(data: PlacesData) -> Flowable:
    room = WIDTH - _NUMBER
    columns = (
        Column("Urutan", _NUMBER, "RIGHT"),
        Column("Usaha", room * 0.38),
        Column("Produk", room * 0.30),
        Column("Wilayah", room * 0.32),
    )
    rows = [
        (str(w.turn) if w.turn is not None else "–", w.business, w.product, w.area)
        for w in data.waiting
    ]
    return table(columns, rows)
