"""e-order's lists; tab-separated: name, ours, reference, ratio, unit.

absorption_100k  every figure of the page over 100,000 lines, against one bare sum of them
recap_look       a recap of 10,000 rows read from CSV and matched, against csv.reader alone
recap_take       the same taken in, against one bare insert of as many rows
recap_take_100k  100,000 rows taken in, seconds (nobody waits for the database that long: the
                 transaction begins when all is made ready)
"""

from __future__ import annotations

import csv
import random
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import sqlalchemy as sa

from app.clock import SystemClock
from app.domain.dates import rupiah
from app.domain.names import name_key
from app.domain.terms import BusinessStatus, Category
from app.ids import IdMaker, natural
from app.models.entities import TABLES
from app.models.market import OrderLine
from app.paths import RESOURCES
from app.services import eorder_absorption, recaps
from app.services.eorder_absorption import Filter
from app.services.eorder_matching import Asked
from app.services.recap_rows import RecapLine
from app.services.recaps import Looked
from app.services.workspace import Workspace
from app.sync.inbox import applying
from benchmarks.figures import arguments, best, figure

FULL, QUICK, ROWS = 100_000, 20_000, 10_000
_BUSINESSES = 4_000
_DISTRICTS = [f"31.{city}.{n:02d}" for city in (71, 72, 73, 74, 75) for n in range(1, 9)]
_HEADS = ("No Transaksi", "Baris", "Tanggal", "SKPD", "Nama Usaha", "Nama Produk", "Nilai")


def room(folder: Path) -> Workspace:
    """A laptop with businesses of forty kecamatan."""
    clock = SystemClock()
    ws = Workspace(folder / "room", folder / "setelan.toml", RESOURCES, clock, IdMaker(clock))
    ws.start("Petugas", sample=True)
    rows = []
    for number in range(_BUSINESSES):
        district = _DISTRICTS[number % len(_DISTRICTS)]
        name = f"Dapur Contoh {number}"
        rows.append(
            {
                **dict.fromkeys(c.name for c in TABLES["business"].columns),
                "id": natural("bench", number),
                "scope": district,
                "deleted": False,
                "created_at": clock.now(),
                "name": name,
                "name_key": name_key(name),
                "owner_name": "Contoh",
                "ward_code": f"{district}.1001",
                "women_led": False,
                "up2k": False,
                "status": str(BusinessStatus.ACTIVE),
            }
        )
    with ws.db.write() as session, applying(session):
        session.execute(sa.insert(TABLES["business"]), rows)
    return ws


def lines(count: int) -> list[RecapLine]:
    """A year of orders, always the same."""
    draw, start = random.Random(7), date(2025, 1, 1)
    found = []
    for at in range(count):
        name = f"Dapur Contoh {draw.randrange(_BUSINESSES)}"
        found.append(
            RecapLine(
                key=natural("order_line", f"T{at}", 1),
                number=at + 2,
                transaction_no=f"T{at}",
                line_no=1,
                ordered_on=start + timedelta(days=draw.randrange(365)),
                agency=f"Dinas {draw.randrange(48)}",
                business_name=name,
                product_name="Snack Contoh",
                category=str(draw.choice(tuple(Category))),
                amount=draw.randrange(10, 5000) * 1000,
                asked=Asked.of(name=name),
            )
        )
    return found


def write_csv(path: Path, told: list[RecapLine]) -> None:
    """The lines as a recap."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(_HEADS)
        for one in told:
            words = (one.transaction_no, one.line_no, f"{one.ordered_on:%d/%m/%Y}", one.agency)
            amount = rupiah(one.amount)
            writer.writerow([*words, one.business_name, one.product_name, amount])


def bare_read(path: Path) -> int:
    """The rows of the file and nothing else."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sum(1 for _ in csv.reader(file, delimiter=";"))


def bare_sum(ws: Workspace) -> int:
    """One pass of the database over all lines."""
    with ws.db.read() as session:
        query = sa.select(OrderLine.agency, sa.func.sum(OrderLine.amount))
        return len(session.execute(query.group_by(OrderLine.agency)).all())


def bare_insert(folder: Path, told: list[RecapLine]) -> float:
    """Seconds for as many rows into a laptop's table, triggers and all, by one statement."""
    ws = room(folder)
    rows = [
        {
            **dict.fromkeys(c.name for c in TABLES["order_line"].columns),
            "id": one.key,
            "scope": "31",
            "deleted": False,
            "created_at": ws.clock.now(),
            "transaction_no": one.transaction_no,
            "line_no": 1,
            "ordered_on": one.ordered_on,
            "agency": one.agency,
            "business_name": "x",
            "product_name": "x",
            "amount": one.amount,
            "source": "x",
        }
        for one in told
    ]
    start = time.perf_counter()
    with ws.db.write() as session:
        session.execute(sa.insert(TABLES["order_line"]), rows)
    taken = time.perf_counter() - start
    ws.close()
    return taken


def import_figures(folder: Path) -> None:
    """A month's recap."""
    ws, told = room(folder / "a"), lines(ROWS)
    path = folder / "rekap.csv"
    write_csv(path, told)
    figure("recap_look", best(lambda: recaps.look(ws, path)), best(lambda: bare_read(path)), "s")
    looked = recaps.look(ws, path)
    start = time.perf_counter()
    recaps.take(ws, looked)
    taken = time.perf_counter() - start
    ws.close()
    figure("recap_take", taken, bare_insert(folder / "b", told), "s")


def main() -> None:
    """Print all figures."""
    args = arguments(__doc__ or "")
    count = QUICK if args.quick else FULL
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        import_figures(folder)
        ws, told = room(folder / "c"), lines(count)
        start = time.perf_counter()
        recaps.take(ws, Looked("rekap", tuple(told), (), 0, count, 0, 0, 0, 0))
        figure(f"recap_take_{count // 1000}k", time.perf_counter() - start, None, "s")
        ours = best(lambda: eorder_absorption.gather(ws, Filter()))
        figure(f"absorption_{count // 1000}k", ours, best(lambda: bare_sum(ws)), "s")
        ws.close()


if __name__ == "__main__":
    main()
