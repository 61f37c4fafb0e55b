"""Search, lists and start over a register of the real size (367,000; 20,000 with --quick)."""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app.clock import SystemClock
from app.ids import IdMaker
from app.paths import RESOURCES
from app.services import businesses, search
from app.services.workspace import Workspace
from benchmarks.figures import arguments, best, figure

FULL, QUICK = 367_000, 20_000
_KINDS = ("Dapur", "Warung", "Kedai", "Toko", "Sanggar", "Kriya", "Rumah", "Jamu", "Kopi")
_NAMES = ("Melati", "Mawar", "Ibu Siti", "Mak Ipah", "Bang Jali", "Berkah", "Makmur", "Betawi")
_QUERIES = ("m", "me", "mel", "melati", "dapur mel", "warung berkah 12", "mak ipah", "zzzz", "kopi")


def register(count: int) -> Iterator[tuple[str, ...]]:
    """Made-up businesses, the same each time."""
    rng = random.Random(1)
    for number in range(count):
        name = f"{rng.choice(_KINDS)} {rng.choice(_NAMES)} {number}"
        key = uuid.UUID(int=rng.getrandbits(128)).hex
        yield key, name, name.lower().replace(" ", ""), f"Pemilik {number}"


def fill(ws: Workspace, count: int) -> None:
    """Put the register into the laptop's database the way a sync does: capture is off."""
    with ws.db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE sync_state SET applying = 1")
        connection.exec_driver_sql(
            "INSERT INTO business (id, scope, deleted, created_at, name, name_key, owner_name, "
            "ward_code, women_led, up2k, status) VALUES (?, '31.74.04', 0, "
            "'2026-01-01 00:00:00', ?, ?, ?, '31.74.04.1001', 0, 0, 'active')",
            list(register(count)),
        )
        connection.exec_driver_sql("UPDATE sync_state SET applying = 0")


def measure_search(ws: Workspace) -> None:
    """p95 of search as typed, against the bare full-text query."""
    ours, bare = [], []
    for query in _QUERIES * 5:
        start = time.perf_counter()
        search.keys(ws, query, "business")
        middle = time.perf_counter()
        _bare_search(ws, query)
        ours.append(middle - start)
        bare.append(time.perf_counter() - middle)
    p95 = [statistics.quantiles(taken, n=20)[-1] * 1000 for taken in (ours, bare)]
    figure("search_p95_ms", p95[0], p95[1], "ms")


def _bare_search(ws: Workspace, query: str) -> None:
    match = " ".join(f'"{word}"*' for word in query.split())
    with ws.db.engine.connect() as connection:
        connection.exec_driver_sql(
            "SELECT d.ref FROM search_fts f JOIN search_doc d ON d.rowid = f.rowid "
            "WHERE search_fts MATCH ? LIMIT 200",
            (match,),
        ).fetchall()


def measure_list(ws: Workspace) -> None:
    """All keys by name and one page of cards, against the bare query of all ids."""

    def ours() -> None:
        businesses.cards(ws, businesses.ids(ws)[:50])

    def bare() -> None:
        with ws.db.engine.connect() as connection:
            connection.exec_driver_sql(
                "SELECT id FROM business WHERE deleted = 0 ORDER BY name_key"
            ).fetchall()

    figure("list_open", best(ours), best(bare), "s")


_BARE = "import sqlalchemy.orm; from PySide6.QtWidgets import QApplication, QWidget; " + (
    "a = QApplication([]); w = QWidget(); w.show(); a.processEvents()"
)
_OURS = """
import sys; sys.path.insert(0, sys.argv[1])
from pathlib import Path
from app.bootstrap import BugRecord, open_workspace
from app.paths import DataDir
from app.ui.shell.program import Program
data = DataDir(Path(sys.argv[2]))
program = Program(data, open_workspace, BugRecord(data.root))
program.start(); program.app.processEvents(); program.lanes.drain(); program.stop()
"""


def measure_start(folder: Path) -> None:
    """Start to usable window, against a bare window that also imports sqlalchemy.orm."""
    root = str(Path(__file__).resolve().parent.parent)

    def run(code: str, *args: str) -> None:
        subprocess.run([sys.executable, "-c", code, *args], check=True, stderr=subprocess.DEVNULL)

    ours = best(lambda: run(_OURS, root, str(folder)))
    figure("start", ours, best(lambda: run(_BARE)), "s")


def main() -> None:
    """Print all figures."""
    args = arguments(__doc__ or "")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    clock = SystemClock()
    with tempfile.TemporaryDirectory() as name:
        room = Path(name) / "kerja"
        ws = Workspace(room, room / "setelan.toml", RESOURCES, clock, IdMaker(clock))
        ws.start("Kurator")
        fill(ws, QUICK if args.quick else FULL)
        measure_search(ws)
        measure_list(ws)
        ws.close()
        measure_start(Path(name))


if __name__ == "__main__":
    main()
