"""Surat Pemberitahuan Hasil: the result in plain words, and as its annex what to improve."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer

from app.domain.dates import long_date, weekday_date
from app.reports import fonts, text
from app.reports.letter_parts import LetterHead, Recipient, Verdict
from app.reports.letter_values import ResultLetterData, Task
from app.reports.markup import paragraph
from app.reports.paged import WIDTH, PaperHead, Plan, render_paged
from app.reports.signing import Place, Signatures
from app.reports.spelled import spelled
from app.reports.styles import DEEP, SOFT, sans, sans_semibold
from app.reports.tables import Cell, Column, table

TITLE = "Pemberitahuan Hasil Kurasi Produk"
ANNEX = "Daftar Perbaikan"
BODY = sans(9.8, leading=1.52)
_BETWEEN = 2.6 * mm
_LONG = 1500
_CLOSING = "Demikian kami sampaikan. Atas perhatian dan kerja samanya kami ucapkan terima kasih."
_STRONG, _FINDING = sans_semibold(8.6, DEEP, leading=1.3), sans(8.2, SOFT, leading=1.3)


def render_result_letter(
    data: ResultLetterData, *, invariant: bool = False, archival: bool = True
) -> bytes:
    """The letter with its annex as PDF/A-2b; `invariant` fixes time."""
    fonts.ready()
    plan = Plan(
        title=f"{TITLE} {text.clean(data.product_name)}",
        subject="Surat pemberitahuan hasil kurasi kepada pelaku usaha",
        letterhead=data.letterhead,
        short=(TITLE, f"{data.product_name} – {data.business_name}"),
        foot=f"Nomor registrasi {data.mark}",
        status=data.status,
    )
    return render_paged(plan, _story(data), invariant=invariant, archival=archival)


def _story(data: ResultLetterData) -> list[Flowable]:
    story: list[Flowable] = [
        LetterHead(_particulars(data), f"{data.place}, {long_date(data.written_on)}", data.status),
        Spacer(0, 5 * mm),
        Recipient(data.owner_name, f"Pemilik {data.business_name}", data.address),
        Spacer(0, 5 * mm),
        *_said("Dengan hormat,"),
        *_said(_invitation(data)),
        Verdict(data.product_name, data.stamp, data.total, data.grade),
        Spacer(0, _BETWEEN),
    ]
    for words in _explanation(data):
        story += _said(words)
    story += _said(_objecting(data))
    story.append(KeepTogether([*_said(_CLOSING), Spacer(0, 3 * mm), _signed(data)]))
    if data.tasks:
        story += [PageBreak(), *_annex(data)]
    return story


def _said(words: str) -> list[Flowable]:
    return [paragraph(words, BODY), Spacer(0, _BETWEEN)]


def _particulars(data: ResultLetterData) -> list[tuple[str, str]]:
    count = 1
    annex = f"{count} ({spelled(count)}) daftar" if data.tasks else "–"
    return [
        ("Nomor", "........................................"),
        ("Sifat", "Biasa"),
        ("Lampiran", annex),
        ("Hal", TITLE),
    ]


def _invitation(data: ResultLetterData) -> str:
    return (
        f"Produk Bapak/Ibu telah mengikuti kurasi tingkat {data.level} pada kegiatan "
        f"{data.session_name}, {weekday_date(data.held_on)}, di {data.held_at}. Terima kasih atas "
        "keikutsertaannya. Hasil penilaian tim kurator sebagai berikut:"
    )


def _explanation(data: ResultLetterData) -> list[str]:
    parts = [data.meaning]
    if data.reasons:
        parts.append(" ".join(data.reasons))
    if data.certificate:
        parts.append(f"Sertifikat kurasi produk ini bernomor register {data.certificate}.")
    if data.tasks:
        parts.append(data.listed)
    return parts


def _objecting(data: ResultLetterData) -> str:
    days = f"{data.object_days} ({spelled(data.object_days)}) hari"
    return (
        "Apabila Bapak/Ibu berkeberatan atas hasil ini, keberatan dapat disampaikan kepada petugas "
        f"kurasi paling lambat {weekday_date(data.object_until)}, yaitu {days} sejak hasil "
        "ditetapkan. Keberatan dijawab oleh kurator yang tidak ikut menilai."
    )


def _signed(data: ResultLetterData) -> Flowable:
    who = data.signatory
    if who is None:
        place = Place("Pejabat yang berwenang,", "", "Nama, NIP")
    else:
        place = Place(f"{who.position},", who.name, f"NIP {who.nip}" if who.nip else "")
    return Signatures([place], 2, right=True)


def _annex(data: ResultLetterData) -> list[Flowable]:
    about = f"{data.product_name}, {data.business_name}: {len(data.tasks)} hal"
    invite = "Kerjakan dari atas ke bawah, dan bawa buktinya saat produk dikurasi lagi."
    return [
        PaperHead(ANNEX, about, data.status),
        _tasks(data.tasks),
        Spacer(0, 2.5 * mm),
        paragraph(invite, sans(8, SOFT)),
    ]


def _tasks(tasks: tuple[Task, ...]) -> Flowable:
    columns = (
        Column("No.", 9 * mm, "RIGHT"),
        Column("Yang perlu diperbaiki", 47 * mm),
        Column("Yang dilakukan", WIDTH - 124 * mm),
        Column("Paling lambat", 32 * mm),
        Column("Bertanya kepada", 36 * mm),
    )
    rows: list[list[Cell]] = []
    for at, task in enumerate(tasks, 1):
        what: list[Flowable] = [paragraph(task.title, _STRONG)]
        if text.clean(task.finding):
            what.append(paragraph(task.finding, _FINDING))
        due = long_date(task.due) if task.due else "–"
        rows.append([f"{at}.", what, task.advice, due, task.ask or "–"])
    return table(columns, rows, pad=4.2, valign="TOP", splits=_is_long(tasks))


def _is_long(tasks: tuple[Task, ...]) -> bool:
    """Whether a row might be taller than a page: notes of curators know no limit."""
    return any(max(len(task.finding), len(task.advice)) > _LONG for task in tasks)
