"""Berita Acara Kurasi: who met, where and when, and what came of every product."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from app.domain.dates import long_date, number, weekday_date
from app.reports import fonts, text
from app.reports.letter_values import OfficialReportData
from app.reports.markup import paragraph
from app.reports.paged import WIDTH, PaperHead, Plan, render_paged
from app.reports.sheet_parts import Section
from app.reports.signing import Place, Signatures
from app.reports.spelled import spelled_date
from app.reports.styles import sans
from app.reports.tables import Column, table

TITLE = "Berita Acara Kurasi Produk"
OPEN_NUMBER = "Nomor: ........................................"
WRITTEN_AT = "Jakarta"
BODY = sans(9.8, leading=1.5)
_COLUMNS = ((2, 6), (3, 12), (4, 10_000))  # so many columns for so many members
_TALLEST, _NOTING = 205 * mm, 55 * mm  # of the signatures, so that the end stays on one page


def render_official_report(
    data: OfficialReportData, *, invariant: bool = False, archival: bool = True
) -> bytes:
    """The report as PDF/A-2b, on as many pages as its results need; `invariant` fixes time."""
    fonts.ready()
    facts = data.session
    plan = Plan(
        title=f"{TITLE} {text.clean(facts.name)}",
        subject="Pelaksanaan dan hasil kurasi produk",
        letterhead=facts.letterhead,
        short=(TITLE, f"{facts.name} – {weekday_date(facts.held_on)}"),
        foot=f"Nomor registrasi {data.mark}",
        status=facts.status,
    )
    return render_paged(plan, _story(data), invariant=invariant, archival=archival)


def _story(data: OfficialReportData) -> list[Flowable]:
    return [
        PaperHead(TITLE, OPEN_NUMBER, data.session.status, caps=True),
        paragraph(_opening(data), BODY),
        Spacer(0, 3 * mm),
        _panel(data),
        Section("Hasil kurasi"),
        paragraph(_counted(data), BODY),
        Spacer(0, 2.5 * mm),
        CondPageBreak(30 * mm),
        _results(data),
        KeepTogether(_ending(data)),
    ]


def _opening(data: OfficialReportData) -> str:
    facts = data.session
    day = facts.held_on
    figures = f"{day.day:02d}-{day.month:02d}-{day.year}"
    return (
        f"Pada hari ini {spelled_date(day)} ({figures}), bertempat di {facts.place}, "
        f"{facts.region}, kami yang bertanda tangan di bawah ini telah melaksanakan kurasi "
        f"produk tingkat {facts.level} pada kegiatan {facts.name}, dengan susunan tim kurator "
        "sebagai berikut:"
    )


def _panel(data: OfficialReportData) -> Flowable:
    columns = (
        Column("No.", 10 * mm, "RIGHT"),
        Column("Nama", WIDTH - 60 * mm),
        Column("Kedudukan dalam tim", 50 * mm),
    )
    rows = [(f"{at}.", m.name, m.role) for at, m in enumerate(data.members, 1)]
    return table(columns, rows)


def _counted(data: OfficialReportData) -> str:
    several = [f"{number(count)} {name.lower()}" for name, count in data.counts if count]
    parts = ", ".join(several)
    return (
        f"Dikurasi {number(len(data.results))} produk dari {number(data.businesses)} pelaku usaha"
        f"{f': {parts}' if parts else ''}. Rinciannya:"
    )


def _results(data: OfficialReportData) -> Flowable:
    columns = (
        Column("No.", 10 * mm, "RIGHT"),
        Column("Produk", 47 * mm),
        Column("Usaha", WIDTH - 139 * mm),
        Column("Kategori", 30 * mm),
        Column("Nilai", 13 * mm, "RIGHT"),
        Column("Kelas", 12 * mm, "CENTER"),
        Column("Hasil", 27 * mm),
    )
    rows = [
        (f"{at}.", r.product, r.business, r.category, r.total, r.grade, r.outcome)
        for at, r in enumerate(data.results, 1)
    ]
    return table(columns, rows)


def _ending(data: OfficialReportData) -> list[Flowable]:
    facts = data.session
    members = [
        Place(m.role, m.name, f"NIP {m.nip}" if m.nip else "", at)
        for at, m in enumerate(data.members, 1)
    ]
    columns = next(count for count, most in _COLUMNS if len(members) <= most)
    tallest = _TALLEST - (_NOTING if data.official is not None else 0)
    parts: list[Flowable] = [
        Spacer(0, 5 * mm),
        paragraph(
            "Demikian berita acara ini dibuat dengan sebenarnya dan ditandatangani bersama untuk "
            "dipergunakan sebagaimana mestinya.",
            BODY,
        ),
        Spacer(0, 3 * mm),
        paragraph(f"{WRITTEN_AT}, {long_date(facts.held_on)}", BODY),
        Spacer(0, 2 * mm),
        Signatures(members, columns, tallest=tallest),
    ]
    if data.official is not None:
        who = data.official
        nip = f"NIP {who.nip}" if who.nip else ""
        known = Place(f"Mengetahui, {who.position}", who.name, nip)
        parts += [Spacer(0, 5 * mm), Signatures([known], 2, right=True)]
    return parts
