"""Labels with codes, spoilt as booths spoil them: tilted, blurred, small, noisy."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass

import numpy as np
import segno
import zxingcpp
from PIL import Image, ImageFilter

from app.photos.drawing import draw_product

SIZE = (1280, 960)


@dataclass(frozen=True, slots=True)
class Spoilt:
    """How a label is photographed; `module` is pixels a module."""

    module: int = 5
    tilt: float = 4
    blur: float = 0.4
    noise: float = 2


def drawn_code(text: str, kind: str, module: int) -> Image.Image:
    """A code as printed: `qr`, `matrix`, `bars` or `retail` (EAN-13)."""
    if kind == "qr":
        out = io.BytesIO()
        segno.make(text, error="m", micro=False).save(out, kind="png", scale=module)
        return Image.open(out).convert("L")
    formats = {
        "matrix": zxingcpp.BarcodeFormat.DataMatrix,
        "bars": zxingcpp.BarcodeFormat.Code128,
        "retail": zxingcpp.BarcodeFormat.EAN13,
    }
    made = zxingcpp.create_barcode(text, formats[kind])
    return Image.fromarray(np.array(made.to_image(scale=module))).convert("L")


def label_photo(text: str, kind: str, how: Spoilt, seed: int) -> bytes:
    """A box at a booth with a code stuck on it, as a stored JPEG."""
    rng = random.Random(seed)
    ground = draw_product("box", rng.randrange(7), "Uji", seed, SIZE).convert("L")
    module = max(2, how.module - 2) if kind in ("bars", "retail") else how.module
    code = drawn_code(text, kind, module).point(lambda v: 30 + v * 200 // 255).convert("LA")
    turned = code.rotate(how.tilt * rng.choice((-1, 1)), Image.Resampling.BICUBIC, expand=True)
    at = rng.randrange(20, SIZE[0] - turned.width), rng.randrange(20, SIZE[1] - turned.height)
    ground.paste(turned.getchannel(0), at, turned.getchannel(1))
    pixels = np.asarray(ground.filter(ImageFilter.GaussianBlur(how.blur))).astype(float)
    pixels += np.random.default_rng(seed).normal(0, how.noise, pixels.shape)
    out = io.BytesIO()
    Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).save(out, "JPEG", quality=82)
    return out.getvalue()
