"""All figures of one picture. Loads OpenCV: never imported at start or by the window."""

from __future__ import annotations

import cv2
from PIL import Image

from app.photos.coach import edges, lettering, light, places
from app.photos.coach.likeness import phash
from app.photos.coach.views import Bytes, pixels_of, views_of

Figures = dict[str, float]


def measured(image: Image.Image) -> tuple[Figures, str]:
    """The figures of a picture and the 64 bits of its likeness."""
    # The processes around us share the cores; OpenCV's own threads only get into their way.
    cv2.setNumThreads(1)
    pixels = pixels_of(image)
    return figures_of(pixels), phash(pixels)


def figures_of(pixels: Bytes, *, letters: bool = True) -> Figures:
    """Named figures, rounded to 3 decimals; `letters` is the dearest one."""
    views = views_of(pixels)
    contrast = places.contrast_of(views.coarse)
    steepness = places.steepness_of(views.fine)
    subject = places.subject_of(contrast, steepness)
    found = {
        "edge_width": edges.edge_width(views.fine),
        "highlights": light.highlights(views.coarse),
        "burnt": light.burnt(views.coarse, contrast, subject),
        "glare": light.glare(views.coarse, subject),
        "share": subject.share,
        "cut": places.cut(views.coarse, subject),
        "busy": places.busy(steepness),
    }
    if letters:
        found["letter_height"] = lettering.letter_height(views.letters)
    return {name: round(float(value), 3) for name, value in found.items()}
