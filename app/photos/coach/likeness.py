"""64 bits by which the same picture is known again, smaller, re-encoded or sent on by chat."""

from __future__ import annotations

import cv2
import numpy as np

from app.photos.coach.views import Bytes, grey

_SIDE = 32
_KEPT = 8
_FLAT = 4.0


def phash(pixels: Bytes) -> str:
    """Which of the 64 slowest waves of a picture are stronger than their median, as 16
    hexadecimal digits. A picture without structure gives nearly only zeros, and is like none.
    """
    # Halved step by step, or a large picture's finest detail would leak into the waves.
    small = cv2.resize(grey(pixels), (_SIDE * 4, _SIDE * 4), interpolation=cv2.INTER_AREA)
    small = cv2.resize(small, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA)
    waves = cv2.dct(small.astype(np.float32))[:_KEPT, :_KEPT].ravel()
    middle = float(np.median(waves[1:]))
    bits = waves > (middle if np.abs(waves[1:]).max() > _FLAT else np.inf)
    return np.packbits(bits).tobytes().hex()
