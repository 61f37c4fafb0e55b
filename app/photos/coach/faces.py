"""Is a person in the picture? A hint for who takes it; nothing about a face is ever stored."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import cv2

from app.photos.coach.views import Bytes, fitted, grey

_SIDE = 360
_SMALLEST = 1 / 9
_NEIGHBOURS = 5


def has_face(pixels: Bytes) -> bool:
    """Whether a face looks towards us, as far as the cascade sees it."""
    small = grey(fitted(pixels, _SIDE))
    smallest = max(24, round(min(small.shape) * _SMALLEST))
    # Two cascades have to agree: a pump's head and a bottle's neck deceive one at a time.
    return all(
        len(_cascade(name).detectMultiScale(small, 1.15, _NEIGHBOURS, minSize=(smallest, smallest)))
        for name in ("default", "alt2")
    )


@cache
def _cascade(name: str) -> cv2.CascadeClassifier:
    """Viola and Jones' frontal faces, as they come with OpenCV."""
    file = Path(cv2.__file__).parent / "data" / f"haarcascade_frontalface_{name}.xml"
    return cv2.CascadeClassifier(str(file))
