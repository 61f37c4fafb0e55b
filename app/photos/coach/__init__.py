"""The photo coach: what is measured of a picture, and what follows from it.

Judging is plain arithmetic and may be done anywhere. Measuring loads OpenCV when it is first
asked for: only the process that decodes photographs should ask (decision 0017).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.photos.coach.judging import (
    Finding,
    Kind,
    Rule,
    Thresholds,
    figures,
    findings,
    for_role,
    shipped_thresholds,
)
from app.photos.coach.live import LiveCoach

if TYPE_CHECKING:
    from PIL import Image

Measured = tuple[dict[str, float], str]

__all__ = [
    "Finding",
    "Kind",
    "LiveCoach",
    "Measured",
    "Rule",
    "Thresholds",
    "face_in",
    "figures",
    "findings",
    "for_role",
    "measure",
    "shipped_thresholds",
]


def measure(image: Image.Image) -> Measured:
    """The coach's figures of a picture, rounded to 3 decimals, and its 64 bits of likeness as
    16 hexadecimal digits. Whether somebody's face is in it is never among them.
    """
    from app.photos.coach.measuring import measured

    return measured(image)


def face_in(image: Image.Image) -> bool:
    """Whether a face looks out of the picture: to be told, never to be kept."""
    from app.photos.coach.faces import has_face
    from app.photos.coach.views import pixels_of

    return has_face(pixels_of(image))
