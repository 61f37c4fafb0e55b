"""Rekap Pembayaran: what each office pays the koperasi, per cluster, with sums in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from app.domain.dates import long_date, number, rupiah
from app.reports import fonts
from app.reports.gebetan_purchase import in_words, plan_of
from app.reports.gebetan_values import OfficeParcels, Parcel, RoundFacts
from app.reports.markup import paragraph
from app.reports.paged import WIDTH, PaperHead, render_paged
from app.reports.sheet_parts import Facts, Section
from app.reports.signing import Place, Signatures
from app.reports.styles import SOFT, sans
from app.reports.tables import Column, table

TITLE = "Rekap Pembayaran"
_CLUSTER, _COUNT, _AMOUNT, _DUE, _PAID = 30 * mm, 15 * mm, 24 * mm, 29 * mm, 31 * mm
Line = tuple[str, ...]


def render_payment_recap(
    facts: RoundFacts,
    offices: Sequence[OfficeParcels],
    *,
    invariant: bool = False,
    archival: bool = True,
) -> bytes:
    """The recap as PDF/A-2b, on as many pages as it needs."""
    fonts.ready()
    plan = plan_of(TITLE, "Rekap pembayaran per kantor dan klaster", facts)
    return render_paged(plan, _story(facts, offices), invariant=invariant, archival=archival)


def _story(facts: RoundFacts, offices: Sequence[OfficeParcels]) -> list[Flowable]:
    parcels = [p for office in offices for p in office.parcels]
    due = sum(p.due for p in parcels)
    paid = sum(p.due for p in parcels if p.paid_on is not None)
    spent = sum(p.goods_cost * p.quantity for p in parcels)
    about = [
        ("Putaran", facts.name),
        ("Wilayah", facts.region),
        (
            "Kantor",
            f"{number(len(offices))} kantor, {number(sum(p.quantity for p in parcels))} paket",
        ),
        ("Dibayar", f"{rupiah(paid)} dari {rupiah(due)}"),
    ]
    note = (
        f"Belanja produk menurut isi paket {rupiah(spent)}; "
        f"selisih dengan nilai paket {rupiah(due - spent)}."
    )
    signs = [Place("Bendahara koperasi,", ""), Place("Petugas program,", "")]
    return [
        PaperHead(TITLE, facts.name, facts.status),
        Facts(about, None),
        Section("Menurut klaster", over_long=True),
        _by_cluster(parcels),
        Section("Menurut kantor", over_long=True),
        _by_office(offices),
        Spacer(0, 4 * mm),
        in_words("Jumlah tagihan", due),
        Spacer(0, 1 * mm),
        in_words("Belum dibayar", due - paid),
        Spacer(0, 1.5 * mm),
        paragraph(note, sans(8, SOFT)),
        Spacer(0, 8 * mm),
        KeepTogether(Signatures(signs)),
    ]


def _by_cluster(parcels: Sequence[Parcel]) -> Flowable:
    kinds = dict.fromkeys((p.cluster, p.amount) for p in sorted(parcels, key=lambda p: p.amount))
    lines: list[Line] = []
    for cluster, amount in kinds:
        held = [p for p in parcels if (p.cluster, p.amount) == (cluster, amount)]
        count = sum(p.quantity for p in held)
        lines.append((cluster, rupiah(amount), number(count), rupiah(amount * count)))
    count = sum(p.quantity for p in parcels)
    lines.append(("Jumlah", "", number(count), rupiah(sum(p.due for p in parcels))))
    columns = (
        Column("Klaster", WIDTH - _AMOUNT - _COUNT - _DUE),
        Column("Nilai paket", _AMOUNT, "RIGHT"),
        Column("Paket", _COUNT, "RIGHT"),
        Column("Tagihan", _DUE, "RIGHT"),
    )
    return table(columns, lines, has_total=True)


def _by_office(offices: Sequence[OfficeParcels]) -> Flowable:
    columns = (
        Column("Kantor", WIDTH - _CLUSTER - _COUNT - _AMOUNT - _DUE - _PAID),
        Column("Klaster", _CLUSTER),
        Column("Paket", _COUNT, "RIGHT"),
        Column("Nilai paket", _AMOUNT, "RIGHT"),
        Column("Tagihan", _DUE, "RIGHT"),
        Column("Dibayar", _PAID),
    )
    lines = [line for office in offices for line in _lines(office)]
    total = rupiah(sum(o.due for o in offices))
    count = number(sum(o.quantity for o in offices))
    return table(columns, [*lines, ("Jumlah", "", count, "", total, "")], has_total=True)


def _lines(office: OfficeParcels) -> Iterator[Line]:
    for at, parcel in enumerate(office.parcels):
        yield (
            "" if at else office.office,
            parcel.cluster,
            number(parcel.quantity),
            rupiah(parcel.amount),
            rupiah(parcel.due),
            long_date(parcel.paid_on) if parcel.paid_on else "belum",
        )
    if len(office.parcels) > 1:
        yield ("", "Jumlah kantor", number(office.quantity), "", rupiah(office.due), "")
