"""Daftar Belanja: what the koperasi buys of which business, for one round of Gebetan UMKM."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from app.domain.dates import long_date, number, rupiah
from app.reports import fonts
from app.reports.gebetan_values import PurchaseRow, RoundFacts
from app.reports.markup import paragraph
from app.reports.paged import WIDTH, PaperHead, Plan, render_paged
from app.reports.sheet_parts import Facts
from app.reports.signing import Place, Signatures
from app.reports.spelled import spelled_rupiah
from app.reports.styles import SOFT, sans, sans_semibold
from app.reports.tables import Column, table

TITLE = "Daftar Belanja Koperasi"
_NUMBER, _PRICE, _PIECES, _COST = 10 * mm, 24 * mm, 16 * mm, 29 * mm


def render_purchase_list(
    facts: RoundFacts,
    rows: Sequence[PurchaseRow],
    *,
    invariant: bool = False,
    archival: bool = True,
) -> bytes:
    """The list as PDF/A-2b, on as many pages as it needs."""
    fonts.ready()
    plan = plan_of(TITLE, "Daftar belanja per usaha", facts)
    return render_paged(plan, _story(facts, rows), invariant=invariant, archival=archival)


def plan_of(title: str, subject: str, facts: RoundFacts) -> Plan:
    """What stands around every paper of a round."""
    return Plan(
        title=f"{title} {facts.name}",
        subject=f"{subject}, {facts.name}",
        letterhead=facts.letterhead,
        short=(title, f"{facts.name} – {facts.region}"),
        foot=f"{facts.name}, {facts.region}, dicetak {long_date(facts.made_on)}",
        status=facts.status,
    )


def in_words(label: str, total: int) -> Flowable:
    """A sum in figures and in words, as a treasurer wants it."""
    return paragraph(f"{label}: {rupiah(total)} ({spelled_rupiah(total)}).", sans_semibold(9.5))


def _story(facts: RoundFacts, rows: Sequence[PurchaseRow]) -> list[Flowable]:
    total = sum(r.cost for r in rows)
    about = [
        ("Putaran", facts.name),
        ("Wilayah", facts.region),
        ("Usaha", f"{number(len({r.business for r in rows}))} usaha, masing-masing satu kali ikut"),
        ("Disalurkan", long_date(facts.delivers_on) if facts.delivers_on else ""),
    ]
    note = "Setiap usaha hanya ikut sekali; jumlah dihitung dari isi semua paket yang dipesan."
    signs = [Place("Ketua koperasi,", ""), Place("Petugas program,", "")]
    return [
        PaperHead(TITLE, facts.name, facts.status),
        Facts(about, None),
        Spacer(0, 4 * mm),
        _rows(rows, total),
        Spacer(0, 4 * mm),
        in_words("Jumlah belanja", total),
        Spacer(0, 1.5 * mm),
        paragraph(note, sans(8, SOFT)),
        Spacer(0, 8 * mm),
        KeepTogether(Signatures(signs)),
    ]


def _rows(rows: Sequence[PurchaseRow], total: int) -> Flowable:
    words = WIDTH - _NUMBER - _PRICE - _PIECES - _COST
    columns = (
        Column("No.", _NUMBER, "RIGHT"),
        Column("Usaha", words * 0.52),
        Column("Produk", words * 0.48),
        Column("Harga satuan", _PRICE, "RIGHT"),
        Column("Jumlah", _PIECES, "RIGHT"),
        Column("Nilai", _COST, "RIGHT"),
    )
    lines = [
        (
            f"{at}.",
            f"{row.business}\n{row.district}" if row.district else row.business,
            row.product,
            rupiah(row.price),
            number(row.pieces),
            rupiah(row.cost),
        )
        for at, row in enumerate(rows, 1)
    ]
    pieces = number(sum(r.pieces for r in rows))
    return table(columns, [*lines, ("", "Jumlah", "", "", pieces, rupiah(total))], has_total=True)
