"""A small studio on top of Pillow: smooth shapes, soft light, curved labels.

Masks are drawn larger and reduced, which is what makes edges smooth; paint is
made at the size of the picture and only where a shape is.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from app.photos.drawing.colours import BLACK, WHITE, Colour, mix
from app.photos.drawing.shapes import Outline, Point

Stops = Sequence[tuple[float, Colour]]
Veil = Sequence[tuple[float, float]]

SCENE_WIDTH, SCENE_HEIGHT = 1000, 750
_CENTRE = 500.0, 400.0
_ZOOM = 1.15  # a product must still be seen on a thumbnail of 84 pixels
_SMALL_MASK_PX = 400_000
_BLUR_DETAIL_PX = 4.0


@dataclass(frozen=True, slots=True)
class Across:
    """Paint that changes from left (0) to right (1) of a shape."""

    stops: Stops


@dataclass(frozen=True, slots=True)
class Down:
    """Paint that changes from top (0) to bottom (1) of a shape."""

    stops: Stops


Paint = Colour | Across | Down | Image.Image
Box = tuple[int, int, int, int]


class Canvas:
    """The picture being drawn; all positions are scene units (see `shapes`)."""

    def __init__(self, size: tuple[int, int], ground: Colour | None = None) -> None:
        self.image = Image.new("RGB", size, "white")
        self._ground = ground
        self._paints = ground is None
        self.scale = _ZOOM * min(size[0] / SCENE_WIDTH, size[1] / SCENE_HEIGHT)
        self._left = size[0] / 2 - _CENTRE[0] * self.scale
        self._top = size[1] / 2 - _CENTRE[1] * self.scale

    def set_is_built(self) -> None:
        """The surroundings are drawn, the product comes next.

        With a ground, surroundings are never painted: the product stands on that colour.
        """
        if self._ground is not None:
            self.image.paste(self._ground, (0, 0, *self.image.size))
        self._paints = True

    def fill(
        self, shape: Outline, paint: Paint, opacity: float = 1.0, clip: Outline | None = None
    ) -> None:
        """Paint a shape, optionally only where it lies on `clip`."""
        box = self._box(shape, 1)
        if box is None:
            return
        mask = self._mask(shape, box, clip)
        if opacity < 1:
            mask = mask.point(lambda value: round(value * opacity))
        self.image.paste(self._painted(paint, shape, box), box, mask)

    def veil(
        self,
        shape: Outline,
        colour: Colour,
        stops: Veil,
        *,
        down: bool = False,
        clip: Outline | None = None,
    ) -> None:
        """Lay light or shade over a shape; `stops` give its opacity across (or down) it."""
        box = self._box(shape, 1)
        if box is None:
            return
        greys: Stops = [(t, (round(255 * a),) * 3) for t, a in stops]
        strength = self._painted(Down(greys) if down else Across(greys), shape, box).convert("L")
        mask = ImageChops.multiply(self._mask(shape, box, clip), strength)
        self.image.paste(colour, box, mask)

    def glow(
        self,
        shape: Outline,
        colour: Colour,
        opacity: float,
        blur: float,
        clip: Outline | None = None,
    ) -> None:
        """A shape with soft edges: a shadow, a reflex, a light. `blur` in units."""
        blur_px = blur * self.scale
        box = self._box(shape, math.ceil(blur_px * 2.5) + 2, inside=False)
        if box is None:
            return
        # Softness needs no detail: blur a small mask and enlarge it.
        step = max(1, int(blur_px / _BLUR_DETAIL_PX))
        size = (max(1, (box[2] - box[0]) // step), max(1, (box[3] - box[1]) // step))
        mask = Image.new("L", size)
        points = [((x - box[0]) / step, (y - box[1]) / step) for x, y in self._pixels(shape)]
        ImageDraw.Draw(mask).polygon(points, fill=round(255 * opacity))
        mask = mask.filter(ImageFilter.GaussianBlur(blur_px / step))
        mask = mask.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BICUBIC)
        if clip is not None:
            mask = ImageChops.multiply(mask, self._mask(clip, box, None))
        self.image.paste(colour, (box[0], box[1]), mask)

    def line(
        self,
        points: Sequence[Point],
        width: float,
        colour: Colour,
        opacity: float = 1.0,
        clip: Outline | None = None,
    ) -> None:
        """A stroke with round ends along the points; `width` in units."""
        reach = math.ceil(width * self.scale / 2) + 1
        box = self._box(list(points), reach)
        if box is None:
            return
        factor = _factor(box)
        mask = Image.new("L", ((box[2] - box[0]) * factor, (box[3] - box[1]) * factor))
        draw = ImageDraw.Draw(mask)
        at = [((x - box[0]) * factor, (y - box[1]) * factor) for x, y in self._pixels(points)]
        thick = max(1, round(width * self.scale * factor))
        draw.line(at, fill=round(255 * opacity), width=thick, joint="curve")
        r = thick / 2
        for x, y in (at[0], at[-1]):
            draw.ellipse((x - r, y - r, x + r, y + r), fill=round(255 * opacity))
        mask = mask.reduce(factor)
        if clip is not None:
            mask = ImageChops.multiply(mask, self._mask(clip, box, None))
        self.image.paste(colour, box, mask)

    def place(self, art: Image.Image, x: float, y: float, *, sag: float = 0.0) -> None:
        """Lay RGBA art with its upper left corner at (x, y); `sag` bends it around a body.

        `sag` is how far, in units, the middle hangs below the sides.
        """
        if sag:
            art = _bent(art, sag * self.scale)
        at = round(self._left + x * self.scale), round(self._top + y * self.scale)
        self.image.paste(art.convert("RGB"), at, art.getchannel("A"))

    def px(self, units: float) -> int:
        """A length in pixels, at least 1."""
        return max(1, round(units * self.scale))

    def blur(self, units: float) -> None:
        """Put everything drawn so far out of focus."""
        if self._paints:
            self.image = self.image.filter(ImageFilter.GaussianBlur(units * self.scale))

    def grain(self, rng: random.Random, strength: float) -> None:
        """The fine noise of a camera: hides the steps in soft gradients."""
        side = 256
        tile = Image.frombytes("L", (side, side), rng.randbytes(side * side))
        tile = tile.point(lambda value: round(128 + (value - 128) / 128 * strength))
        noise = Image.new("L", self.image.size)
        for x in range(0, noise.width, side):
            for y in range(0, noise.height, side):
                noise.paste(tile, (x, y))
        bands = Image.merge("RGB", (noise, noise, noise))
        self.image = ImageChops.add(self.image, bands, 1, -128)

    def _pixels(self, shape: Sequence[Point]) -> list[Point]:
        return [(self._left + x * self.scale, self._top + y * self.scale) for x, y in shape]

    def _box(self, shape: Outline, reach: int, *, inside: bool = True) -> Box | None:
        """The pixels a shape needs, cut to the picture; None when nobody would see it."""
        if not self._paints:
            return None
        at = self._pixels(shape)
        x1, x2 = math.floor(min(p[0] for p in at)), math.ceil(max(p[0] for p in at))
        y1, y2 = math.floor(min(p[1] for p in at)), math.ceil(max(p[1] for p in at))
        width, height = self.image.size
        if x2 < 0 or y2 < 0 or x1 > width or y1 > height:
            return None
        box = x1 - reach, y1 - reach, x2 + reach, y2 + reach
        if not inside:
            return box
        cut = max(0, box[0]), max(0, box[1]), min(width, box[2]), min(height, box[3])
        return cut if cut[0] < cut[2] and cut[1] < cut[3] else None

    def _mask(self, shape: Outline, box: Box, clip: Outline | None) -> Image.Image:
        factor = _factor(box)
        mask = Image.new("L", ((box[2] - box[0]) * factor, (box[3] - box[1]) * factor))
        points = [((x - box[0]) * factor, (y - box[1]) * factor) for x, y in self._pixels(shape)]
        ImageDraw.Draw(mask).polygon(points, fill=255)
        mask = mask.reduce(factor) if factor > 1 else mask
        return mask if clip is None else ImageChops.multiply(mask, self._mask(clip, box, None))

    def _painted(self, paint: Paint, shape: Outline, box: Box) -> Image.Image:
        size = box[2] - box[0], box[3] - box[1]
        if isinstance(paint, Image.Image):
            return paint.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)
        if isinstance(paint, tuple):
            return Image.new("RGB", size, paint)
        axis = 0 if isinstance(paint, Across) else 1
        along = [p[axis] for p in self._pixels(shape)]
        low, span = min(along), max(max(along) - min(along), 1e-6)
        steps = [(box[axis] + i + 0.5 - low) / span for i in range(size[axis])]
        strip = Image.new("RGB", (size[axis], 1))
        strip.putdata([colour_at(paint.stops, t) for t in steps])
        if axis == 1:
            strip = strip.transpose(Image.Transpose.ROTATE_270)
        return strip.resize(size, Image.Resampling.NEAREST)


def colour_at(stops: Stops, t: float) -> Colour:
    """The colour of a gradient at `t`; stops are in ascending order."""
    if t <= stops[0][0]:
        return stops[0][1]
    for (t1, a), (t2, b) in pairwise(stops):
        if t <= t2:
            return mix(a, b, (t - t1) / max(t2 - t1, 1e-6))
    return stops[-1][1]


def shade_round(
    canvas: Canvas, shape: Outline, *, gloss: float = 0.45, clip: Outline | None = None
) -> None:
    """Make a flat shape look like a cylinder lit from the upper left."""
    dark = [(0.0, 0.38), (0.14, 0.16), (0.36, 0.0), (0.58, 0.03), (0.84, 0.24), (1.0, 0.46)]
    canvas.veil(shape, (28, 16, 12), dark, clip=clip)
    light = [(0.08, 0.0), (0.17, gloss), (0.22, gloss * 0.8), (0.31, 0.0)]
    canvas.veil(shape, WHITE, light, clip=clip)
    canvas.veil(shape, WHITE, [(0.9, 0.0), (0.945, gloss * 0.35), (0.97, 0.0)], clip=clip)


def cast_shadow(canvas: Canvas, cx: float, y: float, r: float, depth: float = 0.14) -> None:
    """What something round that stands at (cx, y) does to the table."""
    ellipse = [
        (cx + r * 1.02 * math.cos(a), y + r * depth * math.sin(a))
        for a in (math.tau * i / 40 for i in range(40))
    ]
    long = [(x + (r * 0.55 if x > cx else r * 0.1), py + r * 0.03) for x, py in ellipse]
    canvas.glow(long, BLACK, 0.26, max(10.0, r * 0.16))
    canvas.glow(ellipse, BLACK, 0.42, max(4.0, r * 0.05))


def _factor(box: Box) -> int:
    return 3 if (box[2] - box[0]) * (box[3] - box[1]) < _SMALL_MASK_PX else 2


def _bent(art: Image.Image, sag: float) -> Image.Image:
    """The art with its columns lowered towards the middle, as on a can seen from above."""
    reach = math.ceil(abs(sag))
    out = Image.new("RGBA", (art.width, art.height + reach), (0, 0, 0, 0))
    for x in range(art.width):
        t = (x + 0.5) / art.width * 2 - 1
        out.paste(art.crop((x, 0, x + 1, art.height)), (x, round(sag * math.sqrt(1 - t * t))))
    return out
