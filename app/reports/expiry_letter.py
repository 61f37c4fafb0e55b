"""Surat Pemberitahuan Masa Berlaku: which papers of a business run out, and what hangs on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from pikepdf import Name, Pdf, String
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from app.domain.dates import long_date
from app.reports import fonts, text
from app.reports.document import AUTHOR, CREATOR, archive
from app.reports.letter_parts import LetterHead, Recipient
from app.reports.markup import paragraph
from app.reports.paged import WIDTH, Plan, render_paged
from app.reports.signing import Place, Signatures
from app.reports.styles import SOFT, sans, sans_semibold
from app.reports.tables import Cell, Column, table
from app.reports.values import Letterhead, PaperStatus, Signatory

_SUBJECT = "Surat pemberitahuan masa berlaku dokumen kepada pelaku usaha"
TITLE = "Pemberitahuan Masa Berlaku Dokumen"
BODY = sans(9.8, leading=1.52)
_BETWEEN = 2.6 * mm
_CLOSING = "Demikian kami sampaikan. Atas perhatian dan kerja samanya kami ucapkan terima kasih."
_NAME, _ABOUT = sans_semibold(8.6, leading=1.3), sans(8.2, SOFT, leading=1.3)


@dataclass(frozen=True, slots=True)
class EndingPaper:
    """One paper: what it is, of which products, its last day and the channels behind it."""

    name: str
    products: tuple[str, ...]
    until: date
    ended: bool
    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExpiryLetterData:
    """A letter to one business. No NIK, no telephone number, no street."""

    mark: str
    letterhead: Letterhead
    place: str
    written_on: date
    owner_name: str
    business_name: str
    address: str
    papers: tuple[EndingPaper, ...]
    curated: bool
    """Whether a certificate of the curation is among them: it is renewed by another curation."""

    signatory: Signatory | None
    status: PaperStatus


def render_expiry_letters(
    letters: Sequence[ExpiryLetterData],
    *,
    invariant: bool = False,
    archival: bool = True,
    tell: Callable[[int], None] = lambda _done: None,
) -> bytes:
    """The letters one after another in one PDF/A-2b, each with its own head and page numbers.

    `tell(done)` after each of several; what it raises stops the rest. ValueError for none.
    """
    if not letters:
        raise ValueError("no letter to write")
    if len(letters) == 1:
        return _rendered(letters[0], invariant=invariant, archival=archival)
    whole = Pdf.new()
    for at, letter in enumerate(letters, 1):
        with Pdf.open(BytesIO(_rendered(letter, invariant=invariant, archival=False))) as one:
            whole.pages.extend(one.pages)
        tell(at)
    for name, value in (
        *(("/Title", f"{TITLE}, {len(letters)} surat"), ("/Subject", _SUBJECT)),
        *(("/Author", AUTHOR), ("/Creator", CREATOR), ("/Producer", CREATOR)),
    ):
        whole.docinfo[Name(name)] = String(value)
    buffer = BytesIO()
    whole.save(buffer, deterministic_id=invariant)
    return archive(buffer, invariant=invariant, archival=archival)


def _rendered(data: ExpiryLetterData, *, invariant: bool, archival: bool) -> bytes:
    fonts.ready()
    plan = Plan(
        title=f"{TITLE} {text.clean(data.business_name)}",
        subject=_SUBJECT,
        letterhead=data.letterhead,
        short=(TITLE, data.business_name),
        foot=f"Nomor registrasi {data.mark}",
        status=data.status,
    )
    return render_paged(plan, _letter(data), invariant=invariant, archival=archival)


def _letter(data: ExpiryLetterData) -> list[Flowable]:
    day = f"{data.place}, {long_date(data.written_on)}"
    return [
        LetterHead(_particulars(data), day, data.status),
        Spacer(0, 5 * mm),
        Recipient(data.owner_name, f"Pemilik {data.business_name}", data.address),
        Spacer(0, 5 * mm),
        *_said("Dengan hormat,"),
        *_said(_opening(data)),
        _table(data.papers),
        Spacer(0, 4 * mm),
        *_said(_meaning(data)),
        *_said(_asked(data)),
        KeepTogether([*_said(_CLOSING), Spacer(0, 3 * mm), _signed(data)]),
    ]


def _said(words: str) -> list[Flowable]:
    return [paragraph(words, BODY), Spacer(0, _BETWEEN)]


def _particulars(data: ExpiryLetterData) -> list[tuple[str, str]]:
    return [
        ("Nomor", "........................................"),
        ("Sifat", "Biasa"),
        ("Lampiran", "–"),
        ("Hal", TITLE),
    ]


def _opening(data: ExpiryLetterData) -> str:
    ended = sum(paper.ended for paper in data.papers)
    coming = len(data.papers) - ended
    parts = [f"{ended} dokumen sudah berakhir"] if ended else []
    parts += [f"{coming} dokumen akan berakhir"] if coming else []
    return (
        "Terima kasih atas keikutsertaan Bapak/Ibu dalam program Jakpreneur. Menurut catatan kami "
        f"per {long_date(data.written_on)}, {' dan '.join(parts)}:"
    )


def _table(papers: Sequence[EndingPaper]) -> Flowable:
    columns = (
        Column("No.", 9 * mm, "RIGHT"),
        Column("Dokumen dan produknya", WIDTH - 92 * mm),
        Column("Berlaku sampai", 33 * mm),
        Column("Kanal yang bergantung padanya", 50 * mm),
    )
    rows: list[list[Cell]] = []
    for at, paper in enumerate(papers, 1):
        what: list[Flowable] = [
            paragraph(paper.name, _NAME),
            paragraph(", ".join(paper.products), _ABOUT),
        ]
        until = long_date(paper.until)
        day = f"{until} (sudah berakhir)" if paper.ended else until
        rows.append([f"{at}.", what, day, ", ".join(paper.channels)])
    return table(columns, rows, pad=4.0, valign="TOP", splits=True)


def _meaning(data: ExpiryLetterData) -> str:
    """What it means, for what is over and for what is to come."""
    ended = any(paper.ended for paper in data.papers)
    coming = any(not paper.ended for paper in data.papers)
    parts = []
    if coming:
        parts.append(
            "Sesudah hari terakhir itu produk tidak dapat lagi diikutkan pada kanal tersebut, "
            "termasuk untuk kegiatan yang tanggalnya lebih kemudian."
        )
    if ended:
        parts.append(
            "Kanal pada baris yang sudah berakhir kini tertutup untuk produk itu, dan terbuka "
            "lagi begitu dokumen yang baru dicatat."
        )
    return " ".join(parts)


def _asked(data: ExpiryLetterData) -> str:
    papers = [p for p in data.papers if not p.ended]
    by = f" sebelum {long_date(min(p.until for p in papers))}" if papers else ""
    words = (
        f"Mohon dokumen diperpanjang{by}, lalu salinannya ditunjukkan kepada pendamping atau "
        "petugas kecamatan agar dicatat. Pendamping Jakpreneur siap membantu pengurusannya."
    )
    if data.curated:
        words += " Sertifikat kurasi diperbarui dengan mengikuti kurasi ulang."
    return words


def _signed(data: ExpiryLetterData) -> Flowable:
    who = data.signatory
    if who is None:
        place = Place("Pejabat yang berwenang,", "", "Nama, NIP")
    else:
        place = Place(f"{who.position},", who.name, f"NIP {who.nip}" if who.nip else "")
    return Signatures([place], 2, right=True)
