"""How much a certificate's code on 38 mm at 300 dpi bears: share of photographs that are read.

The longest code there is, one trouble at a time, then several together; one look of the
program's reader at each photograph. Lengths are in modules (docs/verify-page.md).
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app.reports import qr
from benchmarks.figures import arguments, figure
from benchmarks.qr_photos import DPI, MILD, Shot, longest_code, printed, rate, with_one

FULL, QUICK = 60, 12
STEPS: tuple[tuple[str, tuple[float, ...]], ...] = (
    ("near", (6, 4, 3, 2.5, 2, 1.5)),
    ("blur", (0.25, 0.5, 0.75, 1.0, 1.25)),
    ("shake", (0.5, 1, 1.5, 2, 3)),
    ("tilt", (15, 30, 45, 55, 65)),
    ("noise", (0.05, 0.1, 0.2, 0.3, 0.4)),
    ("shadow", (0.3, 0.6, 0.8, 0.9)),
    ("contrast", (0.6, 0.4, 0.2, 0.1)),
)
TOGETHER = {
    "mild": MILD,
    "hasty": Shot(near=4, blur=0.3, shake=0.6, tilt=30, noise=0.06, shadow=0.5, contrast=0.7),
    "poor": Shot(near=3, blur=0.4, shake=1.0, tilt=40, noise=0.1, shadow=0.7, contrast=0.5),
}


def main() -> None:
    """Print all figures."""
    tries = QUICK if arguments(__doc__ or "").quick else FULL
    text = longest_code()
    paper, code = printed(text), qr.measure(text)
    figure("code_side_mm", code.side / 72 * 25.4, 38.0, "mm")
    figure("code_module_dots", code.module / 72 * DPI, None, f"dots of 300 dpi, {len(code.rows)} ×")
    figure("read_clean", rate(paper, Shot(), tries), None, f"of {tries}")
    for name, values in STEPS:
        for value in values:
            figure(f"read_{name}_{value:g}", rate(paper, with_one(name, value), tries), None, "")
    for name, shot in TOGETHER.items():
        alone = rate(paper, replace(shot, blur=0, shake=0, noise=0), tries)
        figure(f"read_{name}", rate(paper, shot, tries), alone, "against sharp and clean")


if __name__ == "__main__":
    main()
