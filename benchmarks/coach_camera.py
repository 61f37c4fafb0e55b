"""How a hurried hand and a cheap camera spoil a picture: in light, as a lens and a sensor do."""

from __future__ import annotations

import io
import random

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

Pixels = npt.NDArray[np.float32]


def linear(image: Image.Image) -> Pixels:
    """Light from 0 to 1, as it falls on a sensor."""
    return np.asarray((np.asarray(image, np.float32) / 255) ** 2.2, np.float32)


def developed(light: Pixels) -> Image.Image:
    """The picture a camera makes of light; what is over 1 is white for ever."""
    tones = np.clip(light, 0, 1) ** (1 / 2.2) * 255
    return Image.fromarray(np.round(tones).astype(np.uint8))


def defocused(light: Pixels, radius: float) -> Pixels:
    """Every point becomes a disc of `radius` pixels."""
    if radius < 0.3:
        return light
    side = int(radius) * 2 + 3
    grid = np.hypot(*np.meshgrid(np.arange(side) - side // 2, np.arange(side) - side // 2))
    kernel = np.clip(radius + 0.5 - grid, 0, 1)
    return np.asarray(cv2.filter2D(light, -1, kernel / kernel.sum()), np.float32)


def softened(light: Pixels, sigma: float) -> Pixels:
    """What even a good lens takes."""
    return light if sigma < 0.2 else np.asarray(cv2.GaussianBlur(light, (0, 0), sigma), np.float32)


def shaken(light: Pixels, length: float, degrees: float) -> Pixels:
    """Moved by `length` pixels while the shutter was open."""
    side = int(length) + 3 | 1
    kernel = np.zeros((side, side), np.float32)
    dx, dy = np.cos(np.radians(degrees)) * length / 2, np.sin(np.radians(degrees)) * length / 2
    middle, fine = side // 2, 16
    start = round((middle - dx) * fine), round((middle - dy) * fine)
    end = round((middle + dx) * fine), round((middle + dy) * fine)
    cv2.line(kernel, start, end, 1.0, 1, cv2.LINE_AA, 4)
    return np.asarray(cv2.filter2D(light, -1, kernel / kernel.sum()), np.float32)


def glared(
    light: Pixels, rng: random.Random, body: tuple[int, int, int, int], share: float
) -> tuple[Pixels, Pixels]:
    """A lamp mirrored in the product; `share` is the part of it that is burnt out.

    Also returns where it burnt, 0 or 1.
    """
    h, w = light.shape[:2]
    ys, xs = np.mgrid[0:h, 0:w].astype(np.float32)
    x1, y1, x2, y2 = body
    spots = rng.randint(1, 3)
    area = share * (x2 - x1) * (y2 - y1) / spots
    strength = np.zeros((h, w), np.float32)
    for _ in range(spots):
        cx, cy = rng.uniform(0.25, 0.75) * (x2 - x1) + x1, rng.uniform(0.2, 0.75) * (y2 - y1) + y1
        long = rng.uniform(1.0, 2.2)
        b = float(np.sqrt(area / np.pi / long))
        turn = rng.uniform(0, np.pi)
        u = (xs - cx) * np.cos(turn) + (ys - cy) * np.sin(turn)
        v = (ys - cy) * np.cos(turn) - (xs - cx) * np.sin(turn)
        far = np.sqrt((u / (b * long)) ** 2 + (v / b) ** 2)
        # Burnt within 1; around it the bloom of a lens.
        strength = np.maximum(strength, 3.0 * np.exp(-((far / 1.0) ** 2) * 1.2))
    return light + strength[..., None], (strength > 0.9).astype(np.float32)


def noisy(image: Image.Image, seed: int, strength: float) -> Image.Image:
    """Grain of a sensor with standard deviation `strength`, coarser in colour."""
    rng = np.random.default_rng(seed)
    tones = np.asarray(image, np.float32)
    h, w = tones.shape[:2]
    grey = rng.normal(0, strength, (h, w, 1)).astype(np.float32)
    small = rng.normal(0, strength * 1.5, (h // 3 + 1, w // 3 + 1, 3)).astype(np.float32)
    colour = cv2.resize(small, (w, h), interpolation=cv2.INTER_LINEAR)
    # A camera's own cleaning smears grain a little.
    grain = cv2.GaussianBlur(grey, (0, 0), 0.6)[..., None] + colour * 0.5
    return Image.fromarray(np.clip(tones + grain, 0, 255).astype(np.uint8))


def encoded(image: Image.Image, quality: int) -> Image.Image:
    """Written as JPEG and read again."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    with Image.open(io.BytesIO(out.getvalue())) as again:
        again.load()
        return again.copy()
