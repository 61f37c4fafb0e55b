"""Is a picture already another product's: asked of 300,000 stored likenesses (20,000 with
--quick), against fetching the same column by the database's bare driver.
"""

from __future__ import annotations

import random
import sys
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app.clock import SystemClock
from app.ids import IdMaker
from app.paths import RESOURCES
from app.services import photo_likeness
from app.services.workspace import Workspace
from benchmarks.figures import arguments, best, figure

FULL, QUICK = 300_000, 20_000
_PHOTOS = 5
_PRODUCT = uuid.UUID(int=7)


def photographs(count: int) -> Iterator[tuple[str, str, str]]:
    """Made-up rows, the same each time; the first few belong to the product that is asked for."""
    rng = random.Random(1)
    for number in range(count):
        product = _PRODUCT if number < _PHOTOS else uuid.UUID(int=rng.getrandbits(128))
        yield uuid.UUID(int=rng.getrandbits(128)).hex, product.hex, f"{rng.getrandbits(64):016x}"


def fill(ws: Workspace, count: int) -> None:
    """Put them into the laptop's database the way a sync does: capture is off."""
    with ws.db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE sync_state SET applying = 1")
        connection.exec_driver_sql(
            "INSERT INTO photo (id, scope, deleted, created_at, product_id, sha256, thumb_sha256, "
            "width, height, size_bytes, thumb_bytes, position, sharpness, brightness, "
            "original_name, phash) VALUES (?, '31.74.04', 0, '2026-01-01 00:00:00', ?, '', '', "
            "1600, 1200, 1, 1, 1, 100, 120, 'foto.jpg', ?)",
            list(photographs(count)),
        )
        connection.exec_driver_sql("UPDATE sync_state SET applying = 0")


def main() -> None:
    """Fill, ask, print."""
    count = QUICK if arguments(__doc__ or "").quick else FULL
    with tempfile.TemporaryDirectory() as folder:
        room, clock = Path(folder) / "kerja", SystemClock()
        ws = Workspace(room, room / "setelan.toml", RESOURCES, clock, IdMaker(clock))
        ws.start("Kurator")
        fill(ws, count)

        def bare() -> None:
            with ws.db.engine.connect() as connection:
                connection.exec_driver_sql("SELECT phash FROM photo").fetchall()

        ours = best(lambda: photo_likeness.used_elsewhere(ws, _PRODUCT))
        figure(f"same_picture_{_PHOTOS}_of_{count}", ours, best(bare), "s")
        ws.close()


if __name__ == "__main__":
    main()
