"""What the centre's verbs print for a person at a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.central.held import HeldLine
from app.central.official import SeriesLine
from app.central.reconcile import Reconciliation
from app.central.revoked_keys import RevokedKey
from app.central.status import LaptopLine, Papers
from app.clock import JAKARTA

_SHOWN = 10


def _moment(at: datetime | None) -> str:
    return at.astimezone(JAKARTA).strftime("%d-%m-%Y %H.%M") if at else "belum pernah"


def status(
    lines: Sequence[LaptopLine], held_count: int, papers: Papers, photos: Reconciliation
) -> str:
    """Laptops, what was handed over, certificates and photographs."""
    parts = [_laptop(line) for line in lines] or ["Belum ada laptop."]
    if held_count:
        parts.append(f"{held_count} titipan menunggu keputusan (`main.py central held`).")
    parts.append(_papers(papers))
    parts.append(
        f"Foto: {photos.named} disebut, {photos.whole} utuh, {len(photos.missing)} belum ada, "
        f"{len(photos.damaged)} rusak, {len(photos.orphans)} tanpa catatan."
    )
    named = (("belum ada", photos.missing), ("rusak", photos.damaged))
    parts += [f"  {word}: {name}" for word, names in named for name in names[:_SHOWN]]
    return "\n".join(parts)


def _papers(papers: Papers) -> str:
    made = f"dibuat {_moment(papers.list_at)}" if papers.list_at else "belum dibuat"
    keys = ", ".join(f"{code} sejak {day:%d-%m-%Y}" for code, day in papers.revoked_keys)
    return (
        f"Sertifikat: {papers.accepted} diterima, {papers.confirmed} final, "
        f"{papers.revoked} dicabut; daftar status {made}"
        + (f"; kunci dicabut: {keys}." if keys else ".")
    )


def revoked_key(done: RevokedKey) -> str:
    """A laptop's key that is not believed any more."""
    lines = [
        f"Kunci laptop {done.code} tidak dipercaya sejak {done.since:%d-%m-%Y}; "
        f"{done.spared} sertifikat yang sudah diterima sebelumnya tetap sah.",
    ]
    if done.void:
        lines.append(f"{done.void} nomor surat yang dipinjamkan kepadanya hangus.")
    if done.doubtful:
        lines.append("Diterima sesudahnya, periksa satu per satu dan cabut yang palsu:")
        lines += [f"  {number}" for number in done.doubtful]
    return "\n".join(lines)


_VOID = {"expired": "tidak terpakai", "taken": "kembar", "restored": "dilewati setelah pemulihan"}


def numbers(lines: Sequence[SeriesLine]) -> str:
    """What became of every official number."""
    return "\n".join(map(_series, lines)) or "Belum ada nomor surat."


def _series(line: SeriesLine) -> str:
    void = ", ".join(f"{count} {_VOID.get(why, why)}" for why, count in sorted(line.void.items()))
    return (
        f"{line.name}  ({line.region})  terpakai {line.used}, dipinjamkan {line.lent}, "
        f"hangus {sum(line.void.values())}{f' ({void})' if void else ''}, "
        f"berikutnya {line.last + 1}"
        + (f"; TIDAK TERJELASKAN {line.unexplained}" if line.unexplained else "")
    )


def _laptop(line: LaptopLine) -> str:
    notes = []
    if line.waiting_rows or line.waiting_photos:
        notes.append(f"menunggu {line.waiting_rows} catatan, {line.waiting_photos} foto")
    if line.refused:
        notes.append(f"{line.refused} ditolak")
    if line.conflicts:
        notes.append(f"{line.conflicts} bentrok")
    if line.skew_s is not None and abs(line.skew_s) > 120:
        way = "lambat" if line.skew_s > 0 else "cepat"
        notes.append(f"jam {way} {abs(line.skew_s) // 60} menit")
    if line.forks:
        notes.append(f"LAPTOP KEMBAR {line.forks} kali, terakhir {_moment(line.last_fork_at)}")
    if line.unequal:
        notes.append("tidak sama di " + ", ".join(line.unequal))
    if line.outdated:
        notes.append(f"versi {line.app_version}")
    if line.revoked:
        notes.append("dicabut")
    who = ", ".join(line.people) or "-"
    seen = _moment(line.last_seen_at)
    return f"{line.code}  {who}  terlihat {seen}" + "".join(f"; {n}" for n in notes)


def held(lines: Sequence[HeldLine]) -> str:
    """What was handed over."""
    rows = [
        f"{h.id}  {h.entity}  {h.title or '-'}  {h.scope}  dari {h.person} ({h.laptop}), "
        f"{_moment(h.received_at)}"
        for h in lines
    ]
    return "\n".join(rows) or "Tidak ada titipan."
