"""What was done so far, step by step, and the geometry of the crop's frame. No Qt."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import Final

from app.photos.geometry import turned_crop
from app.photos.mending import LEAST_EXTENT, Crop, Mending

WHOLE: Final = Crop(0, 0, 1, 1)
_DIGITS: Final = 4


class Handle(Enum):
    """What of the frame is dragged: (x, y) edges that follow; -1 left or top, 1 right or bottom."""

    NW = (-1, -1)
    N = (0, -1)
    NE = (1, -1)
    E = (1, 0)
    SE = (1, 1)
    S = (0, 1)
    SW = (-1, 1)
    W = (-1, 0)
    INSIDE = (0, 0)


class Steps:
    """A line of mendings with a place in it; a step that goes on with the last one's tool replaces
    it, so that one drag of a slider is one step."""

    def __init__(self, start: Mending) -> None:
        self._line = [start]
        self._at = 0
        self._tool = ""

    @property
    def start(self) -> Mending:
        """The mending one began with."""
        return self._line[0]

    @property
    def now(self) -> Mending:
        """The mending on show."""
        return self._line[self._at]

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        """Whether a step was taken back."""
        return self._at < len(self._line) - 1

    def take(self, mending: Mending, tool: str = "") -> None:
        """The next step; what had been taken back is forgotten."""
        if mending == self.now:
            return
        goes_on = bool(tool) and tool == self._tool and self._at > 0 and not self.can_redo
        kept = self._line[: self._at] if goes_on else self._line[: self._at + 1]
        self._line = [*kept, mending]
        self._at = len(self._line) - 1
        self._tool = tool

    def settle(self) -> None:
        """The next step is one of its own, whatever its tool."""
        self._tool = ""

    def undo(self) -> None:
        """One step back, if there is one."""
        self._at = max(0, self._at - 1)
        self.settle()

    def redo(self) -> None:
        """One step on again, if there is one."""
        self._at = min(len(self._line) - 1, self._at + 1)
        self.settle()


def rotated(mending: Mending, quarters: int) -> Mending:
    """With so many more quarter turns clockwise; the crop keeps its part of the picture.

    Straightening is done after turning, so it stays as it is.
    """
    crop = None if mending.crop is None else _rounded(turned_crop(mending.crop, quarters % 4))
    return replace(mending, quarter_turns=(mending.quarter_turns + quarters) % 4, crop=crop)


def cropped(mending: Mending, crop: Crop) -> Mending:
    """With another crop; the whole picture is none."""
    crop = _rounded(crop)
    return replace(mending, crop=None if crop == WHOLE else crop)


def moved(crop: Crop, dx: float, dy: float) -> Crop:
    """The frame moved, as far as the picture goes."""
    dx = min(max(dx, -crop.left), 1 - crop.right)
    dy = min(max(dy, -crop.top), 1 - crop.bottom)
    return _placed(crop.left + dx, crop.top + dy, crop.width, crop.height)


def fitted(crop: Crop, ratio: float) -> Crop:
    """The largest frame about the same middle with `ratio` (fraction of width to of height)."""
    x, y = (crop.left + crop.right) / 2, (crop.top + crop.bottom) / 2
    width = min(1.0, ratio)
    height = width / ratio
    shrink = min(1.0, max(crop.width / width, crop.height / height))
    width, height = _at_least(width * shrink, height * shrink, ratio)
    left = min(max(x - width / 2, 0.0), 1 - width)
    top = min(max(y - height / 2, 0.0), 1 - height)
    return _placed(left, top, width, height)


def dragged(crop: Crop, handle: Handle, x: float, y: float, ratio: float | None) -> Crop:
    """The frame after `handle` was dragged to `x`, `y`; the opposite side stays where it is."""
    across, down = handle.value
    left = min(max(x, 0.0), crop.right - LEAST_EXTENT) if across < 0 else crop.left
    right = max(min(x, 1.0), crop.left + LEAST_EXTENT) if across > 0 else crop.right
    top = min(max(y, 0.0), crop.bottom - LEAST_EXTENT) if down < 0 else crop.top
    bottom = max(min(y, 1.0), crop.top + LEAST_EXTENT) if down > 0 else crop.bottom
    if ratio is None:
        return Crop(left, top, right, bottom)
    return _with_ratio(crop, handle, (right - left, bottom - top), ratio)


def _with_ratio(crop: Crop, handle: Handle, size: tuple[float, float], ratio: float) -> Crop:
    across, down = handle.value
    width = size[0] if across and (not down or size[0] / ratio <= size[1]) else size[1] * ratio
    # As large as the picture allows on the sides that move.
    room_x = crop.right if across < 0 else 1 - crop.left
    room_y = crop.bottom if down < 0 else 1 - crop.top
    width = min(width, room_x, room_y * ratio)
    width, height = _at_least(width, width / ratio, ratio)
    left = crop.right - width if across < 0 else crop.left
    top = crop.bottom - height if down < 0 else crop.top
    return _placed(min(max(left, 0.0), 1 - width), min(max(top, 0.0), 1 - height), width, height)


def _at_least(width: float, height: float, ratio: float) -> tuple[float, float]:
    grow = max(1.0, LEAST_EXTENT / width, LEAST_EXTENT / height)
    width = min(1.0, ratio, width * grow)
    return width, width / ratio


def _placed(left: float, top: float, width: float, height: float) -> Crop:
    left, top = max(0.0, left), max(0.0, top)
    return Crop(left, top, min(1.0, left + width), min(1.0, top + height))


def _rounded(crop: Crop) -> Crop:
    sides = (crop.left, crop.top, crop.right, crop.bottom)
    return Crop(*(min(1.0, max(0.0, round(side, _DIGITS))) for side in sides))
