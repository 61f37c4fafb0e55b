"""What stands before the camera in the coach's labelled set: products, grounds, labels, faces."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from app.photos.drawing import KINDS, PALETTES, cut_out, draw_setting
from app.photos.drawing.colours import BLACK, WHITE, Palette, lighter, mix, palette_of
from app.photos.drawing.lettering import font

Box = tuple[int, int, int, int]
Colour = tuple[int, int, int]

_CUT_SIZE = (1600, 1200)
_NAMES = ("Sambal Melati", "Kopi Tua", "Keripik", "Dodol Betawi", "Teh Poci", "Bir Pletok")
_WORDS = [
    "komposisi",
    "singkong",
    "cabai",
    "bawang",
    "garam",
    "gula",
    "minyak",
    "kelapa",
    "simpan",
    "di",
    "tempat",
    "sejuk",
    "dan",
    "kering",
    "baik",
    "digunakan",
    "sebelum",
    "berat",
    "bersih",
    "diproduksi",
    "oleh",
    "jakarta",
    "selatan",
    "halal",
]


def kinds_of(half: int) -> tuple[str, ...]:
    """Every other kind of product: what one half shows, the other never does."""
    return tuple(KINDS)[half::2]


@dataclass(frozen=True, slots=True)
class Cut:
    """A product cut out, trimmed; `body` is the product itself, without shadow and beans."""

    image: Image.Image
    body: Box


@lru_cache(maxsize=200)
def product(kind: str, variant: int) -> Cut:
    """One of the looks of a kind, cut out at the size of a large picture."""
    seed = list(KINDS).index(kind) * 7 + variant
    name = _NAMES[seed % len(_NAMES)]
    art = cut_out(kind, (seed * 5) % len(PALETTES), name, seed, _CUT_SIZE)
    frame = art.getchannel("A").point(lambda value: 255 * (value > 6)).getbbox() or (0, 0, 1, 1)
    art = art.crop(frame)
    solid = (np.asarray(art.getchannel("A")) > 200).astype(np.uint8)
    stats = cv2.connectedComponentsWithStats(solid)[2][1:]
    # The product and what belongs to it (a name card), not a bean or a twig.
    parts = stats[stats[:, 4] >= stats[:, 4].max() * 0.08]
    ends = parts[:, :2] + parts[:, 2:4]
    (x1, y1), (x2, y2) = parts[:, :2].min(axis=0), ends.max(axis=0)
    return Cut(art, (int(x1), int(y1), int(x2), int(y2)))


def scaled(cut: Cut, side: int) -> Cut:
    """The cut with the longer side of its body at `side` pixels."""
    x1, y1, x2, y2 = cut.body
    factor = side / max(x2 - x1, y2 - y1)
    size = max(1, round(cut.image.width * factor)), max(1, round(cut.image.height * factor))
    # In premultiplied colours, or black comes in at the edges.
    image = cut.image.convert("RGBa").resize(size, Image.Resampling.LANCZOS).convert("RGBA")
    x1, y1, x2, y2 = (round(v * factor) for v in cut.body)
    return Cut(image, (x1, y1, x2, y2))


def lay(picture: Image.Image, cut: Cut, left: int, top: int) -> Image.Image:
    """Paste so that the body's corner is at (left, top); the mask of what it covers."""
    at = left - cut.body[0], top - cut.body[1]
    alpha = cut.image.getchannel("A")
    picture.paste(cut.image.convert("RGB"), at, alpha)
    mask = Image.new("L", picture.size)
    mask.paste(alpha.point(lambda value: 255 * (value > 200)), at)
    return mask


# -- grounds --------------------------------------------------------------------------


def plain_ground(rng: random.Random, size: tuple[int, int]) -> Image.Image:
    """White paper, coloured paper, dark cloth, or a drawn wall and table."""
    style = rng.choice(("white", "paper", "paper", "dark", "setting", "setting", "setting"))
    if style == "setting":
        return _setting(rng, size)
    if style == "white":
        level = rng.randint(238, 254)
        return _fallen_off(rng, size, (level, level, max(230, level - rng.randint(0, 6))), 0.05)
    if style == "dark":
        level = rng.randint(22, 60)
        return _fallen_off(rng, size, (level, level, level + rng.randint(-6, 10)), 0.3)
    palette = palette_of(rng.randrange(12))
    return _fallen_off(rng, size, mix(palette.wall, palette.table, rng.random()), 0.25)


def _setting(rng: random.Random, size: tuple[int, int], *, flat: bool = False) -> Image.Image:
    """A drawn surrounding; nobody looks at its last pixel, so it is drawn smaller."""
    small = size[0] * 2 // 3, size[1] * 2 // 3
    art = draw_setting(rng.randrange(12), rng.randrange(10_000), small, flat=flat)
    return art.resize(size, Image.Resampling.BICUBIC)


def _fallen_off(
    rng: random.Random, size: tuple[int, int], colour: Colour, depth: float
) -> Image.Image:
    """One colour under a lamp that stands to one side."""
    w, h = size
    ys, xs = np.mgrid[0:h, 0:w].astype(np.float32)
    cx, cy = rng.uniform(0.2, 0.8) * w, rng.uniform(0.1, 0.6) * h
    far = np.hypot(xs - cx, ys - cy) / np.hypot(w, h)
    light = 1 - depth * far[..., None]
    return Image.fromarray(np.clip(np.array(colour) * light, 0, 255).astype(np.uint8))


def cluttered_ground(rng: random.Random, size: tuple[int, int], half: int) -> Image.Image:
    """A stall: cloth with a pattern or shelves, other products, a poster with writing."""
    w, h = size
    picture = _setting(rng, size, flat=rng.random() < 0.5)
    if rng.random() < 0.5:
        _stripes(rng, picture)
    for _ in range(rng.randint(0, 2)):
        poster = label_panel(rng, (round(w * 0.3), round(h * 0.4)), max(8, round(h * 0.022)))
        picture.paste(poster, (rng.randint(-60, w - 200), rng.randint(-60, h - 200)))
    for place in range(rng.randint(9, 14)):
        cut = product(rng.choice(kinds_of(half)), rng.randrange(2))
        cut = scaled(cut, round(h * rng.uniform(0.22, 0.42)))
        column = (place + rng.random()) / 12 * w
        lay(picture, cut, round(column - 60), round(rng.uniform(-0.1, 0.85) * h))
    return picture


def _stripes(rng: random.Random, picture: Image.Image) -> None:
    """Checked cloth over the lower part."""
    palette = palette_of(rng.randrange(12))
    draw = ImageDraw.Draw(picture)
    w, h = picture.size
    top, step = round(h * rng.uniform(0.0, 0.5)), round(h * rng.uniform(0.03, 0.07))
    for x in range(0, w, step * 2):
        draw.rectangle((x, top, x + step, h), fill=palette.main)
    for y in range(top, h, step * 2):
        draw.rectangle((0, y, w, y + step // 2), fill=palette.accent)


# -- labels and faces -----------------------------------------------------------------


def label_panel(rng: random.Random, size: tuple[int, int], cap: int) -> Image.Image:
    """The back of a pack: paragraphs in capitals `cap` pixels high; none at 0, only ornament."""
    palette: Palette = palette_of(rng.randrange(12))
    swapped = rng.random() < 0.3
    paper, ink = (palette.ink, palette.paper) if swapped else (palette.paper, palette.ink)
    picture = Image.new("RGB", size, lighter(paper, 0.2) if not swapped else paper)
    draw = ImageDraw.Draw(picture)
    w, h = size
    draw.rectangle((0, 0, w, round(h * 0.08)), fill=palette.main)
    draw.rectangle((0, round(h * 0.93), w, h), fill=palette.accent)
    if cap == 0:
        _ornament(rng, draw, size, palette)
        return picture
    # Cap height is 0.73 of Inter's size; drawn large and reduced, as print is.
    face = font(rng.choice(("Inter-SemiBold", "Inter-Regular")), round(cap / 0.73 * 4))
    art = Image.new("L", (w * 4, round(h * 0.8) * 4))
    pen = ImageDraw.Draw(art)
    leading = max(3.0, cap * rng.uniform(1.7, 2.1)) * 4
    for number in range(int(art.height // leading)):
        words = " ".join(rng.choice(_WORDS) for _ in range(12)).upper()
        cut = max(3, int(len(words) * art.width * 0.86 / max(1.0, face.getlength(words))))
        pen.text((w * 0.28, number * leading), words[:cut], 255, face)
    art = art.resize((w, round(h * 0.8)), Image.Resampling.LANCZOS)
    picture.paste(Image.new("RGB", art.size, ink), (0, round(h * 0.11)), art)
    return picture


def _ornament(
    rng: random.Random, draw: ImageDraw.ImageDraw, size: tuple[int, int], palette: Palette
) -> None:
    w, h = size
    for _ in range(5):
        x, y, r = rng.uniform(0.2, 0.8) * w, rng.uniform(0.2, 0.8) * h, rng.uniform(0.05, 0.16) * w
        fill = rng.choice((palette.main, palette.accent, palette.table))
        draw.ellipse((x - r, y - r, x + r, y + r), fill=fill)


_SKIN = ((226, 180, 150), (198, 144, 108), (160, 108, 76))


def face(rng: random.Random, height: int) -> Image.Image:
    """A person's head from the front, shaded softly, in RGBA."""
    w, h = round(height * 0.8), height
    head = Image.new("RGBA", (w, h), (0, 0, 0, 0))
    draw = ImageDraw.Draw(head)
    skin = rng.choice(_SKIN)
    dark, hair = mix(skin, BLACK, 0.35), mix(skin, BLACK, 0.88)
    draw.ellipse((w * 0.08, 0, w * 0.92, h * 0.75), fill=hair)
    draw.rectangle((w * 0.36, h * 0.8, w * 0.64, h), fill=(*mix(skin, BLACK, 0.2), 255))
    draw.ellipse((w * 0.15, h * 0.1, w * 0.85, h * 0.95), fill=skin)
    draw.ellipse((w * 0.25, h * 0.2, w * 0.65, h * 0.55), fill=lighter(skin, 0.12))
    for x in (0.33, 0.67):
        socket = (w * (x - 0.13), h * 0.39, w * (x + 0.13), h * 0.52)
        draw.ellipse(socket, fill=mix(skin, BLACK, 0.22))
        draw.rectangle((w * (x - 0.13), h * 0.36, w * (x + 0.13), h * 0.395), fill=hair)
        draw.ellipse((w * (x - 0.09), h * 0.435, w * (x + 0.09), h * 0.5), fill=WHITE)
        draw.ellipse((w * (x - 0.04), h * 0.43, w * (x + 0.04), h * 0.505), fill=BLACK)
    draw.rectangle((w * 0.47, h * 0.45, w * 0.53, h * 0.63), fill=lighter(skin, 0.25))
    draw.ellipse((w * 0.41, h * 0.6, w * 0.59, h * 0.67), fill=dark)
    draw.ellipse((w * 0.34, h * 0.73, w * 0.66, h * 0.81), fill=mix((150, 50, 50), skin, 0.3))
    draw.line((w * 0.35, h * 0.77, w * 0.65, h * 0.77), fill=dark, width=max(1, h // 80))
    return head.filter(ImageFilter.GaussianBlur(h / 90))
