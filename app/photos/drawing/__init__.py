"""Drawn photographs for the sample data: soft studio pictures made by Pillow alone.

Nothing here shows a real product; every label says CONTOH (sample).
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial

from PIL import Image, ImageChops, ImageFilter

from app.photos.drawing import crafts, dishes, jewellery, packs, textiles, toiletries, vessels
from app.photos.drawing.canvas import Canvas
from app.photos.drawing.colours import BLACK, PALETTES, WHITE, Palette, palette_of
from app.photos.drawing.scene import finish, set_flat, set_the_scene

Maker = Callable[[Canvas, Palette, str, random.Random], None]

KINDS: dict[str, Maker] = {
    "jar_sauce": partial(vessels.jar, inside="sauce"),
    "jar_cookies": partial(vessels.jar, inside="cookies"),
    "jar_chips": partial(vessels.jar, inside="chips"),
    "jar_honey": partial(vessels.jar, inside="honey"),
    "bottle_drink": partial(vessels.bottle, inside="drink"),
    "bottle_syrup": partial(vessels.bottle, inside="syrup"),
    "bottle_sauce": partial(vessels.bottle, inside="sauce"),
    "cup_coffee": partial(vessels.cup, inside="coffee"),
    "cup_ice": partial(vessels.cup, inside="ice"),
    "tube": toiletries.tube,
    "pump": partial(toiletries.pump, inside="lotion"),
    "spray": partial(toiletries.pump, inside="spray"),
    "serum": partial(toiletries.pump, inside="serum"),
    "candle": toiletries.candle,
    "pouch_chips": partial(packs.pouch, inside="chips"),
    "pouch_nuts": partial(packs.pouch, inside="nuts"),
    "pouch_coffee": partial(packs.pouch, inside="coffee"),
    "box": packs.box,
    "besek": packs.besek,
    "soap": packs.soap,
    "plate_kerak_telor": partial(dishes.dish, food="kerak_telor", deep=False),
    "plate_rice": partial(dishes.dish, food="rice", deep=False),
    "plate_cakes": partial(dishes.dish, food="cakes", deep=False),
    "plate_sweets": partial(dishes.dish, food="sweets", deep=False),
    "plate_fritters": partial(dishes.dish, food="fritters", deep=False),
    "bowl_soup": partial(dishes.dish, food="soup", deep=True),
    "bowl_noodles": partial(dishes.dish, food="noodles", deep=True),
    "bowl_dessert": partial(dishes.dish, food="dessert", deep=True),
    "batik": textiles.batik,
    "shirt": textiles.shirt,
    "scarf": textiles.scarf,
    "tote": textiles.tote,
    "basket": textiles.basket,
    "earrings": jewellery.earrings,
    "necklace": jewellery.necklace,
    "wood_bowl": crafts.wood_bowl,
    "carved_box": crafts.carved_box,
    "vase": crafts.vase,
    "mug": crafts.mug,
    "ondel_ondel": crafts.ondel_ondel,
    "keychains": crafts.keychains,
}

__all__ = ["KINDS", "PALETTES", "cut_out", "draw_product", "draw_setting", "spoil"]


def draw_product(
    kind: str,
    palette: str | int,
    label: str,
    seed: int,
    size: tuple[int, int] = (2000, 1500),
) -> Image.Image:
    """A product picture in RGB; the same arguments always give the same pixels.

    `kind` is one of `KINDS`, `palette` a name of `PALETTES` or a number;
    KeyError for others. `label` is printed on the product above CONTOH.
    `size` is in pixels; pictures are composed for 4:3.
    """
    make = KINDS[kind]
    canvas = Canvas(size)
    rng = random.Random(seed)
    make(canvas, palette_of(palette), label, rng)
    finish(canvas, rng)
    return canvas.image


def cut_out(
    kind: str, palette: str | int, label: str, seed: int, size: tuple[int, int] = (2000, 1500)
) -> Image.Image:
    """The same product without its surroundings in RGBA, shadows and all.

    Drawn once on black and once on white: what differs is what one sees through.
    """
    on_black, on_white = (
        _alone(Canvas(size, ground), kind, palette, label, seed) for ground in (BLACK, WHITE)
    )
    clear = ImageChops.subtract(on_white, on_black)
    alpha = ImageChops.invert(clear.getchannel("G"))
    cut = on_black.convert("RGBA")
    cut.putalpha(alpha)
    return _unmultiplied(cut)


def draw_setting(
    palette: str | int, seed: int, size: tuple[int, int] = (2000, 1500), *, flat: bool = False
) -> Image.Image:
    """A wall and a table without a product, or (`flat`) a table seen from above."""
    canvas = Canvas(size)
    (set_flat if flat else set_the_scene)(canvas, palette_of(palette), random.Random(seed))
    return canvas.image


def _alone(canvas: Canvas, kind: str, palette: str | int, label: str, seed: int) -> Image.Image:
    KINDS[kind](canvas, palette_of(palette), label, random.Random(seed))
    return canvas.image


def _unmultiplied(cut: Image.Image) -> Image.Image:
    """Colours as they are where the product half covers: on black they came out darker."""
    premultiplied = Image.frombytes("RGBa", cut.size, cut.tobytes())
    return premultiplied.convert("RGBA")


def spoil(image: Image.Image, defect: str | None) -> Image.Image:
    """The picture as a hurried hand takes it: 'dark', 'blur', or None for as it is.

    ValueError for any other defect.
    """
    if defect is None:
        return image
    if defect == "dark":
        return image.point(lambda value: round((value / 255) ** 1.7 * 72))
    if defect == "blur":
        return image.filter(ImageFilter.GaussianBlur(max(image.size) / 160))
    raise ValueError(f"unknown defect: {defect}")
