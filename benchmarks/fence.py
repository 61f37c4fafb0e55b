"""What row-level security costs: a page of a pull with it and without, over a full register."""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path
from uuid import UUID

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import sqlalchemy as sa

from app.central import centre as centres
from app.central import people
from app.central.centre import Centre
from app.central.embedded import embedded_postgres
from app.central.fence import as_person
from app.central.pull import read_pull
from app.central.store import write_reference
from app.clock import SystemClock
from app.domain.permissions import Grant
from app.domain.terms import Role
from app.paths import RESOURCES
from benchmarks.figures import arguments, best, figure
from benchmarks.sync import row

FULL, QUICK = 367_000, 50_000
PAGE = 2_000


def fill(centre: Centre, count: int) -> tuple[str, ...]:
    """A register spread evenly over all districts; the districts."""
    query = "SELECT code FROM region WHERE kind = 'kecamatan' ORDER BY code"
    with centre.engine.connect() as conn:
        districts = tuple(conn.exec_driver_sql(query).scalars())
    now = centre.clock.now()
    for start in range(0, count, 5_000):
        rows = [
            {**row(n, now), "scope": districts[n % len(districts)]}
            for n in range(start, min(start + 5_000, count))
        ]
        with centre.engine.begin() as conn:
            write_reference(conn, "business", rows, now)
    with centre.engine.begin() as conn:
        conn.exec_driver_sql("ANALYZE")
    return districts


def fenced(centre: Centre, person: UUID, scopes: tuple[str, ...]) -> None:
    """A page as the service reads it."""
    with as_person(centre.engine, person) as conn:
        assert len(read_pull(conn, scopes, {}, PAGE).items) == PAGE


def bare(centre: Centre, scopes: tuple[str, ...]) -> None:
    """The same page as a superuser, whom no policy holds."""
    with centre.engine.begin() as conn:
        assert len(read_pull(conn, scopes, {}, PAGE).items) == PAGE


def counted(centre: Centre, person: UUID | None) -> None:
    """All rows in sight, without naming a region: the fence alone decides."""
    query = sa.text("SELECT count(*) FROM business")
    if person is None:
        with centre.engine.begin() as conn:
            conn.execute(query)
    else:
        with as_person(centre.engine, person) as conn:
            conn.execute(query)


def measure(folder: Path, count: int) -> None:
    """Someone of one city, and someone of the whole province."""
    with embedded_postgres(folder / "pg") as engine:
        centre = centres.open_centre(engine, folder / "pusat", SystemClock())
        centres.init(centre, RESOURCES)
        districts = fill(centre, count)
        for region in ("31.74", "31"):
            person = people.add_person(centre, region, [Grant(Role.CURATOR, region)])
            scopes = tuple(code for code in districts if code.startswith(region))
            ours = best(partial(fenced, centre, person, scopes), 7)
            figure(
                f"pull_page_{region}",
                ours * 1e3,
                best(partial(bare, centre, scopes), 7) * 1e3,
                "ms",
            )
            ours = best(partial(counted, centre, person), 7)
            figure(
                f"count_{region}", ours * 1e3, best(partial(counted, centre, None), 7) * 1e3, "ms"
            )


def main() -> None:
    """Print all figures."""
    args = arguments(__doc__ or "")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        measure(Path(name), QUICK if args.quick else FULL)


if __name__ == "__main__":
    main()
