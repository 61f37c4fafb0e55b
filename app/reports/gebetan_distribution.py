"""Daftar Penyaluran: what each office receives, a page an office, with a receipt to sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, NextPageTemplate, PageBreak, Spacer

from app.domain.dates import long_date, number, rupiah, weekday_date
from app.reports import fonts
from app.reports.gebetan_purchase import plan_of
from app.reports.gebetan_values import OfficeParcels, Parcel, RoundFacts
from app.reports.markup import paragraph
from app.reports.paged import WIDTH, PaperHead, render_paged
from app.reports.sheet_parts import Facts, Section
from app.reports.signing import Place, Signatures
from app.reports.spelled import spelled
from app.reports.styles import sans
from app.reports.tables import Column, table

TITLE = "Daftar Penyaluran dan Tanda Terima"
_CLUSTER, _AMOUNT, _COUNT = 34 * mm, 26 * mm, 18 * mm


def render_distribution(
    facts: RoundFacts,
    offices: Sequence[OfficeParcels],
    *,
    invariant: bool = False,
    archival: bool = True,
) -> bytes:
    """A receipt for each office, each beginning on a page of its own; PDF/A-2b."""
    fonts.ready()
    plan = plan_of(TITLE, "Daftar penyaluran per kantor", facts)
    story = [part for at, office in enumerate(offices) for part in _office(facts, office, at)]
    return render_paged(plan, story, invariant=invariant, archival=archival)


def _office(facts: RoundFacts, office: OfficeParcels, at: int) -> Iterator[Flowable]:
    if at:  # what an office keeps has the whole letterhead
        yield NextPageTemplate("first")
        yield PageBreak()
        yield NextPageTemplate("later")
    yield PaperHead(TITLE, facts.name, facts.status)
    day = facts.delivers_on
    yield Facts(
        [
            ("Kantor", office.office),
            ("Wilayah", office.region),
            ("Disalurkan", weekday_date(day) if day else "tanggal …………………………"),
            ("Jumlah paket", number(office.quantity)),
        ],
        None,
    )
    yield Section("Isi paket", "satu buah dari setiap produk dalam setiap paket", over_long=True)
    yield _parcels(office.parcels)
    yield KeepTogether([Section("Tanda terima"), *_receipt(facts, office)])


def _receipt(facts: RoundFacts, office: OfficeParcels) -> Iterator[Flowable]:
    count = office.quantity
    day = f"pada {long_date(facts.delivers_on)}" if facts.delivers_on else "pada tanggal tersebut"
    yield paragraph(
        f"Telah diterima {number(count)} ({spelled(count)}) paket {facts.name} untuk "
        f"{office.office} {day}, lengkap dan dalam keadaan baik.",
        sans(9.8, leading=1.35),
    )
    yield Spacer(0, 6 * mm)
    places = [
        Place("Yang menyerahkan, petugas koperasi,", ""),
        Place(f"Yang menerima, {office.office},", ""),
    ]
    yield Signatures(places)


def _parcels(parcels: Sequence[Parcel]) -> Flowable:
    columns = (
        Column("Klaster", _CLUSTER),
        Column("Nilai paket", _AMOUNT, "RIGHT"),
        Column("Jumlah", _COUNT, "RIGHT"),
        Column("Isi setiap paket", WIDTH - _CLUSTER - _AMOUNT - _COUNT),
    )
    rows = [
        (p.cluster, rupiah(p.amount), number(p.quantity), "\n".join(p.contents)) for p in parcels
    ]
    return table(columns, rows, valign="TOP", pad=4)
