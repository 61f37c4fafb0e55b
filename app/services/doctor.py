"""What is missing on this machine, said before it is needed."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from app.errors import UserError
from app.models.engine import damaged
from app.services import journal, keeping
from app.services.keeping import FaultKind, RoomState
from app.services.workspace import Workspace

_MIN_FREE = 500 * 1024 * 1024
_TOLD = 10
"""So many products are named; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at; `ok` None means it is missing but not needed today."""

    name: str
    ok: bool | None
    detail: str


def examine(folder: Path, ws: Workspace | None = None) -> list[Check]:
    """Look at the machine, the data folder and, when one is open, the data itself."""
    checks = [_python(), _sqlite(), *_modules(), _printer(), _disk(folder)]
    if ws is not None:
        checks += [_integrity(ws), _photos(ws), _room(ws), *_journal(ws.folder, ws)]
    return checks


def examine_closed(folder: Path, room: Path, trouble: UserError) -> list[Check]:
    """The same when the data in `room` cannot be opened: why, and what there is to go back to."""
    return [*examine(folder), Check("data", ok=False, detail=trouble.sentence), *_journal(room)]


def _python() -> Check:
    version = ".".join(str(n) for n in sys.version_info[:3])
    return Check("python", sys.version_info >= (3, 11), version)


def _sqlite() -> Check:
    with sqlite3.connect(":memory:") as connection:
        options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    connection.close()
    return Check("sqlite", "ENABLE_FTS5" in options, sqlite3.sqlite_version)


_MODULES = {
    "jendela (Qt)": "PySide6.QtWidgets",
    "pratinjau PDF (Qt)": "PySide6.QtPdf",
    "kamera (Qt)": "PySide6.QtMultimedia",
    "foto": "PIL.Image",
    "foto HEIC": "pillow_heif",
    "kode QR": "zxingcpp",
    "PDF": "reportlab.pdfgen.canvas",
}


def _modules() -> Iterator[Check]:
    """Whether each part loads, in a process of its own: some of them speak while they load."""
    for name, module in _MODULES.items():
        tried = subprocess.run(
            [sys.executable, "-c", f"import {module}"],
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=60,
        )
        said = tried.stderr.strip().splitlines()
        ok = tried.returncode == 0
        yield Check(name, ok, "" if ok else (said[-1] if said else "tidak dapat dimuat"))


def _printer() -> Check:
    if sys.platform == "win32":
        return Check("pencetak", ok=True, detail="Windows")
    found = shutil.which("lp")
    return Check("pencetak", True if found else None, found or "lp (CUPS) tidak terpasang")


def _disk(folder: Path) -> Check:
    place = next(p for p in (folder, *folder.parents) if p.exists())
    free = shutil.disk_usage(place).free
    return Check("ruang disk", free >= _MIN_FREE, f"{free // 1024**2:,} MB".replace(",", "."))


def _integrity(ws: Workspace) -> Check:
    try:
        with ws.db.engine.connect() as connection:
            answer = str(connection.exec_driver_sql("PRAGMA quick_check").scalar())
    except sa.exc.DatabaseError as error:
        answer = str(error.orig)
    if answer == "ok":
        return Check("data", ok=True, detail=answer)
    return Check("data", ok=False, detail=f"{answer}. {damaged(ws.db.path).todo}")


def _journal(room: Path, ws: Workspace | None = None) -> Iterator[Check]:
    """The second record of all work, from which the data can be rebuilt."""
    faults = journal.faults(room, ws)
    if faults or journal.has_one(room):
        yield Check("jurnal", not faults, "; ".join(faults))


def _photos(ws: Workspace) -> Check:
    """Every picture the data names must be there, and every picture there be whole."""
    faults = keeping.faults(ws)
    if not faults:
        return Check("berkas foto", ok=True, detail="utuh")
    keeping.set_aside(ws, faults)
    lost = sum(fault.kind is FaultKind.MISSING for fault in faults)
    spoiled = len(faults) - lost
    counts = [f"{spoiled} rusak"] * bool(spoiled) + [f"{lost} hilang"] * bool(lost)
    told = list(keeping.sentences(faults))
    rest = [f"dan {len(told) - _TOLD} produk lain"] * (len(told) > _TOLD)
    detail = ". ".join((", ".join(counts), *told[:_TOLD], *rest))
    return Check("berkas foto", ok=False, detail=detail)


def _room(ws: Workspace) -> Check:
    """Room for photographs: low is a word of warning, out keeps them from coming in."""
    room = keeping.room(ws)
    used = f"foto memakai {room.used // 1024**2} MB"
    todo = {
        RoomState.ENOUGH: "",
        RoomState.LOW: "; hampir habis, kosongkan ruang disk",
        RoomState.OUT: "; habis, foto baru ditolak sampai ruang disk dikosongkan",
    }[room.state]
    if room.over_folder_limit:
        todo = "; melebihi batas di setelan (photo_folder_warn_mb)"
    ok = {RoomState.ENOUGH: True, RoomState.LOW: None, RoomState.OUT: False}[room.state]
    return Check("ruang foto", ok, used + todo)
