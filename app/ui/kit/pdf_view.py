"""Where a page lies in a preview: zoom, the part that is worth drawing, what is kept."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage

STEPS: Final = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)
"""Zooms that the buttons go through; 1 is the size on paper."""

MARGIN: Final = 10
SCROLL_BAR: Final = 12

KEPT_BYTES: Final = 64 * 1024 * 1024
_WHOLE_PIXELS: Final = 8_000_000
"""Above this only what is in view is drawn, and a margin around it."""

_GRID: Final = 256


class Fit(Enum):
    """How a page follows the room there is."""

    PAGE = "page"
    WIDTH = "width"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Wish:
    """A part of a page, in device pixels of the whole page at the wished size."""

    page: int
    whole: tuple[int, int]
    part: tuple[int, int, int, int]

    @property
    def rect(self) -> QRect:
        """The part."""
        return QRect(*self.part)

    @property
    def share(self) -> QRectF:
        """The part as shares of the page, 0 to 1."""
        (wide, high), (x, y, w, h) = self.whole, self.part
        return QRectF(x / wide, y / high, w / wide, h / high)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A wish fulfilled."""

    wish: Wish
    image: QImage


def fit_scale(page: QSizeF, view: QSize, fit: Fit) -> float:
    """Logical pixels a point so that the page and its margin fit the view."""
    high = max(60, view.height() - 2 * MARGIN)
    wide = max(60, view.width() - 2 * MARGIN)
    across = wide / page.width()
    if fit is Fit.WIDTH and page.height() * across > high:
        across = (wide - SCROLL_BAR) / page.width()
    return across if fit is Fit.WIDTH else min(across, high / page.height())


def next_step(zoom: float, *, up: bool) -> float:
    """The next zoom of `STEPS` above or below, the outermost one at the end."""
    if up:
        return next((step for step in STEPS if step > zoom * 1.01), STEPS[-1])
    return next((step for step in reversed(STEPS) if step < zoom * 0.99), STEPS[0])


def wish_for(page: int, whole: QSize, seen: QRect) -> Wish:
    """What to draw so that `seen` (device pixels of the page) can be shown.

    Small pages whole; of large ones a half view's margin more than is seen, on a grid, so that
    scrolling a little asks for nothing new.
    """
    size = (whole.width(), whole.height())
    if size[0] * size[1] <= _WHOLE_PIXELS:
        return Wish(page, size, (0, 0, *size))
    wide, high = seen.width() // 4, seen.height() // 4
    wanted = seen.adjusted(-wide, -high, wide, high)
    left, top = wanted.left() // _GRID * _GRID, wanted.top() // _GRID * _GRID
    right = -(-(wanted.right() + 1) // _GRID) * _GRID
    bottom = -(-(wanted.bottom() + 1) // _GRID) * _GRID
    part = QRect(left, top, right - left, bottom - top) & QRect(0, 0, *size)
    return Wish(page, size, (part.x(), part.y(), part.width(), part.height()))


def ground_for(page: QSize, view: QSize) -> QSize:
    """The ground a page lies on: what is in view, or as much more as the page and its margin need.

    A scroll bar takes from the other direction's room.
    """
    wide, high = page.width() + 2 * MARGIN, page.height() + 2 * MARGIN
    is_high = high > view.height()
    is_wide = wide > view.width() - (SCROLL_BAR if is_high else 0)
    is_high = high > view.height() - (SCROLL_BAR if is_wide else 0)
    return QSize(
        wide if is_wide else view.width() - (SCROLL_BAR if is_high else 0),
        high if is_high else view.height() - (SCROLL_BAR if is_wide else 0),
    )


class KeptPages:
    """The pictures drawn last, within `KEPT_BYTES`."""

    def __init__(self, limit: int = KEPT_BYTES) -> None:
        self._limit = limit
        self._held: OrderedDict[Wish, Drawn] = OrderedDict()

    @property
    def size(self) -> int:
        """Bytes held."""
        return sum(drawn.image.sizeInBytes() for drawn in self._held.values())

    def get(self, wish: Wish) -> Drawn | None:
        """What was drawn for this wish."""
        found = self._held.get(wish)
        if found is not None:
            self._held.move_to_end(wish)
        return found

    def put(self, drawn: Drawn) -> None:
        """Keep a picture; the oldest go, the newest always stays."""
        self._held[drawn.wish] = drawn
        while len(self._held) > 1 and self.size > self._limit:
            self._held.popitem(last=False)

    def clear(self) -> None:
        """Keep nothing."""
        self._held.clear()
