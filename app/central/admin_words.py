"""What the centre's verbs print for a person at a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.central.held import HeldLine
from app.central.reconcile import Reconciliation
from app.central.status import LaptopLine
from app.clock import JAKARTA

_SHOWN = 10


def _moment(at: datetime | None) -> str:
    return at.astimezone(JAKARTA).strftime("%d-%m-%Y %H.%M") if at else "belum pernah"


def status(lines: Sequence[LaptopLine], held_count: int, photos: Reconciliation) -> str:
    """Laptops, what was handed over, and photographs."""
    parts = [_laptop(line) for line in lines] or ["Belum ada laptop."]
    if held_count:
        parts.append(f"{held_count} titipan menunggu keputusan (`main.py central held`).")
    parts.append(
        f"Foto: {photos.named} disebut, {photos.whole} utuh, {len(photos.missing)} belum ada, "
        f"{len(photos.damaged)} rusak, {len(photos.orphans)} tanpa catatan."
    )
    named = (("belum ada", photos.missing), ("rusak", photos.damaged))
    parts += [f"  {word}: {name}" for word, names in named for name in names[:_SHOWN]]
    return "\n".join(parts)


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
