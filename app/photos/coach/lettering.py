"""How large the print on a label is: rows of marks of one height are letters."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from app.photos.coach.views import Bytes

_WINDOW = 25
_MOST = 900
_IN_A_ROW = 4

Boxes = npt.NDArray[np.int32]


def letter_height(grey: Bytes) -> float:
    """Height of the capitals in the largest row of print, in thousandths of the picture's
    shorter side; 0 where there is none.
    """
    boxes = np.concatenate(
        [_marks(grey, ink) for ink in (cv2.THRESH_BINARY_INV, cv2.THRESH_BINARY)]
    )
    if len(boxes) < _IN_A_ROW:
        return 0.0
    rows = _rows(boxes)
    if not rows:
        return 0.0
    return float(max(rows) * 1000 / min(grey.shape))


def _marks(grey: Bytes, ink: int) -> Boxes:
    """Marks that may be letters: dark ones, or light ones (x, y, width, height)."""
    offset = 10 if ink == cv2.THRESH_BINARY_INV else -10
    mean = cv2.ADAPTIVE_THRESH_MEAN_C
    marked = cv2.adaptiveThreshold(grey, 255, mean, ink, _WINDOW, offset)
    stats = cv2.connectedComponentsWithStats(marked, connectivity=8)[2][1:]
    w, h, area = stats[:, 2], stats[:, 3], stats[:, 4]
    fill = area / np.maximum(1, w * h)
    likely = (h >= 7) & (h <= 120) & (w >= 2) & (w <= h * 1.6) & (fill > 0.15) & (fill < 0.95)
    boxes = stats[likely]
    order = np.argsort(-boxes[:, 3], kind="stable")[:_MOST]
    return np.asarray(boxes[order, :4], np.int32)


def _rows(boxes: Boxes) -> list[float]:
    """The heights of the rows that hold letters enough."""
    x, y, w, h = (boxes[:, number].astype(np.float32) for number in range(4))
    middle = y + h / 2
    gap = x[None, :] - (x + w)[:, None]
    tall = np.maximum(h[:, None], h[None, :])
    level = np.abs((y + h)[:, None] - (y + h)[None, :]) < 0.18 * tall
    alike = np.minimum(h[:, None], h[None, :]) > 0.72 * tall
    near = (gap > -0.2 * tall) & (gap < 0.8 * tall) & (middle[:, None] > 0)
    after = level & alike & near
    return [float(np.median(h[row])) for row in _chains(after) if len(row) >= _IN_A_ROW]


def _chains(after: npt.NDArray[np.bool_]) -> list[list[int]]:
    """Marks that follow each other, as lists of their numbers."""
    owner = list(range(len(after)))

    def root(at: int) -> int:
        while owner[at] != at:
            owner[at] = owner[owner[at]]
            at = owner[at]
        return at

    for left, right in zip(*np.nonzero(after), strict=True):
        owner[root(int(left))] = root(int(right))
    chains: dict[int, list[int]] = {}
    for at in range(len(after)):
        chains.setdefault(root(at), []).append(at)
    return list(chains.values())
