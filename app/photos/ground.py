"""*Latar putih*: the product cut out of a plain background, its soft shadow kept.

The background is taken from the picture's border: a smooth surface in L*a*b* (light falls
off, paper has a tint) fitted to the border's pixels, those of a product that reaches the
border left aside. What departs from that surface is product; GrabCut settles the rest; a
guided filter lays the edge on the picture's own edges. Dividing by the surface leaves the
shadow, and nothing else, on white.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from app.photos.backdrop import PLAIN_WITHIN, Floats, backdrop_of

Bytes = npt.NDArray[np.uint8]

_SIDE: Final = 448
"""Pixels of the longer side at which product and background are told apart."""

_SEED: Final = 17

_SURE: Final = 16.0
_LEAST_PRODUCT, _MOST_PRODUCT = 0.015, 0.92
_SEEN_THROUGH: Final = 3.0
_SOFT_EDGE: Final = 2.0
_SHADOW_TINT: Final = 0.12
_DEEPEST: Final = 0.12
_DARKEST_SHADOW: Final = 0.55


def can_whiten(image: Image.Image) -> bool:
    """Whether the background is plain enough, and something stands before it."""
    lab = _lab(_small(image))
    ground = backdrop_of(lab)
    if not ground.is_plain:
        return False
    product = float((_distance(lab, ground.surface) > _SURE).mean())
    return _LEAST_PRODUCT <= product <= _MOST_PRODUCT


def whiten(image: Image.Image) -> Image.Image:
    """The product on white. Made for plain backgrounds; on others it does what it can."""
    small = _small(image)
    mask, surface = _cut(small.tobytes(), small.size)
    pixels = _unit(image)
    size = (image.width, image.height)
    rough = _floats(cv2.resize(mask, size, interpolation=cv2.INTER_LINEAR))
    alpha = _refined(pixels, rough)
    ground = _rgb(_floats(cv2.resize(surface, size, interpolation=cv2.INTER_LINEAR)))
    white = _shadow(pixels, ground, alpha)[..., None]
    clean = _without_spill(pixels, ground, alpha)
    out = clean * alpha[..., None] + white * (1 - alpha[..., None])
    return Image.fromarray(np.rint(np.clip(out, 0, 1) * 255).astype(np.uint8))


def product_mask(image: Image.Image) -> Floats:
    """How much of each pixel is product, 0 to 1, at the picture's own size."""
    small = _small(image)
    mask, _ = _cut(small.tobytes(), small.size)
    size = (image.width, image.height)
    rough = _floats(cv2.resize(mask, size, interpolation=cv2.INTER_LINEAR))
    return _refined(_unit(image), rough)


def _floats(values: npt.NDArray[Any]) -> Floats:
    # OpenCV's stubs do not tell which type comes back.
    return np.asarray(values, np.float32)


def _unit(image: Image.Image) -> Floats:
    """The picture's pixels from 0 to 1."""
    return _floats(np.asarray(image, np.float32) / np.float32(255))


def forget() -> None:
    """Forget the products cut out lately; for measuring."""
    _cut.cache_clear()


# The background.


def _small(image: Image.Image) -> Image.Image:
    scale = min(1.0, _SIDE / max(image.size))
    size = max(8, round(image.width * scale)), max(8, round(image.height * scale))
    return image.resize(size, Image.Resampling.BOX)


def _lab(image: Image.Image) -> Floats:
    return _floats(cv2.cvtColor(_unit(image), cv2.COLOR_RGB2Lab))


def _rgb(lab: Floats) -> Floats:
    return _floats(np.clip(cv2.cvtColor(lab, cv2.COLOR_Lab2RGB), 0.02, 1))


def _distance(lab: Floats, surface: Floats) -> Floats:
    """How far each pixel is from the background (ΔE); a mere shadow of it counts half."""
    off = lab - surface
    colour = np.hypot(off[..., 1], off[..., 2])
    darker = (off[..., 0] < 0) & (colour < 5)
    light = np.abs(off[..., 0]) * np.where(darker, 0.5, 1.0)
    return _floats(np.hypot(light, colour))


def _is_shadow(lab: Floats, surface: Floats) -> npt.NDArray[np.bool_]:
    """The background's own colour with less light, and without the sharp edge of a thing."""
    ratio = (_rgb(lab) ** 2.2) / (_rgb(surface) ** 2.2)
    mean = ratio.mean(axis=2)
    tinted = (ratio.max(axis=2) - ratio.min(axis=2)) / np.maximum(mean, 1e-3)
    across = cv2.Sobel(lab[..., 0], cv2.CV_32F, 1, 0) / 8
    down = cv2.Sobel(lab[..., 0], cv2.CV_32F, 0, 1) / 8
    soft = np.hypot(across, down) < _SOFT_EDGE
    found: npt.NDArray[np.bool_] = (mean > _DEEPEST) & (mean < 1) & (tinted < _SHADOW_TINT) & soft
    return found


# The product.


@lru_cache(maxsize=2)
def _cut(pixels: bytes, size: tuple[int, int]) -> tuple[Floats, Floats]:
    """Product mask and surface at working size; kept, as a preview asks again and again."""
    picture = Image.frombytes("RGB", size, pixels)
    image, lab = np.asarray(picture), _lab(picture)
    ground = backdrop_of(lab)
    soft = _floats(cv2.GaussianBlur(lab, (0, 0), 0.8))
    far = _distance(soft, ground.surface)
    reached = _reached_from_border((far < PLAIN_WITHIN) | _is_shadow(soft, ground.surface))
    mask = _settle(image, far, reached)
    return _floats(_tidy(mask, far)), ground.surface


def _reached_from_border(plain: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Background that hangs together with the border: white print on a label does not."""
    framed = cv2.copyMakeBorder(plain.astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=1)
    _, labels = cv2.connectedComponents(framed, connectivity=4)
    reached: npt.NDArray[np.bool_] = (labels == labels[0, 0])[1:-1, 1:-1]
    return reached


def _settle(image: Bytes, far: Floats, reached: npt.NDArray[np.bool_]) -> Bytes:
    """GrabCut between what is surely background and what is surely product."""
    trimap = np.where(reached, cv2.GC_PR_BGD, cv2.GC_PR_FGD).astype(np.uint8)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9))
    inside = cv2.erode((~reached).astype(np.uint8), kernel, borderValue=1)
    outside = cv2.erode(reached.astype(np.uint8), kernel, borderValue=1)
    trimap[(inside > 0) & (far > _SURE)] = cv2.GC_FGD
    trimap[outside > 0] = cv2.GC_BGD
    has_both = (trimap == cv2.GC_BGD).any() and (trimap == cv2.GC_FGD).any()
    if has_both:
        cv2.setRNGSeed(_SEED)
        back, front = np.zeros((1, 65)), np.zeros((1, 65))
        bgr = np.ascontiguousarray(image[..., ::-1])
        nowhere = (0, 0, 0, 0)  # the mask says it all
        cv2.grabCut(bgr, trimap, nowhere, back, front, 3, cv2.GC_INIT_WITH_MASK)
    return np.isin(trimap, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8)


def _tidy(mask: Bytes, far: Floats) -> Bytes:
    """No specks, and no holes but those through which the background is seen."""
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (3, 3))
    mask = np.asarray(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, kernel), np.uint8)
    whole = _parts(mask, far, _is_product)
    holes = _parts(1 - whole, far, _is_hole)
    return (1 - holes).astype(np.uint8)


def _parts(mask: Bytes, far: Floats, wanted: Callable[[int, float, int], bool]) -> Bytes:
    """The connected parts of a mask that are wanted, by area, mean distance, largest area."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    areas = stats[:, cv2.CC_STAT_AREA]
    means = np.bincount(labels.ravel(), far.ravel(), count) / np.maximum(areas, 1)
    largest = int(areas[1:].max(initial=0))
    keep = [one for one in range(1, count) if wanted(int(areas[one]), float(means[one]), largest)]
    return np.isin(labels, keep).astype(np.uint8)


def _is_product(area: int, far: float, largest: int) -> bool:
    """Print on a label as white as the ground is small, but far from the ground's colour."""
    return area >= max(12, 0.01 * largest) or (area >= 3 and far > _SURE)


def _is_hole(area: int, far: float, largest: int) -> bool:
    return area == largest or (far < _SEEN_THROUGH and area > 0.005 * largest)


# The edge and the shadow, at full size.


def _refined(pixels: Floats, rough: Floats) -> Floats:
    """The rough mask bent onto the picture's own edges (a guided filter)."""
    guide = _floats(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY))
    reach = max(3, round(max(guide.shape) / 160)) | 1
    size = (2 * reach + 1, 2 * reach + 1)

    def mean(values: Floats) -> Floats:
        return _floats(cv2.boxFilter(values, -1, size))

    guide_mean, mask_mean = mean(guide), mean(rough)
    spread = mean(_floats(guide * guide)) - guide_mean * guide_mean
    slope = _floats((mean(_floats(guide * rough)) - guide_mean * mask_mean) / (spread + 4e-4))
    level = _floats(mask_mean - slope * guide_mean)
    soft = mean(slope) * guide + mean(level)
    # Steeper than the filter leaves it: an edge of two pixels, no veil around the product.
    return _floats(np.clip((soft - 0.5) * 2.2 + 0.5, 0, 1))


def _shadow(pixels: Floats, ground: Floats, alpha: Floats) -> Floats:
    """White with the shadow the product throws, grey, soft and not too dark."""
    ratio = (pixels / ground).mean(axis=2)
    hidden = np.clip(1 - alpha, 1e-3, 1)
    radius = max(max(pixels.shape[:2]) / 220, 1.0)
    # Only background light counts under the product's edge.
    light = cv2.GaussianBlur(np.clip(ratio, 0, 1.05) * hidden, (0, 0), radius)
    weight = cv2.GaussianBlur(hidden, (0, 0), radius)
    smooth = _floats(light / np.maximum(weight, 1e-3))
    near = _nearness(alpha)
    depth = np.clip((0.955 - smooth) / 0.955, 0, _DARKEST_SHADOW) * near
    return _floats(1 - depth)


def _nearness(alpha: Floats) -> Floats:
    """1 at the product, 0 a tenth of the picture away: falling light further off is no shadow."""
    if (alpha < 0.5).all():
        return np.zeros_like(alpha)
    away = cv2.distanceTransform((alpha < 0.5).astype(np.uint8), cv2.DIST_L2, 3)
    fall = 1 - away / (0.12 * max(alpha.shape))
    return _floats(np.clip(fall, 0, 1))


def _without_spill(pixels: Floats, ground: Floats, alpha: Floats) -> Floats:
    """The product's own colour where the background shines through its edge."""
    thick = np.maximum(alpha, 0.35)[..., None]
    own = (pixels - (1 - thick) * ground) / thick
    edge = ((alpha > 0.02) & (alpha < 0.98))[..., None]
    return _floats(np.where(edge, np.clip(own, 0, 1), pixels))
