"""Drawn products before a plain ground, and which of their pixels are product.

The same product drawn twice, on dark and on bright, differs exactly where the ground shows.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

import numpy as np
import numpy.typing as npt
from PIL import Image

from app.photos import drawing
from app.photos.drawing import crafts, dishes, jewellery, packs, textiles, toiletries, vessels
from app.photos.drawing.canvas import Canvas
from app.photos.drawing.colours import WHITE, Colour, Palette
from app.photos.drawing.shapes import ellipse, rect

Mask = npt.NDArray[np.bool_]

SIZE = (960, 720)
GROUNDS: tuple[Colour, ...] = (
    (236, 234, 228),
    (205, 214, 220),
    (240, 225, 200),
    (150, 165, 160),
)
_MAKERS = (crafts, dishes, jewellery, packs, textiles, toiletries, vessels)


@contextmanager
def _before(colour: Colour, *, lit: bool) -> Iterator[None]:
    def scene(canvas: Canvas, palette: Palette, rng: random.Random) -> None:
        canvas.fill(rect(-2000, -2000, 6000, 6000), colour)
        if lit:
            canvas.glow(ellipse(400, 200, 420, 300), WHITE, 0.25, 120)

    with mock.patch.multiple("app.photos.drawing.scene", set_the_scene=scene, set_flat=scene):
        patches = [
            mock.patch.object(module, name, scene)
            for module in _MAKERS
            for name in ("set_the_scene", "set_flat")
            if hasattr(module, name)
        ]
        for patch in patches:
            patch.start()
        try:
            yield
        finally:
            for patch in patches:
                patch.stop()


def on_plain_ground(kind: str, colour: Colour, seed: int, *, lit: bool = True) -> Image.Image:
    """A product before a plain ground of one colour, lit from the upper left unless told."""
    with _before(colour, lit=lit):
        return drawing.draw_product(kind, seed % 7, "Kopi Uji", seed, SIZE)


def truth(kind: str, seed: int) -> tuple[Mask, Mask]:
    """Which pixels are product, and which are ground without any shadow."""
    dark, bright = (
        np.asarray(on_plain_ground(kind, (g, g, g), seed, lit=False)).astype(int) for g in (60, 200)
    )
    differs = np.abs(bright - dark).max(axis=2)
    return differs < 25, differs > 125
