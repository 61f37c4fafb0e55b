"""Paging through 500 certificates in the preview: what the window's thread feels, what is kept."""

from __future__ import annotations

import time
from pathlib import Path

from benchmarks.figures import figure
from benchmarks.stalls import Stalls

_PATIENCE = 20.0


def measure_preview(file: Path, turns: int) -> None:
    """`file` has certificates enough; every second turn at twice its true size."""
    from PySide6.QtWidgets import QApplication

    from app.ui.kit.pdf import PdfPreview
    from app.ui.kit.pdf_view import Fit
    from app.ui.lanes import Lanes
    from app.ui.theme import apply_theme

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply_theme(app, "light")
    lanes = Lanes()
    preview = PdfPreview(lanes)
    preview.resize(1000, 640)
    preview.show()
    shown: list[int] = []
    preview.page_shown.connect(shown.append)
    stalls = Stalls()

    def wait(count: int) -> None:
        until = time.perf_counter() + _PATIENCE
        while len(shown) < count and time.perf_counter() < until:
            app.processEvents()
            time.sleep(0.0005)

    preview.set_pdf(file)
    wait(1)
    stalls.start()
    largest = 0
    start = time.perf_counter()
    for turn in range(turns):
        before = len(shown)
        preview.go_to((turn * 7 + 1) % preview.page_count)
        preview.set_zoom(2.0 if turn % 2 else Fit.PAGE)
        wait(before + 1)
        largest = max(largest, preview.kept_bytes)
    took = time.perf_counter() - start
    stalls.stop()
    preview.deleteLater()
    lanes.shutdown()
    app.processEvents()
    figure("preview_stall_ms", stalls.longest * 1000, None, "ms")
    figure("preview_stall_own_ms", stalls.longest_own * 1000, None, "ms")
    figure("preview_page_ms", took / turns * 1000, None, "ms a page, to the pixels")
    figure("preview_kept_mb", largest / 1e6, None, "MB")
