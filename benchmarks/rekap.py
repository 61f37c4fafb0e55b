"""Rekap over a province: 367,000 businesses and 1,000,000 sheets (a twentieth with --quick).

Each figure as the page asks for it, against the bare query that sums the decisions of the
province and nothing else. Beside them: counting one district anew, which is what a saved
decision costs later in the background, and all of them, which an upgrade costs once.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import sqlalchemy as sa

from app.clock import SystemClock
from app.domain.terms import Category, Level
from app.ids import IdMaker
from app.models.entities import Business
from app.models.local import RekapCell
from app.paths import RESOURCES
from app.services import rekap, rekap_count
from app.services.rekap_filter import Filter
from app.services.workspace import Workspace
from benchmarks import province
from benchmarks.figures import arguments, best, figure

_SAVES, _COUNTS = 200, 5
FULL, QUICK = (367_000, 1_000_000), (18_000, 50_000)
_BARE = """
SELECT b.scope, substr(d.decided_at, 1, 7) AS month, d.outcome, count(*)
FROM decision d JOIN curation c ON c.id = d.curation_id
JOIN product p ON p.id = c.product_id JOIN business b ON b.id = p.business_id
WHERE b.deleted = 0 AND p.deleted = 0 AND c.deleted = 0 GROUP BY b.scope, month, d.outcome"""
_FILTERS = (
    Filter(),
    Filter("31.74"),
    Filter("31.74.04"),
    Filter(category=Category.PACKAGED_FOOD),
    Filter(level=Level.DISTRICT, first="2026-01", last="2026-11"),
)


def measure_figures(ws: Workspace) -> None:
    """Every figure under several filters; the slowest of them is what a person waits for."""
    asked: dict[str, Callable[[Filter], object]] = {
        "totals": partial(rekap.totals, ws),
        "by district": partial(rekap.by_region, ws),
        "by month": partial(rekap.by_month, ws),
        "criteria": partial(rekap.criteria, ws),
        "shortcomings": partial(rekap.shortcomings, ws),
        "documents": partial(rekap.documents, ws),
    }
    bare = best(partial(_bare, ws), 2)
    taken = {
        name: max(best(partial(read, only)) for only in _FILTERS) for name, read in asked.items()
    }
    figure("rekap_1m", max(taken.values()), bare, "s, the slowest figure")
    for name, seconds in taken.items():
        figure(f"  {name}", seconds, None, "s")


def _bare(ws: Workspace) -> None:
    with ws.db.engine.connect() as connection:
        connection.exec_driver_sql(_BARE).fetchall()


def measure_counting(ws: Workspace) -> None:
    """All districts from nothing."""
    steps = []
    left = rekap_count.waiting(ws)
    while left:
        start = time.perf_counter()
        left = rekap_count.step(ws).left
        steps.append(time.perf_counter() - start)
    figure("count all districts", sum(steps), None, f"s in {len(steps)} steps")
    figure("  one district", statistics.median(steps or [0.0]), None, "s")
    with ws.db.read() as session:
        cells = session.scalar(sa.select(sa.func.count()).select_from(RekapCell))
    figure("  cells kept", float(cells or 0), None, "rows")


def measure_saving(ws: Workspace) -> None:
    """What a save waits for while districts are counted behind it, the longest of many."""

    def noted() -> float:
        start = time.perf_counter()
        with ws.db.write() as session:
            key = session.scalars(sa.select(Business.id).limit(1)).one()
            session.execute(sa.update(Business).where(Business.id == key).values(note=f"{start}"))
        return time.perf_counter() - start

    alone = [noted() for _ in range(_SAVES)]
    rekap_count.catch_up(ws)
    waits: list[float] = []
    counted = threading.Event()

    def count() -> None:
        for _ in range(_COUNTS):
            rekap_count.step(ws)
        counted.set()

    noted()
    counter = threading.Thread(target=count)
    counter.start()
    while not counted.is_set():
        waits.append(noted())
        time.sleep(0.002)
    counter.join()
    figure("save while a district is counted, longest", max(waits) * 1000, None, "ms")
    figure("  half of them within", statistics.median(waits) * 1000, None, "ms")
    figure("  the same with nothing counted, longest", max(alone) * 1000, None, "ms")


def main() -> None:
    """Print all figures."""
    args = arguments(__doc__ or "")
    clock = SystemClock()
    with tempfile.TemporaryDirectory() as name:
        room = Path(name) / "kerja"
        ws = Workspace(room, room / "setelan.toml", RESOURCES, clock, IdMaker(clock))
        ws.start("Kurator")
        province.fill(ws, *(QUICK if args.quick else FULL))
        measure_counting(ws)
        measure_figures(ws)
        measure_saving(ws)
        ws.close()


if __name__ == "__main__":
    main()
