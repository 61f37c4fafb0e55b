"""Photographs: one taken in against Pillow alone, 200 through the window, the live coach.

intake_12mp          a 12 MP JPEG through the warm workshop and back (shrunk to 1600 px, stripped,
                     thumbnail, hashes, sharpness and brightness; the coach looks away) against
                     Pillow's draft-decode of it and both encodes alone: pictures of 1600 and 320 px
                     that were scaled before the clock started
    intake_12mp_scaled   the same against Pillow doing the scaling to 1600 px within the clock
    intake_12mp_cpu      the first one again, in CPU time of both processes
coach_ms             what the coach adds to one intake
intake_12mp_kept     the same as intake_12mp, but judged, and written durably: files
                     (fsync) and the row in the database
intake_200_stall     200 photographs dropped on the real window: longest stall of its thread
    intake_200_stall_own without what that thread stood in the queue for a processor meanwhile
                     (Linux counts it): what is left on a machine that does nothing else
coach_720p_fps       frames a second of the live coach at 1280 × 720 on one core
"""

from __future__ import annotations

import importlib
import importlib.util
import io
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil
from PIL import Image, ImageFilter

from app.clock import SystemClock
from app.ids import IdMaker
from app.paths import RESOURCES
from app.photos.intake import MASTER_QUALITY, THUMBNAIL_QUALITY
from app.photos.taken import MASTER_SIDE, THUMBNAIL_SIDE
from app.photos.taking import take_in
from app.photos.workshop import Workshop
from app.services import businesses, photographs, products
from app.services.businesses import BusinessForm
from app.services.products import ProductForm
from app.services.workspace import Workspace
from benchmarks.figures import arguments, best, figure, unmeasured
from benchmarks.stalls import Stalls

_FULL, _QUICK = 200, 40
_ROUNDS = 9
_CAMERA = (4000, 3000)


def camera_jpeg(size: tuple[int, int] = _CAMERA, seed: int = 1) -> bytes:
    """A picture as a camera makes one: areas, edges, and the grain of a sensor."""
    rng = random.Random(seed)
    base = Image.merge("RGB", [Image.effect_noise((48, 36), 90) for _ in range(3)])
    picture = base.resize(size, Image.Resampling.BICUBIC)
    grain = Image.effect_noise(size, 12).convert("L")
    picture = Image.blend(picture, Image.merge("RGB", [grain] * 3), 0.12)
    mark = Image.new("RGB", (size[0] // 4, size[1] // 4), tuple(rng.randbytes(3)))
    picture.paste(mark.filter(ImageFilter.EDGE_ENHANCE), (size[0] // 3, size[1] // 3))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()


class Pillow:
    """What Pillow alone takes for the same picture, in one thread of this process.

    Draft halves to 2000 × 1500, as its scales are powers of two, so that a master of 1600 needs
    a scaling; `unscaled` has done it beforehand, `scaled` does it for the master.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._master = self._to(self._decoded(), MASTER_SIDE)
        self._thumbnail = self._to(self._master, THUMBNAIL_SIDE)

    def unscaled(self) -> None:
        """Draft and decode; then encode a master and a thumbnail that were there before."""
        self._decoded()
        self._encode(self._master)

    def scaled(self) -> None:
        """Draft, decode, scale to the master's size, and encode; its thumbnail was there."""
        self._encode(self._to(self._decoded(), MASTER_SIDE))

    def _decoded(self) -> Image.Image:
        image = Image.open(io.BytesIO(self._data), formats=["JPEG"])
        image.draft(None, (MASTER_SIDE, MASTER_SIDE * image.height // image.width))
        image.load()
        return image

    def _to(self, image: Image.Image, side: int) -> Image.Image:
        size = (side, side * image.height // image.width)
        return image.resize(size, Image.Resampling.BICUBIC)

    def _encode(self, master: Image.Image) -> None:
        master.save(io.BytesIO(), "JPEG", quality=MASTER_QUALITY)
        self._thumbnail.save(io.BytesIO(), "JPEG", quality=THUMBNAIL_QUALITY)


def alternating(ours: Callable[[], object], reference: Callable[[], object]) -> tuple[float, float]:
    """The best of both, taken in turns: a busy machine is busy for both."""
    pairs = [(best(ours, 1), best(reference, 1)) for _ in range(_ROUNDS)]
    return min(a for a, _ in pairs), min(b for _, b in pairs)


def measure_intake(data: bytes) -> None:
    """One photograph through a warm workshop, nothing kept."""
    workshop = Workshop()

    def taken(*, coach: bool) -> Callable[[], object]:
        return lambda: take_in(workshop, data, original_name="IMG_1.jpg", coach=coach)

    ours, pillow = taken(coach=False), Pillow(data)
    try:
        taken(coach=True)()
        figure("intake_12mp", *alternating(ours, pillow.unscaled), "s")
        figure("intake_12mp_scaled", *alternating(ours, pillow.scaled), "s")
        without, reference, coached = cpu_seconds(
            workshop, ours, pillow.unscaled, taken(coach=True)
        )
        figure("intake_12mp_cpu", without, reference, "s of CPU, both processes")
        figure("coach_ms", (coached - without) * 1000, None, "ms of CPU an intake")
    finally:
        workshop.close()


def cpu_seconds(workshop: Workshop, *jobs: Callable[[], object]) -> list[float]:
    """CPU of each job here and in the workshop, the best of several: deaf to other programs."""
    beside = psutil.Process(workshop.pid)

    def spent(job: Callable[[], object]) -> float:
        start, there = time.process_time(), beside.cpu_times()
        job()
        ended = beside.cpu_times()
        theirs = float(ended.user + ended.system - there.user - there.system)
        return time.process_time() - start + theirs

    # The clock of another process ticks in hundredths: many rounds, and their mean.
    return [sum(spent(job) for _ in range(_ROUNDS * 3)) / (_ROUNDS * 3) for job in jobs]


def measure_kept(ws: Workspace, product: UUID, shots: list[bytes]) -> None:
    """The same up to the row in the database; a fresh picture each time, as files are kept once."""
    fresh = iter(shots)
    ours, reference = alternating(
        lambda: photographs.add_bytes(ws, product, next(fresh), "IMG_1.jpg"),
        Pillow(shots[0]).unscaled,
    )
    figure("intake_12mp_kept", ours, reference, "s")


def new_product(ws: Workspace) -> UUID:
    """A product to photograph."""
    form = BusinessForm("Dapur Sari", owner_name="Siti", ward_code="31.74.02.1001", consent=True)
    business, _ = businesses.save(ws, form)
    return products.save(ws, business, ProductForm(name="Keripik", category="MKN", price=1))[0]


def measure_window(folder: Path, count: int, data: bytes) -> None:
    """Drop `count` photographs on the page Produk of the real window."""
    from app.bootstrap import BugRecord, open_workspace
    from app.collector import spare_the_collector
    from app.paths import DataDir
    from app.ui.desk import Place
    from app.ui.pages.products import ProductsPage
    from app.ui.shell.program import Program, take_turns_quickly

    data_dir = DataDir(folder)
    ws = open_workspace(data_dir)
    ws.start("Kurator")
    product = new_product(ws)
    ws.close()
    files = [folder / f"IMG_{number}.jpg" for number in range(count)]
    for number, file in enumerate(files):  # alike in work, unlike in bytes
        file.write_bytes(data[:-2] + b"\xff\xfe\x00\x06%04d" % number + data[-2:])
    program = Program(data_dir, open_workspace, BugRecord(folder))
    program.start()
    assert program.window is not None
    program.window.travel(Place("products", product))
    program.lanes.drain()
    page = program.window.findChild(ProductsPage)
    assert isinstance(page, ProductsPage)
    _settle(program.app.processEvents)
    spare_the_collector()  # as `Program.run` does
    take_turns_quickly()
    stalls = Stalls()
    stalls.start()
    start = time.perf_counter()
    page.add_pictures(files)
    longest_turn = 0.0
    while page.gallery.busy:
        turn = time.thread_time()
        program.app.processEvents()
        longest_turn = max(longest_turn, time.thread_time() - turn)
        time.sleep(0.0005)
    took = time.perf_counter() - start
    _settle(program.app.processEvents)
    stalls.stop()
    program.stop()
    figure("intake_200_stall", stalls.longest * 1000, None, "ms")
    figure("intake_200_stall_own", stalls.longest_own * 1000, None, "ms")
    figure("intake_200_turn_cpu", longest_turn * 1000, None, "ms of CPU")
    figure("intake_200_took", took, None, f"s for {count}")


def _settle(turn: Callable[[], None]) -> None:
    until = time.perf_counter() + 0.5
    while time.perf_counter() < until:
        turn()
        time.sleep(0.0005)


def measure_coach() -> None:
    """The live coach on one core: `benchmarks.coach.frames_per_second`."""
    if importlib.util.find_spec("benchmarks.coach") is None:
        unmeasured("coach_720p_fps", "benchmarks/coach.py is not there")
        return
    coach = importlib.import_module("benchmarks.coach")
    figure("coach_720p_fps", coach.frames_per_second(), None, "frames a second")


def main() -> None:
    """Print all figures."""
    args = arguments(__doc__ or "")
    data = camera_jpeg()
    measure_intake(data)
    clock = SystemClock()
    with tempfile.TemporaryDirectory() as name:
        room = Path(name) / "kerja"
        ws = Workspace(room, room / "setelan.toml", RESOURCES, clock, IdMaker(clock))
        ws.start("Kurator")
        shots = [camera_jpeg(seed=seed) for seed in range(_ROUNDS)]
        measure_kept(ws, new_product(ws), shots)
        ws.close()
    with tempfile.TemporaryDirectory() as name:
        measure_window(Path(name), _QUICK if args.quick else _FULL, data)
    measure_coach()


if __name__ == "__main__":
    main()
