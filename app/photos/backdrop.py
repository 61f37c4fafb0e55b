"""A plain background as a smooth surface of colour, fitted to the border of a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

_BAND: Final = 0.05
_ROUNDS: Final = 4

PLAIN_WITHIN: Final = 6.0
"""Distance (ΔE) from the surface up to which a pixel is background."""

PLAIN_SHARE: Final = 0.88
"""Share of the border that must lie on the surface: the rest may be product."""

ROUGH_ABOVE: Final = 1.6
"""Residual (ΔE) of the border's own pixels over which it is a pattern, no plain ground."""


@dataclass(frozen=True, slots=True)
class Backdrop:
    """The border's surface in L*a*b*, and how well it describes the border."""

    surface: Floats
    share: float
    residual: float

    @property
    def is_plain(self) -> bool:
        """Whether this is one plain ground, at most with the product reaching the border."""
        return self.share >= PLAIN_SHARE and self.residual <= ROUGH_ABOVE


def backdrop_of(lab: Floats) -> Backdrop:
    """Fit the surface again and again to those border pixels that lie on it."""
    height, width = lab.shape[:2]
    terms = _terms(height, width)
    band = max(2, round(_BAND * min(height, width)))
    border = np.ones((height, width), bool)
    border[band:-band, band:-band] = False
    known, colours = terms[border], lab[border].astype(np.float64)
    kept = _first_guess(colours)
    fitted = known @ _fit(known[kept], colours[kept])
    for _ in range(_ROUNDS):
        off = np.linalg.norm(colours - fitted, axis=1)
        kept = off < max(PLAIN_WITHIN, 2.5 * float(np.median(off)))
        fitted = known @ _fit(known[kept], colours[kept])
    off = np.linalg.norm(colours - fitted, axis=1)
    near = off < PLAIN_WITHIN
    share = float(near.mean())
    residual = float(np.sqrt((off[near] ** 2).mean())) if near.any() else 99.0
    surface = np.asarray(terms @ _fit(known[kept], colours[kept]), np.float32)
    surface[..., 0] = np.clip(surface[..., 0], 1, 100)
    return Backdrop(surface, share, residual)


def _first_guess(colours: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    off = np.linalg.norm(colours - np.median(colours, axis=0), axis=1)
    kept = off < 30
    return kept if kept.sum() > len(kept) // 4 else np.ones(len(kept), bool)


def _terms(height: int, width: int) -> npt.NDArray[np.float64]:
    """1, x, y, xx, xy, yy over the picture, from -1 to 1."""
    y, x = np.meshgrid(np.linspace(-1, 1, height), np.linspace(-1, 1, width), indexing="ij")
    return np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=-1)


def _fit(terms: npt.NDArray[np.float64], colours: npt.NDArray[np.float64]) -> Any:
    # Slightly held towards flat: a border seen on three sides only must not bend the fourth.
    hold = np.diag([0.0, 1, 1, 1, 1, 1]) * 1e-3 * len(terms)
    return np.linalg.solve(terms.T @ terms + hold + 1e-9 * np.eye(6), terms.T @ colours)
