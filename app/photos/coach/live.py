"""The coach beside the camera: frames in, hints that do not flicker out.

`judge_frame` is a pure function over bytes, for a worker thread or another process;
`LiveCoach` remembers the last few answers and stays where the frames come from.
"""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any

from app.photos.coach.judging import Finding, Kind, Thresholds, findings, shipped_thresholds

SENT_SIDE = 640
"""Frames are to be sent reduced to this (640 × 360 of 1280 × 720): more is thrown away."""

_REMEMBERED = 7
_APPEARS, _STAYS = 5, 3
_CHEAP_LEFT_OUT = frozenset({Kind.FEW_PIXELS, Kind.UNREADABLE})


def judge_frame(
    width: int, height: int, rgb_bytes: bytes, *, look_for_face: bool = False
) -> dict[str, Any]:
    """What one frame (RGB, rows without padding) looks like.

    {"measures": figures by name, "face": whether there is one, or None when not looked for}.
    Letters are not measured: they take as long as all the rest. ValueError when the bytes are
    not those of such a frame.
    """
    import numpy as np

    from app.photos.coach.faces import has_face
    from app.photos.coach.measuring import figures_of

    if width < 1 or height < 1 or len(rgb_bytes) != width * height * 3:
        raise ValueError(f"{len(rgb_bytes)} bytes are no RGB frame of {width} × {height}")
    pixels = np.frombuffer(rgb_bytes, np.uint8).reshape(height, width, 3)
    face = has_face(pixels) if look_for_face else None
    return {"measures": figures_of(pixels, letters=False), "face": face}


def judge_job(
    header: Mapping[str, Any], blobs: Sequence[bytes]
) -> tuple[dict[str, Any], list[bytes]]:
    """For the workshop: `width`, `height` and `face` (look for one) with the bytes of a frame."""
    size = int(header["width"]), int(header["height"])
    return judge_frame(*size, blobs[0], look_for_face=bool(header["face"])), []


def face_job(
    _header: Mapping[str, Any], blobs: Sequence[bytes]
) -> tuple[dict[str, Any], list[bytes]]:
    """For the workshop: whether a face is in a stored picture. Told, never kept."""
    from PIL import Image

    from app.photos.coach.faces import has_face
    from app.photos.coach.views import pixels_of

    with Image.open(io.BytesIO(blobs[0])) as image:
        return {"face": has_face(pixels_of(image.convert("RGB")))}, []


class LiveCoach:
    """Hints for a stream of frames.

    A hint appears when most of the last frames gave it, and goes when few still do: between
    the two it stays as it was.
    """

    FACE_EVERY = 8
    """A face is looked for in one of so many frames: it takes longest and moves least."""

    def __init__(self, thresholds: Thresholds | None = None) -> None:
        self._thresholds = thresholds or shipped_thresholds()
        self._recent: deque[frozenset[Finding]] = deque(maxlen=_REMEMBERED)
        self._shown: tuple[Finding, ...] = ()
        self._face = False
        self._frames = 0

    @property
    def wants_face(self) -> bool:
        """Whether a face should be looked for in the frame that is judged next."""
        return self._frames % self.FACE_EVERY == 0

    def note(self, judged: Mapping[str, Any]) -> tuple[Finding, ...]:
        """Take an answer of `judge_frame`; the hints to show now, the gravest first."""
        self._frames += 1
        found = findings(judged["measures"], self._thresholds, SENT_SIDE, SENT_SIDE)
        self._recent.append(frozenset(f for f in found if f.kind not in _CHEAP_LEFT_OUT))
        if judged["face"] is not None:
            self._face = bool(judged["face"])
        ranked = {Finding(rule.kind, rule.roles): None for rule in self._thresholds.rules}
        steady = tuple(finding for finding in ranked if self._is_steady(finding))
        self._shown = (*steady, Finding(Kind.FACE)) if self._face else steady
        return self._shown

    def see(self, width: int, height: int, rgb_bytes: bytes) -> tuple[Finding, ...]:
        """Judge a frame here and now, on this thread."""
        judged = judge_frame(width, height, rgb_bytes, look_for_face=self.wants_face)
        return self.note(judged)

    def forget(self) -> None:
        """Another product stands before the camera."""
        self._recent.clear()
        self._shown, self._face, self._frames = (), False, 0

    def _is_steady(self, finding: Finding) -> bool:
        votes = sum(finding in found for found in self._recent)
        return votes >= (_STAYS if finding in self._shown else _APPEARS)
