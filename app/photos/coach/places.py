"""Where the product stands: how large it is, whether it is cut off, how busy it is around it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from app.photos.coach.views import Bytes, Floats

_FAINT = 16.0
_SHARP = 26.0
_BLOCKS = 7
_FULL = 0.08
_STEP = 20.0
_GAP = 0.04
_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Subject:
    """The box (left, top, right, bottom) around what is drawn most sharply, and the size of
    the picture it was found in.
    """

    box: tuple[int, int, int, int]
    width: int
    height: int

    @property
    def share(self) -> float:
        """The longer of its sides by the picture's side along it, 0 to 1."""
        left, top, right, bottom = self.box
        return max((right - left) / self.width, (bottom - top) / self.height)


def contrast_of(pixels: Bytes) -> Floats:
    """How steep colour or light changes at each place of a small picture."""
    lab = cv2.GaussianBlur(cv2.cvtColor(pixels, cv2.COLOR_RGB2LAB), (0, 0), 0.8)
    lab = lab.astype(np.float32)
    dx = cv2.Sobel(lab, cv2.CV_32F, 1, 0, scale=0.25)
    dy = cv2.Sobel(lab, cv2.CV_32F, 0, 1, scale=0.25)
    return np.asarray(np.sqrt((dx * dx + dy * dy).sum(axis=2)), np.float32)


def steepness_of(grey: Floats) -> Floats:
    """How steep grey changes, squared, at full sharpness."""
    dx = cv2.Sobel(grey, cv2.CV_32F, 1, 0, scale=0.25)
    dy = cv2.Sobel(grey, cv2.CV_32F, 0, 1, scale=0.25)
    return np.asarray(dx * dx + dy * dy, np.float32)


def subject_of(contrast: Floats, steepness: Floats) -> Subject:
    """The heaviest patches of edges together: grain, chips of stone, a table's edge and what
    is out of focus weigh little against what lies there.
    """
    height, width = contrast.shape
    limit = max(_FAINT, 0.3 * float(np.percentile(contrast, 99.7)))
    sharp = (steepness > 0.08 * float(np.percentile(steepness, 99.7))).astype(np.uint8) * 255
    seen_small = cv2.resize(sharp, (width, height), interpolation=cv2.INTER_AREA)
    strong = ((contrast > limit) & (seen_small > 0)).astype(np.uint8)
    closed = cv2.morphologyEx(strong, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(closed)
    if count < 2:
        return Subject((0, 0, 0, 0), width, height)
    weights = np.bincount(labels.ravel(), (strong * contrast**2).ravel(), count)
    thick = np.minimum(stats[:, 2], stats[:, 3]) > 0.03 * max(width, height)
    weights = np.where(thick, weights, 0)
    weights[0] = 0
    chosen = stats[weights >= max(1.0, 0.2 * weights.max())]
    if len(chosen) == 0:
        return Subject((0, 0, 0, 0), width, height)
    right, bottom = (chosen[:, :2] + chosen[:, 2:4]).max(axis=0)
    left, top = chosen[:, :2].min(axis=0)
    return Subject((int(left), int(top), int(right), int(bottom)), width, height)


def busy(steepness: Floats) -> float:
    """The share of the surroundings that is full of sharp edges, 0 to 1.

    Counted in blocks along the border: a product cut off at one side fills few of them, and
    a ground out of focus none.
    """
    edges = (steepness > _SHARP**2).astype(np.float32)
    height, width = edges.shape
    if min(height, width) < _BLOCKS:
        return 0.0
    deep, wide = max(2, height // 6), max(2, width // 6)
    bands = (edges[:deep], edges[-deep:], edges[:, :wide].T, edges[:, -wide:].T)
    blocks = [
        float(block.mean()) for band in bands for block in np.array_split(band, _BLOCKS, axis=1)
    ]
    return float(np.mean(np.minimum(1.0, np.array(blocks) / _FULL)))


def cut(pixels: Bytes, subject: Subject) -> float:
    """The longest stretch of a border, by that side's length, that is unlike both its ends,
    where the product reaches that border.
    """
    lab = cv2.cvtColor(cv2.GaussianBlur(pixels, (0, 0), 1.2), cv2.COLOR_RGB2LAB)
    lab = lab.astype(np.float32)
    left, top, right, bottom = subject.box
    close = max(2, max(lab.shape) // 80)
    reached = {
        "top": (top <= close, lab[:_DEPTH].mean(0)),
        "bottom": (bottom >= lab.shape[0] - close, lab[-_DEPTH:].mean(0)),
        "left": (left <= close, lab[:, :_DEPTH].mean(1)),
        "right": (right >= lab.shape[1] - close, lab[:, -_DEPTH:].mean(1)),
    }
    lines = [np.asarray(line, np.float32) for is_reached, line in reached.values() if is_reached]
    return max(map(_stranger, lines), default=0.0)


def _stranger(line: Floats) -> float:
    count = len(line)
    end = max(1, count // 40)
    ends = np.concatenate((line[:end], line[-end:]))
    # Between two ends in different light every tone may lie.
    low, high = ends.min(axis=0), ends.max(axis=0)
    beyond = np.maximum(low - line, 0) + np.maximum(line - high, 0)
    strange = np.sqrt((beyond**2).sum(axis=1))
    longest = 0
    for first, last in _runs(np.flatnonzero(strange > _STEP), max(1, round(count * _GAP))):
        if _is_steep(strange, first, last):
            longest = max(longest, last + 1 - first)
    return longest / count


def _is_steep(strange: Floats, first: int, last: int) -> bool:
    """Whether a stretch begins or ends at a line; what is out of focus fades in and out."""
    step = max(2, len(strange) // 60)
    peak = float(np.percentile(strange[first : last + 1], 80))
    jumps = [
        abs(float(strange[min(len(strange) - 1, at + step)] - strange[max(0, at - step)]))
        for at in (first, last)
    ]
    return max(jumps) > 0.5 * peak


def _runs(places: npt.NDArray[np.intp], gap: int) -> list[tuple[int, int]]:
    """The first and last places of each run, gaps of up to `gap` forgiven."""
    if len(places) == 0:
        return []
    runs = np.split(places, np.flatnonzero(np.diff(places) > gap) + 1)
    return [(int(run[0]), int(run[-1])) for run in runs]
