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
from app.services import journal, photographs
from app.services.workspace import Workspace

_MIN_FREE = 500 * 1024 * 1024


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
        checks += [_integrity(ws), _photos(ws), *_journal(ws.folder, ws)]
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
    bad, missing = ws.photos.verify_all(), photographs.missing(ws)
    faults = [f"{len(bad)} rusak"] * bool(bad) + [f"{len(missing)} hilang"] * bool(missing)
    if not faults:
        return Check("berkas foto", ok=True, detail="utuh")
    todo = "sinkronkan untuk mengambilnya lagi dari pusat"
    return Check("berkas foto", ok=False, detail=f"{', '.join(faults)}; {todo}")
