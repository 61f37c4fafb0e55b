"""How much a certificate's code on 38 mm at 300 dpi bears: share of photographs that are read.

The longest code there is, several troubles together, then one at a time. Lengths are in modules
(docs/verify-page.md).
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app.reports import qr
from benchmarks.figures import arguments, figure
from benchmarks.qr_photos import (
    DPI,
    MILD,
    Shot,
    longest_code,
    printed,
    rate,
    reads_at_once,
    with_one,
)

FULL, QUICK = 40, 8
STEPS: tuple[tuple[str, tuple[float, ...]], ...] = (
    ("near", (3, 2.5, 2, 1.5)),
    ("blur", (0.4, 0.5, 0.6, 0.75)),
    ("shake", (1.5, 2, 2.5)),
    ("tilt", (45, 55, 65)),
    ("noise", (0.2, 0.3, 0.4)),
    ("shadow", (0.6, 0.9)),
    ("contrast", (0.3, 0.1)),
)
TOGETHER = {
    "mild": MILD,
    "hasty": Shot(near=4, blur=0.3, shake=0.4, tilt=30, noise=0.05, shadow=0.5, contrast=0.7),
    "poor": Shot(near=3.5, blur=0.35, shake=0.8, tilt=40, noise=0.08, shadow=0.7, contrast=0.5),
}


def main() -> None:
    """Print all figures: the program's reader beside one look by zxing-cpp."""
    tries = QUICK if arguments(__doc__ or "").quick else FULL
    text = longest_code()
    paper, code = printed(text), qr.measure(text)
    figure("code_side_mm", code.side / 72 * 25.4, 38.0, "mm")
    figure("code_module_dots", code.module / 72 * DPI, None, f"of {len(code.rows)} modules a side")
    shots = {"clean": Shot(), **TOGETHER}
    for name, values in STEPS:
        shots |= {f"{name}_{value:g}": with_one(name, value) for value in values}
    for name, shot in shots.items():
        alone = rate(paper, shot, tries, reads_at_once)
        figure(f"read_{name}", rate(paper, shot, tries), alone, f"of {tries}")


if __name__ == "__main__":
    main()
