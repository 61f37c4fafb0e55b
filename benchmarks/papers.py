"""Papers: our certificate against bare reportlab, as PDF/A, by hundreds, and beside other engines.

Every certificate is another one (names, numbers, code), and so is each photograph.
certificate          our certificate as a plain PDF against bare reportlab (`useA85=0`) drawing the
                     same page: the very calls we make on its canvas, with nothing to measure, fit,
                     encode or compute
pdfa                 the same reference, but ours as PDF/A-2b
    …_cpu            the same in CPU time: deaf to what else the machine does
certificate_master   from a photograph as it is kept (1600 px); the reference scales it by Pillow
batch_per_s          certificates a second, 500 in one file as PDF/A-2b, photographs as they are
                     kept, scaled in the workshop while the page before is drawn; against bare
                     reportlab given photographs that were scaled before
certificate_kb       the file, with a photograph as large as one is kept
preview_stall_ms     the same file in the preview, page after page, whole and at twice its size: the
                     longest the window's thread was held up (…_own: without what it stood in the
                     queue for a processor), a page to its pixels, and the pictures kept
against_typst, …     ours as PDF/A-2b against that engine given the same words with their places,
                     the photograph, and all lines as one SVG; fpdf2 makes no PDF/A
"""

from __future__ import annotations

import io
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image

from app.photos import print_size
from app.photos.workshop import Workshop
from app.reports.certificate import render_certificate, render_certificates
from app.reports.values import CertificateData
from app.services.certificate_batches import ahead
from benchmarks import paper_rivals
from benchmarks.figures import arguments, figure, unmeasured
from benchmarks.paper_page import record, replay
from benchmarks.paper_preview import measure_preview
from benchmarks.paper_shapes import Parts, take_apart
from benchmarks.photos import camera_jpeg
from tests.reports.samples import CERTIFICATE

_FULL, _QUICK = 500, 60
_ROUNDS, _QUICK_ROUNDS = 25, 7
_BARE = 60
_MASTER = (1600, 1200)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def certificates(photo: bytes) -> Iterator[CertificateData]:
    """No two alike: nothing that is kept from one helps the next but what helps in earnest."""
    for number in count(1):
        tail = "".join(_LETTERS[(number >> 5 * at) % 32] for at in range(6))
        yield replace(
            CERTIFICATE,
            register_no=f"K-31.74.04-A7-2026-{number:05}-X",
            official_number=f"e-{number:04}/KP.03/SUDIN/XI/2026",
            business_name=f"Dapur Betawi Mpok Nur {number}",
            owner_name=f"Nurhayati {number} binti Saleh",
            product_name=f"Kerak Telor Kering Rasa {number}",
            qr_text=CERTIFICATE.qr_text[:-6] + tail,
            record_hash=f"{number:064x}",
            photo=photo,
        )


def masters(wanted: int) -> list[bytes]:
    """Photographs as they are kept, no two of the same pixels."""
    base = Image.open(io.BytesIO(camera_jpeg(_MASTER)))
    made = []
    for number in range(wanted):
        picture = base.copy()
        picture.paste((number % 256, number // 256 * 40, 90), (600, 400, 1000, 800))
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=82)
        made.append(out.getvalue())
    return made


def spent(job: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock, and of CPU in this process."""
    wall, cpu = time.perf_counter(), time.process_time()
    job()
    return time.perf_counter() - wall, time.process_time() - cpu


def compare(name: str, ours: Callable[[], object], bare: Callable[[], object], rounds: int) -> None:
    """In turns: a busy machine is busy for both. The medians, by the clock and of CPU."""
    pairs = [(spent(ours), spent(bare)) for _ in range(rounds)]
    for suffix, unit, at in (("", "s", 0), ("_cpu", "s of CPU", 1)):
        a, b = (statistics.median(pair[side][at] for pair in pairs) for side in (0, 1))
        figure(f"{name}{suffix}", a, b, unit)


def measure_single(rounds: int, master: bytes) -> None:
    """One certificate at a time."""
    small = print_size.shrink(master)
    fresh = certificates(small)
    calls = record([next(fresh)])
    kept = certificates(master)

    def bare() -> bytes:
        return replay(calls)

    def bare_scaling() -> bytes:
        with Image.open(io.BytesIO(master)) as picture:
            picture.draft("RGB", (print_size.SIDE, print_size.SIDE))
            shown = picture.resize((print_size.SIDE, print_size.SIDE * 3 // 4))
        shown.save(io.BytesIO(), "JPEG", quality=85)
        return replay(calls)

    render_certificate(next(fresh))
    compare("certificate", lambda: render_certificate(next(fresh), archival=False), bare, rounds)
    compare("pdfa", lambda: render_certificate(next(fresh)), bare, rounds)
    compare("certificate_master", lambda: render_certificate(next(kept)), bare_scaling, rounds)
    figure("certificate_kb", len(render_certificate(next(kept))) / 1000, None, "kB")


def measure_batch(wanted: int, photos: list[bytes]) -> bytes:
    """Many in one file, which is returned."""
    workshop = Workshop()

    def scaled(master: bytes) -> bytes:
        _, (small,) = workshop.run("print_size", {"side": print_size.SIDE}, [master])
        return small

    def pages() -> Iterator[CertificateData]:
        for data, small in zip(certificates(b""), ahead(photos[:wanted], scaled), strict=False):
            yield replace(data, photo=small)

    made: list[bytes] = []
    try:
        scaled(photos[0])
        wall, cpu = spent(lambda: made.append(render_certificates(pages())))
    finally:
        workshop.close()
    ready = zip(certificates(b""), photos[:_BARE], strict=False)
    calls = record([replace(data, photo=print_size.shrink(master)) for data, master in ready])
    few = min(wanted, _BARE)
    bare_wall, bare_cpu = spent(lambda: replay(calls))
    figure("batch_per_s", wanted / wall, few / bare_wall, "certificates a second")
    figure("batch_per_s_cpu", wanted / cpu, few / bare_cpu, "a second of CPU, without workshop's")
    figure("batch_kb_each", len(made[0]) / 1000 / wanted, None, "kB")
    return made[0]


def measure_rivals(rounds: int, master: bytes) -> None:
    """The same page by other engines, in turns with ours."""
    small = print_size.shrink(master)
    fresh = certificates(small)
    with tempfile.TemporaryDirectory() as name:
        for rival in (paper_rivals.typst, paper_rivals.fpdf2, paper_rivals.weasyprint):
            folder = Path(name) / rival.__name__
            folder.mkdir()
            try:
                draw = rival(folder)
            except (ImportError, OSError) as error:
                unmeasured(f"against_{rival.__name__}", str(error).splitlines()[0])
                continue
            pages = []
            for _ in range(rounds + 1):
                data = next(fresh)
                plain = render_certificate(data, archival=False)
                pages.append(take_apart(record([data]), plain, small))
            first = draw(pages.pop())
            (Path(name) / f"{rival.__name__}.pdf").write_bytes(first)
            theirs = partial(_draw_next, draw, iter(pages))
            ours = partial(_ours, fresh)
            compare(f"against_{rival.__name__}", ours, theirs, rounds)


def _draw_next(draw: paper_rivals.Draw, waiting: Iterator[Parts]) -> bytes:
    return draw(next(waiting))


def _ours(fresh: Iterator[CertificateData]) -> bytes:
    return render_certificate(next(fresh))


def main() -> None:
    """Print all figures."""
    args = arguments(__doc__ or "")
    wanted = _QUICK if args.quick else _FULL
    rounds = _QUICK_ROUNDS if args.quick else _ROUNDS
    photos = masters(wanted)
    measure_single(rounds, photos[0])
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "sekaligus.pdf"
        file.write_bytes(measure_batch(wanted, photos))
        measure_preview(file, turns=wanted // 5)
    measure_rivals(5, photos[0])


if __name__ == "__main__":
    main()
