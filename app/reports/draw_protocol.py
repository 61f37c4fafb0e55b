"""The papers of a draw: what is announced, what came out, and the answer to one who asks why.

Everybody on them is named as published: a business and where it is, nobody's owner or number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from app.domain.dates import long_date, number, weekday_date
from app.reports import fonts, qr, text
from app.reports.markup import paragraph
from app.reports.paged import WIDTH, PaperHead, Plan, render_paged
from app.reports.sheet_parts import Facts, Part, Section, laid_out
from app.reports.signing import Place, Signatures
from app.reports.styles import DEEP, INK, SOFT, sans, sans_semibold
from app.reports.tables import Column, table
from app.reports.text import draw_stack, stack_height
from app.reports.values import Letterhead, PaperStatus

ANNOUNCEMENT, PROTOCOL, ANSWER = "Pengumuman Undian", "Berita Hasil Undian", "Jawaban Undian"
_BODY, _SMALL = sans(9.6, leading=1.5), sans(8.4, SOFT, leading=1.4)
_NUMBER = 14 * mm
_GROUP = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One who takes part: the number in the list or in the order, name, area, the other number."""

    number: int
    name: str
    area: str
    other: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A public number: where it is read, what came, and how that was read."""

    words: str
    line: str = ""
    read: str = ""


@dataclass(frozen=True, slots=True)
class DrawPaper:
    """One draw on paper. `lines` are the candidates in their order, drawn or listed; `check` is
    what the code says: an address with the hash, or the hash alone."""

    title: str
    letterhead: Letterhead
    status: PaperStatus
    places: int
    announced_on: date
    decided_on: date
    fingerprint: str
    check: str
    address: str
    sources: tuple[Source, ...]
    lines: tuple[Line, ...]
    key: str = ""
    drawn_on: date | None = None
    signing_place: str = ""


@dataclass(frozen=True, slots=True)
class AnswerPaper:
    """The letter to one business: whom it answers, in which sentences."""

    paper: DrawPaper
    name: str
    area: str
    sentences: tuple[str, ...]
    written_on: date


def render_announcement(
    data: DrawPaper, *, invariant: bool = False, archival: bool = True
) -> bytes:
    """What is hung out beforehand, as PDF/A-2b; `invariant` fixes time."""
    fonts.ready()
    plan = _plan(data, ANNOUNCEMENT)
    return render_paged(plan, _announcement(data), invariant=invariant, archival=archival)


def render_protocol(data: DrawPaper, *, invariant: bool = False, archival: bool = True) -> bytes:
    """What came out: numbers, key, places and waiting list."""
    fonts.ready()
    plan = _plan(data, PROTOCOL)
    return render_paged(plan, _protocol(data), invariant=invariant, archival=archival)


def render_answer(data: AnswerPaper, *, invariant: bool = False, archival: bool = True) -> bytes:
    """*Mengapa bukan saya?* on one page."""
    fonts.ready()
    plan = _plan(data.paper, ANSWER)
    return render_paged(plan, _answer(data), invariant=invariant, archival=archival)


def _plan(data: DrawPaper, title: str) -> Plan:
    return Plan(
        title=f"{title} {text.clean(data.title)}",
        subject="Undian yang dapat diulang siapa pun",
        letterhead=data.letterhead,
        short=(title, data.title),
        foot=f"Sidik jari {data.fingerprint[:_GROUP]} … {data.fingerprint[-_GROUP:]}",
        status=data.status,
    )


def _announcement(data: DrawPaper) -> list[Flowable]:
    rows = [
        ("Peserta", f"{number(len(data.lines))} usaha"),
        ("Tempat", number(data.places)),
        ("Diumumkan", weekday_date(data.announced_on)),
        ("Angka terbit", weekday_date(data.decided_on)),
    ]
    return [
        PaperHead(ANNOUNCEMENT, data.title, data.status),
        Facts(rows, None),
        Section("Angka publik yang menentukan"),
        *_sources(data),
        Section("Sidik jari"),
        Fingerprint(data.check, data.fingerprint, _how_to_check(data)),
        CondPageBreak(40 * mm),
        Section("Peserta", "menurut nomor dalam daftar", over_long=True),
        _table(data.lines, "No."),
    ]


def _how_to_check(data: DrawPaper) -> str:
    where = f"Buka {data.address}, atau jalankan" if data.address else "Jalankan"
    return (
        "Daftar peserta, banyaknya tempat dan sumber angka di atas dibekukan dengan sidik jari "
        f"SHA-256 ini sebelum angkanya terbit. {where} “main.py draw verify” dengan berkas "
        "pengumuman dan hasilnya: urutan yang sama keluar di komputer siapa pun."
    )


def _sources(data: DrawPaper) -> list[Flowable]:
    lines = [f"{at}. {source.words}" for at, source in enumerate(data.sources, 1)]
    return [paragraph("\n".join(lines), _BODY)]


def _protocol(data: DrawPaper) -> list[Flowable]:
    chosen, waiting = data.lines[: data.places], data.lines[data.places :]
    rows = [
        ("Peserta", f"{number(len(data.lines))} usaha"),
        ("Tempat", number(data.places)),
        ("Diumumkan", weekday_date(data.announced_on)),
        ("Diundi", weekday_date(data.drawn_on or data.decided_on)),
    ]
    story: list[Flowable] = [
        PaperHead(PROTOCOL, data.title, data.status),
        Facts(rows, None),
        Section("Angka publik yang terbit"),
        _numbers(data),
        Section("Kunci dan sidik jari"),
        Fingerprint(data.check, data.fingerprint, f"Kunci undian: {data.key}"),
        CondPageBreak(40 * mm),
        Section("Mendapat tempat", f"{number(len(chosen))} usaha", over_long=True),
        _table(chosen, "Undian", "No. daftar"),
    ]
    if waiting:
        story += [
            CondPageBreak(40 * mm),
            Section("Daftar tunggu", "naik menurut urutan bila ada yang mundur", over_long=True),
            _table(waiting, "Undian", "No. daftar"),
        ]
    return [*story, KeepTogether([Spacer(0, 8 * mm), _signatures(data)])]


def _signatures(data: DrawPaper) -> Flowable:
    day = long_date(data.drawn_on or data.decided_on)
    where = f"{data.signing_place}, {day}" if data.signing_place else day
    officer = Place(f"{where}\nPetugas yang mengundi,", "", "Nama, NIP")
    return Signatures([officer, Place("Saksi,", "", "Nama")], 2)


def _numbers(data: DrawPaper) -> Flowable:
    columns = (
        Column("Sumber", WIDTH - 74 * mm),
        Column("Terbit", 37 * mm),
        Column("Dibaca", 37 * mm),
    )
    return table(columns, [(one.words, one.line, one.read) for one in data.sources])


def _table(lines: Sequence[Line], head: str, other: str = "") -> Flowable:
    tail = 24 * mm if other else 0.0
    names = WIDTH - _NUMBER - tail
    columns = [
        Column(head, _NUMBER, "RIGHT"),
        Column("Usaha", names * 0.52),
        Column("Wilayah", names * 0.48),
    ]
    if other:
        columns.append(Column(other, tail, "RIGHT"))
    rows = []
    for one in lines:
        row = (str(one.number), one.name, one.area)
        rows.append((*row, str(one.other or "–")) if other else row)
    return table(columns, rows, splits=any(len(f"{o.name}{o.area}") > 400 for o in lines))


def _answer(data: AnswerPaper) -> list[Flowable]:
    body: list[Flowable] = []
    for sentence in data.sentences:
        body += [paragraph(sentence, _BODY), Spacer(0, 2.2 * mm)]
    closing = (
        "Jawaban ini disusun dari catatan undian. Siapa pun dapat mengundinya ulang dari berkas "
        "yang diumumkan dan mencocokkan sidik jari di bawah ini."
    )
    return [
        PaperHead(ANSWER, data.paper.title, data.paper.status),
        Facts([("Kepada", data.name), ("Wilayah", data.area)], None),
        Spacer(0, 4 * mm),
        *body,
        paragraph(closing, _BODY),
        Section("Sidik jari"),
        Fingerprint(data.paper.check, data.paper.fingerprint, _sources_told(data.paper)),
        Spacer(0, 4 * mm),
        paragraph(f"Ditulis {long_date(data.written_on)}.", _SMALL),
    ]


def _sources_told(data: DrawPaper) -> str:
    told = [f"{one.words}: {one.line}" if one.line else one.words for one in data.sources]
    return "Angka publik: " + "; ".join(told)


class Fingerprint(Part):
    """The code at the left; the hash in groups and what it is good for at the right."""

    GAP = 6 * mm

    def __init__(self, check: str, fingerprint: str, words: str) -> None:
        super().__init__()
        self.code = qr.measure(check)
        self.hash = " ".join(
            fingerprint[at : at + _GROUP] for at in range(0, len(fingerprint), _GROUP)
        )
        self.words = words

    def measure(self, width: float) -> float:
        """Height of the taller of both columns."""
        room = width - self.code.side - self.GAP
        self.told = laid_out(self.hash, sans_semibold(10.5, DEEP, leading=1.45), room)
        self.below = laid_out(self.words, sans(8.8, INK, leading=1.45), room)
        height = stack_height(self.told) + 2.5 * mm + stack_height(self.below)
        return max(height, self.code.side)

    def draw(self) -> None:
        """Reportlab's hook."""
        qr.draw(self.canv, self.code, 0, self.height - self.code.side)
        left = self.code.side + self.GAP
        middle = stack_height(self.told) + 2.5 * mm + stack_height(self.below)
        top = min(self.height, self.height - (self.code.side - middle) / 2)
        y = draw_stack(self.canv, self.told, left, top, "left")
        draw_stack(self.canv, self.below, left, y - 2.5 * mm, "left")
